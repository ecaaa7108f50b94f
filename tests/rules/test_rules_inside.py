"""A part may stand inside the text: a unit's report has its shortcomings and plans under no heading of their own."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from drafter.files import read_text
from drafter.kinds import load_kind
from drafter.notes import read_notes
from drafter.outline import read_report
from drafter.rules import check_report

CASES = tomllib.loads((Path(__file__).parent / "inside.toml").read_text(encoding="utf-8"))["case"]
REPORT = """\
2023年度述职报告
各位领导、同志们：
现将一年来履职情况报告如下。
一、主要工作
（一）抓学习。全年组织集体学习12次，讲党课4次。
（二）抓落实。完成重点任务36项，办结群众来信128件。
{}
特此报告，请予评议。
王 强
2023年12月5日
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_only_the_parts_that_are_nowhere_are_missing(case: dict[str, Any]) -> None:
    found = check_report(REPORT.format(case["text"]), kind="zh-duty", select=["sections/missing"])
    assert [re.findall("“(.+?)”", one.message)[0] for one in found] == case["missing"]


SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "samples").iterdir() if (path / "report.md").is_file())


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_a_part_that_was_taken_out_is_missing(folder: Path) -> None:
    notes = read_notes(read_text(folder / "notes.md"))
    report = read_report(read_text(folder / "report.md"))
    required = {spec.title for spec in load_kind(notes.kind or "zh-duty").sections if spec.required}
    for section in report.sections:
        if section.title in required:
            rest = report.text[: section.span.start] + report.text[section.span.end :]
            found = check_report(rest, kind=notes.kind or "zh-duty", select=["sections/missing"])
            assert any(section.title in one.message for one in found), section.title

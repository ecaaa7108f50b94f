"""Reports in every form are read as the tree that a person sees."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.outline import read_report

if TYPE_CHECKING:
    from drafter.model import Report

CASES = tomllib.loads((Path(__file__).parent / "reports.toml").read_text(encoding="utf-8"))["case"]
PARTS = ("title", "salutation", "lead", "closing", "signature", "date")


def tree(report: Report) -> list[str]:
    return [f"{one.level} {one.number} {one.title} | {report.of(one.body)}" for one in report.walk()]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_report_is_read_as_its_tree(case: dict[str, object], end: str) -> None:
    report = read_report(str(case["text"]).replace("\n", end), "a.md")
    assert [line.replace(end, "\n") for line in tree(report)] == case["tree"]
    found = {part: report.of(getattr(report, part)).replace(end, "\n") for part in PARTS}
    assert found == {part: case.get(part, "") for part in PARTS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_spans_nest_and_lines_are_right(case: dict[str, object]) -> None:
    report = read_report(str(case["text"]))
    for section in report.walk():
        assert report.text.count("\n", 0, section.heading.start) == section.line - 1
        assert section.title in report.of(section.heading)
        assert section.span.start == section.heading.start <= section.heading.end <= section.body.start
        assert section.body.end <= section.span.end
        inside = [section.body, *(child.span for child in section.children)]
        assert all(a.end <= b.start for a, b in pairwise(inside))
        assert inside[-1].end == section.span.end
    tops = [section.span for section in report.sections]
    assert all(a.end <= b.start for a, b in pairwise(tops))


def test_a_body_that_is_replaced_leaves_all_else_in_place() -> None:
    report = read_report("一、成效\n\n  完成12项。  \n\n二、不足\n")
    body = report.sections[0].body
    assert report.text[: body.start] + "新。" + report.text[body.end :] == "一、成效\n\n  新。  \n\n二、不足\n"


PIECES = st.sampled_from(
    [
        "# ",
        "## ",
        "一、",
        "二、",
        "（一）",
        "(二)",
        "1.",
        "1.1 ",
        "I. ",
        "成效",
        "。",
        "；",
        "：",
        "\n",
        "\n",
        "\r\n",
        "2024年1月1日",
        "特此报告",
        "**",
        "　",
        "a",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=40).map("".join))
def test_any_text_is_a_report_whose_spans_hold(text: str) -> None:
    report = read_report(text)
    assert report.text == text
    places = [section.heading.start for section in report.walk()]
    assert places == sorted(places)
    for section in report.walk():
        assert 0 <= section.heading.start < section.heading.end <= section.body.start <= section.body.end <= len(text)
        assert all(child.level > section.level for child in section.children)
        assert section.title


@pytest.mark.parametrize(
    "line", ["一、成效\n完成。\n", "1. 完成；\n", "# 成效\n", "（一）", "1 ", "\r", "#", "*", "。", "2024年1月1日\n"]
)
def test_a_long_text_of_anything_are_read(line: str) -> None:
    text = line * (200_000 // len(line))
    assert read_report(text).text == text

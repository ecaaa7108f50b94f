"""What is said of a draft, case by case: verdicts.toml holds them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from drafter import compare_figures, find_figures

CASES = tomllib.loads((Path(__file__).parent / "verdicts.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_draft_is_told_what_the_case_says(case: dict[str, Any]) -> None:
    found = compare_figures(case["notes"], case["draft"], year=case.get("year"), lang=case.get("lang"))
    assert [f"{finding.rule.removeprefix('figures/')}: {finding.text}" for finding in found] == case["expect"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_places_lines_and_messages_are_right(case: dict[str, Any]) -> None:
    draft = "前言。\n" + case["draft"]
    for finding in compare_figures(case["notes"], draft, year=case.get("year"), lang=case.get("lang")):
        assert finding.message
        if finding.start is None:
            assert finding.line is None
        else:
            assert draft[finding.start : finding.end] == finding.text
            assert draft.split("\n")[finding.line - 1][finding.column - 1 :].startswith(finding.text[:1])


def test_the_message_is_what_a_person_would_say() -> None:
    (finding,) = compare_figures(["整改近200个问题"], "整改200多个问题。")
    assert "材料为“近200个”，稿中写成“200多个”" in finding.message


def test_figures_that_were_read_already_are_those_that_are_compared() -> None:
    notes, draft = ["整改隐患32处", "检查企业118家"], "检查企业118家，整改隐患32处。"
    both = find_figures(draft)
    assert compare_figures(notes, draft, figures=both) == []
    (finding,) = compare_figures(notes, draft, figures=both[:1])
    assert finding.rule == "figures/dropped"


def test_every_rule_has_a_case() -> None:
    told = {line.split(":")[0] for case in CASES for line in case["expect"]}
    assert told == {
        "altered", "magnitude", "unit", "hedge", "direction", "rank", "scope", "year", "subject", "unsourced", "derived",
        "dropped", "swapped", "count",
    }  # fmt: skip

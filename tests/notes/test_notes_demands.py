"""Demands of a notice, as people write them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.errors import NotesError
from drafter.notes import read_notes

if TYPE_CHECKING:
    from drafter.model import Requirement

CASES = tomllib.loads((Path(__file__).parent / "demands.toml").read_text(encoding="utf-8"))


def shown(requirement: Requirement) -> dict[str, object]:
    values = {
        "section": requirement.section,
        "min": requirement.min_chars,
        "max": requirement.max_chars,
        "least": requirement.min_share and round(requirement.min_share, 4),
        "most": requirement.max_share and round(requirement.max_share, 4),
        "items": list(requirement.items),
    }
    return {key: value for key, value in values.items() if value}


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["text"])
def test_a_demand_is_read_as_a_text_and_as_a_member_of_a_list(case: dict[str, object]) -> None:
    for form in (f"要求: {case['text']}", f"要求:\n  - {case['text']}"):
        if ": " in str(case["text"]) and form.startswith("要求:\n"):
            continue  # a table in YAML; see below
        notes = read_notes(f"---\n{form}\n---\n- 完成12项\n", "a.md")
        assert [shown(requirement) for requirement in notes.requirements] == case["want"]
        assert all(requirement.source.startswith("a.md:") for requirement in notes.requirements)


def test_demands_are_read_from_a_table() -> None:
    text = """---
要求：
  全文: 3000字以内
  存在的不足:
    字数：1500
    占比: >=1/3
    必写:
      - 意识形态
      - 上年度问题整改
  努力的方向：约700字
---
- 完成12项
"""
    assert [(requirement.source, shown(requirement)) for requirement in read_notes(text, "a.md").requirements] == [
        ("a.md:3", {"max": 3000}),
        ("a.md:5", {"section": "存在的不足", "min": 1350, "max": 1650}),
        ("a.md:6", {"section": "存在的不足", "least": 0.3333}),
        ("a.md:7", {"section": "存在的不足", "items": ["意识形态", "上年度问题整改"]}),
        ("a.md:10", {"section": "努力的方向", "min": 630, "max": 770}),
    ]


@pytest.mark.parametrize("text", CASES["refused"]["texts"])
def test_a_demand_that_cannot_be_read_is_refused_with_examples(text: str) -> None:
    with pytest.raises(NotesError) as caught:
        read_notes(f"---\n年度: 2023\n要求:\n  - {text}\n---\n- 完成12项\n", "a.md")
    assert (caught.value.key, caught.value.line) == ("notes.requirement", 4)
    assert text in caught.value.say("zh")
    assert "3000字" in caught.value.hint("zh")


@pytest.mark.parametrize("text", CASES["refused"]["contradictory"])
def test_limits_that_contradict_each_other_are_refused(text: str) -> None:
    with pytest.raises(NotesError) as caught:
        read_notes(f"---\n要求: {text}\n---\n- 完成12项\n", "a.md")
    assert caught.value.key == "notes.contradiction"

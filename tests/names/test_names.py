"""Names are found, held to the facts when altered or lost, and left alone when only the words round them change."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafter.names import compare_names, find_names

if TYPE_CHECKING:
    from drafter.model import Finding

FOLDER = Path(__file__).parent
PAIRS = tomllib.loads((FOLDER / "pairs.toml").read_text(encoding="utf-8"))["case"]
READ = tomllib.loads((FOLDER / "names.toml").read_text(encoding="utf-8"))["case"]
FACTS = [(fact, name) for case in PAIRS for fact in case["facts"] for name in find_names(fact)]


def shown(findings: list[Finding]) -> list[str]:
    return [f"{finding.rule.removeprefix('names/')}: {finding.text}" for finding in findings]


@pytest.mark.parametrize("case", READ, ids=lambda case: case["text"][:20])
def test_names_are_found(case: dict[str, list[str]]) -> None:
    text = str(case["text"])
    names = find_names(text)
    assert [f"{name.kind}: {name.text}" for name in names] == case["names"]
    assert all(text[name.start : name.end] == name.text for name in names)


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["draft"][:30])
def test_a_draft_is_held_to_its_facts(case: dict[str, list[str]]) -> None:
    draft = str(case["draft"])
    findings = compare_names(case["facts"], draft)
    assert shown(findings) == case.get("finds", [])
    for finding in findings:
        if finding.start is not None:
            assert draft[finding.start : finding.end] == finding.text
        assert finding.message
        assert finding.hint


def test_an_altered_name_says_what_the_fact_has_and_which_fact() -> None:
    (finding,) = compare_names(["完成12项", "打造“红色导师”品牌"], "完成12项。\n打造“红色导航”品牌。")
    assert finding.rule == "names/altered"
    assert (finding.facts, finding.line, finding.column) == (("2",), 2, 3)
    assert "“红色导师”" in finding.message


def test_a_draft_in_part_drops_nothing() -> None:
    facts = ["打造“红色导师”品牌", "开办“机关学堂”"]
    assert compare_names(facts, "打造“红色导师”品牌。", partial=True) == []
    assert shown(compare_names(facts, "打造“红色导师”品牌。")) == ["dropped: “机关学堂”"]


@pytest.mark.parametrize(("fact", "name"), FACTS, ids=lambda value: getattr(value, "text", "")[:20])
def test_every_name_that_is_taken_out_is_found(fact: str, name: object) -> None:
    text = str(getattr(name, "text", ""))
    assert shown(compare_names([fact], f"本人{fact.replace(text, '')}。"))


@given(st.sampled_from(FACTS), st.data())
def test_every_letter_that_is_changed_is_found(case: tuple[str, object], data: st.DataObject) -> None:
    fact, name = case
    start, end = int(getattr(name, "start", 0)), int(getattr(name, "end", 0))
    place = data.draw(st.sampled_from([at for at in range(start, end) if fact[at].isalpha()]))
    letter = data.draw(st.sampled_from("春强立明东" if "一" <= fact[place] <= "龥" else "qzxk"))
    assume(letter != fact[place])
    assert compare_names([fact], fact[:place] + letter + fact[place + 1 :])


@given(st.lists(st.sampled_from([fact for case in PAIRS for fact in case["facts"]]), min_size=1, unique=True))
def test_facts_written_out_are_no_finding(facts: list[str]) -> None:
    assert compare_names(facts, "。".join(facts)) == []


PIECES = st.sampled_from(
    [
        "《",
        "》",
        "“",
        "”",
        "获",
        "全国",
        "先进",
        "中学",
        "局",
        "的",
        "〔2023〕",
        "5号",
        "The ",
        "WHO",
        "\n",
        "。",
        "王强同志",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=30).map("".join), st.text(max_size=30))
def test_any_text_is_read(text: str, other: str) -> None:
    names = find_names(text)
    assert all(text[name.start : name.end] == name.text for name in names)
    assert all(a.end <= b.start for a, b in pairwise(names))
    compare_names([other], text)
    compare_names([text], other)
    assert compare_names([text], text) == []


@pytest.mark.parametrize(
    "piece", ["一", "获", "中学", "《", "“", "王", "全国", "A", "A ", "〔", "5", " ", "获全国先进", "市"]
)
def test_a_long_run_of_anything_is_read(piece: str) -> None:
    find_names(piece * (50_000 // len(piece)))

from __future__ import annotations

import tomllib

import pytest

from drafter.drafting.gate import Verdict
from drafter.drafting.looks import Bench
from drafter.drafting.read import Candidate
from drafter.drafting.together import untrue, without
from drafter.figures import compare_figures
from drafter.kinds import load_kind
from drafter.model import Author, Fact, Sentence
from tests.drafting.scripted import DATA

FACTS = (Fact("1", "Held 12 talks", 1), Fact("2", "Trained 38 staff", 2))
DRAFTS = tomllib.loads((DATA / "true_drafts.toml").read_text(encoding="utf-8"))
BENCH = Bench(load_kind("en-duty"), FACTS)


def test_the_sentence_at_fault_is_found_among_the_others() -> None:
    true = Sentence("I held 12 talks.", ("1",), Author.MODEL)
    assert untrue([true, Sentence("I trained 38 staff.", ("2",), Author.MODEL)], BENCH) is None
    assert untrue([true, Sentence("I trained 83 staff.", ("2",), Author.MODEL)], BENCH) == {"2"}


def test_only_the_sentence_at_fault_falls() -> None:
    told = (Candidate("I held 12 talks.", ("1",)), Candidate("I trained 83 staff.", ("2",)))
    less, fallen = without(Verdict(told, (), ()), {"2"}, FACTS)
    assert (less.standing, less.open, [one.candidate for one in fallen]) == (told[:1], ("2",), [told[1]])


def test_all_fall_where_none_is_at_fault_alone() -> None:
    told = (Candidate("I held 12 talks.", ("1",)), Candidate("I trained 38 staff.", ("2",)))
    less, _ = without(Verdict(told, (), ()), set(), FACTS)
    assert (less.standing, less.open) == ((), ("1", "2"))


@pytest.mark.parametrize("name", DRAFTS)
def test_a_true_draft_is_true_as_a_whole(name: str) -> None:
    found = compare_figures(DRAFTS[name]["facts"], DRAFTS[name]["draft"], year=2023, lang="en")
    assert [(one.rule, one.text) for one in found] == []

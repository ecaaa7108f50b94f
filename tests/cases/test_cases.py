"""The project's own cases: the files are what the passages give, and every pair is what its label says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from tests.cases.edits import FAITHFUL, UNFAITHFUL
from tests.cases.make import ALL, contents
from tests.cases.passages import Passage, load

PASSAGES = load()
HARD = ("swap", "subject_swap", "list_count", "rank", "rank_scope")


@cache
def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()]


def test_the_files_are_what_the_passages_give() -> None:
    stale = [path.name for path, text in contents().items() if path.read_text(encoding="utf-8") != text]
    assert not stale, f"run python -m tests.cases.make: {stale}"


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.id)
def test_each_draft_states_the_figures_of_the_notes_and_no_others(passage: Passage) -> None:
    noted = {fact.same: fact.text for fact in passage.facts if not fact.optional}
    for draft in passage.drafts:
        stated = {mark.same: mark for mark in draft.marks if mark.value != str(passage.year)}
        assert {mark.text for same, mark in stated.items() if same not in noted and not mark.optional} == set()
        assert {text for same, text in noted.items() if same not in stated} == set()


def test_every_marked_figure_stands_where_it_says() -> None:
    for row in rows("figures.jsonl"):
        for mark in row["expect"]:
            assert row["text"][mark["start"] : mark["end"]] == mark["text"]


def test_every_pair_is_what_its_label_says() -> None:
    faithful = {(row["passage"], row["draft"]) for row in rows("consistency.jsonl") if row["label"] == "faithful"}
    bases = {passage.id: passage.drafts for passage in PASSAGES}
    for row in rows("consistency.jsonl"):
        low, high = row["span"]
        assert 0 <= low <= high <= len(row["draft"])
        base = bases[row["passage"]][row["base"]].text
        assert (row["draft"] == base) == (row["mutation"] in {"verbatim", "paraphrase"})
        if row["label"] == "faithful":
            assert row["mutation"] in FAITHFUL
            assert row["where"] in ("", ALL) or row["mutation"] == "multi" or row["where"] in row["draft"]
            continue
        *beside, alone = row["mutation"].split("+")
        assert alone in UNFAITHFUL
        assert set(beside) <= FAITHFUL
        assert (row["passage"], row["draft"]) not in faithful
        assert row["was"] != row["where"]
        assert row["draft"][low:high] == ("" if alone == "drop" else row["where"]) or alone == "drop"
        assert alone != "drop" or row["was"] not in row["draft"]


def test_the_hard_types_are_well_represented() -> None:
    alone = [str(row["mutation"]).split("+")[-1] for row in rows("consistency.jsonl")]
    assert len(alone) >= 300
    assert {kind: alone.count(kind) for kind in HARD if alone.count(kind) < 20} == {}

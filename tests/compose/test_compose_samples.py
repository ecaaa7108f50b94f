"""The samples: notes of several trades, and the report that the composer makes of each. `scripts/samples` writes them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from drafter.drafting.compose_report import compose_report
from drafter.figures import compare_figures
from drafter.files import read_text
from drafter.kinds import load_kind
from drafter.model import Author, Draft, Notes
from drafter.names import compare_names
from drafter.notes import read_notes
from drafter.numbering import write_han
from drafter.outline import read_report, write_report

SAMPLES = Path(__file__).parents[2] / "samples"
PATHS = sorted(SAMPLES.glob("*/notes.md"))
OPENING = re.compile(r"([一二三四五六七八九十]+)是")
DOUBLED = re.compile(r"[，。；：、！？]{2}")


@pytest.fixture(params=PATHS, ids=lambda path: path.parent.name)
def notes(request: pytest.FixtureRequest) -> Notes:
    return read_notes(read_text(str(request.param)), str(request.param))


@pytest.fixture
def draft(notes: Notes) -> Draft:
    return compose_report(notes, load_kind(notes.kind))


def stated(notes: Notes) -> list[str]:
    """The open facts."""
    return [fact.text for fact in notes.open_facts]


def known(notes: Notes) -> list[str]:
    """What the report may state: the open facts, the headings and the front matter."""
    front = [notes.title, notes.name, notes.unit + notes.post, notes.salutation, notes.date]
    return [*stated(notes), *(one.title for one in notes.headings), *filter(None, front)]


def test_there_are_samples_of_many_trades_and_lengths() -> None:
    sizes = [len(read_notes(read_text(str(path)), str(path)).open_facts) for path in PATHS]
    assert len(sizes) >= 8
    assert min(sizes) <= 8
    assert max(sizes) >= 60


def test_the_report_beside_the_notes_is_what_the_composer_writes(notes: Notes, draft: Draft) -> None:
    report = Path(notes.path).with_name("report.md")
    assert read_text(str(report)) == write_report(draft), "run scripts/samples and read what changed"


def test_every_fact_is_stated_and_nothing_by_another_hand(draft: Draft) -> None:
    assert draft.unused == ()
    assert all(one.author is Author.COMPOSER for part in draft.sections for one in part.sentences)


def test_figures_are_those_of_the_facts(notes: Notes, draft: Draft) -> None:
    facts = [fact.text for fact in notes.open_facts]
    body = "\n".join(one.text for part in draft.sections for one in part.sentences if one.facts)
    assert compare_figures(facts, body, year=notes.year) == []


def test_the_whole_report_invents_no_figure_and_no_name(notes: Notes, draft: Draft) -> None:
    parts = [f"{part.title}\n" + "\n".join(one.text for one in part.sentences) for part in draft.sections]
    text = "\n".join([draft.title, draft.salutation, *parts, draft.signature, draft.date])
    assert [one for one in compare_figures(known(notes), text, year=notes.year) if "dropped" not in one.rule] == []
    assert [one for one in compare_names(known(notes), text) if "dropped" not in one.rule] == []


def test_names_are_those_of_the_facts(notes: Notes, draft: Draft) -> None:
    body = "\n".join(one.text for part in draft.sections for one in part.sentences if one.facts)
    assert compare_names(known(notes), body, partial=True) == []
    assert [one for one in compare_names(stated(notes), body) if one.rule == "names/dropped"] == []


def test_private_facts_stay_out(notes: Notes, draft: Draft) -> None:
    report = write_report(draft)
    assert not [fact.text for fact in notes.facts if fact.private and fact.text in report]


def test_style(notes: Notes, draft: Draft) -> None:
    for part in draft.sections:
        numbers = [found[1] for one in part.sentences if (found := OPENING.match(one.text))]
        assert numbers == [write_han(number) for number in range(1, len(numbers) + 1)]
        assert len(numbers) != 1
        for one in part.sentences:
            assert one.text[-1] in "。！？."
            assert not DOUBLED.search(one.text)
            assert not re.match(r"[-*•#]|[0-9]+[.、]\D", one.text)
        assert list(part.paragraphs) == sorted(set(part.paragraphs))
    sentences = [one.text for part in draft.sections for one in part.sentences]
    assert all(one != other for one, other in pairwise(sentences))


def test_reading_the_report_gives_its_sections(draft: Draft) -> None:
    report = read_report(write_report(draft))
    assert [one.title for one in report.walk()] == [part.title for part in draft.sections if part.level]

"""From a text to facts: notes give their bullets, a report its sentences under their headings, other text its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.drafting.plan import bare_title
from drafter.drafting.read import split_sentences, without_run_mark
from drafter.drafting.table_facts import form_words
from drafter.drafting.tables import Found, Omission
from drafter.errors import NotesError
from drafter.model import Span
from drafter.notes import read_notes
from drafter.outline import read_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drafter.messages import Lang
    from drafter.model import Report, Section

LEAD: Final = "lead"
"""Heading of what stands before the first one; kinds of both languages have it as an alias."""

_NOTES_SHARE: Final = 0.5  # of the characters, by which a text with bullets is notes and not a report with a list
_CLOSING_MARKS: Final = "。.；;，,"


def read_passages(text: str, place: Callable[[int], str]) -> tuple[list[Found], list[Omission]]:
    """The facts of a text.

    Args:
        text: line ends as LF.
        place: how a line, from 1, is named.

    Returns:
        Facts in the order of the text, and the sentences of form that were left out.
    """
    bullets = _from_notes(text, place)
    if sum(len(found.text) for found in bullets) >= _NOTES_SHARE * len("".join(text.split())):
        return bullets, []
    report = read_report(text)
    lang = _lang(text)
    found: list[Found] = []
    omissions: list[Omission] = []
    for headings, span in _stretches(report):
        for sentence, start in _sentences(text, span, lang):
            words = without_run_mark(sentence.lstrip("-*•·● ")).rstrip(_CLOSING_MARKS).strip()
            line = place(text.count("\n", 0, start) + 1)
            if words.startswith(form_words()):
                omissions.append(Omission("form", line, words))
            elif any(char.isalnum() for char in words):
                found.append(Found(words, line, headings))
    return found, omissions


def headings_at(text: str, offset: int) -> tuple[str, ...]:
    """The headings, outermost first, under which an offset of a report stands."""
    path: tuple[str, ...] = ()
    for section in read_report(text).sections:
        for headings, start in _starts(section, ()):
            if start < offset:  # at the same offset, the heading is the next paragraph
                path = headings
    return path


def _starts(section: Section, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    headings = (*above, bare_title(section.title))
    yield headings, section.heading.start
    for child in section.children:
        yield from _starts(child, headings)


def _from_notes(text: str, place: Callable[[int], str]) -> list[Found]:
    try:
        notes = read_notes(text)
    except NotesError:
        return []
    return [Found(fact.text, place(fact.line), fact.section, private=fact.private) for fact in notes.facts]


def _lang(text: str) -> Lang:
    """The language that most letters are of."""
    return "en" if sum(char.isascii() for char in text) * 2 > len(text) else "zh"


def _stretches(report: Report) -> Iterator[tuple[tuple[str, ...], Span]]:
    """The parts that may state facts: what stands before the first heading, and each section's own text."""
    if report.lead is not None:
        yield (LEAD,) if report.sections else (), report.lead
    for section in report.sections:
        yield from _of_section(section, ())
    if report.lead is None and not report.sections:
        yield (), Span(0, len(report.text))


def _of_section(section: Section, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Span]]:
    headings = (*above, bare_title(section.title))
    yield headings, section.body
    for child in section.children:
        yield from _of_section(child, headings)


def _sentences(text: str, span: Span, lang: Lang) -> Iterator[tuple[str, int]]:
    """The sentences of a stretch, each with its offset."""
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        at = start
        for sentence in split_sentences(line, lang):
            at = text.find(sentence, at)
            yield sentence, at
            at += len(sentence)
        start += len(line) + 1

"""Faults in form that the check leaves to the eye in a Markdown file: list lines, marks, headings, sentences twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from drafter.drafting.claims import has_word
from drafter.drafting.gate import fold
from drafter.drafting.plan import bare_title, cover_depth, section_for
from drafter.drafting.words import words
from drafter.patterns import regex
from drafter.scoring.nouns import Fault
from drafter.scoring.style import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.kinds import Kind
    from drafter.model import Notes, Report

_COMMENT: Final = regex(r"<!--[^>]{0,200}-->")
_LIST: Final = regex(
    r"\s*(?:[-*+•·●■◆▪]\s|\d{1,2}[.．、)）]\s*(?!\d)|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
)
_MARKDOWN: Final = regex(r"\*\*|__|`|^\s*[>|]|\]\(|<!--|</?[a-z]{1,10}>")
_SHORTEST: Final = 8
"""Shorter sentences may stand twice, in characters."""


def without_comments(text: str) -> str:
    """The text with comments blanked: one may switch rules of the check off, and none belongs in a report."""
    return _COMMENT.sub(lambda match: " " * len(match[0]), text)


def form_faults(report: Report, notes: Notes, kind: Kind) -> Iterator[Fault]:
    """The faults in form of a report.

    Args:
        report: as read.
        notes: what it was drafted from: their headings are the only ones beside the kind's.
        kind: the kind of report.

    Yields:
        Faults of the classes heading, list, markdown, chat, reader and doubled.
    """
    wrong = dict(_wrong_headings(report, notes, kind))
    right = {section.line for section in report.walk()} - wrong.keys()
    title_line = report.text.count("\n", 0, report.title.start) + 1 if report.title else 0
    own = (text for spec in kind.sections for text in (*spec.opening, spec.ending))
    known = "\n".join((kind.salutation, notes.salutation, kind.closing, *own, *(one.text for one in notes.open_facts)))
    for number, line in enumerate(report.text.splitlines(), 1):
        if number in right or number == title_line:
            continue
        if _LIST.match(line):
            yield Fault("list", "scoring/list", line.strip(), number)
        elif number in wrong or line.lstrip().startswith("#"):
            yield Fault("heading", "scoring/heading", line.strip(), number)
        elif found := _MARKDOWN.search(line):
            yield Fault("markdown", "scoring/markdown", found[0].strip(), number)
        yield from _said(line, number, known, kind)
    yield from (Fault("heading", "scoring/missing", title) for title in _missing_headings(report, notes, kind))
    yield from _doubled(bodies(report), notes, kind)


def bodies(report: Report) -> list[str]:
    """The text of the lead and of each section, headings left out."""
    lead = [report.of(report.lead)] if report.lead else []
    return [*lead, *(report.of(section.body) for section in report.walk())]


def _said(line: str, number: int, known: str, kind: Kind) -> Iterator[Fault]:
    """Shapes of chat, and the reader addressed; a word that the notes or the kind's own sentences use is none."""
    lowered = line.lower()
    for name, marks in (("chat", words(kind.lang).chatter), ("reader", kind.wording.get("address", ()))):
        for mark in marks:
            if mark in lowered and has_word(lowered, mark) and mark not in known.lower():
                yield Fault(name, f"scoring/{name}", mark, number)
                break


def _key(title: str, kind: Kind) -> str:
    spec = section_for(title, kind)
    return spec.id if spec else fold(bare_title(title))


def _wrong_headings(report: Report, notes: Notes, kind: Kind) -> Iterator[tuple[int, str]]:
    """Line and title of the headings that neither the kind nor the notes have, and of those that stand twice."""
    allowed = {spec.id for spec in kind.sections} | {_key(heading.title, kind) for heading in notes.headings}
    seen: set[tuple[str, ...]] = set()
    for top in report.sections:
        for section in top.walk():
            path = (_key(top.title, kind), _key(section.title, kind))
            if path[1] not in allowed or path in seen:
                yield section.line, section.title
            seen.add(path)


def _missing_headings(report: Report, notes: Notes, kind: Kind) -> Iterator[str]:
    """The headings of the notes with facts below that the report does not have."""
    there = {_key(section.title, kind) for section in report.walk()}
    flat = {spec.id for spec in kind.sections if not spec.level}
    cover = cover_depth(notes, kind)
    wanted = dict.fromkeys(title for fact in notes.open_facts for title in fact.section[cover:])
    yield from (title for title in wanted if _key(title, kind) not in there | flat)


def _doubled(texts: Sequence[str], notes: Notes, kind: Kind) -> Iterator[Fault]:
    """Sentences that stand more often than the notes have their bullet."""
    counts = Counter(fold(one) for text in texts for one in sentences_of(text, kind.lang))
    bullets = Counter(fold(fact.text) for fact in notes.open_facts)
    for sentence, count in counts.items():
        allowed = max((times for bullet, times in bullets.items() if bullet and bullet in sentence), default=1)
        if len(sentence) >= _SHORTEST and count > allowed:
            yield Fault("doubled", "scoring/doubled", sentence)

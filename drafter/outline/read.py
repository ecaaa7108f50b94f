"""From the text of a report to its tree (DESIGN, section 5: Report)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.model import Report, Section, Span
from drafter.numbering import STYLES
from drafter.outline.headings import Row, find_headings, is_latin, split_rows, without_contents
from drafter.outline.parts import read_head, read_tail, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.outline.headings import Candidate
    from drafter.outline.parts import Head


def read_report(text: str, path: str = "") -> Report:
    """Read the tree of a report: Markdown or plain text, headings alone or run in.

    Where `#` and the number of a heading disagree, the number says the level. Time grows with the length of the text.

    Args:
        text: the report.
        path: where it was read from, for messages.

    Returns:
        The report. All spans point into `text` as it was given; a body's span has no blanks at its ends, so that what
        replaces it leaves every other character in place.
    """
    rows = without_contents(text, split_rows(text))
    latin = is_latin(text)
    headings = find_headings(text, rows, latin=latin)
    title, first = None, 0
    if headings and _is_title(text, headings):
        title, first, headings = headings[0].words, 1, headings[1:]
    head = read_head(text, rows[first : headings[0].row if headings else len(rows)], title)
    tail = read_tail(text, _rows_behind(rows, headings, head))
    lead = head.lead
    if not headings and lead is not None and lead.end > tail.start:
        lead = _trimmed(text, lead.start, tail.start)
    sections = _tree(text, headings, _levels(headings, latin=latin), tail.start)
    return Report(text, path, head.title, head.salutation, lead, sections, tail.closing, tail.signature, tail.date)


def _is_title(text: str, headings: Sequence[Candidate]) -> bool:
    """Whether the first heading is the title: the first line, unnumbered, with no other like it, or by its words."""
    first = headings[0]
    if first.row or first.marker is not None:
        return False
    alike = any(other.marker is None and other.hashes <= first.hashes for other in headings[1:])
    return not alike or any(word in text[first.words.start : first.words.end].lower() for word in words()["title"])


def _rows_behind(rows: Sequence[Row], headings: Sequence[Candidate], head: Head) -> list[Row]:
    """The lines behind the last heading, with what runs in behind its words; without headings, those of the lead."""
    if not headings:
        return [row for row in rows if head.lead is not None and row.start >= head.lead.start]
    last = headings[-1]
    behind = list(rows[last.row + 1 :])
    return [Row(last.line, last.heading.end, rows[last.row].end), *behind] if last.run_in else behind


def _levels(headings: Sequence[Candidate], *, latin: bool) -> list[int]:
    """The level of each heading: by its number; without number by its `#`, counted from those of the numbered ones."""
    styles = {found.marker.style for found in headings if found.marker}
    # 1. is the third level of the standard; in English, or as the parent of 1.1, the first. Under I. it is the second.
    own = latin or ("decimal" in styles and not styles & set(STYLES[:2]))
    shift = int("roman" in styles)
    levels: list[int | None] = []
    for found in headings:
        if found.marker is None:
            levels.append(None)
        elif found.marker.style == "roman":
            levels.append(1)
        elif found.marker.style == "decimal" or (own and found.marker.style == "digit"):
            levels.append(len(found.marker.parts) + (shift if own else 2))
        else:
            levels.append(STYLES.index(found.marker.style) + 1)
    known = ((found.hashes - level) for found, level in zip(headings, levels, strict=True) if found.hashes and level)
    plain = (found.hashes - 1 for found in headings if found.marker is None)
    base = next(known, None)
    if base is None:
        base = min(plain, default=0)
    return [level or max(1, found.hashes - base) for found, level in zip(headings, levels, strict=True)]


def _tree(text: str, headings: Sequence[Candidate], levels: Sequence[int], end: int) -> tuple[Section, ...]:
    """The headings as a tree, built from the last: each takes the deeper ones behind it as its children."""
    waiting: list[Section] = []  # what has no parent yet, the first on top
    for place in range(len(headings) - 1, -1, -1):
        found, level = headings[place], levels[place]
        children: list[Section] = []
        while waiting and waiting[-1].level > level:
            children.append(waiting.pop())
        behind = headings[place + 1].heading.start if place + 1 < len(headings) else max(end, found.heading.end)
        body = _trimmed(text, found.heading.end, behind) or Span(found.heading.end, found.heading.end)
        waiting.append(
            Section(
                level=level,
                number=found.marker.text if found.marker else "",
                title=text[found.words.start : found.words.end],
                line=found.line,
                heading=found.heading,
                body=body,
                span=Span(found.heading.start, children[-1].span.end if children else body.end),
                run_in=found.run_in,
                children=tuple(children),
            )
        )
    return tuple(reversed(waiting))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """A stretch of text without blanks at its ends; None where it has nothing else."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Span(start + left, start + len(words.rstrip())) if left < len(words) else None

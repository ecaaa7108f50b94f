"""Find a section by number or title, or a sentence by its words, as a person would name it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from drafter.errors import UsageError
from drafter.model import Section, Span
from drafter.numbering import read_han, read_marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.drafting.rewrite_text import Passage
    from drafter.model import Report

_STEP: Final = re.compile(r"(?P<open>\()?(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?P<close>\))?[、.]?")
_LIKE: Final = 65.0  # of 100: less alike is another title
_EXACT: Final = 100.0
_CLEARLY: Final = 8.0  # by so much the nearest must be nearer than the next


def sections_of(report: Report, lead_title: str) -> tuple[Section, ...]:
    """Every section in order; a lead comes first, as a section without heading.

    Args:
        report: the report.
        lead_title: what the lead is called.
    """
    found = tuple(report.walk())
    if report.lead is None:
        return found
    at = Span(report.lead.start, report.lead.start)
    line = report.text.count("\n", 0, report.lead.start) + 1
    return (Section(0, "", lead_title, line, at, report.lead, report.lead), *found)


def name_of(section: Section) -> str:
    """Number and title of a section, as in the report."""
    blank = " " if section.number and section.title[:1].isascii() else ""
    return f"{section.number}{blank}{section.title}"


def find_section(sections: Sequence[Section], words: str) -> tuple[Section, ...]:
    """The sections that some words name: one, or several that fit as well.

    Args:
        sections: those of the report, from `sections_of`.
        words: 一（二）, 二, （二）, 1.2, or words of a title.

    Returns:
        At least one section.

    Raises:
        UsageError: none fits; all are named.
    """
    wanted = _folded(words)
    found = tuple(_by_number(sections, wanted)) or _by_title(sections, wanted)
    if not found:
        raise UsageError("rewrite.no_section", words=words, known=" / ".join(map(name_of, sections)))
    return found


def find_sentence(passages: Iterable[Passage], words: str) -> tuple[tuple[int, str], ...]:
    """The sentences that some words name: one, or several that fit as well.

    Args:
        passages: all that may be meant.
        words: a sentence of the report, or a piece of one.

    Returns:
        (place of the passage, id of the sentence) of each.

    Raises:
        UsageError: none is like it.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415  # only here

    wanted = _folded(words)
    scored = [
        (_EXACT if wanted in _folded(unit.text) else fuzz.partial_ratio(wanted, _folded(unit.text)), (place, unit.id))
        for place, passage in enumerate(passages)
        for unit in passage.units
    ]
    best = max((score for score, _ in scored), default=0.0)
    if not wanted or best < _LIKE:
        raise UsageError("rewrite.no_sentence", words=words)
    least = best if best == _EXACT else best - _CLEARLY
    return tuple(which for score, which in scored if score >= least)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _by_number(sections: Sequence[Section], wanted: str) -> Iterator[Section]:
    """The sections with a number: the whole path to it, or its own."""
    steps = list(_STEP.finditer(wanted))
    if not steps or "".join(step[0] for step in steps) != wanted:
        return
    numbers = tuple(read_han(step["number"]) or 0 for step in steps)
    for section, path in _paths(sections):
        marker = read_marker(section.number + " ", sure=True) if section.number else None
        own = marker.parts if marker is not None else ()
        bracketed = marker is not None and marker.style.endswith("brackets")
        alike = marker is None or len(numbers) > 1 or bracketed == bool(steps[0]["open"])
        if alike and numbers in (path, own if len(numbers) > 1 else own[-1:]):
            yield section


def _paths(sections: Sequence[Section]) -> Iterator[tuple[Section, tuple[int, ...]]]:
    """Each section with the numbers on the way to it; one without number counts among its siblings."""
    above: list[tuple[int, int]] = []  # (level, ordinal)
    counts: dict[tuple[int, ...], int] = {}
    for section in sections:
        if not section.level:
            continue
        while above and above[-1][0] >= section.level:
            above.pop()
        parent = tuple(ordinal for _, ordinal in above)
        counts[parent] = counts.get(parent, 0) + 1
        marker = read_marker(section.number + " ", sure=True) if section.number else None
        ordinal = marker.ordinal if marker is not None else counts[parent]
        above.append((section.level, ordinal))
        yield section, (*parent, ordinal)


def _by_title(sections: Sequence[Section], wanted: str) -> tuple[Section, ...]:
    """The sections whose title is it, holds it, or is most like it."""
    from rapidfuzz import fuzz  # noqa: PLC0415  # only here

    bare = _STEP.sub("", wanted, count=1) if wanted.startswith("(") else wanted
    titles = [(_folded(section.title), section) for section in sections]
    found = tuple(section for title, section in titles if title in {wanted, bare})
    found = found or tuple(section for title, section in titles if bare and bare in title)
    if found:
        return found
    scored = [(fuzz.partial_ratio(bare, title) if title and bare else 0.0, section) for title, section in titles]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(section for score, section in scored if score > best - _CLEARLY) if best >= _LIKE else ()

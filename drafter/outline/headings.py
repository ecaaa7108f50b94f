"""Which lines of a report are headings: those with `#`, and those whose number, length and neighbours say so.

A number at the start of a line may also be that of a list item (一、…；) or a note (20.2026年), an amount
(1.5 million), or count quarters (一、二季度). So a line without `#` must be short or have a short first sentence, and
go on the count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.model import Span
from drafter.numbering import MARKER_SIGNS, STYLES, Marker, Style, read_marker
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE_END: Final = regex(r"[\r\n](?:(?<=\r)\n)?")
# A blank may be missing before Chinese (#成效), but ##paidend## is what a site left behind.
_HASHES: Final = regex(r"(#{1,6})(?:[ \t\u3000]+|(?=[^\W_a-zA-Z]|[《“（(\"*])(?!.*#$))", re.MULTILINE)
_BLANK: Final = " \t\u3000\u00a0\ufeff"
_STOP: Final = regex(r"[。！？：]|[.:!?](?=[ \t])")
_CLOSING: Final = "。：:．.！"
_UNFINISHED: Final = ("；", ";", "，", ",", "、")
_LONGEST: Final = 50  # characters of a heading without `#`; Latin letters count half
_LONGEST_BEFORE_COLON: Final = 25
_WIDEST_GAP: Final = 3  # numbers that may be missing before a line is taken for something else
_PAGE: Final = regex(r"[\t.．…·](?:(?<=\t)|[.．…·]{2,})[ \t.．…·]*\d{1,3}(?=[ \t]*(?:[\r\n]|\Z))")
_CONTENTS: Final = regex(r"目[ \u3000]*[录次]")
_HAN: Final = regex(r"[\u3400-\u9fff]")
_HAN_RUN: Final = regex(r"[\u3400-\u9fff]+")
_LATIN: Final = regex(r"[A-Za-z]+")
_SAMPLE: Final = 4000
_OFFICIAL: Final = STYLES[:2]
_FIRST: Final = MARKER_SIGNS | {"#", "*"}
"""What a line begins with that may be a heading; ** may stand before its number."""


class Row(NamedTuple):
    """A line with words: its number from 1, and the span of its words without blanks round them."""

    number: int
    start: int
    end: int


class Candidate(NamedTuple):
    """A line that may be a heading.

    Attributes:
        row: index of its line among the rows.
        line: number of its line.
        heading: span of the heading, `#` and marker included.
        words: span of its words.
        marker: the mark that numbers it, or None.
        hashes: how many `#` stand before it; 0 for none.
        run_in: text follows in the same line.
        stopped: it stands alone and ends with a full stop.
        listed: it ends like an item of a list, in ； or ，.
    """

    row: int
    line: int
    heading: Span
    words: Span
    marker: Marker | None
    hashes: int
    run_in: bool
    stopped: bool
    listed: bool


def split_rows(text: str) -> list[Row]:
    """The lines that have words, in order."""
    rows: list[Row] = []
    start = 0
    ends = [*(found.span() for found in _LINE_END.finditer(text)), (len(text), len(text))]
    for number, (end, after) in enumerate(ends, start=1):
        line = text[start:end]
        words = line.strip(_BLANK)
        if words:
            begin = start + line.index(words[0])
            rows.append(Row(number, begin, begin + len(words)))
        start = after
    return rows


def without_contents(text: str, rows: list[Row]) -> list[Row]:
    """The lines without those of a table of contents: two or more that end with dots or a tab and a page."""
    pages = {found.end() for found in _PAGE.finditer(text)}
    if len(pages) < 2:  # noqa: PLR2004  # two lines make a table
        return rows
    kept: list[Row] = []
    run: list[Row] = []
    for row in [*rows, None]:
        if row is not None and row.end in pages:
            run.append(row)
            continue
        if len(run) == 1:
            kept += run
        elif run and kept and _CONTENTS.fullmatch(text, kept[-1].start, kept[-1].end):
            kept.pop()
        run = []
        if row is not None:
            kept.append(row)
    return kept


def is_latin(text: str) -> bool:
    """Whether a text is in a language of Latin letters: more words in them than Chinese characters."""
    sample = text[:_SAMPLE]
    latin, chinese = len(_LATIN.findall(sample)), 0
    for run in _HAN_RUN.finditer(sample):
        if chinese >= latin:
            break  # the first few tell
        chinese += run.end() - run.start()
    return chinese < latin


def find_headings(text: str, rows: Sequence[Row], *, latin: bool) -> list[Candidate]:
    """The headings of a text, in order.

    Args:
        text: the report.
        rows: its lines.
        latin: its language is written in Latin letters: 1. and 1.1 are its first levels.

    Returns:
        The headings; an unnumbered first line with `#`, which is the title, among them.
    """
    candidates = [found for index, row in enumerate(rows) if (found := _candidate(text, index, row)) is not None]
    return list(_accept(candidates, len(rows), latin=latin))


def _candidate(text: str, index: int, row: Row) -> Candidate | None:
    """A line as a heading, if it has `#` or a number and its words are short enough."""
    if text[row.start] not in _FIRST:
        return None
    hashes = _HASHES.match(text, row.start, row.end)
    start = hashes.end() if hashes is not None else row.start
    bold = text.startswith("**", start) and text.find("**", start + 2, row.end) > 0
    start += 2 * bold
    marker = read_marker(text, start, sure=hashes is not None)
    if hashes is None and (marker is None or marker.style == "circled"):
        return None
    start = marker.end if marker is not None else start
    end, run_in = _end_of_words(text, start, row.end, sure=hashes is not None)
    end += 2 * (bold and run_in and text.startswith("**", end))
    listed = hashes is None and not run_in and text.endswith(_UNFINISHED, start, row.end)
    if end <= start and not listed:
        return None
    words = text[start:end].rstrip("#" + _BLANK if hashes is not None else _BLANK).rstrip("*")
    bare = words.rstrip(_CLOSING) or words
    if not bare and not listed:
        return None
    return Candidate(
        row=index,
        line=row.number,
        heading=Span(row.start, end),
        words=Span(start, start + len(bare)),
        marker=marker,
        hashes=len(hashes[1]) if hashes is not None else 0,
        run_in=run_in,
        stopped=not run_in and words.endswith(("。", ".")),
        listed=listed,
    )


def _end_of_words(text: str, start: int, end: int, *, sure: bool) -> tuple[int, bool]:
    """Where a heading's words end, and whether text runs in behind them; the start where they are no heading."""
    longest = _LONGEST if _HAN.search(text, start, min(end, start + _LONGEST)) else 2 * _LONGEST
    if sure:
        stop = text.find("。", start, end - 1)
        return (stop + 1, True) if stop > start else (end, False)
    found = _STOP.search(text, start, min(end, start + longest))
    stop = found.end() if found is not None else end
    if stop < end and text[stop:end].strip(_BLANK + "*"):
        colon = text[stop - 1] in "：:"
        return (start, False) if colon and stop - start > _LONGEST_BEFORE_COLON else (stop, True)
    return (end, False) if end - start <= longest else (start, False)


@dataclass(slots=True)
class _Count:
    """Where the counting of one style stands: the last heading; the last list item behind it, and how it ended."""

    parts: tuple[int, ...] = ()
    listed: int = 0
    like_item: bool = False


def _accept(candidates: Sequence[Candidate], end: int, *, latin: bool) -> Iterator[Candidate]:
    """Those candidates that are headings: with `#`, or on the count and no item of a list. The rows end at `end`."""
    counts: dict[Style, _Count] = {}
    hashed = {found.marker.style for found in candidates if found.hashes and found.marker}
    plain = any(found.hashes and not found.marker for found in candidates[1:])  # behind the title
    for found, after in zip_longest(candidates, candidates[1:]):
        if found.marker is None:
            yield found
            if found is not candidates[0]:  # not behind the title
                counts.clear()
            continue
        style = found.marker.style
        count = counts.setdefault(style, _Count())
        item = found.listed or _is_item(found, after, end)
        official = style in _OFFICIAL and not (latin or plain)
        if found.hashes or _is_heading(found, counts, hashed, item=item, official=official):
            count.parts, count.listed = found.marker.parts, 0
            for lower in _below(style, latin=latin):
                counts.pop(lower, None)
            yield found
        elif item:
            count.listed, count.like_item = found.marker.ordinal, found.listed or found.stopped


def _is_heading(
    found: Candidate, counts: dict[Style, _Count], hashed: set[Style], *, item: bool, official: bool
) -> bool:
    """Whether a numbered line without `#` is a heading; `official` are 一、 and （一） where headings have numbers."""
    if found.marker is None or found.listed:
        return False
    style, ordinal = found.marker.style, found.marker.ordinal
    count = counts[style]
    last = count.parts[-1] if count.parts else 0
    due = ordinal == last + 1
    if ordinal == count.listed + 1 > 1 and not (due and found.stopped != count.like_item):
        return False  # it goes on with a list
    if style == "decimal":
        return _is_on_decimal_count(found.marker.parts, counts)
    if style in hashed and not due:
        return False
    if ordinal != 1 and not last < ordinal <= last + _WIDEST_GAP:
        # A report may begin with 二、 or give a number twice: that is for the rules to find.
        return official and (not last or ordinal == last)
    return not item or (official and not (ordinal == 1 and last))


def _is_item(found: Candidate, after: Candidate | None, end: int) -> bool:
    """Whether nothing stands under a line but the next of its kind, as in a list."""
    if found.run_in or found.marker is None or found.row + 1 < (after.row if after is not None else end):
        return False
    if after is not None and after.marker is not None and after.marker.style == found.marker.style:
        return after.marker.ordinal == found.marker.ordinal + 1
    return found.stopped and found.marker.style not in _OFFICIAL


def _is_on_decimal_count(parts: tuple[int, ...], counts: dict[Style, _Count]) -> bool:
    """Whether 1.2 stands where 1.2 is due: behind 1.1, or first below 1."""
    count = counts.get("decimal")
    former = count.parts if count is not None else ()
    if former and len(former) >= len(parts) and former[: len(parts) - 1] == parts[:-1]:
        return former[len(parts) - 1] < parts[-1] <= former[len(parts) - 1] + _WIDEST_GAP
    above = counts.get("digit") or counts.get("roman")
    known = {former[: len(parts) - 1], above.parts if above is not None else ()}
    return parts[-1] == 1 and (parts[:-1] in known or not any(known))


def _below(style: Style, *, latin: bool) -> tuple[Style, ...]:
    """The styles whose counting starts again under a heading of a style."""
    order: tuple[Style, ...] = ("roman", "digit", "decimal") if latin else STYLES
    return order[order.index(style) + 1 :] if style in order else ()

"""The sums of a table in a report: its cells lie between | or tabs, or a line each, as from Word."""

from __future__ import annotations

from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.arithmetic import plain
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.rules.context import Context, Part
    from drafter.rules.tables import Tables

_CELL: Final = regex(r"[^|\t\n]+")
_NUMBER: Final = regex(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_EDGE: Final = "| *\t\u3000\r"
_FAR: Final = 400  # lines of one table that are looked at
_ROWS: Final = 2  # one row is its own sum


class _Words(NamedTuple):
    sums: re.Pattern[str]
    heads: frozenset[str]
    apart: re.Pattern[str]
    within: re.Pattern[str]


class _Cell(NamedTuple):
    start: int
    end: int
    text: str


def _words(tables: Tables) -> _Words:
    data = tables.area("arithmetic")["table"]
    sums = data["sums"]
    heads = frozenset(word[0] for word in sums)
    return _Words(regex("|".join(sums)), heads, regex(data["apart"]), regex(data["within"]))


def table(context: Context) -> Iterator[Spot]:
    """A row of sums that are not those of the rows above it."""
    words = context.tables.made(_words)
    if context.characters.isdisjoint(words.heads):
        return
    before = 0
    for number, line in enumerate(context.lines):
        begun = line.text.lstrip(_EDGE)
        if begun[:1] in words.heads and words.sums.match(begun):
            yield from _wrong_sums(words, context.lines, max(before, number - _FAR), number)
            before = number + 1


def _wrong_sums(words: _Words, lines: Sequence[Part], first: int, number: int) -> Iterator[Spot]:
    """The sums of a line that are not those of the rows of one width that stand straight above it."""
    cells = _split(lines, number, len(lines))
    if not words.sums.fullmatch(next(cells).text) or not (sums := list(takewhile(_is_number, cells))):
        return
    width, before = len(sums) + 1, list(_split(lines, first, number))
    rows = []
    while _is_row(before[-width:], width):
        rows.append(before[-width:])
        del before[-width:]
    heads = before[-width:]
    if len(rows) < _ROWS or len(heads) < width or any(map(_is_number, heads)):
        return
    if any(words.within.search(row[0].text) for row in rows):
        return
    for column, said in enumerate(sums, 1):
        values = [_value(row[column]) for row in rows]
        added, total = sum(values, Decimal(0)), _value(said)
        if abs(added - total) > _rounding((*values, total)) and not words.apart.search(heads[column].text):
            yield Spot(said.start, said.end, values={"head": heads[column].text, "sum": plain(added)})


def _split(lines: Sequence[Part], first: int, end: int) -> Iterator[_Cell]:
    """The cells of some lines in order, blank ones and rulings left out."""
    for line in map(lines.__getitem__, range(first, end)):
        for match in _CELL.finditer(line.text):
            text = match.group().strip(_EDGE)
            if text.strip(":-"):
                start = line.start + match.start() + match.group().index(text)
                yield _Cell(start, start + len(text), text)


def _is_number(cell: _Cell) -> bool:
    return _NUMBER.fullmatch(cell.text) is not None


def _is_row(cells: Sequence[_Cell], width: int) -> bool:
    """Whether the cells are a label and numbers."""
    return len(cells) == width and not _is_number(cells[0]) and all(map(_is_number, cells[1:]))


def _value(cell: _Cell) -> Decimal:
    return Decimal(cell.text.replace(",", ""))


def _rounding(values: Sequence[Decimal]) -> Decimal:
    """By how much rounded values may miss their rounded sum; whole numbers alone are exact."""
    digits = [int(value.as_tuple().exponent) for value in values]
    return sum((Decimal(1).scaleb(one) for one in digits), Decimal(0)) / 2 if any(digits) else Decimal(0)

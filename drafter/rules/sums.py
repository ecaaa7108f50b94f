"""The sums of a table in a report: its cells lie between | or tabs, or a line each, as from Word."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.arithmetic import plain
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.rules.context import Context, Part
    from drafter.rules.tables import Tables

_CELL: Final = regex(r"[^|\t\s:-][^|\t\n]*?(?=[ \u3000]*(?:[|\t]|\Z))")
_NUMBER: Final = regex(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_EDGE: Final = "| *\t\u3000"
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
    for number, line in enumerate(context.lines):
        begun = line.text.lstrip(_EDGE)
        if begun[:1] in words.heads and words.sums.match(begun):
            yield from _wrong_sums(words, context.lines, number)


def _wrong_sums(words: _Words, lines: Sequence[Part], number: int) -> Iterator[Spot]:
    above = _split(lines[max(0, number - _FAR) : number])
    label, *row = _split(lines[number : number + _FAR])
    sums = row[: next((at for at, cell in enumerate(row) if not _is_number(cell)), len(row))]
    width = len(sums) + 1
    rows = []
    while sums and _is_row(above[-width:], width):
        rows.append(above[-width:])
        del above[-width:]
    heads = above[-width:]
    if not words.sums.fullmatch(label.text) or len(rows) < _ROWS or len(heads) < width or any(map(_is_number, heads)):
        return
    if any(words.within.search(cells[0].text) for cells in rows):
        return
    for column, said in enumerate(sums, 1):
        values = [_value(cells[column]) for cells in rows]
        added, total = sum(values, Decimal(0)), _value(said)
        if abs(added - total) > _rounding((*values, total)) and not words.apart.search(heads[column].text):
            yield Spot(said.start, said.end, values={"head": heads[column].text, "sum": plain(added)})


def _split(lines: Sequence[Part]) -> list[_Cell]:
    """The cells of the lines in order, blank ones and rulings left out."""
    return [
        _Cell(line.start + cell.start(), line.start + cell.end(), cell.group().strip(_EDGE))
        for line in lines
        for cell in _CELL.finditer(line.text)
    ]


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

"""The heads of a table of indicators: which row they are, and what each column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.drafting.tables import Omission
from drafter.figures import find_figures
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.tables import Cell, Table

_HEADS: Final = 2  # cells whose role is known, by which a row is one of heads
_BRACKETS: Final = re.compile(r"[ ]?[（(](?:单位[:：][ ]?|unit:[ ]?)?([^（）()]{1,12})[）)]$", re.IGNORECASE)
_CAPTION_UNIT: Final = re.compile(r"(?:计量)?单位[:：][ ]?([^\s，,；;（）()]{1,8})|unit:[ ]?(\S{1,12})", re.IGNORECASE)
_PER_CENT: Final = frozenset({"%", "％"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the words of its head, without the unit in brackets; its role; that unit."""

    head: str
    role: str
    unit: str


def is_head(row: Sequence[Cell]) -> bool:
    """Whether a row is one of heads: some of them are known, and it does not hold values."""
    known = {_role(cell.text)[0] for cell in row if not cell.number} - {""}
    return len(known) >= _HEADS and len({cell.place for cell in row}) >= _HEADS and not _holds_values(row)


def _holds_values(row: Sequence[Cell]) -> bool:
    return any(cell.number for cell in row) and sum(cell.number for cell in row) * 2 >= len(row)


def second_heads(rows: Sequence[Sequence[Cell]]) -> int:
    """1 where the row below the heads goes on with heads: no number in it, some cell merged with the one above."""
    if len(rows) < 2:  # noqa: PLR2004  # the heads and the row below
        return 0
    above, below = {cell.place for cell in rows[0]}, rows[1]
    shared = any(cell.place in above for cell in below)
    values = any(cell.number or any(char.isdigit() for char in cell.text) for cell in below if cell.place not in above)
    return int(shared and not values)


def columns_of(rows: Sequence[Sequence[Cell]]) -> dict[int, Column]:
    """The columns by number, the words of heads above each other joined."""
    heads: dict[int, list[str]] = {}
    places: set[tuple[int, str]] = set()
    for row in rows:
        if len({cell.place for cell in row}) == 1:
            continue  # a caption
        for cell in row:
            if (cell.column, cell.place) not in places:
                heads.setdefault(cell.column, []).append(cell.text)
                places.add((cell.column, cell.place))
    columns: dict[int, Column] = {}
    for number, words in heads.items():
        head, unit = split_unit("".join(words))
        role = _role(words[-1])[0] or _role(head)[0]
        if len(words) > 1 and _role(head)[1] > len(words[-1]):
            role = _role(head)[0]
        columns[number] = Column(head, role, unit)
    return _settle(columns)


def _settle(columns: dict[int, Column]) -> dict[int, Column]:
    """Mend what one head alone cannot tell: who is named, and which of two results is the year before."""
    if not any(column.role == "name" for column in columns.values()):
        first = next((n for n, one in sorted(columns.items()) if one.role in {"", "unit"}), None)
        if first is not None:
            columns[first] = replace(columns[first], role="name")
    names = [number for number, column in sorted(columns.items()) if column.role == "name"]
    for number in names[1:]:
        columns[number] = replace(columns[number], role="name")
    results = [number for number, column in sorted(columns.items()) if column.role == "result"]
    if len(results) > 1:
        # Two years side by side: both keep their heads, so that nobody takes one for the other.
        for number in results:
            columns[number] = replace(columns[number], role="")
    return columns


def plain_heads(table: Table) -> tuple[dict[int, Column], tuple[tuple[Cell, ...], ...], list[Omission]]:
    """A table whose heads are not known: its first row, where that alone holds no number, else none."""
    rows = table.rows
    start = next((index for index, row in enumerate(rows) if len({cell.place for cell in row}) > 1), None)
    if start is None:
        return {}, rows, []
    first, rest = rows[start], rows[start + 1 :]
    numeric = any(any(char.isdigit() for char in cell.text) for row in rest for cell in row)
    if rest and numeric and not any(char.isdigit() for cell in first for char in cell.text):
        return columns_of([first]), rest, []
    return {}, rows, [Omission("no_heads", first[0].place)]


def _role(head: str) -> tuple[str, int]:
    """The role that a head means, and the length of the word that says so; "" for none."""
    words, best = "".join(split_unit(head)[0].split()).lower(), ("", 0)
    for role, table in _roles().items():
        if words in {one.lower() for one in table.get("whole", ())}:
            return role, len(words)
        for word in table["words"]:
            if "".join(word.split()).lower() in words and len(word) > best[1]:
                best = (role, len(word)) if word.isascii() is words.isascii() else best
    return best


def split_unit(words: str) -> tuple[str, str]:
    """A head or name without the unit in brackets at its end, and that unit: 投资（亿元）."""
    found = _BRACKETS.search(words)
    if found is None or not is_unit(found[1]):
        return words, ""
    return words[: found.start()], found[1]


def is_unit(words: str) -> bool:
    """Whether words are a unit: a number before them is read as one figure with them."""
    if words in _PER_CENT:
        return True
    figures = find_figures(f"12{words}")
    return len(figures) == 1 and figures[0].end == len(words) + 2 and bool(figures[0].unit)


def caption_unit(rows: Sequence[Sequence[Cell]]) -> str:
    """The unit that a line above the heads gives for the whole table: 单位：万元."""
    for row in rows:
        for cell in row:
            found = _CAPTION_UNIT.search(cell.text)
            if found:
                return found[1] or found[2]
    return ""


@cache
def _roles() -> dict[str, dict[str, list[str]]]:
    return read_table("import", "headers.toml")

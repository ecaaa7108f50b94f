"""From a table of indicators to facts: its heads say what the columns are, each row becomes one fact.

The words of the person's own heads are kept, and each value stands as it is shown: nothing is computed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from drafter.drafting.table_heads import (
    Column,
    caption_unit,
    columns_of,
    is_head,
    plain_heads,
    second_heads,
    split_unit,
)
from drafter.drafting.tables import Found, Omission
from drafter.shipped import read_table as read_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.tables import Cell, Table

_HEAD_ROWS: Final = 12  # rows among which the heads are looked for
_MINUS: Final = re.compile(r"^[-−－](?=[\d.])|^[（(](?=[\d.].*[)）]$)")
_LOSS: Final = re.compile(r"[(（]\s*([¥￥$]?[\d,]*\d(?:\.\d+)?[%％]?)\s*[)）]")
_BARE: Final = re.compile(r"[-−－+]?[\d.,\s]*\d")


def read_table(table: Table, headings: tuple[str, ...] = ()) -> tuple[list[Found], list[Omission]]:
    """The facts of a table.

    Args:
        table: its rows.
        headings: those above it in a document.

    Returns:
        A fact for each row of indicators, in order, and what was left out or is in doubt. A row of which all cells are
        one (a merged line across the table) is a heading for those below it. A table without heads that are known is
        read row by row.
    """
    at = next((index for index, row in enumerate(table.rows[:_HEAD_ROWS]) if is_head(row)), None)
    found: list[Found] = []
    if at is None:
        columns, body, omissions = plain_heads(table)
    else:
        more = second_heads(table.rows[at : at + 2])
        columns = columns_of(table.rows[at : at + 1 + more])
        body, omissions = table.rows[at + 1 + more :], []
    unit = caption_unit(table.rows[: at or 0])
    group = headings
    for row in body:
        if len({cell.place for cell in row}) == 1:
            if columns and not row[0].number and not row[0].withheld:
                group = (*headings, row[0].text)
                continue
            if not columns:
                found.append(Found(row[0].text, row[0].place, group))
                continue
        fact, doubts = _row_fact(row, columns, unit)
        omissions += doubts
        if fact:
            found.append(Found(fact, _row_place(row), group))
    return found, omissions


def _row_fact(row: Sequence[Cell], columns: dict[int, Column], unit: str) -> tuple[str, list[Omission]]:
    """The fact of a row."""
    own = {cell.place: cell for cell in reversed(row)}  # a merged cell counts once, in its first column
    cells = [cell for cell in row if own[cell.place] is cell and cell.text not in _words()["nothing"]["words"]]
    if not columns:
        return "，".join(dict.fromkeys(cell.text for cell in cells)), []
    named: dict[str, None] = {}
    values: list[tuple[Column, Cell]] = []
    for cell in cells:
        column = columns.get(cell.column, Column("", "", ""))
        if column.role == "name":
            name, of_name = split_unit(cell.text)
            unit = of_name or unit
            named[name] = None
        elif column.role == "unit":
            unit = cell.text
        elif column.role != "number":
            values.append((column, _signed(cell, column.unit or unit) if column.role != "growth" else cell))
    doubts = [
        Omission("no_unit", cell.place, cell.text)
        for column, cell in values
        if column.role in {"rate", "growth"} and not column.unit and _BARE.fullmatch(cell.text)
    ]
    result = [(column, cell) for column, cell in values if column.role == "result"]
    rest = [(column, cell) for column, cell in values if column.role != "result"]
    parts = [_said(column, cell, unit) for column, cell in rest]
    lead = "".join(_with_unit(cell.text, column.unit or unit) for column, cell in result)
    latin = "".join(named).isascii()
    if not lead and not parts:
        return "", []
    joint, colon = (", ", ": ") if latin else ("，", "：")
    name = (" " if latin else "").join(named)
    head = name + ((colon if latin or not _is_figure(lead) else "") + lead if lead else colon if parts else "")
    return head + (joint if lead and parts else "") + joint.join(parts), doubts


def _is_figure(text: str) -> bool:
    return text[:1].isdigit() or text[:1] in {"¥", "￥", "-", "."}


def _said(column: Column, cell: Cell, unit: str) -> str:
    """A value with the words of its column."""
    if column.role == "growth":
        return _growth(column, cell)
    if column.role == "remark":
        return cell.text.rstrip("。")
    own = unit if column.role in {"target", "last", ""} else ""
    value = _with_unit(cell.text, column.unit or (own if cell.number or _BARE.fullmatch(cell.text) else ""))
    if column.head.isascii() and column.head:
        return f"{column.head} {value}"
    return f"{column.head}的{value}" if column.head.startswith("占") else column.head + value


def _growth(column: Column, cell: Cell) -> str:
    """A growth with its direction in words."""
    value = _with_unit(cell.text, column.unit)
    phrase = next((one for one in _words_growth() if any(word in column.head.lower() for word in one["head"])), None)
    if phrase is None or not (_BARE.match(cell.text) or _MINUS.match(cell.text)):
        return column.head + value
    if not any(char in "123456789" for char in cell.text):
        return str(phrase["same"])
    below = _MINUS.match(cell.text)
    if below:
        bare = value[below.end() :]
        return str(phrase["down"]) + (bare.replace(")", "").replace("）", "") if below[0] in "（(" else bare)
    return str(phrase["up"]) + value.lstrip("+＋")


def _signed(cell: Cell, unit: str) -> Cell:
    """A loss in brackets, as accountants write it, with a minus: in a sentence (1,234.50) would be read as a gain."""
    found = _LOSS.fullmatch(cell.text.strip())
    if found is None or not (cell.number or unit or not found[1].isdigit()):
        return cell
    return replace(cell, text=f"-{found[1]}")


def _with_unit(value: str, unit: str) -> str:
    """A value with its unit, where it is a bare number; a value that shows a unit of its own keeps it."""
    return value + unit if unit and _BARE.fullmatch(value) else value


def _row_place(row: Sequence[Cell]) -> str:
    """From the first cell of a row to its last."""
    first, last = row[0].place, row[-1].place
    return first if first == last else f"{first}:{last.rpartition('!')[2]}"


@cache
def _words() -> dict[str, Any]:
    return read_data("import", "words.toml")


def _words_growth() -> list[dict[str, Any]]:
    growth: list[dict[str, Any]] = _words()["growth"]
    return growth


def form_words() -> tuple[str, ...]:
    """How sentences of form begin, which state no fact."""
    return tuple(_words()["form"]["words"])

"""The tables of a Word file, their rows kept together, apart from its paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

from drafter.drafting.tables import Cell, Table, looks_number, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from drafter.formats.docx.read import Line, WordText

_TBL, _TR, _TC = qn("w:tbl"), qn("w:tr"), qn("w:tc")
_PROPERTIES, _SPAN, _MERGE, _VALUE = qn("w:tcPr"), qn("w:gridSpan"), qn("w:vMerge"), qn("w:val")
_SKIPPED_BEFORE, _ROW_PROPERTIES = qn("w:gridBefore"), qn("w:trPr")
_MOST_COLUMNS: Final = 1000


def split_tables(word: WordText, label: str) -> tuple[str, list[tuple[int, Table]]]:
    """The text of a Word file without its tables, and the tables.

    Args:
        word: the file.
        label: names a table, e.g. "table {number}".

    Returns:
        The paragraphs outside tables, a line each; and each outermost table with the offset in that text at which it
        stands. A table inside a cell is text of the cell.
    """
    lines: list[str] = []
    length = 0
    within: dict[Element, list[Line]] = {}
    offsets: dict[Element, int] = {}
    for line in word.lines:
        table = _outermost(line.paragraph)
        if table is None:
            lines.append(line.text)
            length += len(line.text) + 1
        else:
            offsets.setdefault(table, length)
            within.setdefault(table, []).append(line)
    tables = [
        (offsets[element], _read_table(element, cells, label.format(number=number)))
        for number, (element, cells) in enumerate(within.items(), 1)
    ]
    return "\n".join(lines), tables


def _outermost(element: Element) -> Element | None:
    """The outermost table around a paragraph."""
    return next((above for above in reversed(list(element.iterancestors(_TBL)))), None)


def _read_table(table: Element, lines: list[Line], label: str) -> Table:
    texts: dict[Element, list[str]] = {}
    for line in lines:
        cell = next(one for one in line.paragraph.iterancestors(_TC) if _is_own(one, table))
        texts.setdefault(cell, []).append(line.text.strip())
    shown: dict[int, Cell] = {}  # by column, for cells that go on from the row above
    rows: list[tuple[Cell, ...]] = []
    for number, row in enumerate((one for one in table.iter(_TR) if _is_own(one, table)), 1):
        cells: list[Cell] = []
        for element, column, span in _cells(row, table):
            text = " ".join(part for part in texts.get(element, ()) if part)
            merge = element.find(f"{_PROPERTIES}/{_MERGE}")
            goes_on = merge is not None and merge.get(_VALUE, "continue") == "continue"
            origin = shown.pop(column, None) if goes_on else Cell(text, place_of(label, number, column), column)
            for each in range(column, column + span):
                shown.pop(each, None)
            if origin is None or not origin.text:
                continue
            for each in range(column, column + span):
                cells.append(Cell(origin.text, origin.place, each, number=looks_number(origin.text)))
                shown[each] = cells[-1]
        if cells:
            rows.append(tuple(cells))
    return Table("", tuple(rows))


def _is_own(element: Element, table: Element) -> bool:
    """Whether an element belongs to this table and not to one in a cell of it."""
    return next(element.iterancestors(_TBL)) is table


def _cells(row: Element, table: Element) -> Iterator[tuple[Element, int, int]]:
    """The cells of a row, each with its first column and the number of columns it spans."""
    before = row.find(f"{_ROW_PROPERTIES}/{_SKIPPED_BEFORE}")
    column = 1 + (_number(before) if before is not None else 0)
    for element in row.iter(_TC):
        if _is_own(element, table):
            span = element.find(f"{_PROPERTIES}/{_SPAN}")
            width = max(_number(span) if span is not None else 1, 1)
            yield element, column, width
            column += width


def _number(element: Element) -> int:
    value = str(element.get(_VALUE, "0"))
    return min(int(value), _MOST_COLUMNS) if value.isdigit() else 0

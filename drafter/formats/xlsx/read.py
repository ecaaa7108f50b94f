"""Read a workbook as tables of shown cells."""

from __future__ import annotations

import warnings
import zipfile
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel
from openpyxl.utils.exceptions import InvalidFileException

from drafter.drafting.tables import Cell, Omission, Table
from drafter.errors import InputError
from drafter.formats.package import Family, refuse_package
from drafter.formats.xlsx.show import show_number, show_text
from drafter.formats.xlsx.tokens import UnknownFormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_SHEET: Final = Family(
    main="workbook.xml",
    other="sheet.other",
    old="sheet.old",
    area="sheet",
    most_text=32 * 2**20,  # openpyxl takes about fifty times as much memory
    text="xl/worksheets/",
)
_MOST_CELLS: Final = 2_000_000
# Formats that a file names by number alone (ECMA-376 part 1, §18.8.30): those that openpyxl lacks, for Chinese systems;
# 14 and 22 in the order that cannot be misread.
_BUILT_IN: Final = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
# Currency in the sign of the machine: 5 to 8, 42, 44. 23 to 26 and 59 to 163 have no meaning outside Thai files.
_OF_THE_MACHINE: Final = frozenset({5, 6, 7, 8, 42, 44, *range(23, 27), *range(59, 164)})


@dataclass(frozen=True, slots=True)
class _Views:
    """A sheet twice: with the values that its formulas last had, and with the formulas."""

    values: Worksheet
    formulas: Worksheet
    from_1904: bool


def read_xlsx(path: str) -> tuple[list[Table], list[Omission]]:
    """Read a workbook.

    Args:
        path: a .xlsx file.

    Returns:
        A table for each visible sheet that holds something, cells as a person sees them; and what was left out: hidden
        sheets, rows and columns, formulas whose value the file lacks, errors, formats that are not known.

    Raises:
        InputError: see `refuse_package`; or the sheets are larger than any table of indicators.
    """
    refuse_package(path, _SHEET)
    values, formulas = _load(path, values=True), _load(path, values=False)
    tables: list[Table] = []
    omissions: list[Omission] = []
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            omissions.append(Omission("hidden_sheet", sheet.title))
            continue
        if sheet.max_row * sheet.max_column > _MOST_CELLS:
            raise InputError("sheet.too_large", path=path)
        views = _Views(sheet, formulas[sheet.title], values.epoch == CALENDAR_MAC_1904)
        table, left_out = _read_sheet(views)
        omissions += left_out
        if any(row for row in table.rows):
            tables.append(table)
    return tables, omissions


def _load(path: str, *, values: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of drawings and validations that it drops: we want cells
            # The name may end in anything: what a file is, its parts say.
            with Path(path).open("rb") as stream:
                return load_workbook(stream, data_only=values, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, ParseError, SyntaxError, KeyError, ValueError) as error:
        raise InputError("sheet.broken", path=path) from error
    except (TypeError, AttributeError, IndexError, OSError, EOFError) as error:  # what openpyxl says of broken parts
        raise InputError("sheet.broken", path=path) from error


def _read_sheet(views: _Views) -> tuple[Table, list[Omission]]:
    sheet = views.values
    omissions: list[Omission] = []
    rows_hidden, columns_hidden = _hidden_rows(sheet), _hidden_columns(sheet)
    if rows_hidden:
        omissions.append(Omission("hidden_rows", f"{sheet.title}!{_spans(rows_hidden)}"))
    if columns_hidden:
        letters = "、".join(get_column_letter(number) for number in sorted(columns_hidden))
        omissions.append(Omission("hidden_columns", f"{sheet.title}!{letters}"))
    origins = _merged(sheet)
    shown: dict[tuple[int, int], Cell | None] = {}
    rows: list[tuple[Cell, ...]] = []
    for row in range(1, sheet.max_row + 1):
        if row in rows_hidden:
            continue
        cells: list[Cell] = []
        told = len(omissions)
        for column in range(1, sheet.max_column + 1):
            origin = origins.get((row, column), (row, column))
            if column in columns_hidden:
                continue
            if origin not in shown:
                shown[origin] = _read_cell(views, *origin, omissions)
            found = shown[origin]
            if found is not None:
                cells.append(Cell(found.text, found.place, column, number=found.number))
        withheld = len(omissions) > told or any(sheet.cell(row, column).value is not None for column in columns_hidden)
        rows.append(tuple(replace(cell, withheld=withheld) for cell in cells))
    return Table(sheet.title, tuple(row for row in rows if row)), omissions


def _read_cell(views: _Views, row: int, column: int, omissions: list[Omission]) -> Cell | None:
    """A cell as shown; None for one that shows nothing, and for one of which it is not known what it shows."""
    cell = views.values.cell(row, column)
    place = f"{views.values.title}!{cell.coordinate}"
    if cell.value is None:
        if views.formulas.cell(row, column).data_type == "f":
            omissions.append(Omission("no_value", place))
        return None
    if cell.data_type == "e":
        omissions.append(Omission("error_value", place, str(cell.value)))
        return None
    if isinstance(cell.value, str):
        text = " ".join(show_text(cell.value, _format(cell)).split())
        return Cell(text, place, column) if text else None
    if isinstance(cell.value, bool):
        return Cell(str(cell.value).upper(), place, column)
    try:
        text = show_number(_serial(cell.value, views), _format(cell), from_1904=views.from_1904)
    except UnknownFormatError:
        omissions.append(Omission("unknown_format", place, str(cell.number_format)))
        return None
    return Cell(text, place, column, number=True) if text else None


def _serial(value: object, views: _Views) -> float | Decimal:
    """The number that the file holds; openpyxl has turned those under a date's format into dates."""
    if isinstance(value, (datetime, date, time, timedelta)):
        epoch = CALENDAR_MAC_1904 if views.from_1904 else CALENDAR_WINDOWS_1900
        return Decimal(repr(float(to_excel(value, epoch))))  # type: ignore[no-untyped-call]  # the stubs leave it untyped
    if isinstance(value, (int, float, Decimal)):
        return value
    raise UnknownFormatError


def _format(cell: SheetCell) -> str:
    number = cell._style.numFmtId if cell.has_style else 0  # type: ignore[attr-defined]  # noqa: SLF001  # openpyxl tells its text only, wrong for 27 to 58
    if number in _OF_THE_MACHINE:
        return "[$-F800]"  # unknown: it depends on the machine
    return _BUILT_IN.get(number, str(cell.number_format))


def _merged(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell of a merged range: the one at its top left, whose value the whole range shows."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        top, left = area.min_row, area.min_col
        if area.size["rows"] * area.size["columns"] > _MOST_CELLS:
            continue
        for row in range(top, min(area.max_row, sheet.max_row) + 1):
            for column in range(left, min(area.max_col, sheet.max_column) + 1):
                found[row, column] = (top, left)
    return found


def _hidden_rows(sheet: Worksheet) -> set[int]:
    return {
        number
        for number, row in sheet.row_dimensions.items()
        if (row.hidden or row.height == 0) and _filled(sheet, number)
    }


def _filled(sheet: Worksheet, row: int) -> bool:
    return any(sheet.cell(row, column).value is not None for column in range(1, sheet.max_column + 1))


def _hidden_columns(sheet: Worksheet) -> set[int]:
    """Numbers of the hidden columns that lie within the table; one entry may stand for several columns."""
    hidden: set[int] = set()
    for letter, column in sheet.column_dimensions.items():
        if column.hidden or column.width == 0:
            first = column.min or column_index_from_string(letter)
            hidden |= set(range(first, min(column.max or first, sheet.max_column) + 1))
    return hidden


def _spans(numbers: set[int]) -> str:
    """Numbers of rows, runs of them as one: 3-5、8."""
    return "、".join(f"{first}" if first == last else f"{first}-{last}" for first, last in _runs(sorted(numbers)))


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last

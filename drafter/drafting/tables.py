"""From a table of indicators to facts: its heads say what the columns are, each row becomes one fact.

The words of the person's own heads are kept, and each value stands as it is shown: nothing is computed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal

from drafter.figures import find_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OmissionKind = Literal[
    "hidden_sheet", "hidden_rows", "hidden_columns", "no_value", "error_value", "unknown_format", "no_heads", "form",
    "no_unit",
]  # fmt: skip

_HEAD_ROWS: Final = 12  # rows among which the heads are looked for
_HEADS: Final = 2  # cells whose role is known, by which a row is one of heads
_BRACKETS: Final = re.compile(r"[ ]?[（(](?:单位[:：][ ]?|unit:[ ]?)?([^（）()]{1,12})[）)]$", re.IGNORECASE)
_CAPTION_UNIT: Final = re.compile(r"(?:计量)?单位[:：][ ]?([^\s，,；;（）()]{1,8})|unit:[ ]?(\S{1,12})", re.IGNORECASE)
_MINUS: Final = re.compile(r"^[-−－](?=[\d.])|^[（(](?=[\d.].*[)）]$)")
_BARE: Final = re.compile(r"[-−－+]?[\d.,\s]*\d")
_NUMBER: Final = re.compile(r"[-−－+]?[\d.,]*\d[%％]?")
_PER_CENT: Final = frozenset({"%", "％"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a person sees it.

    Attributes:
        text: what it shows; never "".
        place: where it stands, e.g. "Sheet1!B3". The cells of a merged range share the place of the first.
        column: from 1.
        number: it holds a number, a date or a time.
        withheld: another cell of its row is hidden, or it is not known what that shows: alone it is no heading.
    """

    text: str
    place: str
    column: int
    number: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of shown cells; blank cells are left out. `title` is the sheet's name, or ""."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that an import did not take over: why, where, and the words it is about."""

    kind: OmissionKind
    place: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A fact that was found in a file.

    Attributes:
        text: its words.
        place: where it stands in the file.
        headings: those above it, outermost first.
        private: it informs nobody.
    """

    text: str
    place: str
    headings: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: the words of its head, without the unit in brackets; its role; that unit."""

    head: str
    role: str
    unit: str


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
    at = next((index for index, row in enumerate(table.rows[:_HEAD_ROWS]) if _is_head(row)), None)
    found: list[Found] = []
    if at is None:
        columns, body, omissions = _plain_heads(table)
    else:
        more = _second_heads(table.rows[at : at + 2])
        columns = _columns(table.rows[at : at + 1 + more])
        body, omissions = table.rows[at + 1 + more :], []
    unit = _caption_unit(table.rows[: at or 0])
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


def grid(rows: Iterable[Sequence[str]], label: str) -> Table:
    """Rows of texts as a table.

    Args:
        rows: the texts of each row, blank ones included.
        label: names the table in the places of its cells.
    """
    return Table(
        "",
        tuple(
            tuple(
                Cell(" ".join(text.split()), place_of(label, number, column), column, number=looks_number(text))
                for column, text in enumerate(row, 1)
                if text.strip()
            )
            for number, row in enumerate(rows, 1)
            if any(text.strip() for text in row)
        ),
    )


def place_of(label: str, row: int, column: int) -> str:
    """The place of a cell as spreadsheets write it: table 1!B3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{label}!{letters}{row}" if label else f"{letters}{row}"


def looks_number(text: str) -> bool:
    """Whether a text is a number, with per cent or not."""
    return _NUMBER.fullmatch(text.strip()) is not None


# ------------------------------------------------------------------------------------------------ heads
def _is_head(row: Sequence[Cell]) -> bool:
    known = {_role(cell.text)[0] for cell in row if not cell.number} - {""}
    return len(known) >= _HEADS and len({cell.place for cell in row}) >= _HEADS and not _holds_values(row)


def _holds_values(row: Sequence[Cell]) -> bool:
    return any(cell.number for cell in row) and sum(cell.number for cell in row) * 2 >= len(row)


def _second_heads(rows: Sequence[Sequence[Cell]]) -> int:
    """1 where the row below the heads goes on with heads: no number in it, some cell merged with the one above."""
    if len(rows) < 2:  # noqa: PLR2004  # the heads and the row below
        return 0
    above, below = {cell.place for cell in rows[0]}, rows[1]
    shared = any(cell.place in above for cell in below)
    values = any(cell.number or any(char.isdigit() for char in cell.text) for cell in below if cell.place not in above)
    return int(shared and not values)


def _columns(rows: Sequence[Sequence[Cell]]) -> dict[int, _Column]:
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
    columns: dict[int, _Column] = {}
    for number, words in heads.items():
        head, unit = _split_unit("".join(words))
        role = _role(words[-1])[0] or _role(head)[0]
        if len(words) > 1 and _role(head)[1] > len(words[-1]):
            role = _role(head)[0]
        columns[number] = _Column(head, role, unit)
    return _settle(columns)


def _settle(columns: dict[int, _Column]) -> dict[int, _Column]:
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


def _plain_heads(table: Table) -> tuple[dict[int, _Column], tuple[tuple[Cell, ...], ...], list[Omission]]:
    """A table whose heads are not known: its first row, where that alone holds no number, else none."""
    rows = table.rows
    start = next((index for index, row in enumerate(rows) if len({cell.place for cell in row}) > 1), None)
    if start is None:
        return {}, rows, []
    first, rest = rows[start], rows[start + 1 :]
    numeric = any(any(char.isdigit() for char in cell.text) for row in rest for cell in row)
    if rest and numeric and not any(char.isdigit() for cell in first for char in cell.text):
        return _columns([first]), rest, []
    return {}, rows, [Omission("no_heads", first[0].place)]


def _role(head: str) -> tuple[str, int]:
    """The role that a head means, and the length of the word that says so; "" for none."""
    words, best = "".join(_split_unit(head)[0].split()).lower(), ("", 0)
    for role, table in _roles().items():
        if words in {one.lower() for one in table.get("whole", ())}:
            return role, len(words)
        for word in table["words"]:
            if "".join(word.split()).lower() in words and len(word) > best[1]:
                best = (role, len(word)) if word.isascii() is words.isascii() else best
    return best


def _split_unit(words: str) -> tuple[str, str]:
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


def _caption_unit(rows: Sequence[Sequence[Cell]]) -> str:
    """The unit that a line above the heads gives for the whole table: 单位：万元."""
    for row in rows:
        for cell in row:
            found = _CAPTION_UNIT.search(cell.text)
            if found:
                return found[1] or found[2]
    return ""


# ------------------------------------------------------------------------------------------------ rows
def _row_fact(row: Sequence[Cell], columns: dict[int, _Column], unit: str) -> tuple[str, list[Omission]]:
    """The fact of a row."""
    own = {cell.place: cell for cell in reversed(row)}  # a merged cell counts once, in its first column
    cells = [cell for cell in row if own[cell.place] is cell and cell.text not in _words()["nothing"]["words"]]
    if not columns:
        return "，".join(dict.fromkeys(cell.text for cell in cells)), []
    named: dict[str, None] = {}
    values: list[tuple[_Column, Cell]] = []
    for cell in cells:
        column = columns.get(cell.column, _Column("", "", ""))
        if column.role == "name":
            name, of_name = _split_unit(cell.text)
            unit = of_name or unit
            named[name] = None
        elif column.role == "unit":
            unit = cell.text
        elif column.role != "number":
            values.append((column, cell))
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


def _said(column: _Column, cell: Cell, unit: str) -> str:
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


def _growth(column: _Column, cell: Cell) -> str:
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


def _with_unit(value: str, unit: str) -> str:
    """A value with its unit, where it is a bare number; a value that shows a unit of its own keeps it."""
    return value + unit if unit and _BARE.fullmatch(value) else value


def _row_place(row: Sequence[Cell]) -> str:
    """From the first cell of a row to its last."""
    first, last = row[0].place, row[-1].place
    return first if first == last else f"{first}:{last.rpartition('!')[2]}"


@cache
def _roles() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("drafter") / "data" / "import" / "headers.toml").read_text(encoding="utf-8"))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("drafter") / "data" / "import" / "words.toml").read_text(encoding="utf-8"))


def _words_growth() -> list[dict[str, Any]]:
    growth: list[dict[str, Any]] = _words()["growth"]
    return growth


def form_words() -> tuple[str, ...]:
    """How sentences of form begin, which state no fact."""
    return tuple(_words()["form"]["words"])

"""A table as rows of the cells that a person sees, and what is found in it or left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OmissionKind = Literal[
    "hidden_sheet", "hidden_rows", "hidden_columns", "no_value", "error_value", "unknown_format", "no_heads", "form",
    "no_unit",
]  # fmt: skip

_NUMBER: Final = re.compile(r"[-−－+]?[\d.,]*\d[%％]?")


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

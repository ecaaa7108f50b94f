"""What must stay as it is written: figures and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FigureKind = Literal[
    "number", "percent", "points", "money", "quantity", "ordinal", "rank", "fraction", "multiple",
    "ratio", "range", "date", "time", "duration", "age",
]  # fmt: skip

Approx = Literal["about", "nearly", "over", "under", "at_least", "at_most", "several"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as written.

    Attributes:
        text: the characters that were read, hedge and unit included.
        start: offset of the first character.
        end: offset behind the last.
        kind: what sort of quantity.
        value: plain decimal string ("12000" for 1.2万, "15" for 15% and 百分之十五), "2/3" for a fraction, an ISO date
            as far as known ("2023", "2023-05", "2023-Q1", "--05-12"), or None for a range.
        low: lower end of a range, else None.
        high: upper end of a range, else None.
        unit: canonical unit ("元", "%", "个百分点", "人次", "km"), "" for none.
        approx: the hedge, or None.
        lang: language of the reading, "zh" or "en".
    """

    text: str
    start: int
    end: int
    kind: FigureKind
    value: str | None
    low: str | None = None
    high: str | None = None
    unit: str = ""
    approx: Approx | None = None
    lang: str = "zh"


NameKind = Literal["title", "quote", "organisation", "honour", "person", "place", "document"]


@dataclass(frozen=True, slots=True)
class Name:
    """A thing that must stay verbatim: 《…》, “…”, an organisation, an honour, a document number, a person.

    Attributes:
        text: as written, marks included.
        key: normalised form, by which two writings of one name are equal (width, quotes and spaces folded).
        start: offset of the first character.
        end: offset behind the last.
        kind: what sort of name.
    """

    text: str
    key: str
    start: int
    end: int
    kind: NameKind

"""Dates: what a figure of kind date says, with 今年 and last year resolved by the year of the report."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_words import words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.owner import Place

_ISO: Final = regex(r"(?P<year>\d{4})?-{0,2}(?P<rest>(?:Q\d|H\d|\d{2})(?:-\d{2})?)?(?:T.*)?")
_ANY_YEAR: Final = regex(r"\d{4}")
_WINDOW: Final = 16
_COMPARED: Final = 40
_THAN: Final = regex(r"(?<![a-z])(?:compared (?:with|to)|than|against)(?![a-z])[^.,;]*$")
_WAS: Final = regex(r"(?<![a-z])from (?:[^.,;]|\.(?=\d)){1,40} in $")  # down from 56 in 2022
_OPENS: Final = regex(r"\s*(?:in |during )?")
_TIMES: Final = regex(r"度?的[^，。；、]{0,8}倍")  # 2021年的两倍
_SINCE: Final = regex(r"度?(?:以来|起|至今)")  # 2017年以来
_LAST: Final = ("底", "末")
_OFFSET: Final = {"this": 0, "last": -1, "next": 1, "before_last": -2, "compared": -1}


class Dated(NamedTuple):
    """A date as far as it is known.

    Attributes:
        year: the year; None where it is not said.
        rest: month, day, quarter: "05", "05-12", "Q1"; "" for a year alone.
        base: the year is one that something is compared with: 比上年, on 2022.
        word: the year stands in words: 今年, last year.
        ends: it only says that the year has ended: 截至12月底.
        since: it is the year that something began with: 2017年以来.
        was: it is the year of what something came from: down from 56 in 2022.
        opens: its sentence begins with it.
    """

    year: int | None
    rest: str
    base: bool
    word: bool
    ends: bool
    since: bool
    was: bool
    opens: bool


def dated(place: Place, plain: str, year: int | None) -> Dated:
    """What a figure of kind date says.

    Args:
        place: the figure.
        plain: its text, folded.
        year: the year of the report, or None.
    """
    figure = place.figure
    said, rest = _known(figure.value or figure.low or "")
    if figure.value is None:
        until, last = _known(figure.high or "")
        rest = f"{rest}..{last or until}"
    clause_start = max(figure.start - _WINDOW, place.clause[0])
    relative = None
    digits = _ANY_YEAR.search(plain, figure.start, figure.end)
    if not digits:
        for found in words().years(plain, clause_start, min(figure.end + _WINDOW, place.clause[1])):
            if found[2] >= figure.start - 1 and found[1] <= figure.end + 1:
                relative = found[0]
                break
    if relative is not None and said is None and year is not None:
        said = year + _OFFSET[relative]
    before = plain[max(place.clause[0], figure.start - _COMPARED) : figure.start]
    base = words().base.search(before) is not None or _THAN.search(before) is not None
    since = _SINCE.match(plain, figure.end) is not None
    base = base or since or _TIMES.match(plain, figure.end) is not None
    ends = rest == "12" and plain[figure.end : figure.end + 1] in _LAST
    was = _WAS.search(before) is not None
    opens = _OPENS.fullmatch(plain, place.sentence[0], figure.start) is not None
    return Dated(said, rest, base, relative is not None, ends, since, was, opens)


def _known(value: str) -> tuple[int | None, str]:
    """The year and the rest of a date as the reader gives it."""
    match = _ISO.fullmatch(value)
    if match is None:
        return None, value
    return int(match["year"]) if match["year"] else None, match["rest"] or ""


def states(draft: Dated, fact: Dated, year: int | None) -> bool:
    """Whether a date of the draft states a date of the facts.

    Args:
        draft: as written in the draft.
        fact: as written in the facts.
        year: the year of the report, or None.
    """
    if draft.rest != fact.rest:
        return False
    if draft.year == fact.year:
        return fact.rest != "" or draft.base or not (fact.base or (fact.was and draft.opens))
    one = draft.year if draft.year is not None else year
    two = fact.year if fact.year is not None else year
    if draft.year is None and draft.rest:
        return True
    return one == two


def goes_without(date: Dated, year: int | None) -> bool:
    """Whether a date needs no source and no place: the report's own year, or the year that it is compared with.

    Args:
        date: of the draft or of the facts.
        year: the year of the report, or None.
    """
    if date.rest:
        return date.ends
    if date.year is None:
        return date.word
    if year is None:
        return date.word
    compared = (date.base or date.was) and not date.since
    return date.year == year or (compared and date.year == year - 1) or (date.word and date.year > year)


@lru_cache(maxsize=1024)
def years_in_words(text: str, year: int | None) -> frozenset[int]:
    """The years that a text names as 去年 or last year, without those that it only compares with.

    Args:
        text: folded.
        year: the year of the report, or None.
    """
    if year is None:
        return frozenset()
    found = (
        (name, text[max(0, start - _WINDOW) : start]) for name, start, _ in words().years(text) if name != "compared"
    )
    return frozenset(year + _OFFSET[name] for name, before in found if not words().base.search(before))

"""Numbers in Arabic digits in an English sentence, as figures, dates, ranks or names."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drafter.figures import prices
from drafter.figures.around import (
    LETTERS,
    RANGE,
    RANGE_FIRST,
    hedge_before,
    hedge_behind,
    last_word,
    measure_behind,
    opens_range,
    phrase_at,
    power,
    signed,
    unit_behind,
)
from drafter.figures.coins import with_cents
from drafter.figures.mixed import composed
from drafter.figures.numerals import plain, smaller, times
from drafter.figures.numwords import written
from drafter.figures.parts import in_words
from drafter.figures.tail import ARABIC
from drafter.figures.words import english_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit
    from drafter.figures.words import Unit
    from drafter.model import FigureKind

_ORDINAL: Final = regex(r"(?:st|nd|rd|th)\b")
_CLOCK: Final = regex(r"\s?([ap])\.?m\b\.?", re.IGNORECASE)
_DAY_MONTH: Final = regex(r"(?:st|nd|rd|th)?\s(?:of\s)?([A-Za-z]{3,9})\b(?:\.?,?\s((?:19|20)[0-9]{2})\b)?")
_NUMBER: Final = regex(ARABIC)
# fourth busiest, 2nd-largest: what makes an ordinal a rank; the others only end like a superlative.
SUPERLATIVE: Final = regex(
    r"[ -](?:best|worst|most|least"
    r"|(?!(?:re|con|in|be)?quest|[a-z]*(?:test|interest|forest|harvest|invest|digest)\b|(?:mid)?west|arrest|latest|honest"
    r"|modest|[a-z]{1,3}est\b)[a-z]+est)[ -][a-z]"
)
# A capitalised word that does not open its sentence, and a number: Algebra 2.
_CAPITAL: Final = regex(r"(?:[a-z,][\"'’)]? |[A-Z]{2,} )[A-Z][A-Za-z]{2,} $|(?<![A-Za-z])[A-Z]{2,6} $")
_ABBREVIATION: Final = 4  # letters of an abbreviated label with its point
_ADDRESS: Final = regex(r" (?:[A-Z][a-z]+ ){1,3}(?:Street|Road|Avenue|Lane|Drive|Square|Boulevard|Way|Place|Court)\b")
_RANK_DIGITS: Final = 3  # voters now number 11,930
_NUMBERS: Final = frozenset({"no", "no.", "number"})
_RANKED: Final = regex(r"([a-z]+)(?: at| as| in)? (?:[Nn]o\.?|[Nn]umber) $")
_OF_MANY: Final = regex(r" (?:of|in|among|out)\b")
_RANK_SAID: Final = 2  # digits of a rank that needs no "of how many"
_TO_ONE: Final = regex(r" to 1\b(?![.,:]?[0-9])")
_DOZENS: Final = regex(r" (?:dozen|doz|dz)s?\b")
_EXPONENT: Final = regex(r"[eE]([+-]?)([0-9]{1,2})(?![0-9A-Za-z])")
_GENERATIONS: Final = frozenset("23456")  # of networks
_YEAR_DIGITS: Final = 4
_BACK: Final = 28  # signs before a figure that are looked at
_EARLIEST: Final = "1950"  # the first year that is taken for one before a noun: by 2023 staff had, by 1900 inspections
_COMPARES: Final = regex(
    r"(?:,? (?:as|the|more|less|fewer|higher|lower|larger|bigger|greater|faster"
    r"|that|those|what|its|our|their|last|previous|prior)\b|-)"
)
_GROWS: Final = regex(
    r"(?:gr[eo]w|growth|rose|ris(?:e|en|ing)|increas\w*|multipl\w*|expand\w*|up)(?: by)?"
    r"(?: (?:about|nearly|almost|over))? $"
)


def is_year(digits: str) -> bool:
    """Whether digits look like a year of the last or this century."""
    return len(digits) == _YEAR_DIGITS and digits[:2] in ("19", "20") and digits.isdigit()


def counted(  # noqa: PLR0911  # one way out for each sort
    text: str, start: int, end: int, digits: str
) -> tuple[Hit | None, int]:
    """A number in Arabic digits in an English sentence."""
    last = last_word(text, start)
    special = _special(text, start, end, digits, last)
    if special is not None:
        return special
    if _labelled(text, start, last) and text[end] != "%" and "," not in digits and not _measured(text, start, end):
        return None, end
    skip = phrase_at(text, start)
    if skip or (digits[0] == "0" and len(digits) > 1 and digits[1] != "."):
        return None, max(skip, end)
    if text[end] == "%":
        return finish(text, start, end, plain(digits), digits)
    if ratio := _TO_ONE.match(text, end):
        return (start, ratio.end(), "ratio", f"{plain(digits)}:1", None, None, "", None, "en"), ratio.end()
    if is_year(digits):
        hit = _year(text, start, end, digits, last)
        if hit is not None:
            return hit, hit[1]
    if part := in_words(text, start, end, digits):
        return part, part[1]
    if dozens := _DOZENS.match(text, end):
        return finish(text, start, dozens.end(), times(plain(digits), 12), digits)
    if exponent := _EXPONENT.match(text, end):
        shift = int(exponent[2])
        value = written(Fraction(plain(digits)) / 10**shift) if exponent[1] == "-" else plain(digits, shift)
        return finish(text, start, exponent.end(), value)
    shift, stop = power(text, end)
    value, stop = composed(text, digits, shift, stop) if shift else (plain(digits), stop)
    hit, after = finish(text, start, stop, value, digits)
    if hit is not None and stop == end and hit[2] in ("number", "quantity") and _named(text, start, end, digits, hit):
        return None, end
    return hit, after


def _labelled(text: str, start: int, last: str) -> bool:
    """Whether the word before makes a number a label: Table 3, No. 12; not over a sentence: "… took part. 71 came"."""
    if text[start - 1] not in " ." or last.rstrip(".") not in english_words().labels:
        return False
    if last == "year" and text[start - 5].islower():
        return False  # during the year 184 were built
    return not last.endswith(".") or len(last) <= _ABBREVIATION


def _measured(text: str, start: int, end: int) -> bool:
    """Whether a measure stands behind a number that a common noun leads to: title 8 days; or a share: English 74%."""
    unit = measure_behind(text, end)[0]
    if unit is None or unit[0] == "%":
        return unit is not None
    return text[max(0, start - 20) : start - 1].rpartition(" ")[2].islower()


def _named(text: str, start: int, end: int, digits: str, hit: Hit) -> bool:
    """Whether a number is part of a name: Algebra 2, ISO 9001, 10 Downing Street, 911."""
    if _ADDRESS.match(text, end):
        return True
    if text[end] == "G" and digits in _GENERATIONS and text[end + 1] not in LETTERS:
        return True  # 5G
    if digits in english_words().codes and hit[6] not in english_words().measures:
        return True
    return not hit[6] and len(digits) <= _YEAR_DIGITS and _CAPITAL.search(text, max(0, start - 24), start) is not None


def finish(text: str, start: int, stop: int, value: str, digits: str = "") -> tuple[Hit | None, int]:
    """A figure from its number on: unit, range, hedges, sign."""
    low: str | None = None
    if digits and text[stop] in RANGE_FIRST and (found := RANGE.match(text, stop)):
        low, value, stop = _until(text, start, found, value, digits)
    unit: Unit | None
    at = stop + (text[stop] == " ")
    told = text[at] in prices.SIGNS or text[at : at + 3] in prices.STARTS
    if told and "/" not in value and (coded := prices.currency(text, at)):
        shift, unit, after = coded
        low, value = (plain(low, shift) if low else None), plain(value, shift)
    else:
        unit, after = unit_behind(text, stop)
    if unit is None and text[stop] in LETTERS:
        return None, stop
    if digits and low is None and unit is not None and unit[0] == "%":
        found = RANGE.match(text, after) if text[after] in RANGE_FIRST else None
        second = _NUMBER.match(text, found.end()) if found and opens_range(text, start, found[0].strip()) else None
        if second and (again := unit_behind(text, second.end()))[0] == unit and smaller(value, plain(second[0])):
            low, value, after = value, plain(second[0]), again[1]
    last = last_word(text, start)
    if unit is not None and unit[1] == "money" and low is None and last != "between":
        value, after = with_cents(text, value, unit, after)
    behind, stop = hedge_behind(text, after)
    before, begin = hedge_before(text, start)
    name = unit[0] if unit else ""
    if low is not None:
        return (begin, stop, "range", None, low, value, name, before or behind, "en"), stop
    if (minus := _minus(text, start, last, unit)) < start:
        begin, value = minus, f"-{value}"
    kind: FigureKind = unit[1] if unit else "number"
    if name == "times" and text[stop - 1] == "s" and "." not in value and not multiplies(text, begin, stop):
        kind = "quantity"
    if last == "top" and kind in ("number", "quantity"):
        return (start - 4, stop, "rank", value, None, None, "", None, "en"), stop
    return (begin, stop, kind, value, None, None, name, before or behind, "en"), stop


def _until(text: str, start: int, found: re.Match[str], value: str, digits: str) -> tuple[str | None, str, int]:
    """The ends of a range that a number opens, and where it ends: 3 to 5 million; without a low end for none."""
    if opens_range(text, start, found[0].strip()) and (second := _NUMBER.match(text, found.end())):
        more, after = power(text, second.end())
        low = plain(digits, more) if more and value == plain(digits) else value
        if smaller(low, plain(second[0], more)):
            return low, plain(second[0], more), after
    return None, value, found.start()


def _minus(text: str, start: int, last: str, unit: Unit | None) -> int:
    """Where the sign before a number begins, or the word for it; `start` for none."""
    if text[start - 1] in "-−" and text[start - 2] in " (\0\n":
        return start - 1
    return start - len(last) - 1 if signed(last, unit) else start


def multiplies(text: str, start: int, stop: int) -> bool:
    """Whether "times" behind a number multiplies: three times as many, grew 3 times; not: met 3 times."""
    return _COMPARES.match(text, stop) is not None or _GROWS.search(text, max(0, start - _BACK), start) is not None


def _special(text: str, start: int, end: int, digits: str, last: str) -> tuple[Hit | None, int] | None:
    """Ordinals, ranks, times of day and dates that begin with a number."""
    if last in _NUMBERS and len(digits) <= _RANK_DIGITS and (led := _RANKED.search(text, max(0, start - _BACK), start)):
        words = english_words()
        said = len(digits) > _RANK_SAID and not _OF_MANY.match(text, end)  # the homes now number 137
        if led[1].lower() in words.rank_verbs | words.rank_before and not said:  # ranked No. 4 of 18
            return (start, end, "rank", plain(digits), None, None, "", None, "en"), end
    if len(digits) < 3 and text[end] in " sntr" and digits.isdigit() and 1 <= int(digits) <= 31:  # noqa: PLR2004  # a day of a month
        found = _DAY_MONTH.match(text, end)
        month = english_words().months.get(found[1].lower()) if found else None
        if found and month:
            value = f"{found[2] or '-'}-{month:02}-{int(digits):02}"
            return (start, found.end(), "date", value, None, None, "", None, "en"), found.end()
    if text[end] in "snrt" and (ordinal := _ORDINAL.match(text, end)):
        after = text[ordinal.end() : ordinal.end() + 10].lower()
        if after.startswith((" centur", " street", " aven")) or len(digits) > _YEAR_DIGITS:
            return None, ordinal.end()
        ranked = last in english_words().rank_before or after.startswith((" of ", " place", " out of", " in "))
        ranked = ranked or SUPERLATIVE.match(text, ordinal.end()) is not None
        return (
            start,
            ordinal.end(),
            "rank" if ranked else "ordinal",
            plain(digits),
            None,
            None,
            "",
            None,
            "en",
        ), ordinal.end()
    clock = _CLOCK.match(text, end) if text[end] in " apAP" else None
    if clock and digits.isdigit() and len(digits) < 3:  # noqa: PLR2004  # an hour
        hour = int(digits) % 12 + (12 if clock[1].lower() == "p" else 0)
        return (start, clock.end(), "time", f"{hour:02}:00", None, None, "", None, "en"), clock.end()
    return None


_YEARS: Final = regex(r"(?:\s?(?:-|–|—|/)\s?((?:19|20)?[0-9]{2})|\s?to\s((?:19|20)[0-9]{2}))(?![0-9%]|[.,][0-9])")


_SEVERAL: Final = regex(r" (?:were|are|have)(?![a-z])")  # 1935 were issued: no year is several


def _year(text: str, start: int, end: int, digits: str, last: str) -> Hit | None:
    found = _YEARS.match(text, end)
    if found and (last != "from" or "to" not in found[0]):
        last_year = found[1] or found[2]
        until = last_year if len(last_year) == _YEAR_DIGITS else digits[:2] + last_year
        if int(until) > int(digits):
            return start, found.end(), "date", None, digits, until, "", None, "en"
    if last in english_words().count_before or (_SEVERAL.match(text, end) and last not in english_words().year_before):
        return None
    unit, _ = unit_behind(text, end)
    if unit is None or (last in english_words().year_before and digits >= _EARLIEST):
        return start, end, "date", digits, None, None, "", None, "en"
    return None

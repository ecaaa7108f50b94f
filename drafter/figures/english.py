"""Figures in English: number words, and what stands round a number in an English sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.figures.measure import ARABIC, smaller
from drafter.figures.numerals import plain, times
from drafter.figures.words import Unit, english_words

if TYPE_CHECKING:
    from drafter.figures.measure import Hit
    from drafter.model import Approx, FigureKind

_NUMBER: Final = re.compile(ARABIC)
_AHEAD: Final = 64  # signs looked at behind a number: the longest noun phrase with its unit
_BACK: Final = 28  # signs looked at before a number: the longest hedge
_WORD: Final = re.compile(r"[ \u00a0-]?([a-z][a-z'’.]*(?:-[a-z]+)*)")
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th)\b")
_BEHIND_FIRST: Final = frozenset(sign for word in english_words().behind for sign in (word[0], word[0].upper()))
_RANGE_FIRST: Final = frozenset(" -–—~")
_RANGE: Final = re.compile(r"\s?(?:to|and|-|–|—|~)\s?(?=[0-9$£€])", re.IGNORECASE)
_CLOCK: Final = re.compile(r"\s?([ap])\.?m\b\.?", re.IGNORECASE)
_DAY_MONTH: Final = re.compile(r"(?:st|nd|rd|th)?\s(?:of\s)?([A-Za-z]{3,9})\b\.?(?:,?\s((?:19|20)[0-9]{2})\b)?")
_SHARE: Final = re.compile(r" (?:in|out of)(?: every)? ([1-9][0-9]{0,2})\b(?![.,%][0-9]|%)")
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WIDE: Final = "\u2e80"
# A capitalised word that does not open its sentence, and a number: Algebra 2.
_CAPITAL: Final = re.compile(r"(?:[a-z,][\"'’)]? |[A-Z]{2,} )[A-Z][A-Za-z]{2,} $|(?<![A-Za-z])[A-Z]{2,6} $")
_ADDRESS: Final = re.compile(
    r" (?:[A-Z][a-z]+ ){1,3}(?:Street|Road|Avenue|Lane|Drive|Square|Boulevard|Way|Place|Court)\b"
)
_TO_ONE: Final = re.compile(r" to 1\b(?![.,:]?[0-9])")
_PERCENT: Final[Unit] = ("%", "percent", 0)
_MILLION: Final = 6
_DOZENS: Final = re.compile(r" dozens?\b")
_EXPONENT: Final = re.compile(r"[eE]([0-9]{1,2})\b")
_YEAR_DIGITS: Final = 4
_SHORT: Final = 2


def speaks(text: str, start: int, end: int) -> bool:
    """Whether the signs next to a number are English rather than Chinese."""
    at = end + (text[end] in " -")
    if text[at] >= _WIDE:
        return False
    if text[at] in _LETTERS:
        return True
    at = start - 1 - (text[start - 1] in " (~<>≥≤")
    return start > 1 and text[at] in _LETTERS


def is_year(digits: str) -> bool:
    """Whether digits look like a year of the last or this century."""
    return len(digits) == _YEAR_DIGITS and digits[:2] in ("19", "20") and digits.isdigit()


def coded(text: str, start: int, end: int) -> tuple[Hit | None, int] | None:
    """Digits that touch a letter: Q3, FY2023, RMB300; everything else is a code (A4, PM2.5)."""
    if text[start - 1] in "Qq" and text[start - 2] not in _LETTERS and end - start == 1 and "1" <= text[start] <= "4":
        found = _FOLLOWING_YEAR.match(text, end)
        value = f"{found[1]}-Q{text[start]}" if found else f"--Q{text[start]}"
        stop = found.end() if found else end
        return (start - 1, stop, "date", value, None, None, "", None, "en"), stop
    if text[start - 2 : start].upper() == "FY" and end - start in (2, 4):
        value = text[start:end] if end - start == _YEAR_DIGITS else f"20{text[start:end]}"
        return (start - 2, end, "date", value, None, None, "", None, "en"), end
    unit = english_words().currency_codes.get(text[start - 3 : start])
    return None if unit is None else _money(text, (start, end), text[start:end], unit, start - 3)


_FOLLOWING_YEAR: Final = re.compile(r"(?: of|,)? ((?:19|20)[0-9]{2})\b")


def priced(text: str, start: int, end: int, digits: str) -> tuple[Hit | None, int] | None:
    """An amount behind its currency sign: $1.2 million, £42k, HK$ 10; None where no such sign stands."""
    words = english_words()
    at = start - 1 - (text[start - 1] == " ")
    unit = words.currency_signs.get(text[at]) if at >= 0 else None
    if unit is None:
        code = words.currency_codes.get(text[at - 2 : at + 1]) if at > 1 and at < start - 1 else None
        if code is None or text[at - 3] in _LETTERS:
            return None
        return _money(text, (start, end), digits, code, at - 2)
    begin = at
    if text[at] == "$":
        back = at - (text[at - 1] == " ")
        for length in (2, 1):
            special = words.dollars.get(text[back - length : back].lower()) if back >= length else None
            if length == 1 and back < at and at == start - 1:
                break  # the article of "a $5,000 grant"
            if special is not None and text[back - length - 1] not in _LETTERS:
                begin, unit = back - length, special
                break
    return _money(text, (start, end), digits, unit, begin)


def _money(text: str, place: tuple[int, int], digits: str, unit: str, begin: int) -> tuple[Hit | None, int]:
    start, end = place
    shift, stop = _power(text, end, priced=True)
    value = plain(digits, shift)
    low = None
    found = _RANGE.match(text, stop)
    if found and (found[0].strip().lower() not in ("to", "and") or _opens_range(text, begin, found[0])):
        at = found.end() + (text[found.end()] in english_words().currency_signs)
        second = _NUMBER.match(text, at)
        if second:
            more, after = _power(text, second.end(), priced=True)
            low = plain(digits, more) if more and not shift else value
            value, stop = plain(second[0], more), after
    behind, stop = _behind(text, stop)
    before, begin = hedge_before(text, begin)
    if text[begin - 1] in "-−" and text[begin - 2] in " (\0\n":
        begin, value = begin - 1, f"-{value}"
    del start
    if low is not None:
        return (begin, stop, "range", None, low, value, unit, before or behind, "en"), stop
    return (begin, stop, "money", value, None, None, unit, before or behind, "en"), stop


def _power(text: str, end: int, *, priced: bool = False) -> tuple[int, int]:
    """The magnitude behind a number: (power of ten, its end)."""
    words = english_words()
    found = _WORD.match(text[end : end + 16].lower())
    if found:
        word = found[1].rstrip(".")
        attached = found.start(1) == 0
        power = words.suffixes.get(word) if attached else words.powers.get(word)
        if attached and power == _MILLION and not priced and word == "m":
            power = None  # metres
        if power is not None:
            return power, end + found.start(1) + len(word)
    sign, shift, at = text[end], 0, end
    while sign in "十百千万亿":
        shift += {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}[sign]
        at += 1
        sign = text[at]
    return shift, at


def hedge_before(text: str, start: int) -> tuple[Approx | None, int]:
    """The English hedge that ends where a figure begins, and where the figure begins with it."""
    last = text[start - 1]
    at = start - 1 if last == " " else start
    if start == 0 or (at == start and last not in "~<>≥≤"):
        return None, start
    back = text[max(0, at - _BACK) : at].lower()
    found = english_words().before.before(back, len(back))
    if found is None or (found[0] and back[found[0] - 1].isalpha() and last not in "~<>≥≤"):
        return None, start
    return found[1], at - len(back) + found[0]


def _behind(text: str, stop: int) -> tuple[Approx | None, int]:
    at = stop + (text[stop] in " -")
    if text[at] not in _BEHIND_FIRST:
        return None, stop
    found = english_words().behind.behind(text[at : at + 20].lower(), 0)
    if found is None or text[at + found[0]] in _LETTERS or text[at + found[0]].isdigit():
        return None, stop
    return found[1], at + found[0]


def _last_word(text: str, start: int) -> str:
    """The word before a figure, in lower case; "" where another sign stands between."""
    if text[start - 1] not in " \u00a0(-" or not start:
        return ""
    last = text[max(0, start - 20) : start - (text[start - 1] != "-")].rpartition(" ")[2]
    return last.lower()


def _opens_range(text: str, start: int, mark: str) -> bool:
    last = _last_word(text, start)
    return last == "between" if "and" in mark.lower() else last not in ("from", "by")


def measure_behind(text: str, end: int) -> tuple[Unit | None, int]:
    """The measure behind a number that ends at `end`, such as miles or kg, but no noun."""
    ahead = text[end : end + _AHEAD].lower()
    found = english_words().units.behind(ahead, 1 if ahead[0] in " -\u00a0" else 0)
    if found is None or ahead[found[0] : found[0] + 1].isalpha():
        return None, end
    return found[1], end + found[0]


def unit_behind(text: str, end: int) -> tuple[Unit | None, int]:
    """The unit behind a number that ends at `end`: a measure, or the noun that is counted."""
    if text[end] == "%":
        return _PERCENT, end + 1
    words = english_words()
    ahead = text[end : end + _AHEAD].lower()
    at = 1 if ahead[0] in " -\u00a0" else 0
    found = words.units.behind(ahead, at)
    if found is not None and not ahead[found[0] : found[0] + 1].isalpha():
        return found[1], end + found[0]
    noun, last, at = "", 0, 0
    for _ in range(4):
        word = _WORD.match(ahead, at)
        if word is None or (at == 0 and word[0][0] not in " -") or (at and word[0][0] == "-"):
            break
        written = word[1].rstrip(".'’")
        if written in words.stops or written in words.nouns:
            break
        at = word.start(1) + len(written)
        if _plural(written):
            noun, last = ahead[:at].lstrip(" -"), at
        if text[end + at] in ".,;:)":
            break
    return ((noun, "quantity", 1), end + last) if noun else (None, end)


def _plural(word: str) -> bool:
    return word in english_words().plurals or (
        word[-1] == "s" and word[-2:] not in ("ss", "us", "is") and len(word) > _SHORT
    )  # "as", "is"


def counted(  # noqa: PLR0911  # one way out for each sort
    text: str, start: int, end: int, digits: str
) -> tuple[Hit | None, int]:
    """A number in Arabic digits in an English sentence."""
    words = english_words()
    last = _last_word(text, start)
    special = _special(text, start, end, digits, last)
    if special is not None:
        return special
    if last.rstrip(".") in words.labels and text[start - 1] in " .":
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
    share = _SHARE.match(text, end)
    if share and digits.isdigit() and len(digits) < len(share[1]) + 1 and smaller(digits, share[1]):
        before, begin = hedge_before(text, start)
        return (begin, share.end(), "fraction", f"{digits}/{share[1]}", None, None, "", before, "en"), share.end()
    if dozens := _DOZENS.match(text, end):
        return finish(text, start, dozens.end(), times(plain(digits), 12), digits)
    if exponent := _EXPONENT.match(text, end):
        return finish(text, start, exponent.end(), plain(digits, int(exponent[1])))
    shift, stop = _power(text, end)
    hit, after = finish(text, start, stop, plain(digits, shift), digits)
    if hit is not None and not shift and hit[2] in ("number", "quantity") and _named(text, start, end, digits, hit):
        return None, end
    return hit, after


def _named(text: str, start: int, end: int, digits: str, hit: Hit) -> bool:
    """Whether a number is part of a name: Algebra 2, ISO 9001, 10 Downing Street, 911."""
    if _ADDRESS.match(text, end):
        return True
    if digits in english_words().codes and hit[6] not in english_words().measures:
        return True
    return not hit[6] and len(digits) <= _YEAR_DIGITS and _CAPITAL.search(text, max(0, start - 24), start) is not None


def finish(text: str, start: int, stop: int, value: str, digits: str = "") -> tuple[Hit | None, int]:
    """A figure from its number on: unit, range, hedges, sign."""
    low: str | None = None
    found = _RANGE.match(text, stop) if digits and text[stop] in _RANGE_FIRST else None
    if found and _opens_range(text, start, found[0].strip()):
        second = _NUMBER.match(text, found.end())
        if second:
            more, after = _power(text, second.end())
            first = plain(digits, more) if more and value == plain(digits) else value
            if smaller(first, plain(second[0], more)):
                low, value, stop = first, plain(second[0], more), after
    unit, after = unit_behind(text, stop)
    if unit is None and text[stop] in _LETTERS:
        return None, stop
    if digits and low is None and unit is not None and unit[0] == "%":
        found = _RANGE.match(text, after) if text[after] in _RANGE_FIRST else None
        second = _NUMBER.match(text, found.end()) if found and _opens_range(text, start, found[0].strip()) else None
        if second and (again := unit_behind(text, second.end()))[0] == unit and smaller(value, plain(second[0])):
            low, value, after = value, plain(second[0]), again[1]
    behind, stop = _behind(text, after)
    before, begin = hedge_before(text, start)
    last = _last_word(text, start)
    name = unit[0] if unit else ""
    if low is not None:
        return (begin, stop, "range", None, low, value, name, before or behind, "en"), stop
    if text[start - 1] in "-−" and text[start - 2] in " (\0\n":
        begin, value = start - 1, f"-{value}"
    elif last == "minus":
        begin, value = start - 6, f"-{value}"
    kind: FigureKind = unit[1] if unit else "number"
    if last == "top" and kind in ("number", "quantity"):
        return (start - 4, stop, "rank", value, None, None, "", None, "en"), stop
    return (begin, stop, kind, value, None, None, name, before or behind, "en"), stop


def _special(text: str, start: int, end: int, digits: str, last: str) -> tuple[Hit | None, int] | None:
    """Ordinals, times of day and dates that begin with a number."""
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


_YEARS: Final = re.compile(r"\s?(?:-|–|—|/|to)\s?((?:19|20)?[0-9]{2})(?![0-9])")


def _year(text: str, start: int, end: int, digits: str, last: str) -> Hit | None:
    found = _YEARS.match(text, end)
    if found and (last != "from" or "to" not in found[0]):
        until = found[1] if len(found[1]) == _YEAR_DIGITS else digits[:2] + found[1]
        if int(until) > int(digits):
            return start, found.end(), "date", None, digits, until, "", None, "en"
    unit, _ = unit_behind(text, end)
    if last in english_words().year_before or unit is None:
        return start, end, "date", digits, None, None, "", None, "en"
    return None


def phrase_at(text: str, start: int) -> int:
    """Where a set phrase ends that has a number beginning at `start`; 0 for none."""
    back = max(0, start - 16)
    near = text[back : start + 32].lower()
    for offset, phrase in _phrases().get(near[start - back : start - back + 3], ()):
        at = start - back - offset
        if at >= 0 and near.startswith(phrase, at) and not near[at + len(phrase) : at + len(phrase) + 1].isalpha():
            return start - offset + len(phrase)
    return 0


@cache
def _phrases() -> dict[str, list[tuple[int, str]]]:
    """The set phrases by the first three signs of each number in them."""
    words = english_words()
    index: dict[str, list[tuple[int, str]]] = {}
    for phrase in sorted(words.phrases, key=len, reverse=True):
        for found in re.finditer(r"[a-z]+|[0-9]+", phrase):
            if found[0].isdigit() or found[0] in words.nouns or found[0] in words.ordinals:
                index.setdefault(phrase[found.start() : found.start() + 3], []).append((found.start(), phrase))
    return index

"""Amounts behind their currency, and codes behind a letter: $1.2 million, HK$ 10, RMB300, Q3, FY2023."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.figures.around import LETTERS, RANGE, hedge_before, hedge_behind, last_word, opens_range, power, signed
from drafter.figures.numerals import plain, smaller
from drafter.figures.tail import ARABIC
from drafter.figures.words import english_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit

_NUMBER: Final = regex(ARABIC)
_YEAR_DIGITS: Final = 4


def coded(text: str, start: int, end: int) -> tuple[Hit | None, int] | None:
    """Digits that touch a letter: Q3, FY2023, RMB300; everything else is a code (A4, PM2.5)."""
    if text[start - 1] in "Qq" and text[start - 2] not in LETTERS and end - start == 1 and "1" <= text[start] <= "4":
        found = _FOLLOWING_YEAR.match(text, end)
        value = f"{found[1]}-Q{text[start]}" if found else f"--Q{text[start]}"
        stop = found.end() if found else end
        return (start - 1, stop, "date", value, None, None, "", None, "en"), stop
    if text[start - 2 : start].upper() == "FY" and end - start in (2, 4):
        value = text[start:end] if end - start == _YEAR_DIGITS else f"20{text[start:end]}"
        return (start - 2, end, "date", value, None, None, "", None, "en"), end
    unit = english_words().currency_codes.get(text[start - 3 : start])
    return None if unit is None else _money(text, (start, end), text[start:end], unit, start - 3)


_FOLLOWING_YEAR: Final = regex(r"(?: of|,)? ((?:19|20)[0-9]{2})\b")


def priced(text: str, start: int, end: int, digits: str) -> tuple[Hit | None, int] | None:
    """An amount behind its currency sign: $1.2 million, £42k, HK$ 10; None where no such sign stands."""
    words = english_words()
    at = start - 1 - (text[start - 1] == " ")
    unit = words.currency_signs.get(text[at]) if at >= 0 else None
    if unit is None:
        code = words.currency_codes.get(text[at - 2 : at + 1]) if at > 1 and at < start - 1 else None
        if code is None or text[at - 3] in LETTERS:
            return None
        return _money(text, (start, end), digits, code, at - 2)
    begin = at
    if text[at] == "$":
        back = at - (text[at - 1] == " ")
        for length in (2, 1):
            special = words.dollars.get(text[back - length : back].lower()) if back >= length else None
            if length == 1 and back < at and at == start - 1:
                break  # the article of "a $5,000 grant"
            if special is not None and text[back - length - 1] not in LETTERS:
                begin, unit = back - length, special
                break
    return _money(text, (start, end), digits, unit, begin)


def _money(text: str, place: tuple[int, int], digits: str, unit: str, begin: int) -> tuple[Hit | None, int]:
    start, end = place
    shift, stop = power(text, end, priced=True)
    value = plain(digits, shift)
    low = None
    found = RANGE.match(text, stop)
    if found and (found[0].strip().lower() not in ("to", "and") or opens_range(text, begin, found[0])):
        at = found.end() + (text[found.end()] in english_words().currency_signs)
        second = _NUMBER.match(text, at)
        if second:
            more, after = power(text, second.end(), priced=True)
            first, high = plain(digits, more) if more and not shift else value, plain(second[0], more)
            if smaller(first, high):
                low, value, stop = first, high, after
    behind, stop = hedge_behind(text, stop)
    before, begin = hedge_before(text, begin)
    if text[begin - 1] in "-−" and text[begin - 2] in " (\0\n":
        begin, value = begin - 1, f"-{value}"
    elif signed(last := last_word(text, begin), None):
        begin, value = begin - len(last) - 1, f"-{value}"
    del start
    if low is not None:
        return (begin, stop, "range", None, low, value, unit, before or behind, "en"), stop
    return (begin, stop, "money", value, None, None, unit, before or behind, "en"), stop

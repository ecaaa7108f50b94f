"""Amounts behind their currency, and codes behind a letter: $1.2 million, HK$ 10, RMB300, Q3, FY2023."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.figures.around import LETTERS, RANGE, hedge_before, hedge_behind, last_word, opens_range, power, signed
from drafter.figures.coins import with_cents
from drafter.figures.numerals import plain, smaller
from drafter.figures.tail import ARABIC
from drafter.figures.words import english_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit
    from drafter.figures.words import Unit

_NUMBER: Final = regex(ARABIC)
_YEAR_DIGITS: Final = 4
_CURRENCY: Final = english_words()
STARTS: Final = _CURRENCY.codes_written | {
    f"{first}{code[:2]}"
    for prefix in _CURRENCY.code_prefixes
    for first in (prefix, prefix.lower())
    for code in _CURRENCY.codes_written
}
"""How the code of a currency may begin."""
SIGNS: Final = frozenset(_CURRENCY.currency_signs)


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
    code = _code_before(text, start)
    return None if code is None else _money(text, end, text[start:end], code)


_FOLLOWING_YEAR: Final = regex(r"(?: of|,)? ((?:19|20)[0-9]{2})\b")


def priced(text: str, start: int, end: int, digits: str) -> tuple[Hit | None, int] | None:
    """An amount behind its currency sign: $1.2 million, £42k, HK$ 10; None where no such sign stands."""
    words = english_words()
    at = start - 1 - (text[start - 1] == " ")
    unit = words.currency_signs.get(text[at]) if at >= 0 else None
    if unit is None:
        known = at < start - 1 and text[at - 2 : at + 1] in words.codes_written
        code = _code_before(text, at + 1) if known else None
        if code is None or (_NUMBER_BEFORE.search(text, max(0, code[1] - 2), code[1]) and _MONEY_NEXT.match(text, end)):
            return None  # 10 RMB 20 USD
        return _money(text, end, digits, code)
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
    return _money(text, end, digits, (unit, begin, 0))


def _code_before(text: str, end: int) -> tuple[str, int, int] | None:
    """The code of a currency that ends before an amount: the currency, where it begins, its power of ten (MUSD 60)."""
    words = english_words()
    begin = end - _CODE_LETTERS
    code = text[max(0, begin) : end]
    if code not in words.codes_written:
        return None
    unit = words.currency_codes[code.upper()]
    if not begin:
        return unit, begin, 0
    shift = words.code_prefixes.get(text[begin - 1], 0)
    begin -= shift > 0
    return None if begin and text[begin - 1] in LETTERS else (unit, begin, shift)


def currency(text: str, at: int) -> tuple[int, Unit, int] | None:
    """The currency that begins behind a number at `at`, by its code with a power of ten, or by its sign.

    It costs least to ask first whether the three signs there are in `STARTS`.

    Returns:
        The power, the unit and the end for 30 MUSD, 75 USD million and 10 €, else None.
    """
    words = english_words()
    if sign := words.currency_signs.get(text[at]):
        return None if _PRICES_NEXT.match(text, at + 1) else (0, (sign, "money", 0), at + 1)
    prefixed = text[at + 1 : at + 1 + _CODE_LETTERS] in words.codes_written
    shift = words.code_prefixes.get(text[at].upper(), 0) if prefixed else 0
    stop = at + prefixed + _CODE_LETTERS
    code = text[stop - _CODE_LETTERS : stop]
    mixed = prefixed and text[at].isupper() and code.islower()  # 5 Maud
    if code not in words.codes_written or text[stop] in LETTERS or mixed:
        return None
    if text[stop] == " ":
        more, stop = power(text, stop)
        shift += more
    return (shift, (words.currency_codes[code.upper()], "money", 0), stop) if shift else None


_AND: Final = " and "
_CODE_LETTERS: Final = 3
_NUMBER_BEFORE: Final = regex("[0-9] ?$")
_MONEY_NEXT: Final = regex(rf" ?(?:{'|'.join(english_words().currency_codes)})\b", re.IGNORECASE)
# 10 $ 30 may be ten, and $ 30; with a coin behind it is one amount: 10 $ 30 cents.
_PRICES_NEXT: Final = regex(r" ?[0-9](?![0-9]? (?:cents?|pence|p)\b)")


def _money(text: str, end: int, digits: str, sign: tuple[str, int, int]) -> tuple[Hit | None, int]:
    unit, begin, scale = sign
    shift, stop = power(text, end, priced=True)
    shift += scale
    value = plain(digits, shift)
    low = None
    found = RANGE.match(text, stop)
    if found and (found[0].strip().lower() not in ("to", "and") or opens_range(text, begin, found[0])):
        at = found.end() + (text[found.end()] in english_words().currency_signs)
        second = _NUMBER.match(text, at)
        if second:
            more, after = power(text, second.end(), priced=True)
            first = plain(digits, more) if more and not shift else value
            high = plain(second[0], more or scale)
            if smaller(first, high):
                low, value, stop = first, high, after
    if low is None and not shift and text.startswith(_AND, stop):
        value, stop = with_cents(text, value, (unit, "money", 0), stop)
    behind, stop = hedge_behind(text, stop)
    before, begin = hedge_before(text, begin)
    if text[begin - 1] in "-−" and text[begin - 2] in " (\0\n":
        begin, value = begin - 1, f"-{value}"
    elif signed(last := last_word(text, begin), None):
        begin, value = begin - len(last) - 1, f"-{value}"
    if low is not None:
        return (begin, stop, "range", None, low, value, unit, before or behind, "en"), stop
    return (begin, stop, "money", value, None, None, unit, before or behind, "en"), stop

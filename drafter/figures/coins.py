"""Amounts of money in their parts: 五元三毛, 三块五, 三毛五, thirteen dollars and forty-five cents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.figures.mixed import below_hundred
from drafter.figures.numerals import DIGITS, add, plain, times
from drafter.figures.words import Unit, chinese_words, english_words
from drafter.patterns import any_word, regex

if TYPE_CHECKING:
    import re

_DIGIT: Final = f"[0-9]|[{''.join(DIGITS)}]"
# What may stand behind an amount whose last coin is not named: 三块五一斤, 三毛五的单价, but not 三块五星红旗.
_MARKS: Final = r"，。、；：,;:!?！？）)”’》… \u3000\n\r\t\0的/每左上以降升涨调减到至—～和与"
_OPEN: Final = rf"({_DIGIT})(?=[{_MARKS}]|一[斤个张份次度本]|钱)钱?"
_CENTS: Final = regex(rf"[零〇又]?([0-9]{{1,2}}|[{''.join(DIGITS)}])(角|毛|分)(?:({_DIGIT})分|{_OPEN})?")
_ONE_MORE: Final = regex(_OPEN)
_FOREIGN: Final = {
    unit: regex(rf"[零〇又]?([0-9]{{1,2}}|[{''.join(DIGITS)}])(?:{any_word(names.split())})")
    for unit, names in chinese_words().coins.items()
}
_YUAN: Final[Unit] = ("元", "money", 0)
_KUAI: Final = frozenset({"块", "元"})

_COINS: Final = frozenset({"$", "£", "€", "pounds", "加元", "澳元", "港元", "纽元", "新元"})
"""Currencies that have a coin of a hundredth."""
_AND_COINS: Final = regex(r",? (?:and )?(?=[a-z0-9])")
_COIN_NAME: Final = regex(r" (cents?|pence|penny|p|euro ?cents?)(?![a-z])")
_CLOSED: Final = frozenset(".,;:!?)\n\0")
_ENDED: Final = frozenset(".!?\n\0")
_WORD: Final = regex(" ([a-z]+)")
_TEN: Final = 10


def with_coins(text: str, value: str, unit: Unit, end: int) -> tuple[str, Unit, int]:
    """An amount of money in Chinese with the smaller coins behind it.

    Args:
        text: normalised text.
        value: the plain value before the unit.
        unit: 元, 块, 毛, or a currency with coins of a hundredth.
        end: where the unit ends.

    Returns:
        The value, the unit and the end: of the sum in 元 when coins follow, unchanged when none do.
    """
    if unit[0] == "毛":
        more = _ONE_MORE.match(text, end)
        return (times_tenth(value, _sign(more[1])), _YUAN, more.end()) if more else (value, unit, end)
    if (foreign := _FOREIGN.get(unit[0])) is not None:
        coins = foreign.match(text, end) if "." not in value else None
        return (add(value, plain(f"0.{_sign(coins[1]):0>2}")), unit, coins.end()) if coins else (value, unit, end)
    if cents := _CENTS.match(text, end):
        return _with_cents(value, cents), _YUAN, cents.end()
    if unit[0] in _KUAI and "." not in value and (more := _ONE_MORE.match(text, end)) and more[1] not in "零〇0○":
        return add(value, f"0.{_sign(more[1])}"), _YUAN, more.end()
    return value, unit, end


def times_tenth(tenths: str, hundredth: str) -> str:
    """三毛五: tenths and hundredths of a yuan as a plain value in yuan."""
    cents = add(times(tenths, _TEN), hundredth)
    return plain(f"{cents[:-2] or '0'}.{cents[-2:].rjust(2, '0')}")


def _sign(written: str) -> str:
    return str(DIGITS.get(written, written))


def _with_cents(value: str, cents: re.Match[str]) -> str:
    """五元三毛: the yuan and its parts."""
    first = _sign(cents[1])
    value = add(value, f"0.{first}" if cents[2] != "分" else f"0.{first.rjust(2, '0')}")
    last = cents[3] or cents[4]
    return add(value, f"0.0{_sign(last)}") if last else value


def with_cents(text: str, value: str, unit: Unit, end: int) -> tuple[str, int]:
    """An amount of money in English with the smaller coins behind it: 3 dollars 50 cents, five pounds fifty.

    Args:
        text: normalised text, with a sentinel behind.
        value: the plain value before the unit.
        unit: the unit, as the table of words has it.
        end: where the unit ends.

    Returns:
        The value and the end, with the coins or unchanged.
    """
    joined = _AND_COINS.match(text, end) if unit[0] in _COINS and "." not in value else None
    number = below_hundred(text, joined.end()) if joined else None
    if joined is None or number is None:
        return value, end
    cents, stop = number
    named = _COIN_NAME.match(text, stop)
    if named is None and not (cents >= _TEN and _nameless(text, joined[0], stop)):
        return value, end
    return add(value, plain(f"0.{cents:02}")), named.end() if named else stop


def _nameless(text: str, joint: str, stop: int) -> bool:
    """Whether cents without their name may end there: 15 dollars 50. and 15 USD 50 more, but not 5 pounds 30 people."""
    if joint != " ":
        return joint == " and " and text[stop] in _ENDED
    word, words = _WORD.match(text, stop), english_words()
    return text[stop] in _CLOSED or (word is not None and word[1] in words.stops and word[1] not in words.units)

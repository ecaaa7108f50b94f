"""Fractions in English that are read out: 7 out of 10, 1 in twenty, one over three."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.figures.around import LETTERS, hedge_before, measure_behind
from drafter.figures.numerals import smaller
from drafter.figures.numwords import parse
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit

_BAR: Final = " over "
_LONGEST_PART: Final = 60  # characters of a number in words below the bar
_DIGITS: Final = regex("[1-9][0-9]{0,5}(?![0-9])")
_CLOSED: Final = frozenset(".,;:!?)\n\0")
_SHARE: Final = regex(r" (?:in|out of)(?: every)? (?:([1-9][0-9]{0,2})\b(?![.,%][0-9]|%)|(?=[a-z]))")


def in_words(text: str, start: int, end: int, digits: str) -> Hit | None:
    """7 out of 10, 1 over 3: a fraction in words."""
    if text[end] == " " and text[end + 1] in "io" and digits.isdigit() and (below := _below(text, end, digits)):
        before, begin = hedge_before(text, start)
        return begin, below[1], "fraction", f"{digits}/{below[0]}", None, None, "", before, "en"
    if digits == "1" and (bar := over_bar(text, end)):
        return start, bar[1], "fraction", f"1/{bar[0]}", None, None, "", None, "en"
    return None


def _below(text: str, end: int, digits: str) -> tuple[str, int] | None:
    """What stands behind "in" or "out of", where it is greater than the digits before; 1 in two years is no part."""
    share = _SHARE.match(text, end)
    if share is None:
        return None
    if share[1]:
        return (share[1], share.end()) if smaller(digits, share[1]) else None
    below = whole_at(text, share.end())
    if below is None or not smaller(digits, below[0]) or measure_behind(text, below[1])[0] is not None:
        return None
    return below


def over_bar(text: str, end: int) -> tuple[str, int] | None:
    """What stands below the bar of a fraction that is read out, and where it ends: one over twenty, 1 over 3.

    Args:
        text: the text.
        end: where the 1 ends.

    Returns:
        None where something is counted behind it, for then "over" is a hedge: one over 20 metres long.
    """
    below = whole_at(text, end + len(_BAR)) if text.startswith(_BAR, end) else None
    return below if below and text[below[1]] in _CLOSED and not text[below[1] + 1].isdigit() else None


def whole_at(text: str, at: int) -> tuple[str, int] | None:
    """The whole number that begins at a place, in digits or in words, and where it ends."""
    low = text[at : at + _LONGEST_PART].lower() + "\0\0"
    if found := _DIGITS.match(low):
        return found[0], at + found.end()
    number = parse(low, 0) if low[0] in LETTERS else None
    return (number.value, at + number.end) if number and number.value.isdigit() else None

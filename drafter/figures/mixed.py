"""English numbers in digits and words at once: 3 hundred and 21, 2 million 300 thousand, 3 million and a half."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from drafter.figures.around import power
from drafter.figures.numerals import MAX_SIGNS, add, plain
from drafter.figures.numwords import parse, written
from drafter.figures.words import english_words
from drafter.patterns import regex

_MORE: Final = regex(r" ([0-9]{1,3})(?= [a-z])")
_REST: Final = regex(r" and (?=[0-9a-z])")
_PART: Final = regex(r" and (?:a|one) (half|quarter)(?![a-z]| of| an? | the )")
_ROUND: Final = "hundred"  # behind it "and" goes on with the same number
_OTHER: Final = ("%", " of ")  # three hundred, and one of them
_TWO_DIGITS: Final = regex(r"[0-9]{1,2}(?![0-9]|[.,][0-9])")
_WORD: Final = regex("[a-z]+")
_MILLION: Final = 6
_HUNDRED: Final = 100


def composed(text: str, digits: str, shift: int, end: int) -> tuple[str, int]:
    """The number that digits and a power of ten begin, with all that belongs to it.

    Args:
        text: normalised text, with a sentinel behind.
        digits: the digits before the power.
        shift: the power of ten.
        end: where its word ends.

    Returns:
        The value and its end: 321 for 3 hundred and 21, but 3000000 for 3 million and 21 people.
    """
    value, stop = plain(digits, shift), end
    if text[stop] != " " or len(digits) > MAX_SIGNS:
        return value, stop
    if shift >= _MILLION and (part := _PART.match(text, stop)):
        fraction = Fraction(1, 2 if part[1] == "half" else 4)
        return written((Fraction(plain(digits)) + fraction) * 10**shift), part.end()
    while found := _MORE.match(text, stop):
        more, after = power(text, found.end())
        if not 0 < more < shift:
            break
        value, stop, shift = add(value, plain(found[1], more)), after, more
    rest = _rest(text, stop)
    return (value, stop) if rest is None else (add(value, str(rest[0])), rest[1])


def _rest(text: str, end: int) -> tuple[int, int] | None:
    """The last two digits, behind a number of hundreds that ends at `end`: and 21, and one."""
    joint = _REST.match(text, end) if text.endswith(_ROUND, 0, end) else None
    rest = below_hundred(text, joint.end()) if joint else None
    if rest is None or not rest[0] or power(text, rest[1])[0] or text.startswith(_OTHER, rest[1]):
        return None
    return rest


def below_hundred(text: str, at: int) -> tuple[int, int] | None:
    """The number below a hundred that begins at a place, in digits or in words, and where it ends."""
    if digits := _TWO_DIGITS.match(text, at):
        return int(digits[0]), digits.end()
    low = text[at : at + 24].lower()
    word = _WORD.match(low)
    if word is None or word[0] not in english_words().nouns:
        return None
    read = parse(low, 0)
    if read is None or not read.value.isdigit() or int(read.value) >= _HUNDRED:
        return None
    return int(read.value), at + read.end

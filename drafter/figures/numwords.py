"""The value of an English number in words: twenty-two, two and a half, a dozen, three fourths, two point zero three."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from drafter.figures.number_grammar import MOST_WORDS, SECOND, TENS, UNITS, grammar
from drafter.figures.words import english_words
from drafter.patterns import regex

_HUNDRED: Final = 2
_POINTS: Final = regex(" of [0-9]")
_MOST_PLACES: Final = 40


class Words(NamedTuple):
    """A number in words as it stands in a text: its place, exact value, and whether it was written as a fraction."""

    start: int
    end: int
    value: str
    kind: Literal["number", "fraction", "several"] = "number"


def written(value: Fraction) -> str:
    """A plain decimal string where the value has one, else a/b."""
    below = value.denominator
    if below == 1:
        return str(value.numerator)
    places = next((power for power in range(1, _MOST_PLACES) if 10**power % below == 0), 0)
    if not places:
        return f"{value.numerator}/{below}"
    digits = str(value.numerator * (10**places // below)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}".rstrip("0")


def parse(low: str, at: int) -> Words | None:
    """The number in words that begins at `at`, or at the article before it.

    Args:
        low: the text in lower case.
        at: where its first number word begins.

    Returns:
        The number, or None where the word is no number by itself ("hundred" without an article).
    """
    patterns, words = grammar(), english_words()
    token = patterns.token.match(low, at)
    if token is None:
        return None
    back = low[max(0, at - 4) : at]
    length = 2 if back[-2:] == "a " else 3 if back[-3:] == "an " else 0
    article = length > 0 and not back[-length - 1 : -length].isalpha()
    start = at - length if article else at
    word = token[0]
    if word in ("half", "quarter"):
        return _part_word(low, start, token.end(), word, article=article)
    if word in words.several:
        return Words(start, token.end(), words.several[word], "several")
    part = (article and patterns.compound.match(low, at)) or token  # a twenty-fifth of the stock
    if article and (below := patterns.denominators.get(part[0])) and part[0][-1] != "s":
        return Words(start, part.end(), f"1/{below}", "fraction")
    if word in words.powers or word.removesuffix("s") in words.groups:
        per = word in words.powers and low[at - 4 : at] == "per "
        if not (article or per or _hundred_of(low, at, token.end())) or (
            word == "score" and _POINTS.match(low, token.end())
        ):  # a score of 4.7
            return None
    else:
        start = at
    found = _total(low, at)
    return None if found is None else _evaluate(low, start, at, *found)


def _evaluate(low: str, start: int, at: int, total: int, end: int) -> Words:
    patterns = grammar()
    value = Fraction(total)
    if found := patterns.point.match(low, end):
        digits = _total_digits(found[1])
        return _scaled(low, start, found.end(), value + Fraction(int(digits), 10 ** len(digits)))
    if part := _parts(low, start, at, total, end):
        return part
    if found := patterns.suffix.match(low, end):
        numerator = Fraction(_total_of(found[1]) if found[1] not in ("a", "an") else 1)
        below = patterns.denominators[found[2]]
        if numerator < below:
            return _with_part(low, (start, found.end()), value, numerator / below, low[at:end])
    return Words(start, end, written(value))


def _parts(low: str, start: int, at: int, total: int, end: int) -> Words | None:  # noqa: PLR0911  # one way out for each sort
    """A fraction whose part above the bar ends at `end`: two thirds, one hundred and three quarters, 1/105 in words."""
    patterns = grammar()
    if total == 1 and low[end] == " " and (part := _total(low, end + 1)):  # one one hundred and fifth
        below_it = order(low, Words(end + 1, part[1], str(part[0])))
        if below_it is not None:
            return Words(start, below_it[1], f"1/{below_it[0]}", "fraction")
    found = patterns.below.match(low, end)
    if found is None:
        return None
    below = patterns.denominators[found[1]]
    # one hundred thirty-fifths, one hundred thirty fifths: the tens are below the bar; not those behind "and"
    joined = low[end] == "-" or " and " not in low[at:end]
    tens = english_words().nouns.get(low[at:end].rpartition(" ")[2], 0) if joined else 0
    if TENS <= tens < total and below < UNITS:
        return Words(start, found.end(), f"{total - tens}/{tens + below}", "fraction")
    # "three quarters" within "one hundred and three quarters": the part after "and" is the numerator
    head, _, tail = low[at:end].rpartition(" and ")
    whole = Fraction(_total_of(head)) if head else Fraction(0)
    numerator = Fraction(_total_of(tail) if head else total)
    if head and numerator >= below:  # one hundred and thirty fifths: no proper part, so all of it is above the bar
        head, numerator = "", Fraction(total)
    if not _denominates(found[1], numerator, below):
        return None
    if head:
        return _with_part(low, (start, found.end()), whole, numerator / below, head)
    if scale := patterns.of_scale.match(low, found.end()):
        return Words(start, scale.end(), written(numerator / below * _factor(scale[1])))
    return Words(start, found.end(), f"{numerator}/{below}", "fraction")


def _with_part(low: str, place: tuple[int, int], whole: Fraction, part: Fraction, head: str) -> Words:
    """A number and a fraction behind its words: two and a half million, a million and a half."""
    start, end = place
    last = re.split("[ -]", head)[-1]
    if not _is_scale(last):
        return _scaled(low, start, end, whole + part)
    unit = 10 ** english_words().powers[last]
    scale = grammar().scale.match(low, end)
    if scale and _factor(scale[1]) < unit:  # one billion and a half million
        return Words(start, scale.end(), written(whole + part * _factor(scale[1])))
    return Words(start, end, written(whole + part * unit))


def order(low: str, number: Words) -> tuple[int, int] | None:
    """The ordinal that a number in words begins: twenty-fifth, one hundred and twelfth, two hundredth.

    Args:
        low: the text in lower case.
        number: the number as `parse` found it.

    Returns:
        The value of the ordinal and its end, or None. With a blank in between ("twenty third graders") two words
        make one ordinal only behind a hundred.
    """
    words = english_words()
    found = _ORDER.match(low, number.end)
    if found is None or number.kind != "number" or not number.value.isdigit():
        return None
    last = re.split("[ -]", low[number.start : number.end])[-1]
    behind, value = words.ordinals.get(found[3], 0), int(number.value)
    if found[3][-2:] == "th" and (power := words.powers.get(found[3][:-2])) is not None:
        return (value * 10**power, found.end()) if 1 < value < 10**_HUNDRED_DIGITS and not found[2] else None
    if not behind or (behind == SECOND and found[1] == " "):
        return None
    if words.nouns.get(last, 0) >= TENS and behind < UNITS and not found[2]:
        joined = found[1] == "-" or any(word in low[number.start : number.end] for word in words.powers)
        return (value + behind, found.end()) if joined else None
    return (value + behind, found.end()) if last in words.powers and found[1] == " " else None


_ORDER: Final = regex("([ -])(and )?([a-z]+)(?![a-z])")
_HUNDRED_DIGITS: Final = 3


def _hundred_of(low: str, at: int, end: int) -> bool:
    """Whether a power without an article makes a number: hundred thousand dollars; not a few hundred thousand."""
    if low[at:end] != "hundred" or grammar().of_scale.match(low, end) is None:
        return False
    before = low[max(0, at - _LONGEST_WORD) : at].split()
    return not before or not (before[-1] in english_words().vague or before[-1][-1].isdigit())


_LONGEST_WORD: Final = 12


def _is_scale(word: str) -> bool:
    powers = english_words().powers
    return word in powers and powers[word] != _HUNDRED


def _scaled(low: str, start: int, end: int, value: Fraction) -> Words:
    """The number with the power or group behind it: one point five million, two and a half dozen."""
    if found := grammar().scale.match(low, end):
        value, end = value * _factor(found[1]), found.end()
    return Words(start, end, written(value))


def _factor(scale: str) -> int:
    """What a power or group multiplies by: 12 for dozens, 1,000,000 for million."""
    words = english_words()
    return words.groups.get(scale.removesuffix("s")) or 10 ** words.powers[scale]


def _denominates(word: str, numerator: Fraction, below: int) -> bool:
    """Whether an ordinal behind a number makes a fraction: two thirds, one fifth, but not two quarters or 20 third."""
    if numerator == 1:
        return not word.endswith("s")
    return word.endswith("s") and (numerator < below or numerator >= TENS) and not (below == 4 and numerator == 2)  # noqa: PLR2004  # two quarters of a year


def _total(low: str, at: int) -> tuple[int, int] | None:
    """The value of the number words from a place on, as far as they make one number, and where that ends."""
    words, step = english_words(), grammar().step
    total = group = 0
    last = ""
    end = at
    found = grammar().number.match(low, at)
    if found is None:
        return None
    for _ in range(MOST_WORDS + 1):
        word = found[1]
        name = word.removesuffix("s")
        if word in words.nouns:
            number = words.nouns[word]
            if last in words.nouns and not (words.nouns[last] >= TENS and 0 < number < UNITS):
                break
            if "and" in low[end : found.start(1)] and last not in words.powers:
                break
            group += number
        elif name in words.groups:
            if group > 1 and words.groups[name] < UNITS:
                break  # twelve pairs: what is counted
            group = (group or 1) * words.groups[name]
        elif words.powers[word] == _HUNDRED:
            group = (group or 1) * 100
        elif not group and total and last in words.powers:
            total *= 10 ** words.powers[word]  # three lakh crore
        else:
            total, group = total + (group or 1) * 10 ** words.powers[word], 0
        last, end = word, found.end()
        if (found := step.match(low, end)) is None:
            break
    return total + group, end


def _total_of(text: str) -> int:
    found = _total(text, 0)
    return found[0] if found else 0


def _total_digits(text: str) -> str:
    """The digits behind "point": zero three is 03, seventy-one is 71."""
    words = english_words()
    tokens = re.split("[ -]", text)
    digits = ""
    for at, token in enumerate(tokens):
        number = words.nouns[token]
        tens_before = at and words.nouns[tokens[at - 1]] >= TENS
        digits = f"{digits[:-1]}{number}" if tens_before and 0 < number < UNITS else f"{digits}{number}"
    return digits


def _part_word(low: str, start: int, end: int, word: str, *, article: bool) -> Words | None:
    """half, a quarter, half a million, half a dozen."""
    patterns, words = grammar(), english_words()
    if scaled := patterns.half.match(low, end):
        return Words(start, scaled.end(), written(Fraction(_factor(scaled[1]), 2 if word == "half" else 4)))
    if word == "quarter":
        return Words(start, end, "1/4", "fraction") if article else None
    if time := words.half_of.match(low, end):
        return Words(start, time.end(), "0.5")
    return None if low[max(0, start - 6) : start].endswith(words.not_half) else Words(start, end, "1/2", "fraction")

"""The patterns by which a number in English words is taken apart, made of the words in the data file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.words import english_words
from drafter.patterns import regex

if TYPE_CHECKING:
    import re

MOST_WORDS: Final = 24  # of one number; it keeps a long list of number words linear
UNITS: Final = 10
TENS: Final = 20
_GAP: Final = r"(?: ?- ?| {1,3})"
SECOND: Final = 2  # "second" is a time, never a denominator


class Grammar(NamedTuple):
    """The patterns, and the words that stand below the bar of a fraction with their values."""

    number: re.Pattern[str]
    step: re.Pattern[str]
    token: re.Pattern[str]
    suffix: re.Pattern[str]
    below: re.Pattern[str]
    compound: re.Pattern[str]
    of_scale: re.Pattern[str]
    half: re.Pattern[str]
    scale: re.Pattern[str]
    point: re.Pattern[str]
    denominators: dict[str, int]


@cache
def grammar() -> Grammar:
    """The patterns, made when they are first asked for."""
    words = english_words()
    below = {word: value for word, value in words.ordinals.items() if value > SECOND}
    below |= {f"{word}th": 10**power for word, power in words.powers.items()}
    compound = {  # one twenty-fifth
        f"{ten}{gap}{word}": tens + value
        for ten, tens in words.nouns.items()
        if tens >= TENS
        for word, value in words.ordinals.items()
        if 0 < value < UNITS
        for gap in "- "
    }
    below |= compound
    below |= {f"{word}s": value for word, value in below.items()}
    below |= {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
    groups = [*words.groups, *(f"{word}s" for word in words.groups)]
    number = "|".join(sorted([*words.nouns, *words.powers, *groups], key=len, reverse=True))
    small = "|".join(sorted(words.nouns, key=len, reverse=True))
    parts = "|".join(sorted(below, key=len, reverse=True))
    digits = f"(?:{small})(?:[ -](?:{small})){{0,{MOST_WORDS}}}"
    scale = "|".join([*words.powers, *groups])
    large = "|".join(word for word, power in words.powers.items() if power > SECOND)
    return Grammar(
        number=regex(rf"({number})(?![a-z])"),
        step=regex(rf"{_GAP}(?:and {{1,3}})?({number})(?![a-z])"),
        token=regex("[a-z]+"),
        suffix=regex(rf" {{1,3}}and {{1,3}}(a|an|{small})[ -]({parts})(?![a-z])"),
        # with blanks round its hyphen only where the fraction ends a clause: one - fourth.
        below=regex(rf"(?:[ -]| - (?=[a-z]+(?: of |[\0.,;:!?)\n])))({parts})(?![a-z])"),
        compound=regex(rf"(?:{'|'.join(compound)})(?= of |[\0.,;:!?)\n])"),
        of_scale=regex(rf"(?: {{1,3}}of {{1,3}}an?)?[ -]{{1,3}}({large})(?![a-z])"),  # two thirds of a million
        half=regex(rf"(?: {{1,3}}(?:of {{1,3}})?an?|-an?)?[ -]{{1,3}}({scale})(?![a-z])"),
        scale=regex(rf"[ -]{{1,3}}({scale})(?![a-z])"),
        point=regex(rf" point ({digits})(?![a-z])"),
        denominators=below,
    )

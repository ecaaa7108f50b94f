"""What stands round a number in an English sentence: magnitude, unit or noun, hedges, set phrases."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.figures.words import Unit, english_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.model import Approx

_AHEAD: Final = 64  # signs looked at behind a number: the longest noun phrase with its unit
_BACK: Final = 28  # signs looked at before a number: the longest hedge
_WORD: Final = regex(r"[ \u00a0-]?([a-z][a-z'’.]*(?:-[a-z]+)*)")
_BEHIND_FIRST: Final = frozenset(sign for word in english_words().behind for sign in (word[0], word[0].upper()))
RANGE_FIRST: Final = frozenset(" -–—~")
RANGE: Final = regex(r"\s?(?:to|and|-|–|—|~)\s?(?=[0-9$£€])", re.IGNORECASE)
LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SPREAD: Final = regex(r"(?:%|per ?cent) over\Z")
_ARROW: Final = regex(r"[-=—–－]> ?$")
_DECIMAL: Final = regex(r"[0-9]\.[0-9]+$")
_COUNTED: Final = regex(rf"m (?:[a-z]{{3,}}s|{'|'.join(sorted(english_words().plurals))})\b")  # 18.2m loaves: million
_WIDE: Final = "\u2e80"
_NUMBER_NEXT: Final = regex(r" ?(?:[$£€]?[0-9]|than(?![a-z]))", re.IGNORECASE)
_PERCENT: Final[Unit] = ("%", "percent", 0)
_MILLION: Final = 6
_SHORT: Final = 2


def speaks(text: str, start: int, end: int) -> bool:
    """Whether the signs next to a number are English rather than Chinese."""
    at = end + (text[end] in " -")
    if text[at] >= _WIDE:
        return False
    if text[at] in LETTERS:
        return True
    at = start - 1 - (text[start - 1] in " (~<>≥≤")
    return start > 1 and text[at] in LETTERS


def power(text: str, end: int, *, priced: bool = False) -> tuple[int, int]:
    """The magnitude behind a number: (power of ten, its end)."""
    words = english_words()
    found = _WORD.match(text[end : end + 16].lower())
    if found:
        word = found[1].partition("-")[0].rstrip(".")  # 1.5M-euro
        attached = found.start(1) == 0
        exponent = words.suffixes.get(word) if attached else words.powers.get(word)
        if not attached and (word == "k" or (word == "m" and text[end + 1] == "M")):
            exponent = words.suffixes[word]  # 2.3 k, 2.5 M
        metres = attached and exponent == _MILLION and not priced and word == "m"
        metres = metres and (text[end] == "m" or text[end + 1] >= _WIDE)  # 1.5M downloads; but 100M宽带
        if metres and not (_DECIMAL.search(text[max(0, end - 8) : end]) and _COUNTED.match(text, end)):
            exponent = None
        if exponent is None and priced and text[end].isupper():
            exponent = words.priced_suffixes.get(word)  # US$1MM
        if exponent is None and word in words.money_suffixes:
            money = priced or _money_at(text, end + found.start(1) + len(word))
            exponent = words.money_suffixes[word] if money else None
        if exponent is not None:
            return exponent, end + found.start(1) + len(word)
    sign, shift, at = text[end], 0, end
    while sign in "十百千万亿":
        shift += {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}[sign]
        at += 1
        sign = text[at]
    return shift, at


def _money_at(text: str, end: int) -> bool:
    unit, _ = measure_behind(text, end)
    return unit is not None and unit[1] == "money"


def hedge_before(text: str, start: int) -> tuple[Approx | None, int]:
    """The English hedge that ends where a figure begins, and where the figure begins with it."""
    last = text[start - 1]
    at = start - 1 if last == " " else start
    if start == 0 or (at == start and last not in "~<>≥≤"):
        return None, start
    back = text[max(0, at - _BACK) : at].lower()
    found = english_words().before.before(back, len(back))
    if last == ">" or back.endswith(">"):  # 74 minutes -> 58 minutes: an arrow
        found = None if _ARROW.search(text, max(0, start - 4), start) else found
    if found is None or (found[0] and back[found[0] - 1].isalpha() and last not in "~<>≥≤"):
        return None, start
    if _SPREAD.search(back, 0, found[0] + 5):
        return None, start  # 71 per cent over 96 sessions
    if english_words().no_hedges.before(back, len(back)):
        return None, start  # the end of a verb: watched over
    return found[1], at - len(back) + found[0]


def hedge_behind(text: str, stop: int) -> tuple[Approx | None, int]:
    """The English hedge behind a figure, such as "or more", and where it ends."""
    at = stop + (text[stop] in " -")
    if text[at] not in _BEHIND_FIRST:
        return None, stop
    found = english_words().behind.behind(text[at : at + 20].lower(), 0)
    if at > stop and text[at] == "+":
        return None, stop  # federal $31.2 million + state $12.7 million
    if found is None or text[at + found[0]] in LETTERS or _NUMBER_NEXT.match(text, at + found[0]):
        return None, stop  # 8,400 members and over 19,000 hours
    return found[1], at + found[0]


def last_word(text: str, start: int) -> str:
    """The word before a figure, in lower case; "" where another sign stands between."""
    if text[start - 1] not in " \u00a0(-" or not start:
        return ""
    last = text[max(0, start - 20) : start - (text[start - 1] != "-")].rpartition(" ")[2]
    return last.lower()


def signed(word: str, unit: Unit | None) -> bool:
    """Whether a word of sign before a number belongs to it: minus 7%, negative seven; not: tested negative 12 times."""
    if word == "minus" or unit is None:
        return word in _NEGATIVE
    return word in _NEGATIVE and (unit[1] in ("percent", "points", "money") or unit[0] in english_words().measures)


_NEGATIVE: Final = frozenset({"minus", "negative"})


def opens_range(text: str, start: int, mark: str) -> bool:
    """Whether "to" or "and" behind a figure at `start` makes a range: between 3 and 5, but not rose from 3 to 5."""
    last = last_word(text, start)
    if "and" in mark.lower():
        return last == "between"
    if last == "from":
        return last_word(text, start - len("from ")) in english_words().span_verbs
    return last != "by"


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


def phrase_at(text: str, start: int) -> int:
    """Where a set phrase ends that has a number beginning at `start`; 0 for none."""
    back = max(0, start - 16)
    near = text[back : start + 32].lower()
    at = start - back
    known = _phrases()
    found = [
        entry
        for size in _KEYS
        if (entries := known.get(near[at : at + size])) is not None
        for length in range(min(at, _BEFORE) + 1)
        for entry in entries.get(near[at - length : at], ())
    ]
    for _, offset, phrase in sorted(found):
        first = at - offset
        end = first + len(phrase)
        if first >= 0 and near.startswith(phrase, first) and not near[end : end + 1].isalpha():
            return start - offset + len(phrase)
    return 0


_KEYS: Final = (3, 4, 5)  # signs of a number and what follows by which a phrase is looked up
_BEFORE: Final = 3  # the same for signs before the number


@cache
def _phrases() -> dict[str, dict[str, list[tuple[int, int, str]]]]:
    """The set phrases by the first five signs from each number in them, and by the last three before it.

    Of each: rank (the longest first), offset, phrase.
    """
    words = english_words()
    numbers = {*words.nouns, *words.ordinals, *words.multiples, "half", "quarter"}
    index: dict[str, dict[str, list[tuple[int, int, str]]]] = {}
    for rank, phrase in enumerate(sorted(words.phrases, key=len, reverse=True)):
        for found in re.finditer(r"[a-z]+|[0-9]+", phrase):
            if found[0].isdigit() or found[0] in numbers:
                at = found.start()
                before, key = phrase[max(0, at - _BEFORE) : at], phrase[at : at + _KEYS[-1]]
                index.setdefault(key, {}).setdefault(before, []).append((rank, at, phrase))
    return index

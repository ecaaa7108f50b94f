"""Small counts and first places that a draft tells where the reader sees no figure: 四处便民点, top of nine offices.

A numeral of one sign is read only where it can be nothing else (四处 is "everywhere" too, 一条 mostly an article).
Where the facts have such a count and no figure of the draft states it, the draft may still have its signs: the numeral
with the fact's unit, near the words that the fact has beside it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_lists import listing, listing_before
from drafter.figures.compare_units import units
from drafter.figures.compare_words import HAN, is_han, words
from drafter.figures.owner import features
from drafter.figures.words import english_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from drafter.figures.align import Facts
    from drafter.figures.compare_measure import Measure
    from drafter.figures.owner import Place
    from drafter.model import Figure

_HAN_SIGNS: Final = ("", "一", "[二两]", "三", "四", "五", "六", "七", "八", "九", "十")
_OTHER_SIGNS: Final = "一二三四五六七八九十百千万两零第"
_OPENING: Final = ("(", "（")
_HUNDRED: Final = 100
_WRITTEN: Final = regex(r"\d[\d.,]*\d|[前第首][一二三四五六七八九十\d位]+")
_ORDINAL: Final = regex("(?:first|second|third|fourth|fifth) [a-z]+")
_NEAR: Final = {True: 16, False: 60}  # characters to either side, of Chinese and of English
_FEWEST: Final = 2
_TALLIED: Final = range(_FEWEST, 10)
_JOINED: Final = regex(rf"[{HAN}]{{2}}[和与及][{HAN}]{{2,12}}$")
_MORE: Final = regex("^[^，,；;]{0,8}[两二三四五六七八九十百千万半]|^[^，,；;]{0,3}[，,][^，,；;]{0,12}[两百千万]")


def told_in_signs(fact: Place, measure: Measure, clause: str, rest: str) -> bool:
    """Whether a draft has the signs of a fact's figure beside the words that it belongs to.

    Args:
        fact: a figure of the facts that no figure of the draft states.
        measure: what it amounts to.
        clause: the words of the fact around it, folded.
        rest: the draft, folded, its figures blotted out.
    """
    pattern = _pattern(fact.figure.unit, measure.family, measure.low)
    if pattern is None:
        return False
    keys = [key for key in features(clause, 1) if len(key) >= _FEWEST]
    return any(_beside(keys, rest, *found.span()) for found in pattern.finditer(rest))


def noted_in_signs(figure: Figure, measure: Measure, rest: str) -> bool:
    """Whether the facts have a small count in signs that nobody reads as a figure: 三类 for 3类.

    Args:
        figure: one that no fact states.
        measure: what it amounts to.
        rest: the facts, folded, their figures blotted out.
    """
    pattern = _pattern(figure.unit, measure.family, measure.low) if is_han(figure.unit) else None
    return pattern is not None and pattern.search(rest) is not None


def noted_as_written(figure: Figure, draft: str, rest: str) -> bool:
    """Whether the facts have the very characters of a figure where nobody reads a figure; an ordinal with its word.

    Args:
        figure: one that no fact states.
        draft: the draft, folded.
        rest: the facts, folded, their figures blotted out, thousands ungrouped.
    """
    if ordinal := _ORDINAL.match(draft, figure.start):
        return ordinal[0] in rest  # first aid
    written = _WRITTEN.search(draft[figure.start : figure.end].replace(",", ""))
    return written is not None and _has_number(rest, written[0])


def _has_number(text: str, written: str) -> bool:
    """Whether a text has a number as written, and not as a part of a longer one."""
    at = text.find(written)
    while at >= 0:
        end = at + len(written)
        if not (text[at - 1 : at].isdecimal() or text[at - 1 : at] == "." or text[end : end + 1].isdecimal()):
            return True
        at = text.find(written, at + 1)
    return False


def in_maxim(figure: Figure, before: str, behind: str) -> bool:
    """Whether a figure is the article of a maxim or wish: 秉持一堂好课千锤百炼的理念; 办一所家长放心的学校，是我的心愿.

    Args:
        figure: one that no fact states.
        before: the words of its clause before it, folded.
        behind: those of its sentence behind it, folded, figures blotted out.
    """
    if figure.text != f"一{figure.unit}" or figure.kind not in {"quantity", "money"}:
        return False
    if _MORE.search(behind) and not before:
        return True  # numerals that nobody reads as figures: the whole is a saying
    if figure.unit in units().measures:
        return False
    if words().wish.match(behind):
        return True
    return before.endswith(words().maxims) or before[:-1].endswith(words().maxims)


def tallies(place: Place, measure: Measure, plain: str) -> bool:
    """Whether a figure only counts what the draft names beside it: 基本医疗和公共卫生两项职能; three aims: A, B and C.

    Args:
        place: a figure that no fact states.
        measure: what it amounts to.
        plain: the draft, folded.
    """
    figure = place.figure
    if measure.family != "amount" or measure.high is not None or measure.low not in _TALLIED:
        return False
    if not (plain.startswith(words().summaries, figure.end) or figure.unit in words().summaries):
        return False
    if measure.low == _FEWEST and _JOINED.search(plain, place.sentence[0], figure.start):
        return True
    lists = (listing(place, plain), listing_before(place, plain))
    return any(measure.low in one.counts for one in lists if one)


def _beside(keys: Iterable[str], rest: str, start: int, end: int) -> bool:
    return any(key in rest[max(0, start - _NEAR[is_han(key)]) : end + _NEAR[is_han(key)]] for key in keys)


@lru_cache(maxsize=256)
def _pattern(unit: str, family: str, low: object) -> re.Pattern[str] | None:
    """What the signs of a small count, or the words for a first place, look like."""
    if not isinstance(low, Decimal) or low != int(low) or not 1 <= low <= _HUNDRED:
        return None
    if family == "rank":
        return words().first if low == 1 else None
    if family != "amount":
        return None
    ways = []
    if unit and is_han(unit) and low < len(_HAN_SIGNS):
        ways.append(rf"(?<![{_OTHER_SIGNS}]){_HAN_SIGNS[int(low)]}{re.escape(unit)}")
    name = "hundred" if low == _HUNDRED else next((n for n, value in english_words().nouns.items() if value == low), "")
    if name and not (unit and is_han(unit)):
        ways.append(rf"(?<![a-z-]){name}(?![a-z])")
    return re.compile("|".join(ways)) if ways else None


def is_gloss(facts: Facts, f: int, told: Collection[int]) -> bool:
    """Whether a figure of the facts is told once more beside itself in brackets, and the draft tells it: 30 (thirty).

    Args:
        facts: the facts.
        f: a figure of theirs that the draft leaves out.
        told: those that it states.
    """
    stated = facts.stated
    for one, two in ((f - 1, f), (f, f + 1)):
        if one < 0 or two >= len(stated.places) or stated.places[one].fact != stated.places[two].fact:
            continue
        plain = facts.layouts[stated.places[one].fact].plain
        between = plain[stated.places[one].figure.end : stated.places[two].figure.start].strip()
        if (
            between in _OPENING
            and stated.measures[one].low == stated.measures[two].low
            and (one in told or two in told)
        ):
            return True
    return False

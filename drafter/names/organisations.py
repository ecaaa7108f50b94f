"""Organisations in Chinese text: an ending such as 中学 or 局, and the words before it that make it one among many."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.names.words import either, level_pattern, table, words
from drafter.patterns import any_word, regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_LONGEST: Final = 18
_NO_LETTER: Final = regex(r"[^\u3400-\u9fffA-Za-z0-9０-９*＊×○]")
_VAGUE: Final = frozenset(("中心", "工作室"))  # they need more before them to name one
_LEAST: Final = 2
_NUMERALS: Final = "0123456789０１２３４５６７８９一二三四五六七八九十百两"


def find_organisations(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the organisations that a text names, in order; none overlap.

    A name reaches from its ending to the left as far as no preposition, conjunction, verb or count stands. What has
    only general words before its ending (各中学, 基层党支部) names no one.

    Args:
        text: Chinese text.

    Yields:
        Start and end.
    """
    waiting: tuple[int, int] | None = None
    for found in _endings().finditer(text):
        start = _left_edge(text, found.start())
        if waiting is not None and start <= waiting[0] + _LEAST and found.end() > waiting[1]:
            start = min(start, waiting[0])
            waiting = None  # 县人民医院党委: the longer name
        if not _is_named(text[start : found.start()], found[0]):
            continue
        if waiting is not None:
            yield waiting
            start = max(start, waiting[1])
            if not _is_named(text[start : found.start()], found[0]):
                waiting = None
                continue
        waiting = (start, found.end())
    if waiting is not None:
        yield waiting


def is_self(text: str) -> bool:
    """Whether a text speaks of the reporting unit itself: 我局, 本单位."""
    return _self().search(text) is not None


def self_endings(text: str) -> set[str]:
    """The last letters of the words for the reporting unit in a text: 局 for 我局."""
    return {found[0][-1] for found in _self().finditer(text)}


def is_other(before: str) -> bool:
    """Whether words before a name make it another one: 第二实验中学 is not 实验中学."""
    return _identity().search(before) is not None


def _left_edge(text: str, end: int) -> int:
    """Where the words before an ending begin."""
    start = max(0, end - _LONGEST)
    for mark in _NO_LETTER.finditer(text, start, end):
        start = mark.end()
    whole = [found.span() for found in _inside().finditer(text, start, end + 1)]
    for cut in _before().finditer(text, start, end):
        if not any(first < cut.end() and cut.start() < last for first, last in whole):
            start = cut.end()
    return start


def _is_named(before: str, ending: str) -> bool:
    """Whether the words before an ending are more than general."""
    rest = _general().sub("", before)
    if len(ending) == 1 and (_general_end().search(before) or before[-1:] in _not_behind().get(ending, ())):
        return False  # 农村, 全镇, 格局
    if _level().fullmatch(before):
        return len(ending) > 1 and ending not in _VAGUE  # 市医院, but not 市中心
    return len(rest) >= (2 * _LEAST if ending in _VAGUE else _LEAST)


@cache
def _endings() -> re.Pattern[str]:
    return regex(f"{either('organisations', 'endings')}(?!{either('organisations', 'not_before')})")


@cache
def _before() -> re.Pattern[str]:
    # Flat, each branch from its first letter on: then the engine skips to the letters with which one begins.
    counts = "|".join(f"{numeral}[{_NUMERALS}]*[余多]?[个名家所项位大]" for numeral in _NUMERALS)
    return regex(f"{counts}|{any_word(words('awards', 'verbs'))}|{any_word(words('organisations', 'before'))}")


@cache
def _not_behind() -> dict[str, str]:
    return {ending: str(signs) for ending, signs in table("organisations")["not_behind"].items()}


@cache
def _inside() -> re.Pattern[str]:
    return regex(either("organisations", "inside"))


@cache
def _general() -> re.Pattern[str]:
    return regex(either("organisations", "general"))


@cache
def _general_end() -> re.Pattern[str]:
    return regex(f"{either('organisations', 'general')}$")


@cache
def _level() -> re.Pattern[str]:
    return regex(level_pattern())


@cache
def _identity() -> re.Pattern[str]:
    return regex(str(table("organisations")["identity"]["pattern"]))


@cache
def _self() -> re.Pattern[str]:
    return regex(str(table("organisations")["self"]["pattern"]))

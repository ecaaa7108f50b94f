"""Whether words name a thing, or only say what was done and how: these stand for no other subject."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from drafter.figures.compare_words import singular, words
from drafter.shipped import read_table

_LENGTHS: Final = (2, 3, 4)
_NO_NOUNS: Final = ("ed", "ing", "ly", "est", "able", "ible", "ful", "less", "ous")
_SHORTEST: Final = 3
_PEOPLE: Final = "们"


@cache
def _doings() -> frozenset[str]:
    return frozenset(read_table("figures", "zh_doings.toml")["words"].split())


@cache
def _no_nouns() -> frozenset[str]:
    return frozenset(read_table("figures", "en_doings.toml")["words"].split())


@cache
def _bare_verbs() -> frozenset[str]:
    return frozenset(read_table("figures", "zh_doings.toml")["bare_verbs"].split())


def is_bare_verb(word: str) -> bool:
    """Whether a Chinese verb says no more than that something was done or is there: 实现, 完成."""
    return word in _bare_verbs()


def is_noun(word: str) -> bool:
    """Whether an English word may be the name of a thing: known as no verb, adjective or adverb alone.

    Args:
        word: folded.
    """
    word = word.rpartition("-")[2]  # machine-made
    if len(word) < _SHORTEST or word.endswith(_NO_NOUNS) or words().first.fullmatch(word):
        return False
    return word not in _no_nouns() and singular(word) not in _no_nouns()


@lru_cache(maxsize=4096)
def names_nothing(word: str) -> bool:
    """Whether a stretch of Chinese is all verbs, adverbs and such (要等, 每户, 伸出援手), or people (老师们).

    Args:
        word: Chinese characters.
    """
    if _PEOPLE in word:
        return True
    light, form, edge, doings = words().light, words().form, words().edge, _doings()
    if len(word) == _LENGTHS[0] and word[1] in form.last and word[0] not in form.first:
        return True  # 砸向
    if form.first.issuperset(word) and not (word in light or word in doings):
        return False  # 自筹: what begins verbs may make a name
    reached = {0}
    for at in range(len(word)):
        if at in reached:
            if word[at] in edge or word[at] in form.first:
                reached.add(at + 1)
            for size in _LENGTHS:
                part = word[at : at + size]
                if len(part) == size and (part in light or part in doings):
                    reached.add(at + size)
    return len(word) in reached

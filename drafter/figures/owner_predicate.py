"""Whether Chinese words beside a figure are what was done with it (就够, 自己策划, 装上): these are no other subject.

A list of verbs (`owner_doings`) cannot have them all. What makes a predicate of any word is an adverb before it, or
the result behind it: these are few, and known.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

from drafter.figures.owner_doings import names_nothing
from drafter.shipped import read_table

_WORD: Final = 2  # characters


class _Signs(NamedTuple):
    """What leads a predicate and what ends it, the times that may stand there, and names that only look so."""

    leads: tuple[str, ...]
    times: tuple[str, ...]
    one: frozenset[str]
    sure: frozenset[str]
    names_led: frozenset[str]
    results: frozenset[str]
    names_ended: frozenset[str]


@cache
def _signs() -> _Signs:
    data = read_table("figures", "zh_doings.toml")
    return _Signs(
        tuple(data["leads"].split()),
        tuple(data["times"].split()),
        frozenset(data["leads_one"] + data["leads_sure"]),
        frozenset(data["leads_sure"]),
        frozenset(data["leads_not"].split()),
        frozenset(data["results"]),
        frozenset(data["results_not"].split()),
    )


@lru_cache(maxsize=4096)
def is_predicate(word: str, known: str) -> bool:
    """Whether words tell what was done, with no name in them but those that are known.

    Args:
        word: Chinese characters from beside a figure.
        known: the notes, folded.
    """
    rest = _without_signs(word)
    return rest != word and (len(rest) < _WORD or rest in known or names_nothing(rest))


def _without_signs(word: str) -> str:
    """Words without what leads and ends a predicate, and the verb that goes with it; "" behind an adverb of two."""
    signs = _signs()
    size = 0
    while len(word) != size:
        size = len(word)
        if word.startswith(signs.leads):
            return ""
        if word[:1] in signs.one and word[:_WORD] not in signs.names_led:
            word = "" if word[0] in signs.sure else word[1:]
        elif word.endswith(signs.times + signs.leads):
            word = word[:-_WORD]
        elif word[-1:] in signs.one and word[-_WORD:] not in signs.names_ended:
            word = word[:-1]
        elif word[-1:] in signs.results and word[-_WORD:] not in signs.names_ended:
            word = word[:-1] if names_nothing(word[:-1]) else word[:-_WORD]
    return word

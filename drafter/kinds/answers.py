"""What ties a next step to the shortcoming that it answers, and what says what became of a problem.

The words are `common`, `statuses` and `status_patterns` of `drafter/data/rules/sections.toml`.
"""

from __future__ import annotations

import re
from operator import add
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

TELLING: Final = 6
"""Pairs or words of a shortcoming from which on one without an echo in any next step is unanswered for sure."""

_HAN_RUN: Final = regex(r"[\u3400-\u9fff]{2,}")
_LATIN: Final = regex(r"[a-z]{4,}")
_STEM: Final = 6


def matter(text: str, common: Collection[str]) -> frozenset[str]:
    """What a text is about: neighbouring Chinese characters.

    Args:
        text: a shortcoming, or next steps.
        common: pairs that every such text has, which tie nothing together.
    """
    found: set[str] = set()
    for run in _HAN_RUN.findall(text):
        found.update(map(add, run, run[1:]))
    return frozenset(found.difference(common))


def unanswered(problems: Sequence[str], steps: Sequence[str], common: Collection[str]) -> tuple[int, ...]:
    """The shortcomings that no next step answers: not one of their words comes back.

    Args:
        problems: the shortcomings.
        steps: the next steps.
        common: pairs of characters and stems of words that tie nothing together.

    Returns:
        Their indices. A shortcoming of few words, which tell little, is among them only where the steps are fewer.
    """
    planned = frozenset[str]().union(*(_words(step, common) for step in steps))
    least = 1 if len(steps) < len(problems) else TELLING
    own = [_words(problem, common) for problem in problems]
    return tuple(at for at, words in enumerate(own) if not steps or (len(words) >= least and not words & planned))


def status_pattern(words: Iterable[str], patterns: Iterable[str]) -> re.Pattern[str]:
    """What says what became of a problem.

    Args:
        words: words that say it: 完成, 正在.
        patterns: regular expressions that do.
    """
    return regex("|".join((*map(re.escape, words), *(f"(?:{pattern})" for pattern in patterns))))


def _words(text: str, common: Collection[str]) -> frozenset[str]:
    """Pairs of Chinese characters and stems of Latin words."""
    stems = {word[:_STEM] for word in _LATIN.findall(text.lower())}
    return matter(text, common) | stems.difference(common)

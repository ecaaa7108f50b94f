"""Another Chinese name before the same words: 超期货物 for 侵权货物, 政府满意度 for 公众满意度.

What the draft's clause has and the fact has not is laid against what the fact's clause has and the draft's has not. One
stands in the other's place where the same two signs or more follow both, they share no character, and the sentence of
the draft is without the fact's. So much alike is no other wording of the same; the word may be known from elsewhere.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, same, words
from drafter.figures.owner_clause import FIGURE, PAIR, vocabulary
from drafter.figures.owner_doings import names_nothing
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.owner_words import Change

_HAN_RUN: Final = regex(f"[{HAN}]+")
_FIGURES: Final = regex(f"{FIGURE}+")
_PARTICLES: Final = frozenset("的了有为在等把被将对由从到至和与及并已也都共达")
_POINTING: Final = frozenset("这那其此该本各每我")
_REACH: Final = 8


def renamed(ours: str, theirs: str, fact: str, here: str) -> Change | None:
    """A name that stands where the fact's clause has another one before the same words.

    Args:
        ours: the clause of the draft, its figures blotted out.
        theirs: that of the fact.
        fact: the whole fact.
        here: the draft's sentence, its figures blotted out.

    Returns:
        The fact's name and the draft's, or None.
    """
    known = vocabulary(fact).characters
    if all(ours[i : i + PAIR] in known for i in range(len(ours) - 1) if ours[i] >= "〇" <= ours[i + 1]):
        return None
    new = _unknown(ours, known)
    if not new:
        return None
    left = vocabulary(here).characters
    for noted, end in _unknown(theirs, vocabulary(ours).characters):
        if any(noted[i : i + PAIR] in left for i in range(len(noted) - 1)):
            continue
        behind = _behind(theirs, end)
        for name, stop in new:
            if len(behind) == PAIR and behind == _behind(ours, stop) and _may_stand_for(name, noted):
                return noted, name
    return None


def _may_stand_for(name: str, noted: str) -> bool:
    """Whether two stretches are names, and not of the same."""
    if not set(name).isdisjoint(_PARTICLES | set(noted)) or name[0] in _POINTING or names_nothing(name):
        return False
    vague = words().generic | words().edge
    return not (set(name) <= vague or same(name, noted) or same(name[-PAIR:], noted[-PAIR:]))


def _behind(text: str, end: int) -> str:
    """The next two signs but particles, a figure being one."""
    return "".join(s for s in _FIGURES.sub(FIGURE, text[end : end + _REACH]) if s not in _PARTICLES)[:PAIR]


@lru_cache(maxsize=1024)
def _unknown(text: str, known: frozenset[str]) -> list[tuple[str, int]]:
    """The stretches of a clause, light words apart, none of whose pairs of characters is known; each with its end."""
    rest = list(words().lights.sub(lambda found: " " * len(found[0]), text))
    for i in range(len(text) - 1):
        if text[i : i + PAIR] in known:
            rest[i] = rest[i + 1] = " "
    found: list[tuple[str, int]] = []
    for run in _HAN_RUN.finditer("".join(rest)):
        start, end = run.span()
        while start < end and text[start] in _PARTICLES:
            start += 1
        while end > start and text[end - 1] in _PARTICLES:
            end -= 1
        if end - start >= PAIR:
            found.append((text[start:end], end))
    return found

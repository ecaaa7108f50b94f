"""Words that exclude others beside a figure: what it ranks within (全市, 全省), sorts told apart (maths, English)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_marks import JOINTS
from drafter.figures.compare_words import singular, words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_SCOPE_REACH: Final = 36
_STATEMENT: Final = regex("[;；]")
_PLACE: Final = regex(r"(?<![a-z])(?:in|on|across|of) (?:the )?([a-z-]{4,})(?![a-z])(?= for | in |$|[,;.])")


def contrasts(place: Place, plain: str, *, ranked: bool) -> list[str]:
    """The words next to a figure that exclude others; for a rank without a scope there, also the last scope before.

    Args:
        place: the figure.
        plain: its text, folded.
        ranked: the figure is a rank.
    """
    found = [*_words_of(place.left), *_words_of(place.right)]
    if ranked and not any(is_scope(word) for word in found):
        before = plain[max(place.sentence[0], place.figure.start - _SCOPE_REACH) : place.figure.start]
        before = _STATEMENT.split(before)[-1]
        scopes = [word for word in _words_of(before) if is_scope(word)][-1:]
        if not scopes:  # fourth of 27 associations in the county
            behind = plain[place.figure.end : min(place.clause[1], place.figure.end + _SCOPE_REACH)]
            scopes = [word for word in _words_of(behind) if is_scope(word)][:1]
        found += scopes
    return found


def new_scope(ours: Place, plain: str, theirs: Place, fact: str, known: str) -> Change | None:
    """A scope that no fact knows beside a rank of which the fact tells none of a list: of 11 in Europe.

    Args:
        ours: the rank in the draft.
        plain: the draft, folded.
        theirs: the same rank in its fact.
        fact: that fact, folded.
        known: all facts, folded.
    """
    near = plain[ours.figure.end : min(ours.clause[1], ours.figure.end + 2 * _SCOPE_REACH)]
    found = [word for word in _words_of(near) if is_scope(word)]
    place = _PLACE.search(fact, theirs.figure.end, theirs.clause[1])
    if not found or place is None or singular(found[0]) in known or place[1] in plain[slice(*ours.sentence)]:
        return None
    return place[1], found[0]


@lru_cache(maxsize=4096)
def _words_of(run: str) -> tuple[str, ...]:
    return tuple(match[0] for match in words().contrasts.finditer(run))


def joined(one: str, two: str, clause: str) -> bool:
    """Whether two words stand side by side as parts of one list: English and maths.

    Args:
        one: a word.
        two: another.
        clause: where they may stand.
    """
    return any(f"{a}{joint}{b}" in clause for joint in (*JOINTS, " or ") for a, b in ((one, two), (two, one)))


def is_scope(word: str) -> bool:
    """Whether a word says within what something ranks: 全市, county.

    Args:
        word: folded.
    """
    sets = words().contrast.get(singular(word), frozenset())
    return max(sets, default=-1) >= words().first_scope

"""Another Chinese word in a clause that is otherwise the notes': 房屋火灾2起 for 森林火灾2起, 63名游客 for 63名渔民.

It is all that the notes do not have while one word of theirs, beside the same neighbours, is all that is gone; or both
are names of one kind, as their heads tell.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, same, words
from drafter.figures.owner_clause import PAIR, PARTICLES, new_runs, turns, vocabulary
from drafter.figures.owner_doings import names_nothing
from drafter.figures.owner_pieces import BLOT
from drafter.figures.owner_words import bare
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.figures.owner_clause import Vocabulary
    from drafter.figures.owner_words import Change

_HAN_RUN: Final = regex(f"[{HAN}]+")
_DROPPED: Final = dict.fromkeys(map(ord, PARTICLES))
_DONE: Final = frozenset("了起好")
_LONGEST: Final = 5
_FEW: Final = 3  # so many times fewer characters of two names may be the same
_BESIDE: Final = 4  # characters on either side that are neighbours


@lru_cache(maxsize=1024)  # the gate asks again for each sentence that changes beside it
def other_word(ours: str, theirs: str, facts: Vocabulary, here: str) -> Change | None:
    """The one Chinese word of a clause that no fact has, where one word of the fact's clause is gone.

    Args:
        ours: the clause of the draft, its figures blotted out.
        theirs: that of the fact.
        facts: the words of all facts.
        here: the draft's sentence.

    Returns:
        The fact's word and the draft's, or None.
    """
    new, heads = _left_over(ours, facts.characters), _heads(ours, facts.characters)
    if not new and not heads:
        return None
    known = vocabulary(here).characters
    gone = _left_over(theirs, known)
    kind = _of_kind(ours, theirs, [*new, *heads], [*gone, *_heads(theirs, known)])
    if kind is not None or len(new) != 1:
        return kind
    if len(gone) != 1:
        return None
    (word, start), (noted, at) = new[0], gone[0]
    if not _alike_in_form(word, noted) or same(word, noted) or names_nothing(word) or turns(word) or turns(noted):
        return None
    beside = _neighbours(ours, start, start + len(word)) & _neighbours(theirs, at, at + len(noted))
    if not beside or not _shares(ours, theirs):
        return None
    return noted, word


def _of_kind(ours: str, theirs: str, new: Sequence[tuple[str, int]], gone: Sequence[tuple[str, int]]) -> Change | None:
    """A new name beside the figure or a shared word, and one that is gone from there, both of one kind: 渔民, 游客."""
    for word, start in new:
        beside = _neighbours(ours, start, start + len(word))
        for noted, at in gone:
            if not _kindred(word, noted) or same(word, noted) or not _shares(ours, theirs):
                continue
            if beside & _neighbours(theirs, at, at + len(noted)):
                return noted, word
    return None


def _kindred(word: str, noted: str) -> bool:
    """Whether two names are of one kind, by their heads, and have nothing else in common."""
    form = words().form
    if any(name[-1] in form.last or (len(name) == PAIR and name[0] in form.first) for name in (word, noted)):
        return False  # 上船 is no ship
    if names_nothing(word):
        return False
    kinds = words().kinds
    one, two = (next((kinds[name[-size:]] for size in (2, 1) if name[-size:] in kinds), None) for name in (word, noted))
    if one is None or one != two:
        return False
    head = 1 if word[-1] == noted[-1] else 0
    stems = set(word[: len(word) - head]), set(noted[: len(noted) - head])
    return len(stems[0] & stems[1]) * _FEW < min(len(stems[0]), len(stems[1]))


def _heads(text: str, known: frozenset[str]) -> list[tuple[str, int]]:
    """The ends of names that are not known with the character before them: 格员 of 网格员."""
    found: list[tuple[str, int]] = []
    agents = words().agents
    if agents.isdisjoint(text):
        return found
    for i in compress(range(len(text)), map(agents.__contains__, text)):
        if i and text[i - 1 : i + 1] not in known and _HAN_RUN.fullmatch(text, i - 1, i):
            start = max(0, i - PAIR)
            start += not _HAN_RUN.fullmatch(text, start, i)
            found.append((text[start : i + 1], start))
    return found


def _alike_in_form(word: str, noted: str) -> bool:
    """Whether two Chinese words may be names of one kind: as long as each other, neither with signs of a verb."""
    if set(word) & set(noted) or max(len(word), len(noted)) > _LONGEST:
        return False
    if len(word) != len(noted) and (min(len(word), len(noted)) == PAIR or abs(len(word) - len(noted)) > 1):
        return False
    form = words().form
    return not any(
        one[0] in form.first or one[-1] in form.last or one in form.plain or set(one) & PARTICLES
        for one in (word, noted)
    )


def _left_over(text: str, known: frozenset[str]) -> list[tuple[str, int]]:
    """The words of a clause that are neither light nor known, each with its place; [] for pieces of words."""
    found: list[tuple[str, int]] = []
    for run in new_runs(text, known):
        word = bare(run[0])
        if len(word) < PAIR or set(word) <= words().generic:
            continue
        at = run[0].index(word)
        if len(word) > PAIR + 1 and word[-1] in words().form.first and run[0][at + len(word) :][:1] in _DONE:
            found.append((word[:-1], run.start() + at))
            continue  # 卫星电话装了
        if not set(run[0][:at] + run[0][at + len(word) :]) <= PARTICLES:
            return []
        found.append((word, run.start() + at))
    return found


def _neighbours(text: str, start: int, end: int) -> set[str]:
    """What stands right before and behind a word: pairs of characters, and a figure."""
    found: set[str] = set()
    sides = (side.translate(_DROPPED) for side in (text[:start], text[end:]))
    for side, step in zip(sides, (-1, 1), strict=True):
        near = side[-_BESIDE:] if step < 0 else side[:_BESIDE]
        found |= {near[i : i + 2] for i in range(len(near) - 1) if _HAN_RUN.fullmatch(near[i : i + 2])}
        if BLOT in (near[-PAIR:] if step < 0 else near[:PAIR]):
            found.add(BLOT)
    return found


def _shares(ours: str, theirs: str) -> bool:
    """Whether two clauses share a word, if only a verb, or two figures."""
    if min(ours.count(BLOT), theirs.count(BLOT)) > 1 and "、" not in ours:
        return True
    plain = words().form.plain
    return any(
        run[0][i : i + 2] in theirs and run[0][i : i + 2] not in plain
        for run in _HAN_RUN.finditer(ours)
        for i in range(len(run[0]) - 1)
    )

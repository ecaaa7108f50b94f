"""A writer who keeps the notes' words, and the one that he did not keep: 加装充电桩29部 for 加装电梯29部.

A Chinese draft has beside most of its figures the very words of the notes (two thirds and more of the figures, in all
drafts that were written so), or beside hardly any (a third and fewer). Where a writer keeps them, another word is
another thing, whether any list knows the two or not, unless words only changed places: the one must be in the draft
more often than in the notes, and the other be gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, is_han, same, words
from drafter.figures.owner_clause import turns
from drafter.figures.owner_doings import names_nothing
from drafter.figures.owner_words import MOST_HAN, common_start
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_KEPT: Final = 0.6  # of the figures
_FEWEST: Final = 6  # figures that tell a habit
_WORD: Final = 2  # characters
_LEAD: Final = 4  # characters of the notes' words that tell where they begin in the draft's
_NAME: Final = regex(rf"[{HAN}a-z“”]+")
_PARTICLES: Final = frozenset("的了有为在等把被将对由从到至和与及并已也都共达占")
_COMPARING: Final = frozenset("同比较年")


def keeps_words(pairs: Iterable[tuple[Place, Place]]) -> bool:
    """Whether most figures of a draft stand in the words of the notes.

    Args:
        pairs: each figure of the draft that agrees, with that of the notes.
    """
    kept = [ours.left == theirs.left and ours.right == theirs.right for ours, theirs in pairs]
    return len(kept) >= _FEWEST and sum(kept) >= _KEPT * len(kept)


def not_kept(ours: Place, theirs: Place, draft: str, facts: str, *, ranked: bool) -> Change | None:
    """The word before a figure that a writer who keeps the notes' words did not keep.

    Args:
        ours: the figure in the draft.
        theirs: the same figure in the facts.
        draft: the whole draft, folded.
        facts: all facts, folded.
        ranked: the figure is a rank: one sign beside it only tells how it was reached.

    Returns:
        The fact's word and the draft's, or None.
    """
    mine, noted = ours.left, theirs.left
    if not mine or not noted or mine == noted:
        return None
    word, gone, before, behind = _parted(mine, noted)
    if min(len(word), len(gone)) == 1:
        if ranked or not (_may_differ(word) and _may_differ(gone)):
            return None
        word, gone = _completed(word, gone, before, behind)
    if gone in draft[slice(*ours.sentence)] and draft.count(gone) >= facts.count(gone):
        return None
    word, gone = _bare(word), _bare(gone)
    if draft.count(word) <= facts.count(word) or gone in draft[slice(*ours.clause)]:
        return None
    if not _are_names(word, gone) or names_nothing(behind[:_WORD]):
        return None  # 扎实开展, 认真开展: before a verb it is how something was done
    return (gone, word) if behind or not (_is_light(word) or _is_light(gone)) else None


def _parted(mine: str, noted: str) -> tuple[str, str, str, str]:
    """What differs in the words before two figures, and what they share before and behind it."""
    mine, noted = _without_particles(mine), _without_particles(noted)
    size = common_start(mine[::-1], noted[::-1])
    behind = mine[len(mine) - size :]
    mine, noted = mine[: len(mine) - size], noted[: len(noted) - size]
    start = common_start(mine, noted)
    if start >= _WORD:
        return mine[start:], noted[start:], mine[:start], behind
    for size in range(min(_LEAD, len(noted)), 1, -1):  # 全年组织专题讲座 for 组织集体备课
        at = mine.find(noted[:size])
        if at >= 0:
            start = common_start(mine[at:], noted)
            return mine[at + start :], noted[start:], noted[:start], behind
    return mine, noted, "", behind


def _without_particles(run: str) -> str:
    """A run without the particles right before the figure."""
    while len(run) > _WORD and (run[-1] in _PARTICLES or run[-1] in words().edge):
        run = run[:-1]
    return run


def _may_differ(part: str) -> bool:
    """Whether a sign may tell one name from another, not only how something is said."""
    return bool(part) and not (part in _COMPARING or part in _PARTICLES or part in words().edge)


def _completed(word: str, gone: str, before: str, behind: str) -> Change:
    """Two parts of words, of which one has one sign, as words: 不诉 and 不捕, 血浆 and 血小板; or as they are."""
    if before and is_han(before[-1]) and max(len(word), len(gone)) <= _WORD:
        return before[-1] + word, before[-1] + gone
    if behind and is_han(behind[0]) and len(word) == len(gone):
        return word + behind[0], gone + behind[0]
    return word, gone


def _bare(word: str) -> str:
    """Words without the general ones and the particles at both ends; two characters at least are left."""
    light, edge = words().light, words().edge | _PARTICLES
    size = 0
    while size != len(word):
        size = len(word)
        for length in range(_LEAD, 1, -1):
            if word[:length] in light and len(word) > length + 1:
                word = word[length:]
            if word[-length:] in light and len(word) > length + 1:
                word = word[:-length]
        word = word[1:] if len(word) > _WORD and word[0] in edge else word
        word = word[:-1] if len(word) > _WORD and word[-1] in edge else word
    return word


def _are_names(word: str, gone: str) -> bool:
    """Whether two words may be names, of different things."""
    if not _WORD <= min(len(word), len(gone)) <= max(len(word), len(gone)) <= MOST_HAN:
        return False
    if not _NAME.fullmatch(word + gone) or word in gone or gone in word:
        return False
    if turns(word) or turns(gone) or same(word, gone) or same(word[-_WORD:], gone[-_WORD:]):
        return False
    return len(set(word) & set(gone)) * 2 <= min(len(word), len(gone))


def _is_light(word: str) -> bool:
    """Whether a stretch of Chinese is nothing but general words and particles."""
    light, edge = words().light, words().edge
    reached = {0}
    for at in range(len(word)):
        if at in reached:
            if word[at] in edge:
                reached.add(at + 1)
            reached.update(at + size for size in range(_WORD, _LEAD + 1) if word[at : at + size] in light)
    return len(word) in reached

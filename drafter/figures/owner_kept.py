"""A writer who keeps the notes' words, and the one that he did not keep: 发放稳岗补贴316万元 for 发放救助金.

A Chinese draft has beside most of its figures the very words of the notes (two thirds and more of the figures, in all
drafts that were written so), or beside hardly any (a third and fewer). Where a writer keeps them, another word is
another thing, whether any list knows the two or not, unless words only changed places: the one must be in the draft
more often than in the notes, and the other be gone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, same, words
from drafter.figures.owner_clause import PARTICLES, turns
from drafter.figures.owner_doings import is_bare_verb, names_nothing
from drafter.figures.owner_words import MOST_HAN, bare, common_start
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_KEPT: Final = 0.65  # of the sides of the figures
_FEWEST: Final = 6  # figures that tell a habit
_WORD: Final = 2  # characters
_LEAD: Final = 4  # characters of the notes' words that tell where they begin in the draft's
_NAME: Final = regex(rf"[{HAN}a-z“”]+")
_POINT: Final = regex("^[一二三四五六七八九十]{1,3}是")
_OF_THESE: Final = "其中"


def keeps_words(pairs: Iterable[tuple[Place, Place]]) -> bool:
    """Whether the figures of a draft stand between the words of the notes.

    Args:
        pairs: each figure of the draft that agrees, with that of the notes.
    """
    sides = [same for ours, theirs in pairs for same in (ours.left == theirs.left, ours.right == theirs.right)]
    return len(sides) >= 2 * _FEWEST and sum(sides) >= _KEPT * len(sides)


def not_kept(ours: Place, theirs: Place, draft: str, facts: str) -> Change | None:
    """The word before a figure that a writer who keeps the notes' words did not keep.

    Args:
        ours: the figure in the draft.
        theirs: the same figure in the facts.
        draft: the whole draft, folded.
        facts: all facts, folded.

    Returns:
        The fact's word and the draft's, or None.
    """
    mine, noted = ours.left, theirs.left
    if not mine or not noted or mine == noted:
        return None
    word, gone, behind = _parted(mine, noted)
    if draft.count(gone) >= facts.count(gone) and gone in draft[slice(*ours.sentence)]:
        return None
    if draft.count(word) <= facts.count(word) or (names_nothing(behind[:_WORD]) and behind[:1] not in words().generic):
        return None  # 扎实开展, 认真开展: before a verb it is how something was done
    core, lost = _core(word), _core(gone)
    if is_bare_verb(core):
        return None  # 实现税收, 街道税收: what was done with it
    if draft.count(core) <= facts.count(core) or lost in draft[slice(*ours.clause)]:
        return None
    whole = (core, lost) == (word, gone)
    sort = behind[:1] in words().generic or mine.startswith(_OF_THESE)
    named = differ(core, lost, whole=whole, sort=sort)
    return (bare(gone) or gone, bare(word) or word) if named else None


def _core(run: str) -> str:
    """Words without the verbs around them; of nothing but verbs the last, which stands for a name (阅读活动)."""
    return bare(run) or run[-_WORD:]


def _parted(mine: str, noted: str) -> tuple[str, str, str]:
    """What differs in the words before two figures, and what they share behind it."""
    mine, noted = trimmed(mine), trimmed(noted)
    size = common_start(mine[::-1], noted[::-1])
    behind = mine[len(mine) - size :]
    mine, noted = mine[: len(mine) - size], noted[: len(noted) - size]
    for size in range(min(_LEAD, len(noted)), 1, -1):  # 全年组织专题讲座 for 组织集体备课
        at = mine.find(noted[:size])
        if at >= 0:
            start = common_start(mine[at:], noted)
            return mine[at + start :], noted[start:], behind
    return mine, noted, behind


@lru_cache(maxsize=8192)
def trimmed(run: str) -> str:
    """A run without the number of its point (十一是) and the particles right before the figure."""
    run = _POINT.sub("", run)
    while len(run) > _WORD and (run[-1] in PARTICLES or run[-1] in words().edge):
        run = run[:-1]
    return run


def took_its_place(word: str, gone: str, ours: Place, draft: str, facts: str) -> bool:
    """Whether one word is in a draft more often than in its facts, and the other one less, and not in the sentence.

    Args:
        word: the draft's.
        gone: the fact's.
        ours: the figure in the draft.
        draft: the whole draft, folded.
        facts: all facts, folded.
    """
    if gone in draft[slice(*ours.sentence)] or draft.count(gone) >= facts.count(gone):
        return False
    return draft.count(word) > facts.count(word)


def differ(word: str, gone: str, *, whole: bool, sort: bool = False) -> bool:
    """Whether two words name different things: words for one thing mostly share a sign (公文, 文件).

    Args:
        word: the draft's.
        gone: the fact's.
        whole: nothing was taken off either, so that a sign that both have tells little in a longer one (电梯, 充电桩).
        sort: both may be verbs: they say what a rate or a part is of (就业率, 签约率; 其中捐赠, 其中移交).
    """
    if not _WORD <= min(len(word), len(gone)) <= max(len(word), len(gone)) <= MOST_HAN:
        return False
    if begins_year(word) or begins_year(gone):
        return False
    shared = len(set(word) & set(gone))
    if (
        not _NAME.fullmatch(word + gone)
        or shared > (whole and len(word + gone) > _WORD * 2)
        or word.endswith(("等", gone[0]))
    ):
        return False  # 街道辖, 辖区有
    deeds = names_nothing(word) + names_nothing(gone)
    if deeds and (turns(word) or turns(gone)):
        return False
    if deeds > 1 and (not sort or shared or {word, gone} & words().form.plain):
        return False  # 带出, 培养: one deed may be told so or so; 同比, 比上年
    return not (same(word, gone) or same(word[-_WORD:], gone[-_WORD:]))


@lru_cache(maxsize=1024)
def begins_year(run: str) -> bool:
    """Whether a run is the beginning of a year in words: 比上年, 较去年.

    Args:
        run: words before a figure, folded.
    """
    return next(words().years(f"{run}年"), None) is not None

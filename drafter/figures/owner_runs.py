"""A Chinese writer who keeps the notes' words, and the run of signs that went from a clause while another came.

What `owner_kept` sees right before a figure, this sees wherever in its clause it stands: 三分之二送去焚烧 for 送去制砖.
Chinese has no blanks, so what went and what came are told by pairs of signs: those that the draft has fewer times than
the notes, and those that it has more often.
"""

from __future__ import annotations

from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_words import HAN, same, words
from drafter.figures.numerals import NUMERAL_SIGNS
from drafter.figures.owner_clause import PARTICLES, turns
from drafter.figures.owner_doings import is_bare_verb, names_nothing
from drafter.figures.owner_kept import begins_year
from drafter.figures.words import chinese_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from drafter.figures.owner import Layout, Place
    from drafter.figures.owner_words import Change

_WORD: Final = 2  # characters
_HAN_RUN: Final = regex(rf"[{HAN}]+")
_MARK: Final = "、"
_BLOT: Final = "\0"
_BLOTS: Final = regex(r"\0+")
_POINT: Final = regex(rf"^(?:[{NUMERAL_SIGNS}]{{1,3}}是|（[{NUMERAL_SIGNS}]{{1,3}}）)")
_MOST: Final = 8  # signs of a word
_NUMERALS: Final = frozenset(NUMERAL_SIGNS)
_HEDGES: Final = frozenset(chinese_words().behind) | frozenset(chinese_words().before)


class Runs:
    """The pairs of signs of a Chinese draft against those of its facts.

    Args:
        facts: all facts, folded.
        draft: the draft.
    """

    def __init__(self, facts: str, draft: Layout) -> None:
        self._draft = draft
        self._noted, self._told = _Times(facts), _Times(draft.plain)

    def change(self, ours: Place, theirs: Place, layout: Layout) -> Change | None:
        """The run of a figure's clause that is gone, and the one that has come.

        Args:
            ours: the figure in the draft.
            theirs: the same figure in its fact.
            layout: that fact.

        Returns:
            The fact's run and the draft's, or None.
        """
        noted = layout.without_amounts[slice(*theirs.clause)]
        mine = self._draft.without_amounts[slice(*ours.clause)]
        change = _in_place(_item(layout, theirs), _item(self._draft, ours))
        near = self._draft.plain[slice(*ours.sentence)]
        if change and not (len(change[0]) > _WORD and change[0] in near) and not names_nothing(change[1]):
            return change
        fewer = _fewer(noted, self._told, self._noted, near)
        if not fewer:
            return None
        gone = [run for run in _runs(noted, _pairs(noted) - fewer) if _tells(run) and not _abbreviates(run, mine)]
        if not gone:
            return None
        known = _pairs(mine) - _fewer(mine, self._noted, self._told, layout.plain)
        come = [run for run in _runs(mine, known) if _tells(run) and not _abbreviates(run, noted)]
        return next(((lost, new) for lost in gone for new in come if _differ(lost, new)), None)


def _item(layout: Layout, place: Place) -> str:
    """The part of a figure's clause between the marks of a list, where each has a figure: 退化林修复2800亩."""
    text, (start, end) = layout.without_amounts, place.clause
    if not all(_BLOT in part for part in text[start:end].split(_MARK)):
        return text[start:end]
    behind = text.find(_MARK, place.figure.end, end)
    return text[text.rfind(_MARK, start, place.figure.start) + 1 or start : end if behind < 0 else behind]


def _in_place(noted: str, mine: str) -> Change | None:
    """The one word in which two clauses differ: 日处理能力, 日蓄水能力; 微型消防站, 小型消防站.

    Between words that both have, even a verb, or a word that has a sign of the fact's, is another one. The draft's
    clause may have more words (对药品经营单位开展日常检查 for 食品经营单位日常检查), but no second one that differs.

    Args:
        noted: what a figure's clause or its part of a list is in the fact, figures blotted out.
        mine: the same in the draft.
    """
    noted, mine = _BLOTS.sub(_BLOT, noted), _POINT.sub("", _BLOTS.sub(_BLOT, mine))
    if noted in mine:
        return None
    holes = [hole for hole in _holes(noted, mine) if hole.lost]
    if len(holes) != 1 or not holes[0].new:
        return None
    lost, new, before, behind = holes[0]
    new = new[1:] if new[:1] in PARTICLES and len(new) > 1 else new
    if begins_year(lost) or begins_year(new):
        return None
    if not (max(len(lost), len(new)) <= _MOST and _HAN_RUN.fullmatch(lost + new) and _HAN_RUN.search(before + behind)):
        return None  # no part of a word, but all that stands before a figure
    if min(len(lost), len(new)) < _WORD:
        inside = _HAN_RUN.match(before) and not all(_leads(word) or names_nothing(word) for word in (lost, new))
        if not (inside or _are_two(lost, new)):
            return None  # a sign may be a word of its own, at an end of the words most of all: 用, 占; 拿, 夺得
        before, behind = (before, "") if behind in ("", _BLOT) else ("", behind)
        lost, new = before + lost + behind, before + new + behind
    return (lost, new) if _are_two(lost, new) and new + behind not in words().light else None


class _Hole(NamedTuple):
    """What the one clause has and the other has instead, between words of both; and the signs next to it."""

    lost: str
    new: str
    before: str
    behind: str


def _holes(noted: str, mine: str) -> Iterator[_Hole]:
    """What differs between the words, of two signs and more, that two clauses share."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  # 10 ms, and many drafts have no clause to lay against another

    start, at = 0, 0
    blocks = [block for block in LCSseq.opcodes(noted, mine) if block.tag == "equal"]
    ends = (len(noted), len(noted), len(mine), len(mine))
    for first, stop, begin, end in [*((b.src_start, b.src_end, b.dest_start, b.dest_end) for b in blocks), ends]:
        whole = stop - first >= _WORD or first == 0 or stop == len(noted) or noted[first] == _BLOT
        if not whole:
            continue
        if first > start or begin > at:
            yield _Hole(noted[start:first], mine[at:begin], mine[max(0, at - 1) : at], mine[begin : begin + 1])
        start, at = stop, end


def _are_two(lost: str, new: str) -> bool:
    """Whether two words in one place are no two writings of one."""
    edge, light = words().edge, words().light
    if len(set(lost) & set(new)) > 1 or _abbreviates(lost, new) or _abbreviates(new, lost):
        return False
    if lost[-1] in edge | {new[0]} or new[-1] in edge | {lost[0]} or not _NUMERALS.isdisjoint(lost + new):
        return False  # 街道辖, 辖区有
    if {lost, new} & light and (len(lost) != len(new) or {lost, new} <= light):
        return False  # 组织, 开展; 年度考核, 我镇
    return not (same(lost, new) or any(map(_leads, (lost, new))))


def _leads(word: str) -> bool:
    """Whether a word of a clause tells a direction, or that something is so, or is too general to name anything."""
    general = word in words().form.plain or word in _HEDGES or is_bare_verb(word)
    return general or _is_turn(word) or word in words().form.first or words().edge.issuperset(word)


def _is_turn(word: str) -> bool:
    """Whether a word tells a direction: 上升, 高于, and not with its last sign alone (普高)."""
    return any(end - start > 1 or start == 0 for _, start, end in words().turns(word))


class _Times(dict[str, int]):
    """How often each pair of signs stands in a text, counted when it is asked for: of a whole report few are.

    Args:
        text: folded.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, pair: str) -> int:
        times, at = 0, self._text.find(pair)
        while at >= 0:
            times, at = times + 1, self._text.find(pair, at + 1)
        self[pair] = times
        return times


def _fewer(clause: str, here: _Times, there: _Times, near: str) -> set[str]:
    """The pairs of a clause that one text has fewer times than the other, and none of them near."""
    return {pair for pair in _pairs(clause) if pair not in near and here[pair] < there[pair]}


@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(map(add, text, text[1:]))


def _runs(text: str, known: AbstractSet[str]) -> list[str]:
    """The longest runs of a text without a known pair, and without the sign at an end that is a known pair's too."""
    found: list[str] = []
    for match in _HAN_RUN.finditer(text):
        run = match[0]
        news = [pair not in known for pair in map(add, run, run[1:])]
        at = 0
        while at < len(news):
            end = at
            while end < len(news) and news[end]:
                end += 1
            if end > at:
                found.append(run[at + (at > 0) : end + (end == len(news))])
            at = end + 1
    return [run for run in found if len(run) >= _WORD]


def _tells(run: str) -> bool:
    """Whether a run may name something: no direction, number, hedge, nor word so general that it names nothing."""
    leads = turns(run) or run in words().form.plain or run in _HEDGES
    return not (leads or begins_year(run)) and _NUMERALS.isdisjoint(run)


def _abbreviates(run: str, text: str) -> bool:
    """Whether a text has the signs of a run in their order: 社矫 for 社区矫正."""
    signs = iter(text)
    return all(sign in signs for sign in run)


def _differ(lost: str, new: str) -> bool:
    """Whether a run that is gone and one that has come name different things."""
    if set(lost) & set(new) or same(lost, new) or is_bare_verb(new):
        return False
    if {lost, new} <= words().light:
        return False
    return not (names_nothing(new) or names_nothing(lost))  # 推出 may tell what 新创 does

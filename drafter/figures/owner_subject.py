"""What a figure is of: whether its subject in the draft is another than in the facts.

Words around a figure may come and go; a subject is altered only where a word of the fact is gone and another stands in
its place. "In its place" is what both sides have around it: words that they share next to the figure, or, where they
share none at all, the figure itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, same, singular, stem, without_light, words
from drafter.figures.owner_clause import told_by_people
from drafter.figures.owner_doings import names_nothing
from drafter.figures.owner_words import MOST_HAN, bare, han_change, is_verb, latin_change, owner_words, substituted
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.figures.owner import Place
    from drafter.figures.owner_around import Around
    from drafter.figures.owner_words import Change

_RUN: Final = regex(f"[{HAN}]+")
_LATIN: Final = regex(r"[a-z][a-z'’-]*")
_QUOTED: Final = regex(r"[“\"《]([^“”\"《》]{2,20})[”\"》]")
_PAIR: Final = 2
_NO_NOUNS: Final = ("ed", "ing", "ly", "est")
_NUMBERED: Final = regex(rf"([一二三四五六七八九十]+|\d+)([{HAN}])")


def replaced(draft: Place, fact: Place, around: Around, *, repeated: bool) -> Change | None:
    """The words of a fact whose place beside a figure others have taken.

    Args:
        draft: the figure in the draft.
        fact: the same figure in the facts.
        around: what is near them.
        repeated: the draft states the fact more than once: then less speaks for a change.

    Returns:
        The fact's word and the draft's, or None.
    """
    named = _quoted(draft, fact, around)
    if named is not None:
        return named
    for ours, theirs, step in ((draft.left, fact.left, -1), (draft.right, fact.right, 1)):
        if ours == theirs or not ours or not theirs:
            continue
        for change, anchored in _differing(ours, theirs, step):
            if names_nothing(change[1]) and not (anchored and step < 0):
                continue
            gone = around.lost_here if anchored else around.gone
            if gone(change[0]) and around.novel(change[1]) and (anchored or not (repeated or _supported(draft, fact))):
                return change
            if anchored and around.moved(change):
                return change
    if repeated:
        return None
    inside = _numbered(draft, fact) or _same_head(draft, fact, around)
    if inside is not None:
        return inside
    whole = _whole(draft, fact, around) or _whole_latin(draft, fact, around)
    return None if whole is None or _supported(draft, fact) else whole


@lru_cache(maxsize=4096)
def _differing(ours: str, theirs: str, step: int) -> list[tuple[Change, bool]]:
    """The words that differ on one side of two figures, and are no synonyms; whether shared words tie them down."""
    other = substituted(ours, theirs) if step < 0 else None
    found = (han_change(ours, theirs, step), other, latin_change(ours, theirs, step))
    return [one for one in found if one is not None and not (_synonyms(*one[0]) or told_by_people(*one[0]))]


def _quoted(draft: Place, fact: Place, around: Around) -> Change | None:
    """Another name in quotes beside the figure: “创业担保贷” for “惠农快贷”."""
    ours = _quotes(draft.left) + _quotes(draft.right)
    if len(ours) != 1:
        return None
    theirs = _quotes(fact.left) + _quotes(fact.right)
    if len(theirs) != 1 or ours == theirs:
        return None
    if theirs[0] in around.clause or ours[0] in around.fact_clause:
        return None
    return theirs[0], ours[0]


@lru_cache(maxsize=4096)
def _quotes(run: str) -> list[str]:
    return _QUOTED.findall(run)


def _supported(draft: Place, fact: Place) -> bool:
    """Whether the words next to the two figures share anything that names something."""
    ours, theirs = (f"{place.left} {place.right}" for place in (draft, fact))
    if {stem(word) for word in owner_words(ours)} & {stem(word) for word in owner_words(theirs)}:
        return True
    shared = {character for character in set(ours) & set(theirs) if character >= "〇"}
    return bool(shared - words().generic - words().edge)


def _synonyms(fact: str, draft: str) -> bool:
    if len(fact) == len(draft) == _PAIR and fact[0] == draft[0] and fact[0] >= "〇":
        return True  # one deed, told with another ending: 探测, 探明
    turns = {name for name, _, _ in words().turns(fact)} & {name for name, _, _ in words().turns(draft)}
    if turns:
        return True
    return same(fact, draft)


def _numbered(draft: Place, fact: Place) -> Change | None:
    """A number inside a word beside the figure: 二审 for 一审, 一二级 for 三四级."""
    ours = _numbers(draft.left) + _numbers(draft.right)
    if not ours:
        return None
    theirs = _numbers(fact.left) + _numbers(fact.right)
    for number, behind in ours:
        others = [other for other, same in theirs if same == behind]
        if others and number not in others and (others[0], behind) not in ours and behind not in words().generic:
            return f"{others[0]}{behind}", f"{number}{behind}"
    return None


@lru_cache(maxsize=4096)
def _numbers(run: str) -> list[tuple[str, str]]:
    return _NUMBERED.findall(run)


def _same_head(draft: Place, fact: Place, around: Around) -> Change | None:
    """Two characters of which only the first differs, wherever they stand: 耕地 for 林地, 中学 for 小学."""
    theirs = _pairs(fact.left) | _pairs(fact.right)
    if not theirs:
        return None
    generic, verbs, ours = words().generic, words().form.first, _pairs(draft.left) | _pairs(draft.right)
    for two in sorted(theirs - ours):
        if two[1] in generic or two[0] in verbs or two in around.draft:
            continue
        for one in sorted(ours - theirs):
            if one[1] == two[1] and one not in around.facts and not _synonyms(two, one):
                return two, one
    return None


@lru_cache(maxsize=4096)
def _pairs(run: str) -> frozenset[str]:
    """The pairs of characters that stand alone as a word between verbs, particles and marks."""
    return frozenset(word for word in _names(run) if len(word) == 2)  # noqa: PLR2004  # a pair


def _whole(draft: Place, fact: Place, around: Around) -> Change | None:
    """All words beside the figure are others, wherever they stand."""
    one = _longer(_names(draft.left)[-1], _names(draft.right)[0])
    two = _longer(_names(fact.left)[-1], _names(fact.right)[0])
    if not (_PAIR <= len(one) <= MOST_HAN and _PAIR <= len(two) <= MOST_HAN):
        return None
    if names_nothing(one) or not (around.lost(two) and around.novel(one)) or _synonyms(two, one):
        return None
    return two, one


def _longer(left: str, right: str) -> str:
    return left if len(left) >= len(right) else right


def _whole_latin(draft: Place, fact: Place, around: Around) -> Change | None:
    """The same of English words: 84.3% of arrivals for departures 84.3%."""
    ours = _nearest(draft)
    theirs = _nearest(fact) if ours else []
    if not theirs:
        return None
    gone = around.lost if owner_words(draft.right)[:1] else around.gone  # what is counted says more than what leads
    if not all(gone(word) for word in theirs):
        return None
    if not all(around.novel(word) for word in ours) or any(_synonyms(two, one) for one in ours for two in theirs):
        return None
    if told_by_people(theirs[0], ours[0]):
        return None
    return theirs[0], ours[0]


def _nearest(place: Place) -> list[str]:
    """The words next to a figure that may name something: no forms of verbs, no adverbs, no people in general."""
    last = _LATIN.findall(place.left)[-1:]
    acts = last and (last[0] in words().form.acts or is_verb(last[0], place.left))
    before = [] if acts else owner_words(place.left)[-1:]  # donors gave £2, the radio reaches 97%: who did it
    near = before + owner_words(place.right)[:1]
    return [word for word in near if not word.endswith(_NO_NOUNS) and not same(word, "people")]


@lru_cache(maxsize=4096)
def _names(run: str) -> tuple[str, ...]:
    """The stretches of Chinese words between verbs, particles and marks; ("",) for none."""
    found = (bare(name) for name in _RUN.findall(without_light(run)))
    return tuple(name for name in found if name) or ("",)


def contrasted(ours: Sequence[str], theirs: Sequence[str]) -> Change | None:
    """A word of the draft that excludes one of the fact, such as 全省 for 全市.

    Args:
        ours: words of sets that exclude each other, next to the draft's figure.
        theirs: the same, next to the fact's figure.

    Returns:
        The fact's word and the draft's, or None.
    """
    if not ours or not theirs:
        return None
    table = words().contrast
    one, two = {singular(word): word for word in ours}, {singular(word): word for word in theirs}
    for mine, written in one.items():
        if mine in two:
            continue
        for fact, original in two.items():
            # county and country have one stem, and are no synonyms
            if (
                fact not in mine
                and fact not in one
                and (stem(mine) == stem(fact) or not same(mine, fact))
                and table.get(mine, frozenset()) & table.get(fact, frozenset())
            ):
                return original, written
    return None

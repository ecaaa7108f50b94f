"""Another Chinese name in a name's place: 超期货物 for 侵权货物, 政府满意度 for 公众满意度, 护医岗 for 护学岗.

What the draft's clause has and the fact has not is laid against what the fact's clause has and the draft's has not. One
stands in the other's place where the same signs stand round both; or where each is all that the clause has more, no
fact knows the one, and the whole draft is without the other. The frame is enough even for a word known from elsewhere.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_words import same, words
from drafter.figures.owner_clause import PAIR, PARTICLES, new_runs, vocabulary
from drafter.figures.owner_doings import names_nothing
from drafter.figures.owner_pieces import BLOT
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.figures.owner_words import Change

    Spot = tuple[str, str, int]  # a text, a stretch of it, and where that ends

_WIDE_RUN: Final = regex("[〇-\U0010ffff]{2,}")  # Chinese signs and their marks
_FIGURES: Final = regex(f"{BLOT}+")
_NO_NAMES: Final = frozenset("这那其此该本各每我是仅只也又已还再才刚")
"""Signs that begin no name: they point to something, or say how something was done (仅占)."""
_REACH: Final = 8


class Texts(NamedTuple):
    """What else there is: the pairs of characters of all facts, the draft's sentence without figures, the draft."""

    facts: frozenset[str]
    sentence: str
    draft: str


def renamed(ours: str, theirs: str, fact: str, texts: Texts) -> Change | None:
    """A name that stands where the fact's clause has another one.

    Args:
        ours: the clause of the draft, its figures blotted out.
        theirs: that of the fact.
        fact: the whole fact.
        texts: what else there is on both sides.

    Returns:
        The fact's name and the draft's, or None.
    """
    known = vocabulary(fact).characters
    if known.issuperset(_pairs(ours)):  # mostly the first pairs are not
        return None
    new = _unknown(ours, known)
    if not new:
        return None
    gone = _unknown(theirs, vocabulary(ours).characters)
    if not gone:
        return None
    left = vocabulary(texts.sentence).characters
    for noted, end in gone:
        if not left.isdisjoint(_pairs(noted)) or len(noted) < PAIR:
            continue
        for name, stop in new:
            if (
                len(name) >= PAIR
                and _may_stand_for(name, noted)
                and (
                    _framed((ours, name, stop), (theirs, noted, end))
                    or (len(new) == len(gone) == 1 and _only(name, noted, texts))
                )
            ):
                return noted, name
    return None


def _framed(one: Spot, two: Spot) -> bool:
    """Whether the same signs stand round two stretches: two behind, or two before and a figure or a sign behind."""
    (text, name, end), (fact, noted, stop) = one, two
    behind, there = _behind(text, end), _behind(fact, stop)
    if set(name) & set(noted):  # 城南水厂 for 城北水厂: of two signs, one in its place
        alike = len(name) == len(noted) == PAIR and (name[0] == noted[0] or name[1] == noted[1])
        return alike and len(behind) == PAIR and behind == there
    if len(behind) == PAIR and behind == there:
        return True
    before = _before(text, end - len(name))
    return len(before) == PAIR and before == _before(fact, stop - len(noted)) and behind[:1] == there[:1] != ""


def _only(name: str, noted: str, texts: Texts) -> bool:
    """Whether two longer names may be all that differs: no fact has the one, the draft has nothing of the other."""
    if min(len(name), len(noted)) <= PAIR or abs(len(name) - len(noted)) > 1 or names_nothing(name[-PAIR:]):
        return False
    return texts.facts.isdisjoint(_pairs(name)) and vocabulary(texts.draft).characters.isdisjoint(_pairs(noted))


def _pairs(text: str) -> Iterator[str]:
    return chain.from_iterable(map(add, run, run[1:]) for run in _WIDE_RUN.findall(text))


def _may_stand_for(name: str, noted: str) -> bool:
    """Whether two stretches are names, and not of the same."""
    if not PARTICLES.isdisjoint(name) or name[0] in _NO_NAMES or names_nothing(name):
        return False
    shared = len(set(name) & set(noted))
    if shared > 1 and 2 * shared > min(len(name), len(noted)):
        return False  # 清障砍树, 砍伐树障
    vague = words().generic | words().edge
    return not (set(name) <= vague or same(name, noted) or same(name[-PAIR:], noted[-PAIR:]))


def _behind(text: str, end: int) -> str:
    """The next two signs but particles."""
    return "".join(s for s in _FIGURES.sub(BLOT, text[end : end + _REACH]) if s not in PARTICLES)[:PAIR]


def _before(text: str, start: int) -> str:
    return "".join(s for s in _FIGURES.sub(BLOT, text[max(0, start - _REACH) : start]) if s not in PARTICLES)[-PAIR:]


@lru_cache(maxsize=1024)
def _unknown(text: str, known: frozenset[str]) -> list[tuple[str, int]]:
    """The stretches of a clause, light words apart, none of whose pairs of characters is known; each with its end."""
    found: list[tuple[str, int]] = []
    for run in new_runs(text, known):
        start, end = run.span()
        while start < end and text[start] in PARTICLES:
            start += 1
        while end > start and text[end - 1] in PARTICLES:
            end -= 1
        if end > start:
            found.append((text[start:end], end))
    return found

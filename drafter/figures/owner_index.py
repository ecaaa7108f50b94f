"""How like two owners are: the words around a figure of the draft against those around each figure of the facts.

A word weighs by its rarity among the facts (idf) and by its nearness to the figure; the same word on the same side of
both figures weighs more than on opposite sides. Only figures that share a word are ever compared, and a figure of the
draft only when there is a doubt.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.owner import context
from drafter.figures.owner_words import owner_characters, owner_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from drafter.figures.owner import Context, Layout, Place

_OTHER_SIDE: Final = 0.7
_COMMON: Final = 20  # a word near more figures than this tells nothing apart
_COMMON_CHARACTER: Final = 6  # the same for a single character
_FEWEST: Final = 24  # rarity is counted as among so many figures at least: a word of the only fact is no common word
_TAIL: Final = 4


class Post(NamedTuple):
    """A word near a figure of the facts: its rarity, and its weight on either side, for the same side and the other."""

    rare: float
    left: float
    right: float
    left_other: float
    right_other: float


class Index:
    """The words around the figures of the facts.

    Args:
        places: the figures of all facts.
        contexts: the words around each.

    Attributes:
        rarity: word to its weight.
        near: for each figure, word to what it is to it.
        having: word to the figures that have it, as a set of bits.
        own: for each figure, its likeness to itself.
        unknown: weight of a word that the facts do not have.
        nearest: the words nearest to a figure, to the figures that have them.
    """

    def __init__(self, places: Sequence[Place], contexts: Sequence[Context]) -> None:
        count = max(len(places), _FEWEST)
        self.rarity: dict[str, float] = {}
        self.near: list[dict[str, Post]] = [{} for _ in places]
        self.having: dict[str, int] = {}
        self.own = [0.0] * len(places)
        self.unknown = math.log(1 + count)
        self.nearest: dict[str, tuple[int, ...]] = {}
        around: dict[str, list[tuple[int, float, float]]] = {}
        for number, (before, behind) in enumerate(contexts):
            for word in before.keys() | behind.keys():
                around.setdefault(word, []).append((number, before.get(word, 0.0), behind.get(word, 0.0)))
        for word in sorted(around):
            spots = around[word]
            weight = math.log(1 + count / (0.5 + sum(max(left, right) for _, left, right in spots)))
            if len(spots) <= (_COMMON if len(word) > 1 else _COMMON_CHARACTER):
                self._add(word, weight, spots)
        for number, place in enumerate(places):
            words = _nearest(place)
            self.nearest[words] = (*self.nearest.get(words, ()), number)

    def _add(self, word: str, weight: float, spots: Sequence[tuple[int, float, float]]) -> None:
        self.rarity[word] = weight
        bits = 0
        for n, before, behind in spots:
            left, right = before * weight, behind * weight
            self.near[n][word] = Post(weight, left, right, left * _OTHER_SIDE, right * _OTHER_SIDE)
            self.own[n] += max(left, right)
            bits |= 1 << n
        self.having[word] = bits


def members(bits: int) -> Iterator[int]:
    """The numbers in a set of bits, the least first.

    Args:
        bits: 0b101 for 0 and 2.
    """
    while bits:
        least = bits & -bits
        yield least.bit_length() - 1
        bits ^= least


def _nearest(place: Place) -> str:
    """The last characters or words before a figure that may name something, else the first behind it."""
    for run, step in ((place.left, -1), (place.right, 1)):
        characters = owner_characters(run, step)
        if len(characters) > 1:
            return characters[-_TAIL:] if step < 0 else f"+{characters[:_TAIL]}"
        names = owner_words(run)
        if names:
            return " ".join(names[-2:]) if step < 0 else "+" + " ".join(names[:2])
    return ""


class Owners:
    """The owners of a draft's figures against those of the facts, worked out when they are asked for.

    Args:
        layout: the draft.
        facts: the figures of the facts.
    """

    def __init__(self, layout: Layout, facts: Index) -> None:
        self.layout, self.facts = layout, facts
        self._own: dict[int, float] = {}
        self._pairs: dict[tuple[int, int], float] = {}
        self._contexts: dict[int, Context] = {}

    def share(self, d: int, f: int) -> float:
        """How like two owners are, from 0 to about 1.

        Args:
            d: figure of the draft.
            f: figure of the facts.
        """
        if d not in self._own:
            self._own[d] = _own(self._context(d), self.facts)
        least = min(self._own[d], self.facts.own[f])
        return self.between(d, f) / least if least else 0.0

    def between(self, d: int, f: int) -> float:
        """How like the owner of a figure is to that of one figure of the facts.

        Args:
            d: figure of the draft.
            f: figure of the facts.

        Returns:
            A sum of weights; 0 where they share no word.
        """
        pair = d, f
        found = self._pairs.get(pair)
        if found is None:
            found = self._pairs[pair] = _between(self._context(d), self.facts.near[f])
        return found

    def sharing(self, d: int) -> int:
        """The figures of the facts that share a word with a figure of the draft, as a set of bits.

        Args:
            d: figure of the draft.
        """
        found, having = 0, self.facts.having
        for side in self._context(d):
            for word in side:
                found |= having.get(word, 0)
        return found

    def evident(self, d: int, f: int) -> bool:
        """Whether the words nearest to both figures are the same, and no other figure of the facts has them.

        Args:
            d: figure of the draft.
            f: figure of the facts.
        """
        words = _nearest(self.layout.places[d])
        return words != "" and self.facts.nearest.get(words) == (f,)

    def _context(self, d: int) -> Context:
        found = self._contexts.get(d)
        if found is None:
            found = self._contexts[d] = context(self.layout, self.layout.places[d])
        return found


def _between(around: Context, near: Mapping[str, Post]) -> float:
    """The sum over the words: of each the smaller weight, on the same side or across, whichever is more."""
    found = 0.0
    before, behind = around
    for word, weight in before.items():
        post = near.get(word)
        if post is None:
            continue
        rare, left, right, left_other, right_other = post
        best = _smaller(weight * rare, left, right_other)
        if word in behind:
            best = max(best, _smaller(behind[word] * rare, right, left_other))
        found += best
    for word, weight in behind.items():
        post = near.get(word)
        if post is not None and word not in before:
            found += _smaller(weight * post.rare, post.right, post.left_other)
    return found


def _smaller(ours: float, same: float, other: float) -> float:
    """Of one word: the smaller weight on the same side, or across where that is more."""
    best = same if same < ours else ours  # noqa: FURB136  # min() and max() would take four times as long
    crossed = ours * _OTHER_SIDE
    if other > best and crossed > best:
        return other if other < crossed else crossed  # noqa: FURB136  # as above
    return best


def _own(around: Context, facts: Index) -> float:
    """The likeness of a figure of the draft to itself; words that the facts do not have count as the rarest."""
    total = 0.0
    rarity, unknown = facts.rarity, facts.unknown
    before, behind = around
    for word, left in before.items():
        total += left * rarity.get(word, unknown)
    for word, right in behind.items():
        if word not in before:
            total += right * rarity.get(word, unknown)
    return total

"""How like two owners are: the words around a figure of the draft against those around each figure of the facts.

A word weighs by its rarity among the facts (idf) and by its nearness to the figure; the same word on the same side of
both figures weighs more than on opposite sides. Only figures that share a word are ever compared, and a figure of the
draft only when there is a doubt.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafter.figures.owner import context
from drafter.figures.owner_words import owner_characters, owner_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.figures.owner import Context, Layout, Place

_OTHER_SIDE: Final = 0.7
_COMMON: Final = 40  # a word near more figures than this tells nothing apart
_COMMON_CHARACTER: Final = 10  # the same for a single character
_TAIL: Final = 4

Post = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Index:
    """The words around the figures of the facts.

    Attributes:
        rarity: word to its weight.
        lefts: word to the figures that have it on their left, each with its weight, rarity included.
        rights: the same, on their right.
        own: for each figure, its likeness to itself.
        unknown: weight of a word that the facts do not have.
        nearest: the words nearest to a figure, to the figures that have them.
    """

    rarity: Mapping[str, float]
    lefts: Mapping[str, tuple[Post, ...]]
    rights: Mapping[str, tuple[Post, ...]]
    own: tuple[float, ...]
    unknown: float
    nearest: Mapping[str, tuple[int, ...]]


def index(places: Sequence[Place], contexts: Sequence[Context]) -> Index:
    """Index the figures of the facts by the words around them.

    Args:
        places: the figures of all facts.
        contexts: the words around each.
    """
    near: dict[str, list[tuple[int, float, float]]] = {}
    for number, (before, behind) in enumerate(contexts):
        for word in before.keys() | behind.keys():
            near.setdefault(word, []).append((number, before.get(word, 0.0), behind.get(word, 0.0)))
    count = len(places)
    rarity: dict[str, float] = {}
    lefts: dict[str, tuple[Post, ...]] = {}
    rights: dict[str, tuple[Post, ...]] = {}
    own = [0.0] * count
    for word in sorted(near):
        spots = near[word]
        weight = math.log(1 + count / (0.5 + sum(max(left, right) for _, left, right in spots)))
        if len(spots) <= (_COMMON if len(word) > 1 else _COMMON_CHARACTER):
            rarity[word] = weight
            lefts[word] = tuple((n, left * weight) for n, left, _ in spots if left)
            rights[word] = tuple((n, right * weight) for n, _, right in spots if right)
            for n, left, right in spots:
                own[n] += max(left, right) * weight
    nearest: dict[str, list[int]] = {}
    for number, place in enumerate(places):
        nearest.setdefault(_nearest(place), []).append(number)
    return Index(
        rarity=rarity,
        lefts=lefts,
        rights=rights,
        own=tuple(own),
        unknown=math.log(1 + count),
        nearest={words: tuple(numbers) for words, numbers in nearest.items()},
    )


def _nearest(place: Place) -> str:
    """The last characters or word before a figure that may name something, else the first behind it."""
    for run, step in ((place.left, -1), (place.right, 1)):
        characters = owner_characters(run, step)
        if len(characters) > 1:
            return characters[-_TAIL:] if step < 0 else f"+{characters[:_TAIL]}"
        names = owner_words(run)
        if names:
            return names[-1] if step < 0 else f"+{names[0]}"
    return ""


class Owners:
    """The owners of a draft's figures against those of the facts, worked out when they are asked for.

    Args:
        layout: the draft.
        facts: the figures of the facts.
    """

    def __init__(self, layout: Layout, facts: Index) -> None:
        self.layout, self.facts = layout, facts
        self._likeness: dict[int, dict[int, float]] = {}
        self._own: dict[int, float] = {}

    def like(self, d: int) -> Mapping[int, float]:
        """How like the owner of a figure is to the owner of each figure of the facts that shares a word with it.

        Args:
            d: figure of the draft.

        Returns:
            Figure of the facts to a sum of weights, above 0.
        """
        if d not in self._likeness:
            self._likeness[d] = _likeness(self._context(d), self.facts)
        return self._likeness[d]

    def share(self, d: int, f: int) -> float:
        """How like two owners are, from 0 to about 1.

        Args:
            d: figure of the draft.
            f: figure of the facts.
        """
        if d not in self._own:
            self._own[d] = _own(self._context(d), self.facts)
        least = min(self._own[d], self.facts.own[f])
        return self.like(d).get(f, 0.0) / least if least else 0.0

    def evident(self, d: int, f: int) -> bool:
        """Whether the words nearest to both figures are the same, and no other figure of the facts has them.

        Args:
            d: figure of the draft.
            f: figure of the facts.
        """
        words = _nearest(self.layout.places[d])
        return words != "" and self.facts.nearest.get(words) == (f,)

    def _context(self, d: int) -> Context:
        return context(self.layout, self.layout.places[d])


def _likeness(around: Context, facts: Index) -> dict[int, float]:
    found: dict[int, float] = {}
    rarity = facts.rarity
    for side, same, other in ((around.before, facts.lefts, facts.rights), (around.behind, facts.rights, facts.lefts)):
        for word, weight in side.items():
            if word in rarity:
                ours = weight * rarity[word]
                for number, theirs in same.get(word, ()):
                    found[number] = found.get(number, 0.0) + (theirs if theirs < ours else ours)  # noqa: FURB136  # innermost loop: min() takes four times as long
                for number, theirs in other.get(word, ()):
                    found[number] = found.get(number, 0.0) + _OTHER_SIDE * (theirs if theirs < ours else ours)  # noqa: FURB136  # as above
    return found


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

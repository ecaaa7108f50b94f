"""How like two owners are: the words around a figure of the draft against those around each figure of the facts.

A word weighs by its rarity among the facts (idf) and by its nearness to the figure; the same word on the same side of
both figures weighs more than on opposite sides. Only figures that share a word are ever compared, and a figure of the
draft only when there is a doubt.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.owner import context
from drafter.figures.owner_words import owner_characters, owner_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.figures.owner import Context, Layout, Place

_OTHER_SIDE: Final = 0.7
_COMMON: Final = 20  # a word near more figures than this tells nothing apart
_COMMON_CHARACTER: Final = 6  # the same for a single character
_FEWEST: Final = 24  # rarity is counted as among so many figures at least: a word of the only fact is no common word
_TAIL: Final = 4

Post = tuple[int, float, float]


class Index(NamedTuple):
    """The words around the figures of the facts.

    Attributes:
        rarity: word to its weight.
        before: for a word before the draft's figure: word to (figure, weight on the same side, weight on the other).
        behind: the same for a word behind it; rarity is included in both.
        own: for each figure, its likeness to itself.
        unknown: weight of a word that the facts do not have.
        nearest: the words nearest to a figure, to the figures that have them.
    """

    rarity: Mapping[str, float]
    before: Mapping[str, tuple[Post, ...]]
    behind: Mapping[str, tuple[Post, ...]]
    own: tuple[float, ...]
    unknown: float
    nearest: Mapping[str, tuple[int, ...]]


def index(places: Sequence[Place], contexts: Sequence[Context]) -> Index:
    """Index the figures of the facts by the words around them.

    Args:
        places: the figures of all facts.
        contexts: the words around each.
    """
    near: dict[str, list[Post]] = {}
    for number, (before, behind) in enumerate(contexts):
        for word in before.keys() | behind.keys():
            near.setdefault(word, []).append((number, before.get(word, 0.0), behind.get(word, 0.0)))
    count = max(len(places), _FEWEST)
    rarity: dict[str, float] = {}
    on_left: dict[str, tuple[Post, ...]] = {}
    on_right: dict[str, tuple[Post, ...]] = {}
    own = [0.0] * len(places)
    for word in sorted(near):
        spots = near[word]
        weight = math.log(1 + count / (0.5 + sum(max(left, right) for _, left, right in spots)))
        if len(spots) <= (_COMMON if len(word) > 1 else _COMMON_CHARACTER):
            rarity[word] = weight
            on_left[word] = tuple((n, left * weight, right * weight * _OTHER_SIDE) for n, left, right in spots)
            on_right[word] = tuple((n, right * weight, left * weight * _OTHER_SIDE) for n, left, right in spots)
            for n, left, right in spots:
                own[n] += max(left, right) * weight
    nearest: dict[str, list[int]] = {}
    for number, place in enumerate(places):
        nearest.setdefault(_nearest(place), []).append(number)
    return Index(
        rarity=rarity,
        before=on_left,
        behind=on_right,
        own=tuple(own),
        unknown=math.log(1 + count),
        nearest={words: tuple(numbers) for words, numbers in nearest.items()},
    )


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
        self._likeness: dict[int, dict[int, float]] = {}
        self._own: dict[int, float] = {}
        self._contexts: dict[int, Context] = {}

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
        found = self._contexts.get(d)
        if found is None:
            found = self._contexts[d] = context(self.layout, self.layout.places[d])
        return found


def _likeness(around: Context, facts: Index) -> dict[int, float]:
    """The sum over the words: of each the smaller weight, on the same side or across, whichever is more."""
    found: defaultdict[int, float] = defaultdict(float)
    before, behind = around
    for here, there, known in ((before, behind, facts.before), (behind, before, facts.behind)):
        for word, weight in here.items():
            posts = known.get(word)
            if posts is None:
                continue
            ours = weight * facts.rarity[word]
            if word in there:
                if here is before:
                    _add_both(found, word, facts, ours, behind[word] * facts.rarity[word])
                continue
            crossed = ours * _OTHER_SIDE
            for number, same, other in posts:  # the innermost loop: min() and max() would take four times as long
                best = same if same < ours else ours  # noqa: FURB136  # see above
                if other > best and crossed > best:
                    best = other if other < crossed else crossed  # noqa: FURB136  # see above
                found[number] += best
    return found


def _add_both(found: defaultdict[int, float], word: str, facts: Index, left: float, right: float) -> None:
    """Add a word that stands on both sides of the draft's figure."""
    sides = zip(facts.before[word], facts.behind[word], strict=True)
    for (number, left_same, left_other), (_, right_same, right_other) in sides:
        same = max(min(left, left_same), min(right, right_same))
        found[number] += max(same, min(left * _OTHER_SIDE, left_other), min(right * _OTHER_SIDE, right_other))


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

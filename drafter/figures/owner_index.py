"""How like two owners are: the words around a figure of the draft against those around each figure of the facts.

A word weighs by its rarity among the facts (idf) and by its nearness to the figure; the same word on the same side of
both figures weighs more than on opposite sides. Only figures that share a word are ever compared, and a figure of the
draft only when there is a doubt.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Final

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
_ROUNDING: Final = 1e-9


Weighed = dict[str, tuple[float, float]]
"""The words near a figure that the facts have: word to its weight before the figure and behind it."""


class Index:
    """The words around the figures of the facts; worked out when a doubt asks for them.

    Args:
        layouts: the facts with their figures.

    Attributes:
        unknown: rarity of a word that the facts do not have.
    """

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._layouts = layouts
        self._count = max(sum(len(layout.places) for layout in layouts), _FEWEST)
        self.unknown = math.log(1 + self._count)
        self._near: dict[int, tuple[Weighed, float]] = {}

    @cached_property
    def _contexts(self) -> list[Context]:
        return [context(layout, place) for layout in self._layouts for place in layout.places]

    @cached_property
    def having(self) -> dict[str, int]:
        """A word to the figures that have it, as a set of bits; without the words that too many have."""
        return self._words[0]

    @cached_property
    def rarity(self) -> dict[str, float]:
        """A word to its weight."""
        return self._words[1]

    @cached_property
    def _words(self) -> tuple[dict[str, int], dict[str, float]]:
        mass: dict[str, float] = {}
        having: dict[str, int] = {}
        for number, (before, behind) in enumerate(self._contexts):
            around = {**before, **behind}
            around |= {word: before[word] for word in before.keys() & behind.keys() if before[word] > behind[word]}
            bit = 1 << number
            for word, weight in around.items():
                if word in mass:
                    mass[word] += weight
                    having[word] |= bit
                else:
                    mass[word], having[word] = weight, bit
        having = {
            word: bits
            for word, bits in having.items()
            if bits.bit_count() <= (_COMMON if len(word) > 1 else _COMMON_CHARACTER)
        }
        return having, {word: math.log(1 + self._count / (0.5 + mass[word])) for word in having}

    @cached_property
    def nearest(self) -> dict[str, tuple[int, ...]]:
        """The words nearest to a figure, to the figures that have them."""
        found: dict[str, list[int]] = {}
        for number, place in enumerate(place for layout in self._layouts for place in layout.places):
            found.setdefault(_nearest(place), []).append(number)
        return {words: tuple(numbers) for words, numbers in found.items()}

    def near(self, f: int) -> tuple[Weighed, float]:
        """Each word around a figure, with its weights, and the likeness of the figure to itself.

        Args:
            f: figure of the facts.
        """
        found = self._near.get(f)
        if found is None:
            near = _weighed(self._contexts[f], self.rarity)
            found = self._near[f] = near, sum(map(max, near.values()))
        return found


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
        self._pairs: dict[tuple[int, int], float] = {}
        self._own: dict[int, float] = {}
        self._words: dict[int, Weighed] = {}

    def share(self, d: int, f: int) -> float:
        """How like two owners are, from 0 to about 1.

        Args:
            d: figure of the draft.
            f: figure of the facts.
        """
        likeness = self.between(d, f)
        if not likeness:
            return 0.0
        if d not in self._own:
            self._own[d] = _own(self._context(d), self.facts)
        return likeness / min(self._own[d], self.facts.near(f)[1])

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
            found = self._pairs[pair] = _between(self._known(d), self.facts.near(f)[0])
        return found

    def most(self, d: int, others: int) -> float:
        """At least what `between` finds for any of some figures.

        Args:
            d: figure of the draft.
            others: figures of the facts, as a set of bits.
        """
        having = self.facts.having
        near = [
            behind if behind > before else before  # noqa: FURB136  # max() would take four times as long
            for word, (before, behind) in self._known(d).items()
            if having[word] & others
        ]
        return sum(near, _ROUNDING)

    def sharing(self, d: int) -> int:
        """The figures of the facts that share a word with a figure of the draft, as a set of bits.

        Args:
            d: figure of the draft.
        """
        having, found = self.facts.having, 0
        for word in self._known(d):
            found |= having[word]
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
        return context(self.layout, self.layout.places[d])

    def _known(self, d: int) -> Weighed:
        found = self._words.get(d)
        if found is None:
            found = self._words[d] = _weighed(self._context(d), self.facts.rarity)
        return found


def _weighed(around: Context, rarity: Mapping[str, float]) -> Weighed:
    """Those words around a figure that the facts have, as these weigh them."""
    before, behind = around
    found = {word: (weight * rarity[word], 0.0) for word, weight in before.items() if word in rarity}
    for word, weight in behind.items():
        if word in rarity:
            found[word] = (found[word][0] if word in found else 0.0), weight * rarity[word]
    return found


def _between(words: Weighed, near: Weighed) -> float:
    """The sum over the words: of each the smaller weight, on the same side or across, whichever is more."""
    found = 0.0
    for word in filter(near.__contains__, words):
        before, behind = words[word]
        left, right = near[word]
        if behind:
            across = _smaller(before, left, right) if before else 0.0
            found += max(across, _smaller(behind, right, left))
        elif right:
            found += _smaller(before, left, right)
        else:
            found += left if left < before else before  # noqa: FURB136  # min() would take four times as long
    return found


def _smaller(ours: float, same: float, other: float) -> float:
    """Of one word: the smaller weight on the same side, or across where that is more."""
    best = same if same < ours else ours  # noqa: FURB136  # min() and max() would take four times as long
    crossed = (other if other < ours else ours) * _OTHER_SIDE  # noqa: FURB136  # as above
    return crossed if crossed > best else best  # noqa: FURB136  # as above


def _own(around: Context, facts: Index) -> float:
    """The likeness of a figure of the draft to itself; words that the facts do not have count as the rarest."""
    before, behind = around
    rarity, unknown = facts.rarity.get, facts.unknown
    total = sum([weight * rarity(word, unknown) for word, weight in before.items()])
    return sum([weight * rarity(word, unknown) for word, weight in behind.items() if word not in before], total)

"""How like two owners are: the words around a figure of the draft against those around each figure of the facts.

A word weighs by its rarity among the facts (idf) and by its nearness to the figure; the same word on the same side of
both figures weighs more than on opposite sides. Only figures that share a word are ever compared.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.figures.owner import Place

_OTHER_SIDE: Final = 0.7
_COMMON: Final = 40  # a word near more figures than this tells nothing apart


@dataclass(frozen=True, slots=True)
class Index:
    """The words around the figures of the facts.

    Attributes:
        rarity: word to its weight.
        posts: word to (figure, weight on its left, weight on its right), rarity included.
        own: for each figure, its likeness to itself.
        unknown: weight of a word that the facts do not have.
    """

    rarity: Mapping[str, float]
    posts: Mapping[str, tuple[tuple[int, float, float], ...]]
    own: tuple[float, ...]
    unknown: float


def index(places: Sequence[Place]) -> Index:
    """Index the figures of the facts by the words around them.

    Args:
        places: the figures of all facts.
    """
    near: dict[str, list[tuple[int, float, float]]] = {}
    for number, place in enumerate(places):
        for word in place.before.keys() | place.behind.keys():
            near.setdefault(word, []).append((number, place.before.get(word, 0.0), place.behind.get(word, 0.0)))
    count = len(places)
    unknown = math.log(1 + count)
    rarity: dict[str, float] = {}
    posts: dict[str, tuple[tuple[int, float, float], ...]] = {}
    own = [0.0] * count
    for word in sorted(near):
        spots = near[word]
        seen = sum(max(left, right) for _, left, right in spots)
        weight = rarity[word] = math.log(1 + count / (0.5 + seen))
        if len(spots) <= _COMMON:
            posts[word] = tuple((n, left * weight, right * weight) for n, left, right in spots)
            for n, left, right in spots:
                own[n] += max(left, right) * weight
    return Index(rarity=rarity, posts=posts, own=tuple(own), unknown=unknown)


def likeness(place: Place, facts: Index) -> dict[int, float]:
    """How like the owner of a figure is to the owner of each figure of the facts that shares a word with it.

    Args:
        place: a figure of the draft.
        facts: the figures of the facts.

    Returns:
        Figure of the facts to a sum of weights, above 0.
    """
    found: dict[int, float] = {}
    posts, rarity = facts.posts, facts.rarity
    behind = place.behind
    for word, left in place.before.items():
        spots = posts.get(word)
        if spots is None:
            continue
        right = behind.get(word, 0.0)
        rare = rarity[word]
        _add(found, spots, left * rare, right * rare)
    before = place.before
    for word, right in behind.items():
        if word in before:
            continue
        spots = posts.get(word)
        if spots is not None:
            _add(found, spots, 0.0, right * rarity[word])
    return found


def _add(found: dict[int, float], spots: Sequence[tuple[int, float, float]], left: float, right: float) -> None:
    for number, fact_left, fact_right in spots:
        same = max(min(left, fact_left), min(right, fact_right))
        other = _OTHER_SIDE * max(min(left, fact_right), min(right, fact_left))
        found[number] = found.get(number, 0.0) + max(same, other)


def own_weight(place: Place, facts: Index) -> float:
    """The likeness of a figure of the draft to itself; words that the facts do not have count as the rarest.

    Args:
        place: a figure of the draft.
        facts: the figures of the facts.
    """
    total = 0.0
    rarity, unknown = facts.rarity, facts.unknown
    behind = place.behind
    for word, left in place.before.items():
        total += max(left, behind.get(word, 0.0)) * rarity.get(word, unknown)
    for word, right in behind.items():
        if word not in place.before:
            total += right * rarity.get(word, unknown)
    return total

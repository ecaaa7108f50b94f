"""Figures of one sentence that stand at each other's names: 63 apprentices and 24 stage staff, for the reverse.

A name stands before its figure or behind it, and all figures of an enumeration have theirs on one side. Of two figures
only the words count that one has and the other has not: two of them in the draft against two in the notes, on whichever
side. They changed places where each has a word of the other's name, and neither has one of its own.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_measure import same_unit
from drafter.figures.compare_words import HAN, singular, stem, words
from drafter.figures.owner import fold
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.figures.align import Alignment, Facts
    from drafter.figures.owner import Layout, Place
    from drafter.figures.stated import Stated

SURE: Final = 4.0  # more than any likeness gains
_WORD: Final = regex(rf"[{HAN}]+|[a-z][a-z'’-]*")
_PARTED: Final = regex(r"[;；。！？!?\n，,、（()）]|\.(?=\s|$)|(?<![a-z])and(?![a-z])|[和与及]")
_FARTHEST: Final = 3  # figures, from one that changed places to the other
_SIDES: Final = (-1, 1)

Label = frozenset[str]


def labels_crossed(draft: Stated, facts: Facts, found: Alignment) -> Iterator[tuple[float, int, int]]:
    """Figures of one sentence and of one fact that have each other's names.

    Args:
        draft: the draft's side.
        facts: the facts.
        found: the alignment by value.

    Yields:
        How sure it is, and the two figures of the draft.
    """
    theirs, places = facts.stated, draft.places
    for one, fact in found.agreed.items():
        if one in found.settled:
            continue
        sentence = places[one].sentence
        for two in range(one + 1, min(one + 1 + _FARTHEST, len(places))):
            if places[two].sentence != sentence:
                break
            other = found.agreed.get(two, fact)
            if fact == other or theirs.places[fact].fact != theirs.places[other].fact:
                continue
            if not same_unit(theirs.measures[fact], theirs.measures[other]):
                continue
            ours = _labels(found.owners.layout, places, one, two)
            layout = facts.layouts[theirs.places[fact].fact]
            first = fact - theirs.places[fact].order
            noted = _labels(layout, layout.places, fact - first, other - first)
            if _are_crossed(ours, noted):
                yield SURE, one, two


def _are_crossed(ours: list[tuple[Label, Label]], noted: list[tuple[Label, Label]]) -> bool:
    """Whether both names stand with the other figure, and neither with its own, whatever side names are looked for."""
    found = False
    for (i, (mine, yours)), (j, (first, second)) in product(enumerate(ours), enumerate(noted)):
        lead = i == j == 0 and not (mine and yours)  # what stands before the first of a list is said of all of them
        if (mine & first or yours & second) and not lead:
            return False
        found |= bool(mine & second and yours & first)
    return found


def _labels(layout: Layout, places: tuple[Place, ...], one: int, two: int) -> list[tuple[Label, Label]]:
    """The words that tell two figures apart: those before both of them, and those behind both."""
    if places[one].in_order and places[two].in_order:
        return [_apart(places[one].left, places[two].left)]
    return [_apart(_beside(layout, places, one, side), _beside(layout, places, two, side)) for side in _SIDES]


def _beside(layout: Layout, places: tuple[Place, ...], at: int, side: int) -> str:
    """The words behind a figure, with what it counts; or those before it, back to a mark or another figure."""
    place = places[at]
    if side > 0:
        counted = place.figure.unit if place.figure.lang == "en" else ""
        return f"{fold(counted)} {place.right}"
    start = max(place.sentence[0], places[at - 1].figure.end if at else 0)
    return _PARTED.split(layout.plain[start : place.figure.start])[-1]


def _apart(one: str, two: str) -> tuple[Label, Label]:
    """The words of two texts without those that both have: stems, and Chinese characters."""
    first, second = _words(one), _words(two)
    return first - second, second - first


@lru_cache(maxsize=4096)  # each figure is laid beside its neighbours
def _words(text: str) -> Label:
    found: set[str] = set()
    function, edge = words().function, words().edge
    for word in _WORD.findall(text):
        if word[0] >= "〇":
            found |= set(word) - edge
        elif singular(word) not in function:
            found.add(stem(word))
    return frozenset(found)

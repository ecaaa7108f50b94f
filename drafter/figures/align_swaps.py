"""Figures that changed places: two pairs whose owners fit better crossed than straight."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_measure import same_amount, same_unit
from drafter.figures.compare_words import is_han, units
from drafter.figures.owner_index import members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.figures.align import Alignment, Facts, Stated
    from drafter.figures.owner import Layout, Place

_TOUCH: Final = 2  # characters that are a word
_SURE: Final = 4.0  # more than any likeness gains
_GAIN: Final = 0.85  # likeness, by which the crossed pairs must be above the straight ones


def crossed(draft: Stated, facts: Facts, found: Alignment) -> list[tuple[int, int]]:
    """Pairs of figures of the draft that stand at each other's place.

    Args:
        draft: the draft's side.
        facts: the facts.
        found: the alignment by value.

    Returns:
        Pairs in order of the text; a figure is in one pair at most.
    """
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    gains = sorted(
        [*_nouns_crossed(draft, facts, found), *_gains(draft, facts, found)],
        key=lambda gain: (-gain[0], gain[1], gain[2]),
    )
    for _, one, two in [*gains, *((0.0, *pair) for pair in _traded(draft, facts, found))]:
        if one not in used and two not in used:
            used |= {one, two}
            pairs.append((min(one, two), max(one, two)))
    return sorted(pairs)


def _gains(draft: Stated, facts: Facts, found: Alignment) -> Iterator[tuple[float, int, int]]:
    """Figures that each state a fact, but with the other's owner."""
    owners, measures = found.owners, facts.stated.measures
    doubtful = {
        d: f
        for d, f in found.agreed.items()
        if not (_as_noted(draft, owners.layout, d, facts, f) or owners.evident(d, f))
    }
    stating: dict[int, list[int]] = {}
    for d, f in doubtful.items():
        stating.setdefault(f, []).append(d)
    comparable = _comparable(facts, stating)
    for one, fact in doubtful.items():
        rivals = owners.sharing(one) & comparable[measures[fact].family, measures[fact].unit]
        for other in members(rivals):
            if same_amount(measures[fact], measures[other]) or not _same_sort(facts, fact, other):
                continue
            straight, score = owners.between(one, fact), owners.between(one, other)
            if score <= straight or _moves_with(draft, one, facts, fact, other):
                continue
            for two in stating[other]:
                if _moves_with(draft, two, facts, other, fact):
                    continue
                gain = score + owners.between(two, fact) - straight - owners.between(two, other)
                if gain > _GAIN:
                    yield gain, one, two


def _comparable(facts: Facts, stated: Iterable[int]) -> dict[tuple[str, str], int]:
    """For each family and unit, the figures whose own do not part them; whether they count the same is seen later."""
    generic, sortal = units().generic, units().sortal
    having: dict[tuple[str, str], int] = {}
    for f in stated:
        measure = facts.stated.measures[f]
        having[measure.family, measure.unit] = having.get((measure.family, measure.unit), 0) | 1 << f
    found = dict(having)
    for (family, one), (other, two) in permutations(having, 2):
        if family != other:
            continue
        loose = not one or not two or family not in {"amount", "money"}
        if loose or (one in generic and two in sortal) or (two in generic and one in sortal):
            found[family, one] |= having[other, two]
    return found


def _nouns_crossed(draft: Stated, facts: Facts, found: Alignment) -> Iterator[tuple[float, int, int]]:
    """Figures that count each other's things by name: 1,920 operations and 86 examinations for the reverse."""
    stating: dict[str, list[int]] = {}
    for d, f in found.agreed.items():
        if noun := _noun(facts.stated.places[f]):
            stating.setdefault(noun, []).append(d)
    for one, fact in found.agreed.items():
        said, noted = _noun(draft.places[one]), _noun(facts.stated.places[fact])
        if not said or not noted or said == noted:
            continue
        for two in stating.get(said, ()):
            if two > one and _noun(draft.places[two]) == noted:
                yield _SURE, one, two


def _noun(place: Place) -> str:
    """What a figure counts, where its unit is an English noun; "" for a measure, none in Chinese."""
    figure = place.figure
    return figure.unit if figure.kind == "quantity" and figure.lang == "en" and figure.unit.isalpha() else ""


def _as_noted(draft: Stated, layout: Layout, d: int, facts: Facts, f: int) -> bool:
    """Whether the draft has the whole fact around a figure word for word: then the figure stands at its own place."""
    noted = facts.stated.places[f]
    start = draft.places[d].figure.start - noted.figure.start
    return start >= 0 and layout.plain.startswith(facts.layouts[noted.fact].plain, start)


def _same_sort(facts: Facts, one: int, two: int) -> bool:
    """Whether two figures may be told for each other: of one unit, and not one a number of times."""
    places = facts.stated.places
    often = (places[one].figure.unit == "times", places[two].figure.unit == "times")
    return often[0] == often[1] and same_unit(facts.stated.measures[one], facts.stated.measures[two])


def _moves_with(draft: Stated, d: int, facts: Facts, fact: int, other: int) -> bool:
    """Whether a figure moves as its fact does and the other one does not: 净增31.5亿元，达到286亿元; 由21家降至16家."""
    mine, one, two = draft.bearings[d], facts.stated.bearings[fact], facts.stated.bearings[other]
    if mine.role and mine.role == one.role:
        return True
    noun = _noun(draft.places[d])
    if noun and noun == _noun(facts.stated.places[fact]) != _noun(facts.stated.places[other]):
        return True
    if _touching(draft.places[d], facts.stated.places[fact], facts.stated.places[other]):
        return True
    if facts.stated.places[other].in_order:
        return False  # one verb for all of a list
    return mine.direction != "" and mine.direction == one.direction != two.direction


def _touching(draft: Place, fact: Place, other: Place) -> bool:
    """Whether the words that touch a figure touch its fact's, but not the other's: 总数45家, 7项国家级."""
    words = (draft.left.strip()[-_TOUCH:], draft.right.strip()[:_TOUCH])
    known = [word for word in words if len(word) == _TOUCH and is_han(word)]
    return any(_touches(word, fact) and not _touches(word, other) for word in known)


def _touches(word: str, place: Place) -> bool:
    return place.left.rstrip().endswith(word) or place.right.lstrip().startswith(word)


def _traded(draft: Stated, facts: Facts, found: Alignment) -> Iterator[tuple[int, int]]:
    """Figures that are altered, each to the value of the other: 集体荣誉61项、个人荣誉22人次."""
    altered = sorted(found.altered.items())
    wanted = {d: facts.stated.measures[f] for d, f in altered}
    by_amount: dict[object, list[int]] = {}
    for d, _ in altered:
        by_amount.setdefault((draft.measures[d].low, draft.measures[d].high), []).append(d)
    for d, f in altered:
        if same_amount(draft.measures[d], wanted[d]):
            following = found.altered.get(d + 1)
            if following is not None and all(
                _ends_changed(draft, facts, *pair) for pair in ((d, f), (d + 1, following))
            ):
                yield d, d + 1
            continue
        for other in by_amount.get((wanted[d].low, wanted[d].high), ()):
            if other > d and same_amount(wanted[other], draft.measures[d]):
                yield d, other


def _ends_changed(draft: Stated, facts: Facts, d: int, f: int) -> bool:
    """Whether a figure of equal value is the start in one text and the end in the other: 由8.1天降至7.4天."""
    roles = {draft.bearings[d].role, facts.stated.bearings[f].role}
    return roles == {"from", "to"} and same_amount(draft.measures[d], facts.stated.measures[f])

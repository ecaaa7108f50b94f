"""Figures that changed places: two pairs whose owners fit better crossed than straight."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from drafter.figures.align_labels import SURE, labels_crossed
from drafter.figures.align_traded import traded, units_traded
from drafter.figures.compare_measure import same_amount, same_unit
from drafter.figures.compare_units import units
from drafter.figures.compare_words import HAN, is_han
from drafter.figures.owner_index import members
from drafter.figures.owner_turns import is_each
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drafter.figures.align import Alignment, Facts
    from drafter.figures.owner import Layout, Place
    from drafter.figures.owner_index import Owners
    from drafter.figures.stated import Stated

_OF_WHOLE: Final = regex(r"\s*of(?: all)?(?: (?:the|our|its|their|these|those|my|his|her))?\s*")
_OF_THESE: Final = regex(r"\s*of (?:(?:these|those|them)(?![a-z])|(?:whom|which) [a-z])")
_PARTED: Final = regex("[;；]")
_PART: Final = regex(r"(?:其中|(?<![其集])中)(?:有|的)?$|(?<![a-z])of (?:whom|which|these|them)\s*$")
_AMONG: Final = regex(rf"\s*[{HAN}]{{0,6}}(?:[当之]中，?|[中里]，)[{HAN}]{{0,10}}")  # 68.5亿元贷款当中，小微企业用了
_PER: Final = regex(rf"[日月年周人户亩班村]均[{HAN}]{{0,4}}$")  # 日均客运量50万人次
_TOUCH: Final = 2  # characters that are a word
_GAIN: Final = 0.85  # likeness, by which the crossed pairs must be above the straight ones
_GAIN_IN_ORDER: Final = 1.2  # the same for two figures whose owners are given in order
_VERY_LIKE: Final = 0.85  # share of an owner's words: one figure as near to the other's fact speaks for both
_DRAWN: Final = 0.6  # the same, by how much more


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
        [*labels_crossed(draft, facts, found), *_told_apart(draft, facts, found), *_gains(draft, facts, found)],
        key=lambda gain: (-gain[0], gain[1], gain[2]),
    )
    altered = [*traded(draft, facts, found), *units_traded(draft, facts, found)]
    for _, one, two in [*gains, *((0.0, *pair) for pair in altered)]:
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
        if not (d in found.settled or _as_noted(draft, owners.layout, d, facts, f) or owners.evident(d, f))
    }
    stating: dict[int, list[int]] = {}
    for d, f in doubtful.items():
        stating.setdefault(f, []).append(d)
    rivals = _rivals(facts, owners, doubtful)
    # by how much more than its own fact another one can be like a figure: mostly by too little to look further
    drawn = {d: owners.most(d, near) - owners.between(d, doubtful[d]) for d, near in rivals.items()}
    back = {f: max(drawn.get(d, 0.0) for d in stating_it) for f, stating_it in stating.items()}
    most = max(back.values(), default=0.0)
    for one, fact in doubtful.items():
        if drawn.get(one, 0.0) <= 0 or drawn[one] + most <= _GAIN:
            continue
        straight = owners.between(one, fact)
        for other in members(rivals[one]):
            if drawn[one] + back[other] <= _GAIN or same_amount(measures[fact], measures[other]):
                continue
            score = owners.between(one, other)
            if score <= straight or score - straight + back[other] <= _GAIN or not _same_sort(facts, fact, other):
                continue
            if _moves_with(draft, one, facts, fact, other):
                continue
            for two in stating[other]:
                if drawn[one] + drawn.get(two, 0.0) <= _GAIN or _moves_with(draft, two, facts, other, fact):
                    continue
                returned = owners.between(two, fact) - owners.between(two, other)
                gain = score - straight + returned
                if gain <= _GAIN:
                    continue
                # freer words draw one figure to another's fact; in an exchange the other one is drawn back
                sure = returned > 0 or _drawn(owners, one, fact, other)
                if sure or (gain > _GAIN_IN_ORDER and _ordered(draft, facts, (one, two), (fact, other))):
                    yield gain, one, two


def _ordered(draft: Stated, facts: Facts, ours: tuple[int, int], theirs: tuple[int, int]) -> bool:
    """Whether the owners of both figures are given in order, in the draft or in the facts."""
    places = facts.stated.places
    return all(draft.places[d].in_order for d in ours) or all(places[f].in_order for f in theirs)


def _drawn(owners: Owners, d: int, fact: int, other: int) -> bool:
    """Whether the words of a figure are so much more those of the other fact that the pair needs no second witness."""
    share = owners.share(d, other)
    return share >= _VERY_LIKE or share - owners.share(d, fact) >= _DRAWN


def _rivals(facts: Facts, owners: Owners, stated: Mapping[int, int]) -> dict[int, int]:
    """For each figure those of the facts that are comparable with its own and share a word with it, if any do."""
    measures = facts.stated.measures
    comparable = _comparable(facts, set(stated.values()))
    found = {d: comparable[measures[f].family, measures[f].unit] & ~(1 << f) for d, f in stated.items()}
    return {d: near for d, others in found.items() if others and (near := owners.sharing(d) & others)}


def _comparable(facts: Facts, stated: Iterable[int]) -> dict[tuple[str, str], int]:
    """For each family and unit, the figures whose own do not part them; whether they count the same is seen later."""
    having: dict[str, dict[str, int]] = {}
    for f in stated:
        measure = facts.stated.measures[f]
        units_ = having.setdefault(measure.family, {})
        units_[measure.unit] = units_.get(measure.unit, 0) | 1 << f
    generic, sortal = units().generic, units().sortal
    found = {}
    for family, units_ in having.items():
        for unit in units_:
            alike = {unit, ""}
            alike |= sortal if unit in generic else set()
            alike |= generic if unit in sortal else set()
            all_of_them = not unit or family not in {"amount", "money"}
            shared = units_.keys() if all_of_them else units_.keys() & alike
            found[family, unit] = reduce(or_, map(units_.__getitem__, shared))
    return found


def _told_apart(draft: Stated, facts: Facts, found: Alignment) -> Iterator[tuple[float, int, int]]:
    """Neighbours that their words tell apart: a step and a level, each and all, a part and its whole."""
    for one, fact in found.agreed.items():
        two, other = one + 1, found.agreed.get(one + 1)
        if other is None or (one in found.settled and two in found.settled):
            continue
        if draft.places[one].sentence != draft.places[two].sentence:
            continue
        theirs = facts.stated
        if not same_unit(theirs.measures[fact], theirs.measures[other]):
            continue
        between = found.owners.layout.plain[draft.places[one].figure.end : draft.places[two].figure.start]
        if not _PARTED.search(between) and _part_above_whole(draft, one, two):
            # what the whole counts is told by its noun, and the notes may count the parts of something further off
            in_place = _noun(draft.places[one]) and _noun(draft.places[one]) == _noun(theirs.places[fact])
            if not in_place and not _is_part(theirs.places[other]):
                yield SURE, one, two
        elif _words_crossed(draft.places[one], draft.places[two], theirs.places[fact], theirs.places[other]):
            yield SURE, one, two
        elif theirs.places[fact].fact == theirs.places[other].fact:
            ours = [_sort_of(draft, d) for d in (one, two)]
            noted = [_sort_of(theirs, f) for f in (other, fact)]
            if ours[0] != ours[1] and ours == noted:
                yield SURE, one, two


def _sort_of(stated: Stated, at: int) -> tuple[bool, bool]:
    """Whether a figure is a step, and whether it is what each of several has."""
    place, bearing = stated.places[at], stated.bearings[at]
    return bearing.extent == "by", is_each(place) or (_is_per(place) and not bearing.role)


def _words_crossed(one: Place, two: Place, fact: Place, other: Place) -> bool:
    """Whether the words right before two figures stand before the other one in the notes: 投产53个、开工31个."""
    ours, noted = [[_last(place.left) for place in pair] for pair in ((one, two), (other, fact))]
    return ours[0] != ours[1] and ours == noted and all(is_han(word) for word in ours)


def _last(left: str) -> str:
    word = _without_particles(left)[-_TOUCH:]
    return word if len(word) == _TOUCH else ""


def _without_particles(left: str) -> str:
    """The words before a figure without the particles that end them: 改建来的, 办了."""
    return left.rstrip().rstrip("的了").removesuffix("来")


def _part_above_whole(draft: Stated, one: int, two: int) -> bool:
    """Whether more is said to be of something than there is: 318 of our 42 colleagues; 18篇中有42篇."""
    first, second = draft.measures[one].low, draft.measures[two].low
    if (
        not isinstance(first, Decimal)
        or not isinstance(second, Decimal)
        or draft.measures[one].family not in {"amount", "money"}
    ):
        return False
    if first > second and draft.places[two].figure.lang == "en":
        return _OF_WHOLE.fullmatch(draft.places[one].right) is not None
    among = _AMONG.fullmatch(draft.places[one].right) and draft.measures[one].unit == draft.measures[two].unit
    return second > first and (_is_part(draft.places[two]) or among is not None)


def _is_part(place: Place) -> bool:
    return (_PART.search(place.left) or _OF_THESE.match(place.right)) is not None


def _noun(place: Place) -> str:
    """What a figure counts, where its unit is an English noun; "" for a measure, none in Chinese."""
    figure = place.figure
    return figure.unit if figure.kind == "quantity" and figure.lang == "en" and figure.unit.isalpha() else ""


def _counts(draft: Place, fact: Place) -> bool:
    """Whether the English noun that a figure counts stands beside its fact's: 9,800 new donors, New donors: 9,800."""
    figure = draft.figure
    if figure.kind != "quantity" or figure.lang != "en":
        return False
    beside = f"{fact.left} {fact.figure.text.lower()} {fact.right}".split()
    return all(word in beside for word in figure.unit.lower().split())


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
    places = facts.stated.places
    if _is_per(draft.places[d]) and _is_per(places[fact]) and not _is_per(places[other]):
        return True
    if _counts(draft.places[d], places[fact]) and not _counts(draft.places[d], places[other]):
        return True
    if _touching(draft.places[d], places[fact], places[other]):
        return True
    if places[other].in_order:
        return False  # one verb for all of a list
    return mine.direction != "" and mine.direction == one.direction != two.direction


def _is_per(place: Place) -> bool:
    return _PER.search(place.left) is not None


def _touching(draft: Place, fact: Place, other: Place) -> bool:
    """Whether the words that touch a figure touch its fact's, but not the other's: 总数45家, 7项国家级."""
    words = (_without_particles(draft.left)[-_TOUCH:], draft.right.strip()[:_TOUCH])
    known = [word for word in words if len(word) == _TOUCH and is_han(word)]
    return any(_touches(word, fact) and not _touches(word, other) for word in known)


def _touches(word: str, place: Place) -> bool:
    return place.left.rstrip().endswith(word) or place.right.lstrip().startswith(word)

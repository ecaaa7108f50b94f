"""What the figures of one text amount to, and whether a figure of one says what a figure of another says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_dates import Dated, dated, states
from drafter.figures.compare_measure import Measure, grown, measure, same_amount, same_but_for_sign, same_unit
from drafter.figures.compare_units import units
from drafter.figures.owner_turns import Bearing, bearings, opposed
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.figures.owner import Layout, Place
    from drafter.model import Figure

_IN_ROW: Final = ("连续", "延续到", "延续至", "持续到", "持续至")
_NEIGHBOURS: Final = regex("[一两三四五六七八][二三四五六七八九](?![十百千万])")  # 两三天: from 2 to 3, as 2—3天
_POWERS: Final = ("万", "亿")
_CLASSIFIER: Final = "个"
_WITHIN: Final = ("以内", "之内")


class Stated(NamedTuple):
    """The figures of one side, each with what it amounts to and which way it moves."""

    places: tuple[Place, ...]
    measures: tuple[Measure, ...]
    bearings: tuple[Bearing, ...]
    dates: Mapping[int, Dated]


def state(layouts: Sequence[Layout], year: int | None) -> Stated:
    """What the figures of one side amount to.

    Args:
        layouts: the texts of that side.
        year: the year of the report, or None.
    """
    places = tuple(place for layout in layouts for place in layout.places)
    plains = [layout.plain for layout in layouts for _ in layout.places]
    turned = tuple(bearing for layout in layouts for bearing in bearings(layout.places))
    return Stated(
        places=places,
        measures=tuple(_measured(place, bearing) for place, bearing in zip(places, turned, strict=True)),
        bearings=turned,
        dates={
            i: dated(place, plain, year)
            for i, (place, plain) in enumerate(zip(places, plains, strict=True))
            if place.figure.kind == "date"
        },
    )


def _measured(place: Place, bearing: Bearing) -> Measure:
    """The measure of a figure, as its words make it."""
    found = grown(place.figure, place.left) if bearing.direction == "up" else measure(place.figure)
    if found.family == "rank" and place.left.endswith(_IN_ROW):  # 连续第四年 is 连续四年
        return measure(replace(place.figure, kind="duration"))
    return found


def agrees(draft: Stated, d: int, facts: Stated, f: int, year: int | None) -> bool:
    """Whether a figure of the draft says what a figure of the facts says, owner aside.

    Args:
        draft: the draft's side.
        d: figure of the draft.
        facts: the facts' side.
        f: figure of the facts.
        year: the year of the report, or None.
    """
    if d in draft.dates or f in facts.dates:
        return d in draft.dates and f in facts.dates and states(draft.dates[d], facts.dates[f], year)
    one, two = draft.measures[d], facts.measures[f]
    if one != two:
        if not same_amount(one, two):
            return same_unit(one, two) and _fallen(draft, d, facts, f)
        if not of_one_unit(draft, d, facts, f) and not _counted_by_either(draft.places[d], facts.places[f]):
            return False
        if one.hedge != two.hedge and not _hedged_alike(draft.places[d], facts.places[f]):
            return False
    return not opposed(draft.bearings[d], facts.bearings[f])


def of_one_unit(draft: Stated, d: int, facts: Stated, f: int) -> bool:
    """Whether two figures may count the same, by their units, and by what a plain 个 stands before.

    Args:
        draft: the draft's side.
        d: figure of the draft.
        facts: the facts' side.
        f: figure of the facts.
    """
    one, two = draft.measures[d], facts.measures[f]
    if not same_unit(one, two):
        return _money_understood(draft.places[d].figure, facts.places[f].figure)
    return one.unit == two.unit or not _count_two_things(draft.places[d], facts.places[f])


def _money_understood(ours: Figure, theirs: Figure) -> bool:
    """Whether notes leave out the unit of a sum of money: 车险9100万."""
    return ours.kind == "money" and theirs.unit == "" and theirs.text[-1:] in _POWERS


def _fallen(draft: Stated, d: int, facts: Stated, f: int) -> bool:
    """Whether what one text writes with a minus has gone down in the other: 同比-6.3%, 同比下降6.3%."""
    one, two = draft.measures[d], facts.measures[f]
    if not same_but_for_sign(one, two):
        return False
    plain = draft.bearings[d] if two.low.is_signed() else facts.bearings[f]  # type: ignore[union-attr]
    return plain.direction == "down" and one.hedge == two.hedge


def _counted_by_either(ours: Place, theirs: Place) -> bool:
    """Whether two units count the same thing, which stands beside one of them: 车1620辆, 运营车辆1620台."""
    names = units().counters.get(frozenset((ours.figure.unit, theirs.figure.unit)), ())
    beside = f"{ours.left} {ours.right} {theirs.left} {theirs.right}" if names else ""
    return any(name in beside for name in names)


def _count_two_things(ours: Place, theirs: Place) -> bool:
    """Whether a plain 个 counts on one side what the unit of the other does not: 慰问2970户, 慰问2970个村."""
    return any(
        one.figure.unit == _CLASSIFIER and one.right.startswith(units().others.get(two.figure.unit, ()))
        for one, two in ((ours, theirs), (theirs, ours))
    )


def _hedged_alike(ours: Place, theirs: Place) -> bool:
    """Whether two hedges say the same, or the words before the figure may be read so: brought | about 120 replies."""
    if _within(ours) and _within(theirs):
        return True
    if ours.figure.kind == theirs.figure.kind == "range" and any(
        _NEIGHBOURS.match(place.figure.text) for place in (ours, theirs)
    ):
        return True
    return any(
        one.figure.approx is None
        and two.figure.approx is not None
        and one.left.rstrip().endswith(f" {two.figure.approx}")
        for one, two in ((ours, theirs), (theirs, ours))
    )


def _within(place: Place) -> bool:
    """Whether a figure is the most that something takes: 2小时以内, 2小时内."""
    return place.figure.text.endswith(_WITHIN) or place.right.startswith("内")

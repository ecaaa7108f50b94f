"""Figures that are altered, each to the value or the unit of another: the notes' 61项 and 22人次 told as 22 and 61."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.figures.compare_measure import same_amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.figures.align import Alignment, Facts
    from drafter.figures.stated import Stated


def traded(draft: Stated, facts: Facts, found: Alignment) -> Iterator[tuple[int, int]]:
    """Figures that are altered, each to the value of the other: 集体荣誉61项、个人荣誉22人次.

    Args:
        draft: the draft's side.
        facts: the facts.
        found: the alignment by value.

    Yields:
        Pairs of figures of the draft.
    """
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


def units_traded(draft: Stated, facts: Facts, found: Alignment) -> Iterator[tuple[int, int]]:
    """Neighbours with each other's unit, though a plain 个 might be any: 47家企业与52个村 for 企业52家、村47个.

    Args:
        draft: the draft's side.
        facts: the facts.
        found: the alignment by value.

    Yields:
        Pairs of figures of the draft.
    """
    noted = facts.stated
    standing_for = {**found.altered, **found.agreed}
    for d, f in standing_for.items():
        g = standing_for.get(d + 1)
        if g is None or noted.places[f].fact != noted.places[g].fact:
            continue
        if noted.measures[f].unit == noted.measures[g].unit:
            continue
        mine = draft.places[d].figure.unit, draft.places[d + 1].figure.unit
        if "" not in mine and mine == (noted.places[g].figure.unit, noted.places[f].figure.unit):
            yield d, d + 1

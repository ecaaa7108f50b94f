"""How long each section is to be: bounds of the kind and of a notice, shared out over the sections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drafter.kinds import count_chars

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.drafting.plan import SectionPlan
    from drafter.kinds import Kind, SectionSpec
    from drafter.model import Requirement

USUAL_RATIO: Final = 2
"""A report is about so many times as long as its notes (docs/drafting.md)."""


LEAST_SPUN: Final = 1.5
"""What the facts of a short report may still be spun out to, where its frame alone is as long as they are."""

MOST_RATIO: Final = 3
"""More than so many times its notes a report is not spun out to, whatever its kind would like: what is added to facts
says nothing. Where the notes demand a length, that is aimed at all the same."""


def with_lengths(plans: Sequence[SectionPlan], wanted: Sequence[Requirement], kind: Kind) -> tuple[SectionPlan, ...]:
    """The plans with the lengths that the kind and the notes ask for, shared out by the length of the facts.

    Args:
        plans: all sections of a report.
        wanted: the notes' requirements; they override the kind's.
        kind: the kind of report: its own bounds, and how it counts.

    Returns:
        The plans with `min_chars` and `max_chars` where there is a bound. A share is taken of the length expected.
    """
    whole = _whole(plans, wanted, kind)
    every = sum(_weight(plan, kind) for plan in plans)
    thin = _is_thin(plans, wanted, whole, kind)
    sized: list[SectionPlan] = []
    for plan in plans:
        own = _weight(plan, kind)
        if not own:
            sized.append(plan)
            continue
        low, high = _bounds(plan.spec, wanted, whole)
        in_section = own / sum(_weight(one, kind) for one in plans if one.spec.id == plan.spec.id)
        least = max(int(low * in_section), int(whole.low * own / every))
        most = min(
            (int(part) for part in (high and high * in_section, whole.high and whole.high * own / every) if part),
            default=0,
        )
        if not whole.demanded:
            spun = int(whole.spun * own / every)
            least = min(least, spun) if thin else least
            most = max(min(most or spun, spun), least)
        sized.append(replace(plan, min_chars=least or None, max_chars=max(most, least) if most else None))
    return tuple(sized)


@dataclass(frozen=True, slots=True)
class _Whole:
    """Lengths of the whole report, without headings, openings and endings; 0 for no bound.

    `spun` is how long it may be spun out; `demanded`, that the notes say how long something must be.
    """

    low: int
    high: int
    expected: int
    spun: int
    demanded: bool


def _whole(plans: Sequence[SectionPlan], wanted: Sequence[Requirement], kind: Kind) -> _Whole:
    """What all sections together should come to. Shares are taken of what is expected: twice the notes, in bounds."""
    frame = sum(count_chars(plan.title + plan.opening + plan.ending, kind.counting) for plan in plans)
    low = next((one.min_chars for one in wanted if not one.section and one.min_chars), kind.min_chars) or 0
    high = next((one.max_chars for one in wanted if not one.section and one.max_chars), kind.max_chars) or 0
    noted = sum(_weight(plan, kind) for plan in plans)
    expected = max(low, USUAL_RATIO * noted + frame)
    return _Whole(
        low=max(low - frame, 0),
        high=max(high - frame, 0),
        expected=min(expected, high) if high else expected,
        spun=max(MOST_RATIO * noted - frame, int(LEAST_SPUN * noted)),
        demanded=any(one.min_chars or one.min_share for one in wanted),
    )


def _is_thin(plans: Sequence[SectionPlan], wanted: Sequence[Requirement], whole: _Whole, kind: Kind) -> bool:
    """What the sections would like, or twice their notes, is together more than a report is spun out to."""
    by_section: dict[str, int] = {}
    specs = {plan.spec.id: plan.spec for plan in plans}
    for plan in plans:
        by_section[plan.spec.id] = by_section.get(plan.spec.id, 0) + _weight(plan, kind)
    liked = (max(_bounds(specs[name], wanted, whole)[0], USUAL_RATIO * own) for name, own in by_section.items() if own)
    return sum(liked) > whole.spun


def _weight(plan: SectionPlan, kind: Kind) -> int:
    return sum(count_chars(fact.text, kind.counting) for fact in plan.facts)


def _bounds(spec: SectionSpec, wanted: Iterable[Requirement], whole: _Whole) -> tuple[int, int]:
    """Least and greatest length of a section, 0 for no bound; what the notes ask for overrides the kind."""
    low, high = _asked(spec, whole)
    for one in wanted:
        if one.section and one.section in {spec.id, spec.title, *spec.aliases}:
            own_low, own_high = _asked(one, whole)
            low, high = own_low or low, own_high or high
    return low, high


def _asked(one: SectionSpec | Requirement, whole: _Whole) -> tuple[int, int]:
    """Least and greatest length that a kind's section or a requirement names, in characters or as a share."""
    low = one.min_chars or int((one.min_share or 0) * whole.expected)
    high = one.max_chars or int((one.max_share or 0) * whole.expected)
    return low, high

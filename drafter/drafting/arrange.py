"""Put accepted sentences in the order of the facts, and number the members of a run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.model import Sentence
from drafter.numbering import write_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.plan import SectionPlan
    from drafter.drafting.read import Candidate


def arrange(candidates: Sequence[Candidate], plan: SectionPlan, *, runs: bool) -> tuple[Sentence, ...]:
    """The sentences of a section in their final order.

    A sentence that opens a line stands with those behind it that do not: one member of the run. Members are sorted by
    the first fact they state, so that what a repair or the composer wrote stands where the notes have it.

    Args:
        candidates: accepted sentences.
        plan: the section.
        runs: number the members 一是, 二是, …; a single member goes without.

    Returns:
        Sentences.
    """
    order = {fact.id: number for number, fact in enumerate(plan.facts)}
    members: list[list[Candidate]] = []
    for one in candidates:
        if one.opens or not members:
            members.append([one])
        else:
            members[-1].append(one)
    members.sort(
        key=lambda member: min(
            (order[name] for one in member for name in one.facts if name in order), default=len(order)
        )
    )
    if runs and len(members) > 1:
        members = [
            [replace(member[0], text=f"{write_han(number)}是{member[0].text}"), *member[1:]]
            for number, member in enumerate(members, 1)
        ]
    return tuple(Sentence(one.text, one.facts, one.author) for member in members for one in member)

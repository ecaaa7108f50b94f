"""A whole report by the composer: from notes to a draft without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.drafting.assemble import assemble
from drafter.drafting.compose import compose_section
from drafter.drafting.plan import plan_sections

if TYPE_CHECKING:
    from drafter.kinds import Kind
    from drafter.model import Draft, Notes


def compose_report(notes: Notes, kind: Kind) -> Draft:
    """Write a report from notes by grammar alone.

    Args:
        notes: the notes.
        kind: the kind of report.

    Returns:
        The draft: every open fact is stated, in its section; the same notes give the same draft.
    """
    plans = plan_sections(notes, kind)
    return assemble(notes, kind, [compose_section(plan, kind=kind) for plan in plans])

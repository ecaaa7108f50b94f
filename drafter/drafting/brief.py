"""What all sections of a report share while they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drafter.drafting.plan import pattern_values
from drafter.prompts import load_prompt, suit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.kinds import Kind
    from drafter.model import Notes
    from drafter.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Brief:
    """What is the same for all sections of a report.

    Attributes:
        kind: the kind of report.
        values: what the notes say of the report itself: year, post, unit, title.
        year: the report's year.
        prompts: prompt file to prompt, for the sections that have one.
        repairs: how many requests a section may cost beyond its first.
        seed: for repeatable replies.
    """

    kind: Kind
    values: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    prompts: Mapping[str, Prompt] = field(default_factory=dict)
    repairs: int = 1
    seed: int | None = None


def make_brief(notes: Notes, kind: Kind, *, repairs: int = 1, seed: int | None = None) -> Brief:
    """What all sections share, with the kind's prompts read and their examples chosen.

    Args:
        notes: the notes.
        kind: the kind of report.
        repairs: how many requests a section may cost beyond its first.
        seed: for repeatable replies.

    Returns:
        The brief.

    Raises:
        KindError: a prompt is missing or broken.
    """
    names = dict.fromkeys(spec.prompt for spec in kind.sections if spec.prompt)
    text = "\n".join((notes.title, notes.unit, notes.post, *(fact.text for fact in notes.open_facts)))
    return Brief(
        kind=kind,
        values=pattern_values(notes, kind) | ({"title": notes.title} if notes.title else {}),
        year=notes.year,
        prompts={name: suit(load_prompt(name, kind.folders), text, notes.unit + notes.post) for name in names},
        repairs=repairs,
        seed=seed,
    )

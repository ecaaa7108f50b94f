"""From finished sections to a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.drafting.compose import paragraph_starts
from drafter.drafting.gate import fold
from drafter.drafting.plan import fill, pattern_values
from drafter.model import Draft, DraftSection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.kinds import Kind
    from drafter.model import Notes


def assemble(notes: Notes, kind: Kind, sections: Sequence[DraftSection]) -> Draft:
    """Put a report together.

    Args:
        notes: the notes: title, salutation, name and date.
        kind: the kind of report, for what the notes do not give.
        sections: the finished sections in the order of their plans.

    Returns:
        The draft. `unused` names the open facts that no sentence states.
    """
    kept = _without_repeats(sections, kind.lang)
    stated = {name for section in kept for sentence in section.sentences for name in sentence.facts}
    return Draft(
        title=notes.title or fill(kind.title_patterns, pattern_values(notes, kind)),
        salutation=notes.salutation or kind.salutation,
        sections=kept,
        signature=notes.name,
        date=notes.date,
        lang=kind.lang,
        unused=tuple(fact.id for fact in notes.open_facts if fact.id not in stated),
    )


def _without_repeats(sections: Sequence[DraftSection], lang: str) -> tuple[DraftSection, ...]:
    """The sections without the sentences that an earlier one has word for word and that state no fact of their own.

    A sentence that states facts stays: two bullets of the notes with the same words are the writer's doing, and
    nothing is silently lost.
    """
    seen: set[str] = set()
    kept: list[DraftSection] = []
    for section in sections:
        sentences = tuple(one for one in section.sentences if one.facts or fold(one.text) not in seen)
        seen |= {fold(one.text) for one in sentences}
        if len(sentences) < len(section.sentences):
            section = replace(section, sentences=sentences, paragraphs=paragraph_starts(sentences, lang))  # noqa: PLW2901  # the same, shorter
        kept.append(section)
    return tuple(kept)

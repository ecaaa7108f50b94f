"""Which kind of report notes are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.kinds import DEFAULT_KIND
from drafter.settings import Layer

if TYPE_CHECKING:
    from drafter.model import Notes
    from drafter.settings import Settings


def kind_name(notes: Notes, settings: Settings) -> str:
    """The kind by flag, then as the notes say it, then by the other settings, then the default.

    Args:
        notes: the notes.
        settings: of this run.
    """
    if settings.kind and settings.origin("kind").layer is Layer.FLAG:
        return settings.kind
    return notes.kind or settings.kind or DEFAULT_KIND

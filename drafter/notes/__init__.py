"""Read notes: front matter, headings, bullets; and add a bullet to their text."""

from __future__ import annotations

from drafter.notes.edit import add_fact
from drafter.notes.read import read_notes

__all__ = ["add_fact", "read_notes"]

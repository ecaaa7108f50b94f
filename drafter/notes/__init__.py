"""Read notes: front matter, headings, bullets; and add, change, move or take out a bullet of their text."""

from __future__ import annotations

from drafter.notes.change import remove_fact, replace_fact, set_front, words_at
from drafter.notes.edit import add_fact, add_facts
from drafter.notes.move import Block, Goal, bullet_blocks, move_blocks
from drafter.notes.read import read_notes

__all__ = [
    "Block",
    "Goal",
    "add_fact",
    "add_facts",
    "bullet_blocks",
    "move_blocks",
    "read_notes",
    "remove_fact",
    "replace_fact",
    "set_front",
    "words_at",
]

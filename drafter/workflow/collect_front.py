"""Asking for the front matter of notes that have no fact yet: year, name, post, unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.drafting.collecting import Order, read_answer
from drafter.errors import NotesError
from drafter.notes import read_notes, set_front

if TYPE_CHECKING:
    from drafter.model import Notes
    from drafter.workflow.collect import Notebook
    from drafter.workflow.collect_talk import Talk

_KEYS: Final = ("year", "name", "post", "unit")


def ask_front(book: Notebook, talk: Talk) -> bool:
    """Ask for what the front matter has room for and does not say; each answer is written down at once.

    Args:
        book: the notes.
        talk: where the answers come from.

    Returns:
        Whether the person goes on.
    """
    notes = book.read()
    keys = [key for key in _KEYS if key in notes.lines and (book.is_new or not _value(notes, key))]
    if notes.facts or not keys:
        return True
    talk.say("front_intro", "hint")
    at = 0
    while at < len(keys):
        step = _ask(book, talk, keys[at])
        if step is None:
            return False
        at = max(0, at + step)
    return True


def _ask(book: Notebook, talk: Talk, key: str) -> int | None:
    """Ask for one value: 1 to go on, 0 to ask again, -1 to go back, None to stop."""
    name, known = talk.words(f"front_{key}"), _value(book.read(), key)
    given = talk.desk.ask(talk.words("front_known", name=name, value=known) if known else name)
    if given is None:
        return None
    read = read_answer(given)
    if isinstance(read, Order):
        return None if read.name == "quit" else -1 if read.name == "back" else 1
    if not given.strip():
        return 1
    try:
        book.change(lambda text: _filled(text, key, given))
    except NotesError as error:
        talk.desk.tell(error.say(talk.lang), "warn")
        return 0
    return 1


def _filled(text: str, key: str, value: str) -> str:
    """The notes with a value, if they can be read with it."""
    filled = set_front(text, key, value)
    read_notes(filled, may_be_empty=True)
    return filled


def _value(notes: Notes, key: str) -> str:
    return str(getattr(notes, key) or "")

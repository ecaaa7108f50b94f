"""Collecting facts: the notes that they go into, one whole write an answer, so that nothing confirmed is lost."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol

from drafter.drafting.collecting import list_places
from drafter.errors import InputError, StorageError, UsageError
from drafter.files import STANDARD, TextFile, read_file, write_file, write_text
from drafter.kinds import DEFAULT_KIND, list_kinds, load_kind
from drafter.notes import read_notes
from drafter.workflow.new import notes_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from importlib.resources.abc import Traversable

    from drafter.drafting.collecting import Place
    from drafter.kinds import Kind
    from drafter.model import Notes

Tone = Literal["title", "plain", "point", "hint", "good", "warn"]

_EMPTY: Final = "files.empty"


class Desk(Protocol):
    """Where a person sits and answers: a terminal, or lines that a script wrote."""

    @property
    def is_lively(self) -> bool:
        """A person sits there, and may be asked more than a script foresees."""

    def ask(self, question: str, default: str = "") -> str | None:
        """Ask for an answer of one line, or of more where they are pasted.

        Args:
            question: what to answer, in a word or two; the desk puts its own mark behind it.
            default: words that stand there already, to be edited; only a lively desk shows them.

        Returns:
            The answer, or None where there will be no more.
        """

    def tell(self, text: str, tone: Tone = "plain") -> None:
        """Show a line or more."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """Notes that facts are written to.

    Attributes:
        path: the file.
        kind: whose sections they are collected for.
        is_new: the file was made by this run.
    """

    path: str
    kind: Kind
    is_new: bool

    def read(self) -> Notes:
        """What the notes hold now; another program may have written to them since."""
        return read_notes(read_file(self.path).text, self.path, may_be_empty=True)

    def places(self) -> tuple[Place, ...]:
        """What they are asked for."""
        return list_places(self.read(), self.kind)

    def text(self) -> str:
        """Their text."""
        return read_file(self.path).text

    def change(self, change: Callable[[str], str]) -> None:
        """Write a changed text, whole or not at all.

        Raises:
            InputError: the notes cannot be read any more.
            NotesError: the change cannot be made.
            StorageError: it cannot be written; the notes are as they were.
        """
        file = read_file(self.path)
        changed = change(file.text)
        if changed != file.text:
            write_file(self.path, file.with_text(changed))


def open_notebook(  # noqa: PLR0913  # each is a choice of the person's
    path: str,
    *,
    flag: str,
    usual: str,
    folders: Sequence[Traversable],
    today: date,
    choose: Callable[[Sequence[Kind]], Kind] | None,
) -> Notebook:
    """Open notes to write facts to; where there are none yet, make them as `drafter new` does.

    Args:
        path: the notes.
        flag: the kind that was asked for by flag, "" for none; it comes before that of the notes.
        usual: the kind of the settings, "" for none; it comes after that of the notes.
        folders: a person's own folders of kinds.
        today: for the year that the report is likely to be about.
        choose: asks a person for the kind of new notes; None where nobody can be asked.

    Raises:
        UsageError: standard input is no place to write to.
        InputError: the file cannot be read, or its notes are not sound.
        KindError: there is no such kind.
        StorageError: the file cannot be written.
    """
    if path == STANDARD:
        raise UsageError("collect.standard")
    file = _existing(path)
    if file is not None:
        notes = read_notes(file.text, path, may_be_empty=True)
        kind = load_kind(flag or notes.kind or usual or DEFAULT_KIND, folders)
        _require_writable(path)
        return Notebook(path, kind, is_new=False)
    name = flag or usual
    if name or choose is None:
        kind = load_kind(name or DEFAULT_KIND, folders)
    else:
        kind = choose(sorted(list_kinds(folders), key=lambda one: one.name != DEFAULT_KIND))
    write_text(path, notes_text(kind, today))
    return Notebook(path, kind, is_new=True)


def _existing(path: str) -> TextFile | None:
    """The file, or None where it is missing or holds nothing."""
    if not Path(path).exists():
        return None
    try:
        return read_file(path)
    except InputError as error:
        if error.key != _EMPTY:
            raise
        return None


def _require_writable(path: str) -> None:
    """Refuse at the start what would fail at the first answer.

    Raises:
        StorageError: the file or its folder may not be written.
    """
    target = Path(os.path.realpath(path))
    for place in (target, target.parent):
        if not os.access(place, os.W_OK):
            raise StorageError("files.unwritable", path=path, reason=os.strerror(errno.EACCES))

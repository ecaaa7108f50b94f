"""A folder to start in: notes with the kind's sections, and its guiding questions as remarks to the writer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.errors import StorageError, UsageError
from drafter.files import write_text
from drafter.messages import say

if TYPE_CHECKING:
    from datetime import date

    from drafter.kinds import Kind
    from drafter.model import Notes

NOTES_FILE: Final = "notes.md"
# Until this month people still report on the year before.
_LAST_MONTH_OF_LATE_REPORTS: Final = 6


def new_notes(folder: str, kind: Kind, today: date) -> Path:
    """Make a folder with notes to fill in.

    Args:
        folder: the folder; made where it is not there.
        kind: whose sections and questions the notes have.
        today: for the year that the report is likely to be about.

    Returns:
        The notes file.

    Raises:
        UsageError: the folder holds notes already, which stay as they are.
        StorageError: it cannot be written.
    """
    home = Path(folder)
    notes = home / NOTES_FILE
    if notes.exists():
        raise UsageError("workflow.notes_exist", path=str(notes))
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError("workflow.not_written", path=folder, reason=error.strerror or str(error)) from error
    write_text(notes, notes_text(kind, today))
    return notes


def notes_text(kind: Kind, today: date) -> str:
    """The text of empty notes for a kind, in the kind's language."""
    year = today.year - 1 if today.month <= _LAST_MONTH_OF_LATE_REPORTS else today.year
    lines = [say("notes_template.front_matter", kind.lang, kind=kind.title, year=year), ""]
    for spec in kind.sections:
        if not spec.questions:
            continue
        lines += [f"# {spec.title}", "", *spec.questions, "", "- ", ""]
    return "\n".join(lines)


def own_remarks(notes: Notes, kind: Kind) -> tuple[tuple[int, str], ...]:
    """The lines outside bullets that a person wrote, not those of a fresh folder: facts may have been meant.

    Args:
        notes: the notes.
        kind: whose questions a fresh folder has.

    Returns:
        Line, from 1, and text of each; comments (`<!-- … -->`) are left out.
    """
    known = {line.strip() for line in say("notes_template.front_matter", kind.lang, kind="", year="").splitlines()}
    known |= {question for spec in kind.sections for question in spec.questions}
    return tuple(
        (line, text) for line, text in notes.remarks if text not in known and not text.startswith(("<!--", "-->"))
    )

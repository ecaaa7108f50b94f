"""The versions of a report's sections: list them, compare them, and bring one back."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import UsageError
from drafter.files import STANDARD
from drafter.journal import FILE, FOLDER, open_journal
from drafter.model import Author, Edit, Span
from drafter.rules.context import language
from drafter.workflow.find import sections_of
from drafter.workflow.store import Stored, open_stored, put_back, with_edits, with_paragraphs
from drafter.workflow.versions import LEAD, WHOLE, body_text, journal_home, make_shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.journal import Journal, Version
    from drafter.workflow.versions import Shelf


@dataclass(frozen=True, slots=True)
class Entry:
    """A version, and how many figures the version before it had: what went in and what came out.

    Attributes:
        version: as in the journal.
        figures_before: figures of the version before it of the same section, None for the first.
    """

    version: Version
    figures_before: int | None


@dataclass(frozen=True)
class Restoring:
    """What bringing a version back would change; nothing is written yet.

    Attributes:
        stored: the report.
        version: what is brought back.
        old: the section's text now.
        data: the bytes of the new report.
        home: the folder of the journal.
    """

    stored: Stored
    version: Version
    old: str
    data: bytes
    home: Path

    @property
    def changes(self) -> bool:
        """Whether the report would change."""
        return self.data != self.stored.data and self.old != self.version.text


def list_versions(path: str, state: Path, notes: str | None = None) -> tuple[Entry, ...]:
    """The versions of a report's sections, the oldest first.

    Args:
        path: the report; it need not exist any more.
        state: the person's state folder.
        notes: its notes, where the journal lies beside them.

    Returns:
        The versions; none where there is no journal.
    """
    found: list[Entry] = []
    last: dict[str, int] = {}
    with _journal(path, state, notes) as journal:
        for version in journal.history(Path(path)) if journal is not None else ():
            found.append(Entry(version, last.get(version.section)))
            last[version.section] = version.figures
    return tuple(found)


def find_version(path: str, number: int, state: Path, notes: str | None = None) -> Version:
    """One version of a report.

    Args:
        path: the report.
        number: its number in the journal.
        state: the person's state folder.
        notes: its notes, where the journal lies beside them.

    Raises:
        UsageError: the report has no such version.
    """
    versions = (entry.version for entry in list_versions(path, state, notes))
    found = next((version for version in versions if version.id == number), None)
    if found is None:
        raise UsageError("rewrite.no_version", path=path, number=number)
    return found


def prepare_restore(path: str, number: int, state: Path, notes: str | None = None) -> Restoring:
    """See what bringing a version back would change.

    Args:
        path: the report.
        number: the version.
        state: the person's state folder.
        notes: its notes, where the journal lies beside them.

    Returns:
        What would be written.

    Raises:
        InputError: the report cannot be read.
        UsageError: there is no such version, or its section is gone from the report.
        StorageError: the rest of the report would not stay as it is.
    """
    version = find_version(path, number, state, notes)
    stored = open_stored(path)
    home = journal_home(Path(path), notes)
    if version.section == WHOLE:
        if stored.source.file is None:
            raise UsageError("rewrite.whole_word", path=path)
        data = stored.source.file.with_text(_ends_like(stored, version.text)).encode(path)
        return Restoring(stored, version, stored.text, data, home)
    with open_journal(home, state) as journal:
        shelf = _shelf_of(stored, journal)
        if version.section not in shelf.ids:
            raise UsageError("rewrite.section_gone", name=version.title or version.section, number=number)
        body = shelf.sections[shelf.ids.index(version.section)].body
    old = body_text(stored.text[body.start : body.end])
    lines = version.text.split("\n")
    if stored.is_word:
        data = with_paragraphs(stored, body, lines) if old != version.text else stored.data
    else:
        data, _ = with_edits(stored, line_edits(stored.text, body, lines), [body])
    return Restoring(stored, version, old, data, home)


def restore(restoring: Restoring, state: Path) -> Version:
    """Bring a version back; what stands in the report now is saved first.

    Args:
        restoring: from `prepare_restore`.
        state: the person's state folder.

    Returns:
        The new newest version, with the text of the old one.

    Raises:
        StorageError: the report was changed meanwhile or cannot be written; it is as it was.
    """
    with open_journal(restoring.home, state) as journal:
        shelf = _shelf_of(restoring.stored, journal)
        shelf.save_hand(shelf.sections)
        if restoring.version.section == WHOLE:
            shelf.save_whole({Author.HAND: 1})
        put_back(restoring.stored, restoring.data)
        return journal.restore(restoring.version.id)


def line_edits(text: str, span: Span, lines: Sequence[str]) -> tuple[Edit, ...]:
    """The edits that turn the lines of a stretch of text into others; what stands between lines stays.

    Args:
        text: the report.
        span: the stretch, without blanks at its ends.
        lines: the new lines, none blank.
    """
    spans: list[Span] = []
    at = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            spans.append(Span(start, start + len(line.strip())))
        at += len(line)
    old = [text[one.start : one.end] for one in spans]
    between = text[spans[0].end : spans[1].start] if len(spans) > 1 else _paragraph_end(text)
    edits: list[Edit] = []
    for kind, low, high, first, last in SequenceMatcher(None, old, lines, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if high - low == last - first:
            pairs = zip(spans[low:high], lines[first:last], strict=True)
            edits += [Edit(one.start, one.end, line) for one, line in pairs]
        elif kind == "insert":
            at = spans[low - 1].end if low else spans[0].start
            new = between.join(lines[first:last])
            edits.append(Edit(at, at, between + new if low else new + between))
        elif kind == "delete":
            start, end = (spans[low - 1].end, spans[high - 1].end) if low else (spans[0].start, spans[high].start)
            edits.append(Edit(start, end, ""))
        else:
            edits.append(Edit(spans[low].start, spans[high - 1].end, between.join(lines[first:last])))
    return tuple(edits)


def _paragraph_end(text: str) -> str:
    """What stands between two paragraphs of a report: a blank line in Markdown, else a line end and the indent."""
    newline = "\r\n" if "\r\n" in text else "\n"
    if newline * 2 in text:
        return newline * 2
    indent = "　　" if f"{newline}　　" in text else ""
    return newline + indent


def _ends_like(stored: Stored, text: str) -> str:
    """A text with the line ends of a file that mixes them: those that are most of it."""
    file = stored.source.file
    return text.replace("\n", "\r\n") if file is not None and not file.newline and "\r\n" in file.text else text


def _shelf_of(stored: Stored, journal: Journal) -> Shelf:
    sections = sections_of(stored.report, LEAD)
    return make_shelf(stored.report, sections, Path(stored.source.path), journal, language(stored.text))


@contextmanager
def _journal(path: str, state: Path, notes: str | None) -> Iterator[Journal | None]:
    """The journal that knows a report; None where there is none: to look must not leave a trace."""
    if path == STANDARD:
        raise UsageError("rewrite.no_history", path=path)
    home = journal_home(Path(path), notes)
    if not (home / FOLDER / FILE).is_file() and os.access(home, os.W_OK):
        yield None
        return
    with open_journal(home, state) as journal:
        yield journal

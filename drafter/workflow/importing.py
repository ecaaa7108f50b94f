"""From files that a person has (an old report, a plan, a table of indicators) to notes, each fact with its source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.drafting.gather import append, gather
from drafter.drafting.passages import headings_at, read_passages
from drafter.drafting.table_facts import read_table
from drafter.drafting.tables import grid
from drafter.errors import InputError, UsageError
from drafter.files import STANDARD, read_file, read_text, write_file, write_text
from drafter.kinds import load_kind
from drafter.messages import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    from drafter.drafting.tables import Found, Omission
    from drafter.kinds import Kind

_WORD: Final = frozenset({".docx", ".docm", ".dotx", ".doc"})
_SHEET: Final = frozenset({".xlsx", ".xlsm", ".xltx", ".xls"})
_TEXT: Final = frozenset({".md", ".markdown", ".txt", ""})
_DELIMITERS: Final = ",;\t"
_MOST_FIELD: Final = 2**20  # characters of one field of a .csv
# What is kept back without the person having hidden it: the exit status says so.
_UNREAD: Final = frozenset({"no_value", "error_value", "unknown_format"})


@dataclass(frozen=True, slots=True)
class ImportRun:
    """What an import made.

    Attributes:
        text: the notes.
        facts: how many facts it added.
        known: how many were in the notes already.
        omissions: what was left out or is in doubt, each with the file it is in.
    """

    text: str
    facts: int
    known: int
    omissions: tuple[tuple[str, Omission], ...]

    @property
    def is_partial(self) -> bool:
        """Whether a cell could not be read."""
        return any(omission.kind in _UNREAD for _, omission in self.omissions)


def import_files(  # noqa: PLR0913  # each is a choice of the person's
    paths: Sequence[str],
    output: str,
    *,
    kind_name: str,
    folders: Sequence[Traversable] = (),
    lang: Lang = "zh",
    add: bool = False,
) -> ImportRun:
    """Read files and write what they state to notes.

    Args:
        paths: .docx, .xlsx, .csv, .txt or .md.
        output: the notes, or `-`.
        kind_name: whose sections the notes have.
        folders: a person's own folders of kinds.
        lang: the reader's language, for the sources in the notes.
        add: add to notes that exist.

    Returns:
        What was made; the notes are on the disk.

    Raises:
        UsageError: the notes exist already and are not to be added to, or are one of the files.
        InputError: a file cannot be read, or none of them states a fact.
    """
    exists = output != STANDARD and Path(output).exists()
    if exists and not add:
        raise UsageError("import.exists", path=output)
    if exists and any(path != STANDARD and Path(path).resolve() == Path(output).resolve() for path in paths):
        raise UsageError("import.onto_itself", path=output)
    kind = load_kind(kind_name, folders)
    found: list[tuple[Found, str]] = []
    omissions: list[tuple[str, Omission]] = []
    for path in paths:
        name = Path(path).name if path != STANDARD else say("import.standard_input", lang)
        facts, left_out = read_facts(path, lang)
        found += ((fact, say("import.source", lang, file=name, place=fact.place)) for fact in facts)
        omissions += ((name, omission) for omission in left_out)
    if not found:
        raise InputError("import.nothing", path=paths[0])
    return _write(found, output, kind, tuple(omissions), add=exists)


def _write(
    found: Sequence[tuple[Found, str]],
    output: str,
    kind: Kind,
    omissions: tuple[tuple[str, Omission], ...],
    *,
    add: bool,
) -> ImportRun:
    """Write the notes, or the facts into those that are there."""
    if add:
        old = read_file(output)
        text, known = append(old.text, found, kind)
        write_file(output, old.with_text(text))
        return ImportRun(text, len(found) - known, known, omissions)
    text = gather(found, kind, say("import.front", kind.lang, kind=kind.title))
    write_text(output, text)
    return ImportRun(text, len(found), 0, omissions)


def read_facts(path: str, lang: Lang = "zh") -> tuple[list[Found], list[Omission]]:
    """The facts that a file states.

    Args:
        path: .docx, .xlsx, .csv, .txt, .md, or `-` for text.
        lang: the reader's language, for the places.

    Returns:
        The facts in order, and what was left out or is in doubt.

    Raises:
        InputError: the file cannot be read, or is of no kind that can be imported.
    """
    suffix = Path(path).suffix.lower() if path != STANDARD else ""
    if suffix in _SHEET:
        return _from_sheet(path)
    if suffix in _WORD:
        return _from_word(path, lang)
    if suffix in {".csv", ".tsv"}:
        return read_table(grid(_records(path), ""))
    if suffix not in _TEXT:
        raise InputError("import.unknown", path=path)
    return read_passages(read_text(path), lambda line: say("import.line", lang, number=line))


def _from_sheet(path: str) -> tuple[list[Found], list[Omission]]:
    from drafter.formats.xlsx import read_xlsx  # noqa: PLC0415  # openpyxl takes 0.2 s; only for workbooks

    tables, omissions = read_xlsx(path)
    found: list[Found] = []
    for table in tables:
        facts, doubts = read_table(table)
        found += facts
        omissions += doubts
    return found, omissions


def _from_word(path: str, lang: Lang) -> tuple[list[Found], list[Omission]]:
    from drafter.formats.docx import read_docx, read_footnotes, split_tables  # noqa: PLC0415  # python-docx takes 0.2 s

    word = read_docx(path)
    text, tables = split_tables(word, say("import.table", lang, number="{number}"))
    found, omissions = read_passages(text, lambda line: say("import.paragraph", lang, number=line))
    for offset, table in tables:
        facts, doubts = read_table(table, headings_at(text, offset))
        found += facts
        omissions += doubts
    for one in read_footnotes(word):
        label = say(f"word.{one.kind}", lang, number=one.number)
        facts, forms = read_passages(one.text, lambda _, label=label: label)  # type: ignore[misc]  # bound at once
        found += facts
        omissions += forms
    return found, omissions


def _records(path: str) -> list[list[str]]:
    """The rows of a .csv; its delimiter is the one that splits most lines alike."""
    text = read_text(path)
    delimiter = max(_DELIMITERS, key=lambda one: _regularity(text, one))
    csv.field_size_limit(_MOST_FIELD)
    try:
        return list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    except csv.Error as error:
        raise InputError("import.broken_csv", path=path, reason=str(error)) from error


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    """How many lines have as many fields as most do, more than one; and how many fields that is."""
    try:
        sizes = [len(row) for row in csv.reader(text.splitlines()[:200], delimiter=delimiter) if row]
    except csv.Error:
        return 0, 0
    usual = max(set(sizes), key=lambda size: (sizes.count(size), size), default=1)
    return (sizes.count(usual) if usual > 1 else 0), usual

"""Put new words into a report and nothing else: the rest is the same byte for byte, or nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.drafting.wording import finer_edits
from drafter.errors import StorageError
from drafter.files import STANDARD, TextFile, write_bytes
from drafter.outline import read_report
from drafter.rules.safety import apply_edits
from drafter.workflow.sources import Source, read_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.model import Edit, Report, Span


@dataclass(frozen=True)
class Stored:
    """A report with its exact text and its bytes.

    Attributes:
        source: the report as it lies on the disk.
        report: its tree. For text files that mix line ends, these stand in the text as they are.
        data: the bytes that were read; b"" for standard input.
    """

    source: Source
    report: Report
    data: bytes

    @property
    def text(self) -> str:
        """The exact text, which all offsets point into."""
        return self.report.text

    @property
    def is_word(self) -> bool:
        """Whether it is a Word file."""
        return self.source.word is not None


def open_stored(path: str) -> Stored:
    """Read a report to be changed in place.

    Args:
        path: .md, .txt, .docx, or `-`.

    Returns:
        The report.

    Raises:
        InputError: it cannot be read.
    """
    source = read_source(path)
    text = source.file.text if source.file is not None else source.text
    return Stored(source, read_report(text, path), b"" if path == STANDARD else Path(path).read_bytes())


def with_edits(stored: Stored, edits: Sequence[Edit], spans: Sequence[Span]) -> tuple[bytes, tuple[Edit, ...]]:
    """The bytes of the report with edits made, and those edits that a Word file does not allow.

    Args:
        stored: the report; a Word file is changed in memory.
        edits: offsets of its text.
        spans: where edits may be; all else must stay as it is.

    Raises:
        StorageError: something outside would change, or the headings would: nothing may be written.
    """
    if any(not any(span.start <= edit.start and edit.end <= span.end for span in spans) for edit in edits):
        raise StorageError("rewrite.rest_changed", path=stored.source.path)
    if stored.source.word is not None:
        from drafter.formats import docx  # noqa: PLC0415  # only for Word files

        word = stored.source.word
        before = docx.fingerprint(word.document, docx.lines_within(word, spans))
        left = tuple(edit for edit in edits if not docx.is_editable(word, edit))
        finer = [
            one for edit in edits if edit not in left for one in finer_edits(word.text[edit.start : edit.end], edit)
        ]
        refused = docx.apply_edits(word, finer)
        data = docx.docx_bytes(word.document)
        if refused or not docx.is_rest_same(before, docx.fingerprint(data)):
            raise StorageError("rewrite.rest_changed", path=stored.source.path)
        return data, left
    return _text_bytes(stored, edits), ()


def with_paragraphs(stored: Stored, span: Span, paragraphs: Sequence[str]) -> bytes:
    """The bytes of a Word file with other paragraphs in the place of those of a section.

    Args:
        stored: the report, a Word file; changed in memory.
        span: the section's own text.
        paragraphs: the new ones.

    Raises:
        StorageError: something outside would change, or the file does not allow it: nothing may be written.
    """
    from drafter.formats import docx  # noqa: PLC0415  # only for Word files

    word = stored.source.word
    if word is None:
        raise StorageError("rewrite.rest_changed", path=stored.source.path)
    before = docx.fingerprint(word.document, docx.lines_within(word, [span]))
    left = docx.replace_paragraphs(word, span, paragraphs)
    data = docx.docx_bytes(word.document)
    if left or not docx.is_rest_same(before, docx.fingerprint(data)):
        raise StorageError("rewrite.rest_changed", path=stored.source.path)
    return data


def _text_bytes(stored: Stored, edits: Sequence[Edit]) -> bytes:
    """The bytes of a text file with edits made, proved to be the old ones outside the edits."""
    file = stored.source.file or TextFile(stored.text)
    path = stored.source.path
    new_text = apply_edits(stored.text, edits)
    data = file.with_text(new_text).encode(path)
    old, new, at = b"", b"", 0
    bare = file.with_text("").encode(path)  # the byte order mark, where there is one
    for edit in sorted(edits, key=lambda edit: edit.start):
        same = file.with_text(stored.text[at : edit.start]).encode(path)[len(bare) :]
        old += same + file.with_text(stored.text[edit.start : edit.end]).encode(path)[len(bare) :]
        new += same + file.with_text(edit.text).encode(path)[len(bare) :]
        at = edit.end
    rest = file.with_text(stored.text[at:]).encode(path)[len(bare) :]
    if data != bare + new + rest or (stored.data and stored.data != bare + old + rest):
        raise StorageError("rewrite.rest_changed", path=path)
    if _headings(read_report(new_text)) != _headings(stored.report):
        raise StorageError("rewrite.headings_changed", path=path)
    return data


def _headings(report: Report) -> list[tuple[int, str, str]]:
    return [(section.level, section.number, section.title) for section in report.walk()]


def put_back(stored: Stored, data: bytes, path: str | None = None) -> None:
    """Write the new bytes in the place of the old ones.

    Args:
        stored: the report as it was read.
        data: from `with_edits`.
        path: where they go; None for the report itself.

    Raises:
        StorageError: the file was changed meanwhile, or cannot be written; it is as it was.
    """
    target = path or stored.source.path
    if target != STANDARD and target == stored.source.path and Path(target).read_bytes() != stored.data:
        raise StorageError("rewrite.changed_meanwhile", path=target)
    write_bytes(target, data)

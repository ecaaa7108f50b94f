"""A report as it lies on the disk: text in any encoding, or a Word file; read once, with its way back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.errors import InputError
from drafter.files import STANDARD, read_file

if TYPE_CHECKING:
    from drafter.files import TextFile
    from drafter.formats.docx import WordFootnote, WordText

_WORD: Final = frozenset({".docx", ".docm", ".doc", ".dotx", ".wps"})


@dataclass(frozen=True)
class Source:
    """A report's text and where it came from; exactly one of `file` and `word` is set.

    Attributes:
        path: as the person gave it.
        text: line ends as LF.
        file: how the text was stored.
        word: the open Word file.
        footnotes: those of a Word file; apart from its text.
    """

    path: str
    text: str
    file: TextFile | None = None
    word: WordText | None = None
    footnotes: tuple[WordFootnote, ...] = ()


def read_source(path: str) -> Source:
    """Read a report.

    Args:
        path: .md, .txt, .docx, or `-` for standard input.

    Returns:
        Its text, with its way back.

    Raises:
        InputError: it has no words; see `drafter.files.read_file` and `drafter.formats.docx.read_docx`.
    """
    if path != STANDARD and Path(path).suffix.lower() in _WORD:
        from drafter.formats.docx import read_docx, read_footnotes  # noqa: PLC0415  # python-docx takes 0.2 s; most reports are text

        word = read_docx(path)
        if not word.text.strip():
            raise InputError("files.empty", path=path)
        return Source(path, word.text, word=word, footnotes=read_footnotes(word))
    file = read_file(path)
    return Source(path, file.text.replace("\r\n", "\n").replace("\r", "\n"), file=file)

"""A report in the form in which it is handed in: Word, PDF, HTML or plain text."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.errors import StorageError, UsageError
from drafter.files import write_bytes, write_text
from drafter.formats.layout import load_layout
from drafter.outline import read_report
from drafter.workflow.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.messages import Lang
    from drafter.model import Report

_HEADING: Final = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
_STRONG: Final = re.compile(r"\*\*([^*\n]+)\*\*")
_BLANK: Final = re.compile(r"\n{3,}")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_SECONDS: Final = 120
_OFFICE: Final = ("soffice", "libreoffice")


def export(path: str, output: str) -> tuple[str, ...]:
    """Write a report in another form; the ending of the output says which.

    Args:
        path: the report: .md, .txt, .docx, or `-`.
        output: .docx, .pdf, .html or .txt.

    Returns:
        The fonts that the reader's machine needs; () for plain text.

    Raises:
        InputError: the report cannot be read.
        UsageError: the ending is none of these, or a PDF is wanted and there is no LibreOffice.
        StorageError: it cannot be written.
    """
    form = Path(output).suffix.lower()
    if form not in _FORMS:
        raise UsageError("export.unknown_form", path=output, forms=" ".join(_FORMS))
    report = read_report(read_source(path).text, path)
    lang: Lang = "zh" if _CHINESE.search(report.text) else "en"
    _FORMS[form](report, lang, output)
    return () if form == ".txt" else load_layout(lang).font_names


def plain_text(report: Report) -> str:
    """The report without Markdown: headings keep their official numbers, which is all they need."""
    text = _STRONG.sub(r"\1", _HEADING.sub("", report.text))
    return _BLANK.sub("\n\n", text).strip() + "\n"


def _txt(report: Report, lang: Lang, output: str) -> None:
    del lang
    write_text(output, plain_text(report))


def _html(report: Report, lang: Lang, output: str) -> None:
    from drafter.formats.html import html_page  # noqa: PLC0415  # one form of four

    write_text(output, html_page(report, lang))


def _docx(report: Report, lang: Lang, output: str) -> None:
    from drafter.formats.docx import docx_bytes, word_report  # noqa: PLC0415  # python-docx takes 0.2 s

    write_bytes(output, docx_bytes(word_report(report, lang)))


def _pdf(report: Report, lang: Lang, output: str) -> None:
    """By way of the Word file, so that both look the same."""
    office = next(filter(None, map(shutil.which, _OFFICE)), None)
    if office is None:
        raise UsageError("export.no_office", path=output)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _docx(report, lang, str(folder / "report.docx"))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"  # one of its own: another run may be open
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", name, str(folder / "report.docx")]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
            write_bytes(output, (folder / "report.pdf").read_bytes())
        except (OSError, subprocess.SubprocessError) as error:
            raise StorageError("export.office_failed", path=output) from error


_FORMS: Final[dict[str, Callable[[Report, Lang, str], None]]] = {
    ".docx": _docx,
    ".pdf": _pdf,
    ".html": _html,
    ".txt": _txt,
}

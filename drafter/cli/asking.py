"""The command ask: what notes lack, as questions to take to colleagues."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from drafter.cli.options import KindOption, LangOption, text
from drafter.cli.session import open_session
from drafter.console import note
from drafter.errors import UsageError
from drafter.files import STANDARD
from drafter.messages import say


class SheetFormat(StrEnum):
    """Forms of the list of questions."""

    text = "text"
    docx = "docx"
    json = "json"


_BY_ENDING = {".docx": SheetFormat.docx, ".json": SheetFormat.json}


def ask(
    notes: Annotated[str, typer.Argument(metavar="NOTES", help=text("ask_notes"))],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help=text("ask_output"))] = STANDARD,
    format: Annotated[SheetFormat | None, typer.Option("--format", help=text("ask_format"))] = None,  # noqa: A002  # the option's name
    kind: KindOption = None,
    lang: LangOption = None,
) -> None:
    """List what notes lack. Exits with 0 whether something lacks or not: asking is no check."""
    from drafter.workflow.asking import make_sheet, write_sheet  # noqa: PLC0415  # not needed for `--help`

    form = format or _BY_ENDING.get(Path(output).suffix.lower(), SheetFormat.text)
    if form is SheetFormat.docx and output == STANDARD:
        raise UsageError("ask.docx_needs_output")
    if STANDARD not in {output, notes} and Path(output).resolve() == Path(notes).resolve():
        raise UsageError("ask.over_notes", path=output)
    session = open_session(notes, kind=kind, lang=lang)
    sheet = make_sheet(notes, session.settings, session.folders)
    reader = session.lang(sheet.lang)
    count = len(sheet.questions)
    if count or form is SheetFormat.json:
        write_sheet(sheet, form, output)
    if not count:
        note(say("ask.nothing", reader, kind=sheet.kind.title))
    elif output != STANDARD:
        note(say("ask.written", reader, path=output, count=count))

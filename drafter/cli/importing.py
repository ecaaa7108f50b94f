"""The command import: files that a person has, to notes."""

from __future__ import annotations

from typing import Annotated

import typer

from drafter.cli.options import KindOption, LangOption, text
from drafter.cli.session import open_session
from drafter.console import note
from drafter.errors import Exit
from drafter.messages import say


def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=text("import_files"))],
    output: Annotated[str, typer.Option("-o", "--output", metavar="NOTES", help=text("import_output"))] = "-",
    kind: KindOption = None,
    append: Annotated[bool, typer.Option("--append", help=text("import_append"))] = False,
    lang: LangOption = None,
) -> None:
    """Turn files into notes, each fact with its source."""
    from drafter.kinds import DEFAULT_KIND  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow.importing import import_files  # noqa: PLC0415  # the same

    session = open_session(output, kind=kind, lang=lang)
    reader = session.lang()
    run = import_files(
        files,
        output,
        kind_name=session.settings.kind or DEFAULT_KIND,
        folders=session.folders,
        lang=reader,
        add=append,
    )
    for file, omission in run.omissions:
        note(say(f"import.{omission.kind}", reader, file=file, place=omission.place, text=omission.text))
    if run.known:
        note(say("import.known", reader, count=run.known))
    if output != "-":
        note(say("import.done", reader, path=output, count=run.facts))
    if run.is_partial:
        raise typer.Exit(Exit.PARTIAL)

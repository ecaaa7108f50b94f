"""Commands that show what there is: kinds, settings, and what works."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from drafter.cli.options import (
    BackendOption,
    BaseUrlOption,
    FormatOption,
    LangOption,
    ModelOption,
    OutputFormat,
    text,
)
from drafter.cli.session import Session, open_session
from drafter.console import printable, show_table, write
from drafter.errors import Exit
from drafter.messages import say

kinds_app = typer.Typer(invoke_without_command=True, help=text("kinds"), rich_markup_mode=None)


@kinds_app.callback(invoke_without_command=True)
def kinds(context: typer.Context, format: FormatOption = OutputFormat.text, lang: LangOption = None) -> None:  # noqa: A002  # the option's name
    """List the kinds."""
    from drafter.kinds import list_kinds  # noqa: PLC0415  # not needed for `--help`

    if context.invoked_subcommand is not None:
        return
    session = open_session(lang=lang)
    found = list_kinds(session.folders)
    if format is OutputFormat.json:
        _write_json(
            {
                "kinds": [
                    {
                        "name": kind.name,
                        "title": kind.title,
                        "lang": kind.lang,
                        "sections": [s.title for s in kind.sections],
                    }
                    for kind in found
                ]
            }
        )
        return
    reader = session.lang()
    headers = [say(f"cli.column_{name}", reader) for name in ("name", "title", "sections")]
    rows = [(kind.name, kind.title, "、".join(spec.title for spec in kind.sections if spec.level)) for kind in found]
    show_table(rows, headers)


@kinds_app.command("show", help=text("kinds_show"))
def kinds_show(name: str, lang: LangOption = None) -> None:
    """Show one kind: its sections, requirements and questions."""
    from drafter.kinds import load_kind  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow.kinds import describe_kind  # noqa: PLC0415  # the same

    session = open_session(lang=lang)
    write(describe_kind(load_kind(name, session.folders), session.lang()))


@kinds_app.command("new", help=text("kinds_new"))
def kinds_new(
    name: Annotated[str, typer.Argument(help=text("kinds_new_name"))],
    base: Annotated[str, typer.Option("--from", help=text("kinds_new_from"))] = "zh-duty",
    lang: LangOption = None,
) -> None:
    """Copy a kind to start from."""
    from drafter.workflow.kinds import new_kind  # noqa: PLC0415  # not needed for `--help`

    session = open_session(lang=lang)
    write(say("cli.kind_made", session.lang(), path=str(new_kind(name, base, session.folders))))


def config(format: FormatOption = OutputFormat.text, lang: LangOption = None) -> None:  # noqa: A002  # the option's name
    """Show every setting, its value, where it came from and what it means."""
    from drafter.settings import SETTINGS  # noqa: PLC0415  # not needed for `--help`

    session = open_session(lang=lang)
    reader = session.lang()
    if format is OutputFormat.json:
        _write_json({"settings": {name: _setting(session, name) for name in SETTINGS}})
        return
    headers = [say(f"cli.column_{name}", reader) for name in ("setting", "value", "origin", "meaning")]
    rows = []
    for name in SETTINGS:
        origin = session.settings.origin(name)
        where = say(f"cli.layer_{origin.layer.name.lower()}", reader) + (f" {origin.where}" if origin.where else "")
        rows.append((name, session.settings.shown(name) or "-", where, say(f"settings.{name}", reader)))
    show_table(rows, headers)


def _setting(session: Session, name: str) -> dict[str, str]:
    origin = session.settings.origin(name)
    return {"value": session.settings.shown(name), "layer": origin.layer.name.lower(), "where": origin.where}


def _write_json(values: dict[str, object]) -> None:
    import json  # noqa: PLC0415  # only for --format json

    write(json.dumps({"schema": 1, **values}, ensure_ascii=False, indent=2))


def doctor(
    backend: BackendOption = None,
    base_url: BaseUrlOption = None,
    model: ModelOption = None,
    lang: LangOption = None,
) -> None:
    """Look at everything that a draft needs, and say the way out where something does not work."""
    from drafter.settings import state_folder  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow.doctor import examine  # noqa: PLC0415  # the same

    session = open_session(backend=backend, base_url=base_url, model=model, lang=lang)
    reader = session.lang()
    status = Exit.CLEAN
    for symptom in examine(session.settings, session.folders, state_folder(os.environ)):
        mark = say("doctor.works" if symptom.ok else "doctor.broken", reader)
        write(printable(f"[{mark}] {symptom.say(reader)}"))
        if hint := symptom.hint(reader):
            write(printable(say("console.hint", reader, hint=hint)))
        if not symptom.ok:
            status = symptom.fault.exit if symptom.fault else Exit.USAGE
    if status:
        raise typer.Exit(status)

"""Commands for the models of this machine: list, pull, add, path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from drafter.cli.options import LangOption, text
from drafter.cli.session import open_session
from drafter.console import ByteProgress, note, show_table, write
from drafter.messages import say

app = typer.Typer(no_args_is_help=True, help=text("model_app"), rich_markup_mode=None)
_GB = 10**9


def _folder(models_dir: str) -> Path:
    from drafter.settings import models_folder  # noqa: PLC0415  # not needed for `--help`

    return models_folder(os.environ, models_dir)


@app.command("list", help=text("model_list"))
def list_(lang: LangOption = None) -> None:
    """List the known models and those that are here."""
    from drafter.backends.models import list_models  # noqa: PLC0415  # not needed for `--help`

    session = open_session(lang=lang)
    reader = session.lang()
    rows = []
    for stored in list_models(_folder(session.settings.models_dir)):
        state = "here" if stored.here else "partial" if stored.partial else "away"
        size = f"{stored.model.size / _GB:.1f} GB"
        rows.append((stored.model.name, size, stored.model.licence or "-", say(f"cli.model_{state}", reader)))
    show_table(rows, [say(f"cli.column_{name}", reader) for name in ("name", "size", "licence", "state")])


@app.command("pull", help=text("model_pull"))
def pull(name: str, lang: LangOption = None) -> None:
    """Fetch a model and verify it."""
    from drafter.backends.fetch import pull_model  # noqa: PLC0415  # not needed for `--help`
    from drafter.backends.models import known_model  # noqa: PLC0415  # the same

    session = open_session(lang=lang)
    folder = _folder(session.settings.models_dir)
    model = known_model(name)
    note(say("cli.model_pulling", session.lang(), name=name, size=f"{model.size / _GB:.1f} GB"))
    with ByteProgress(name) as progress:
        path = pull_model(model, folder, progress=progress.show, offline=session.settings.offline)
    write(str(path))


@app.command("add", help=text("model_add"))
def add(path: Path, name: Annotated[str, typer.Option(help=text("model_name"))] = "", lang: LangOption = None) -> None:
    """Make a GGUF file of one's own known by a name."""
    from drafter.backends.models import add_model  # noqa: PLC0415  # not needed for `--help`

    session = open_session(lang=lang)
    model = add_model(path, _folder(session.settings.models_dir), name)
    write(model.name)


@app.command("path", help=text("model_path"))
def path(name: Annotated[str, typer.Argument()] = "", lang: LangOption = None) -> None:
    """Print where a model's file is, without a name that of the first that is here."""
    from drafter.backends.models import find_model  # noqa: PLC0415  # not needed for `--help`

    session = open_session(lang=lang)
    write(str(find_model(name, _folder(session.settings.models_dir))))

"""The Typer application: its commands by group, each in its own file."""

from __future__ import annotations

from typing import Annotated

import typer

from drafter import __version__
from drafter.cli import checking, importing, looking, models, rewriting, writing
from drafter.cli.options import LangOption, text

# Plain help: rich's markup mode would double the time of `--help`.
app = typer.Typer(
    help=text("app"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=text("version"))] = False,
    lang: LangOption = None,
) -> None:
    """Options before the command; the language is read from them before Typer runs."""


app.command("new", help=text("new"))(writing.new)
app.command("import", help=text("import"))(importing.import_)
app.command("draft", help=text("draft"))(writing.draft)
app.command("check", help=text("check"))(checking.check)
app.command("export", help=text("export"))(writing.export)
app.command("rewrite", help=text("rewrite"))(rewriting.rewrite)
app.command("history", help=text("history"))(rewriting.history)
app.command("figures", help=text("figures"))(checking.figures)
app.add_typer(looking.kinds_app, name="kinds")
app.command("config", help=text("config"))(looking.config)
app.command("doctor", help=text("doctor"))(looking.doctor)
app.add_typer(models.app, name="model")

"""The Typer application: its commands by group, each in its own file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drafter import __version__
from drafter.cli.options import LangOption, text
from drafter.cli.usage import Command, Group, context_settings, unknown_command

if TYPE_CHECKING:
    from collections.abc import Sequence

# Command to module and function, in the order of the help; a Typer application of its own is a group of commands.
COMMANDS: Final = {
    "new": ("writing", "new"),
    "collect": ("collecting", "collect"),
    "import": ("importing", "import_"),
    "sort": ("sorting", "sort"),
    "ask": ("asking", "ask"),
    "draft": ("writing", "draft"),
    "check": ("checking", "check"),
    "export": ("writing", "export"),
    "rewrite": ("rewriting", "rewrite"),
    "history": ("rewriting", "history"),
    "figures": ("checking", "figures"),
    "eval": ("evaluating", "evaluate"),
    "kinds": ("looking", "kinds_app"),
    "config": ("looking", "config"),
    "doctor": ("looking", "doctor"),
    "model": ("models", "app"),
}


def make_app(words: Sequence[str]) -> typer.Typer:
    """The application with the command that is asked for; with all where none is.

    Typer reads the signature and help of every command that it is given, which takes longer than most commands run.

    Args:
        words: the command line without the program's name.

    Raises:
        UsageError: the first word is no command.
    """
    asked = words[0] if words and words[0] in COMMANDS else None
    if words and not asked and not words[0].startswith("-"):
        raise unknown_command(words[0], COMMANDS)
    # Plain help: rich's markup mode would double the time of `--help`.
    app = typer.Typer(
        cls=Group,
        help=text("app"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=context_settings(),
    )
    app.callback()(root)
    for name in COMMANDS if asked is None else (asked,):
        module, attribute = COMMANDS[name]
        command = getattr(import_module(f"drafter.cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name, cls=Group)
        else:
            app.command(name, cls=Command, help=text(name))(command)
    return app


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


def root(
    *,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=text("version"))] = False,
    lang: LangOption = None,
) -> None:
    """Options before the command; the language is read from them before Typer runs."""

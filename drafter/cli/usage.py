"""What the command-line library says, in the reader's language: help pages, and what is wrong with a command line."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any, Final

from typer.core import TyperCommand, TyperGroup

from drafter.cli.folding import cells, fold
from drafter.cli.options import reader_lang
from drafter.errors import UsageError
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer._click import Context
    from typer.exceptions import TyperException

PROGRAM: Final = "drafter"
# The library's exceptions, and what else it words as a general one, to the sentence of ours.
_BY_CLASS: Final = {
    "NoSuchOption": "option",
    "BadOptionUsage": "option_value",
    "MissingParameter": "missing",
    "BadParameter": "value",
}
_BY_WORDS: Final = (
    (re.compile(r"No such command '(?P<name>.*?)'\.(?: Did you mean '(?P<near>[^']*)'\?)?", re.DOTALL), "command"),
    (re.compile(r"Got unexpected extra argument\(s\) \((?P<words>.*)\)", re.DOTALL), "extra"),
    (re.compile(r"Missing (?P<name>command)\."), "missing"),
)
_WIDEST: Final = 80  # cells of a help page, as the library has it
_NARROWEST: Final = 40
# The library counts a Chinese character as one cell and breaks within words: its lines stay whole, and are folded here.
_UNFOLDED: Final = 10_000


class Command(TyperCommand):
    """A command whose help page speaks the reader's language."""

    def get_help(self, ctx: Context) -> str:
        """The page, in the reader's language and folded to the terminal."""
        return _localised(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help page speaks the reader's language."""

    def get_help(self, ctx: Context) -> str:
        """The page, in the reader's language and folded to the terminal."""
        return _localised(super().get_help(ctx))


def context_settings() -> dict[str, object]:
    """What the library is told about every command."""
    width = {"terminal_width": _UNFOLDED} if reader_lang() == "zh" else {}
    return {"help_option_names": ["-h", "--help"], **width}


def _localised(page: str) -> str:
    if reader_lang() != "zh":
        return page
    for words, chinese in read_table("help_zh.toml").items():
        page = page.replace(words, chinese)
    width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
    return "\n".join(_fold_entry(line, width) for line in page.split("\n"))


def _fold_entry(line: str, width: int) -> str:
    """One line of a page; what does not fit goes on below where its description begins."""
    entry = re.match(r" {2}\S.*? {2,}(?=\S)", line)
    return fold(line, width, cells(entry[0]) if entry else len(line) - len(line.lstrip()))


def unknown_command(name: str, known: Iterable[str]) -> UsageError:
    """The error for a first word that is no command.

    Args:
        name: the word.
        known: the commands.
    """
    from drafter.settings.read import nearest  # noqa: PLC0415  # only for a mistake

    return UsageError("usage.command", name=name, near=nearest(name, known), program=PROGRAM)


def is_help(error: TyperException) -> bool:
    """Whether the library stopped only to show a help page: no word was given where one is needed."""
    return type(error).__name__ == "NoArgsIsHelpError"


def usage_error(error: TyperException) -> UsageError:
    """What the library refused, as an error of ours.

    Args:
        error: its exception. The classes are private to the library; what they carry is read by name.

    Returns:
        The sentence and the way out.
    """
    context, param = getattr(error, "ctx", None), getattr(error, "param", None)
    values: dict[str, Any] = {
        "program": context.command_path if context else PROGRAM,
        "name": getattr(error, "option_name", "") or _called(param),
        "near": ", ".join(getattr(error, "possibilities", None) or ()),
        "wanted": _wanted(param),
        "said": error.format_message(),
    }
    fault = _BY_CLASS.get(type(error).__name__, "") if values["name"] else ""
    for pattern, worded in _BY_WORDS if not fault else ():
        if found := pattern.match(error.message):
            return UsageError(f"usage.{worded}", **{**values, **found.groupdict("")})
    return UsageError(f"usage.{fault or 'other'}", **values)


def _called(param: object) -> str:
    """An option or argument as a person writes it; "" for none."""
    if getattr(param, "param_type_name", "") == "option":
        return str(getattr(param, "opts", [""])[0])
    return str(getattr(param, "human_readable_name", ""))


def _wanted(param: object) -> str:
    """What a parameter takes: its choices, or its type."""
    type_ = getattr(param, "type", None)
    choices = getattr(type_, "choices", ())
    return ", ".join(str(getattr(choice, "value", choice)) for choice in choices) or str(getattr(type_, "name", ""))

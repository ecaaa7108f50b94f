"""Options that several commands share, and the reader's language, which even `--help` needs."""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

import typer

from drafter.messages import LANGS, Lang, locale_lang, say


class LangChoice(StrEnum):
    """Languages of the messages."""

    zh = "zh"
    en = "en"


class OutputFormat(StrEnum):
    """Forms of a result that is not a report."""

    text = "text"
    json = "json"


def asked_lang() -> Lang | None:
    """The language that `--lang` on the command line asks for; read before Typer does, since help texts need it."""
    for word, following in pairwise([*sys.argv[1:], ""]):
        given = following if word == "--lang" else word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        for lang in LANGS:
            if given == lang:
                return lang
    return None


def reader_lang(otherwise: Lang = "zh") -> Lang:
    """The reader's language: `--lang`, then DRAFTER_LANG and the locale, then what is given, e.g. the report's own."""
    return asked_lang() or locale_lang() or otherwise


def text(name: str) -> str:
    """A help text of the catalogue in the reader's language."""
    return say(f"cli.{name}", reader_lang())


LangOption = Annotated[LangChoice | None, typer.Option("--lang", help=text("lang"))]
FormatOption = Annotated[OutputFormat, typer.Option("--format", help=text("format"))]
KindOption = Annotated[str | None, typer.Option("--kind", metavar="KIND", help=text("kind"))]
BackendOption = Annotated[str | None, typer.Option(help=text("backend"))]
BaseUrlOption = Annotated[str | None, typer.Option(help=text("base_url"))]
ModelOption = Annotated[str | None, typer.Option(help=text("model"))]
JobsOption = Annotated[int | None, typer.Option(help=text("jobs"))]
SeedOption = Annotated[int | None, typer.Option(help=text("seed"))]
FreshOption = Annotated[bool, typer.Option("--fresh", help=text("fresh"))]
OfflineOption = Annotated[bool | None, typer.Option("--offline", help=text("offline"))]
MaxTokensTotalOption = Annotated[int | None, typer.Option(help=text("max_tokens_total"))]

"""The command collect: facts asked for section by section, or offered from free text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.options import KindOption, LangOption, text
from drafter.cli.session import open_session
from drafter.errors import Exit, UsageError
from drafter.messages import Lang, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.kinds import Kind
    from drafter.workflow.collect import Desk, Notebook


def collect(
    notes: Annotated[str, typer.Argument(metavar="NOTES", help=text("collect_notes"))],
    source: Annotated[str | None, typer.Option("--from", metavar="FILE", help=text("collect_from"))] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=text("collect_yes"))] = False,
    plain: Annotated[bool, typer.Option("--plain", help=text("collect_plain"))] = False,
    kind: KindOption = None,
    lang: LangOption = None,
) -> None:
    """Ask for facts, section by section."""
    from datetime import datetime  # noqa: PLC0415  # not needed for `--help`

    from drafter.cli.desk import open_desk  # noqa: PLC0415  # the same
    from drafter.workflow import collect as verb  # noqa: PLC0415  # the same

    if yes and source is None:
        raise UsageError("collect.yes_without_from")
    session = open_session(notes, kind=kind, lang=lang)
    reader = session.lang()
    desk = open_desk(reader, session.settings.colour, plain=plain)
    book = verb.open_notebook(
        notes,
        flag=kind or "",
        usual=session.settings.kind,
        folders=session.folders,
        today=datetime.now().astimezone().date(),
        choose=_chooser(desk, reader) if desk.is_lively and not yes else None,
    )
    if not (_offer(source, book, desk, reader, yes=yes) if source else _ask(book, desk, reader)):
        raise typer.Exit(Exit.PARTIAL)


def _ask(book: Notebook, desk: Desk, lang: Lang) -> bool:
    """Ask section by section; whether all that a script said was used."""
    from drafter.workflow.collect_dialogue import collect as verb  # noqa: PLC0415  # only where it is asked for

    return not verb(book, desk, lang).left_over


def _offer(source: str, book: Notebook, desk: Desk, lang: Lang, *, yes: bool) -> bool:
    """Offer what a file may state; whether everything was decided on, or a person chose to stop."""
    from drafter.workflow.collect_offer import offer  # noqa: PLC0415  # only where it is asked for

    return not offer(source, book, desk, lang, yes=yes).undecided or desk.is_lively


def _chooser(desk: Desk, lang: Lang) -> Callable[[Sequence[Kind]], Kind]:
    """Asks for the kind of new notes."""
    from drafter.drafting.collecting.answers import read_choice  # noqa: PLC0415  # only where a person is asked

    def choose(kinds: Sequence[Kind]) -> Kind:
        desk.tell(say("collect.which_kind", lang), "title")
        for number, kind in enumerate(kinds, 1):
            desk.tell(say("collect.listed", lang, number=number, text=kind.title))
        while True:
            given = desk.ask(say("collect.choose_kind", lang))
            if given is None or read_choice(given).name == "quit":
                raise typer.Exit  # nothing was made yet
            given = given.strip() or "1"
            if given.isdecimal() and 1 <= int(given) <= len(kinds):
                return kinds[int(given) - 1]
            desk.tell(say("collect.no_choice", lang, count=len(kinds)), "warn")

    return choose

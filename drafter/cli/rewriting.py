"""Commands that change a report in place: rewrite, history."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.options import KindOption, LangOption, text
from drafter.cli.session import Session, open_session
from drafter.console import DraftProgress, ask, can_ask, note, printable, show_usage, show_words, write
from drafter.errors import Exit, UsageError
from drafter.messages import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.workflow.rewrite import Job, Order, RewriteRun, SectionChange


def rewrite(
    report: Annotated[str, typer.Argument(metavar="REPORT", help=text("rewrite_report"))],
    section: Annotated[str, typer.Argument(metavar="SECTION", help=text("rewrite_section"))] = "",
    findings: Annotated[bool, typer.Option("--findings", help=text("rewrite_findings"))] = False,
    sentence: Annotated[str, typer.Option(metavar="TEXT", help=text("rewrite_sentence"))] = "",
    instruction: Annotated[str, typer.Option(metavar="TEXT", help=text("instruction"))] = "",
    style: Annotated[str, typer.Option(metavar="STYLE", help=text("style"))] = "",
    notes: Annotated[str | None, typer.Option(metavar="NOTES", help=text("rewrite_notes"))] = None,
    diff: Annotated[bool, typer.Option("--diff", help=text("rewrite_diff"))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=text("rewrite_yes"))] = False,
    kind: KindOption = None,
    backend: Annotated[str | None, typer.Option(help=text("backend"))] = None,
    base_url: Annotated[str | None, typer.Option(help=text("base_url"))] = None,
    model: Annotated[str | None, typer.Option(help=text("model"))] = None,
    seed: Annotated[int | None, typer.Option(help=text("seed"))] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help=text("fresh"))] = False,
    offline: Annotated[bool | None, typer.Option("--offline", help=text("offline"))] = None,
    max_tokens_total: Annotated[int | None, typer.Option(help=text("max_tokens_total"))] = None,
    lang: LangOption = None,
) -> None:
    """Rewrite a section or a sentence."""
    from drafter.settings import state_folder  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow import rewrite as verb  # noqa: PLC0415  # the same

    flags = {"backend": backend, "base_url": base_url, "model": model, "seed": seed, "lang": lang}
    session = open_session(report, **flags, kind=kind, offline=offline, max_tokens_total=max_tokens_total)
    order = verb.Order(section, sentence, findings, instruction, style, notes, kind or "")
    _refuse_unclear(order, silent=diff or yes or report == "-")
    words = sentence or section
    job = verb.prepare(
        report, order, session.settings, session.folders, lambda names: _choose(words, names, session.lang())
    )
    reader = session.lang(job.lang)
    if not job.tasks:
        note(say("rewrite.nothing_found", reader))
        return
    note(_announcement(job, session, reader))
    state = state_folder(os.environ)
    with DraftProgress(reader) as watch:
        run = verb.rewrite(job, state=state, settings=session.settings, watch=watch, fresh=fresh)
    _show(run, session, reader, silent=report == "-")
    if run.changed and not diff:
        if not (yes or report == "-" or _agrees(report, reader)):
            note(say("rewrite.not_written", reader))
            return
        numbers = "、".join(str(version.id) for version in verb.save(run, state=state))
        note(say("rewrite.written" if numbers else "rewrite.written_plain", reader, path=report, numbers=numbers))
    if run.is_partial:
        raise typer.Exit(Exit.PARTIAL)


def _refuse_unclear(order: Order, *, silent: bool) -> None:
    """Refuse what nobody could follow, before anything is sent or spent."""
    if sum(map(bool, (order.section, order.sentence, order.findings))) != 1:
        raise UsageError("rewrite.what")
    if not silent and not can_ask():
        raise UsageError("rewrite.nobody_to_ask")


def _choose(words: str, names: Sequence[str], lang: Lang) -> int:
    """Which of several is meant: asked on a terminal, refused elsewhere."""
    if not can_ask():
        raise UsageError("rewrite.ambiguous", words=words, known=" / ".join(names))
    note(say("rewrite.choose", lang, words=words))
    for number, name in enumerate(names, 1):
        note(f"  {number}  {name}")
    answer = ask(say("rewrite.choice", lang))
    if not (answer.isdecimal() and 1 <= int(answer) <= len(names)):
        raise UsageError("rewrite.ambiguous", words=words, known=" / ".join(names))
    return int(answer) - 1


def _agrees(path: str, lang: Lang) -> bool:
    return ask(say("rewrite.ask", lang, path=path)).lower() in {"y", "yes", "是", "好"}


def _announcement(job: Job, session: Session, lang: Lang) -> str:
    """The run's first line: who writes, and what leaves the machine."""
    counts = {"sections": len(job.tasks), "sentences": sum(len(task.passage.chosen) for task in job.tasks)}
    if job.backend is None:
        first = say("rewrite.announce_compose", lang, **counts)
        beyond = job.order.instruction or job.order.findings or job.order.style == "expand"
        return first + ("\n" + say("rewrite.compose_words", lang) if beyond else "")
    name = "announce_remote" if job.backend.place else "announce_local"
    values = {
        "backend": job.backend.name,
        "model": job.backend.model,
        "server": session.settings.base_url or "-",
    }
    return say(f"rewrite.{name}", lang, **counts, **values)


def _show(run: RewriteRun, session: Session, lang: Lang, *, silent: bool) -> None:
    """What would change, word by word; what stays and why; and the counts."""
    for section, version in run.by_hand:
        if any(section == change.task.section for change in run.changes):
            note(say("rewrite.by_hand", lang, name=section.title, number=version.id))
    for change in run.changes:
        _show_change(run, change, session, lang, silent=silent)
    for title, reason in run.kept_back:
        note(say("cli.kept_back", lang, title=title, reason=reason))
    if run.job.backend is not None:
        show_usage(run.meter.total, run.meter.requests, lang)


def _show_change(run: RewriteRun, change: SectionChange, session: Session, lang: Lang, *, silent: bool) -> None:
    from drafter.figures import find_figures  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow.find import name_of  # noqa: PLC0415  # loaded already
    from drafter.workflow.rewrite import new_body  # noqa: PLC0415  # the same
    from drafter.workflow.versions import body_text  # noqa: PLC0415  # the same
    from drafter.workflow.wording import word_diff  # noqa: PLC0415  # the same

    made, body = change.made, change.task.section.body
    name = name_of(change.task.section)
    old, new = body_text(run.job.stored.text[body.start : body.end]), body_text(new_body(run, change))
    if not change.edits:
        note(say("rewrite.unchanged", lang, name=name))
    elif not silent:
        write(printable(name))
        show_words(word_diff(old, new), session.settings.colour)
    for one in made.kept:
        reason = say(f"gate.{one.reason}", lang, text=one.fault)
        note(say("rewrite.kept", lang, old=made.passage.units[one.unit].text, reason=reason))
    if made.dropped:
        note(say("rewrite.dropped", lang, clauses="；".join(made.dropped)))
    count = change.task.wish.length.count(new, run.job.scale.kind)
    if made.missed:
        note(say("rewrite.missed", lang, name=name, count=count, missed=made.missed))
    lengths = {"old": sum(not char.isspace() for char in old), "new": sum(not char.isspace() for char in new)}
    figures = {"figures": len(find_figures(old)), "figures_now": len(find_figures(new))}
    note(say("rewrite.count", lang, name=name, **lengths, **figures, changed=len(made.changes), kept=len(made.kept)))

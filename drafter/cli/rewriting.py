"""Commands that change a report in place: rewrite, history."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.options import (
    BackendOption,
    BaseUrlOption,
    FormatOption,
    FreshOption,
    KindOption,
    LangOption,
    MaxTokensTotalOption,
    ModelOption,
    OfflineOption,
    OutputFormat,
    SeedOption,
    text,
)
from drafter.cli.session import Session, open_session
from drafter.console import (
    DraftProgress,
    ask,
    can_ask,
    note,
    printable,
    show_table,
    show_usage,
    show_words,
    write,
)
from drafter.errors import Exit, UsageError
from drafter.messages import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drafter.journal import Version
    from drafter.workflow.history import Entry
    from drafter.workflow.rewrite import RewriteRun, SectionChange
    from drafter.workflow.rewrite_order import Job


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
    backend: BackendOption = None,
    base_url: BaseUrlOption = None,
    model: ModelOption = None,
    seed: SeedOption = None,
    fresh: FreshOption = False,
    offline: OfflineOption = None,
    max_tokens_total: MaxTokensTotalOption = None,
    lang: LangOption = None,
) -> None:
    """Rewrite a section or a sentence."""
    from drafter.settings import state_folder  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow import rewrite as verb  # noqa: PLC0415  # the same
    from drafter.workflow import rewrite_order  # noqa: PLC0415  # the same

    flags = {"backend": backend, "base_url": base_url, "model": model, "seed": seed, "lang": lang}
    session = open_session(report, **flags, kind=kind, offline=offline, max_tokens_total=max_tokens_total)
    order = rewrite_order.Order(section, sentence, findings, instruction, style, notes, kind or "")
    if sum(map(bool, (section, sentence, findings))) != 1:
        raise UsageError("rewrite.what")
    words = sentence or section
    job = rewrite_order.prepare(
        report, order, session.settings, session.folders, lambda names: _choose(words, names, session.lang())
    )
    if not (diff or yes or report == "-" or can_ask()):  # before anything is sent or spent
        raise UsageError("rewrite.nobody_to_ask")
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
    from drafter.drafting.rewrite_wish import read_length  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow.rewrite import new_body  # noqa: PLC0415  # the same
    from drafter.workflow.rewrite_miss import total_of  # noqa: PLC0415  # the same
    from drafter.workflow.versions import body_text  # noqa: PLC0415  # the same

    for section, version in run.by_hand:
        if any(section == change.task.section for change in run.changes):
            note(say("rewrite.by_hand", lang, name=section.title, number=version.id))
    for change in run.changes:
        _show_change(run, change, session, lang, silent=silent)
    texts = [body_text(new_body(run, change)) for change in run.changes]
    asked = read_length(run.job.order.instruction, run.job.lang)
    if total := total_of(texts, asked, run.job.scale.kind, lang):
        note(total)
    for title, reason in run.kept_back:
        note(say("cli.kept_back", lang, title=title, reason=reason))
    if run.job.backend is not None:
        show_usage(run.meter.total, run.meter.requests, lang)


def _show_change(run: RewriteRun, change: SectionChange, session: Session, lang: Lang, *, silent: bool) -> None:
    from drafter.drafting.wording import word_diff  # noqa: PLC0415  # the same
    from drafter.figures import find_figures  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow.find import name_of  # noqa: PLC0415  # loaded already
    from drafter.workflow.rewrite import new_body  # noqa: PLC0415  # the same
    from drafter.workflow.rewrite_miss import miss_of  # noqa: PLC0415  # the same
    from drafter.workflow.versions import body_text  # noqa: PLC0415  # the same

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
    if made.missed:
        note(miss_of(name, new, change.task.wish.length, run.job.scale.kind, lang))
    lengths = {"old": sum(not char.isspace() for char in old), "new": sum(not char.isspace() for char in new)}
    figures = {"figures": len(find_figures(old)), "figures_now": len(find_figures(new))}
    note(say("rewrite.count", lang, name=name, **lengths, **figures, changed=len(made.changes), kept=len(made.kept)))


def history(
    report: Annotated[str, typer.Argument(metavar="REPORT", help=text("rewrite_report"))],
    show: Annotated[int | None, typer.Option("--show", metavar="N", help=text("history_show"))] = None,
    diff: Annotated[tuple[int, int] | None, typer.Option("--diff", metavar="A B", help=text("history_diff"))] = None,
    restore: Annotated[int | None, typer.Option("--restore", metavar="N", help=text("history_restore"))] = None,
    notes: Annotated[str | None, typer.Option(metavar="NOTES", help=text("history_notes"))] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=text("rewrite_yes"))] = False,
    format: FormatOption = OutputFormat.text,  # noqa: A002  # the option's name
    lang: LangOption = None,
) -> None:
    """The versions of a report's sections."""
    from drafter.drafting.wording import word_diff  # noqa: PLC0415  # the same
    from drafter.settings import state_folder  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow import history as verb  # noqa: PLC0415  # the same

    if sum(option is not None for option in (show, diff, restore)) > 1:
        raise UsageError("rewrite.one_thing")
    session = open_session(report, lang=lang)
    state = state_folder(os.environ)
    if show is not None:
        write(printable(verb.find_version(report, show, state, notes).text))
    elif diff is not None:
        old, new = (verb.find_version(report, number, state, notes).text for number in diff)
        show_words(word_diff(old, new), session.settings.colour)
    elif restore is not None:
        _restore(report, restore, state, session, notes=notes, yes=yes)
    else:
        _list(report, verb.list_versions(report, state, notes), session.lang(), format)


def _restore(report: str, number: int, state: Path, session: Session, *, notes: str | None, yes: bool) -> None:
    """Show what would change, ask, and bring a version back."""
    from drafter.drafting.wording import word_diff  # noqa: PLC0415  # the same
    from drafter.workflow import history as verb  # noqa: PLC0415  # loaded already

    lang = session.lang()
    restoring = verb.prepare_restore(report, number, state, notes)
    if not yes and not can_ask():
        raise UsageError("rewrite.nobody_to_ask")
    if not restoring.changes:
        note(say("rewrite.same_text", lang, number=number))
        return
    show_words(word_diff(restoring.old, restoring.version.text), session.settings.colour)
    if not (yes or _agrees(report, lang)):
        note(say("rewrite.not_written", lang))
        return
    new = verb.restore(restoring, state)
    note(say("rewrite.restored", lang, number=number, path=report, new=new.id))


def _list(report: str, entries: Sequence[Entry], lang: Lang, form: OutputFormat) -> None:
    if form is OutputFormat.json:
        import json  # noqa: PLC0415  # only for --format json
        from dataclasses import asdict  # noqa: PLC0415  # the same

        rows = [{**asdict(entry.version), "figures_before": entry.figures_before} for entry in entries]
        write(json.dumps({"schema": 1, "report": report, "versions": rows}, ensure_ascii=False, indent=2))
        return
    if not entries:
        note(say("rewrite.no_versions", lang, path=report))
        return
    names = ("number", "at", "section", "authors", "chars", "figures", "instruction")
    show_table([_row(entry, lang) for entry in entries], [say(f"rewrite.column_{name}", lang) for name in names])


def _row(entry: Entry, lang: Lang) -> tuple[str, ...]:
    """A version as a line of the list."""
    from datetime import datetime  # noqa: PLC0415  # not needed for `--help`

    version = entry.version
    at = datetime.fromisoformat(version.at).astimezone().strftime("%Y-%m-%d %H:%M")
    before = "" if entry.figures_before is None else f"{entry.figures_before} → "
    bare = {"": "rewrite.whole", "lead": "rewrite.lead", "closing": "rewrite.closing"}.get(version.section)
    name = say(bare, lang) if bare else version.title or version.section
    asked = say("rewrite.restored_from", lang, number=version.restored) if version.restored else version.instruction
    chars = str(sum(not char.isspace() for char in version.text))
    return (str(version.id), at, name, _authors(version, lang), chars, f"{before}{version.figures}", asked)


def _authors(version: Version, lang: Lang) -> str:
    """Who wrote how many sentences."""
    names = {"hand": "by_hand_count"}
    return " ".join(
        say(f"rewrite.{names.get(author, f'by_{author}')}", lang, count=count)
        for author, count in version.authors.items()
    )

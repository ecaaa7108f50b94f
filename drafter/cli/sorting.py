"""The command sort: bullets under no heading, shown with their sections and written below headings."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.dry import show_requests
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
from drafter.console import ask, can_ask, note, show_diff, show_status, show_usage, write
from drafter.errors import Exit, UsageError
from drafter.messages import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.drafting.collecting.filing import Filing
    from drafter.drafting.plan import SectionPlan
    from drafter.model import DraftSection, Fact
    from drafter.workflow.sort import Job, SortRun


def sort(
    notes: Annotated[str, typer.Argument(metavar="NOTES", help=text("sort_notes"))],
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help=text("sort_output"))] = None,
    diff: Annotated[bool, typer.Option("--diff", help=text("sort_diff"))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=text("rewrite_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=text("sort_dry_run"))] = False,
    kind: KindOption = None,
    backend: BackendOption = None,
    base_url: BaseUrlOption = None,
    model: ModelOption = None,
    seed: SeedOption = None,
    fresh: FreshOption = False,
    offline: OfflineOption = None,
    max_tokens_total: MaxTokensTotalOption = None,
    format: FormatOption = OutputFormat.text,  # noqa: A002  # the option's name
    lang: LangOption = None,
) -> None:
    """Write headings into notes."""
    from drafter.settings import state_folder  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow import sort as verb  # noqa: PLC0415  # the same

    flags = {"backend": backend, "base_url": base_url, "model": model, "seed": seed, "lang": lang}
    session = open_session(notes, **flags, kind=kind, offline=offline, max_tokens_total=max_tokens_total)
    silent = diff or dry_run or yes or output is not None or notes == "-"
    if format is OutputFormat.json and not (diff or dry_run) and (output == "-" or (output is None and notes == "-")):
        raise UsageError("sort.two_results")
    job = verb.prepare(notes, session.settings, session.folders)
    if not silent and not can_ask():  # before anything is sent or spent
        raise UsageError("sort.nobody_to_ask")
    reader = session.lang(job.kind.lang)
    if job.loose:
        note(_announcement(job, session, reader))
    if dry_run and job.requests:
        show_requests(job.requests, session.settings.server.price, reader)
        return
    watch = _Status(reader)
    run = verb.sort(job, state=state_folder(os.environ), settings=session.settings, watch=watch, fresh=fresh)
    show_status("")
    _show(run, session, reader, form=format, diff=diff)
    if not (diff or dry_run) and (silent or (run.text != job.file.text and _agrees(notes, reader))):
        verb.save(run, output)
        if run.text != job.file.text and (output or notes) != "-":
            note(say("sort.written", reader, path=output or notes))
    if run.is_partial:
        raise typer.Exit(Exit.PARTIAL)


def _agrees(path: str, lang: Lang) -> bool:
    if ask(say("rewrite.ask", lang, path=path)).lower() in {"y", "yes", "是", "好"}:
        return True
    note(say("sort.not_written", lang))
    return False


def _announcement(job: Job, session: Session, lang: Lang) -> str:
    """The run's first line: who sorts, and what leaves the machine."""
    count = sum(len(one.facts) for one in job.loose)
    if job.backend is None:
        return say("sort.announce_words", lang, count=count)
    name = "announce_remote" if job.backend.place else "announce_local"
    return say(
        f"sort.{name}",
        lang,
        count=count,
        sent=len(job.sendable),
        private=count - len(job.sendable),
        backend=job.backend.name,
        model=job.backend.model,
        server=session.settings.base_url or "-",
    )


def _show(run: SortRun, session: Session, lang: Lang, *, form: OutputFormat, diff: bool) -> None:
    """What goes where; what stays, and why; the change itself where it is asked for."""
    if not run.filings:
        note(say("sort.nothing", lang))
    rows = [
        (filing.spec.title, fact, filing.by_model)
        for spec in run.job.kind.sections
        for filing in run.filings
        if filing.spec.id == spec.id and filing not in run.left
        for fact in filing.loose.facts
    ]
    show_sorting(rows, lang)
    for filing in run.left:
        for fact in filing.loose.facts:
            note(say("sort.left", lang, line=fact.line, title=filing.spec.title))
    if run.is_unheard:
        note(say("sort.unheard", lang))
    for title, reason in run.kept_back:
        note(say("sort.kept_back", lang, title=title, reason=reason))
    if run.job.backend is not None:
        show_usage(run.meter.total, run.meter.requests, lang)
    if form is OutputFormat.json:
        write(json.dumps(_summary(run), ensure_ascii=False, indent=2))
    elif diff and run.diff:
        show_diff(run.diff, session.settings.colour)


def show_sorting(rows: Iterable[tuple[str, Fact, bool]], lang: Lang) -> None:
    """Show into which sections facts were sorted, on stderr.

    Args:
        rows: title of the section, the fact, and whether a model named the section; in order of the sections.
        lang: the reader's language.
    """
    last = ""
    for title, fact, by_model in rows:
        if title != last:
            note(say("sort.section", lang, title=title))
        last = title
        words = say("sort.private", lang) if fact.private else fact.text
        note(say("sort.fact_by_model" if by_model else "sort.fact", lang, line=fact.line, text=words))


def show_planned(plans: Sequence[SectionPlan], path: str, lang: Lang) -> None:
    """Show before a draft which of its facts stood under no heading, and where they were sorted to."""
    rows = [
        (plan.spec.title, fact, False) for plan in plans for fact in plan.facts if fact.id in frozenset(plan.sorted_in)
    ]
    if rows:
        note(say("sort.planned", lang, count=len(rows)))
        show_sorting(rows, lang)
        note(say("sort.planned_hint", lang, path=path))


def _summary(run: SortRun) -> dict[str, object]:
    return {
        "schema": 1,
        "notes": run.job.path,
        "kind": run.job.kind.name,
        "sorted": [_row(filing, fact) for filing in run.filings if filing not in run.left for fact in _facts(filing)],
        "left": [fact.line for filing in run.left for fact in _facts(filing)],
    }


def _facts(filing: Filing) -> tuple[Fact, ...]:
    return filing.loose.facts


def _row(filing: Filing, fact: Fact) -> dict[str, object]:
    """A fact and its section; of a private one no words."""
    return {
        "fact": fact.id,
        "line": fact.line,
        "section": filing.spec.id,
        "title": filing.spec.title,
        "by": "model" if filing.by_model else "words",
        "private": fact.private,
        "text": "" if fact.private else fact.text,
    }


@dataclass(frozen=True)
class _Status:
    """Says on a terminal that the model is being asked."""

    lang: Lang

    def planned(self, sections: Sequence[tuple[str, str]]) -> None:
        """Nothing: there is one thing to wait for."""

    def started(self, key: str) -> None:
        """Nothing."""

    def heard(self, key: str, piece: str) -> None:
        """A piece of a reply arrived."""
        del key, piece
        show_status(say("sort.asking", self.lang))

    def repairing(self, key: str) -> None:
        """The next few facts are asked for."""
        del key
        show_status(say("sort.asking", self.lang))

    def done(self, key: str, section: DraftSection, *, recalled: bool) -> None:
        """Nothing."""

    def failed(self, key: str) -> None:
        """Nothing."""

"""Commands that write: new, draft, export."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drafter.cli.dry import show_requests
from drafter.cli.options import (
    BackendOption,
    BaseUrlOption,
    FormatOption,
    FreshOption,
    JobsOption,
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
from drafter.cli.sorting import show_planned
from drafter.console import DraftProgress, note, show_usage, write
from drafter.errors import Exit
from drafter.messages import Lang, say

if TYPE_CHECKING:
    from drafter.workflow.draft import DraftRun, Job

_MOST_REMARKS: Final = 3  # lines outside bullets that are shown


def new(
    folder: Annotated[str, typer.Argument(metavar="DIR", help=text("new_dir"))],
    kind: KindOption = None,
    lang: LangOption = None,
) -> None:
    """Make a folder to start in."""
    from datetime import datetime  # noqa: PLC0415  # not needed for `--help`

    from drafter.kinds import DEFAULT_KIND, load_kind  # noqa: PLC0415  # the same
    from drafter.workflow.new import new_notes  # noqa: PLC0415  # the same

    session = open_session(kind=kind, lang=lang)
    found = load_kind(session.settings.kind or DEFAULT_KIND, session.folders)
    path = new_notes(folder, found, datetime.now().astimezone().date())
    write(str(path))
    note(say("cli.new_made", session.lang(found.lang), path=path))


def draft(
    notes: Annotated[str, typer.Argument(metavar="NOTES", help=text("draft_notes"))],
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="REPORT", help=text("draft_output"))] = None,
    kind: KindOption = None,
    backend: BackendOption = None,
    base_url: BaseUrlOption = None,
    model: ModelOption = None,
    jobs: JobsOption = None,
    seed: SeedOption = None,
    fresh: FreshOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=text("dry_run"))] = False,
    offline: OfflineOption = None,
    max_tokens_total: MaxTokensTotalOption = None,
    format: FormatOption = OutputFormat.text,  # noqa: A002  # the option's name
    lang: LangOption = None,
) -> None:
    """Write a report from notes."""
    from drafter.settings import state_folder  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow import draft as verb  # noqa: PLC0415  # the same
    from drafter.workflow.dry import first_requests  # noqa: PLC0415  # the same

    flags = {"backend": backend, "base_url": base_url, "model": model, "jobs": jobs, "seed": seed}
    session = open_session(notes, **flags, kind=kind, offline=offline, max_tokens_total=max_tokens_total, lang=lang)
    job = verb.prepare(notes, session.settings, session.folders)
    reader = session.lang(job.kind.lang)
    note(_announcement(job, session, reader))
    _tell_remarks(job, reader)
    show_planned(job.plans, notes, reader)
    if dry_run:
        show_requests(first_requests(job.plans, job.brief), session.settings.server.price, reader)
        return
    with DraftProgress(reader) as watch:
        run = verb.draft(
            job,
            notes,
            output=output,
            settings=session.settings,
            state=state_folder(os.environ),
            watch=watch,
            fresh=fresh,
        )
    _report(run, reader, format)
    if run.has_errors or run.kept_back:
        raise typer.Exit(Exit.FINDINGS if run.has_errors else Exit.PARTIAL)


def _announcement(job: Job, session: Session, lang: Lang) -> str:
    """The run's first line: who writes, where, and what leaves the machine."""
    if job.backend is None:
        return say("cli.announce_compose", lang)
    server = session.settings.base_url
    if not job.backend.place:
        return say("cli.announce_local", lang, backend=job.backend.name, model=job.backend.model, server=server or "-")
    private = sum(fact.private for fact in job.notes.facts)
    return say(
        "cli.announce_remote",
        lang,
        backend=job.backend.name,
        model=job.backend.model,
        server=server,
        facts=len(job.notes.open_facts),
        private=private,
    )


def _tell_remarks(job: Job, lang: Lang) -> None:
    """Say which lines of the notes are no facts, since a fact may have been meant."""
    from drafter.workflow.collect_talk import short  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow.new import own_remarks  # noqa: PLC0415  # the same

    remarks = own_remarks(job.notes, job.kind)
    if not remarks:
        return
    shown = [say("cli.remark", lang, line=line, text=short(text)) for line, text in remarks[:_MOST_REMARKS]]
    lines = ("; " if lang == "en" else "、").join(shown) + "…" * (len(remarks) > _MOST_REMARKS)
    note(say("cli.remarks", lang, count=len(remarks), lines=lines))


def _report(run: DraftRun, lang: Lang, form: OutputFormat) -> None:
    from drafter.formats.findings import Result, tell  # noqa: PLC0415  # not needed for `--help`

    if run.set_aside is not None:
        note(say("cli.set_aside", lang, path=run.set_aside))
    for title, reason in run.kept_back:
        note(say("cli.kept_back", lang, title=title, reason=reason))
    if run.findings:
        note(tell("text", [Result(run.path, run.text, run.findings)], lang))
    show_usage(run.meter.total, run.meter.requests, lang)
    note(say("cli.draft_done", lang, path=run.path, chars=sum(not char.isspace() for char in run.text)))
    if form is OutputFormat.json:
        write(json.dumps(_summary(run), ensure_ascii=False, indent=2))


def _summary(run: DraftRun) -> dict[str, object]:
    """The contract of `draft --format json`."""
    from drafter.formats.findings.data import finding_fields  # noqa: PLC0415  # only for --format json
    from drafter.workflow.draft import section_text  # noqa: PLC0415  # loaded already

    usage = run.meter.total
    return {
        "schema": 1,
        "report": run.path,
        "backend": "compose" if run.job.backend is None else run.job.backend.name,
        "model": "" if run.job.backend is None else run.job.backend.model,
        "sections": [
            {
                "title": section.title,
                "chars": sum(not char.isspace() for char in section_text(section)),
                "sentences": len(section.sentences),
                "repaired": sum(sentence.author == "repair" for sentence in section.sentences),
                "composed": sum(sentence.author == "composer" for sentence in section.sentences),
            }
            for section in run.draft.sections
        ],
        "findings": [finding_fields(finding) for finding in run.findings],
        "usage": {
            "requests": run.meter.requests,
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "seconds": round(usage.seconds, 3),
        },
    }


def export(
    report: Annotated[str, typer.Argument(metavar="REPORT", help=text("export_report"))],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help=text("export_output"))],
    lang: LangOption = None,
) -> None:
    """Write a report as Word, PDF, HTML or plain text."""
    from drafter.workflow.export import export as verb  # noqa: PLC0415  # not needed for `--help`

    session = open_session(report, lang=lang)
    fonts = verb(report, output)
    write(output)
    if fonts:
        note(say("export.fonts", session.lang(), fonts="、".join(fonts)))

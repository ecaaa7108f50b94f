"""Commands that look at a text: check, figures."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.options import FormatOption, KindOption, LangOption, OutputFormat, text
from drafter.cli.session import Session, open_session
from drafter.console import note, printable, show_table, write
from drafter.errors import Exit, InputError, UsageError
from drafter.messages import say

if TYPE_CHECKING:
    from drafter.workflow.check import CheckRun, Standard


class FindingFormat(StrEnum):
    """Forms in which findings are told; `docx` puts them into the report as comments."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    docx = "docx"


def check(
    reports: Annotated[list[str] | None, typer.Argument(metavar="REPORT...", help=text("check_reports"))] = None,
    notes: Annotated[str | None, typer.Option(metavar="NOTES", help=text("check_notes"))] = None,
    kind: KindOption = None,
    against: Annotated[list[str] | None, typer.Option(metavar="FILE", help=text("against"))] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="RULE", help=text("select"))] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help=text("ignore"))] = None,
    fix: Annotated[bool, typer.Option("--fix", help=text("fix"))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=text("diff"))] = False,
    format: Annotated[FindingFormat, typer.Option("--format", help=text("check_format"))] = FindingFormat.text,  # noqa: A002  # the option's name
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help=text("check_output"))] = None,
    baseline: Annotated[str | None, typer.Option(metavar="FILE", help=text("baseline"))] = None,
    write_baseline: Annotated[bool, typer.Option("--write-baseline", help=text("write_baseline"))] = False,
    explain: Annotated[str | None, typer.Option(metavar="RULE", help=text("explain"))] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help=text("exit_zero"))] = False,
    lang: LangOption = None,
) -> None:
    """Check reports before they are handed in."""
    if explain is not None:
        _explain(explain, open_session(lang=lang))
        return
    if not reports:
        raise UsageError("cli.no_report")
    from drafter.workflow import check as verb  # noqa: PLC0415  # not needed for `--help`

    session = open_session(reports[0], lang=lang)
    standard = verb.make_standard(
        session.settings.check,
        session.folders,
        notes=notes,
        kind=kind or session.settings.kind or None,
        against=against or (),
        select=select or (),
        ignore=ignore or (),
        baseline=None if write_baseline else baseline,
    )
    if fix or diff:
        _mend(reports, standard, session, write=fix, output=output)
        if not fix:
            return
        reports = [output] if output else reports
    runs, unread = _check_each(reports, standard, session)
    if write_baseline and baseline and not unread:
        verb.save_baseline(baseline, runs)
        note(say("cli.baseline_written", session.lang(), path=baseline))
        return
    _tell(runs, session, format, None if fix else output)
    if unread:
        raise typer.Exit(unread)
    if any(run.has_errors for run in runs) and not exit_zero:
        raise typer.Exit(Exit.FINDINGS)


def _check_each(reports: list[str], standard: Standard, session: Session) -> tuple[list[CheckRun], Exit | None]:
    """The checks, and the exit status for reports that could not be read; of several, the others are told."""
    from drafter.console import show_error  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow.check import check as check_one  # noqa: PLC0415  # the same

    runs: list[CheckRun] = []
    unread: Exit | None = None
    for path in reports:
        try:
            runs.append(check_one(path, standard, session.lang_or_none()))
        except InputError as error:
            if len(reports) == 1:
                raise
            show_error(error, session.lang())
            unread = error.exit
    if not runs:
        raise typer.Exit(unread or Exit.USAGE)
    return runs, unread


def _explain(rule: str, session: Session) -> None:
    from drafter.rules import explain  # noqa: PLC0415  # not needed for `--help`

    write(explain(rule, session.lang()))


def _mend(reports: list[str], standard: Standard, session: Session, *, write: bool, output: str | None) -> None:
    from drafter.console import show_diff  # noqa: PLC0415  # only here
    from drafter.workflow.check import mend  # noqa: PLC0415  # not needed for `--help`

    for path in reports:
        mended = mend(path, standard, write=write, output=output)
        if mended.diff:
            show_diff(mended.diff, session.settings.colour)
        name = "fixed" if write else "would_fix"
        note(say(f"cli.{name}", session.lang(), path=path, count=len(mended.edits) - len(mended.left)))
        if mended.left:
            note(say("cli.fix_left", session.lang(), count=len(mended.left)))


def _tell(runs: list[CheckRun], session: Session, form: FindingFormat, output: str | None) -> None:
    """Tell what was found: in Word comments, to a file, or to standard output."""
    if form is FindingFormat.docx:
        from drafter.workflow.check import comment  # noqa: PLC0415  # not needed for `--help`

        if output is None or len(runs) != 1:
            raise UsageError("cli.docx_needs_output")
        count = comment(runs[0], output)
        note(say("cli.commented", session.lang(), path=output, count=count))
        return
    from drafter.formats.findings import tell  # noqa: PLC0415  # not needed for `--help`

    kind = runs[0].kind
    told = tell(form, [run.result for run in runs], session.lang(kind.lang if kind else "zh"))
    if output is None:
        write(printable(told))
        return
    from drafter.files import write_text  # noqa: PLC0415  # only with -o

    write_text(output, told + "\n")


def figures(
    file: Annotated[str, typer.Argument(metavar="FILE", help=text("figures_file"))],
    format: FormatOption = OutputFormat.text,  # noqa: A002  # the option's name
    lang: LangOption = None,
) -> None:
    """Show every figure that is read in a file."""
    from drafter.workflow.figures import list_figures  # noqa: PLC0415  # not needed for `--help`

    session = open_session(file, lang=lang)
    rows = list_figures(file)
    if format is OutputFormat.json:
        write(json.dumps({"schema": 1, "file": file, "figures": rows}, ensure_ascii=False, indent=2))
        return
    reader = session.lang()
    headers = [say(f"cli.column_{name}", reader) for name in ("line", "figure", "kind", "value", "unit", "hedge")]
    for row in rows:
        row["value"] = row["value"] or f"{row['low']}~{row['high']}"
    names = ("line", "text", "kind", "value", "unit", "approx")
    show_table([[str(row[name] or "") for name in names] for row in rows], headers)
    note(say("cli.figures_count", reader, count=len(rows)))

"""Check reports before they are handed in: read, find the kind and the notes, run the rules, count; and mend."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import UsageError
from drafter.files import STANDARD, read_text, write_bytes, write_file, write_text
from drafter.formats.findings import Result
from drafter.kinds import list_kinds, load_kind
from drafter.notes import read_notes
from drafter.outline import read_report
from drafter.provenance import annotate
from drafter.rules import (
    chosen,
    findings_of,
    fix_report,
    ignored_in,
    known_findings,
    language,
    make_context,
    read_baseline,
    summary_of,
    without_known,
    write_baseline,
)
from drafter.workflow.footnotes import at_mark, with_footnotes
from drafter.workflow.sources import Source, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.resources.abc import Traversable

    from drafter.kinds import Kind
    from drafter.messages import Lang
    from drafter.model import Edit, Notes, Report
    from drafter.settings import CheckSettings


@dataclass(frozen=True, slots=True)
class Standard:
    """What reports are held to.

    Attributes:
        notes: the facts, or None.
        kind: the kind of report; None to go by each report's title.
        against: earlier reports.
        select: rules or groups to run; None for all.
        ignore: rules or groups not to run.
        per_file: pattern of file names to rules left out there.
        kinds: the kinds among which a title may choose.
        baseline: path of a report to the marks of its known findings, which stay silent.
    """

    notes: Notes | None = None
    kind: Kind | None = None
    against: tuple[Report, ...] = ()
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[Kind, ...] = ()
    baseline: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckRun:
    """What was found in one report.

    Attributes:
        source: the report as it lies on the disk.
        report: its tree, footnotes included.
        kind: the kind that it was held to, or None.
        result: path, text, findings and counts, as the forms tell them.
    """

    source: Source
    report: Report
    kind: Kind | None
    result: Result

    @property
    def has_errors(self) -> bool:
        """Whether a finding is of level error."""
        return bool(self.result.counts["errors"])


@dataclass(frozen=True, slots=True)
class Mend:
    """What `--fix` changed, or would change, in one report.

    Attributes:
        path: the report.
        edits: the mends, in order of the text.
        left: those that a Word file does not allow, left undone.
        diff: the change as a unified diff.
    """

    path: str
    edits: tuple[Edit, ...]
    left: tuple[Edit, ...]
    diff: str


def make_standard(  # noqa: PLR0913  # each is an option of the command
    settings: CheckSettings,
    folders: Sequence[Traversable],
    *,
    notes: str | None = None,
    kind: str | None = None,
    against: Iterable[str] = (),
    select: Sequence[str] = (),
    ignore: Iterable[str] = (),
    baseline: str | None = None,
) -> Standard:
    """Read what reports are to be held to.

    Args:
        settings: the table `[check]` of the settings; options come before it.
        folders: a person's own folders of kinds.
        notes: path of the notes, or None.
        kind: name of the kind; None for that of the notes, or of each report's title.
        against: paths of earlier reports.
        select: rules or groups to run; none for all.
        ignore: rules or groups not to run.
        baseline: path of a file of known findings, or None; one that is not there yet knows none.

    Returns:
        The standard.

    Raises:
        InputError: a file cannot be read.
        KindError: there is no such kind.
    """
    facts = None if notes is None else annotate(read_notes(read_text(notes), notes))
    name = kind or (facts.kind if facts else "")
    known = read_baseline(read_text(baseline), baseline) if baseline and Path(baseline).exists() else {}
    return Standard(
        notes=facts,
        kind=load_kind(name, folders) if name else None,
        against=tuple(read_report(read_source(path).text, path) for path in against),
        select=tuple(select) or settings.select,
        ignore=(*ignore, *settings.ignore),
        per_file=settings.per_file,
        kinds=() if name else list_kinds(folders),
        baseline=known,
    )


def check(path: str, standard: Standard, lang: Lang | None = None) -> CheckRun:
    """Check one report.

    Args:
        path: .md, .txt, .docx, or `-`.
        standard: what it is held to.
        lang: language of the messages; None for the report's.

    Returns:
        What was found.

    Raises:
        InputError: the report cannot be read.
        UsageError: `select` or `ignore` names no rule.
    """
    source = read_source(path)
    report = read_report(source.text, path)
    report = with_footnotes(report, source, lang or language(report.text))
    kind = standard.kind or kind_of(report, standard.kinds)
    context = make_context(report, facts=standard.notes, kind=kind, against=standard.against, lang=lang)
    rules = chosen(standard.select, (*standard.ignore, *ignored_in(path, standard.per_file)))
    found = without_known(findings_of(context, rules), report.text, standard.baseline.get(path, {}))
    return CheckRun(source, report, kind, Result(path, report.text, tuple(found), summary_of(context)))


def kind_of(report: Report, kinds: Iterable[Kind]) -> Kind | None:
    """The kind whose title, or longest alias, stands in a report's title; None where none does."""
    title = report.of(report.title).lower()
    found = [
        (len(name), kind.name, kind) for kind in kinds for name in (kind.title, *kind.aliases) if name.lower() in title
    ]
    return max(found, key=lambda entry: entry[:2])[2] if found else None


def save_baseline(path: str, runs: Sequence[CheckRun]) -> None:
    """Write the findings of these runs down as known.

    Args:
        path: the baseline file.
        runs: checks that were made without a baseline.

    Raises:
        StorageError: it cannot be written.
    """
    marks = {run.result.path: known_findings(run.result.findings, run.result.text) for run in runs}
    write_text(path, write_baseline(marks))


def mend(path: str, standard: Standard, *, write: bool, output: str | None = None) -> Mend:
    """Apply what is sure to mend in one report: marks, widths, numbering, residue; never a figure or a name.

    Args:
        path: .md, .txt, .docx, or `-`.
        standard: whose rules and kind decide.
        write: change the file; else only say what would change.
        output: where the mended report goes; None for the report itself.

    Returns:
        What changed.

    Raises:
        InputError: the report cannot be read.
        StorageError: it cannot be written; the old file is as it was.
    """
    source = read_source(path)
    report = read_report(source.text, path)
    kind = standard.kind or kind_of(report, standard.kinds)
    ignore = (*standard.ignore, *ignored_in(path, standard.per_file))
    mended = fix_report(report, kind=kind, select=standard.select, ignore=ignore)
    left: tuple[Edit, ...] = ()
    if write and (mended.edits or output):
        left = _write_mended(source, mended.text, mended.edits, output or path)
    from difflib import unified_diff  # noqa: PLC0415  # only where a mend is shown

    diff = unified_diff(source.text.splitlines(), mended.text.splitlines(), path, path, lineterm="", n=1)
    return Mend(path, tuple(mended.edits), left, "\n".join(diff))


def _write_mended(source: Source, text: str, edits: Sequence[Edit], target: str) -> tuple[Edit, ...]:
    if source.word is not None:
        from drafter.formats.docx import apply_edits, docx_bytes  # noqa: PLC0415  # only for Word files

        left = apply_edits(source.word, edits)
        write_bytes(target, docx_bytes(source.word.document))
        return left
    if source.file is not None:
        write_file(target, replace(source.file, text=text))
    return ()


def comment(run: CheckRun, output: str) -> int:
    """Put each finding into a copy of a Word report, as a comment on its exact words.

    Args:
        run: the check of a .docx.
        output: where the copy goes.

    Returns:
        How many comments were put in.

    Raises:
        UsageError: the report is no Word file.
        StorageError: the copy cannot be written.
    """
    word = run.source.word
    if word is None or output == STANDARD:
        raise UsageError("workflow.not_word", path=run.source.path)
    from drafter.formats.docx import add_comments, docx_bytes  # noqa: PLC0415  # only for Word files

    found = [at_mark(one, run.report, run.source) for one in run.result.findings]
    count = add_comments(word, found, lambda one: f"{one.message}\n{one.hint}".strip())
    write_bytes(output, docx_bytes(word.document))
    return count

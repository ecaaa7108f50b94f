"""From notes to a report: plan, write each section, assemble, prove, save."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.backends import open_backend
from drafter.backends.policy import refuse_secret
from drafter.drafting.assemble import assemble
from drafter.drafting.brief import make_brief
from drafter.drafting.plan import SectionPlan, plan_sections
from drafter.errors import UsageError
from drafter.figures import find_figures
from drafter.files import STANDARD, read_text, write_text
from drafter.journal import Version, open_journal
from drafter.kinds import load_kind
from drafter.model import Author, Level
from drafter.notes import read_notes
from drafter.outline import write_report
from drafter.outline.write import paragraphs
from drafter.provenance import annotate
from drafter.rules import check_report
from drafter.workflow.kind_name import kind_name
from drafter.workflow.sections import Desk, Meter, Watcher, write_sections

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    from drafter.drafting.brief import Brief
    from drafter.journal import Journal
    from drafter.kinds import Kind
    from drafter.model import Backend, Draft, DraftSection, Finding, Notes
    from drafter.settings import Settings

REPORT_FILE: Final = "report.md"


@dataclass(frozen=True)
class Job:
    """Notes that are ready to be drafted.

    Attributes:
        notes: read, with figures and names.
        kind: the kind of report.
        plans: the sections to write.
        brief: what the sections share.
        backend: who is asked, None for the composer.
    """

    notes: Notes
    kind: Kind
    plans: tuple[SectionPlan, ...]
    brief: Brief
    backend: Backend | None


@dataclass(frozen=True)
class DraftRun:
    """What a run of `draft` made.

    Attributes:
        path: where the report is.
        text: the report.
        draft: the report with the facts and the author of each sentence.
        findings: what the check says of it.
        kept_back: (title, reason) of sections that the server would not write; the composer wrote them.
        set_aside: where the old report went that was changed by hand, or None.
        meter: what the run used.
        job: what was drafted.
    """

    path: str
    text: str
    draft: Draft
    findings: tuple[Finding, ...]
    kept_back: tuple[tuple[str, str], ...]
    set_aside: Path | None
    meter: Meter
    job: Job

    @property
    def has_errors(self) -> bool:
        """Whether a finding is of level error."""
        return any(finding.level is Level.ERROR for finding in self.findings)


def prepare(path: str, settings: Settings, folders: Sequence[Traversable]) -> Job:
    """Read the notes, find the kind, plan the sections, and open the backend; nothing is sent.

    Args:
        path: the notes, or `-`.
        settings: of this run. A kind given by flag comes before that of the notes, any other after it.
        folders: a person's own folders of kinds.

    Returns:
        The job.

    Raises:
        InputError: the notes cannot be read.
        KindError: there is no such kind, or it is broken.
        UsageError: the settings lack what the backend needs.
        PolicyError: the notes are confidential and the server is not on this machine.
    """
    notes = annotate(read_notes(read_text(path), path))
    kind = load_kind(kind_name(notes, settings), folders)
    backend = open_backend(settings)
    if backend is not None:
        refuse_secret(backend.place, notes.classification, (fact.text for fact in notes.open_facts))
    brief = make_brief(notes, kind, repairs=settings.repairs, seed=settings.seed)
    return Job(notes, kind, plan_sections(notes, kind), brief, backend)


def draft(  # noqa: PLR0913  # each is a choice of the person's
    job: Job,
    notes_path: str,
    *,
    output: str | None,
    settings: Settings,
    state: Path,
    watch: Watcher,
    fresh: bool = False,
) -> DraftRun:
    """Write the report of a job.

    Args:
        job: from `prepare`.
        notes_path: the notes; the journal lies beside them.
        output: where the report goes; None for `report.md` beside the notes, `-` for standard output.
        settings: of this run.
        state: the person's state folder, for a journal that cannot lie beside the notes.
        watch: who is told how it goes on.
        fresh: ask again for what the journal holds.

    Returns:
        What was made. The report is on the disk.

    Raises:
        BackendError: the model or the network failed; what came before is in the journal.
        StorageError: the report or the journal cannot be written.
    """
    home = Path.cwd() if notes_path == STANDARD else Path(notes_path).resolve().parent
    target = output or (STANDARD if notes_path == STANDARD else str(home / REPORT_FILE))
    if target != STANDARD and Path(target).resolve() == Path(notes_path).resolve():
        raise UsageError("workflow.over_notes", path=target)
    meter = Meter(settings.max_tokens_total)
    with open_journal(home, state) as journal:
        backend = None if job.backend is None else journal.remember(job.backend, fresh=fresh)
        watch.planned([(plan.id, plan.title or plan.spec.title) for plan in job.plans])
        written = write_sections(job.plans, Desk(job.brief, backend, meter, watch), settings.jobs)
        made = assemble(job.notes, job.kind, written.sections)
        text = write_report(made)
        set_aside = None if target == STANDARD else _set_aside(Path(target), text, journal)
        write_text(target, text)
        if target != STANDARD:
            _record(made, Path(target), text, journal)
    findings = check_report(text, facts=job.notes, kind=job.kind, year=job.notes.year)
    return DraftRun(target, text, made, tuple(findings), written.kept_back, set_aside, meter, job)


def section_text(section: DraftSection) -> str:
    """The text of a section without its heading, a line a paragraph."""
    starts = {*section.paragraphs[1:]}
    return "".join(
        ("\n" if number in starts else "") + sentence.text for number, sentence in enumerate(section.sentences)
    )


_WHOLE: Final = ""  # the journal's id for the report as a whole


def _set_aside(target: Path, text: str, journal: Journal) -> Path | None:
    """Move away a report that a person changed since drafter wrote it, so that their words are not lost."""
    if not target.is_file():
        return None
    there = read_text(target) if target.stat().st_size else ""
    known = {version.text for version in journal.history(target, _WHOLE)}
    if not there or there == text or there in known:
        return None
    number = 1
    while (kept := target.with_name(f"{target.stem}.old{number}{target.suffix}")).exists():
        number += 1
    return target.replace(kept)


def _record(made: Draft, target: Path, text: str, journal: Journal) -> None:
    """Save the report, and each section of it, as versions."""
    versions: list[Version] = []
    for section in made.sections:
        authors = [sentence.author for sentence in section.sentences]
        words = "\n".join(paragraphs(section, made.lang))
        version = Version(
            section=section.id,
            title=section.title,
            text=words,
            authors={author: authors.count(author) for author in Author if author in authors},
            figures=len(find_figures(words, lang=made.lang)),
        )
        versions.append(version)
    whole = replace(
        version,
        section=_WHOLE,
        title=made.title,
        text=text,
        authors={},
        figures=len(find_figures(text, lang=made.lang)),
    )
    journal.save_versions(target, [*versions, whole])

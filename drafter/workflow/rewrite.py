"""Rewrite sections of a report: ask, judge, show, and put the new sentences in; the rest stays as it is."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.drafting.brief import Brief
from drafter.drafting.rewrite import Rewritten, retell_passage, rewrite_passage
from drafter.drafting.rewrite_gate import Kept
from drafter.drafting.rewrite_text import edits_of
from drafter.files import STANDARD
from drafter.journal import open_journal
from drafter.model import Author, DraftSection, Sentence
from drafter.rules.safety import apply_edits
from drafter.workflow.find import name_of
from drafter.workflow.rewrite_order import passage_text
from drafter.workflow.sections import Desk, Meter, Watcher
from drafter.workflow.store import put_back, with_edits
from drafter.workflow.versions import Shelf, body_text, journal_home, make_shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.journal import Journal, Version
    from drafter.model import Edit, Section
    from drafter.settings import Settings
    from drafter.workflow.rewrite_order import Job, Task


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A rewritten section: the task, what came of it, and its edits in the report."""

    task: Task
    made: Rewritten
    edits: tuple[Edit, ...]

    @property
    def old(self) -> str:
        """The old text, a line a paragraph."""
        return passage_text(self.made.passage)


@dataclass(frozen=True)
class RewriteRun:
    """What a run of `rewrite` made; nothing is written yet.

    Attributes:
        job: what was rewritten.
        changes: a section each.
        data: the bytes of the new report.
        by_hand: sections that a person changed since the newest version; their text is a version now.
        kept_back: (title, reason) of requests that the server refused.
        meter: what the run used.
    """

    job: Job
    changes: tuple[SectionChange, ...]
    data: bytes
    by_hand: tuple[tuple[Section, Version], ...]
    kept_back: tuple[tuple[str, str], ...]
    meter: Meter

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return any(change.edits for change in self.changes)

    @property
    def is_partial(self) -> bool:
        """Whether something was kept back: an old sentence for a refused one, or a length that is missed."""
        return bool(self.kept_back) or any(change.made.kept or change.made.missed for change in self.changes)


def rewrite(job: Job, *, state: Path, settings: Settings, watch: Watcher, fresh: bool = False) -> RewriteRun:
    """Make the new sentences. The report is not written; what a person changed by hand is saved as a version.

    Args:
        job: from `prepare`.
        state: the person's state folder, for a journal that cannot lie beside the report.
        settings: of this run.
        watch: who is told how it goes on.
        fresh: ask again for what the journal holds.

    Returns:
        What would be written.

    Raises:
        BackendError: the model or the network failed.
        StorageError: the rest of the report would not stay as it is.
    """
    meter = Meter(settings.max_tokens_total)
    path = job.stored.source.path
    by_hand: tuple[tuple[Section, Version], ...] = ()
    with (
        nullcontext() if path == STANDARD else open_journal(journal_home(Path(path), job.order.notes), state) as journal
    ):
        backend = job.backend
        if journal is not None:
            by_hand = _shelf(job, journal).save_hand(job.sections)
            backend = None if backend is None else journal.remember(backend, fresh=fresh)
        desk = Desk(Brief(job.scale.kind), backend, meter, watch)
        watch.planned([(name_of(task.section), name_of(task.section)) for task in job.tasks])
        made = [_write(task, job, desk) for task in job.tasks]
    changes = tuple(
        SectionChange(task, one, edits_of(task.passage, one.paragraphs))
        for task, one in zip(job.tasks, made, strict=True)
    )
    spans = [task.section.body for task in job.tasks]
    data, left = with_edits(job.stored, [edit for change in changes for edit in change.edits], spans)
    if left:
        changes = tuple(_without(change, left) for change in changes)
    return RewriteRun(job, changes, data, by_hand, tuple(desk.kept_back), meter)


def _shelf(job: Job, journal: Journal) -> Shelf:
    return make_shelf(job.stored.report, job.sections, Path(job.stored.source.path), journal, job.lang)


def _write(task: Task, job: Job, desk: Desk) -> Rewritten:
    """One section, by the model or by the composer."""
    key = name_of(task.section)
    asked_length = task.wish.length.high is not None
    known = (*job.scale.known, task.section.title)
    scale = replace(job.scale, known=known, brief=asked_length and job.order.notes is None)
    desk.watch.started(key)
    recalled = False
    try:
        if desk.backend is None or job.asking is None:
            made = retell_passage(task.passage, task.wish, scale)
        else:
            steps = rewrite_passage(task.passage, task.wish, scale, job.asking)
            made, recalled = desk.converse(steps, key, desk.backend)
    except BaseException:
        desk.watch.failed(key)
        raise
    sentences = tuple(Sentence(one.text, ("",), one.author) for one in made.changes)  # each states something
    desk.watch.done(key, DraftSection(key, 1, key, sentences), recalled=recalled)
    return made


def _without(change: SectionChange, left: Sequence[Edit]) -> SectionChange:
    """A change without the edits that the Word file does not allow; their old sentences stay, and it is said."""
    edits = tuple(edit for edit in change.edits if edit not in left)
    units = change.made.passage.units
    stay = tuple(
        Kept(place, edit.text, "word", "")
        for edit in change.edits
        if edit in left
        for place, unit in enumerate(units)
        if unit.start < edit.end and edit.start < unit.end
    )
    return replace(change, edits=edits, made=replace(change.made, kept=(*change.made.kept, *stay)))


def save(run: RewriteRun, *, state: Path) -> tuple[Version, ...]:
    """Write the report and record the old and the new text of each section.

    Args:
        run: from `rewrite`.
        state: the person's state folder.

    Returns:
        The new versions.

    Raises:
        StorageError: the report was changed meanwhile or cannot be written; it is as it was.
    """
    path = run.job.stored.source.path
    if path == STANDARD:
        put_back(run.job.stored, run.data)
        return ()
    with open_journal(journal_home(Path(path), run.job.order.notes), state) as journal:
        shelf = _shelf(run.job, journal)
        shelf.save_hand([change.task.section for change in run.changes], new=True)
        before = journal.latest(Path(path))
        put_back(run.job.stored, run.data)
        return tuple(
            shelf.save(
                change.task.section,
                body_text(new_body(run, change)),
                _authors(change, before.get(shelf.id_of(change.task.section))),
                change.task.wish.words,
            )
            for change in run.changes
            if change.edits
        )


def new_body(run: RewriteRun, change: SectionChange) -> str:
    """A section's own text after the change."""
    body = change.task.section.body
    moved = [replace(edit, start=edit.start - body.start, end=edit.end - body.start) for edit in change.edits]
    return apply_edits(run.job.stored.text[body.start : body.end], moved)


def _authors(change: SectionChange, before: Version | None) -> dict[Author, int]:
    """Who wrote how many sentences: the new ones as they came, the kept ones as most of the version before."""
    counts = Counter(one.author for one in change.made.changes)
    kept = sum(map(len, change.made.paragraphs)) - len(change.made.changes)
    former = before.authors if before is not None else {}
    counts[max(former, key=lambda author: former[author], default=Author.HAND)] += kept
    return {author: counts[author] for author in Author if counts[author]}

"""Bullets under no heading: sorted into the kind's sections, with a model where one is set, written below headings."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.backends import open_backend
from drafter.backends.policy import refuse_secret
from drafter.drafting.brief import Brief
from drafter.drafting.collecting.filing import file_bullets, loose_bullets, write_filings
from drafter.drafting.sort_asking import PROMPT, Asking, ask_sections, sort_requests
from drafter.errors import StorageError
from drafter.files import STANDARD, TextFile, read_file, write_file
from drafter.kinds import load_kind
from drafter.notes import read_notes
from drafter.notes.body import split_lines
from drafter.prompts import load_prompt
from drafter.workflow.kind_name import kind_name
from drafter.workflow.sections import Desk, Meter, Watcher

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

    from drafter.drafting.collecting.filing import Filing, Loose
    from drafter.kinds import Kind
    from drafter.model import Backend, Fact, Notes, Request
    from drafter.settings import Settings


@dataclass(frozen=True)
class Job:
    """Notes whose loose bullets are ready to be sorted; nothing is sent yet.

    Attributes:
        path: the notes, or `-`.
        file: their text and how it was stored.
        notes: as they are read.
        kind: the kind of report.
        loose: the bullets under no heading.
        backend: who is asked, None where words and likeness decide alone.
        asking: how requests are made, None without a backend.
    """

    path: str
    file: TextFile
    notes: Notes
    kind: Kind
    loose: tuple[Loose, ...]
    backend: Backend | None
    asking: Asking | None

    @property
    def sendable(self) -> tuple[Fact, ...]:
        """The facts that may be sent: no private ones."""
        return tuple(fact for one in self.loose for fact in one.facts if not fact.private)

    @property
    def requests(self) -> tuple[Request, ...]:
        """What would be sent; () without a backend."""
        if self.asking is None:
            return ()
        return sort_requests([fact.text for fact in self.sendable], self.kind, self.asking)


@dataclass(frozen=True)
class SortRun:
    """What a run of `sort` made; nothing is written yet.

    Attributes:
        job: what was sorted.
        filings: where each loose bullet goes.
        left: those that stay where they are, as others would be read differently beside them.
        text: the new notes.
        kept_back: (title, reason) of requests that the server refused; words and likeness decided there.
        meter: what the run used.
        said: a model named the section of some fact.
    """

    job: Job
    filings: tuple[Filing, ...]
    left: tuple[Filing, ...]
    text: str
    kept_back: tuple[tuple[str, str], ...]
    meter: Meter
    said: bool = False

    @property
    def is_unheard(self) -> bool:
        """Whether a model answered and none of its words counts, since it goes against clear ones."""
        return self.said and not any(filing.by_model for filing in self.filings)

    @property
    def diff(self) -> str:
        """What would change, as a unified diff; lines end in the file's own way, which is not shown."""
        old, new = (split_lines(text) for text in (self.job.file.text, self.text))
        return "\n".join(unified_diff(old, new, self.job.path, self.job.path, lineterm="", n=1))

    @property
    def is_partial(self) -> bool:
        """Whether a bullet stays where it is, or a request was refused."""
        return bool(self.left or self.kept_back)


def prepare(path: str, settings: Settings, folders: Sequence[Traversable]) -> Job:
    """Read the notes, find what stands under no heading, and open the backend; nothing is sent.

    Args:
        path: the notes, or `-`.
        settings: of this run. A kind given by flag comes before that of the notes, any other after it.
        folders: a person's own folders of kinds.

    Returns:
        The job; without loose bullets where every one stands under a heading.

    Raises:
        InputError: the notes cannot be read.
        KindError: there is no such kind, or it or its prompt is broken.
        UsageError: the settings lack what the backend needs.
        PolicyError: the notes are confidential and the server is not on this machine.
    """
    file = read_file(path)
    notes = read_notes(file.text, path)
    kind = load_kind(kind_name(notes, settings), folders)
    loose = loose_bullets(file.text, notes, kind)
    backend = open_backend(settings) if loose else None
    asking = None
    if backend is not None:
        refuse_secret(backend.place, notes.classification, (fact.text for fact in notes.open_facts))
        asking = Asking(load_prompt(PROMPT, kind.folders), settings.seed)
    return Job(path, file, notes, kind, loose, backend, asking)


def sort(job: Job, *, state: Path, settings: Settings, watch: Watcher, fresh: bool = False) -> SortRun:
    """Sort the loose bullets. The notes are not written.

    Args:
        job: from `prepare`.
        state: the person's state folder, for a journal that cannot lie beside the notes.
        settings: of this run.
        watch: who is told how it goes on.
        fresh: ask again for what the journal holds.

    Returns:
        What would be written.

    Raises:
        BackendError: the model or the network failed.
    """
    meter = Meter(settings.max_tokens_total)
    said, kept_back = _said(job, meter, state, watch, fresh=fresh)
    filings = file_bullets(job.loose, job.notes, job.kind, said)
    text, left = write_filings(job.file.text, filings, job.kind) if filings else (job.file.text, ())
    return SortRun(job, filings, left, text, kept_back, meter, bool(said))


def _said(
    job: Job, meter: Meter, state: Path, watch: Watcher, *, fresh: bool
) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    """Id of a fact to the section that the model names, and what the server refused."""
    facts = job.sendable
    if job.backend is None or job.asking is None or not facts:
        return {}, ()
    from drafter.journal import open_journal  # noqa: PLC0415  # SQLite only where something is sent

    stays = job.path == STANDARD
    with nullcontext() if stays else open_journal(Path(job.path).resolve().parent, state) as journal:
        backend = job.backend if journal is None else journal.remember(job.backend, fresh=fresh)
        desk = Desk(Brief(job.kind), backend, meter, watch)
        steps = ask_sections([fact.text for fact in facts], job.kind, job.asking)
        said, _ = desk.converse(steps, job.kind.title, backend)
    return {facts[index].id: spec for index, spec in said.items()}, tuple(desk.kept_back)


def save(run: SortRun, output: str | None) -> None:
    """Write the sorted notes, stored as they were: encoding, line ends, byte order mark.

    Args:
        run: from `sort`.
        output: another file, or `-`; None for the notes themselves.

    Raises:
        StorageError: the notes were changed meanwhile, or the file cannot be written; it is as it was.
    """
    job = run.job
    target = output or job.path
    if output is None and job.path != STANDARD:
        if run.text == job.file.text:
            return
        if read_file(job.path) != job.file:
            raise StorageError("rewrite.changed_meanwhile", path=job.path)
    write_file(target, job.file.with_text(run.text))

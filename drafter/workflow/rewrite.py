"""Rewrite sections of a report: find them, ask, judge, show, and put the new sentences in; the rest stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.backends import open_backend
from drafter.backends.policy import refuse_secret
from drafter.drafting.brief import Brief
from drafter.drafting.plan import pattern_values
from drafter.drafting.rewrite import PROMPT, Asking, Rewritten, retell_passage, rewrite_passage
from drafter.drafting.rewrite_gate import Kept, Scale
from drafter.drafting.rewrite_text import Passage, edits_of, read_passage
from drafter.drafting.rewrite_tighten import tighten
from drafter.drafting.rewrite_wish import make_wish, shared_out
from drafter.drafting.words import words
from drafter.errors import UsageError
from drafter.files import STANDARD, read_text
from drafter.journal import open_journal
from drafter.kinds import list_kinds, load_kind
from drafter.model import Author, DraftSection, Sentence
from drafter.notes import read_notes
from drafter.prompts import load_prompt
from drafter.provenance import annotate
from drafter.rules import check_report
from drafter.rules.context import language
from drafter.rules.safety import apply_edits
from drafter.workflow.check import kind_of
from drafter.workflow.find import find_section, find_sentence, name_of, sections_of
from drafter.workflow.sections import Desk, Meter, Watcher
from drafter.workflow.store import Stored, open_stored, put_back, with_edits
from drafter.workflow.versions import Shelf, body_text, journal_home, make_shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.resources.abc import Traversable

    from drafter.drafting.rewrite_wish import Wish
    from drafter.journal import Journal, Version
    from drafter.kinds import Kind
    from drafter.messages import Lang
    from drafter.model import Backend, Edit, Fact, Finding, Notes, Section
    from drafter.settings import Settings


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks for; exactly one of `section`, `sentence` and `findings` is set.

    Attributes:
        section: number or words of a title.
        sentence: words of a sentence.
        findings: every section in which the check finds something.
        instruction: free words.
        style: name of a ready-made wish.
        notes: path of the notes, or None.
        kind: name of the kind, or "".
    """

    section: str = ""
    sentence: str = ""
    findings: bool = False
    instruction: str = ""
    style: str = ""
    notes: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One section to rewrite, and what is wanted of it."""

    section: Section
    passage: Passage
    wish: Wish


@dataclass(frozen=True)
class Job:
    """A report whose sections are ready to be rewritten; nothing is sent yet.

    Attributes:
        stored: the report.
        order: what was asked for.
        sections: all its sections.
        tasks: what is rewritten.
        scale: what new sentences are weighed by.
        backend: who is asked, None for the composer.
        asking: how requests are made, None for the composer.
    """

    stored: Stored
    order: Order
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    scale: Scale
    backend: Backend | None
    asking: Asking | None

    @property
    def lang(self) -> Lang:
        """Language of the report."""
        return self.scale.kind.lang


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A rewritten section: the task, what came of it, and its edits in the report."""

    task: Task
    made: Rewritten
    edits: tuple[Edit, ...]

    @property
    def old(self) -> str:
        """The old text, a line a paragraph."""
        return _text(self.made.passage)


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


def prepare(
    path: str, order: Order, settings: Settings, folders: Sequence[Traversable], choose: Callable[[Sequence[str]], int]
) -> Job:
    """Read the report, find what is meant, and open the backend; nothing is sent.

    Args:
        path: the report.
        order: what the person asks for.
        settings: of this run.
        folders: a person's own folders of kinds.
        choose: asks which of several names is meant; its index.

    Returns:
        The job; without tasks where `findings` finds nothing.

    Raises:
        InputError: the report or the notes cannot be read.
        UsageError: no section or sentence fits, or there is no such style.
        PolicyError: confidential text would leave the machine.
    """
    stored = open_stored(path)
    notes = None if order.notes is None else annotate(read_notes(read_text(order.notes), order.notes))
    kind = _kind(stored, notes, order, settings, folders)
    lead = kind.section("lead")
    sections = sections_of(stored.report, lead.title if lead is not None else "lead")
    facts = notes.open_facts if notes is not None else ()
    read = partial(_passage, stored, kind=kind, facts=facts)
    tasks = _tasks(order, stored, kind, notes, sections, read, choose)
    backend = open_backend(settings)
    if backend is not None:
        grade = notes.classification if notes is not None else ""
        refuse_secret(backend.place, grade, (*stored.text.splitlines(), order.instruction, *(f.text for f in facts)))
    asking = None if backend is None else Asking(load_prompt(PROMPT, kind.folders), settings.repairs, settings.seed)
    return Job(stored, order, sections, tasks, _scale(stored, kind, notes), backend, asking)


def _kind(
    stored: Stored, notes: Notes | None, order: Order, settings: Settings, folders: Sequence[Traversable]
) -> Kind:
    """The kind of the report, its person as the report names it."""
    name = order.kind or (notes.kind if notes is not None else "") or settings.kind
    lang = language(stored.text)
    kind = load_kind(name, folders) if name else kind_of(stored.report, list_kinds(folders))
    if kind is None or kind.lang != lang:
        kind = load_kind(f"{lang}-duty", folders)
    bare = re.findall(rf"(?<!自)我(?![{words('zh').unit_after_person}])", stored.text) if lang == "zh" else []
    return replace(kind, person="我") if len(bare) > stored.text.count("本人") else kind


def _scale(stored: Stored, kind: Kind, notes: Notes | None) -> Scale:
    values = pattern_values(notes, kind).values() if notes is not None else ()
    title = stored.report.of(stored.report.title)
    years = re.findall(r"(?:19|20)\d\d(?=年)", title)
    year = notes.year if notes is not None and notes.year else max(map(int, years), default=None)
    known = tuple(dict.fromkeys(text for text in (title, *values) if text))
    return Scale(kind, known, year, essence=partial(tighten, lang=kind.lang))


def _passage(stored: Stored, section: Section, *, kind: Kind, facts: Sequence[Fact]) -> Passage:
    return read_passage(
        stored.text, section.body, title=section.title, lang=kind.lang, facts=facts, wraps=not stored.is_word
    )


def _tasks(  # noqa: PLR0913, PLR0917  # all that decides what is meant
    order: Order,
    stored: Stored,
    kind: Kind,
    notes: Notes | None,
    sections: Sequence[Section],
    read: Callable[[Section], Passage],
    choose: Callable[[Sequence[str]], int],
) -> tuple[Task, ...]:
    """What is to be rewritten, each with what is wanted of it."""
    if order.findings:
        findings = check_report(stored.report, facts=notes, kind=kind, year=notes.year if notes else None)
        return tuple(
            Task(section, passage, make_wish(order.instruction, order.style, kind.lang, faults=faults))
            for section in sections
            if (faults := _faults(section, findings)) and (passage := read(section)).units
        )
    wish = make_wish(order.instruction, order.style, kind.lang)
    if order.sentence:
        passages = [read(section) for section in sections]
        found = find_sentence(passages, order.sentence)
        texts = [passages[place].units[int(unit) - 1].text for place, unit in found]
        place, chosen = found[choose(texts) if len(found) > 1 else 0]
        units = tuple(replace(unit, chosen=unit.id == chosen) for unit in passages[place].units)
        return (Task(sections[place], replace(passages[place], units=units), wish),)
    fitting = find_section(sections, order.section)
    section = fitting[choose([name_of(one) for one in fitting]) if len(fitting) > 1 else 0]
    parts = [(one, passage) for one in section.walk() if (passage := read(one)).units]
    if not parts:
        raise UsageError("rewrite.empty_section", name=name_of(section))
    lengths = [wish.length.count(_text(passage), kind) for _, passage in parts]
    wishes = shared_out(wish, lengths, kind.lang)
    return tuple(Task(one, passage, own) for (one, passage), own in zip(parts, wishes, strict=True))


def _text(passage: Passage) -> str:
    """The text of a passage, a line a paragraph."""
    return "\n".join(passage.blank.join(one) for one in passage.paragraphs)


def _faults(section: Section, findings: Sequence[Finding]) -> str:
    """What was found in a section's own text, for the model."""
    found = [
        one.message for one in findings if one.start is not None and section.body.start <= one.start < section.body.end
    ]
    return "；".join(dict.fromkeys(found))


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

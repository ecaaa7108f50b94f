"""What is to be rewritten: the report is read, the sections that are meant are found, the backend is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from drafter.backends import open_backend
from drafter.backends.policy import refuse_secret
from drafter.drafting.plan import pattern_values
from drafter.drafting.rewrite import PROMPT, Asking
from drafter.drafting.rewrite_gate import Scale
from drafter.drafting.rewrite_text import Passage, read_passage
from drafter.drafting.rewrite_tighten import tighten
from drafter.drafting.rewrite_wish import make_wish, shared_out
from drafter.drafting.words import words
from drafter.errors import UsageError
from drafter.files import read_text
from drafter.kinds import list_kinds, load_kind
from drafter.notes import read_notes
from drafter.prompts import load_prompt
from drafter.provenance import annotate
from drafter.rules import check_report
from drafter.rules.context import language
from drafter.workflow.check import kind_of
from drafter.workflow.find import find_section, find_sentence, name_of, sections_of
from drafter.workflow.store import Stored, open_stored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.resources.abc import Traversable

    from drafter.drafting.rewrite_wish import Wish
    from drafter.kinds import Kind
    from drafter.messages import Lang
    from drafter.model import Backend, Fact, Finding, Notes, Section
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
    lengths = [wish.length.count(passage_text(passage), kind) for _, passage in parts]
    wishes = shared_out(wish, lengths, kind.lang)
    return tuple(Task(one, passage, own) for (one, passage), own in zip(parts, wishes, strict=True))


def passage_text(passage: Passage) -> str:
    """The text of a passage, a line a paragraph."""
    return "\n".join(passage.blank.join(one) for one in passage.paragraphs)


def _faults(section: Section, findings: Sequence[Finding]) -> str:
    """What was found in a section's own text, for the model."""
    found = [
        one.message for one in findings if one.start is not None and section.body.start <= one.start < section.body.end
    ]
    return "；".join(dict.fromkeys(found))

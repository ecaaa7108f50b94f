"""The runs of an evaluation: which sample is drafted by whom, with which prompts and seed, and by which method."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from drafter import __version__
from drafter.drafting.brief import make_brief
from drafter.drafting.plan import plan_sections
from drafter.drafting.section import draft_section
from drafter.errors import BackendError
from drafter.files import read_text
from drafter.kinds import DEFAULT_KIND, load_kind
from drafter.notes import read_notes
from drafter.provenance import annotate
from drafter.scoring import COMPOSE, DRAFTER, PLAIN, Run
from drafter.workflow.plain import plain_section

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from pathlib import Path

    from drafter.drafting.brief import Brief
    from drafter.drafting.plan import SectionPlan
    from drafter.kinds import Kind
    from drafter.model import Backend, DraftSection, Notes, Reply, Request
    from drafter.settings import Settings
    from drafter.workflow.contenders import PromptSet

STEPS: Final[Mapping[str, Callable[[SectionPlan, Brief], Generator[Request, Reply, DraftSection]]]] = MappingProxyType(
    {DRAFTER: draft_section, PLAIN: plain_section}
)
"""Method to the work of a section."""


@dataclass(frozen=True, slots=True)
class Task:
    """One run to do.

    Attributes:
        run: what is known of it beforehand.
        notes: of the sample.
        kind: of the report.
        plans: the sections.
        brief: what they share.
    """

    run: Run
    notes: Notes
    kind: Kind
    plans: tuple[SectionPlan, ...]
    brief: Brief


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms the samples are drafted.

    Attributes:
        samples: name to notes.
        prompts: sets of prompts.
        seeds: the composer, which knows no chance, is run with the first only; so is the plain baseline.
        plain: run the baseline of one plain prompt a section as well.
        temperature: for every request, instead of the prompts' own; None to leave theirs.
        program: digest of the program's files.
    """

    samples: Mapping[str, Path]
    prompts: Sequence[PromptSet]
    seeds: Sequence[int]
    plain: bool = False
    temperature: float | None = None
    program: str = ""


def name_backend(settings: Settings, backend: Backend | None, taken: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """How the results call a backend and its model; one that is called as an earlier one is told by its address.

    Args:
        settings: of the backend.
        backend: the backend, None for the composer.
        taken: the names of earlier ones.

    Returns:
        Both names; "" for no model.
    """
    if backend is None:
        return COMPOSE, ""
    try:
        model = backend.model
    except BackendError:  # a server that cannot be asked is found out by the first run
        model = settings.model
    name = settings.preset or backend.name
    return (name, f"{model}@{urlsplit(settings.base_url).netloc}") if (name, model) in taken else (name, model)


def list_tasks(settings: Settings, name: tuple[str, str], terms: Terms) -> Iterator[Task]:
    """The runs of one backend; the baseline of a sample stands right behind its first draft.

    Args:
        settings: of the backend.
        name: of the backend and its model.
        terms: samples, prompts, seeds.

    Yields:
        The runs in order: by sample, prompts, seed.

    Raises:
        InputError: notes cannot be read.
        KindError: a kind or prompt is missing or broken.
    """
    asked = name[0] != COMPOSE
    for sample, path in terms.samples.items():
        notes = annotate(read_notes(read_text(path), str(path)))
        for prompts in terms.prompts:
            kind = load_kind(notes.kind or DEFAULT_KIND, prompts.folders)
            plans = plan_sections(notes, kind)
            for seed in terms.seeds if asked else terms.seeds[:1]:
                brief = make_brief(notes, kind, repairs=settings.repairs, seed=seed)
                base = terms.plain and asked and (prompts, seed) == (terms.prompts[0], terms.seeds[0])
                for method in (DRAFTER, PLAIN) if base else (DRAFTER,):
                    run = Run(
                        key="",
                        sample=sample,
                        kind=kind.name,
                        lang=kind.lang,
                        backend=name[0],
                        model=name[1],
                        prompts=prompts.name if method == DRAFTER else "-",
                        method=method,
                        seed=seed,
                        temperature=terms.temperature if asked else None,
                        program=terms.program,
                    )
                    task = Task(run, notes, kind, plans, brief)
                    yield replace(task, run=replace(run, key=_key(task, settings)))


def _key(task: Task, settings: Settings) -> str:
    """What makes two runs the same: notes, what is sent first, to whom, and this program's version."""
    run, steps = task.run, STEPS[task.run.method]
    firsts = [next(steps(plan, task.brief), None) for plan in task.plans] if run.backend != COMPOSE else []
    decides = [
        __version__,
        (run.sample, run.kind, *run.way, run.seed),
        (settings.base_url, settings.repairs, settings.jobs),
        [(fact.section, fact.text, fact.private) for fact in task.notes.facts],
        [request.digest for request in firsts if request is not None],
    ]
    return sha256(json.dumps(decides, ensure_ascii=False).encode()).hexdigest()[:16]

"""Draft the samples with every backend and set of prompts, and score what comes of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from drafter.backends import open_backend
from drafter.backends.policy import refuse_secret
from drafter.drafting.assemble import assemble
from drafter.errors import AccountError, BackendError, EmptyError, RefusedError, TruncatedError
from drafter.files import read_text
from drafter.model import Author, Message, Request
from drafter.notes import read_notes
from drafter.outline import write_report
from drafter.scoring import DRAFTER, Authors, Run, score_report
from drafter.workflow.eval_tasks import STEPS, list_tasks, name_backend
from drafter.workflow.sections import Desk, Meter, write_sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from drafter.model import Backend, Draft, DraftSection, Reply
    from drafter.settings import Settings
    from drafter.workflow.eval_tasks import Task, Terms

_COLD: Final = Request((Message("system", "1"), Message("user", "1 + 1 = ?")), max_tokens=8)
"""Asked before every run and not counted: it loads the model, and takes the place of the last run's prompt in the
server's prefix cache. So every run starts as cold as a person's. It has a system prompt of its own: the one that a chat
template puts where there is none would be found read by the plain prompts, which have none either."""


class Referee(Protocol):
    """Who is told how the runs go on. Called from several threads."""

    def begins(self, run: Run, number: int, count: int, sections: int) -> None:
        """A run begins, one of so many, with so many sections to write."""

    def wrote(self) -> None:
        """A section is finished."""

    def ends(self, run: Run, text: str) -> None:
        """A run is done or failed; its score and report."""


def evaluate(
    backends: Sequence[Settings], terms: Terms, referee: Referee, done: Mapping[str, Run] | None = None
) -> tuple[Run, ...]:
    """Draft and score.

    A backend that fails is asked no more; the others are.

    Args:
        backends: settings of each.
        terms: samples, prompts, seeds.
        referee: is told of every run as it ends, so that a kill loses no more than the run under way.
        done: runs that came to an end before, by key; they are not run again, but for those of the composer.

    Returns:
        Every run, in order: by backend, sample, prompts, seed.

    Raises:
        InputError: notes cannot be read.
        KindError: a kind or prompt is missing or broken.
        PolicyError: notes are confidential and the server is not on this machine; nothing was sent.
    """
    known = done or {}
    runs: list[Run] = []
    opened = [(settings, open_backend(settings)) for settings in backends]
    for _, backend in opened:
        _refuse_secrets(backend, terms.samples.values())
    names: list[tuple[str, str]] = []
    for settings, backend in opened:
        try:
            names.append(name_backend(settings, backend, names))
            tasks = tuple(list_tasks(settings, names[-1], terms))
            for number, task in enumerate(tasks, 1):
                run = known.get(task.run.key)
                if run is None or backend is None:  # the composer is as fast as a look
                    referee.begins(task.run, number, len(tasks), len(task.plans))
                    run, text = _run(task, backend, settings.jobs, terms.temperature, referee)
                    referee.ends(run, text)
                runs.append(run)
                if run.error:
                    break
        finally:
            if backend is not None:
                backend.close()
    return tuple(runs)


def _refuse_secrets(backend: Backend | None, paths: Iterable[Path]) -> None:
    if backend is None or not backend.place:
        return
    for path in paths:
        notes = read_notes(read_text(path), str(path))
        refuse_secret(backend.place, notes.classification, (fact.text for fact in notes.open_facts))


# ------------------------------------------------------------------------------------------- one run
def _run(
    task: Task, backend: Backend | None, jobs: int, temperature: float | None, referee: Referee
) -> tuple[Run, str]:
    """Draft a sample and score the report."""
    asked = backend if backend is None or temperature is None else Tempered(backend, temperature)
    try:
        if backend is not None:
            with suppress(AccountError, RefusedError, EmptyError, TruncatedError):
                backend.complete(_COLD)
        meter = Meter()
        desk = Desk(task.brief, asked, meter, Listener(referee), steps=STEPS[task.run.method])
        written = write_sections(task.plans, desk, jobs)
        usage = replace(meter.total, seconds=round(meter.total.seconds, 3))  # what is shown is what is kept
    except BackendError as error:
        return replace(task.run, error=error.say(task.kind.lang)), ""
    draft = assemble(task.notes, task.kind, written.sections)
    text = write_report(draft)
    authors = _authors(draft) if task.run.method == DRAFTER else Authors()
    score = score_report(text, task.notes, task.kind, authors)
    kept_back = len(written.kept_back)
    return replace(task.run, usage=usage, requests=meter.requests, kept_back=kept_back, score=score), text


def _authors(draft: Draft) -> Authors:
    wrote = [sentence.author for section in draft.sections for sentence in section.sentences if sentence.facts]
    return Authors(len(wrote), wrote.count(Author.REPAIR), wrote.count(Author.COMPOSER))


@dataclass(frozen=True, slots=True)
class Tempered:
    """A backend that is asked at another temperature than the prompts say.

    Attributes:
        backend: who answers.
        temperature: for every request.
    """

    backend: Backend
    temperature: float

    @property
    def name(self) -> str:
        """That of the backend."""
        return self.backend.name

    @property
    def model(self) -> str:
        """That of the backend."""
        return self.backend.model

    @property
    def place(self) -> str:
        """That of the backend."""
        return self.backend.place

    def complete(self, request: Request, on_text: Callable[[str], None] | None = None) -> Reply:
        """The backend's answer to the request at this temperature."""
        return self.backend.complete(replace(request, temperature=self.temperature), on_text)

    def close(self) -> None:
        """Close the backend."""
        self.backend.close()


@dataclass(frozen=True, slots=True)
class Listener:
    """Hears how a draft goes on, and tells the referee of finished sections.

    Attributes:
        referee: who is told.
    """

    referee: Referee

    def planned(self, sections: Sequence[tuple[str, str]]) -> None:
        """The sections, in order."""

    def started(self, key: str) -> None:
        """A section is being written."""

    def heard(self, key: str, piece: str) -> None:
        """A piece of a reply arrived."""

    def repairing(self, key: str) -> None:
        """Refused sentences are asked for again."""

    def done(self, key: str, section: DraftSection, *, recalled: bool) -> None:  # noqa: ARG002  # the watcher's protocol
        """A section is finished."""
        self.referee.wrote()

    def failed(self, key: str) -> None:
        """A section could not be written."""

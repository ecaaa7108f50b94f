"""Write the sections of a report side by side. Only this module sends requests for a draft."""

from __future__ import annotations

import time
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol

from drafter.drafting.compose import compose_section
from drafter.drafting.section import draft_section
from drafter.errors import EmptyError, RefusedError, TruncatedError
from drafter.model import Reply, Usage

FROM_JOURNAL: Final = Usage(0, 0, 0, 0.0)
"""The usage of a reply that the journal had: nothing was sent."""

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from typing import TypeVar

    from drafter.drafting.brief import Brief
    from drafter.drafting.plan import SectionPlan
    from drafter.model import Backend, DraftSection, Request

    T = TypeVar("T")


class Watcher(Protocol):
    """Who is told how a draft goes on; `drafter.console.DraftProgress` shows it. Called from several threads."""

    def planned(self, sections: Sequence[tuple[str, str]]) -> None:
        """The (id, title) of every section, in order."""

    def started(self, key: str) -> None:
        """A section is being written."""

    def heard(self, key: str, piece: str) -> None:
        """A piece of a reply arrived."""

    def repairing(self, key: str) -> None:
        """Refused sentences are asked for again."""

    def done(self, key: str, section: DraftSection, *, recalled: bool) -> None:
        """A section is finished, and its replies are saved."""

    def failed(self, key: str) -> None:
        """A section could not be written."""


@dataclass
class Meter:
    """What a run has used, counted from several threads, and the bound on it.

    Attributes:
        most_tokens: no further request is sent once so many tokens are used; 0 for no bound.
        requests: how many were answered, those that the journal answered left out.
        usage: tokens so far.
        started: when, by the monotonic clock.
    """

    most_tokens: int = 0
    requests: int = 0
    usage: Usage = field(default_factory=Usage)
    started: float = field(default_factory=time.monotonic)
    _lock: Lock = field(default_factory=Lock)

    def add(self, usage: Usage) -> None:
        """Count a reply."""
        with self._lock:
            self.requests += 1
            self.usage = Usage(
                prompt_tokens=_sum(self.usage.prompt_tokens, usage.prompt_tokens),
                completion_tokens=_sum(self.usage.completion_tokens, usage.completion_tokens),
                cached_tokens=_sum(self.usage.cached_tokens, usage.cached_tokens),
            )

    @property
    def spent(self) -> bool:
        """Whether the bound is reached."""
        used = (self.usage.prompt_tokens or 0) + (self.usage.completion_tokens or 0)
        return bool(self.most_tokens) and used >= self.most_tokens

    @property
    def total(self) -> Usage:
        """The usage so far, with the seconds since the start."""
        own = self.usage
        return Usage(own.prompt_tokens, own.completion_tokens, own.cached_tokens, time.monotonic() - self.started)


def _sum(left: int | None, right: int | None) -> int | None:
    return None if left is None and right is None else (left or 0) + (right or 0)


@dataclass(frozen=True, slots=True)
class Written:
    """The sections of a report.

    Attributes:
        sections: in the order of their plans.
        kept_back: (title, reason) of those that were not asked for or not answered, which the composer wrote.
    """

    sections: tuple[DraftSection, ...]
    kept_back: tuple[tuple[str, str], ...] = ()


def write_sections(plans: Sequence[SectionPlan], desk: Desk, jobs: int) -> Written:
    """Write every section, up to `jobs` at a time.

    Args:
        plans: the sections.
        desk: what they are written with.
        jobs: how many are written side by side.

    Returns:
        The sections.

    Raises:
        BackendError: the model or the network failed. Replies that came before are in the journal.
    """
    if desk.backend is None or jobs == 1:
        return Written(tuple(desk.write(plan) for plan in plans), tuple(desk.kept_back))
    pool = ThreadPoolExecutor(max_workers=min(jobs, len(plans)), thread_name_prefix="section")
    try:
        futures = [pool.submit(desk.write, plan) for plan in plans]
        done, _ = wait(futures, return_when=FIRST_EXCEPTION)
        for future in done:
            future.result()  # raises what a section raised
        return Written(tuple(future.result() for future in futures), tuple(desk.kept_back))
    except BaseException:
        desk.backend.close()  # ends requests that are under way
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@dataclass
class Desk:
    """Where sections are written: what they share, who is asked, who counts and who watches.

    Attributes:
        brief: what the sections share.
        backend: who is asked; None for the composer, which asks nobody.
        meter: counts what is used, and bounds it.
        watch: who is told how it goes on.
        kept_back: (title, reason) of requests that were refused or not sent; grows as sections are written.
        steps: the work of a section: yields requests, is sent replies, returns the section.
    """

    brief: Brief
    backend: Backend | None
    meter: Meter
    watch: Watcher
    kept_back: list[tuple[str, str]] = field(default_factory=list)
    steps: Callable[[SectionPlan, Brief], Generator[Request, Reply, DraftSection]] = draft_section

    def write(self, plan: SectionPlan) -> DraftSection:
        """Write one section.

        Args:
            plan: the section.

        Returns:
            The finished section; every reply that it rests on is saved.

        Raises:
            BackendError: the model or the network failed.
        """
        self.watch.started(plan.id)
        try:
            section, recalled = self._converse(plan)
        except BaseException:
            self.watch.failed(plan.id)
            raise
        self.watch.done(plan.id, section, recalled=recalled)
        return section

    def _converse(self, plan: SectionPlan) -> tuple[DraftSection, bool]:
        """Ask until the section is finished; says too whether the journal had every reply."""
        if self.backend is None:
            return compose_section(plan, kind=self.brief.kind), False
        return self.converse(self.steps(plan, self.brief), plan.id, self.backend)

    def converse(self, steps: Generator[Request, Reply, T], key: str, backend: Backend) -> tuple[T, bool]:
        """Answer the requests of some work until it is done.

        Args:
            steps: yields requests and is sent replies; a request that is refused is thrown into it.
            key: whom to name to the watcher.
            backend: who is asked.

        Returns:
            What the work returns, and whether the journal had every reply.

        Raises:
            BackendError: the model or the network failed.
        """
        asked = sent = 0
        try:
            request = next(steps)
            while True:
                if asked:
                    self.watch.repairing(key)
                asked += 1
                try:
                    reply = self._complete(request, backend, key)
                except (RefusedError, EmptyError) as error:
                    self.kept_back.append((request.section, error.say(self.brief.kind.lang)))
                    request = steps.throw(error)
                    continue
                sent += reply.usage != FROM_JOURNAL
                request = steps.send(reply)
        except StopIteration as stop:
            made: T = stop.value
        return made, bool(asked) and not sent

    def _complete(self, request: Request, backend: Backend, key: str) -> Reply:
        if self.meter.spent:
            raise RefusedError("workflow.budget_spent", tokens=self.meter.most_tokens)
        try:
            reply = backend.complete(request, partial(self.watch.heard, key))
        except TruncatedError as error:
            if not error.partial:
                raise
            usage = error.usage if isinstance(error.usage, Usage) else Usage()
            reply = Reply(
                error.partial, usage=usage
            )  # its whole sentences serve; the gate refuses the one that was cut
        if reply.usage != FROM_JOURNAL:
            self.meter.add(reply.usage)
        return reply

"""Runs summed up: a column for each way of drafting, and how it stands against the bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.scoring.nouns import BARS, CLASSES, COMPOSE, PLAIN, Run, Score, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Column:
    """All runs of one way of drafting.

    Attributes:
        way: of drafting.
        runs: those that came to an end, in the order of the samples.
        failed: how many failed.
        seconds: of ours over the plain baseline's, over the samples and seeds that both have; None without one.
        evaluated: the same for prompt tokens that were evaluated; None where the server does not say.
    """

    way: Way
    runs: tuple[Run, ...]
    failed: int = 0
    seconds: float | None = None
    evaluated: float | None = None

    @property
    def scores(self) -> tuple[Score, ...]:
        """The scores of its runs."""
        return tuple(run.score for run in self.runs if run.score is not None)

    @property
    def counts(self) -> dict[str, int]:
        """Class to number of faults in all runs."""
        every = [score.counts for score in self.scores]
        return {name: sum(counts[name] for counts in every) for name in CLASSES}

    @property
    def faults(self) -> int:
        """Faults in all runs."""
        return sum(self.counts.values())

    @property
    def sentences(self) -> int:
        """Sentences that state facts, in all runs."""
        return sum(score.authors.sentences for score in self.scores)

    @property
    def composed(self) -> float:
        """Share of them that the composer wrote."""
        return self._share(lambda score: score.authors.composed)

    @property
    def repaired(self) -> float:
        """Share of them that a repair wrote."""
        return self._share(lambda score: score.authors.repaired)

    @property
    def ratios(self) -> tuple[float, float]:
        """Report over notes, least and most."""
        every = [score.ratio for score in self.scores]
        return min(every, default=0.0), max(every, default=0.0)

    def total(self, of: Callable[[Run], float | None]) -> float | None:
        """The sum of something over the runs; None where no run says it."""
        every = [value for run in self.runs if (value := of(run)) is not None]
        return sum(every) if every else None

    def mean(self, of: Callable[[Score], float]) -> float:
        """The mean of something over the scores; 0 for none."""
        return sum(map(of, self.scores)) / len(self.scores) if self.scores else 0.0

    def passes(self) -> dict[str, bool]:
        """Bar to whether it is met; a bar that was not measured is not in it."""
        low, high = self.ratios
        judged = {"faults": self.faults <= BARS["faults"]}
        if self.sentences and self.way.backend != COMPOSE:
            judged["composed"] = self.composed <= BARS["composed"]
        judged["ratio"] = BARS["ratio_low"] <= low and high <= BARS["ratio_high"]
        if self.seconds is not None:
            judged["seconds"] = self.seconds <= BARS["seconds"]
        if self.evaluated is not None:
            judged["evaluated"] = self.evaluated <= BARS["evaluated"]
        return judged

    def _share(self, of: Callable[[Score], int]) -> float:
        return sum(map(of, self.scores)) / self.sentences if self.sentences else 0.0


def summarise(runs: Iterable[Run]) -> tuple[Column, ...]:
    """The columns of some runs.

    Args:
        runs: in any order of columns; within a column in the order they are shown.

    Returns:
        The columns in the order of their first runs.
    """
    grouped: dict[Way, list[Run]] = {}
    for run in runs:
        grouped.setdefault(run.way, []).append(run)
    plain = {
        (run.backend, run.model, run.temperature, run.sample, run.seed): run
        for group in grouped.values()
        for run in group
        if run.method == PLAIN and run.score is not None
    }
    return tuple(_column(way, group, plain) for way, group in grouped.items())


def _column(way: Way, group: Sequence[Run], plain: Mapping[tuple[str, str, float | None, str, int], Run]) -> Column:
    ended = tuple(run for run in group if run.score is not None)
    pairs = [
        (run, other)
        for run in ended
        if way.method != PLAIN
        and (other := plain.get((run.backend, run.model, run.temperature, run.sample, run.seed))) is not None
    ]
    return Column(
        way,
        ended,
        failed=len(group) - len(ended),
        seconds=_over(pairs, lambda run: run.usage.seconds),
        evaluated=_over(pairs, lambda run: run.evaluated),
    )


def _over(pairs: Sequence[tuple[Run, Run]], of: Callable[[Run], float | None]) -> float | None:
    """One sum over another, of the pairs for which both sides are known."""
    known = [(mine, its) for run, other in pairs if (mine := of(run)) is not None and (its := of(other)) is not None]
    whole = sum(its for _, its in known)
    return sum(mine for mine, _ in known) / whole if whole else None

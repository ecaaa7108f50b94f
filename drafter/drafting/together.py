"""Sentences side by side: what is true one by one may not be true together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.drafting.gate import Refusal, Verdict, joined
from drafter.figures import compare_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.looks import Bench
    from drafter.model import Fact, Sentence


def untrue(sentences: Sequence[Sentence], bench: Bench) -> set[str] | None:
    """What is wrong with a section as a whole: sentences that are true one by one may not be true side by side.

    Args:
        sentences: those of the section, in order.
        bench: what they are judged against.

    Returns:
        The facts of the sentences at fault, none where it lies in no one sentence; None where the promise holds.
    """
    text = joined((one.text for one in sentences), bench)
    facts = [*(fact.text for fact in bench.facts), *bench.known]
    found = compare_figures(facts, text, year=bench.year, lang=bench.kind.lang)
    wrong = [one.start for one in found if not one.rule.endswith("/dropped")]
    names: set[str] = set()
    at = 0
    for one in sentences:
        end = at + len(one.text) + (bench.kind.lang == "en")
        if any(start is not None and at <= start < end for start in wrong):
            names.update(one.facts)
        at = end
    return names if wrong else None


def without(verdict: Verdict, wrong: set[str], facts: Sequence[Fact]) -> tuple[Verdict, list[Refusal]]:
    """A verdict without the sentences that are not true beside the others; all of them, where none is at fault alone.

    Args:
        verdict: what stands.
        wrong: the facts of the sentences at fault.
        facts: those of the section, in order.

    Returns:
        What still stands, and what does not.
    """
    fallen = [one for one in verdict.standing if wrong.intersection(one.facts)] or list(verdict.standing)
    still = {*verdict.open, *(name for one in fallen for name in one.facts)}
    kept = tuple(one for one in verdict.standing if still.isdisjoint(one.facts))
    return (
        Verdict(kept, (), tuple(fact.id for fact in facts if fact.id in still)),
        [Refusal(one, "together", one.text) for one in fallen],
    )

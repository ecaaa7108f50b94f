"""An English sentence that makes one fact a part of another: 31 school groups, with 7,940 overnight stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drafter.drafting.mend import clauses_of
from drafter.provenance import coverage, missing

if TYPE_CHECKING:
    from drafter.drafting.looks import Bench
    from drafter.drafting.read import Candidate

_JOINS: Final = ("with ", "including ", "which ", "of which ", "of whom ", "who ")


def merged(one: Candidate, bench: Bench) -> str:
    """The clause that tells of another fact than the first clause, as a part of that; "" for none.

    Args:
        one: the sentence.
        bench: what it is judged against.
    """
    if bench.kind.lang != "en" or len(one.facts) < 2:  # noqa: PLR2004  # one fact merges with none
        return ""
    first, *rest = clauses_of(one.text)
    texts = bench.texts(one.facts)
    whose = max(texts, key=lambda fact: coverage(first, fact))
    for clause in rest:
        loose = clause.startswith(_JOINS) and max(texts, key=lambda fact: coverage(clause, fact))
        if loose and loose != whose and coverage(clause, whose) < coverage(clause, loose):
            return clause
    return ""


def unmerged(one: Candidate, clause: str, bench: Bench) -> Candidate | None:
    """The sentence as far as the clause, stating what it wholly says by then; None where that is nothing.

    Args:
        one: the sentence.
        clause: from `merged`.
        bench: what it is judged against.
    """
    text = one.text.partition(clause)[0].rstrip(" ,;") + "."
    whole = tuple(
        fact.id
        for fact in bench.facts
        if fact.id in one.facts and not missing(fact.text, text, year=bench.year, lang="en", altered=True)
    )
    return replace(one, text=text, facts=whole) if whole else None

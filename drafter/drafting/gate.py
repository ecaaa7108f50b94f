"""The gate: what accepts or refuses sentences, and tells which facts are not wholly stated yet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_en_told import has_verb
from drafter.drafting.looks import Bench, fault
from drafter.drafting.losses import lost_honours, lost_members, lost_words, membered, split_names
from drafter.drafting.mend import bracketed, clauses_of, completions, cuts, restated
from drafter.drafting.mend_en import headed, inserted, refigured, renamed, renumbered, retimed
from drafter.drafting.merges import unmerged
from drafter.drafting.words import words
from drafter.provenance import coverage, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from drafter.drafting.read import Candidate
    from drafter.model import Fact

OWN_COVERAGE: Final = 0.5
"""A further sentence of a fact tells of it when the fact has this share of the sentence's tokens."""

MOST_TRIED: Final = 60
"""Ways to rebuild one sentence that are tried."""

_MARKS: Final = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence that the gate sent back.

    Attributes:
        candidate: the sentence.
        reason: entry of the catalogue's area `gate`.
        text: the words that are wrong or missing.
    """

    candidate: Candidate
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate made of some sentences.

    Attributes:
        standing: the sentences that may stay, in order.
        refused: those that may not, with the reason.
        open: ids of the facts that the standing sentences do not state wholly, in the order of the notes.
    """

    standing: tuple[Candidate, ...]
    refused: tuple[Refusal, ...]
    open: tuple[str, ...]


def judge(candidates: Sequence[Candidate], bench: Bench) -> Verdict:
    """Accept or refuse sentences.

    A sentence stands when nothing in it is wrong, and when each fact that it states is stated wholly, by it and the
    other standing sentences: one that says half of a fact falls, so that the fact is written again as a whole. Where
    what is wrong with a sentence goes away with a clause that states nothing, the sentence stands without the clause;
    where it has only lost the end of its fact, the end is put back. The trace has it as it came.

    Args:
        candidates: sentences in the order they are to stand.
        bench: what they are judged against.

    Returns:
        Which stand, which do not and why, and what is still to be written.
    """
    standing: list[Candidate] = []
    refused: list[Refusal] = []
    for one in candidates:
        found = _refusal(one, bench, standing)
        if found is not None:
            refused.append(found)
        kept = one if found is None else _mended(one, found, bench, standing) or _rebuilt(one, found, bench, standing)
        if kept is not None:
            standing.append(kept)
    standing, strayed = _parted(standing, bench)
    standing, completed = _completed(standing, bench)
    refused += [*strayed, *completed]
    while True:
        lost = _lost(standing, bench)
        fallen = [one for one in standing if lost.keys() & set(one.facts)]
        if not fallen:
            break
        standing = [one for one in standing if one not in fallen]
        refused += [
            Refusal(one, "lost", _listed([text for name in one.facts for text in lost.get(name, ())])) for one in fallen
        ]
    stated = {name for one in standing for name in one.facts}
    return Verdict(tuple(standing), tuple(refused), tuple(fact.id for fact in bench.facts if fact.id not in stated))


def _mended(one: Candidate, found: Refusal, bench: Bench, standing: Sequence[Candidate]) -> Candidate | None:
    """The sentence without the clause that is wrong, where all that it states of its facts stays, or all of one."""
    if found.reason == "merged":
        alone = unmerged(one, found.text, bench)
        return alone if alone and _refusal(alone, bench, standing) is None else None
    return trimmed(one, bench, standing) if _in_clause(found.reason, bench) else None


def _in_clause(reason: str, bench: Bench) -> bool:
    """Whether a reason may lie in one clause; in English chat may too: cancellations under 5, as noted."""
    return reason in _MENDABLE or (reason == "chatter" and bench.kind.lang == "en")


def _rebuilt(one: Candidate, found: Refusal, bench: Bench, standing: Sequence[Candidate]) -> Candidate | None:
    """An English sentence with what its fact says for what is wrong, or without the clause that is."""
    facts = [fact for fact in bench.facts if one.facts == (fact.id,)]
    if bench.kind.lang != "en" or not _in_clause(found.reason, bench) or not facts:
        return None
    shorter = (whole for shorter in cuts(one) for whole in _wholes(shorter, facts[0]))
    wholes = chain(_wholes(one, facts[0]), shorter)
    return next(
        (
            whole
            for whole in islice(wholes, MOST_TRIED)
            if _is_told(whole.text)
            and not _left(facts[0].text, whole.text, bench)
            and _refusal(whole, bench, standing) is None
        ),
        None,
    )


def _is_told(text: str) -> bool:
    """An English sentence whose first clause tells of somebody or something, by a verb: no bare noun."""
    first = clauses_of(text)[0]
    return first.startswith(("I ", "There ")) or has_verb(first) or re.search(r" [a-z]{2,}ed\b", first) is not None


def _wholes(one: Candidate, fact: Fact) -> Iterator[Candidate]:
    """The sentence with what it lost of its fact put back, in one way after the other."""
    again = restated(one, fact)
    for way in (refigured, retimed, renamed, renumbered, bracketed, headed, completions):
        yield from way(one, fact)
    yield from membered(one, fact)
    yield from (again,) if again else ()
    yield from inserted(one, fact)


def trimmed(
    one: Candidate, bench: Bench, standing: Sequence[Candidate] = (), out_of: Callable[[str], bool] = bool
) -> Candidate | None:
    """A sentence without a clause that states nothing.

    Args:
        one: the sentence.
        bench: what it is judged against.
        standing: the sentences that stand before it.
        out_of: the clauses that may go, all if not given.

    Returns:
        The shorter sentence: it says as much of its facts, and nothing is wrong with it; None where there is none.
    """
    stated = [fact for fact in bench.facts if fact.id in one.facts]
    before = {fact.id: _said(fact.text, one.text, bench) for fact in stated}
    for shorter in cuts(one, out_of):
        same = all(_said(fact.text, shorter.text, bench) == before[fact.id] for fact in stated)
        if same and _refusal(shorter, bench, standing) is None:
            return shorter
    return None


def _said(fact: str, text: str, bench: Bench) -> tuple[tuple[str, ...], float]:
    """What of a fact a sentence lacks, and the share of its words that it has."""
    return _left(fact, text, bench), coverage(fact, text)


_MENDABLE: Final = frozenset(
    {
        "figures",
        "names",
        "level",
        "contrary",
        "admission",
        "change",
        "deed",
        "hanging",
        "specific",
        "subject",
        "stray",
        "person",
        "doer",
        "address",
        "long",
    }
)
"""Reasons that may lie in one clause."""


def _parted(standing: Sequence[Candidate], bench: Bench) -> tuple[list[Candidate], list[Refusal]]:
    """The sentences, none with a piece of a fact that another tells whole, be it in name only: told of two deeds."""
    kept: list[Candidate] = []
    strayed: list[Refusal] = []
    for one in standing:
        own = tuple(
            fact.id
            for fact in bench.facts
            if fact.id in one.facts
            and not (_left(fact.text, one.text, bench) and any(_tells(other, fact, bench) for other in standing))
        )
        narrowed = replace(one, facts=own)
        found = fault(narrowed, bench) if own and own != one.facts else None
        shorter = trimmed(narrowed, bench) if found else None
        if found and shorter:
            strayed.append(Refusal(one, *found))
        kept.append(shorter or (one if found or not own else narrowed))
    return kept, strayed


def _tells(one: Candidate, fact: Fact, bench: Bench) -> bool:
    """A sentence tells the whole of a fact."""
    return fact.id in one.facts and not _left(fact.text, one.text, bench)


def _completed(standing: Sequence[Candidate], bench: Bench) -> tuple[list[Candidate], list[Refusal]]:
    """The sentences, those that lost the end of their fact with it put back; and as they were, for the trace."""
    kept = list(standing)
    completed: list[Refusal] = []
    for fact in bench.facts:
        told = [at for at, one in enumerate(kept) if one.facts == (fact.id,)]
        left = _lost(kept, bench).get(fact.id, ())
        if not left or len(told) != 1:
            continue
        one = kept[told[0]]
        for whole in _wholes(one, fact):
            if not _left(fact.text, whole.text, bench) and fault(whole, bench) is None:
                kept[told[0]] = whole
                completed.append(Refusal(one, "lost", _listed(left)))
                break
    return kept, completed


def _listed(texts: Sequence[str]) -> str:
    """What is lost, each thing once: a figure within a piece that is lost goes without saying."""
    return "、".join(text for text in texts if not any(text in other and text != other for other in texts))


def _lost(standing: Sequence[Candidate], bench: Bench) -> dict[str, tuple[str, ...]]:
    """For each fact that is stated in part: what of it no sentence says."""
    lost: dict[str, tuple[str, ...]] = {}
    for fact in bench.facts:
        text = joined((one.text for one in standing if fact.id in one.facts), bench)
        left = _left(fact.text, text, bench) if text else ()
        if left:
            lost[fact.id] = left
    return lost


def _left(fact: str, text: str, bench: Bench) -> tuple[str, ...]:
    """What of a fact some sentences do not say, or do not say of the right subject."""
    lists = words(bench.kind.lang)
    left = missing(fact, text, year=bench.year, lang=bench.kind.lang, altered=True)
    own = [look(fact, text, lists) for look in (lost_honours, split_names, lost_words)] + [lost_members(fact, text)]
    return tuple(dict.fromkeys((*left, *(one for some in own for one in some))))


def _refusal(one: Candidate, bench: Bench, standing: Sequence[Candidate]) -> Refusal | None:
    found = fault(one, bench)
    if found is not None:
        return Refusal(one, *found)
    return Refusal(one, "repeated", one.text) if _is_repeated(one, bench, standing) else None


def joined(sentences: Iterable[str], bench: Bench) -> str:
    """Sentences as they stand side by side: £4.6 million.I would be another figure."""
    return (" " if bench.kind.lang == "en" else "").join(sentences)


def fold(text: str) -> str:
    """A sentence without its marks, for telling whether it is there twice."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).lower())


def _is_repeated(one: Candidate, bench: Bench, standing: Sequence[Candidate]) -> bool:
    """The sentence stands already, or all that it states is wholly stated."""
    if fold(one.text) in {fold(other.text) for other in standing}:
        return True
    before = {name: joined((other.text for other in standing if name in other.facts), bench) for name in one.facts}
    stated = [fact for fact in bench.facts if fact.id in before]
    adds = bench.kind.lang == "en" and coverage(one.text, "\n".join(fact.text for fact in stated)) < OWN_COVERAGE
    if not (one.opens or adds) or not all(before.values()):
        return False
    if adds and not any(_left(fact.text, before[fact.id], bench) for fact in stated):
        return True  # praise behind a fact that is told
    return not any(_left(one.text, before[one.id], bench) for one in stated)

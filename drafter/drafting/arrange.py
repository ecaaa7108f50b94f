"""Put accepted sentences in the order of the facts, and number the members of a run."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_words import table
from drafter.model import Sentence
from drafter.numbering import write_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.plan import SectionPlan
    from drafter.drafting.read import Candidate

LINKED: Final = 3
"""After so many sentences of an English section one begins with a word that joins it to those before."""

CLOSER: Final = 2
"""After so many where the section is shorter than `SHORT` times its facts."""

SHORT: Final = 1.5

_WORD: Final = re.compile(r"\b[a-z]+\b")
_SMALL: Final = ("The ", "A ", "An ", "There ", "Our ", "My ", "This ", "Over ")
_BESIDE: Final = ("I ", *_SMALL)


def linked(sentences: Sequence[Sentence], turn: int = 0, facts: Sequence[str] = ()) -> tuple[Sentence, ...]:
    """English sentences, some with a word in front that joins them: no list of statements that all begin alike.

    Args:
        sentences: those of a section, in order. One that begins with what may be a name stays as it is.
        turn: which of the words comes first, so that sections do not all have the same.
        facts: those of the section, () if it does not matter how short it is. A word that is small there is no name.
    """
    words = table("en")["flow"]["links"]
    noted = sum(map(len, facts))
    every = CLOSER if sum(len(one.text) + 1 for one in sentences) < SHORT * noted else LINKED
    known = frozenset(_WORD.findall(" ".join(facts)))
    made: list[Sentence] = []
    since = 0
    for one in sentences:
        since += 1
        first = one.text.split(" ", 1)[0]
        common = first.isalpha() and first.lower() in known
        if since < every or not (common or first[:1].isdigit() or one.text.startswith(_BESIDE)):
            made.append(one)
            continue
        small = one.text.startswith(_SMALL) or (common and first != "I")
        text = f"{one.text[0].lower()}{one.text[1:]}" if small else one.text
        made.append(replace(one, text=f"{words[turn % len(words)]}{text}"))
        turn, since = turn + 1, 0
    return tuple(made)


def arrange(candidates: Sequence[Candidate], plan: SectionPlan, *, runs: bool) -> tuple[Sentence, ...]:
    """The sentences of a section in their final order.

    A sentence that opens a line stands with those behind it that do not: one member of the run. Members are sorted by
    the first fact they state, so that what a repair or the composer wrote stands where the notes have it.

    Args:
        candidates: accepted sentences.
        plan: the section.
        runs: number the members 一是, 二是, …; a single member goes without.

    Returns:
        Sentences.
    """
    order = {fact.id: number for number, fact in enumerate(plan.facts)}
    members: list[list[Candidate]] = []
    for one in candidates:
        if one.opens or not members:
            members.append([one])
        else:
            members[-1].append(one)
    members.sort(
        key=lambda member: min(
            (order[name] for one in member for name in one.facts if name in order), default=len(order)
        )
    )
    if runs and len(members) > 1:
        members = [
            [replace(member[0], text=f"{write_han(number)}是{member[0].text}"), *member[1:]]
            for number, member in enumerate(members, 1)
        ]
    return tuple(Sentence(one.text, one.facts, one.author) for member in members for one in member)

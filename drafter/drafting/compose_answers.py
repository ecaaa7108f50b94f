"""Which shortcoming a next step answers, by the words they share, and how the step refers to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.drafting.compose_clean import clean, split
from drafter.drafting.compose_words import table, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.model import Fact

_SURE = 2
"""Two neighbouring pairs of characters in common make three characters: a word and more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The shortcoming that a next step answers.

    Attributes:
        fact: id of the shortcoming.
        lack: the shortcoming in short, its own words, fit for 针对……的问题.
    """

    fact: str
    lack: str


def find_answers(steps: Sequence[Fact], lacks: Sequence[Fact]) -> Mapping[str, Answer]:
    """Match next steps to shortcomings, each at most once.

    A step answers the shortcoming with which it shares most pairs of characters that no other shortcoming and no other
    step has; one pair suffices where both have the same place in their lists.

    Args:
        steps: what comes next, in order.
        lacks: the shortcomings, in order.

    Returns:
        Id of the step to what it answers; a step that answers none, or one that cannot be put in short, is missing.
    """
    step_pairs, lack_pairs = _own_pairs(steps), _own_pairs(lacks)
    answers: dict[str, Answer] = {}
    taken: set[int] = set()
    for place, step in enumerate(steps):
        scores = [
            (len(step_pairs[place] & pairs), number == place, -number)
            for number, pairs in enumerate(lack_pairs)
            if number not in taken
        ]
        score, same, number = max(scores, default=(0, False, 0))
        if score < _SURE - same:
            continue
        lack = _in_short(lacks[-number], step_pairs[place])
        if lack:
            answers[step.id] = Answer(lacks[-number].id, lack)
            taken.add(-number)
    return answers


def refer(lack: str, text: str, turn: int) -> str:
    """A next step with its reference to a shortcoming.

    Args:
        lack: the shortcoming in short.
        text: the step.
        turn: which of the wordings to take; a lack that begins with 对 never stands behind 针对.
    """
    forms = table("zh")["answer"]
    patterns = forms["refers"][1:] if words("zh", "heads", "answer").head(lack) else forms["refers"]
    return str(patterns[turn % len(patterns)].format(lack=lack, text=text))


def is_reference(text: str) -> bool:
    """A step says already what it answers: it begins as one of the wordings does."""
    return text.startswith(tuple(pattern.partition("{")[0] for pattern in table("zh")["answer"]["refers"]))


def char_pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters that are letters and say something."""
    common = words("zh", "common", "answer").all
    return frozenset(one + two for one, two in pairwise(text) if (one + two).isalpha() and one + two not in common)


def _own_pairs(facts: Sequence[Fact]) -> list[frozenset[str]]:
    """For each fact the pairs that no other of them has."""
    pairs = [char_pairs(clean(fact.text)) for fact in facts]
    counts = Counter(pair for one in pairs for pair in one)
    return [frozenset(pair for pair in one if counts[pair] == 1) for one in pairs]


def _in_short(lack: Fact, pairs: frozenset[str]) -> str:
    """The part of a shortcoming that is nearest to a step and can stand before 的问题; "" where none can."""
    longest = table("zh")["answer"]["longest"]
    parts = [
        part
        for part, _ in split(clean(lack.text), "，；。")
        if len(part) <= longest
        and words("zh", "lacks", "answer").tail(part)
        and not any(char.isdigit() for char in part)
    ]
    return max(parts, key=lambda part: len(char_pairs(part) & pairs), default="")

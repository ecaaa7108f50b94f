"""What a sentence makes more specific than its facts: what a figure counts, what only a worked example tells of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.figures import find_figures
from drafter.provenance import coverage, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.words import Words

LEAK_COVERAGE: Final = 0.75
"""A clause is the worked example's when its facts have this share of its tokens, and the sentence's own facts less than
`OWN_COVERAGE`."""

OWN_COVERAGE: Final = 0.5

LEAK_WORDS: Final = 2
"""So many words of an example's facts in one English clause, of which its own facts have none, are no chance."""

LEAK_TOKENS: Final = 3
"""Clauses of fewer tokens may be like an example's by chance."""

_CLAUSE: Final = re.compile(r"[，；。！？;]|[,.](?!\d)")  # 1,584 and 4.2 are one figure
_PLACE: Final = re.compile(r"\b(?:to|at|in|from) the ([a-z]+)[.,;]?$")
_OWNER: Final = re.compile(r"\bthe ([a-z]+)['’]s\b")
_COUNTED: Final = re.compile(r"\s(?:(?:\w+ly|a year|per year)\s)?(?:in|of)\s(?:(?:the|a|an|its|our|my)\s)?([a-z-]+)")


def leaked_example(sentence: str, sources: Sequence[str], examples: Sequence[str]) -> str:
    """The clause that tells of what a worked example's facts do, and the sentence's own do not; "" for none.

    Args:
        sentence: the sentence.
        sources: the facts it states, and what else is known.
        examples: the facts of the worked examples.
    """
    if not examples:
        return ""
    shown, known = "\n".join(examples), "\n".join(sources)
    return next(
        (
            clause.strip()
            for clause in _CLAUSE.split(sentence)
            if len(tokens(clause)) >= LEAK_TOKENS
            and coverage(clause, shown) >= LEAK_COVERAGE
            and coverage(clause, known) < OWN_COVERAGE
        ),
        "",
    )


def leaked_place(sentence: str, sources: Sequence[str], examples: Sequence[str], words: Words) -> str:
    """The place or office that only a worked example has: 渡口区; "" for none.

    Args:
        sentence: the sentence.
        sources: the facts it states, and what else is known.
        examples: the facts of the worked examples.
        words: the language's words.
    """
    if not words.places:
        return ""
    named = re.compile(rf"(?:^|《)([㐀-鿿]{{2,4}}?(?:{'|'.join(words.places)}))")
    names = {name for example in examples for name in named.findall(example)}
    return next((name for name in sorted(names) if name in sentence and name not in "\n".join(sources)), "")


def leaked_words(sentence: str, sources: Sequence[str], examples: Sequence[str]) -> str:
    """The words of one fact of a worked example that an English clause has, and no source; "" for none.

    One word alone is by chance, unless it says where: to the station.

    Args:
        sentence: the sentence.
        sources: the facts it states, and what else is known.
        examples: the facts of the worked examples.
    """
    known = tokens("\n".join(sources))
    for clause in _CLAUSE.split(sentence):
        said = [word for word in clause.split() if tokens(word) and not tokens(word) & known]
        for example in examples:
            leaked = [word for word in said if tokens(word) <= tokens(example)]
            if len(leaked) >= LEAK_WORDS:
                return " ".join(leaked)
            place = _PLACE.search(clause)
            if place and place[1] in leaked:
                return place[0]
    return ""


def invented_post(sentence: str, sources: Sequence[str], words: Words) -> str:
    """The post that an English sentence gives the writer, where no source has it: I was the coordinator; "" for none.

    Args:
        sentence: the sentence.
        sources: the facts it states, and what else is known.
        words: the language's words.
    """
    held = re.search(
        rf"\bI (?:was|am|served as|worked as) (?:the |an? )?(?:[a-z]+ ){{0,2}}({'|'.join(words.posts)})\b", sentence
    )
    return held[0] if held and held[1] not in "\n".join(sources).lower() else ""


def invented_owner(sentence: str, sources: Sequence[str], words: Words) -> str:
    """Whose something is said to be, where no source tells of them: the hotel's efficiency, of a hostel; "" for none.

    Args:
        sentence: the sentence.
        sources: the facts it states, and what else is known.
        words: the language's words.
    """
    known = tokens("\n".join(sources))
    owners = (found for found in _OWNER.finditer(sentence) if found[1] not in words.vague)
    return next((found[0] for found in owners if tokens(found[1]) and not tokens(found[1]) & known), "")


def invented_measure(sentence: str, sources: Sequence[str], words: Words) -> str:
    """An English figure with what it counts, where no source tells of that: 57 members; "" for none.

    Args:
        sentence: the sentence.
        sources: the facts it states, and what else is known.
        words: the language's words.
    """
    known = tokens("\n".join(sources))
    for figure in find_figures(sentence, lang="en"):
        behind = _COUNTED.match(sentence, figure.end)
        named = figure.kind == "quantity" and figure.text.endswith(f" {figure.unit}")  # 57 members
        for counted, end in (
            (figure.unit if named else "", figure.end),
            (behind[1], behind.end()) if behind else ("", 0),
        ):
            if counted not in words.vague and tokens(counted) and not tokens(counted) & known:
                return sentence[figure.start : end]
    return ""

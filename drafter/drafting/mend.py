"""Sure mends of a sentence: a clause cut out, or a bullet left bare put into a sentence by the composer."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from drafter.model import Author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.read import Candidate
    from drafter.model import Fact

MOST_CUT: Final = 2
"""How many clauses are cut out at most."""

MOST_CLAUSES: Final = 12
"""Sentences with more are not worth the try."""

_COMMA: Final = re.compile(r"[，；,;]\s*")
_TRAIL: Final = re.compile(r"[，；,;]\s*$")
_CLOSING: Final = "”》）)’"
_PAIRS: Final = ("“”", "《》", "（）", "()")


def cuts(one: Candidate) -> Iterator[Candidate]:
    """The sentence with one clause cut out, then with two; clauses further back first.

    Args:
        one: the sentence. Marks inside quotes and brackets divide no clauses.

    Yields:
        Shorter sentences, each with the closing mark of the whole.
    """
    clauses = _clauses(one.text)
    if len(clauses) > MOST_CLAUSES:
        return
    for count in range(1, min(MOST_CUT, len(clauses) - 1) + 1):
        for out in combinations(reversed(range(len(clauses))), count):
            kept = _TRAIL.sub("", "".join(clause for at, clause in enumerate(clauses) if at not in out))
            yield replace(one, text=kept if kept.endswith(one.text[-1]) else kept + one.text[-1])


def dress(one: Candidate, fact: Fact, composed: str, person: str) -> Candidate | None:
    """A sentence that begins with its bullet as it stands, with the composer's words for the bullet instead.

    Args:
        one: the sentence.
        fact: the only fact it states.
        composed: the composer's sentence for that fact.
        person: how the writer names themselves; the sentence may begin with it.

    Returns:
        The sentence, a repair; the composer's own where the bullet was all there was; None where the bullet does not
        begin it, or begins the composer's sentence too.
    """
    end = _bare_end(one.text, fact.text, person)
    if end is None or _bare_end(composed, fact.text, person) is not None:
        return None
    tail = one.text[end:]
    if len(tail) <= 1:
        return replace(one, text=composed, author=Author.COMPOSER)
    body = composed.rstrip("。.")
    return replace(one, text=body + tail, author=Author.REPAIR)


def _bare_end(text: str, fact: str, person: str) -> int | None:
    """Where a text that begins with a bullet goes on behind it; marks count for nothing."""
    start = len(person) if person and text.startswith(person) else 0
    wanted = [char for char in fact if char.isalnum()]
    at = start
    for char in wanted:
        while at < len(text) and not text[at].isalnum():
            at += 1
        if at >= len(text) or text[at] != char:
            return None
        at += 1
    while at < len(text) and text[at] in _CLOSING:
        at += 1
    return at if wanted else None


def _clauses(text: str) -> list[str]:
    """The clauses of a sentence, each with the mark behind it."""
    clauses: list[str] = []
    start = 0
    for mark in _COMMA.finditer(text):
        piece = text[start : mark.end()]
        if all(piece.count(opening) <= piece.count(closing) for opening, closing in _PAIRS):
            clauses.append(piece)
            start = mark.end()
    return [*clauses, text[start:]]

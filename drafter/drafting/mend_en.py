"""Sure mends of an English sentence: its bullet's verb, a part from the middle of its fact, the whole of a name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.drafting.mend import JOINT, bare_end, clauses_of
from drafter.figures import find_figures
from drafter.model import Author
from drafter.names import find_names
from drafter.provenance import PIECE_COVERAGE, coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.read import Candidate
    from drafter.model import Fact

_ON: Final = re.compile(r"(?:against|compared|including) ")
_PARTS: Final = re.compile(rf"{JOINT.pattern}| (?={_ON.pattern})")
_TAILS: Final = (".", " to ", ", to ", ", with ", ", and ", ", so ")


def inserted(one: Candidate, fact: Fact) -> Iterator[Candidate]:
    """An English sentence with a part from the middle of its fact put back, behind what the fact has before it.

    Args:
        one: a sentence that states the fact.
        fact: the fact.

    Yields:
        The sentence, a repair: I gave out 9,870 parcels, up from 8,450, and 40% went to children.
    """
    parts = _PARTS.split(fact.text)
    clauses = clauses_of(one.text) if one.text[-1] == "." else []
    for before, part in pairwise(parts):
        if _tells(one.text, part):
            continue
        at = next((at for at, clause in enumerate(clauses) if _tells(clause, before)), None)
        if at is None:
            return
        clause = clauses[at].rstrip(" ,;.")
        clauses[at] = f"{clause}{'' if _ON.match(part) else ','} {part.rstrip('. ')}{clauses[at][len(clause) :] or '.'}"
        yield replace(one, text="".join(clauses), author=Author.REPAIR)


def _tells(text: str, part: str) -> bool:
    """A text has the figures of a part, and half of its words."""
    return coverage(part, text) >= PIECE_COVERAGE and all(one.text in text for one in find_figures(part))


def unverbed(one: Candidate, fact: Fact, composed: str, person: str) -> Candidate | None:
    """The composer's sentence for one that puts the person before a bullet that has no verb: I lost-time injuries down.

    Args:
        one: the sentence.
        fact: the only fact it states.
        composed: the composer's sentence for that fact.
        person: how the writer names themselves.

    Returns:
        The composer's sentence; None where the sentence is not so, or the composer puts the person there too.
    """
    begins = f"{person} {' '.join(fact.text.split()[:2])}".casefold()
    if composed.casefold().startswith(begins) or not one.text.casefold().startswith(begins):
        return None
    return replace(one, text=composed, author=Author.COMPOSER)


def verbed(one: Candidate, fact: Fact, composed: str) -> Candidate | None:
    """An English sentence that begins with its bullet as noted, with the composer's words for the bullet instead.

    Args:
        one: the sentence.
        fact: the only fact it states.
        composed: the composer's sentence for that fact.

    Returns:
        The sentence, a repair; the composer's own where the bullet was all there was; None where the bullet does not
        begin it, or is a sentence as it stands.
    """
    end = bare_end(one.text, fact.text, "")
    tail = one.text[end:]
    if end is None or bare_end(composed, fact.text, "") is not None or not tail.startswith(_TAILS):
        return None
    if len(tail) <= 1:
        return replace(one, text=composed, author=Author.COMPOSER)
    return replace(one, text=composed.rstrip(".") + tail, author=Author.REPAIR)


def renamed(one: Candidate, fact: Fact) -> Iterator[Candidate]:
    """An English sentence with the whole of a name of which it left off the beginning: Pilot Fergus Muir.

    Args:
        one: a sentence that states the fact.
        fact: the fact.

    Yields:
        The sentence, a repair.
    """
    english = one.text[-1] == "."
    first, _, rest = fact.text.partition(", ")
    who = rest.partition(", ")[0]
    if english and who and find_names(who) and one.text.startswith(f"{who} "):  # two lifeguards, A and B, got
        yield replace(one, text=f"{first}, {who},{one.text[len(who) :]}", author=Author.REPAIR)
    for found in find_names(fact.text) if english else ():
        whole = found.text.split(" ")
        ends = (" ".join(whole[at:]) for at in range(1, len(whole) - 1))
        end = next((end for end in ends if f" {end}" in f" {one.text}"), "")
        if end and found.text not in one.text:
            yield replace(one, text=one.text.replace(end, found.text, 1), author=Author.REPAIR)

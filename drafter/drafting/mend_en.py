"""Sure mends of an English sentence: its bullet's verb, a lost part or hedge of its fact, the whole of a name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_en_told import LABEL, small
from drafter.drafting.compose_words import words
from drafter.drafting.mend import JOINT, bare_end, clauses_of
from drafter.figures import find_figures
from drafter.model import Author
from drafter.names import find_names
from drafter.provenance import PIECE_COVERAGE, coverage, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.read import Candidate
    from drafter.model import Fact

_ON: Final = re.compile(r"(?:against|compared|including) ")
_PARTS: Final = re.compile(rf"{JOINT.pattern}| (?={_ON.pattern})")
_HEDGE: Final = re.compile(
    r"(?:(?:(?:well |just )?(?:over|under)|about|around|nearly|almost|roughly|approximately|some|up to|at least|at most"
    r"|(?:no )?(?:more|less|fewer) than) )?(?=[£$€]?[0-9])"
)
_SPAN: Final = re.compile(r"\bfrom ([£$€]?[0-9][0-9,.]*%? to [£$€]?[0-9](?:[0-9,.]*[0-9])?%?)(?![\w%])")
_PLACED: Final = re.compile(
    r"(?P<words>\b[A-Za-z'-]+ [A-Za-z'-]+) (?P<link>in|on|by|since|at|until|after|within|for) $"
)
_LED: Final = re.compile(r"[0-9][0-9.,]*%? of (?P<rest>(?:\S+ ){2,}\S+)$")
_DETERMINED: Final = re.compile(r"\b(?:the|an?|this|that|its|our|my|their|first|last|these|those) $")
_NUMBERED: Final = re.compile(r"\b([A-Za-z]+) [0-9]{1,3}(?=$|[:,;)]| (?:by|in|on|at|to|from|with|for|was|is|failed)\b)")
"""A thing that goes by a number: strongroom 2, route 22."""
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


def refigured(one: Candidate, fact: Fact) -> Iterator[Candidate]:
    """An English sentence with the hedges of its fact, with its span from one figure to another, with its first words.

    Args:
        one: a sentence that states the fact.
        fact: the fact.

    Yields:
        The sentence, a repair: losses of nearly £4,000; from 4 to 6 sailings; 97.4% of sailings left.
    """
    if one.text[-1] != ".":
        return
    hedged = _hedged(one.text, fact.text)
    for text in (hedged, _spanned(hedged, fact.text), _led(hedged, fact.text)):
        if text != one.text:
            yield replace(one, text=text, author=Author.REPAIR)


def retimed(one: Candidate, fact: Fact) -> Iterator[Candidate]:
    """An English sentence with a figure of its fact put back behind the two words that stand before it there.

    Args:
        one: a sentence that states the fact.
        fact: the fact.

    Yields:
        The sentence, a repair: the lift went into service in May on both floors.
    """
    for found in find_figures(fact.text) if one.text[-1] == "." else ():
        before = _PLACED.search(fact.text[: found.start])
        at = one.text.find(f"{before['words']} ") if before and found.text not in one.text else -1
        if before and at >= 0:
            at += len(before["words"])
            text = f"{one.text[:at]} {before['link']} {found.text}{one.text[at:]}"
            yield replace(one, text=text, author=Author.REPAIR)


def _hedged(text: str, fact: str) -> str:
    """The text, its figures with the fact's hedges: each that both have once."""
    noted = [(found, _HEDGE.match(found.text)) for found in find_figures(fact)]
    for said in reversed(find_figures(text)):
        same = [hedge[0] for found, hedge in noted if hedge and found.value and found.value == said.value]
        hedge = _HEDGE.match(said.text)
        if hedge is not None and len(same) == 1 and not _DETERMINED.search(text, 0, said.start):
            text = f"{text[: said.start]}{same[0]}{said.text[hedge.end() :]}{text[said.end :]}"
    return text


def _spanned(text: str, fact: str) -> str:
    """The text, with the fact's "from" where another word is before its two figures: extended to 4 to 6 sailings."""
    for span in _SPAN.finditer(fact):
        text = re.sub(rf" (?:to|by|of|at) {re.escape(span[1])}(?![\w%])", f" from {span[1]}", text)
    return text


def _led(text: str, fact: str) -> str:
    """The text, with the figure that begins its fact, where it says what stands behind it as the fact does."""
    led = _LED.match(fact)
    if led is None:
        return text
    rest = re.compile(rf" (?:(?:most|many|some|all|the|our) )?{re.escape(led['rest'].rstrip('.'))}(?=[ ,;.])")
    return rest.sub(lambda _: f" {fact.rstrip('.')}", text) if len(rest.findall(text)) == 1 else text


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
        before, comma, _ = fact.text.rpartition(", ")
        own = comma and bare_end(composed, before, "") is not None
        return replace(one, text=composed, author=Author.REPAIR if own else Author.COMPOSER)
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


def headed(one: Candidate, fact: Fact) -> Iterator[Candidate]:
    """An English sentence with what its fact is about, which it left off, in front: on sharps, I will halve the number.

    Args:
        one: a sentence that states the fact.
        fact: the fact.

    Yields:
        The sentence, a repair.
    """
    label = LABEL.match(fact.text)
    if label is None or one.text[-1] != "." or tokens(label[1]) & tokens(one.text):
        return
    plain = label[1].endswith(("s", "ing")) or label[1].split()[0].lower() in words("en", "plain").all
    about = small(label[1]) if plain and label[1][1:].islower() else label[1]
    first = one.text.split(maxsplit=1)[0]
    lower = first in words("en", "subjects").all - {"I"} or first.lower() in words("en", "unarticled").all
    yield replace(one, text=f"On {about}, {small(one.text) if lower else one.text}", author=Author.REPAIR)


def renumbered(one: Candidate, fact: Fact) -> Iterator[Candidate]:
    """An English sentence with the number that is a name's in its fact, where it left that off: strongroom 2.

    Args:
        one: a sentence that states the fact.
        fact: the fact.

    Yields:
        The sentence, a repair.
    """
    for found in _NUMBERED.finditer(fact.text):
        bare = re.compile(rf"\b(?:the )?{re.escape(found[1])}\b(?! [0-9])", re.IGNORECASE)
        if one.text[-1] == "." and found[0] not in one.text and len(bare.findall(one.text)) == 1:
            at_start = bare.match(one.text) is not None
            name = found[0][:1].upper() + found[0][1:] if at_start else found[0]
            yield replace(one, text=bare.sub(name, one.text), author=Author.REPAIR)

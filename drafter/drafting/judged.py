"""How an English sentence judges figures by one another: above, short of, met the target, so much below, cost so much.

A small model that finds two figures in a note likes to say how they stand to each other. Each look takes what it says
only where the figures, or the fact, bear it out.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import nan
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_en import LEVEL
from drafter.drafting.compose_words import words as compose_words
from drafter.drafting.reshape import OWN_EFFECT
from drafter.figures import find_figures
from drafter.patterns import regex
from drafter.provenance import coverage, pieces, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.drafting.words import Words
    from drafter.model import Figure

_COMPARED: Final = re.compile(
    r"^(?![^0-9]*\b(?:not|no|never)\b)[^0-9;]*?\b(?P<said>"
    r"(?P<below>short of|below(?= the)|(?:is|was|are|were) (?:less|lower) than)"
    r"|(?P<met>(?:met|meets?|meeting|hit|hitting|reached|reaching|achieved|achieving)"
    r"(?= (?:[a-z]+ )*(?:target|goal|aim|budget|standard)))"
    r"|exceed(?:ed|ing|s)|surpass(?:ed|ing|es)|above(?= the)|(?:is|was|are|were) (?:more|higher) than)"
    r" (?:(?:the|a|an|our|its|my) )?(?:[a-z]+ ){0,2}(?:of )?$"
)
_DIGIT: Final = re.compile(r"[£$€]?[0-9]")
_APART: Final = re.compile(
    r"\s(?:below|above|short of|(?:more|less|fewer|higher|lower) than|ahead of)\s"
    r"|\s(?:increase|rise|growth|drop|fall|reduction|decrease|gain)\b"
)
_APART_AS: Final = regex(r"\b(?:increase|rise|growth|drop|fall|reduction|decrease|gain) of\s$")
_APART_NOTED: Final = re.compile(
    r"^\s(?:[a-z]+ ){0,2}(?:below|above|short|more|less|fewer|higher|lower|ahead|behind|up|down|over|under|better|worse"
    r"|increase|rise|growth|fall|drop|decrease|reduction|gain)\b"
)
_APART_BEFORE: Final = regex(
    r"(?:\b(?:up|down|by|plus|minus|over|under|short|gained|rose|fell|grew|dropped|(?:in|de)creased"
    r"|(?:increase|rise|growth|drop|fall|reduction|decrease|gain) of)|[+−-])\s*$"
)
_WENT_TO: Final = regex(
    r"\b(?:fell|dropped|decreased|declined|reduced|cut|lowered|down|rose|grew|increased|raised|improved|climbed|up|changed"
    r"|moved|went)(?: [a-z]+)? to $"
)
_FROM_TO: Final = regex(
    r"(?:\b(?:(?P<down>fell|dropped|decreased|declined|reduced|cut|lowered|down|shortened)"
    r"|(?P<up>rose|grew|increased|raised|lifted|climbed|up))\b[^,;.0-9]*|\b)\bfrom\s$"
)
_TO: Final = re.compile(r" to $")
_OF_LEVEL: Final = re.compile(
    r"\d(?:%| per cent| percent) of (?:the |its |our |my )?(?:target|goal|limit|plan|budget)\b"
)
_WAS: Final = regex(
    r"(?:\b(?:from|was|were|against|previously|before|last (?:year|season|term)|(?:19|20)[0-9]{2})[:,]?\s"
    r"(?:it was )?)$",
    re.IGNORECASE,
)
_PRICED: Final = regex(
    r"\b(?:cost(?:s|ing)?|spent|spending|priced at|expense of|cost of|expenditure of)\s(?:[a-z]+ ){0,2}$"
)
_LED_TO: Final = regex(
    r"^(?:[^,;]|,(?=\d))*? (?:led to|resulted in|caused|meant that|affected|hindered|contributed to"
    r"|(?:has|have|had) (?:[a-z]+ly )?(?:increased|improved|reduced|enhanced|boosted|raised|strengthened)) "
    r"(?P<effect>[^,;.]+)"
)
_NOT: Final = regex(r"\b(?:not|never|n't)\b")
_NOT_SO: Final = regex(r"\b(?:not|never|no|none)\b(?! (?:more|less|fewer|later|only|just)\b)", re.IGNORECASE)
_NONE: Final = regex(
    r"\b(?:not|never|no|none|nobody|nothing|neither|without|zero|only|until|late|delay\w*|lack\w*|fail\w*|vacan\w*|miss\w*|absen\w*"
    r"|un[a-z]+ed|free of|clear of|yet|remain\w*|empty|refus\w*|prevent\w*)\b|n't\b",
    re.IGNORECASE,
)
_TOO_FEW: Final = regex(r"\b(?:[Tt]oo (?:few|little)|[Ii]nsufficient|[Ll]ack of)\b[^,;.]* (?:not|never)\b")
_WILL: Final = re.compile(
    r"\b(?:I (?:will|shall|plan to|intend to|aim to)|(?:aim|plan|goal|target) is to) "
    r"(?:[a-z]+ly )?(?:continue to )?(?P<verb>[a-z]+) (?:the |all |our )?"
)
_PRICE: Final = regex(r"\b(?:cost|spen[dt]|price|paid|pay|expen)")


def miscompared(sentence: str, facts: Sequence[str], words: Words) -> str:
    """What an English sentence says of two figures that they, or its facts, do not bear out; "" for none.

    Args:
        sentence: the sentence.
        facts: the facts it states.
        words: the language's words.

    Returns:
        The words from one figure to the other: £1.46 million, less than £1.39 million; 95.8%, which met the target of
        96%; £650,000 below the budget, of a budget of £650,000; will cost £85,000, of £85,000 set aside.
    """
    for one, other, said in _pairs(sentence):
        ours, theirs = _number(one.value), _number(other.value)
        if said["met"]:
            fewer = any(word in sentence.lower() for word in words.fewer_is_better)
            noted = any(re.search(r"\b(?:met|hit|reached|achieved)\b", fact) for fact in facts)
            wrong = not noted and ((ours > theirs) if fewer else (ours < theirs))
        else:
            wrong = (ours > theirs) if said["below"] else (ours < theirs)
        if wrong:
            return sentence[one.start : other.end]
    return (
        _moved(sentence, facts)
        or _moved_back(sentence, facts)
        or _apart(sentence, facts)
        or _priced(sentence, facts)
        or _share_of_level(sentence, facts)
        or _doubled(sentence, facts)
        or _affirmed(sentence, facts)
    )


def _moved(sentence: str, facts: Sequence[str]) -> str:
    """A figure that went the other way than its verb says, nowhere, or from what is now to what was; "" for none."""
    figures = find_figures(sentence, lang="en")
    for at, one in enumerate(figures):
        span = _FROM_TO.search(sentence[: one.start])
        to = [other for other in figures[at + 1 :] if _TO.search(sentence, one.end, other.start)]
        if span is None or not to:
            continue
        other = to[0]
        if other.kind != one.kind and not any(sentence[span.end() : other.end] in fact for fact in facts):
            return sentence[span.start() : other.end]  # from 63 to 2022
        ours, theirs = _number(one.value), _number(other.value)
        wrong = ours == theirs or (span["down"] and ours < theirs) or (span["up"] and ours > theirs)
        if wrong or any(_was(fact, now=one, before=other) for fact in facts):
            return sentence[span.start() : other.end]
    return ""


def _share_of_level(sentence: str, facts: Sequence[str]) -> str:
    """A share told as one of a target that it is: 98.5% of the target, of a target of 98.5%; "" for none."""
    found = _OF_LEVEL.search(sentence)
    return found[0] if found and not any(_OF_LEVEL.search(fact) for fact in facts) else ""


def _moved_back(sentence: str, facts: Sequence[str]) -> str:
    """What went to the figure that it came from: decreased to 7.3%, of 5.8%, from 7.3%; "" for none."""
    for one in find_figures(sentence, lang="en"):
        went = _WENT_TO.search(sentence[: one.start])
        told = [
            fact[: same.start] for fact in facts for same in find_figures(fact, lang="en") if same.value == one.value
        ]
        if went and told and all(_WAS.search(before) for before in told):
            return sentence[went.start() : one.end]
    return ""


def _was(fact: str, *, now: Figure, before: Figure) -> bool:
    """A fact tells what is now first, and then what was: collisions 63, 2022: 81."""
    found = find_figures(fact, lang="en")
    at = next((number for number, one in enumerate(found) if one.value == now.value), None)
    return at is not None and any(
        one.value == before.value and _WAS.search(fact[: one.start]) is not None for one in found[at + 1 :]
    )


def _doubled(sentence: str, facts: Sequence[str]) -> str:
    """What there was too little of, denied: too few visits have not been made; "" where a fact has the denial too."""
    found = _TOO_FEW.search(sentence)
    return found[0] if found and not any(_NOT.search(fact) for fact in facts) else ""


def _affirmed(sentence: str, facts: Sequence[str]) -> str:
    """The fact that something is not so, of which the sentence says nothing of the kind: complaints have not fallen."""
    if _NONE.search(sentence):
        return ""
    return next((fact for fact in facts if _NOT_SO.search(fact)), "")


def without_comparisons(sentence: str) -> str:
    """An English sentence without the words that compare two of its figures, where the figures bear them out.

    Args:
        sentence: the sentence. Income of £1.46 million that exceeded the budget of £1.39 million did.
    """
    for one, other, said in reversed([*_pairs(sentence)]):
        ours, theirs = _number(one.value), _number(other.value)
        if not said["met"] and ((ours < theirs) if said["below"] else (ours > theirs)):
            sentence = sentence[: one.end + said.start("said")] + sentence[one.end + said.end("said") :]
    return sentence


def effect(sentence: str, facts: Sequence[str]) -> str:
    """What an English sentence says that something led to, though no fact does; "" for none.

    Args:
        sentence: the sentence. Effects behind a comma are cut before it is judged; this one is what it tells.
        facts: the facts it states.
    """
    found = _LED_TO.search(sentence)
    known = "\n".join(facts)
    if (
        found is None
        or any(char.isdigit() for char in found["effect"])
        or coverage(found["effect"], known) >= OWN_EFFECT
    ):
        return ""
    return found[0]


def unplanned(sentence: str, facts: Sequence[str], words: Words) -> str:
    """What a sentence will do about a plan that names a level and no deed: investigate incidents under 5; "" for none.

    Args:
        sentence: the sentence.
        facts: the facts it states.
        words: the language's words.
    """
    will = _WILL.search(sentence)
    for fact in facts if will else ():
        level = LEVEL.match(fact)
        names_deed = level is None or fact.split()[0].lower() in compose_words("en", "base").all
        if will and level and not names_deed and sentence.startswith(level[0][:-1].lower(), will.end()):
            return "" if will["verb"] in words.holds else will[0]
    return ""


def _pairs(sentence: str) -> Iterator[tuple[Figure, Figure, re.Match[str]]]:
    """Figures of one unit side by side, with the words between them that compare them."""
    for one, other in pairwise(find_figures(sentence, lang="en")):
        first = _DIGIT.search(sentence, other.start, other.end)
        if not (first and one.value and other.value and (one.kind, one.unit) == (other.kind, other.unit)):
            continue
        said = _COMPARED.search(sentence[one.end : first.start()])
        if said is not None:
            yield one, other, said


def _number(value: str | None) -> float:
    """A figure's value, not a number for a date or a fraction."""
    return float(value) if value and value.replace(".", "", 1).isdecimal() else nan


def _apart(sentence: str, facts: Sequence[str]) -> str:
    """A figure told as how far apart two things are, where no fact tells it so; "" for none."""
    for figure in find_figures(sentence, lang="en"):
        behind = _APART.match(sentence, figure.end)
        before = _APART_AS.search(sentence[: figure.start])
        if behind is None and before is None:
            continue
        noted = [
            _APART_NOTED.search(fact[one.end :]) or _APART_BEFORE.search(fact[: one.start])
            for fact in facts
            for one in find_figures(fact, lang="en")
            if one.value == figure.value
        ]
        if noted and not any(noted):
            start = before.start() if before else figure.start
            return sentence[start : behind.end() if behind else figure.end].strip()
    return ""


def _priced(sentence: str, facts: Sequence[str]) -> str:
    """A sum told as a cost, which its fact tells as something else (set aside, raised, a bid); "" for none."""
    if any(_PRICE.search(fact.lower()) for fact in facts):
        return ""
    for figure in find_figures(sentence, lang="en"):
        cost = _PRICED.search(sentence[: figure.start]) if figure.kind == "money" else None
        for piece in (piece for fact in facts for piece in pieces(fact)) if cost else ():
            same = [one for one in find_figures(piece, lang="en") if one.value == figure.value]
            rest = piece[: same[0].start] + piece[same[0].end :] if same else ""
            if tokens(rest):
                return sentence[cost.start() : figure.end]  # type: ignore[union-attr]  # there is a cost
    return ""

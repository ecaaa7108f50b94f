"""What a fact says beyond its figures and pieces, and a text leaves out or alters: who was honoured, names in parts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drafter.drafting.claims import CLAUSE
from drafter.drafting.compose_en import is_compound
from drafter.drafting.compose_words import words as compose_words
from drafter.drafting.losses_en import lost_parts
from drafter.model import Author
from drafter.provenance import coverage, pieces, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.drafting.read import Candidate
    from drafter.drafting.words import Words
    from drafter.model import Fact

SUBJECT_COVERAGE: Final = 0.7
"""A subject stands in a clause when this share of its tokens is there."""

HONOUR_COVERAGE: Final = 0.75
"""An honour is told in a clause when this share of its tokens is there."""

_LISTED: Final = re.compile(r"[㐀-鿿]+(?:、[㐀-鿿]+)+")
_MEMBER: Final = range(3, 6)
"""How many signs a list's member has that is told from what may be left off it."""
_NONE: Final = re.compile(r"\bno ([a-z]+(?:able|ible|al|ous|ive|ed|less) [a-z]+)")
_SUM: Final = re.compile(r"\b([a-z]+) of (?:nearly |about |over |almost |some )?[£$€]\d[\d.,]*\d")
_DELAYED: Final = re.compile(r"\b(?:delayed|delays?|postponed)\b")


def altered_subject(sentence: str, facts: Sequence[str], words: Words) -> str:
    """The honour that a sentence gives to another subject than its fact does; "" for none.

    Args:
        sentence: the sentence.
        facts: the facts it states.
        words: the language's words.

    Returns:
        The piece of the fact, as the fact writes it.
    """
    honours = [found for fact in facts for piece in pieces(fact) if (found := _honour(piece, words)) is not None]
    for clause in CLAUSE.split(sentence):
        here = [one for one in honours if coverage(one[2], clause) >= HONOUR_COVERAGE]
        subjects = [one for one in honours if coverage(one[1], clause) >= SUBJECT_COVERAGE]
        for one in here:
            if one not in subjects and any(other not in here for other in subjects):
                return one[0]
    return ""


def split_names(fact: str, text: str, words: Words) -> tuple[str, ...]:
    """The names of acts in a fact, like safeguarding training, that a text does not have as one name.

    Args:
        fact: the fact's text.
        text: the sentences that state it.
        words: the language's words.

    Returns:
        The names, as the fact writes them.
    """
    if not words.acts:
        return ()
    found = re.findall(rf"\b[a-z]+ing (?:{'|'.join(words.acts)})\b", fact, re.IGNORECASE)
    found += [" ".join(re.findall(r"[\w'-]+", fact)[:2])] if is_compound(fact) else []  # open day
    return tuple(one for one in found if one.lower() not in text.lower())


def lost_words(fact: str, text: str, words: Words) -> tuple[str, ...]:
    """What an English fact says by its verb or by its adjective alone, and a text leaves out.

    That a prize was got (hired two lifeguards, to receive a certificate), of what there was none (no accidents, for no
    reportable accidents), what a sum is (will cost £800,000, for a bid of £800,000), and that there was a delay.

    Args:
        fact: the fact's text.
        text: the sentences that state it.
        words: the language's words.

    Returns:
        Parts of the fact.
    """
    if not words.prizes:
        return ()
    delay = _DELAYED.search(fact.lower())
    late = [] if delay is None or any(word in text.lower() for word in words.late) else [delay[0]]
    lost = late + [found[0] for found in _NONE.finditer(fact.lower()) if found[1] not in text.lower()]
    sums = (found for found in _SUM.finditer(fact.lower()) if found[1] in words.sums)
    lost += [found[0] for found in sums if found[1].removesuffix("e") not in text.lower()]
    told = any(verb in f" {text.lower()} " for verb in (*words.awards, *words.awards_also))
    given = f" {fact.lower()} "
    begins = max(given.find(verb) for verb in (*words.awards, *words.awards_also))
    if begins > 0 and any(prize in given[begins:] for prize in words.prizes) and not told:
        lost.append(fact[begins:].strip())
    return (*lost, *lost_parts(fact, text, words))


def lost_honours(fact: str, text: str, words: Words) -> tuple[str, ...]:
    """The honours of a fact that a text does not give to the subject the fact gives them to.

    Some clause, together with the one before it (in English two), must have the honour, who got it, and a verb for it.

    Args:
        fact: the fact's text.
        text: the sentences that state it.
        words: the language's words.

    Returns:
        Pieces of the fact.
    """
    clauses = [f" {clause} " for clause in CLAUSE.split(text) if clause.strip()]
    before = 2 if words.prizes else 1  # in English an apposition stands between: Len Hartley, a volunteer, won
    pairs = ["，".join(clauses[max(0, at - before) : at + 1]) for at in range(len(clauses))]

    def is_told(subject: str, honour: str) -> bool:
        return any(
            coverage(honour, clause) >= HONOUR_COVERAGE
            and coverage(subject, pair) >= SUBJECT_COVERAGE
            and any(verb in pair for verb in words.awards)
            for clause, pair in zip(clauses, pairs, strict=True)
        )

    found = (_honour(piece, words) for piece in pieces(fact))
    return tuple(one[0] for one in found if one is not None and not is_told(one[1], one[2]))


def _honour(piece: str, words: Words) -> tuple[str, str, str] | None:
    """A piece of a fact that gives an honour: the piece, who got it, and what; None for any other piece."""
    padded = f"{piece} "
    cuts = [(padded.find(verb), -len(verb), verb) for verb in words.awards if padded.find(verb) > 0]
    if not cuts:
        return None
    at, _, verb = min(cuts)
    subject, honour = piece[:at], piece[at + len(verb) :]
    return (piece, subject, honour) if tokens(subject) and tokens(honour) else None


def lost_members(fact: str, text: str) -> tuple[str, ...]:
    """The members of a Chinese list that lost their first sign: 分类、村收集, of 户分类、村收集.

    Args:
        fact: the fact.
        text: the sentences that state it.
    """
    lost: list[str] = []
    for piece in _LISTED.findall(fact):
        members = piece.split("、")
        for member in (one for one in members if one[0] not in compose_words("zh", "verbs").all):
            shorn = re.search(rf"(?:(?<=、){member[1:]}|{member[1:]}(?=、))", text) if len(member) in _MEMBER else None
            if shorn and member not in text and any(other in text for other in members if other != member):
                lost.append(member)
    return tuple(lost)


def membered(one: Candidate, fact: Fact) -> Iterator[Candidate]:
    """A Chinese sentence with the first sign of the members of a list that lost theirs.

    Args:
        one: a sentence that states the fact.
        fact: the fact.

    Yields:
        The sentence, a repair.
    """
    text = one.text
    for member in lost_members(fact.text, text):
        text = re.sub(rf"(?:(?<=、){member[1:]}|{member[1:]}(?=、))", member, text, count=1)
    if text != one.text:
        yield replace(one, text=text, author=Author.REPAIR)

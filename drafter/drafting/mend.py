"""Sure mends of a sentence: a clause cut out, the lost end of its fact put back, a bare bullet given a verb."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from drafter.drafting.ends import loose_end
from drafter.drafting.words import words
from drafter.model import Author
from drafter.provenance import PIECE_COVERAGE, coverage, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drafter.drafting.read import Candidate
    from drafter.model import Fact

MOST_CUT: Final = 2
"""How many clauses are cut out at most."""

MOST_CLAUSES: Final = 12
"""Sentences with more are not worth the try."""

HALF_TOLD: Final = 0.5
"""A clause tells the end of a fact by half when the end has this share of the clause's tokens."""

AIM_COVERAGE: Final = 0.34
"""A clause adds an aim when its fact has less than this share of its tokens."""

LONGEST_VERB: Final = 4
"""What the composer puts in front of a bullet is a verb where it has so few characters: 组织开展."""

_COMMA: Final = re.compile(r"(?:[，；;]|,(?!\d{3}))\s*")  # 1,584 is one figure
JOINT: Final = re.compile(r"[，；。;]\s*(?=\S)|, (?=\S)")
_FURTHER: Final = re.compile(rf"{JOINT.pattern}|(?<=[a-z)])\. (?=[A-Z][a-z])")
"""Joints of a fact, also between its English sentences."""

_PHRASE: Final = re.compile(r"\s(?=(?:to|in|for|by|with|so that|in order to|as|through)\s\w)")
_END: Final = re.compile(r"[,;.](?=\s|$)")
_FROM: Final = re.compile(r"\bfrom (?:\S+(?: [a-z]+)?|[^,;]*\d[^,;]*)$")
_TRAIL: Final = re.compile(r"[，；,;]\s*$")
_BRACKETED: Final = re.compile(
    r"(?P<before>\w+ \w+|[^\W\d_]{2,4}|\d[\w%]*)(?P<brackets> ?[(（](?P<inside>[^()（）]{1,40})[)）])"
)
_PAIRS: Final = ("“”", "《》", "（）", "()")


def cuts(one: Candidate, out_of: Callable[[str], bool] = bool) -> Iterator[Candidate]:
    """The sentence with one clause cut out, then with two; clauses further back first.

    Args:
        one: the sentence. Marks inside quotes and brackets divide no clauses.
        out_of: the clauses that may go, all if not given.

    Yields:
        Shorter sentences, each with the closing mark of the whole.
    """
    clauses = clauses_of(one.text)
    if len(clauses) > MOST_CLAUSES:
        return
    for count in range(1, min(MOST_CUT, len(clauses) - 1) + 1):
        for out in combinations([at for at in reversed(range(len(clauses))) if out_of(clauses[at])], count):
            kept = _TRAIL.sub("", "".join(clause for at, clause in enumerate(clauses) if at not in out))
            if kept[:1].islower() and one.text[:1].isupper():
                continue  # which went live: no English sentence without its first clause
            yield replace(one, text=kept if kept.endswith(one.text[-1]) else kept + one.text[-1])
    if one.text.isascii() and out_of is bool:
        yield from _without_phrase(one)


def _without_phrase(one: Candidate) -> Iterator[Candidate]:
    """An English sentence, a clause cut short at one of its phrases; longer cuts, which are safer, first."""
    for phrase in _PHRASE.finditer(one.text):
        end = _END.search(one.text, phrase.end())
        spans = _FROM.search(one.text, 0, phrase.start()) and one.text.startswith(" to ", phrase.start())
        if end is not None and not spans:  # from 118 to 139: half of it is another thing
            yield replace(one, text=one.text[: phrase.start()] + one.text[end.start() :])


def completions(one: Candidate, fact: Fact) -> Iterator[Candidate]:
    """The sentence with the end of its fact, as the fact writes it: first the last clause, then more.

    Args:
        one: a sentence that says the beginning of a fact and has lost its end.
        fact: the fact.

    Yields:
        Longer sentences, each a repair: the end where the fact has it, next to the piece before it, then behind all
        that the sentence says. None repeats what the sentence says already.
    """
    before = 0
    joints: list[tuple[int, str, bool]] = []
    for joint in _FURTHER.finditer(fact.text):
        joints.append((joint.end(), fact.text[before : joint.start()], joint[0] == ". "))
        before = joint.end()
    for start, piece, whole in reversed(joints):
        end = fact.text[start:].rstrip("。；;. ")
        if _is_open(fact.text[:start]):
            return
        if coverage(end, one.text) >= PIECE_COVERAGE:
            yield from _retold(one, end, whole=whole)
            return
        chinese = one.text[-1] == "。"
        _, found, rest = one.text.partition(piece)
        if found and JOINT.match(rest):
            at = len(one.text) - len(rest)
            yield replace(one, text=one.text[:at] + ("，" if chinese else ", ") + end + rest, author=Author.REPAIR)
        more = f"；{end}" if chinese else f". {end}" if whole else loose_end(end)
        yield replace(one, text=one.text[:-1] + more + one.text[-1], author=Author.REPAIR)


def bracketed(one: Candidate, fact: Fact) -> Iterator[Candidate]:
    """The sentence with what its fact says in brackets, where it has the words before them and left the brackets off.

    Args:
        one: a sentence that states the fact.
        fact: the fact.

    Yields:
        Longer sentences, each a repair.
    """
    for found in _BRACKETED.finditer(fact.text):
        before, at = found["before"], one.text.find(found["before"])
        if at >= 0 and found["inside"] not in one.text:
            end = at + len(before)
            rest = _without_half(one.text[end:], found["inside"])
            yield replace(one, text=f"{one.text[:end]}{found['brackets']}{rest}", author=Author.REPAIR)


def _without_half(text: str, inside: str) -> str:
    """The rest of an English sentence without the clause right behind that tells by half what brackets tell."""
    _, *clauses = clauses_of(text)
    half = clauses[0] if clauses and text.startswith(", which ") and coverage(inside, clauses[0]) >= HALF_TOLD else ""
    return text.replace(f", {half}", text[-1] if half.endswith(text[-1]) else ", ", 1) if half else text


def _retold(one: Candidate, end: str, *, whole: bool) -> Iterator[Candidate]:
    """An English sentence that tells the end of its fact by half, with the whole end instead of that clause."""
    first, *rest = clauses_of(one.text)
    told = f". {end}" if whole else loose_end(end, ", and ")
    if one.text[-1] == "." and len(rest) == 1 and coverage(rest[0], end) >= HALF_TOLD:
        yield replace(one, text=f"{first.rstrip(' ,;')}{told}.", author=Author.REPAIR)


def restated(one: Candidate, fact: Fact) -> Candidate | None:
    """A Chinese sentence that lost what is within its fact: the fact as noted, with the aims that the sentence adds.

    Args:
        one: a sentence that states this fact and no other.
        fact: the fact.

    Returns:
        The sentence, a repair; None where it adds no aim, for then nothing of it would be left.
    """
    aims = [
        clause.rstrip("，；。")
        for clause in clauses_of(one.text)[1:]
        if clause.startswith(words("zh").outcomes) and coverage(clause, fact.text) < AIM_COVERAGE
    ]
    if one.text[-1] != "。" or not aims:
        return None
    return replace(one, text="，".join((fact.text.rstrip("。；"), *aims)) + "。", author=Author.REPAIR)


def _is_open(text: str) -> bool:
    """A quote or bracket is open at the end of a text."""
    return any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS)


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
    end = bare_end(one.text, fact.text, person)
    if end is None or bare_end(composed, fact.text, person) is not None:
        return None
    if not composed.rstrip("。.").endswith(pieces(fact.text)[-1:] or ("",)):
        return None  # the composer has put the bullet into a frame of its own: no place for another end
    tail = one.text[end:]
    if len(tail) <= 1:
        return replace(one, text=composed, author=Author.COMPOSER)
    body = composed.rstrip("。.")
    return replace(one, text=body + tail, author=Author.REPAIR)


def front(one: Candidate, fact: Fact, composed: str) -> Candidate | None:
    """A sentence that begins with a piece of its bullet, with the composer's verb in front of that.

    Args:
        one: the sentence.
        fact: the only fact it states.
        composed: the composer's sentence for that fact.

    Returns:
        The sentence, a repair; None where no piece begins it, or the composer has no verb for the piece.
    """
    misfit = next((word for word in words("zh").misfits if one.text.startswith(word)), "")
    for piece in pieces(fact.text):
        text = one.text.removeprefix(misfit) if one.text.startswith(misfit + piece) else one.text
        said = next((clause for clause in clauses_of(composed) if piece in clause), "")
        verb, _, behind = said.partition(piece)
        framed = (behind if fact.text not in said else said.partition(fact.text)[2])[
            :1
        ].isalpha()  # 存在……的问题: the verb alone is not the frame
        if text.startswith(piece) and verb.isalpha() and len(verb) <= LONGEST_VERB and not framed:
            return replace(one, text=verb + text, author=Author.REPAIR)
    return None


def bare_end(text: str, fact: str, person: str) -> int | None:
    """Where a text that begins with a bullet goes on behind it; marks count for nothing, None where it does not."""
    start = len(person) if person and text.startswith(person) else 0
    wanted = [char for char in fact if char.isalnum()]
    at = start
    for char in wanted:
        while at < len(text) and not text[at].isalnum():
            at += 1
        if at >= len(text) or text[at] != char:
            return None
        at += 1
    for char in _ending(fact):
        at += text[at : at + 1] == char
    return at if wanted else None


def _ending(fact: str) -> str:
    """The marks that end a bullet, without its full stop: a closing quote, a percent sign."""
    bare = fact.rstrip("。；;. ")
    last = max((at for at, char in enumerate(bare) if char.isalnum()), default=-1)
    return bare[last + 1 :]


def clauses_of(text: str) -> list[str]:
    """The clauses of a sentence, each with the mark behind it; marks inside quotes and brackets divide none."""
    clauses: list[str] = []
    start = 0
    for mark in _COMMA.finditer(text):
        piece = text[start : mark.end()]
        if not _is_open(piece):
            clauses.append(piece)
            start = mark.end()
    return [*clauses, text[start:]]

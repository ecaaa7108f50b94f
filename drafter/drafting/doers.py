"""Who did it: an English sentence that says "I" where its fact names somebody, or something, else.

A bullet leaves the writer out where the writer acted (Ran 37 sessions), and so a small model puts "I" in front of what
others did, got or went through too. What is looked at is the shape of the bullet: a participle that gives an honour, a
verb behind a subject of its own, a word in -ing that belongs to a noun.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_en import gives, is_past, say_english
from drafter.drafting.compose_en_told import is_participle
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.drafting.words import Words

LONGEST_OPENING: Final = 44
"""How much of it is told, in characters."""

_AUX: Final = "have|has|had|did|do|also|then|was|were|am|been|being|only|later|twice|again|[a-z]+ly"
_SAID: Final = re.compile(rf"\bI (?P<aux>(?:(?:{_AUX}) )*)(?P<verb>[a-z][a-z-]+)")
_PASSIVE: Final = re.compile(r"\b(?:was|were|am|been|being)\b")
_ME: Final = re.compile(r"\b(?P<verb>[a-z]+ed|gave) (?:me|myself)\b")
_WRITER: Final = regex(r"\b(?:I|me|my|we|us|our|myself)\b")
_GAVE: Final = ("gave", "given", "presented", "granted")
_NAME: Final = re.compile(r" ([A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)+)")
_PART: Final = re.compile(r"[;:]\s")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def other_doer(sentence: str, facts: Sequence[str], words: Words) -> str:
    """The part of a fact that an English sentence tells of the writer, though the fact does not; "" for none.

    Args:
        sentence: the sentence.
        facts: the facts it states. One that names the writer (I, my, we) is no such fact.
        words: the language's words.

    Returns:
        How a sentence begins that tells the part of its own subject.
    """
    parts = [part for fact in facts if not _WRITER.search(fact) for part in _PART.split(fact) if part]
    if not parts:
        return ""
    if acting := _object_acts(sentence, parts):
        return _opening(acting)
    for verb, passive in _deeds(sentence):
        found = next((part for part in parts if _is_others(verb, part, words, passive=passive)), "")
        found = found or _made(verb, parts, words)
        if found or (not passive and verb in words.gains and not any(_begins(part, words.gains) for part in parts)):
            return _opening(found or parts[0])
    return ""


def _object_acts(sentence: str, parts: Sequence[str]) -> str:
    """The part whose subject the writer is said to have done something to: I volunteered Len Hartley, who won."""
    for said in _SAID.finditer(sentence):
        name = _NAME.match(sentence, said.end())
        for part in parts if name else ():
            start = part.find(name[1])  # type: ignore[index]  # there is a name
            acts = _WORD.match(part, start + len(name[0])) if start >= 0 else None  # type: ignore[index]
            if acts and is_past(acts[0]) and said["verb"] not in part.lower():
                return part
    return ""


def is_honour(fact: str, words: Words) -> bool:
    """Whether a fact tells of an honour that somebody was given, and does not say that the writer was.

    Args:
        fact: the fact.
        words: the language's words.
    """
    return not _WRITER.search(fact) and not gives(fact) and _honours(fact, words)


def _honours(part: str, words: Words) -> bool:
    """Whether a part of a fact has a participle that gives an honour, or a prize that somebody got."""
    got = any(given in f" {part.lower()} " for given in words.awards_also)
    return any(word.lower() in words.honours for word in _WORD.findall(part)) or (got and _is_prize(part, words))


def _is_prize(part: str, words: Words) -> bool:
    return any(prize in f" {part.lower()} " for prize in words.prizes)


def _made(verb: str, parts: Sequence[str], words: Words) -> str:
    """The part that tells what others did, of whom the writer is said to have made something that no part tells."""
    said = [[word.lower() for word in _WORD.findall(part)] for part in parts]
    if verb not in words.made or any(verb in one for one in said):
        return ""
    return next((part for part, one in zip(parts, said, strict=True) if any(word in words.own for word in one[1:])), "")


def _opening(part: str) -> str:
    """How a sentence begins that tells a part of its own subject."""
    said = say_english(part, "performance", 0)
    return opening_words(part if said.startswith("I ") else said)


def opening_words(sentence: str) -> str:
    """The first words of a sentence, as many as a hint may have.

    Args:
        sentence: the sentence, without its closing mark.
    """
    begins = sentence.split()
    size = 1
    while size < len(begins) and len(" ".join(begins[: size + 1])) <= LONGEST_OPENING:
        size += 1
    return " ".join(begins[:size])


def _deeds(sentence: str) -> Iterator[tuple[str, bool]]:
    """The verbs that a sentence says of the writer, each with whether it was done to them."""
    for said in _SAID.finditer(sentence):
        yield said["verb"], _PASSIVE.search(said["aux"]) is not None
    for said in _ME.finditer(sentence):
        yield said["verb"], True


def _is_others(verb: str, part: str, words: Words, *, passive: bool) -> bool:
    """Whether a part of a fact tells a verb of another than the writer."""
    said = [word.lower() for word in _WORD.findall(part)] or [""]
    honours = verb in words.honours and _honours(part, words)
    if passive:
        return is_participle(verb) and verb not in words.personal and (verb in said or honours)
    if honours or (verb in _GAVE and verb != said[0] and _is_prize(part, words)):
        return not gives(part)
    if is_past(said[0]):  # ran the course and won the cup
        return False
    if verb in words.own and verb in said[1:]:
        return True
    return verb not in said and any(_is_attribute(at, said, verb, words) for at in range(1, len(said) - 1))


def _is_attribute(at: int, said: Sequence[str], verb: str, words: Words) -> bool:
    """Whether a word in -ing belongs to the noun behind it, and is the verb's: walking football is no walk."""
    word = said[at]
    if not word.endswith("ing") or not _is_form(verb, word.removesuffix("ing")):
        return False
    loose = words.loose
    return said[at - 1] not in loose and not said[at - 1].endswith("ed") and said[at + 1] not in loose


def _is_form(verb: str, stem: str) -> bool:
    """Whether a verb in the past has the stem of a word in -ing."""
    return verb in {f"{stem}ed", f"{stem}d", f"{stem}"} and len(stem) > len("us")


def _begins(part: str, verbs: Sequence[str]) -> bool:
    first = _WORD.search(part)
    return first is not None and first[0].lower() in verbs

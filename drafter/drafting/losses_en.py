"""What an English fact says of whom, which way and of what, where a text has the rest and leaves that out.

A small model that makes a sentence of a fragment may keep its words and lose one that carries the sense: whose deed it
was (the post advertised twice), that a figure is a change (losses fell by a third), what it is about (sharps: …).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.drafting.claims import CLAUSE
from drafter.drafting.compose_en_told import LABEL, is_participle
from drafter.drafting.compose_words import words as compose_words
from drafter.figures import find_figures
from drafter.patterns import regex
from drafter.provenance import pieces, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.words import Words

_WORDS: Final = re.compile(r"[A-Za-z'-]+|[0-9][0-9.,%]*")
_CHANGED: Final = regex(
    r"\b(?:fell|rose|dropped|grew|increased|decreased|cut|reduced|up|down|improved|lowered|declined)"
    r"(?: (?:by|about|nearly|roughly|over|almost|some|a|an|around))* ?$"
)

_LOOSE: Final = frozenset(
    ("all", "both", "each", "and", "or", "who", "whom", "which", "that", "they", "it", "we", "i", "not")
)
"""Words before a participle that are no subject, or none that a text must repeat."""

LATEST_DONE: Final = 4
"""A piece that tells what was done to its subject does so by its fourth word."""

_BEHIND: Final = re.compile(r"(?: [a-z]+){0,3}")


def lost_parts(fact: str, text: str, words: Words) -> tuple[str, ...]:
    """What an English fact says of whom, which way, or of what, and a text leaves out.

    Args:
        fact: the fact's text.
        text: the sentences that state it.
        words: the language's words.

    Returns:
        Parts of the fact.
    """
    return (*_subjects(fact, text), *_changes(fact, text, words), *_measures(fact, text), *_labels(fact, text))


def _subjects(fact: str, text: str) -> Iterator[str]:
    """Who or what something was done to, where a text has what was done: post advertised twice."""
    there = tokens(text)
    loose = _LOOSE.union(*(compose_words("en", name).all for name in ("several", "adverbs", "past", "finite")))
    for piece in pieces(fact):
        said = [word.lower() for word in _WORDS.findall(piece)]
        at = next((at for at, word in enumerate(said[:LATEST_DONE]) if at and is_participle(word)), 0)
        head = said[at - 1] if at else ""
        own = tokens(head) if head.isalpha() and head not in loose and not is_participle(head) else frozenset()
        if own and not own & there and tokens(said[at]) & there:
            yield piece


def _changes(fact: str, text: str, words: Words) -> Iterator[str]:
    """A share that is a change, where a text tells it as something else: with a loss of nearly a third."""
    said = {one.text: one for one in find_figures(text, lang="en")}
    for one in find_figures(fact, lang="en"):
        moved = _CHANGED.search(fact[: one.start])
        if moved is None or one.kind not in ("percent", "points", "fraction") or one.text not in said:
            continue
        start, end = said[one.text].start, said[one.text].end
        behind = _BEHIND.match(text, end)
        told = CLAUSE.split(text[:start])[-1] + text[start : behind.end() if behind else end]
        if not any(change.strip() in told.lower() for change in (*words.changes, *words.changes_told)):
            yield fact[moved.start() : one.end]


def _measures(fact: str, text: str) -> Iterator[str]:
    """What a share is of, right before it, where a text gives it to another: dampness above 65%, of humidity."""
    loose = _LOOSE.union(*(compose_words("en", name).all for name in ("moves", "behind", "past", "finite", "adverbs")))
    for one in find_figures(fact, lang="en"):
        before = _WORDS.findall(fact[: one.start])
        head = before[-1].lower() if before and fact[: one.start].endswith(f"{before[-1]} ") else ""
        own = tokens(head) if head.isalpha() and head not in loose and not is_participle(head) else frozenset()
        if one.kind == "percent" and own and one.text in text and not own & tokens(text):
            yield f"{before[-1]} {one.text}"


def _labels(fact: str, text: str) -> Iterator[str]:
    """What a fact is about, in front of a colon, where a text says nothing of it: sharps: halve the number."""
    label = LABEL.match(fact)
    if label and tokens(label[1]) and not tokens(label[1]) & tokens(text):
        yield label[1]

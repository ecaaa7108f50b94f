"""What the composer knows of a language's bullets, read from `drafter/data/compose/<lang>.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def table(lang: str) -> dict[str, Any]:
    """The composer's data file of a language."""
    return read_table("compose", f"{lang}.toml")


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words, to be found at an end of a text or inside it.

    Attributes:
        all: the words.
        longest: length of the longest.
    """

    all: frozenset[str]
    longest: int

    @classmethod
    def of(cls, words: str | Iterable[str]) -> Words:
        """From words separated by white space, or one by one."""
        found = frozenset(words.split() if isinstance(words, str) else words)
        return cls(found, max(map(len, found), default=0))

    def head(self, text: str) -> str:
        """The longest word that the text begins with, or ""."""
        return next((text[:size] for size in range(self.longest, 0, -1) if text[:size] in self.all), "")

    def tail(self, text: str) -> str:
        """The longest word that the text ends with, or ""."""
        return next((text[-size:] for size in range(self.longest, 0, -1) if text[-size:] in self.all), "")

    def inside(self, text: str) -> bool:
        """Whether a word of two characters or more stands behind the first character."""
        return any(len(self.head(text[place : place + self.longest])) > 1 for place in range(1, len(text)))


@dataclass(frozen=True, slots=True)
class Frame:
    """How a noun phrase becomes a predicate.

    Attributes:
        heads: words at its end that call for this frame.
        verbs: what is put before it, in turn, so that neighbours differ.
        again: what is put before it in a later part of the same sentence; "" leaves such a part as it is.
        counted: it also fits a noun phrase with a count behind it.
        joins: a verb right before the head modifies it (推进会) and does not take it as its object (推进改革).
        after: what is put behind it.
    """

    heads: Words
    verbs: tuple[str, ...]
    again: str = ""
    counted: bool = False
    joins: bool = False
    after: str = ""

    def fill(self, text: str, turn: int, *, first: bool = True) -> str:
        """The noun phrase with its verb.

        Args:
            text: the noun phrase.
            turn: which of the verbs, counted round.
            first: it begins its sentence.
        """
        if not first and not self.again:
            return text
        fresh = tuple(verb for verb in self.verbs if verb[-2:] not in text) or self.verbs
        verb = fresh[turn % len(fresh)] if first else self.again
        after = "" if self.after and text.endswith(self.after) else self.after
        return f"{verb}{text}{after}"


def _frame(row: dict[str, Any], heads: str) -> Frame:
    return Frame(
        heads=Words.of(row[heads]),
        verbs=tuple(row["verbs"]),
        again=row.get("again", ""),
        counted=row.get("counted", False),
        joins=row.get("joins", False),
        after=row.get("after", ""),
    )


@cache
def frames(lang: str) -> tuple[Frame, ...]:
    """The frames of noun phrases, in the order of the file."""
    return tuple(_frame(row, "heads") for row in table(lang)["frame"])


@cache
def documents(lang: str) -> tuple[Frame, ...]:
    """The frames of 《…》, by the end of the title; the last fits every title."""
    return tuple(_frame(row, "ends") for row in table(lang)["document"])


@cache
def quoted(lang: str) -> Frame:
    """The frame of a part that is nothing but quoted words."""
    return _frame(table(lang)["quoted"][0], "ends")


@cache
def words(lang: str, name: str, part: str = "words") -> Words:
    """One of the lists of words: `[part] name`."""
    return Words.of(table(lang)[part][name])

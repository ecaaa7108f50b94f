"""The two sides of a comparison: facts and draft, read once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.messages import say
from drafter.model import Finding, Level
from drafter.names.awards import Award, find_awards
from drafter.names.organisations import self_endings
from drafter.names.read import find_names
from drafter.names.words import key_of
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.messages import Lang
    from drafter.model import Name

HAN: Final = regex(r"[\u3400-\u9fff]")
_TOKEN: Final = regex(r"[A-Za-z0-9]+")
_LINE_END: Final = regex(r"\n")
_SENTENCE_END: Final = regex(r"[。！？!?；;\n]")


class Fact(NamedTuple):
    """A fact read: its place in the sequence from "1", key, names and awards."""

    id: str
    key: str
    names: tuple[Name, ...]
    awards: tuple[Award, ...]


class Facts(NamedTuple):
    """All facts: their keys one a line, their Latin words, and their names with the fact of each."""

    facts: tuple[Fact, ...]
    key: str
    words: frozenset[str]
    names: tuple[tuple[Name, Fact], ...]


@dataclass
class Draft:
    """The draft read, and the keys of the fact names that a finding already speaks of."""

    text: str
    lang: Lang
    spoken: set[str] = field(default_factory=set)

    @cached_property
    def key(self) -> str:
        """The whole text as a key."""
        return key_of(self.text)

    @cached_property
    def names(self) -> list[Name]:
        """Its names."""
        return find_names(self.text)

    @cached_property
    def awards(self) -> tuple[Award, ...]:
        """Its awards."""
        return find_awards(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its Latin words, in lower case."""
        return latin_words(self.text)

    @cached_property
    def own(self) -> set[str]:
        """The last letters of its words for the reporting unit: 局 for 我局."""
        return self_endings(self.text)

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [found.end() for found in _SENTENCE_END.finditer(self.text)]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.end() for found in _LINE_END.finditer(self.text)]

    def sentence(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence round an offset, its end mark left out."""
        place = bisect_right(self._sentence_ends, offset)
        start = self._sentence_ends[place - 1] if place else 0
        return start, self._sentence_ends[place] - 1 if place < len(self._sentence_ends) else len(self.text)

    def finding(self, rule: str, name: Name, other: str = "", fact: str = "") -> Finding:
        """A finding in words; a name that the draft dropped has no place in it.

        Args:
            rule: its name within the group.
            name: the name it is about, of the draft or, when dropped, of a fact.
            other: what the fact has instead.
            fact: the fact's place.

        Returns:
            The finding, of level error.
        """
        values = {"text": _quoted(name.text, self.lang), "nearest": _quoted(other, self.lang)}
        placed = rule != "dropped"
        line = bisect_right(self._line_ends, name.start)
        return Finding(
            f"names/{rule}",
            Level.ERROR,
            say(f"names.{rule}", self.lang, **values),
            say(f"names.{rule}_hint", self.lang, **values),
            line=line + 1 if placed else None,
            column=name.start - (self._line_ends[line - 1] if line else 0) + 1 if placed else None,
            start=name.start if placed else None,
            end=name.end if placed else None,
            text=name.text,
            facts=(fact,) if fact else (),
        )


@lru_cache(maxsize=64)
def read_facts(facts: tuple[str, ...]) -> Facts:
    """The facts, read once for all sentences that are judged by them."""
    read = tuple(
        Fact(str(place), key_of(text), tuple(find_names(text)), find_awards(text))
        for place, text in enumerate(facts, start=1)
    )
    names = tuple((name, fact) for fact in read for name in fact.names)
    return Facts(read, "\n".join(fact.key for fact in read), latin_words(" ".join(facts)), names)


def read_draft(text: str, lang: str | None) -> Draft:
    """The draft; its messages in a language, by default its own."""
    return Draft(text, "en" if (lang or ("zh" if HAN.search(text) else "en")).startswith("en") else "zh")


def latin_words(text: str) -> frozenset[str]:
    """The Latin words of a text, in lower case."""
    return frozenset(word.lower() for word in _TOKEN.findall(text))


def _quoted(name: str, lang: Lang) -> str:
    """A name as a message shows it: in quotes, unless it has marks of its own (“…”, 《…》)."""
    if name.startswith(("“", "《", "‘", '"')):
        return name
    return f"“{name}”" if lang == "zh" else f"`{name}`"

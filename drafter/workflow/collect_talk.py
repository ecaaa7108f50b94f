"""What is said while facts are collected: the words of the catalogue, and what was read in a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafter.drafting.collecting import read_fact
from drafter.messages import say
from drafter.notes.body import take_mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.drafting.collecting import Reading
    from drafter.kinds import Kind, SectionSpec
    from drafter.messages import Lang
    from drafter.workflow.collect import Desk, Tone

_SHORT: Final = 24


@dataclass(frozen=True, slots=True)
class Talk:
    """Says things to a person.

    Attributes:
        desk: where they sit.
        lang: their language.
        kind: the kind of report, in whose language facts are read.
    """

    desk: Desk
    lang: Lang
    kind: Kind

    def words(self, name: str, /, **values: object) -> str:
        """A message of the area `collect`."""
        return say(f"collect.{name}", self.lang, **values)

    def say(self, name: str, tone: Tone = "plain", /, **values: object) -> None:
        """Say a message of the area `collect`."""
        self.desk.tell(self.words(name, **values), tone)

    def listed(self, words: Iterable[str]) -> str:
        """Words in a row."""
        return ("、" if self.lang == "zh" else ", ").join(words)

    def reading(self, fact: str, spec: SectionSpec) -> Reading:
        """What is read in a fact, its mark of privacy left out."""
        return read_fact(take_mark(fact)[0], spec, self.kind.lang)

    def read(self, reading: Reading) -> str:
        """A reading in words."""
        found = (*reading.figures, *reading.names)
        return self.words("read", found=self.listed(found)) if found else self.words("read_nothing")

    def fact(self, name: str, fact: str, spec: SectionSpec, /, **values: object) -> None:
        """Say that something was done with a fact, what was read in it, and what it may lack."""
        reading = self.reading(fact, spec)
        self.say(name, "good", read=self.read(reading), **values)
        if take_mark(fact)[1]:
            self.say("private", "hint")
            return
        for doubt in reading.doubts:
            self.say(doubt, "warn")


def short(text: str) -> str:
    """The beginning of a fact, to know it by."""
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}……"


def bare(text: str) -> str:
    """The words of a fact by which two are the same: without blanks and mark of privacy."""
    return "".join(take_mark(text)[0].split())

"""A report as a person holds it, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the report's text: `report.text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    Attributes:
        level: 1 for 一、 2 for （一） 3 for 1. 4 for （1）.
        number: the marker as written ("（一）"), or "".
        title: the heading's words, without marker and closing mark.
        line: line of the heading.
        heading: span of the heading, marker and `#` included.
        body: span of its own text, up to its first child or its end.
        span: the whole, children included.
        run_in: the heading is the first sentence of its paragraph.
        children: sections one level (or more) below.
    """

    level: int
    number: str
    title: str
    line: int
    heading: Span
    body: Span
    span: Span
    run_in: bool = False
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote or endnote of a report; its words stand behind the body.

    Attributes:
        label: what a person calls it, e.g. "脚注1".
        span: its words.
    """

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """A report as a person holds it: the text, and where its parts stand in it. A part that is missing is None.

    Attributes:
        text: the whole text; all spans point into it.
        path: where it was read from, for messages.
        title: the first line or lines.
        salutation: 各位领导、同志们：
        lead: what stands between salutation and the first section.
        sections: the sections of the top level.
        closing: 特此报告…
        signature: the name under the text.
        date: the date under the text.
        footnotes: what is set apart at the foot of the pages or at the end, behind the body.
    """

    text: str
    path: str = ""
    title: Span | None = None
    salutation: Span | None = None
    lead: Span | None = None
    sections: tuple[Section, ...] = ()
    closing: Span | None = None
    signature: Span | None = None
    date: Span | None = None
    footnotes: tuple[Footnote, ...] = ()

    @property
    def body(self) -> str:
        """The text without its footnotes; the whole where there are none."""
        return self.text[: self.footnotes[0].span.start].rstrip("\n") if self.footnotes else self.text

    def footnote_at(self, offset: int) -> Footnote | None:
        """The footnote around an offset of the text, or None."""
        return next((one for one in self.footnotes if one.span.start <= offset <= one.span.end), None)

    def of(self, span: Span | None) -> str:
        """The text of a part; "" for one that is missing."""
        return "" if span is None else self.text[span.start : span.end]

    def walk(self) -> Iterator[Section]:
        """Every section, in order of the text."""
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Edit:
    """A sure mend: replace `text[start:end]` by `text`."""

    start: int
    end: int
    text: str


class Level(StrEnum):
    """How serious a finding is: errors decide the exit status."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a report.

    Attributes:
        rule: `group/name`, e.g. "figures/altered".
        level: error or warning.
        message: the sentence for the person.
        hint: what to do, or "".
        section: number and title of the section, or "".
        line: line in the report, from 1; None where it has no place (something missing).
        column: column in that line, from 1.
        start: offset in the report's text.
        end: offset behind.
        text: the words it is about.
        facts: ids of the facts concerned.
        fix: the mend, where it is sure.
    """

    rule: str
    level: Level
    message: str
    hint: str = ""
    section: str = ""
    line: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None
    text: str = ""
    facts: tuple[str, ...] = ()
    fix: Edit | None = None

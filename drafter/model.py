"""The nouns of the program: frozen values, enums, and the Backend protocol. No behaviour beyond derived properties.

Offsets are characters of the text they belong to, start inclusive, end exclusive; lines and columns count from 1.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FigureKind = Literal[
    "number", "percent", "points", "money", "quantity", "ordinal", "rank", "fraction", "multiple",
    "ratio", "range", "date", "time", "duration", "age",
]  # fmt: skip
Approx = Literal["about", "nearly", "over", "under", "at_least", "at_most", "several"]


class Level(StrEnum):
    """How serious a finding is: errors decide the exit status."""

    ERROR = "error"
    WARNING = "warning"


class Author(StrEnum):
    """Who wrote a sentence."""

    MODEL = "model"
    REPAIR = "repair"
    COMPOSER = "composer"
    HAND = "hand"


# ------------------------------------------------------------------------------------------- figures and names
@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as written.

    Attributes:
        text: the characters that were read, hedge and unit included.
        start: offset of the first character.
        end: offset behind the last.
        kind: what sort of quantity.
        value: plain decimal string ("12000" for 1.2万, "15" for 15% and 百分之十五), "2/3" for a fraction, an ISO date
            as far as known ("2023", "2023-05", "2023-Q1", "--05-12"), or None for a range.
        low: lower end of a range, else None.
        high: upper end of a range, else None.
        unit: canonical unit ("元", "%", "个百分点", "人次", "km"), "" for none.
        approx: the hedge, or None.
        lang: language of the reading, "zh" or "en".
    """

    text: str
    start: int
    end: int
    kind: FigureKind
    value: str | None
    low: str | None = None
    high: str | None = None
    unit: str = ""
    approx: Approx | None = None
    lang: str = "zh"


NameKind = Literal["title", "quote", "organisation", "honour", "person", "place", "document"]


@dataclass(frozen=True, slots=True)
class Name:
    """A thing that must stay verbatim: 《…》, “…”, an organisation, an honour, a document number, a person.

    Attributes:
        text: as written, marks included.
        key: normalised form, by which two writings of one name are equal (width, quotes and spaces folded).
        start: offset of the first character.
        end: offset behind the last.
        kind: what sort of name.
    """

    text: str
    key: str
    start: int
    end: int
    kind: NameKind


# ------------------------------------------------------------------------------------------- notes
@dataclass(frozen=True, slots=True)
class Fact:
    """One bullet of the notes.

    Attributes:
        id: stable within the notes: "1", "2", … in order of the file.
        text: the bullet, continuation lines joined.
        line: its first line in the file.
        section: headings above it, outermost first; () for a bullet under no heading.
        private: marked 内部/private: never sent, never printed.
        figures: what the figure reader found in `text`.
        names: what the name reader found in `text`.
    """

    id: str
    text: str
    line: int
    section: tuple[str, ...] = ()
    private: bool = False
    figures: tuple[Figure, ...] = ()
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a kind or a notice demands of one section, or of the whole report.

    Attributes:
        section: id or title of the section; "" for the whole report.
        min_chars: least number of characters, by the counting rule of the kind.
        max_chars: most.
        min_share: least share of the whole, 0 to 1.
        max_share: most.
        items: what must be covered, each in words to look for.
        source: who demands it: "kind", or file and line of the notes.
    """

    section: str = ""
    min_chars: int | None = None
    max_chars: int | None = None
    min_share: float | None = None
    max_share: float | None = None
    items: tuple[str, ...] = ()
    source: str = "kind"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the notes: its text, depth (1 for `#`) and line."""

    title: str
    depth: int
    line: int


@dataclass(frozen=True, slots=True)
class Notes:
    """What a person collected.

    Attributes:
        path: where it was read from, for messages.
        kind: 文种/kind as written, or "".
        title: 标题/title.
        year: 年度/year, or None.
        name: 姓名/name of the person who reports.
        post: 职务/post.
        unit: 单位/unit.
        salutation: 称谓/salutation.
        date: 日期/date, as written.
        classification: 密级/classification, as written.
        requirements: 要求/requirements.
        facts: the bullets in order, private ones included.
        headings: the headings in order.
        remarks: lines outside bullets: (line, text). Not facts.
        lines: canonical key of the front matter to its line.
    """

    path: str = ""
    kind: str = ""
    title: str = ""
    year: int | None = None
    name: str = ""
    post: str = ""
    unit: str = ""
    salutation: str = ""
    date: str = ""
    classification: str = ""
    requirements: tuple[Requirement, ...] = ()
    facts: tuple[Fact, ...] = ()
    headings: tuple[Heading, ...] = ()
    remarks: tuple[tuple[int, str], ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def open_facts(self) -> tuple[Fact, ...]:
        """The facts that may be sent and printed."""
        return tuple(fact for fact in self.facts if not fact.private)


# ------------------------------------------------------------------------------------------- reports
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


# ------------------------------------------------------------------------------------------- drafting
@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft with the facts it states.

    Attributes:
        text: the sentence with its closing mark, citation stripped.
        facts: ids of the facts that it states; () for a connecting sentence.
        author: who wrote it.
    """

    text: str
    facts: tuple[str, ...] = ()
    author: Author = Author.MODEL


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a request: role "system", "user" or "assistant", and its text."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent to a backend.

    Attributes:
        messages: the turns, system first. A stable prefix lets servers reuse what they have read.
        section: title of the section it serves, for progress and messages.
        facts: ids of the facts it may state.
        max_tokens: bound of the reply.
        temperature: 0 for the most likely words.
        seed: for repeatable replies where the backend can.
        stop: texts at which the reply ends.
    """

    messages: tuple[Message, ...]
    section: str = ""
    facts: tuple[str, ...] = ()
    max_tokens: int = 1024
    temperature: float = 0.0
    seed: int | None = None
    stop: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What makes two requests the same: SHA-256 of all that is sent; not of whom the reply serves."""
        turns = [[message.role, message.text] for message in self.messages]
        sent = [turns, self.max_tokens, self.temperature, self.seed, self.stop]
        from hashlib import sha256  # noqa: PLC0415  # OpenSSL is not loaded where nothing is sent

        return sha256(json.dumps(sent).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a reply cost: tokens (None where the server does not say) and seconds."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cached_tokens: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole, finished, clean answer of a backend: the only kind a backend may return."""

    text: str
    model: str = ""
    usage: Usage = field(default_factory=Usage)


class Backend(Protocol):
    """Something that completes a request. Called from several threads at once."""

    @property
    def name(self) -> str:
        """E.g. "openai"."""

    @property
    def model(self) -> str:
        """The model it asks, or "" where there is none."""

    @property
    def place(self) -> str:
        """Where text goes: "" when it stays on this machine, else the server's host."""

    def complete(self, request: Request, on_text: Callable[[str], None] | None = None) -> Reply:
        """Answer the request.

        Args:
            request: what to ask.
            on_text: called with each piece of text as it comes, where the backend streams.

        Returns:
            The whole answer.

        Raises:
            BackendError: see the tree in `drafter.errors`.
        """

    def close(self) -> None:
        """Let go of connections or memory."""


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section of a draft: what is rewritten as one.

    Attributes:
        id: id of the kind's section, e.g. "performance"; subsections add "/1", "/2".
        level: 0 for a part without heading (lead, closing), else as in `Section`.
        title: heading without number; "" for a part without heading.
        sentences: in order.
        paragraphs: index of the sentence with which each paragraph starts; the first is 0.
        refused: (sentence, reason) pairs that the gate sent back, for the trace.
    """

    id: str
    level: int
    title: str
    sentences: tuple[Sentence, ...] = ()
    paragraphs: tuple[int, ...] = (0,)
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A report in the making: its parts in order, each sentence with its facts and its author."""

    title: str
    salutation: str = ""
    sections: tuple[DraftSection, ...] = ()
    signature: str = ""
    date: str = ""
    unused: tuple[str, ...] = ()
    lang: Literal["zh", "en"] = "zh"

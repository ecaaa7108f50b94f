"""What a person collected, and what a kind or a notice demands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.model.written import Figure, Name


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

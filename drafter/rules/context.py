"""What the rules look at: the report, what is known of it, and the scans that several rules share."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from drafter.figures import find_figures
from drafter.model import Edit
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from drafter.kinds import Kind
    from drafter.messages import Lang
    from drafter.model import Fact, Figure, Notes, Report, Section
    from drafter.outline import Whole
    from drafter.rules.tables import Tables

    T = TypeVar("T")

HAN: Final = "\u3400-\u9fff\uf900-\ufaff"
"""Chinese characters, for use inside a character class."""

_QUOTED: Final = regex(r"“[^“”\n]*”|《[^《》\n]*》|‘[^‘’\n]*’|「[^「」\n]*」|\"[^\"\n]*\"")
_SENTENCE: Final = regex(r"[^。！？；\n]+(?:[。！？；]+[”’」）]*)?")
_LINE: Final = regex(r"[^\n]+")
_ATX: Final = regex(r"^#{1,6} \S", re.MULTILINE)
_UNMARKED: Final = regex(r"^[ \u3000]*[一二三四五六七八九十]{1,2}、", re.MULTILINE)
_NUMBERED: Final = regex("[（(]?[一二三四五六七八九十]{1,2}[、）)]")
_HAN_RUN: Final = regex(f"[{HAN}]+")
_DAY_GIVEN: Final = regex(r"(?<!\d)((?:19|20)\d\d)年\d{1,2}月\d{1,2}日")
_FILL: Final = "\x00"


class Part(NamedTuple):
    """A stretch of the text: a line, a sentence, a paragraph."""

    start: int
    end: int
    text: str


class Context:
    """A report, what is known of it, and shared scans, each made when a rule first asks.

    Attributes:
        report: the tree.
        text: the whole text; all offsets of the rules point into it.
        whole: how it came from the text that the person holds, where that was broken into lines; None where it is that.
        source: the text that the person holds: what findings point into.
        kind: the kind of report, or None.
        notes: the notes, or None; a plain list of facts is no notes.
        facts: the facts it is held to, or None where none are given.
        year: the year it reports on, where known.
        against: earlier reports, as (name, text).
        tables: words and phrases.
        lang: language of the report.
        say: language of the messages.
    """

    def __init__(  # noqa: PLR0913  # the one place where everything known of a report comes together
        self,
        report: Report,
        *,
        source: str,
        whole: Whole | None,
        kind: Kind | None,
        notes: Notes | None,
        facts: tuple[Fact, ...] | None,
        year: int | None,
        against: Sequence[tuple[str, str]],
        tables: Tables,
        say: Lang | None,
    ) -> None:
        self.report = report
        self.text = report.text
        self.source = source
        self.whole = whole
        self.kind = kind
        self.notes = notes
        self.facts = facts
        self.given_year = year
        self.against = tuple(against)
        self.tables = tables
        self.lang: Lang = language(report.text)
        self.say: Lang = say or self.lang

        self._shared: dict[Callable[[Context], Any], Any] = {}

    # ------------------------------------------------------------------------------------------- scans
    def shared(self, scan: Callable[[Context], T]) -> T:
        """The result of a scan that several rules use, made once."""
        if scan not in self._shared:
            self._shared[scan] = scan(self)
        found: T = self._shared[scan]
        return found

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that occur."""
        return frozenset(self.text)

    def has(self, word: str) -> bool:
        """Whether a word occurs; soon told of most that do not."""
        return self.characters.issuperset(word) and word in self.text

    @cached_property
    def bare(self) -> str:
        """The text with the inside of quotes and titles blanked, same offsets."""
        return _QUOTED.sub(lambda match: _FILL * (match.end() - match.start()), self.text)

    @cached_property
    def lines(self) -> tuple[Part, ...]:
        """The lines that are not empty."""
        return tuple(Part(*m.span(), m[0]) for m in _LINE.finditer(self.text))

    @cached_property
    def sentences(self) -> tuple[Part, ...]:
        """The sentences; a semicolon and a line end close one too."""
        return tuple(Part(*m.span(), m[0]) for m in _SENTENCE.finditer(self.text))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """What the figure reader finds."""
        return tuple(find_figures(self.text, lang=self.lang))

    @cached_property
    def markdown(self) -> bool:
        """Whether the text is Markdown, by its name or by its headings."""
        path = self.report.path.lower()
        if path.endswith((".txt", ".docx", ".doc")):
            return False
        return path.endswith((".md", ".markdown")) or self._has_headings_of_markdown

    @property
    def _has_headings_of_markdown(self) -> bool:
        """Whether `##` marks the headings; one of them among more that it does not mark was left over."""
        first = _ATX.search(self.text)
        if first is None or not self.text[: first.start()].strip():
            return first is not None
        if len(_ATX.findall(self.text)) == 1 and _NUMBERED.match(self.text, first.end() - 1):
            return False  # one alone, before a heading that has its number
        return len(_ATX.findall(self.text)) > len(_UNMARKED.findall(self.text))

    @cached_property
    def year(self) -> int | None:
        """The year that is reported on: as given, else the last that the title names."""
        return self.given_year if self.given_year is not None else max(self._title_years, default=None)

    @cached_property
    def first_year(self) -> int | None:
        """The earliest year that is reported on: as given, else the first that the title names."""
        return self.given_year if self.given_year is not None else min(self._title_years, default=None)

    @cached_property
    def _title_years(self) -> tuple[int, ...]:
        title = self.report.of(self.report.title)
        found = re.findall(r"(?<!\d)(?:19|20)\d\d(?=年(?!\d{1,2}月\d{1,2}日)|[—–～~-]\d{4}年)", title)
        if not found and (given := _DAY_GIVEN.search(title)):
            return int(given[1]) - 1, int(given[1])  # given on a day: on that year, or on the one before
        return tuple(map(int, found))

    # ------------------------------------------------------------------------------------------- places
    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section, in order of the text."""
        return tuple(self.report.walk())

    @cached_property
    def _line_starts(self) -> list[int]:
        return _starts_of_lines(self.text)

    @cached_property
    def _source_lines(self) -> list[int]:
        return _starts_of_lines(self.source) if self.whole else self._line_starts

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.span.start for section in self.sections]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in what the person holds, both from 1."""
        offset = self.whole.back(offset) if self.whole else offset
        line = bisect_right(self._source_lines, offset)
        return line, offset - self._source_lines[line - 1] + 1

    def line_of(self, offset: int) -> Part:
        """The line around an offset."""
        start = self._line_starts[bisect_right(self._line_starts, offset) - 1]
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        return Part(start, end, self.text[start:end])

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in what the person holds."""
        return self.whole.span(start, end) if self.whole else (start, end)

    def source_edit(self, edit: Edit) -> Edit | None:
        """A mend of what the person holds; None where a line ends inside it."""
        if self.whole is None:
            return edit
        if self.whole.is_cut(edit.start, edit.end):
            return None
        start, end = self.whole.span(edit.start, edit.end)
        return Edit(start, end, edit.text)

    def section_at(self, offset: int) -> Section | None:
        """The innermost section around an offset."""
        for index in range(bisect_right(self._section_starts, offset) - 1, -1, -1):
            if offset < self.sections[index].span.end:
                return self.sections[index]
            if self.sections[index].level == self.sections[0].level:
                return None
        return None


def _starts_of_lines(text: str) -> list[int]:
    return [0, *(m.end() for m in re.finditer("\n", text))]


def language(text: str) -> Lang:
    """The language a report is written in: Chinese where a tenth of its first letters are."""
    head = text[:4000]
    least = len(head.replace(" ", "")) / 10
    chinese = 0
    for run in _HAN_RUN.finditer(head):
        chinese += run.end() - run.start()
        if chinese >= least:
            break
    return "zh" if chinese >= least else "en"

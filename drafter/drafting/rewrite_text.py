"""The text of a section, sentence by sentence with the place of each, and the edits that put new sentences in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Final

from drafter.drafting.read import split_sentences, without_run_mark
from drafter.model import Edit, Fact
from drafter.numbering import read_marker
from drafter.provenance import stated_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.messages import Lang
    from drafter.model import Span

_LINE: Final = re.compile(r"[^\r\n]+")
_BLANK: Final = " \t　 "
_FIXED: Final = ("|", ">", "#", "```", "~~~", "<", "![")  # tables, quotations, headings, code, markup: not prose
_BULLET: Final = re.compile(r"[-*+•·][ \t　]+")
_ENDS: Final = tuple("。！？；：.!?;:”’」』）)")
_WRAPPED: Final = 20  # a shorter line without closing mark is a line of its own


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of the old text.

    Attributes:
        id: its number in the section, from "1".
        text: as it stands, run mark and closing mark included.
        mark: the 一是 or First, in front, "" for none.
        bare: the sentence without mark, on one line.
        start: offset in the report's text.
        end: offset behind.
        paragraph: number of its paragraph in the section.
        facts: the facts of the notes that it states; () without notes.
        chosen: it is to be rewritten.
    """

    id: str
    text: str
    mark: str
    bare: str
    start: int
    end: int
    paragraph: int
    facts: tuple[Fact, ...] = ()
    chosen: bool = True

    @property
    def as_fact(self) -> Fact:
        """The sentence in the form in which replies are read and judged."""
        return Fact(self.id, self.bare, 1)


@dataclass(frozen=True, slots=True)
class Passage:
    """A section that is to be rewritten.

    Attributes:
        title: its heading, for the model and for messages.
        units: its sentences in order.
        lang: language of the report.
    """

    title: str
    units: tuple[Unit, ...]
    lang: Lang

    @property
    def chosen(self) -> tuple[Unit, ...]:
        """The sentences to rewrite."""
        return tuple(unit for unit in self.units if unit.chosen)

    @property
    def blank(self) -> str:
        """What stands between two sentences."""
        return " " if self.lang == "en" else ""

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """The old sentences, paragraph by paragraph."""
        groups = groupby(self.units, key=lambda unit: unit.paragraph)
        return tuple(tuple(unit.text for unit in group) for _, group in groups)


def read_passage(  # noqa: PLR0913  # the section, and how it is read
    text: str, span: Span, *, title: str, lang: Lang, facts: Sequence[Fact] = (), wraps: bool = True
) -> Passage:
    """Read the sentences of a section.

    Args:
        text: the report.
        span: the section's own text.
        title: its heading.
        lang: language of the report.
        facts: those of the notes that it may state.
        wraps: a sentence may go on in the next line; not so in a Word file, where a line is a paragraph.

    Returns:
        The passage; lines of tables, quotations and code are in no sentence.
    """
    units: list[Unit] = []
    for number, (start, end) in enumerate(_paragraphs(text, span, wraps=wraps)):
        at = start
        for sentence in split_sentences(text[start:end], lang):
            at = text.index(sentence, at, end)
            flat = ("" if lang == "zh" else " ").join(sentence.split("\n")) if "\n" in sentence else sentence
            bare = without_run_mark(flat)
            unit = Unit(
                id=str(len(units) + 1),
                text=sentence,
                mark=flat[: len(flat) - len(bare)],
                bare=bare,
                start=at,
                end=at + len(sentence),
                paragraph=number,
            )
            stated = set(stated_by(bare, facts))
            units.append(replace(unit, facts=tuple(fact for fact in facts if fact.id in stated)))
            at += len(sentence)
    return Passage(title, tuple(units), lang)


def _paragraphs(text: str, span: Span, *, wraps: bool) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph of prose, list marks left out; lines of one wrapped paragraph together."""
    open_at: tuple[int, int] | None = None
    fenced = False
    for line in _LINE.finditer(text, span.start, span.end):
        words = line[0].strip(_BLANK)
        if words.startswith(("```", "~~~")):
            fenced = not fenced
        start = line.start() + len(line[0]) - len(line[0].lstrip(_BLANK))
        if not words or fenced or words.startswith(_FIXED):
            if open_at is not None:
                yield open_at
            open_at = None
            continue
        begin = _behind_marks(text, start, line.start())
        end = start + len(words)
        goes_on = open_at is not None and begin == start and wraps and _is_wrapped(text, open_at, line.start())
        if open_at is not None and not goes_on:
            yield open_at
        open_at = (open_at[0], end) if open_at is not None and goes_on else (begin, end)
    if open_at is not None:
        yield open_at


def _behind_marks(text: str, start: int, line: int) -> int:
    """Where the words of a list item begin."""
    bullet = _BULLET.match(text, start)
    if bullet is not None:
        return bullet.end()
    marker = read_marker(text, line)
    return marker.end if marker is not None else start


def _is_wrapped(text: str, before: tuple[int, int], line: int) -> bool:
    """Whether a paragraph goes on in a line: right below, and the line before is long and ends no sentence."""
    between = text[before[1] : line]
    above = text[before[0] : before[1]]
    last = above[above.rfind("\n") + 1 :]
    return between.strip(_BLANK) in {"\n", "\r\n"} and len(last) >= _WRAPPED and not above.endswith(_ENDS)


def edits_of(passage: Passage, paragraphs: Sequence[Sequence[str]]) -> tuple[Edit, ...]:
    """The smallest edits of whole sentences that turn the old paragraphs into new ones.

    Args:
        passage: the old text.
        paragraphs: the new sentences, as many paragraphs as there were.

    Returns:
        The edits in order of the text; none touches what stands between paragraphs.
    """
    edits: list[Edit] = []
    groups = (list(group) for _, group in groupby(passage.units, key=lambda unit: unit.paragraph))
    for units, sentences in zip(groups, paragraphs, strict=True):
        texts = [unit.text for unit in units]
        if texts == list(sentences):
            continue
        for kind, low, high, first, last in SequenceMatcher(None, texts, sentences, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            new = passage.blank.join(sentences[first:last])
            if kind == "insert":
                at = units[low].start if low < len(units) else units[-1].end
                edits.append(Edit(at, at, new + passage.blank if low < len(units) else passage.blank + new))
            elif kind == "delete":
                end = units[high].start if high < len(units) else units[-1].end
                begin = units[low].start if high < len(units) or not low else units[low - 1].end
                edits.append(Edit(begin, end, ""))
            else:
                edits.append(Edit(units[low].start, units[high - 1].end, new))
    return tuple(edits)

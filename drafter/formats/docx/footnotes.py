"""The footnotes and endnotes of a Word file: their words, and where the body refers to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from docx.oxml.ns import qn

from drafter.formats.docx.parts import read_parts
from drafter.formats.docx.sound import UNSOUND
from drafter.formats.docx.walk import BOX, is_skipped, paragraphs_of, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from drafter.formats.docx.hidden import Hidden
    from drafter.formats.docx.read import WordText

Kind = Literal["footnote", "endnote"]
_KINDS: Final[tuple[Kind, ...]] = ("footnote", "endnote")
_ID, _TYPE = qn("w:id"), qn("w:type")


@dataclass(frozen=True, slots=True)
class WordFootnote:
    """A footnote or endnote.

    Attributes:
        kind: where it stands: at the foot of its page, or at the end.
        number: its place among those of its kind, from 1.
        text: its paragraphs joined by line ends.
        at: offset in the text of the body behind the words that carry its mark.
    """

    kind: Kind
    number: int
    text: str
    at: int


def read_footnotes(word: WordText) -> tuple[WordFootnote, ...]:
    """The footnotes and endnotes that the body of a Word file refers to.

    Args:
        word: the file as read; it lies on the disk still.

    Returns:
        The footnotes, then the endnotes, each in order of the body. One whose mark is deleted, or that has no words,
        is left out.
    """
    if not word.lines:
        return ()
    try:
        parts = read_parts(word.path, "footnotes.xml", "endnotes.xml")
    except UNSOUND:
        return ()  # the body could be read all the same
    found: list[WordFootnote] = []
    for kind, part in zip(_KINDS, parts, strict=True):
        texts = {} if part is None else _texts(part, kind, word.hidden)
        for number, (at, note) in enumerate(_references(word, kind) if texts else (), 1):
            if text := texts.get(note):
                found.append(WordFootnote(kind, number, text, at))
    return tuple(found)


def _texts(part: Element, kind: Kind, hidden: Hidden) -> dict[str, str]:
    """The words of each note by its id; the lines that set notes apart from the body are none."""
    notes = (note for note in part.iter(qn(f"w:{kind}")) if note.get(_TYPE, "normal") == "normal")
    return {note.get(_ID, ""): _text(note, hidden) for note in notes}


def _text(note: Element, hidden: Hidden) -> str:
    paragraphs = paragraphs_of(note, hidden)
    lines = ("".join(piece.text for piece in pieces_of(one, 0, hidden)).strip() for one in paragraphs)
    return "\n".join(line for line in lines if line)


def _references(word: WordText, kind: Kind) -> Iterator[tuple[int, str]]:
    """The marks in the body: the offset behind the words before each, and the id of its note."""
    mark = qn(f"w:{kind}Reference")
    starts = {line.paragraph: line.start + len(line.number) for line in word.lines}
    ends = {piece.element: piece.start + len(piece.text) for line in word.lines for piece in line.pieces}
    at = 0
    for paragraph in paragraphs_of(word.body, word.hidden):
        at = max(at, starts.get(paragraph, at))
        stack = list(reversed(list(paragraph)))
        while stack:
            element = stack.pop()
            if element.tag == BOX or is_skipped(element, word.hidden):
                continue
            at = ends.get(element, at)
            if element.tag == mark:
                yield at, element.get(_ID, "")
            stack.extend(reversed(list(element)))

"""Read a Word file as a person sees it: automatic numbers rendered, revisions as accepted, text boxes once.

Comments, headers and footers are not text of the report; footnotes are read apart (see `footnotes`). Each line of the
text knows its paragraph, and each character its run, so that comments and mends find their exact words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import nsmap, qn
from lxml.etree import Comment, ProcessingInstruction, strip_tags

from drafter.errors import InputError
from drafter.formats.docx.autonumbers import read_autonumbers
from drafter.formats.docx.diagrams import read_diagrams
from drafter.formats.docx.fields import codes_over_paragraphs
from drafter.formats.docx.hidden import SHOWN, Hidden, read_hidden
from drafter.formats.docx.numbering import Numbering
from drafter.formats.docx.parts import open_word
from drafter.formats.docx.sound import WORD
from drafter.formats.docx.walk import BOX, Piece, paragraphs_of, pieces_of
from drafter.formats.package import refuse_package
from drafter.patterns import regex

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as text.

    Attributes:
        start: offset of its first character in the whole text, the automatic number included.
        number: the automatic number that stands before it, "" for none; in no run.
        pieces: its text by element; offsets are those of the whole text.
        paragraph: the `w:p`.
    """

    start: int
    number: str
    pieces: tuple[Piece, ...]
    paragraph: Element

    @property
    def text(self) -> str:
        """The line as a person sees it."""
        return self.number + "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class WordText:
    """A Word file as text with its way back.

    Attributes:
        text: paragraphs joined by line ends.
        lines: the paragraphs in order.
        source: the open document of python-docx, None for a file that it cannot open, though its text is whole.
        path: the file.
        hidden: what its styles hide.
    """

    text: str
    lines: tuple[Line, ...]
    source: WordDocument | None = field(repr=False)
    path: str
    hidden: Hidden = SHOWN

    @property
    def body(self) -> Element:
        """The `w:body`; the text has at least one line."""
        return next(self.lines[0].paragraph.iterancestors(qn("w:body")))

    @property
    def document(self) -> WordDocument:
        """The document to change and save.

        Raises:
            InputError: the file is not sound enough to be written again.
        """
        if self.source is None:
            raise InputError("word.broken", path=self.path)
        return self.source


def read_docx(path: str) -> WordText:
    """Read a Word file.

    Args:
        path: a .docx file.

    Returns:
        Its text and the way from each character back to its run.

    Raises:
        InputError: no such file; an old .doc; a password; an owner file; not a Word file; unpacks too large; broken.
    """
    refuse_package(path, WORD)
    body, numbered, styles, document, part = open_word(path)
    strip_tags(body, Comment, ProcessingInstruction)  # a remark of XML would part the words round it
    _trim(body)
    hidden = read_hidden(styles)
    drawn = read_diagrams(body, part)
    numbers = read_autonumbers(body, styles, paragraphs_of(body, hidden))
    codes = codes_over_paragraphs(body)
    lines: list[Line] = []
    position = 0
    numbering = Numbering.read(numbered, styles)
    for paragraph in paragraphs_of(body, hidden, drawn):
        if hidden.hides_mark(paragraph) and next(pieces_of(paragraph, 0, hidden), None) is None:
            continue  # hidden as a whole: no line, and it counts in no list
        number = numbering.next(paragraph) if paragraph.tag == _P else ""
        depth = codes.get(paragraph, 0)
        pieces = tuple(pieces_of(paragraph, position + len(number), hidden, numbers, depth))
        if lines and (depth or _merged(lines[-1].paragraph, paragraph, hidden)):
            # The mark between two paragraphs is deleted by a revision, hidden, or part of a code: they are one line.
            before = lines.pop()
            pieces = (*before.pieces, *pieces_of(paragraph, position - 1, hidden, numbers, depth))
            line = Line(before.start, before.number, pieces, paragraph)
        else:
            line = Line(position, number, pieces, paragraph)
        lines.append(line)
        position = line.start + len(line.text) + 1
    return WordText("\n".join(line.text for line in lines), tuple(lines), document, path, hidden)


def _trim(body: Element) -> None:
    """Leave of the blanks in the words what Word shows: line ends as blanks, and at the ends only those that are kept.

    A program that indents its XML puts more there (17.3.3.31).
    """
    kept = next(body.iterancestors(), body).get(_SPACE) == "preserve"
    for words in body.iter(qn("w:t")):
        if not words.text or words.text.isalnum():
            continue
        bare = words.text if kept or words.get(_SPACE) == "preserve" else words.text.strip(" \t\r\n")
        bare = _LINE_END.sub(" ", bare)
        if bare != words.text:
            words.text = bare


_P: Final = qn("w:p")
_LINE_END: Final = regex(r"[ \t]*[\r\n]+[ \t]*")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def _merged(paragraph: Element, following: Element, hidden: Hidden) -> bool:
    """Whether a paragraph's mark is deleted or moved away by a revision, or hidden (a style separator)."""
    if any(paragraph.find(f"w:pPr/w:rPr/w:{name}", nsmap) is not None for name in ("del", "moveFrom")):
        return _cell(paragraph) is _cell(following)
    return hidden.hides_mark(paragraph) and paragraph.getparent() is following.getparent()


def _cell(paragraph: Element) -> Element | None:
    """The cell or the text box around a paragraph: none goes on outside it."""
    return next(paragraph.iterancestors(qn("w:tc"), BOX), None)

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
from drafter.formats.docx.fields import CODE, FIELD, Fields, symbol
from drafter.formats.docx.hidden import SHOWN, Hidden, is_on, read_hidden
from drafter.formats.docx.numbering import Numbering
from drafter.formats.docx.parts import open_word
from drafter.formats.docx.sound import WORD
from drafter.formats.package import refuse_package
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BOX: Final = qn("w:txbxContent")
"""What holds the paragraphs of a text box."""

_P, _R, _T, _TBL = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tbl")
# Gone when revisions are accepted, or no text: deleted and moved-away runs, field codes, properties, the gloss of ruby.
_SKIPPED: Final = frozenset(
    {qn(name) for name in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr", "w:sdtPr", "w:rt")}
)
_MARKS: Final = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): "\t",
}
_BETWEEN: Final = {_MATH + "den": "/", _MATH + "sup": "^", _MATH + "rad": "√"}
"""What a person reads before the lower part of a fraction, a power, and a root."""
_ART: Final = "{urn:schemas-microsoft-com:vml}textpath"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line's text and the element (`w:t`, `w:tab`, …) that holds it."""

    start: int
    text: str
    element: Element


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
    body, numbered, styles, document = open_word(path)
    strip_tags(body, Comment, ProcessingInstruction)  # a remark of XML would part the words round it
    _trim(body)
    hidden = read_hidden(styles)
    lines: list[Line] = []
    position = 0
    numbering = Numbering.read(numbered, styles)
    for paragraph in paragraphs_of(body, hidden):
        if hidden.hides_mark(paragraph) and next(pieces_of(paragraph, 0, hidden), None) is None:
            continue  # hidden as a whole: no line, and it counts in no list
        number = numbering.next(paragraph)
        pieces = tuple(pieces_of(paragraph, position + len(number), hidden))
        if lines and _merged(lines[-1].paragraph, paragraph, hidden):
            # The mark between two paragraphs is deleted by a revision, or hidden: they are one line.
            before = lines.pop()
            pieces = (*before.pieces, *pieces_of(paragraph, position - 1, hidden))
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
    for words in body.iter(_T):
        if not words.text or words.text.isalnum():
            continue
        bare = words.text if kept or words.get(_SPACE) == "preserve" else words.text.strip(" \t\r\n")
        bare = _LINE_END.sub(" ", bare)
        if bare != words.text:
            words.text = bare


_LINE_END: Final = regex(r"[ \t]*[\r\n]+[ \t]*")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def paragraphs_of(root: Element, hidden: Hidden = SHOWN) -> Iterator[Element]:
    """The paragraphs in reading order: body, tables row by row, then each text box behind its anchor's paragraph."""
    for child in root.iterchildren():
        if is_skipped(child, hidden):
            continue
        if child.tag == _P:
            yield child
            for box in _boxes(child, hidden):
                yield from paragraphs_of(box, hidden)
        elif isinstance(child.tag, str):
            yield from paragraphs_of(child, hidden)


def _boxes(paragraph: Element, hidden: Hidden) -> Iterator[Element]:
    """The text boxes anchored in a paragraph. Word writes each twice, for new readers and (Fallback) for old ones."""
    stack = list(reversed(list(paragraph)))
    while stack:
        element = stack.pop()
        if is_skipped(element, hidden):
            continue
        if element.tag == BOX:
            yield element
        else:
            stack.extend(reversed(list(element)))


def pieces_of(paragraph: Element, position: int, hidden: Hidden = SHOWN) -> Iterator[Piece]:
    """The text of a paragraph, element by element, text boxes left to their own lines."""
    stack = list(reversed(list(paragraph)))
    fields = Fields()
    while stack:
        element = stack.pop()
        if element.tag == CODE:
            fields.read(element)
        if element.tag == BOX or is_skipped(element, hidden):
            continue
        if element.tag == FIELD:
            shown = fields.turn(element)
            if shown and not any(fields.open):
                yield Piece(position, *shown)
                position += len(shown[0])
        if element.tag == _T or element.tag == _MATH + "t":
            text = element.text or ""
        elif element.tag == _ART:
            text = element.get("string", "")
        else:
            text = _mark(element) if _in_run(element) else _between(element)
            stack.extend(reversed(list(element)))
        if text and not any(fields.open):
            yield Piece(position, text, element)
            position += len(text)


def _between(element: Element) -> str:
    """The sign before a part of an equation that has words."""
    sign = _BETWEEN.get(element.tag, "")
    return sign if sign and next(element.iter(_MATH + "t"), None) is not None else ""


def _mark(element: Element) -> str:
    """The character that an empty element stands for."""
    return symbol(element.get(qn("w:char"), "")) if element.tag == qn("w:sym") else _MARKS.get(element.tag, "")


def is_skipped(element: Element, hidden: Hidden = SHOWN) -> bool:
    """Whether nobody sees an element: its revision takes it away, it is hidden, or stands for readers of old."""
    if element.tag == _MC + "Fallback":
        choice = element.getprevious()
        return choice is None or next(choice.iter(_T), None) is not None
    if element.tag in _SKIPPED:
        return True
    if element.tag == _R:
        return hidden.hides(element)
    if element.tag == _ROW:
        gone = element.find("w:trPr/w:del", nsmap) is not None
        return gone or is_on(element.find("w:trPr/w:hidden", nsmap))
    return element.tag == _CELL and element.find("w:tcPr/w:cellDel", nsmap) is not None


_ROW: Final = qn("w:tr")
_CELL: Final = qn("w:tc")


def _in_run(element: Element) -> bool:
    """Whether a tab or break is text: inside a run; elsewhere `w:tab` is a tab stop."""
    parent = element.getparent()
    return parent is not None and parent.tag == _R


def _merged(paragraph: Element, following: Element, hidden: Hidden) -> bool:
    """Whether a paragraph's mark is deleted or moved away by a revision, or hidden (a style separator)."""
    if any(paragraph.find(f"w:pPr/w:rPr/w:{name}", nsmap) is not None for name in ("del", "moveFrom")):
        return True
    return hidden.hides_mark(paragraph) and paragraph.getparent() is following.getparent()

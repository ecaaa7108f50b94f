"""What a person sees of a Word file, in reading order: its paragraphs, and the words of each, element by element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import nsmap, qn

from drafter.formats.docx.autonumbers import NOTHING
from drafter.formats.docx.diagrams import DIAGRAM, DRAWN_BOX, DRAWN_BREAK, DRAWN_PARAGRAPH, DRAWN_WORDS
from drafter.formats.docx.fields import CODE, FIELD, Fields, symbol
from drafter.formats.docx.hidden import SHOWN, Hidden, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BOX: Final = qn("w:txbxContent")
"""What holds the paragraphs of a text box."""

_BOXES: Final = frozenset({BOX, DRAWN_BOX, DIAGRAM})

_P, _R, _T = qn("w:p"), qn("w:r"), qn("w:t")
_WORDS: Final = frozenset({_T, _MATH + "t", DRAWN_WORDS})
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
    DRAWN_BREAK: "\n",
}
_BETWEEN: Final = {_MATH + "den": "/", _MATH + "sup": "^", _MATH + "rad": "√"}
"""What a person reads before the lower part of a fraction, a power, and a root."""
_SIMPLE: Final = qn("w:fldSimple")
_ART: Final = "{urn:schemas-microsoft-com:vml}textpath"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line's text and the element (`w:t`, `w:tab`, …) that holds it."""

    start: int
    text: str
    element: Element


def paragraphs_of(
    root: Element, hidden: Hidden = SHOWN, drawn: Mapping[Element, tuple[Element, ...]] = NOTHING
) -> Iterator[Element]:
    """The paragraphs: body, tables row by row, then each text box and diagram behind its anchor's paragraph.

    Args:
        root: what holds them.
        hidden: what the styles hide.
        drawn: the paragraphs of the diagrams; see `read_diagrams`.
    """
    for child in root.iterchildren():
        if is_skipped(child, hidden):
            continue
        if child.tag == _P:
            yield child
            for box in _boxes(child, hidden):
                if box.tag == BOX:
                    yield from paragraphs_of(box, hidden, drawn)
                else:
                    yield from box.iterchildren(DRAWN_PARAGRAPH) if box.tag == DRAWN_BOX else drawn.get(box, ())
        elif isinstance(child.tag, str):
            yield from paragraphs_of(child, hidden, drawn)


def _boxes(paragraph: Element, hidden: Hidden) -> Iterator[Element]:
    """The text boxes and diagrams anchored in a paragraph.

    Word writes a box twice, for new readers and (Fallback) for old ones.
    """
    stack = list(reversed(list(paragraph)))
    while stack:
        element = stack.pop()
        if is_skipped(element, hidden):
            continue
        if element.tag in _BOXES:
            yield element
        else:
            stack.extend(reversed(list(element)))


def pieces_of(
    paragraph: Element, position: int, hidden: Hidden = SHOWN, numbers: Mapping[Element, str] = NOTHING
) -> Iterator[Piece]:
    """The text of a paragraph, element by element, text boxes left to their own lines.

    Args:
        paragraph: a `w:p`, or an `a:p` of a drawing.
        position: offset of its first character.
        hidden: what the styles hide.
        numbers: what fields show that number paragraphs; see `read_autonumbers`.
    """
    stack = list(reversed(list(paragraph)))
    fields = Fields(numbers)
    while stack:
        element = stack.pop()
        if element.tag == CODE:
            fields.read(element)
        if element.tag in _BOXES or is_skipped(element, hidden):
            continue
        if element.tag == FIELD:
            shown = fields.turn(element)
            if shown and not any(fields.open):
                yield Piece(position, *shown)
                position += len(shown[0])
        if element.tag in _WORDS:
            text = element.text or ""
        elif element.tag == _ART:
            text = element.get("string", "")
        elif element.tag == _SIMPLE and element in numbers:
            text = numbers[element]
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
        return choice is None or next(choice.iter(_T, DRAWN_WORDS, DIAGRAM), None) is not None
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


_MARKED: Final = frozenset({_R, DRAWN_PARAGRAPH})


def _in_run(element: Element) -> bool:
    """Whether a tab or break is text: inside a run, or in a paragraph of a drawing; elsewhere `w:tab` is a tab stop."""
    parent = element.getparent()
    return parent is not None and parent.tag in _MARKED

"""What a person sees of a Word file, in reading order: its paragraphs, and the words of each, element by element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import nsmap, qn

from drafter.formats.docx.autonumbers import NOTHING
from drafter.formats.docx.diagrams import CHARTS, DIAGRAM, DRAWN_BOX, DRAWN_BREAK, DRAWN_PARAGRAPH, DRAWN_WORDS
from drafter.formats.docx.fields import CODE, FIELD, Fields
from drafter.formats.docx.hidden import SHOWN, Hidden, is_on
from drafter.formats.docx.symbols import seen_as, symbol
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK: Final = _MC + "Fallback"
_BRANCHES: Final = frozenset({_MC + "Choice", _FALLBACK})
BOX: Final = qn("w:txbxContent")
"""What holds the paragraphs of a text box."""

_BOXES: Final = frozenset({BOX, DRAWN_BOX, DIAGRAM, *CHARTS})

_P, _R, _T = qn("w:p"), qn("w:r"), qn("w:t")
_PRIVATE: Final = regex("[\uf020-\uf0ff]")
_RUNS: Final = frozenset({_R, _MATH + "r"})
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
_DELIMITERS: Final = _MATH + "d"
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
    paragraph: Element, position: int, hidden: Hidden = SHOWN, numbers: Mapping[Element, str] = NOTHING, codes: int = 0
) -> Iterator[Piece]:
    """The text of a paragraph, element by element, text boxes left to their own lines.

    Args:
        paragraph: a `w:p`, or an `a:p` of a drawing.
        position: offset of its first character.
        hidden: what the styles hide.
        numbers: what fields show that number paragraphs; see `read_autonumbers`.
        codes: in how many codes of fields it begins; see `codes_over_paragraphs`.
    """
    stack: list[Element | tuple[str, Element]] = list(reversed(list(paragraph)))
    fields = Fields(numbers, [True] * codes)
    while stack:
        at = stack.pop()
        if isinstance(at, tuple):
            text, element = at
        elif at.tag == CODE:
            fields.read(at)
            continue
        elif at.tag in _BOXES or is_skipped(at, hidden):
            continue
        elif at.tag == FIELD:
            text, element = fields.turn(at) or ("", at)
        else:
            text, element = _shown(at, numbers), at
            stack += _within(at, numbers)
        if text and not any(fields.open):
            yield Piece(position, text, element)
            position += len(text)


def _shown(element: Element, numbers: Mapping[Element, str]) -> str:
    """What an element shows before what stands in it."""
    if element.tag in _WORDS:
        text = element.text or ""
        return seen_as(text, _font(element)) if _PRIVATE.search(text) else text
    if element.tag == _ART:
        return element.get("string", "")
    if element.tag == _SIMPLE:
        return numbers.get(element, "")
    return _mark(element) if _in_run(element) else _between(element)


def _within(element: Element, numbers: Mapping[Element, str]) -> list[Element | tuple[str, Element]]:
    """What stands in an element, the last first."""
    if element.tag in _WORDS or element in numbers:
        return []
    inner: list[Element | tuple[str, Element]] = list(reversed(list(element)))
    if element.tag == _DELIMITERS and (behind := _given(element, "dPr", "endChr", ")")):
        inner.insert(0, (behind, element))
    return inner


def _between(element: Element) -> str:
    """The sign before a part of an equation that has words."""
    sign = _BETWEEN.get(element.tag, "")
    if element.tag == _MATH + "nary":
        sign = _given(element, "naryPr", "chr", "∫")
    if element.tag == _DELIMITERS:
        sign = _given(element, "dPr", "begChr", "(")
    return sign if sign and next(element.iter(_MATH + "t"), None) is not None else ""


def _given(element: Element, properties: str, name: str, otherwise: str) -> str:
    """A sign of an equation, as given in its properties (22.1.2.20, 22.1.2.70)."""
    given = element.find(f"{_MATH}{properties}/{_MATH}{name}")
    return otherwise if given is None else given.get(_MATH + "val", "")


def _mark(element: Element) -> str:
    """The character that an empty element stands for."""
    if element.tag == qn("w:sym"):
        return symbol(element.get(qn("w:char"), ""), element.get(qn("w:font"), ""))
    return _MARKS.get(element.tag, "")


def _font(words: Element) -> str:
    """The font of the run around some words."""
    parent = words.getparent()
    fonts = None if parent is None else parent.find("w:rPr/w:rFonts", nsmap)
    return "" if fonts is None else fonts.get(qn("w:ascii"), "") or fonts.get(qn("w:hAnsi"), "")


def is_skipped(element: Element, hidden: Hidden = SHOWN) -> bool:
    """Whether nobody sees an element: its revision takes it away, it is hidden, or stands for readers of old."""
    if element.tag in _BRANCHES:
        before = list(element.itersiblings(preceding=True))
        return (element.tag == _FALLBACK and not before) or any(
            next(branch.iter(_T, DRAWN_WORDS, DIAGRAM, *CHARTS), None) is not None for branch in before
        )
    if element.tag in _SKIPPED:
        return True
    if element.tag in _RUNS:
        return hidden.hides(element) or (element.tag != _R and element.find("w:rPr/w:del", nsmap) is not None)
    if element.tag == _ROW:
        gone = element.find("w:trPr/w:del", nsmap) is not None
        return gone or is_on(element.find("w:trPr/w:hidden", nsmap))
    return element.tag == _CELL and (element.find("w:tcPr/w:cellDel", nsmap) is not None or _goes_on(element))


def _goes_on(cell: Element) -> bool:
    """Whether a cell with words goes on from the one above it: Word shows what stands in the first (17.4.84)."""
    merged = cell.find("w:tcPr/w:vMerge", nsmap)
    goes_on = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
    return goes_on and any(words.text for words in cell.iter(_T))


_ROW: Final = qn("w:tr")
_CELL: Final = qn("w:tc")


_MARKED: Final = frozenset({_R, DRAWN_PARAGRAPH})


def _in_run(element: Element) -> bool:
    """Whether a tab or break is text: inside a run, or in a paragraph of a drawing; elsewhere `w:tab` is a tab stop."""
    parent = element.getparent()
    return parent is not None and parent.tag in _MARKED

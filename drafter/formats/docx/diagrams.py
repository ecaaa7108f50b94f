"""SmartArt and charts of a Word file: their words lie in parts of their own that the drawing refers to.

ISO/IEC 29500-1, 21.4: the points of a diagram form a tree by their connections; those that are nodes have words. Of a
chart the titles are read, which a person wrote; the numbers and names in it are those of a sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.etree import _Element as Element

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DGM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DATA: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
DIAGRAM: Final = _DGM + "relIds"
"""What stands in the body for a diagram."""
CHARTS: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart",
)
"""What stands in the body for a chart, of old and of new kinds."""
_CHART: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DRAWN_BOX: Final = _A + "txBody"
"""What holds the paragraphs of a shape of a drawing."""
DRAWN_PARAGRAPH: Final = _A + "p"
DRAWN_WORDS: Final = _A + "t"
DRAWN_BREAK: Final = _A + "br"
_NODES: Final = frozenset({"node", "asst"})
_LONGEST: Final = 9  # digits of a number; more is damage


def read_diagrams(body: Element, part_of: Callable[[str], Element | None]) -> dict[Element, tuple[Element, ...]]:
    """The paragraphs of each diagram and chart that the body shows.

    Args:
        body: the `w:body`.
        part_of: from the id of a relation to the root of the part, None where there is none.

    Returns:
        What stands in the body for a diagram or a chart, to its paragraphs (`a:p`) in order.
    """
    drawn: dict[Element, tuple[Element, ...]] = {}
    for element in body.iter(DIAGRAM):
        root = part_of(element.get(_DATA, ""))
        if root is not None:
            drawn[element] = tuple(_paragraphs(root))
    for element in body.iter(*CHARTS):
        root = part_of(element.get(_CHART, ""))
        if root is not None:
            drawn[element] = tuple(filter(_has_words, root.iter(DRAWN_PARAGRAPH)))
    return drawn


def _has_words(paragraph: Element) -> bool:
    return next(paragraph.iter(DRAWN_WORDS), None) is not None


def _paragraphs(root: Element) -> Iterator[Element]:
    points = {point.get("modelId", ""): point for point in root.iterfind(f"{_DGM}ptLst/{_DGM}pt")}
    # A diagram without connections, or with points outside its tree, loses no words.
    for key in dict.fromkeys([*_in_order(root, points), *points]):
        point = points.get(key)
        if point is None or point.get("type", "node") not in _NODES:
            continue
        for paragraph in point.iterfind(f"{_DGM}t/{DRAWN_PARAGRAPH}"):
            if _has_words(paragraph):
                yield paragraph


def _in_order(root: Element, points: Mapping[str, Element]) -> Iterator[str]:
    """The points as a person reads them: each before those below it, these by their number."""
    below: dict[str, list[tuple[int, str]]] = {}
    for one in root.iterfind(f"{_DGM}cxnLst/{_DGM}cxn"):
        if one.get("type", "parOf") == "parOf":
            number = one.get("srcOrd", "")
            place = int(number) if number.isdecimal() and len(number) <= _LONGEST else 0
            below.setdefault(one.get("srcId", ""), []).append((place, one.get("destId", "")))
    stack = [key for key, point in points.items() if point.get("type") == "doc"]
    seen: set[str] = set()
    while stack:
        key = stack.pop()
        if key in seen:
            continue  # a ring
        seen.add(key)
        yield key
        stack += [lower for _, lower in sorted(below.get(key, ()), reverse=True)]

"""Fields that number paragraphs: computed when shown, no result is kept (ISO/IEC 29500-1, 17.16.5).

AUTONUM, AUTONUMLGL and AUTONUMOUT number a paragraph by the level of its heading; LISTNUM counts anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from docx.oxml.ns import nsmap, qn

from drafter.formats.docx.counting import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

NOTHING: Final[Mapping[Element, Any]] = MappingProxyType({})

_P, _T, _CODE, _SIMPLE = qn("w:p"), qn("w:t"), qn("w:instrText"), qn("w:fldSimple")
_FIELD, _KIND, _INSTRUCTION, _VALUE = qn("w:fldChar"), qn("w:fldCharType"), qn("w:instr"), qn("w:val")
_FIELD_OF_NUMBERS: Final = re.compile(r"\s*(AUTONUM(?:LGL|OUT)?|LISTNUM)\b(.*)", re.IGNORECASE | re.DOTALL)
_NAME: Final = re.compile(r"\s*\"?([A-Za-z]\w*)")
_FORMAT: Final = re.compile(r"\\\*\s*\"?(\w+)")
_SEPARATOR: Final = re.compile(r"\\s\s*\"?([^\s\"\\])")
_START: Final = re.compile(r"\\s\s*\"?(\d{1,6})")
_LEVEL: Final = re.compile(r"\\l\s*\"?([1-9])")
_FORMATS: Final = {
    "ROMAN": "upperRoman", "roman": "lowerRoman", "ALPHABETIC": "upperLetter", "alphabetic": "lowerLetter",
    "CHINESENUM1": "ideographDigital", "CHINESENUM2": "chineseLegalSimplified", "CHINESENUM3": "chineseCounting",
    "DBNUM1": "ideographDigital", "DBNUM2": "chineseCounting", "DBNUM3": "chineseLegalSimplified",
    "GB1": "decimalEnclosedFullstop", "GB2": "decimalEnclosedParen", "GB3": "decimalEnclosedCircle",
    "CIRCLENUM": "decimalEnclosedCircle", "ZODIAC1": "ideographTraditional", "ZODIAC2": "ideographZodiac",
}  # fmt: skip
"""What `\\*` says (17.16.4.3.1), and the number format of a list that shows the same; all else is in digits."""
_OUTLINE: Final = (
    ("upperRoman", "{}."), ("upperLetter", "{}."), ("decimal", "{}."), ("lowerLetter", "{})"), ("decimal", "({})"),
    ("lowerLetter", "({})"), ("lowerRoman", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"),
)  # fmt: skip
_LIST: Final = (
    ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"), ("decimal", "({})"), ("lowerLetter", "({})"),
    ("lowerRoman", "({})"), ("decimal", "{}."), ("lowerLetter", "{}."), ("lowerRoman", "{}."),
)  # fmt: skip
"""How each of the nine levels of a scheme is shown."""
_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BODY: Final = 10  # below all headings
_NO_END: Final = re.compile(r"\\e\b")
_STYLE_ID: Final = qn("w:styleId")
_STYLE_DEPTH: Final = 20  # a chain of styles longer than this is a loop


def read_autonumbers(body: Element, styles: Element | None, paragraphs: Iterator[Element]) -> Mapping[Element, str]:
    """What the fields that number paragraphs show.

    Args:
        body: the `w:body`.
        styles: the root of the styles, None where there are none.
        paragraphs: those of the body in reading order; asked only where there is such a field.

    Returns:
        The end of each field that keeps no result, or the `w:fldSimple`, to its number.
    """
    codes = [code.text or "" for code in body.iter(_CODE)]
    codes += [simple.get(_INSTRUCTION, "") for simple in body.iter(_SIMPLE)]
    if not any("num" in code.lower() for code in codes):
        return NOTHING
    levels, counters = _headings(styles), _Counters()
    shown: dict[Element, str] = {}
    for paragraph in paragraphs:
        for code, end in _fields(paragraph):
            match = _FIELD_OF_NUMBERS.match(code)
            if match and next(end.iterancestors(_P), None) is paragraph:  # not one of a text box in it
                shown[end] = counters.next(match[1].upper(), match[2], levels.get(_of(paragraph, "w:pPr/w:pStyle")))
    return shown


def _fields(paragraph: Element) -> Iterator[tuple[str, Element]]:
    """The fields of a paragraph that keep no result: code, and where they end."""
    open_fields: list[list[str]] = []
    for element in paragraph.iter(_FIELD, _CODE, _T, _SIMPLE):
        if element.tag == _SIMPLE:
            if next(element.iter(_T), None) is None:
                yield element.get(_INSTRUCTION, ""), element
        elif element.tag == _CODE:
            for inner in open_fields[-1:]:
                inner.append(element.text or "")
        elif element.tag == _T:
            for one in open_fields:
                one.clear()  # a result is kept
        elif element.get(_KIND) == "begin":
            open_fields.append([])
        elif element.get(_KIND) == "end" and open_fields:
            yield "".join(open_fields.pop()), element


@dataclass
class _Counters:
    """How far each scheme has counted: by level, deeper ones anew behind a higher one."""

    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)

    def next(self, name: str, switches: str, heading: int | None) -> str:
        """Count a field and return what it shows.

        Args:
            name: of the field, in capitals.
            switches: what follows the name.
            heading: level of the paragraph's heading style, None for body text, below all headings.
        """
        if name == "LISTNUM":
            return self._listed(switches)
        counts = self._counted(name, heading or _BODY)
        path = [counts.get(level, 1) for level in range(1, max((one for one in counts if one < _BODY), default=0) + 1)]
        if heading is None:
            path.append(counts[_BODY])
        if name == "AUTONUMOUT":
            return _in_scheme(_OUTLINE, len(path), path[-1])
        chosen, separator = _FORMAT.search(switches), _SEPARATOR.search(switches)
        fmt, mark = _FORMATS.get(chosen[1], "decimal") if chosen else "decimal", separator[1] if separator else "."
        shown = [render(number, fmt) for number in (path[-1:] if name == "AUTONUM" else path)]
        return mark.join(shown) + ("" if _NO_END.search(switches) else mark)

    def _listed(self, switches: str) -> str:
        named, given, start = _NAME.match(switches), _LEVEL.search(switches), _START.search(switches)
        name = f"LISTNUM {named[1].upper() if named else ''}"
        level = int(given[1]) if given else self.at.get(name, 1)
        self.at[name] = level
        counts = self._counted(name, level)
        if start:
            counts[level] = int(start[1])
        if name.endswith("LEGALDEFAULT"):
            return "".join(f"{counts.get(one, 1)}." for one in range(1, level + 1))
        return _in_scheme(_OUTLINE if name.endswith("OUTLINEDEFAULT") else _LIST, level, counts[level])

    def _counted(self, name: str, level: int) -> dict[int, int]:
        counts = self.counts.setdefault(name, {})
        counts[level] = counts.get(level, 0) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return counts


def _in_scheme(scheme: tuple[tuple[str, str], ...], level: int, number: int) -> str:
    fmt, around = scheme[min(level, len(scheme)) - 1]
    return around.format(render(number, fmt))


def _headings(styles: Element | None) -> dict[str, int]:
    """The level of each style that is a built-in heading or is based on one."""
    if styles is None:
        return {}
    known = {style.get(_STYLE_ID, ""): style for style in styles.iterchildren(qn("w:style"))}
    levels: dict[str, int] = {}
    for key in known:
        at = key
        for _ in range(_STYLE_DEPTH):
            style = known.get(at)
            if style is None:
                break
            if heading := _HEADING.fullmatch(_of(style, "w:name")):
                levels[key] = int(heading[1])
                break
            at = _of(style, "w:basedOn")
    return levels


def _of(element: Element | None, path: str) -> str:
    found = None if element is None else element.find(path, nsmap)
    return "" if found is None else found.get(_VALUE, "")

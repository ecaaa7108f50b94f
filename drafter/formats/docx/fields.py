"""Fields of a Word paragraph: their results are text, their codes are not, but for those that show what they say.

A sign in a circle, a sign of a symbol font, and the prompt of a template (MACROBUTTON) have no result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import nsmap, qn

from drafter.formats.docx.hidden import is_on
from drafter.formats.docx.symbols import symbol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

FIELD: Final = qn("w:fldChar")
_P: Final = qn("w:p")
_BOX: Final = qn("w:txbxContent")
_KIND: Final = qn("w:fldCharType")
_VALUE: Final = qn("w:val")
CODE: Final = qn("w:instrText")
# What Word and WPS write for 带圈字符: one sign laid over another.
_ENCIRCLED: Final = re.compile(r"\s*eq\s*\\o\s*(?:\\ac\s*)?\(\s*[^,，]*[,，]\s*([^)]{1,2})\s*\)\s*", re.IGNORECASE)
_BUTTON: Final = re.compile(r"\s*MACROBUTTON\s+\S+\s+(.*?)\s*", re.IGNORECASE | re.DOTALL)
_QUOTED: Final = re.compile(r"\s*QUOTE\s+[\"“]([^\"”]*)[\"”]\s*", re.IGNORECASE)
_SYMBOL: Final = re.compile(r"\s*SYMBOL\s+(\d+|0x[0-9a-f]+)\b(.*)", re.IGNORECASE | re.DOTALL)
_SYMBOL_FONT: Final = re.compile(r"\\f\s*\"?(Wingdings|Symbol)", re.IGNORECASE)
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(slots=True)
class Fields:
    """Which fields are open in a paragraph.

    Attributes:
        numbers: what fields show that number paragraphs, by their ends.
        open: of each open field, whether its code, not its result, goes on.
        code: the code so far of the innermost, with the element that holds it.
        form: what a person chose in the innermost, where it is the field of a form.
    """

    numbers: Mapping[Element, str]
    open: list[bool] = field(default_factory=list)
    code: list[tuple[str, Element]] = field(default_factory=list)
    form: str = ""

    def turn(self, element: Element) -> tuple[str, Element] | None:
        """A field begins, its result begins, or it ends; then what a code without result shows, if anything.

        Args:
            element: a `w:fldChar`.
        """
        shown = None
        kind = element.get(_KIND, "")
        if kind == "begin":
            self.open.append(True)
            self.form = _chosen(element)
        elif kind == "separate" and self.open:
            self.open[-1] = False
        elif kind == "end" and self.open:
            without_result = self.open.pop()
            if element in self.numbers:
                shown = self.numbers[element], element
            elif without_result and self.code:
                shown = self.form or _sign("".join(text for text, _ in self.code)), self.code[0][1]
        self.code = []
        return shown if shown and shown[0] else None

    def read(self, element: Element) -> None:
        """A piece of a code."""
        if self.open and self.open[-1]:
            self.code.append((element.text or "", element))


def codes_over_paragraphs(body: Element) -> dict[Element, int]:
    """The paragraphs that begin inside the code of a field, with how many such fields are open there.

    Args:
        body: the `w:body`.

    Returns:
        None of those behind a field that never ends: it is damage, and hides no words.
    """
    paragraphs: list[Element] = []
    stack: list[tuple[int, int]] = []  # where a field began, and where its code ended, as numbers of paragraphs
    depths: dict[Element, int] = {}
    for element in body.iter(_P, FIELD):
        kind = element.get(_KIND, "")
        if element.tag == _P:
            paragraphs.append(element)
        elif kind == "begin":
            stack.append((len(paragraphs), 0))
        elif kind == "separate" and stack:
            stack[-1] = (stack[-1][0], stack[-1][1] or len(paragraphs))
        elif kind == "end" and stack:
            first, last = stack.pop()
            for paragraph in paragraphs[first : last or len(paragraphs)]:
                depths[paragraph] = depths.get(paragraph, 0) + 1
    return {one: depth for one, depth in depths.items() if next(one.iterancestors(_BOX), None) is None}


def _chosen(begin: Element) -> str:
    """What a person chose in a field of a form: the entry of a list, a ticked box; "" for other fields."""
    choices = begin.find("w:ffData/w:ddList", nsmap)
    if choices is not None:
        entries = [entry.get(_VALUE, "") for entry in choices.iterchildren(qn("w:listEntry"))]
        chosen = _first(choices, "w:result", "w:default")
        number = "0" if chosen is None else chosen.get(_VALUE, "0")
        return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""
    box = begin.find("w:ffData/w:checkBox", nsmap)
    if box is None:
        return ""
    ticked = _first(box, "w:checked", "w:default")
    return "☒" if is_on(ticked) else "☐"


def _first(element: Element, *names: str) -> Element | None:
    """The first child that there is of some names."""
    return next((one for name in names if (one := element.find(name, nsmap)) is not None), None)


_STEPS: Final = (
    (re.compile(r"\\f\s*\(\s*([^(),，;\\]*?)\s*[,，;]\s*([^(),，;\\]*?)\s*\)", re.IGNORECASE), r"\1/\2"),
    (re.compile(r"\\(?:s|x|l)(?:\s*\\[a-z]{2}\s*\d*)*\s*\(\s*([^()\\]*?)\s*\)", re.IGNORECASE), r"\1"),
    (re.compile(r"\\o(?:\s*\\a[a-z])*\s*\([^()\\]*[,，;]\s*([^(),，;\\]*?)\s*\)", re.IGNORECASE), r"\1"),
    (re.compile(r"\\r\s*\(\s*,?\s*([^(),，;\\]*?)\s*\)", re.IGNORECASE), r"√\1"),
)
"""What the switches of an EQ field show: a fraction, raised or boxed words, those under a phonetic guide, a root."""
_FORMAT: Final = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\w+)\s*")


def _equation(code: str) -> str:
    """The words of an EQ field, "" where it has a switch that is not known."""
    name, _, inner = code.strip().partition(" ")
    if name.upper() != "EQ":
        return ""
    inner, before = _FORMAT.sub("", inner), ""
    while before != inner:
        before = inner
        for switch, shown in _STEPS:
            inner = switch.sub(shown, inner)
    return "" if "\\" in inner else inner.strip()


def _sign(code: str) -> str:
    if button := _BUTTON.fullmatch(code):
        return button[1]
    if drawn := _SYMBOL.fullmatch(code):
        number = int(drawn[1], 0) if drawn[1][:2].lower() == "0x" else int(drawn[1])
        font = _SYMBOL_FONT.search(drawn[2])
        return symbol(f"F0{number % 256:02X}", font[1]) if font else symbol(f"{number:04X}", "")
    if quoted := _QUOTED.fullmatch(code):
        return quoted[1]
    found = _ENCIRCLED.fullmatch(code)
    if found is None:
        return _equation(code)
    inner = found[1].strip()
    if inner.isdecimal() and 0 < int(inner) <= len(_CIRCLES):
        return _CIRCLES[int(inner) - 1]
    return inner if len(inner) == 1 else ""

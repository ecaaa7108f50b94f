"""Fields of a Word paragraph: their results are text, their codes are not, but for a sign in a circle."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FIELD: Final = qn("w:fldChar")
CODE: Final = qn("w:instrText")
# What Word and WPS write for 带圈字符: one sign laid over another.
_ENCIRCLED: Final = re.compile(r"\s*eq\s*\\o\s*(?:\\ac\s*)?\(\s*[^,，]*[,，]\s*([^)]{1,2})\s*\)\s*", re.IGNORECASE)
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(slots=True)
class Fields:
    """Which fields are open in a paragraph.

    Attributes:
        open: of each open field, whether its code, not its result, goes on.
        code: the code so far of the innermost, with the element that holds it.
    """

    open: list[bool] = field(default_factory=list)
    code: list[tuple[str, Element]] = field(default_factory=list)

    def turn(self, kind: str) -> tuple[str, Element] | None:
        """A field begins, its result begins, or it ends; then the sign that a code without result shows, if any."""
        shown = None
        if kind == "begin":
            self.open.append(True)
        elif kind == "separate" and self.open:
            self.open[-1] = False
        elif kind == "end" and self.open and self.open.pop() and self.code:
            shown = _sign("".join(text for text, _ in self.code)), self.code[0][1]
        self.code = []
        return shown if shown and shown[0] else None

    def read(self, element: Element) -> None:
        """A piece of a code."""
        if self.open and self.open[-1]:
            self.code.append((element.text or "", element))


def _sign(code: str) -> str:
    found = _ENCIRCLED.fullmatch(code)
    if found is None:
        return ""
    inner = found[1].strip()
    if inner.isdecimal() and 0 < int(inner) <= len(_CIRCLES):
        return _CIRCLES[int(inner) - 1]
    return inner if len(inner) == 1 else ""

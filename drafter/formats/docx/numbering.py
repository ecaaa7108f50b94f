"""Automatic paragraph numbers: Word keeps them out of the text, a person sees them, so the reader renders them.

ECMA-376 part 1, §17.9: a paragraph points to a list (`numId`) and a level (`ilvl`), itself or through its style; the
list points to an abstract list, whose levels say start, format and text ("第%1章", "（%2）").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import nsmap, qn

from drafter.formats.docx.counting import CUSTOM, render
from drafter.formats.docx.hidden import is_on

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLACEHOLDER: Final = re.compile(r"%(\d)")
_LONGEST: Final = 9  # digits of a start or a level; more is damage
_STYLE_DEPTH: Final = 20  # a chain of styles longer than this is a loop


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it starts, how it counts, what it shows, what follows it.

    `restarts` is the level (from 1) behind which it begins anew, 0 for none, None for any above it.
    """

    start: int = 1
    fmt: str = "decimal"
    text: str = ""
    legal: bool = False
    suffix: str = "tab"
    restarts: int | None = None


def _whole(text: str, otherwise: int) -> int:
    """A whole number as written in an attribute, or another where it is none."""
    return int(text) if text.lstrip("-").isdecimal() and len(text) <= _LONGEST else otherwise


def _value(element: Element | None, name: str, otherwise: str) -> str:
    child = None if element is None else element.find(qn(name))
    return otherwise if child is None else child.get(qn("w:val"), otherwise)


def _level(element: Element) -> _Level:
    legal = element.find(qn("w:isLgl"))
    fmt = _value(element, "w:numFmt", "")
    if not fmt:
        # Word of 2010 and later writes a format of its own beside one for readers of old.
        own = next((one for one in element.iter(qn("w:numFmt"))), None)
        fmt = "decimal" if own is None else own.get(qn("w:val"), "decimal")
        fmt = f"{CUSTOM}{own.get(qn('w:format'), '')}" if own is not None and fmt == "custom" else fmt
    unseen = is_on(element.find("w:rPr/w:vanish", nsmap))
    restarts = _value(element, "w:lvlRestart", "")
    return _Level(
        start=_whole(_value(element, "w:start", "1"), 1),
        fmt=fmt,
        text="" if unseen else _value(element, "w:lvlText", ""),
        legal=legal is not None and legal.get(qn("w:val"), "1") not in {"0", "false"},
        suffix=_value(element, "w:suff", "tab"),
        restarts=_whole(restarts, 0) if restarts else None,
    )


@dataclass
class Numbering:
    """The lists of a document and their counters; asked paragraph by paragraph, in order.

    Attributes:
        levels: (abstract list, level) to what it shows.
        own: (list id, level) to what it shows instead in this list. Lists and abstract lists count their ids apart.
        lists: list id to its abstract list.
        overrides: (list id, level) to a start of its own.
        styles: style id to (list id, level) that it carries, itself or through the style it is based on.
    """

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    own: dict[tuple[str, int], _Level] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _depths: dict[tuple[str, str], int] = field(default_factory=dict)
    _links: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, numbering: Element | None, styles: Element | None) -> Numbering:
        """Read the lists of a document.

        Args:
            numbering: root of `word/numbering.xml`, or None.
            styles: root of `word/styles.xml`, or None.
        """
        lists = cls()
        if numbering is not None:
            lists._read_lists(numbering)
        if styles is not None:
            lists._read_styles(styles)
        lists._follow_links()
        return lists

    def _follow_links(self) -> None:
        """A list that only names a style of lists shows what that style's list shows."""
        for key, abstract in self.lists.items():
            style = self.styles.get(self._links.get(abstract, ""))
            if style is not None and style[0] in self.lists:
                self.lists[key] = self.lists[style[0]]

    def _read_lists(self, root: Element) -> None:
        for abstract in root.findall(qn("w:abstractNum")):
            key = abstract.get(qn("w:abstractNumId"), "")
            self._links[key] = _value(abstract, "w:numStyleLink", "")
            for level in abstract.findall(qn("w:lvl")):
                depth = _whole(level.get(qn("w:ilvl"), "0"), 0)
                self.levels[key, depth] = _level(level)
                self._depths[key, _value(level, "w:pStyle", "")] = depth
        for number in root.findall(qn("w:num")):
            key = number.get(qn("w:numId"), "")
            self.lists[key] = _value(number, "w:abstractNumId", "")
            for override in number.findall(qn("w:lvlOverride")):
                depth = _whole(override.get(qn("w:ilvl"), "0"), 0)
                own = override.find(qn("w:lvl"))
                if own is not None:
                    self.own[key, depth] = _level(own)
                start = _value(override, "w:startOverride", "")
                if start:
                    self.overrides[key, depth] = _whole(start, 1)

    def _read_styles(self, root: Element) -> None:
        parents: dict[str, str] = {}
        carried: dict[str, tuple[str | None, str | None]] = {}
        default = ""
        for style in root.findall(qn("w:style")):
            key = style.get(qn("w:styleId"), "")
            parents[key] = _value(style, "w:basedOn", "")
            properties = style.find(qn("w:pPr"))
            number = None if properties is None else properties.find(qn("w:numPr"))
            if style.get(qn("w:default")) in {"1", "true", "on"} and style.get(qn("w:type")) == "paragraph":
                default = key
            if number is not None:
                carried[key] = (_value(number, "w:numId", "") or None, _value(number, "w:ilvl", "") or None)
        for key in parents:
            found, depth, at = None, None, key
            for _ in range(_STYLE_DEPTH):
                own_list, own_depth = carried.get(at, (None, None))
                found, depth = found or own_list, depth or own_depth
                at = parents.get(at, "")
                if found or not at:
                    break
            if found:
                own = self._depths.get((self.lists.get(found, ""), key), 0)
                self.styles[key] = (found, _whole(depth, 0) if depth else own)
        if default in self.styles:
            self.styles[""] = self.styles[default]  # of a paragraph that names no style

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, or its style's; None for no number."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return self.styles.get("")
        own = properties.find(qn("w:numPr"))
        inherited = self.styles.get(_value(properties, "w:pStyle", ""))
        if own is None:
            return inherited
        key = _value(own, "w:numId", inherited[0] if inherited else "0")
        depth = _whole(_value(own, "w:ilvl", str(inherited[1]) if inherited else "0"), 0)
        return None if key == "0" or key not in self.lists else (key, depth)

    def _shape(self, key: str, depth: int) -> _Level:
        return self.own.get((key, depth)) or self.levels.get((self.lists[key], depth)) or _Level()

    def _is_anew(self, key: str, level: int, behind: int) -> bool:
        """Whether a level begins anew behind a paragraph of a higher one."""
        restarts = self._shape(key, level).restarts
        return restarts is None or behind < restarts

    def next(self, paragraph: Element) -> str:
        """Count this paragraph and return the number that Word shows before it, "" for none."""
        place = self._place(paragraph)
        if place is None or place[0] not in self.lists:
            return ""
        key, depth = place
        counts = self._counts.setdefault(self.lists[key], {})
        if (key, depth) in self.overrides and (key, depth) not in self._begun:
            counts[depth] = self.overrides[key, depth]
        else:
            counts[depth] = counts.get(depth, self._shape(key, depth).start - 1) + 1
        self._begun.add((key, depth))
        for deeper in [level for level in counts if level > depth and self._is_anew(key, level, depth)]:
            del counts[deeper]
        shape = self._shape(key, depth)
        if shape.fmt == "bullet":
            return ""

        def shown(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            its = self._shape(key, level)
            return render(counts.get(level, its.start), "decimal" if shape.legal else its.fmt)

        number = _PLACEHOLDER.sub(shown, shape.text)
        # A tab or a space sets the number off; after a Chinese mark it would read as a stray space.
        set_off = shape.suffix != "nothing" and number[-1:].isascii()
        return number + " " if number and set_off else number

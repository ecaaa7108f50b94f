"""Automatic paragraph numbers: Word keeps them out of the text, a person sees them, so the reader renders them.

ECMA-376 part 1, §17.9: a paragraph points to a list (`numId`) and a level (`ilvl`), itself or through its style; the
list points to an abstract list, whose levels say start, format and text ("第%1章", "（%2）").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DIGITS: Final = "零一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_PLACEHOLDER: Final = re.compile(r"%(\d)")
_LONGEST: Final = 9  # digits of a start or a level; more is damage
_STYLE_DEPTH: Final = 20  # a chain of styles longer than this is a loop


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A whole number from 1 to 9999 in Chinese numerals: 12 is 十二, 105 is 一百零五."""
    if not 0 < number <= 9999:  # noqa: PLR2004  # four places have names
        return str(number)
    places = [(int(char), len(str(number)) - 1 - place) for place, char in enumerate(str(number))]
    text = ""
    for digit, place in places:
        if digit:
            text += digits[digit] + (units[place - 1] if place else "")
        elif text and not text.endswith(digits[0]):
            text += digits[0]
    text = text.rstrip(digits[0])
    return text[1:] if text.startswith(digits[1] + units[0]) and digits == _DIGITS else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: ord("\uff10") + digit for digit in range(10)})


def _ordinal(number: int) -> str:
    return "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _from_row(row: str, first: int, number: int) -> str:
    return chr(first + number - 1) if 0 < number <= len(row) else str(number)


_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def render(number: int, fmt: str) -> str:
    """One number in one of Word's formats (ST_NumberFormat).

    Args:
        number: the count.
        fmt: e.g. "decimal", "chineseCountingThousand".

    Returns:
        The number as shown; "" for formats that show none.
    """
    if fmt in {"none", "bullet"} or number < 0:
        return ""
    if fmt.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting", "koreanCounting")):
        return chinese(number)
    table = {
        "upperRoman": lambda: _roman(number),
        "lowerRoman": lambda: _roman(number).lower(),
        "upperLetter": lambda: _letters(number).upper() if number else "",
        "lowerLetter": lambda: _letters(number) if number else "",
        "decimalZero": lambda: f"{number:02d}",
        "decimalFullWidth": lambda: _full_width(number),
        "decimalFullWidth2": lambda: _full_width(number),
        "decimalEnclosedParen": lambda: _from_row(_CIRCLES, ord("⑴"), number),
        "decimalEnclosedFullstop": lambda: _from_row(_CIRCLES, ord("⒈"), number),
        "ideographEnclosedCircle": lambda: _from_row(_CIRCLES[:10], ord("㊀"), number),
        "numberInDash": lambda: f"- {number} -",
        "ordinal": lambda: f"{number}{_ordinal(number)}",
        "decimalEnclosedCircle": lambda: _from_row(_CIRCLES, ord("①"), number),
        "decimalEnclosedCircleChinese": lambda: _from_row(_CIRCLES, ord("①"), number),
        "ideographDigital": lambda: "".join("〇一二三四五六七八九"[int(char)] for char in str(number)),
        "chineseLegalSimplified": lambda: chinese(number, _LEGAL, "拾佰仟"),
        "ideographLegalTraditional": lambda: chinese(number, _LEGAL, "拾佰仟"),
        "ideographTraditional": lambda: _STEMS[(number - 1) % 10] if number else "",
        "ideographZodiac": lambda: _BRANCHES[(number - 1) % 12] if number else "",
    }
    return table.get(fmt, lambda: str(number))()


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it starts, how it counts, what it shows, what follows it."""

    start: int = 1
    fmt: str = "decimal"
    text: str = ""
    legal: bool = False
    suffix: str = "tab"
    restarts: bool = True


def _whole(text: str, otherwise: int) -> int:
    """A whole number as written in an attribute, or another where it is none."""
    return int(text) if text.lstrip("-").isdecimal() and len(text) <= _LONGEST else otherwise


def _value(element: Element | None, name: str, otherwise: str) -> str:
    child = None if element is None else element.find(qn(name))
    return otherwise if child is None else child.get(qn("w:val"), otherwise)


def _level(element: Element) -> _Level:
    legal = element.find(qn("w:isLgl"))
    return _Level(
        start=_whole(_value(element, "w:start", "1"), 1),
        fmt=_value(element, "w:numFmt", "decimal"),
        text=_value(element, "w:lvlText", ""),
        legal=legal is not None and legal.get(qn("w:val"), "1") not in {"0", "false"},
        suffix=_value(element, "w:suff", "tab"),
        restarts=_value(element, "w:lvlRestart", "") != "0",
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
        for style in root.findall(qn("w:style")):
            key = style.get(qn("w:styleId"), "")
            parents[key] = _value(style, "w:basedOn", "")
            properties = style.find(qn("w:pPr"))
            number = None if properties is None else properties.find(qn("w:numPr"))
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
        for deeper in [level for level in counts if level > depth and self._shape(key, level).restarts]:
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

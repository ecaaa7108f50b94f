"""Numerals and the marks that number headings and list items: 一、 （一） 1. （1） ① 1.1, also in one sign: ㈠ ⒈ ⑴.

The levels are those of GB/T 9704—2012, 7.3.3: 一、 then （一） then 1. then （1）.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from drafter.patterns import regex

Style = Literal["han", "han-brackets", "digit", "digit-brackets", "circled", "decimal", "roman"]

STYLES: Final[tuple[Style, ...]] = ("han", "han-brackets", "digit", "digit-brackets")
"""The official styles: the first is that of level 1."""

_DIGITS: Final = {"零": 0, "○": 0, "两": 2} | {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50}
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ONE_SIGN: Final = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_FORMS: Final[dict[Style, str]] = {
    "han": "{0}、",
    "han-brackets": "（{0}）",
    "digit": "{0}.",
    "digit-brackets": "（{0}）",
    "circled": "（{0}）",
    "decimal": "{1}",
    "roman": "{0}.",
}
_MARKER: Final = regex(
    r"""(?P<han>[一二三四五六七八九十]{1,3})[、．.]
      | [（(][ \u3000]?(?P<han_brackets>[一二三四五六七八九十]{1,3})[ \u3000]?[)）][、．.]?
      | (?P<decimal>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})[.．]?(?=[ \t\u3000]+\D)
      | (?P<digit>[0-9０-９]{1,3})(?:[．.](?![0-9０-９])|[．.](?=[0-9]{4}年)|、)
      | [（(][ \u3000]?(?P<digit_brackets>[0-9０-９]{1,3})[ \u3000]?[)）][、．.]?
      | (?P<circled>[①-⑳])
      | (?P<han_one>[㈠-㈩]) | (?P<digit_one>[⒈-⒛]) | (?P<brackets_one>[⑴-⒇])
      | (?P<roman>[IVXL]{1,7})[.、](?=[ \t\u3000])""",
    re.VERBOSE,
)
MARKER_SIGNS: Final = frozenset(f"一二三四五六七八九十（(0123456789０１２３４５６７８９{_CIRCLED}{ONE_SIGN}IVXL")
"""The characters with one of which a mark begins."""

# Number and mark in one sign, as older input methods give them.
_STYLE_OF: Final[dict[str, Style]] = {
    "han_one": "han-brackets",
    "digit_one": "digit",
    "brackets_one": "digit-brackets",
}
_HAN_RUN: Final = regex(r"[一二三四五六七八九十]+")
_BLANKS: Final = frozenset(" \t\u3000")


class Marker(NamedTuple):
    """The mark that numbers a heading or a list item.

    Attributes:
        text: as written, e.g. "（一）".
        style: its form.
        parts: its numbers, one for each step: (3,) for 三、 and (1, 2) for 1.2.
        start: offset of the first character in the line.
        end: offset of the words that it numbers.
    """

    text: str
    style: Style
    parts: tuple[int, ...]
    start: int
    end: int

    @property
    def ordinal(self) -> int:
        """Its place among its siblings, from 1."""
        return self.parts[-1]


def read_marker(line: str, start: int = 0, *, sure: bool = False) -> Marker | None:
    """The mark with which a line begins, blanks aside; None where it begins with words.

    20.2026年 is read as the twentieth item and 3.5亿元 as no item; 一、二季度 counts quarters and numbers nothing.

    Args:
        line: the line; more text behind it does no harm.
        start: offset at which to look.
        sure: the line is known to be numbered, so that 一、二级医院创建 is read as heading 一、.

    Returns:
        The mark.
    """
    begin = _behind_blanks(line, start)
    found = _MARKER.match(line, begin)
    if found is None or found.lastgroup is None:
        return None
    digits = found[found.lastgroup]
    style: Style = _STYLE_OF.get(found.lastgroup) or found.lastgroup.replace("_", "-")  # type: ignore[assignment]  # groups bear the styles' names
    parts = tuple(_ordinal(part) for part in digits.split("."))
    if style == "han" and not sure:
        counted = _HAN_RUN.match(line, found.end())
        if counted is not None and read_han(counted[0]) == parts[0] + 1:
            return None
    return Marker(found[0], style, parts, begin, _behind_blanks(line, found.end()))


def _behind_blanks(line: str, at: int) -> int:
    """The first offset from `at` on that is no blank."""
    while line[at : at + 1] in _BLANKS:
        at += 1
    return at


def write_marker(style: Style, parts: tuple[int, ...]) -> str:
    """A mark in a style, without blank behind it.

    Args:
        style: the form.
        parts: its numbers; all styles but "decimal" write the last one.

    Returns:
        The mark, e.g. （三）; "1.2" for a decimal one.
    """
    ordinal = parts[-1]
    if style == "circled" and ordinal <= len(_CIRCLED):
        return _CIRCLED[ordinal - 1]
    if style.startswith("han"):
        numeral = write_han(ordinal)
    elif style == "roman":
        numeral = _roman(ordinal)
    else:
        numeral = str(ordinal)
    return _FORMS[style].format(numeral, ".".join(map(str, parts)))


@lru_cache(maxsize=1024)
def read_han(text: str) -> int | None:
    """The whole number that Chinese or Arabic digits write, up to 万: 二十三, 两千五百, 3千, 1.5万, 3000.

    Returns:
        The number, or None where the text is none.
    """
    folded = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    scale = 1
    if folded[-1:] in ("万", "千") and folded[:-1].replace(".", "", 1).isascii():
        scale = 10_000 if folded.endswith("万") else 1000
        folded = folded[:-1]
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,4})?", folded):
        return round(float(folded) * scale)
    return _read_han(folded) if folded else None


def write_han(number: int) -> str:
    """A whole number from 1 to 99 in Chinese numerals; a larger one, that numbers no heading, in Arabic digits."""
    names = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:  # noqa: PLR2004  # two digits
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else f"{names[tens]}十") + (names[ones] if ones else "")


def _read_han(text: str) -> int | None:
    """A number in Chinese numerals: with units (二百零三) or digit by digit (二〇二三)."""
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, section, digit = 0, 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        elif character == "万":
            total, section, digit = (section + digit) * 10_000, 0, 0
        else:
            return None
    return total + section + digit


def _ordinal(text: str) -> int:
    """The number of a mark."""
    if text in _CIRCLED or text in ONE_SIGN:
        return int(unicodedata.numeric(text))
    if text[0] in _ROMAN:
        values = [_ROMAN[letter] for letter in text]
        return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return read_han(text) or 0


def _roman(number: int) -> str:
    """A whole number in Roman numerals."""
    text = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        text += letters * (number // value)
        number %= value
    return text

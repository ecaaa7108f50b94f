r"""A number format as tokens: its sections, and in each what stands for digits, parts of a date, or itself.

ECMA-376 part 1, §18.8.31 (numFmt). `!` makes the next character stand for itself, as `\` does: Chinese Excel uses it
in `0!.0,"万"`, which shows ten thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

TokenKind = Literal[
    "literal", "digit", "dot", "comma", "percent", "exponent", "slash", "at", "general", "date", "elapsed", "noon"
]


class UnknownFormatError(ValueError):
    """A format that is not known for sure, or whose look depends on the machine that shows it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a section: `text` is what a literal shows, else the letters as written."""

    kind: TokenKind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a format.

    Attributes:
        tokens: in order.
        condition: e.g. (">=", 100): which values it shows; None for what its place says.
        english: names of months and days are English; else they depend on the machine.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    english: bool = False

    def has(self, *kinds: TokenKind) -> bool:
        """Whether a token of one of these kinds is in it."""
        return any(token.kind in kinds for token in self.tokens)


_PART: Final = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | _(?P<space>.)
    | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式|通用格式)
    | (?P<noon>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|aaaa?)
    | (?P<digit>[0#?])
    | (?P<dot>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<slash>/)
    | (?P<at>@)
    | (?P<unknown>[A-Za-z])
    | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SPLIT: Final = re.compile(r'"[^"]*"?|[\\!_*].|\[[^\]]*\]|;|[^;"\\!_*\[]+|.', re.DOTALL)
_ELAPSED: Final = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)[ ]*(-?[0-9]+(?:\.[0-9]+)?)")
_COLOUR: Final = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]+|[黑蓝绿红白黄]色?|蓝绿色?|洋红色?|颜色 ?[0-9]+",
    re.IGNORECASE,
)
_CURRENCY: Final = re.compile(r"\$([^-]*)(?:-([0-9A-Fa-f]+))?")
_PLAIN_LOCALES: Final = range(0x10000)  # higher bits choose other numerals or calendars
_SYSTEM_LOCALES: Final = frozenset({0xF800, 0xF400})  # "long date" and "time" of the machine
_ENGLISH: Final = 0x09  # the language in the low ten bits of a locale
_MOST_SECTIONS: Final = 4


def read_format(code: str) -> tuple[Section, ...]:
    """Read a format.

    Args:
        code: as the file has it, e.g. `#,##0.00_ ;[Red]-#,##0.00`.

    Returns:
        Its sections.

    Raises:
        UnknownFormatError: it holds something that is not known.
    """
    raw = [""]
    for part in _SPLIT.findall(code):
        if part == ";":
            raw.append("")
        else:
            raw[-1] += part
    if len(raw) > _MOST_SECTIONS:
        raise UnknownFormatError(code)
    return tuple(_read_section(part) for part in raw)


def _read_section(raw: str) -> Section:
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    english = False
    for match in _PART.finditer(raw):
        kind = match.lastgroup or "literal"
        text = match[kind]
        if kind == "bracket":
            found = _CONDITION.fullmatch(text)
            if found:
                condition = (found[1], Decimal(found[2]))
            elif text.startswith("$"):
                shown, english = _read_currency(text, english=english)
                tokens.append(Token("literal", shown))
            elif _ELAPSED.fullmatch(text):
                tokens.append(Token("elapsed", text.lower()))
            elif not _COLOUR.fullmatch(text):
                raise UnknownFormatError(raw)
        elif kind == "unknown":
            raise UnknownFormatError(raw)
        elif kind in {"quoted", "escaped", "literal"}:
            tokens.append(Token("literal", text))
        elif kind == "space":
            tokens.append(Token("literal", " "))
        elif kind != "fill":
            tokens.append(Token(kind, text.lower() if kind == "date" else text))  # type: ignore[arg-type]  # the names of the groups are the kinds
    return Section(tuple(tokens), condition, english)


def _read_currency(text: str, *, english: bool) -> tuple[str, bool]:
    """The sign that `[$¥-804]` shows, and whether its locale is an English one."""
    found = _CURRENCY.fullmatch(text)
    if found is None:
        raise UnknownFormatError(text)
    if found[2] is None:
        return found[1], english
    locale = int(found[2], 16)
    if locale not in _PLAIN_LOCALES or locale in _SYSTEM_LOCALES:
        raise UnknownFormatError(text)
    return found[1], locale & 0x3FF == _ENGLISH

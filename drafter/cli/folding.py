"""Lines that fit a terminal: broken between Chinese characters or at blanks, never before a closing mark."""

from __future__ import annotations

import unicodedata
from typing import Final

from drafter.patterns import regex

_CLOSING: Final = "，。；：！？、）》”’」』】…,.;:!?)\\]}%％"
_OPENING: Final = "（《“‘「『【(\\[{"
_LEAST: Final = 12  # cells; a narrower terminal breaks the lines itself
# What stays together: a Latin word, a number with its unit, one wide character; opening marks before, closing behind.
_WORD: Final = r"[\x21-\x7e\u00a1-\u02ff]+(?:(?<=[0-9])[\u4e00-\u9fff]{1,2})?"
_UNIT: Final = regex(rf"[{_OPENING}]*(?:{_WORD}|[^\s])[{_CLOSING}]*|\s+")


def cells(text: str) -> int:
    """The cells that a text takes on a terminal: two for a wide character, none for a combining one."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def fold(text: str, width: int, indent: int = 0) -> str:
    """A text broken into lines.

    Args:
        text: one line or more.
        width: cells of the terminal.
        indent: blanks before the second and further lines.

    Returns:
        The text with line ends; no line is wider, unless a single word is.
    """
    if width < _LEAST + indent:
        return text
    return "\n".join(_fold_line(line, width, indent) for line in text.split("\n"))


def _fold_line(line: str, width: int, indent: int) -> str:
    done: list[str] = []
    current = line[: len(line) - len(line.lstrip())]
    for unit in _UNIT.findall(line.lstrip()):
        if cells(current + unit.rstrip()) > width and current.strip() and not unit.isspace():
            done.append(current.rstrip())
            current = " " * indent
        current += unit
    return "\n".join([*done, current.rstrip()])

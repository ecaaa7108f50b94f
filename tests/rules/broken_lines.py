"""Breaks the paragraphs of a text into lines of one width, as an editor, a mail or a PDF does."""

from __future__ import annotations

import re

_PIECE = re.compile(r"[A-Za-z0-9.,%]+|.")
_NEVER_FIRST = set("，。、；：！？）》”%％")


def broken(text: str, columns: int, indent: str = "") -> str:
    """The text with its paragraphs broken.

    Args:
        text: a report, a paragraph a line.
        columns: width of a line; a Chinese character takes two.
        indent: what stands before the first line of a paragraph.

    Returns:
        The same words in more lines; a table's row and a Markdown heading stay as they are.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        if "|" in line or line.startswith("#") or not line.strip():
            lines.append(line)
        else:
            lines += _lines(indent + line.strip(), columns)
    return "\n".join(lines)


def _lines(paragraph: str, columns: int) -> list[str]:
    lines, line, width = [], "", 0
    for piece in _PIECE.findall(paragraph):
        wide = sum(1 if sign.isascii() else 2 for sign in piece)
        if line and width + wide > columns and piece[0] not in _NEVER_FIRST:
            lines.append(line)
            line, width = "", 0
        line, width = line + piece, width + wide
    return [*lines, line]

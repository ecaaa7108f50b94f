"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

from drafter.model import Edit

_WORD: Final = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d[\d,.]*%?|\s+|.", re.DOTALL)
_ISLAND: Final = 2  # so few characters in common between two differences are read as part of them


class Piece(NamedTuple):
    """A stretch that both texts have, or one of them."""

    side: Literal["both", "old", "new"]
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The stretches of two texts, what is gone before what is new.

    Args:
        old: the text before.
        new: the text after.

    Returns:
        Pieces: those of "both" and "old" make the old text, those of "both" and "new" the new one.
    """
    left, right = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    gone = come = ""
    opcodes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for place, (kind, low, high, first, last) in enumerate(opcodes):
        same = "".join(left[low:high])
        inner = 0 < place < len(opcodes) - 1
        if kind == "equal" and not (inner and len(same) < _ISLAND and "\n" not in same):
            pieces += [Piece("old", gone), Piece("new", come), Piece("both", same)]
            gone = come = ""
            continue
        gone += same
        come += "".join(right[first:last])
    pieces += [Piece("old", gone), Piece("new", come)]
    return tuple(piece for piece in pieces if piece.text)


def finer_edits(old: str, edit: Edit) -> tuple[Edit, ...]:
    """An edit as several, each of the words that differ: what is alike keeps its place, and in Word its format.

    Args:
        old: the words that the edit replaces.
        edit: with offsets of the text they are from.

    Returns:
        Edits inside the one given; each replaces at least one character.
    """
    edits: list[Edit] = []
    at = edit.start
    gone = come = ""
    for side, text in (*word_diff(old, edit.text), Piece("both", "")):
        if side == "old":
            gone += text
        elif side == "new":
            come += text
        else:
            start = at
            at += len(gone) + len(text)
            if come and not gone:  # new words take the format of a neighbour
                if edits and edits[-1].end == start:
                    last = edits.pop()
                    start, gone, come = last.start, old[last.start - edit.start : start - edit.start], last.text + come
                elif start > edit.start:
                    start, come = start - 1, old[start - edit.start - 1] + come
                    gone = old[start - edit.start]
                else:
                    gone = text[:1]
                    come += gone
            if gone or come:
                edits.append(Edit(start, start + len(gone), come))
            gone = come = ""
    return tuple(edits)

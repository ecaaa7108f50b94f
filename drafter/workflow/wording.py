"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

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

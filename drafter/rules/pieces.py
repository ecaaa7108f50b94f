"""Where any of many thousand pieces of three characters stand in a text, asked once for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PIECE: Final = 3
"""Characters by which a phrase, or a wrong writing of it, is looked up: the shortest phrase has as many."""


class Pieces:
    """Pieces of text to look for.

    Args:
        pieces: of `PIECE` characters each.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = frozenset(pieces)
        signs = "".join(self._pieces)
        first, second, third = (re.escape("".join(sorted(set(signs[at::PIECE])))) for at in range(PIECE))
        self._maybe = regex(f"(?=([{first}][{second}][{third}]))")

    def find(self, text: str) -> dict[int, str]:
        """The pieces that stand in a text, by their offsets, in order."""
        # Few of those that may be pieces are, and only for these is it asked where they stand.
        there = self._pieces.intersection(self._maybe.findall(text))
        return dict(sorted((at, piece) for piece in there for at in _places(text, piece)))


def _places(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)

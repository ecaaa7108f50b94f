"""Where any of many thousand pieces of three characters stand in a text, asked once for all of them."""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

PIECE: Final = 3
"""Characters by which a phrase, or a wrong writing of it, is looked up: the shortest phrase has as many."""


class Pieces:
    """Pieces of text to look for.

    Args:
        pieces: of `PIECE` characters each.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = frozenset(pieces)
        self._heads = frozenset(piece[:2] for piece in self._pieces)

    def find(self, text: str) -> dict[int, str]:
        """The pieces that stand in a text, by their offsets, in order."""
        heads, pieces = self._heads, self._pieces
        pairs = enumerate(map(add, text, text[1:]))  # few of them begin a piece
        return {at: piece for at, pair in pairs if pair in heads and (piece := text[at : at + PIECE]) in pieces}

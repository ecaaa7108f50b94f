"""Where any of many thousand pieces of three characters stand in a text, asked once for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex

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
        signs = "".join(self._pieces)
        first, second, third = (re.escape("".join(sorted(set(signs[at::PIECE])))) for at in range(PIECE))
        self._maybe = regex(f"[{first}](?=[{second}][{third}])")

    def find(self, text: str) -> dict[int, str]:
        """The pieces that stand in a text, by their offsets, in order."""
        pieces = self._pieces
        # To look a piece up costs as much as ten characters of this scan, which leaves one in five.
        starts = [found.start() for found in self._maybe.finditer(text)]
        return {at: piece for at in starts if (piece := text[at : at + PIECE]) in pieces}

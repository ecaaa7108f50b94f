"""Where a figure that is missing would stand: other words may have taken its place (winner for runner-up)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.owner import Layout, Place

_LAST: Final = regex(rf"(?:[{HAN}]{{3}}|[a-z]{{3,}})\s*$")
_FIRST: Final = regex(rf"\s*(?:[{HAN}]{{3}}|[a-z]+\s+[a-z]{{3,}})")
_WIDEST: Final = 16


def replaced_at(fact: Place, layout: Layout) -> tuple[int, int] | None:
    """The stretch of a draft between the words that stand on both sides of a figure in the facts.

    Args:
        fact: a figure of the facts that the draft does not state.
        layout: the draft.

    Returns:
        Offsets of a few words without a figure, or None.
    """
    left, right = _LAST.search(fact.left), _FIRST.match(fact.right)
    if left is None or right is None:
        return None
    before, behind = left[0].strip(), right[0].strip()
    if before not in layout.plain or behind not in layout.plain:
        return None
    pattern = rf"{re.escape(before)}\s*(?P<gap>[^。；;！？!?\n，,]{{1,{_WIDEST}}}?)\s*{re.escape(behind)}"
    found = re.search(pattern, layout.plain)
    if found is None:
        return None
    start, end = found.span("gap")
    if any(place.figure.start < end and place.figure.end > start for place in layout.places):
        return None
    return start, end

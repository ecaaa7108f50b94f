"""A range told as its two ends: starting pay from £24,000 to £31,000, for £24,000—£31,000.

The reader takes from A to B for a change unless the words before say otherwise; where the notes have the range itself,
there is no doubt.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_measure import same_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drafter.figures.align import Facts
    from drafter.figures.stated import Stated

_JOINTS: Final = frozenset({"to", "and", "至", "到"})


def told_by_ends(draft: Stated, facts: Facts, left: Iterable[int]) -> Mapping[int, int]:
    """Figures of a draft that are the two ends of a range of the facts.

    Args:
        draft: the draft's figures.
        facts: the facts.
        left: figures of the draft that agree with none.

    Returns:
        Each such figure, and the range.
    """
    found: dict[int, int] = {}
    numbers = sorted(left)
    for one, two in pairwise(numbers):
        if two != one + 1 or draft.places[two].left.strip() not in _JOINTS:
            continue
        low, high = draft.measures[one], draft.measures[two]
        ranges = facts.by_amount.get((low.low, high.low), ())
        f = next((f for f in ranges if same_unit(facts.stated.measures[f], high)), None)
        if f is not None:
            found |= {one: f, two: f}
    return found

"""A range told as its two ends, and two ends told as a range: pay from £24,000 to £31,000, for £24,000—£31,000.

The reader takes from A to B, and up by A to B, for a change unless the words before say otherwise; where the other side
has the range itself, there is no doubt.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_measure import same_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drafter.figures.align import Facts
    from drafter.figures.compare_measure import Measure
    from drafter.figures.stated import Stated

_FROM: Final = ("from", "由", "从", "自")
_JOINTS: Final = frozenset({"to", "and", "至", "到"})


def told_otherwise(draft: Stated, facts: Facts, left: Iterable[int]) -> Mapping[int, tuple[int, ...]]:
    """Figures of a draft that are the two ends of a range of the facts, or the range of two ends.

    Args:
        draft: the draft's figures.
        facts: the facts.
        left: figures of the draft that agree with none.

    Returns:
        Each such figure, and what it states of the facts.
    """
    found: dict[int, tuple[int, ...]] = {}
    numbers = sorted(left)
    for d in numbers:
        if (ends := _ends(draft.measures[d], facts)) is not None:
            found[d] = ends
    for one, two in pairwise(numbers):
        if two == one + 1 and _joined(draft, one):
            low, high = draft.measures[one], draft.measures[two]
            ranges = facts.by_amount.get((low.low, high.low), ())
            found |= {d: (f,) for f in ranges if same_unit(facts.stated.measures[f], high) for d in (one, two)}
    return found


def _ends(whole: Measure, facts: Facts) -> tuple[int, int] | None:
    """The two figures of a fact that are the ends of a range and no change from one to the other."""
    if whole.high is None:
        return None
    side = facts.stated
    for f in facts.by_amount.get((whole.low, None), ()):
        if _joined(side, f) and side.measures[f + 1].low == whole.high:
            return None if side.places[f].left.rstrip().endswith(_FROM) else (f, f + 1)
    return None


def _joined(side: Stated, one: int) -> bool:
    """Whether the next figure of a text follows with nothing but “to” between, in the same sentence and unit."""
    if one + 1 >= len(side.places):
        return False
    first, second = side.places[one], side.places[one + 1]
    same_text = first.fact == second.fact and first.sentence == second.sentence
    return same_text and second.left.strip() in _JOINTS and same_unit(side.measures[one], side.measures[one + 1])

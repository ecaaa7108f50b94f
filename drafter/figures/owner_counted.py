"""What is counted, behind its figure: 247名消防队员获救 for 抢救被困人员247人.

A Chinese bullet names what it counts before the figure, a sentence mostly behind the classifier. Where no word of the
bullet's name is in the sentence, and the one behind the classifier is in no fact, something else is counted.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_units import units
from drafter.figures.compare_words import HAN, words
from drafter.figures.owner_clause import PARTICLES
from drafter.figures.owner_deed import names_thing
from drafter.figures.owner_kept import differ, took_its_place, trimmed
from drafter.figures.owner_words import MOST_HAN, bare, common_start
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_NAME: Final = regex(rf"[{HAN}“”]+")
_LENGTHS: Final = (4, 3, 2)
_OFTEN: Final = "次"  # 312场次, 58万亩次: what is counted is no thing


def other_counted(ours: Place, theirs: Place, draft: str, facts: str) -> Change | None:
    """What a figure counts, where the fact counts something else.

    Args:
        ours: the figure in the draft.
        theirs: the same figure in the facts.
        draft: the whole draft, folded.
        facts: all facts, folded.

    Returns:
        The fact's word and the draft's, or None.
    """
    unit = ours.figure.unit
    if ours.figure.kind != "quantity" or not unit or unit in units().measures or unit.endswith(_OFTEN):
        return None
    word, gone = counted(ours.right), bare(trimmed(theirs.left))
    if not word or not gone or counted(theirs.right) or not took_its_place(word, gone, ours, draft, facts):
        return None
    mine, noted = _apart(word, gone)
    names = names_thing(mine) and names_thing(noted) and mine not in words().form.plain
    return (trimmed(theirs.left)[-MOST_HAN:], word) if names and differ(mine, noted, whole=False) else None


@lru_cache(maxsize=4096)
def counted(right: str) -> str:
    """The name that begins behind a figure, up to the verb or particle that ends it; "" for none.

    Args:
        right: the words behind the figure, folded.
    """
    found = _NAME.match(right)
    if found is None:
        return ""
    run, light = found[0], words().light
    for at in range(len(run)):
        if run[at] in PARTICLES or any(run[at : at + size] in light for size in _LENGTHS):
            return run[:at]
    return run


def _apart(one: str, two: str) -> tuple[str, str]:
    """Two names without what they begin and end with alike: 优秀辅导员, 优秀班主任."""
    end = common_start(one[::-1], two[::-1])
    one, two = one[: len(one) - end], two[: len(two) - end]
    start = common_start(one, two)
    one, two = one[start:], two[start:]
    return bare(one) or one, bare(two) or two

"""Runs of 一是 二是 三是: their openings, and the gathering of many facts into few members."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_answers import char_pairs
from drafter.drafting.compose_shape import is_verbal
from drafter.drafting.compose_words import table
from drafter.numbering import write_han

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING: Final = re.compile(r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])是(?![否非])，?")


def open_member(number: int, text: str) -> str:
    """A member of a run with its opening: `open_member(2, "…")` begins with 二是."""
    return f"{write_han(number)}是{text}"


def opens_member(text: str) -> bool:
    """Whether a sentence begins a member of a run."""
    return _OPENING.match(text) is not None


@cache
def connectives() -> tuple[str, ...]:
    """What joins the further facts of one member to its first."""
    return tuple(table("zh")["run"]["connectives"])


def group_sizes(texts: Sequence[str], most: int) -> tuple[int, ...]:
    """Into how many members of a run facts go, and how many facts each takes.

    The sizes are as even as can be, except that a cut may move by one place to where neighbours are less alike: what
    belongs together stays together, and a result stays with what brought it about.

    Args:
        texts: what the facts say, in order.
        most: greatest number of members.

    Returns:
        The sizes in order, none of them 0; their sum is the number of texts.
    """
    count, members = len(texts), min(len(texts), most)
    cuts = [0]
    for number in range(1, members):
        even = round(count * number / members)
        last = count - (members - number)
        near = [place for place in (even, even + 1, even - 1) if cuts[-1] < place <= last]
        cuts.append(min(near, key=lambda place: _likeness(texts[place - 1], texts[place]), default=cuts[-1] + 1))
    return tuple(end - start for start, end in pairwise([*cuts, count])) if count else ()


def _likeness(before: str, behind: str) -> int:
    """How much two neighbours belong together."""
    return len(char_pairs(before) & char_pairs(behind)) + (not is_verbal(behind))

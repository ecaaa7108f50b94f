"""Runs of 一是 二是 三是: their openings, and the gathering of many facts into few members."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from drafter.drafting.compose_words import table
from drafter.numbering import write_han

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


def group_sizes(count: int, most: int) -> tuple[int, ...]:
    """Into how many members of a run so many facts go, and how many facts each takes.

    Args:
        count: number of facts.
        most: greatest number of members.

    Returns:
        The sizes in order: as even as can be, the larger ones first; their sum is `count`.
    """
    if not count:
        return ()
    members = min(count, most)
    size, larger = divmod(count, members)
    return (size + 1,) * larger + (size,) * (members - larger)

"""Runs of 一是 二是 三是: their openings, and the gathering of many facts into few members."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_clean import HIDDEN, mask
from drafter.drafting.compose_words import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.model import Sentence

_OPENING: Final = re.compile(r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])是(?![否非])，?")
_DIGITS: Final = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese: 21 is 二十一."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def open_member(number: int, text: str) -> str:
    """A member of a run with its opening: `open_member(2, "…")` begins with 二是."""
    return f"{numeral(number)}是{text}"


def close_member(text: str) -> str:
    """The text without the opening of a run, where it has one."""
    found = _OPENING.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def has_opening(text: str) -> bool:
    """Whether a member of a run stands anywhere in the text, outside quotes, titles and brackets."""
    seen = mask(text)
    return any(
        found.start() == 0 or seen[found.start() - 1] in "，。；：！？"
        for found in _OPENING.finditer(text)
        if seen[found.start()] != HIDDEN
    )


def renumber(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Number the members of a run anew, from 一是 on, without a gap.

    For a run whose sentences come from several hands: what a model wrote, and what the composer put between.

    Args:
        sentences: in order; those without an opening (一是……) stay as they are.

    Returns:
        The sentences, numbered. A single member loses its opening, for it is no run.
    """
    given = tuple(sentences)
    members = [one for one in given if _OPENING.match(one.text)]
    if len(members) == 1:
        return tuple(replace(one, text=close_member(one.text)) if one in members else one for one in given)
    numbered: list[Sentence] = []
    count = 0
    for one in given:
        if _OPENING.match(one.text):
            count += 1
            numbered.append(replace(one, text=open_member(count, close_member(one.text))))
        else:
            numbered.append(one)
    return tuple(numbered)


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

"""How servers word the end of a reply, and how models mark their thinking: `drafter/data/answers.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from drafter.shipped import read_table

Finish = Literal["done", "length", "refused", "unknown"]


@cache
def table() -> dict[str, Any]:
    """The data file."""
    return read_table("answers.toml")


def finish_class(reason: str | None) -> Finish:
    """What a reason to end means.

    Args:
        reason: as the server put it; None where it gave none.
    """
    said = (reason or "").lower()
    known: tuple[Finish, ...] = ("done", "length", "refused")
    return next((name for name in known if said in table()["finish"][name]), "unknown")


@cache
def _marks() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A pattern with two groups, opening and closing marks; and all marks in small letters."""
    pairs = table()["thinking"]["marks"]
    starts, ends = ("|".join(re.escape(pair[side]) for pair in pairs) for side in (0, 1))
    return re.compile(f"({starts})|({ends})", re.IGNORECASE), tuple(mark.lower() for pair in pairs for mark in pair)


def strip_thinking(text: str) -> str:
    """A text without what the model thought: whole thoughts, one whose opening mark the prompt held, one never closed.

    Args:
        text: the content of an answer.
    """
    kept: list[str] = []
    start, thinking = 0, False
    for mark in _marks()[0].finditer(text):
        if mark[1] and not thinking:
            kept.append(text[start : mark.start()])
        elif mark[2] and not thinking:
            kept.clear()  # all before it was a thought
        thinking = bool(mark[1])
        start = mark.end()
    if not thinking:
        kept.append(text[start:])
    return "".join(kept)


def has_thinking(text: str) -> bool:
    """Whether a thought begins or ends in a text.

    Args:
        text: the content of an answer.
    """
    return _marks()[0].search(text) is not None


class ThinkingFilter:
    """Lets through what may be shown of an answer while it comes: no thinking, and no part of a mark."""

    def __init__(self) -> None:
        self._rest = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """What may be shown now.

        Args:
            piece: the next characters.
        """
        pattern, marks = _marks()
        text, shown = self._rest + piece, []
        start = 0
        for mark in pattern.finditer(text):
            if not self._thinking:
                shown.append(text[start : mark.start()])
            self._thinking = bool(mark[1])
            start = mark.end()
        tail = text[start:]
        folded = tail.lower()
        held = max((size for mark in marks for size in range(1, len(mark)) if folded.endswith(mark[:size])), default=0)
        self._rest = tail[len(tail) - held :]
        if not self._thinking:
            shown.append(tail[: len(tail) - held])
        return "".join(shown)

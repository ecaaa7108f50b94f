"""The end of an English bullet, as it goes on behind what a sentence says already: , against a target of 96%."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from drafter.drafting.compose_en_told import any_of, articled, has_verb, stated
from drafter.drafting.compose_words import table

MOST_BRACKETED: Final = 3
"""What has no verb and no more words than these goes into brackets: (gearbox)."""

_LOOSE: Final = re.compile(
    r"(?P<the>[a-z]+est |best |most )"
    r"|(?P<sum>(?!at |up )[a-z]+ of (?:(?:nearly|about|roughly|over|almost|some) )?[£$€]?\d)"
    r"|(?P<count>(?:(?:nearly|about|roughly|over|almost) )?\d)"
    r"|(?P<on>(?:up|down|at|from|by|in|for|to|with|all|both|including|mostly|half|each|which|who|whose) )"
)
_SUM: Final = re.compile(r"[£$€][\d.,]*\d(?: (?:million|billion)|[mk]|bn)?")


def loose_end(end: str, mark: str = "; ") -> str:
    """The end of a bullet as it goes on behind a sentence: with a bid of £800,000, the highest since 2016.

    Args:
        end: the end, as noted.
        mark: what stands before one that is a statement of its own.

    Returns:
        The end with what joins it.
    """
    if known := known_end(end):
        return known
    whole = stated(end) or (articled(end) if has_verb(end) else "")
    if whole:
        return f"{mark}{whole}"
    if joined := _joined(end):
        return joined
    return f" ({end})" if len(end.split()) <= MOST_BRACKETED and "(" not in end else f"; {end}"


def with_end(text: str) -> str:
    """A composed sentence, its last part joined to it where that is sure: for three days, with about 30 children.

    Args:
        text: the sentence, without its closing mark.
    """
    before, comma, end = text.rpartition(", ")
    if (
        not comma
        or "; " in text
        or " and " in end
        or before.count('"') % 2
        or re.search(r"(?:^|, )[£$€]?\d[^,]*$|, ", before)
    ):
        return text  # a list
    told = stated(end)
    joined = "" if has_verb(f"they {end}") else _joined(end)
    return before + (known_end(end) or (f", and {told}" if told else joined) or f", {end}")


def known_end(end: str) -> str:
    """What the list of ends (`[[end]]` of the composer's words) makes of an end; "" for what is not in it."""
    for pattern, form in _ends():
        if found := pattern.fullmatch(end):
            return form.format(**found.groupdict())
    return ""


@cache
def _ends() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one["pattern"]), one["form"]) for one in table("en")["end"])


def _joined(end: str) -> str:
    """An end that stands behind a comma, with the word it wants; "" for any other."""
    found = None if _SUM.fullmatch(end) else _LOOSE.match(end)
    if found is None:
        return ""
    if found.lastgroup == "count" and re.search(rf" (?:{any_of('timely')})\b", end):
        return f", {end}"  # 6 weeks late
    article = "an " if end[0] in "aeiou" else "a "
    opens = {"the": "the ", "sum": f"with {article}", "count": "with ", "on": ""}
    return f", {opens[found.lastgroup or 'on']}{end}"

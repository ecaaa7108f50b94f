"""Known phrases with two characters that changed places, and with one that stands twice or is left out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.rules.alike import Slip
from drafter.rules.pieces import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.rules.context import Context
    from drafter.rules.tables import Tables


_Form = tuple[str, int, str]
"""A wrong writing, where in it the piece stands by which it is found, and what is right."""

_LEAST = 4
_LACKING = 5  # characters of a phrase that is known without one of them
_LOOSE = frozenset("的了是之在和与及、，以为不所有于者化性“”")
"""Characters that come and go, or begin and end words of their own."""


def forms(tables: Tables) -> dict[str, list[_Form]]:
    """The wrong writings of all phrases, by a piece of each."""
    data = tables.area("phrases")
    found: dict[str, list[_Form]] = {}
    for right in dict.fromkeys((*data["heard"], *data["phrases"], *data["familiar"])):
        for wrong, at in _wrong(right) if len(right) >= _LEAST else ():
            place = max(0, min(at, len(wrong) - PIECE))
            found.setdefault(wrong[place : place + PIECE], []).append((wrong, place, right))
    return found


def _wrong(right: str) -> Iterator[tuple[str, int]]:
    """Each wrong writing of a phrase, and where in it the slip begins."""
    for at, (one, other) in enumerate(pairwise(right)):
        if one in _LOOSE:
            continue
        if one != other and other not in _LOOSE:
            yield right[:at] + other + one + right[at + 2 :], at - 1
        if at:
            yield right[: at + 1] + right[at:], at
            if len(right) >= _LACKING:
                yield right[:at] + right[at + 1 :], at - 1


def miswritten(context: Context, pieces: Mapping[int, str]) -> Iterator[Slip]:
    """Known phrases with two characters that changed places, with one that stands twice or is left out.

    Args:
        context: the report.
        pieces: pieces of its text by their offsets, in order, among them all that are keys of `forms`.
    """
    known, text, taken = context.tables.made(forms), context.text, 0
    for at, piece in pieces.items():
        for wrong, place, right in known.get(piece, ()):
            start = at - place
            if start >= taken and text.startswith(wrong, start) and not _is_legal(context, start, wrong, right):
                taken = start + len(wrong)
                yield Slip(start, taken, right)
                break


def _is_legal(context: Context, start: int, wrong: str, right: str) -> bool:
    """Whether a writing is part of a phrase, a variant that may stand, or a word said twice: 扎扎实实推进."""
    data = context.tables.area("phrases")
    around = context.text[max(0, start - 1) : start + len(wrong) + 1]
    return (
        wrong in data["legal"].get(right, ())
        or (len(wrong) > len(right) and wrong[1] == wrong[2] and around[0] == wrong[0] and start > 0)
        or any(wrong in phrase and phrase in around for phrase in (*data["heard"], *data["phrases"]))
    )

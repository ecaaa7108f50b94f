"""Characters that sound or look like others: the slip of an input method in a phrase that everyone knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.rules.pieces import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.rules.context import Context
    from drafter.rules.tables import Tables


class Slip(NamedTuple):
    """A wrong writing in the text, and the phrase that it should be."""

    start: int
    end: int
    right: str


def alike(tables: Tables) -> dict[str, str]:
    """To each character those that sound or look like it."""
    data, found = tables.area("alike"), dict[str, str]()
    for row in (*data["sounds"], *data["looks"]):
        for character in row:
            found[character] = found.get(character, "") + row
    return found


class _Place(NamedTuple):
    """A character of a phrase that may be written wrong: the phrase, the place, where the window round it begins."""

    right: str
    place: int
    at: int


def windows(tables: Tables) -> dict[str, tuple[_Place, ...]]:
    """The window round each character of each phrase, with each character in its place that is like it.

    There are tens of thousands, made in every process that checks: nothing is done here that a hit can do.
    """
    near, found = tables.made(alike), dict[str, tuple[_Place, ...]]()
    for right in tables.area("phrases")["heard"]:
        for place, character in enumerate(right):
            at = min(max(0, place - 1), len(right) - PIECE)
            before, behind, here = right[at:place], right[place + 1 : at + PIECE], (_Place(right, place, at),)
            for other in near.get(character, ""):
                window = before + other + behind
                found[window] = found[window] + here if window in found else here
    return found


def slips(context: Context, pieces: Mapping[int, str]) -> Iterator[Slip]:
    """Known phrases in which one character is another that sounds or looks like it.

    Args:
        context: the report.
        pieces: pieces of its text by their offsets, in order, among them all that are windows.
    """
    near, data = context.tables.made(windows), context.tables.area("phrases")
    text = context.text
    for at, piece in pieces.items():
        for right, place, begin in near.get(piece, ()):
            start = at - begin
            said = text[start : start + len(right)] if start >= 0 else ""
            if said[:place] + right[place] + said[place + 1 :] != right or _is_legal(said, right, data):
                continue
            yield Slip(start, start + len(right), right)
            break


def _is_legal(said: str, right: str, data: Mapping[str, Any]) -> bool:
    """Whether a writing that is like a phrase is a phrase itself, or a variant that may stand."""
    return said == right or said in data["heard"] or said in data["phrases"] or said in data["legal"].get(right, ())

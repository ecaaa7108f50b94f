"""Characters that sound or look like others: the slip of an input method in a phrase that everyone knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.rules.context import Context
    from drafter.rules.tables import Tables

_WINDOW: Final = 3
"""Characters by which a wrong writing is looked up: the shortest phrase has as many."""


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


def _windows(tables: Tables) -> dict[str, tuple[_Place, ...]]:
    """The window round each character of each phrase, with each character in its place that is like it.

    There are tens of thousands, made in every process that checks: nothing is done here that a hit can do.
    """
    near, found = tables.made(alike), dict[str, tuple[_Place, ...]]()
    for right in tables.area("phrases")["heard"]:
        for place, character in enumerate(right):
            at = min(max(0, place - 1), len(right) - _WINDOW)
            before, behind, here = right[at:place], right[place + 1 : at + _WINDOW], (_Place(right, place, at),)
            for other in near.get(character, ""):
                window = before + other + behind
                found[window] = found[window] + here if window in found else here
    return found


def _firsts(tables: Tables) -> frozenset[str]:
    """The characters with which a window begins: to look a character up costs a third of looking a window up."""
    return frozenset(window[0] for window in tables.made(_windows))


def slips(context: Context) -> Iterator[Slip]:
    """Known phrases in which one character is another that sounds or looks like it."""
    windows, data = context.tables.made(_windows), context.tables.area("phrases")
    text = context.text
    firsts = context.tables.made(_firsts)
    for at in [at for at, sign in enumerate(text) if sign in firsts and text[at : at + _WINDOW] in windows]:
        for right, place, begin in windows[text[at : at + _WINDOW]]:
            start = at - begin
            said = text[start : start + len(right)] if start >= 0 else ""
            if said[:place] + right[place] + said[place + 1 :] != right or _is_legal(said, right, data):
                continue
            yield Slip(start, start + len(right), right)
            break


def _is_legal(said: str, right: str, data: Mapping[str, Any]) -> bool:
    """Whether a writing that is like a phrase is a phrase itself, or a variant that may stand."""
    return said == right or said in data["heard"] or said in data["phrases"] or said in data["legal"].get(right, ())

"""Characters that sound or look like others: the slip of an input method in a phrase that everyone knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.context import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.context import Context
    from drafter.rules.tables import Tables

_WINDOW: Final = 3
"""Characters by which a wrong writing is looked up: the shortest phrase has as many."""


class Slip(NamedTuple):
    """A wrong writing in the text, and the phrase that it should be."""

    start: int
    end: int
    right: str


class _Wrong(NamedTuple):
    said: str
    right: str
    at: int


def alike(tables: Tables) -> dict[str, str]:
    """To each character those that sound or look like it."""
    data, found = tables.area("alike"), dict[str, str]()
    for row in (*data["sounds"], *data["looks"]):
        for character in row:
            found[character] = found.get(character, "") + row
    return found


def _wrong(tables: Tables) -> dict[str, tuple[_Wrong, ...]]:
    """Every phrase with one character replaced, by a window of it round that character."""
    near, data = tables.made(alike), tables.area("phrases")
    known = frozenset((*data["heard"], *data["phrases"]))
    found: dict[str, list[_Wrong]] = {}
    for right in data["heard"]:
        legal = (*data["legal"].get(right, ()), right)
        for place, character in enumerate(right):
            at = min(max(0, place - 1), len(right) - _WINDOW)
            for other in near.get(character, ""):
                said = right[:place] + other + right[place + 1 :]
                if said not in legal and said not in known:
                    found.setdefault(said[at : at + _WINDOW], []).append(_Wrong(said, right, at))
    return {window: tuple(wrongs) for window, wrongs in found.items()}


def slips(context: Context) -> Iterator[Slip]:
    """Known phrases in which one character is another that sounds or looks like it."""
    wrong = context.tables.made(_wrong)
    for run in _HAN_RUN.finditer(context.text):
        text = run.group()
        for at in [at for at in range(len(text) - _WINDOW + 1) if text[at : at + _WINDOW] in wrong]:
            for found in wrong[text[at : at + _WINDOW]]:
                start = at - found.at
                if start >= 0 and text.startswith(found.said, start):
                    yield Slip(run.start() + start, run.start() + start + len(found.said), found.right)
                    break


_HAN_RUN: Final = regex(f"[{HAN}]{{3,}}")

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


def typos(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Words that are often written wrong, as they are then, by their first characters."""
    found: dict[str, tuple[str, ...]] = {}
    for wrong in tables.area("phrases")["typos"]:
        found[wrong[:PIECE]] = (*found.get(wrong[:PIECE], ()), wrong)
    return found


class _Place(NamedTuple):
    """A character of a phrase that may be written wrong: the phrase, the place, where the window round it begins."""

    right: str
    place: int
    at: int

    @property
    def rest(self) -> tuple[int, str]:
        """Where in the window the character stands, and the others of the window."""
        return self.place - self.at, self.right[self.at : self.place] + self.right[self.place + 1 : self.at + PIECE]


def _places(tables: Tables) -> dict[tuple[int, str], tuple[_Place, ...]]:
    """Each character of each phrase, by the rest of the window round it."""
    found: dict[tuple[int, str], tuple[_Place, ...]] = {}
    for right in tables.area("phrases")["heard"]:
        for number in range(len(right)):
            place = _Place(right, number, min(max(0, number - 1), len(right) - PIECE))
            found[place.rest] = (*found.get(place.rest, ()), place)
    return found


def windows(tables: Tables) -> frozenset[str]:
    """The window round each character of each phrase, with each character in its place that is like it.

    There are tens of thousands, made in every process that checks: nothing is done here that a hit can do.
    """
    near = tables.made(alike)
    return frozenset(
        before + other + behind
        for (at, rest), places in tables.made(_places).items()
        for before, behind in ((rest[:at], rest[at:]),)
        for right in {place.right[place.place] for place in places}
        for other in near.get(right, "")
        if other != right
    )


def slips(context: Context, pieces: Mapping[int, str]) -> Iterator[Slip]:
    """Known phrases in which one character is another that sounds or looks like it.

    Args:
        context: the report.
        pieces: pieces of its text by their offsets, in order, among them all that are windows.
    """
    near, data = context.tables.made(alike), context.tables.area("phrases")
    wrong, text = context.tables.made(windows), context.text
    listed, taken = context.tables.made(typos), 0
    for at, piece in pieces.items():
        for typo in listed.get(piece, ()):
            if text.startswith(typo, at):
                taken = at + len(typo)
                yield Slip(at, taken, data["typos"][typo])
        if piece not in wrong or at < taken:
            continue
        for right, place, begin in _meant(piece, context.tables):
            start = at - begin
            said = text[start : start + len(right)] if start >= 0 else ""
            if said[:place] + right[place] + said[place + 1 :] != right or said[place] not in near.get(
                right[place], ""
            ):
                continue
            if not _is_legal(said, right, data):
                yield Slip(start, start + len(right), right)
                break


def _meant(window: str, tables: Tables) -> Iterator[_Place]:
    """The characters of phrases that one of the window may stand for."""
    places = tables.made(_places)
    for at in range(PIECE):
        yield from places.get((at, window[:at] + window[at + 1 :]), ())


def _is_legal(said: str, right: str, data: Mapping[str, Any]) -> bool:
    """Whether a writing that is like a phrase is a phrase itself, or a variant that may stand."""
    return said == right or said in data["heard"] or said in data["phrases"] or said in data["legal"].get(right, ())

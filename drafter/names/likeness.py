"""How like two names are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T")

_ALIKE: Final = 60.0  # of 100: two of three letters, in order
_ALIKE_SHORT: Final = 50.0  # one of two, for names of three letters at most
_SHORT: Final = 3


def nearest(key: str, others: Mapping[str, T]) -> T | None:
    """The value of the most like key; None where none is like it.

    Args:
        key: a name's key.
        others: values by their keys.

    Returns:
        The value whose key needs the fewest letters put in or taken out (normalised indel distance).
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only where a name was not found as it stands

    least = _ALIKE_SHORT if len(key) <= _SHORT else _ALIKE
    best = process.extractOne(key, others.keys(), scorer=fuzz.ratio, score_cutoff=least)
    return others[best[0]] if best is not None else None


def coverage(parts: Iterable[str], text: str) -> float:
    """The share of the neighbouring pairs of letters of some words that a text has, 0 to 1."""
    pairs = [part[place : place + 2] for part in parts for place in range(len(part) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0


def left_out(shorter: str, longer: str) -> list[str] | None:
    """What a longer text has besides a shorter one, run by run; None where letters of it are missing."""
    runs, place, run = [], 0, ""
    for letter in longer:
        if place < len(shorter) and letter == shorter[place]:
            place += 1
            if run:
                runs.append(run)
            run = ""
        else:
            run += letter
    if place < len(shorter):
        return None
    return [*runs, run] if run else runs

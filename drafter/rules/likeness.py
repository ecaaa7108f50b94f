"""Likeness of passages: the same sentence, the same but for the figures, nearly the same. Linear in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.rules.context import Part

Likeness = Literal["same", "figures", "near"]

_WORDS: Final = regex(r"[\W_]+")
_DIGITS: Final = regex(r"\d+(?:\.\d+)?")
_SHINGLE: Final = 8
_STEP: Final = 2  # from shingle to shingle of a sentence that is looked up; all of those of earlier ones are kept
_NEAR: Final = 0.88
_CROWD: Final = 20
"""A shingle that more sentences share than this is a set phrase and tells nothing."""


def fold(text: str) -> str:
    """A sentence without marks and blanks."""
    return _WORDS.sub("", text)


def mask(folded: str) -> str:
    """A folded sentence with every figure as #."""
    return _DIGITS.sub("#", folded)


class Carried(NamedTuple):
    """A sentence that stands in an earlier text.

    Attributes:
        part: the sentence.
        how: the same words; the same but for the figures; or nearly the same.
        other: the earlier sentence.
    """

    part: Part
    how: Likeness
    other: str


class Earlier:
    """An index of earlier sentences.

    Args:
        sentences: the sentences, marks included.
        shortest: characters, marks aside, under which a sentence is not compared.
    """

    def __init__(self, sentences: Iterable[str], shortest: int) -> None:
        self._shortest = shortest
        self._masked: dict[str, str] = {}
        self._same: set[str] = set()
        self._shingles: dict[str, list[str]] = {}
        for sentence in sentences:
            folded = fold(sentence)
            if len(folded) < shortest:
                continue
            self._same.add(folded)
            masked = mask(folded)
            if masked in self._masked:
                continue
            self._masked[masked] = sentence.strip()
            for shingle in _shingles(masked, 1):
                self._shingles.setdefault(shingle, []).append(masked)

    def find(self, part: Part) -> Carried | None:
        """How a sentence stands in the earlier text, or None."""
        folded = fold(part.text)
        if len(folded) < self._shortest:
            return None
        masked = mask(folded)
        if masked in self._masked:
            return Carried(part, "same" if folded in self._same else "figures", self._masked[masked])
        near = self._nearest(masked)
        return Carried(part, "near", self._masked[near]) if near else None

    def _nearest(self, masked: str) -> str:
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415  # only where there is something to compare with

        candidates = {
            other
            for shingle in _shingles(masked, _STEP)
            if len(found := self._shingles.get(shingle, ())) <= _CROWD
            for other in found
        }
        best = max(candidates, key=lambda other: (ratio(masked, other), other), default="")
        return best if best and ratio(masked, best) >= _NEAR * 100 else ""


def _shingles(text: str, step: int) -> Sequence[str]:
    return [text[at : at + _SHINGLE] for at in range(0, max(len(text) - _SHINGLE, 0) + 1, step)]

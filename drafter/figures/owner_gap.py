"""Where a figure that is missing would stand: other words may have taken its place (winner for runner-up).

Or it does stand there, in words that are no figure anywhere else: 四处便民点, the hundred largest cities, top of nine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, words
from drafter.figures.numerals import DIGITS
from drafter.figures.owner_words import owner_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.owner import Layout, Place

_LAST: Final = regex(rf"(?:[{HAN}]{{3}}|[a-z]{{3,}})\s*$")
_FIRST: Final = regex(rf"\s*(?:[{HAN}]{{3}}|[a-z]+\s+[a-z]{{3,}})")
_WIDEST: Final = 16
_BREAK: Final = "，,。；;！？!?\n："
_TEN: Final = {str(value): sign for sign, value in DIGITS.items() if sign in "一二三四五六七八九"} | {"10": "十"}


def replaced_at(fact: Place, layout: Layout) -> tuple[int, int] | None:
    """The stretch of a draft between the words that stand on both sides of a figure in the facts.

    Args:
        fact: a figure of the facts that the draft does not state.
        layout: the draft.

    Returns:
        Offsets of a few words without a figure, or None.
    """
    left, right = _LAST.search(fact.left), _FIRST.match(fact.right)
    if left is None or right is None:
        return None
    pattern = (
        rf"{re.escape(left[0].strip())}\s*(?P<gap>[^。；;！？!?\n，,]{{1,{_WIDEST}}}?)\s*{re.escape(right[0].strip())}"
    )
    found = re.search(pattern, layout.plain)
    if found is None:
        return None
    start, end = found.span("gap")
    if any(place.figure.start < end and place.figure.end > start for place in layout.places):
        return None
    return start, end


def told_in_words(fact: Place, beside: str, layout: Layout) -> bool:
    """Whether a draft says a figure where the reader, who does not know the facts, takes the words for a phrase.

    The clause must have another word of that of the facts.

    Args:
        fact: a figure of the facts that the draft does not state.
        beside: its clause, folded.
        layout: the draft.
    """
    pattern = _in_words(fact)
    if pattern is None:
        return False
    for found in re.finditer(pattern, layout.plain):
        start, end = found.span()
        if any(place.figure.start < end and place.figure.end > start for place in layout.places):
            continue
        start = max(layout.plain.rfind(mark, 0, start) for mark in _BREAK) + 1
        ends = (layout.plain.find(mark, end) for mark in _BREAK)
        clause = layout.plain[start : min((stop for stop in ends if stop >= 0), default=len(layout.plain))]
        if _share_a_word(clause.replace(found[0], "\n"), beside):
            return True
    return False


def _in_words(fact: Place) -> str | None:
    """A pattern for the words by which a small or a round figure may be told."""
    figure = fact.figure
    value = figure.value or ""
    if figure.lang != "en":
        signs = f"[{_TEN[value]}两]" if value == "2" else _TEN.get(value)
        return f"{signs}{re.escape(figure.unit)}" if signs and figure.unit and figure.kind == "quantity" else None
    said = [*map(re.escape, words().in_words.get(f"{figure.kind} {value}", ()))]
    if figure.kind == "rank":
        said.append(rf"no\.? ?{value}")
    return rf"(?<![a-z])(?:{'|'.join(said)})(?![a-z\d])" if said else None


def _share_a_word(clause: str, beside: str) -> bool:
    if set(owner_words(clause)) & set(owner_words(beside)):
        return True
    return any(beside[i : i + 2] in clause for i in range(len(beside) - 1) if beside[i] >= "〇" <= beside[i + 1])

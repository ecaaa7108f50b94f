"""A text cut into runs of words, marks and figures: what the owners of figures are looked for in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_measure import measure
from drafter.figures.compare_words import units
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.model import Figure

_MARK: Final = regex(r"[。！？!?\n；;，,—：:、（）()]|\.(?=\s|$)")
_KINDS: Final = {
    sign: kind
    for kind, signs in {
        "stop": "。！？!?\n.", "part": "；;", "mark": "，,—", "colon": "：:", "item": "、", "side": "（）()",
    }.items()
    for sign in signs
}  # fmt: skip
_JOINT: Final = regex(r"\b(?:and|while|but|whereas|plus)\b")


class Piece(NamedTuple):
    """A run of words, a mark, or a figure (kind "figure", `order` its number)."""

    kind: str
    start: int
    end: int
    order: int = -1


def apart(figures: Sequence[Figure]) -> list[Figure]:
    """The figures in order, without one that begins inside another.

    Args:
        figures: what the reader found.
    """
    found: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start, -f.end)):
        if not found or figure.start >= found[-1].end:
            found.append(figure)
    return found


def core(figure: Figure) -> int:
    """Where the quantity of a figure ends: 8 of "8 new schools", 27个 of 27个项目, for the noun is what it is of.

    Args:
        figure: as the reader gives it.
    """
    if not figure.unit:
        return figure.end
    if figure.lang != "en":
        unit = figure.text.find(figure.unit)
        return figure.end if unit < 0 else figure.start + unit + len(figure.unit)
    if " " not in figure.text.strip():
        return figure.end
    if figure.kind not in {"quantity", "number", "range"} or figure.unit.lower() in units().measures:
        return figure.end
    if measure(figure).family != "amount":
        return figure.end
    head = figure.text.rsplit(None, len(figure.unit.split()))[0]
    return figure.start + len(head)


def cut(plain: str, figures: Sequence[Figure]) -> list[Piece]:
    """Cut a text into its pieces.

    Args:
        plain: the text, folded.
        figures: its figures in order, none inside another.
    """
    pieces: list[Piece] = []
    at = 0
    joined = _JOINT.search(plain) is not None
    for order, figure in enumerate([*figures, None]):
        end = len(plain) if figure is None else figure.start
        for mark in _MARK.finditer(plain, at, end):
            start = mark.start()
            if start > at:
                _add_run(pieces, plain, at, start, joined=joined)
            at = start + 1
            pieces.append(Piece(_KINDS[mark[0]], start, at))
        if end > at:
            _add_run(pieces, plain, at, end, joined=joined)
        if figure is not None:
            at = core(figure)
            pieces.append(Piece("figure", figure.start, at, order))
    return pieces


def _add_run(pieces: list[Piece], plain: str, start: int, end: int, *, joined: bool) -> None:
    """Add a run of words, unless it is blank."""
    if joined:
        pieces += _split(plain, start, end)
    elif not plain[start:end].isspace():
        pieces.append(Piece("run", start, end))


def _split(plain: str, start: int, end: int) -> list[Piece]:
    """A run of words, cut where and or while joins two statements; blanks are dropped."""
    found: list[Piece] = []
    for joint in _JOINT.finditer(plain, start, end):
        if joint.start() > start:
            found.append(Piece("run", start, joint.start()))
        found.append(Piece("joint", joint.start(), joint.end()))
        start = joint.end()
    if start < end:
        found.append(Piece("run", start, end))
    return [piece for piece in found if piece.kind == "joint" or not plain[piece.start : piece.end].isspace()]


def bounds(pieces: Sequence[Piece], ends: frozenset[str], length: int) -> list[tuple[int, int]]:
    """For each piece, the stretch of text around it between marks of these kinds.

    Args:
        pieces: of one text, in order.
        ends: kinds of marks.
        length: of the text.
    """
    found: list[tuple[int, int]] = []
    start, waiting = 0, 0
    for kind, begin, end, _ in pieces:
        if kind in ends:
            found += [(start, begin)] * waiting
            found.append((begin, end))
            start, waiting = end, 0
        else:
            waiting += 1
    return found + [(start, length)] * waiting

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
_JOINTS: Final = ("and", "while", "but", "whereas", "plus")
_JOINT: Final = regex(rf"\b(?:{'|'.join(_JOINTS)})\b")


class Piece(NamedTuple):
    """A run of words, a mark, or a figure (kind "figure", `order` its number)."""

    kind: str
    start: int
    end: int
    order: int = -1


_piece: Final = tuple.__new__  # of hundreds of pieces, half the time is the constructor's of a named tuple


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
    add = pieces.append
    at = 0
    joined = any(word in plain for word in _JOINTS) and _JOINT.search(plain) is not None
    for order, figure in enumerate([*figures, None]):
        end = len(plain) if figure is None else figure.start
        for mark in _MARK.finditer(plain, at, end):
            start = mark.start()
            if start > at:
                if joined:
                    pieces += _split(plain, at, start)
                elif not (plain[at].isspace() and plain[at:start].isspace()):
                    add(_piece(Piece, ("run", at, start, -1)))
            at = start + 1
            add(_piece(Piece, (_KINDS[plain[start]], start, at, -1)))
        if end > at:
            if joined:
                pieces += _split(plain, at, end)
            elif not (plain[at].isspace() and plain[at:end].isspace()):
                add(_piece(Piece, ("run", at, end, -1)))
        if figure is not None:
            at = core(figure)
            add(_piece(Piece, ("figure", figure.start, at, order)))
    return pieces


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


def bounds(pieces: Sequence[Piece], ends: frozenset[str], length: int) -> dict[int, tuple[int, int]]:
    """The stretch of text around each figure between marks of these kinds, by the number of its piece.

    Args:
        pieces: of one text, in order.
        ends: kinds of marks.
        length: of the text.
    """
    found: dict[int, tuple[int, int]] = {}
    start = 0
    waiting: list[int] = []
    for spot, (kind, begin, end, _) in enumerate(pieces):
        if kind == "figure":
            waiting.append(spot)
        elif kind in ends:
            if waiting:
                found.update(dict.fromkeys(waiting, (start, begin)))
                waiting = []
            start = end
    found.update(dict.fromkeys(waiting, (start, length)))
    return found

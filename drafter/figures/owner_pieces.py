"""A text cut into runs of words, marks and figures: what the owners of figures are looked for in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_measure import measure
from drafter.figures.compare_units import units
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.model import Figure

_STOP: Final = regex(r"[。！？!?\n]|\.(?=\s|$)")
_LAST_STOP: Final = regex(r"(?s:.*)(?:[。！？!?\n]|\.(?=\s|$))")
_MARK: Final = regex(r"[；;，,—：:、（）()]")
_KINDS: Final = {
    sign: kind
    for kind, signs in {
        "part": "；;", "mark": "，,—", "colon": "：:", "item": "、", "side": "（）()",
    }.items()
    for sign in signs
}  # fmt: skip
_CLAUSE_ENDS: Final = frozenset({"stop", "part", "mark", "colon"})
_JOINTS: Final = ("and", "while", "but", "whereas", "plus")
_JOINT: Final = regex(rf"\b(?:{'|'.join(_JOINTS)})\b")


class Piece(NamedTuple):
    """A run of words, a mark, or a figure (kind "figure", `order` its number)."""

    kind: str
    start: int
    end: int
    order: int = -1


BLOT: Final = "\x00"
"""Stands for each sign of a figure that is blotted out."""

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


def blotted(plain: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with stretches blotted out, offsets kept.

    Args:
        plain: the text, folded.
        spans: the stretches in order, none inside another.
    """
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += plain[at:start], BLOT * (end - start)
        at = end
    return "".join([*parts, plain[at:]])


def cut(plain: str, figures: Sequence[Figure]) -> list[Piece]:
    """Cut a text into its pieces; sentences without a figure are no more than a full stop between the others.

    Args:
        plain: the text, folded.
        figures: its figures in order, none inside another.
    """
    pieces: list[Piece] = []
    joined = any(word in plain for word in _JOINTS) and _JOINT.search(plain) is not None
    at = 0
    for order, figure in enumerate(figures):
        at = _cut_between(plain, at, figure.start, pieces, joined=joined)
        end = core(figure)
        pieces.append(_piece(Piece, ("figure", figure.start, end, order)))
        at = end
    _cut_between(plain, at, len(plain), pieces, joined=joined)
    return pieces


def _cut_between(plain: str, at: int, end: int, pieces: list[Piece], *, joined: bool) -> int:
    """Cut what stands between two figures."""
    stop = _STOP.search(plain, at, end)
    if stop is not None:
        _cut_words(plain, at, stop.start(), pieces, joined=joined)
        last = _LAST_STOP.match(plain, stop.end(), end) or stop
        at = last.end()
        pieces.append(_piece(Piece, ("stop", stop.start(), at, -1)))
    _cut_words(plain, at, end, pieces, joined=joined)
    return end


def _cut_words(plain: str, at: int, end: int, pieces: list[Piece], *, joined: bool) -> None:
    """Cut a stretch without a figure and without a full stop."""
    for mark in _MARK.finditer(plain, at, end):
        start = mark.start()
        if start > at:
            _add_run(plain, at, start, pieces, joined=joined)
        at = start + 1
        pieces.append(_piece(Piece, (_KINDS[plain[start]], start, at, -1)))
    if end > at:
        _add_run(plain, at, end, pieces, joined=joined)


def _add_run(plain: str, at: int, end: int, pieces: list[Piece], *, joined: bool) -> None:
    if joined:
        pieces += _split(plain, at, end)
    elif not (plain[at].isspace() and plain[at:end].isspace()):
        pieces.append(_piece(Piece, ("run", at, end, -1)))


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


def bounds(pieces: Sequence[Piece], length: int) -> list[tuple[int, tuple[int, int], tuple[int, int]]]:
    """The stretches of text around each figure: number of its piece, its clause and its sentence.

    Args:
        pieces: of one text, in order.
        length: of the text.
    """
    found: list[tuple[int, tuple[int, int], tuple[int, int]]] = []
    clauses: list[tuple[int, tuple[int, int]]] = []  # of the figures of one sentence
    waiting: list[int] = []  # figures of one clause
    clause = sentence = 0
    for spot, (kind, start, end, _) in enumerate(pieces):
        if kind == "figure":
            waiting.append(spot)
        elif kind in _CLAUSE_ENDS:
            if waiting:
                clauses += [(one, (clause, start)) for one in waiting]
                waiting = []
            clause = end
            if kind == "stop":
                found += [(one, around, (sentence, start)) for one, around in clauses]
                clauses = []
                sentence = end
    clauses += [(one, (clause, length)) for one in waiting]
    return found + [(one, around, (sentence, length)) for one, around in clauses]

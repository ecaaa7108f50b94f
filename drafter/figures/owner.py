"""Where a figure stands: the words that it belongs to, on its left and on its right, nearer ones weighing more.

A text is cut into runs of words by marks and by its figures. From each figure we walk outwards; every mark and every
other figure on the way makes what lies behind it weigh less (`_FADE`), and a full stop ends the walk. Chinese words
count as pairs of characters, so that no dictionary is needed; English ones as stems.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_measure import measure
from drafter.figures.compare_words import HAN, singular, stem, units, words
from drafter.figures.owner_pairs import Piece, pair_in_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.model import Figure

# full-width letters, digits and marks to ASCII, one character for one: offsets stay
_FOLD: Final = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0xFF01 + i) not in "，；：！？（）"} | {0x3000: 0x20}
_PIECE: Final = re.compile(
    r"(?P<stop>[。！？!?\n]|\.(?=\s|$))|(?P<part>[；;])|(?P<mark>[，,—])|(?P<colon>[：:])|(?P<item>、)|(?P<side>[（）()])"
    r"|(?P<run>(?:[^。！？!?\n.；;，,—：:、（）()]|\.(?!\s|$))+)"
)
_JOINT: Final = re.compile(r"\b(?:and|while|but|whereas|plus)\b")
_WORD: Final = re.compile(rf"[{HAN}]+|[a-z][a-z'’-]*[a-z]|[a-z]|\d+")
_FADE: Final = {
    "stop": 0.0,
    "part": 0.25,
    "mark": 0.4,
    "colon": 0.6,
    "item": 0.5,
    "side": 0.6,
    "joint": 0.7,
    "figure": 0.5,
}
_CLAUSE_ENDS: Final = frozenset({"stop", "part", "mark", "colon"})
_SENTENCE_ENDS: Final = frozenset({"stop"})
_IN_LIST: Final = frozenset({"figure", "item", "joint"})
_LEADING: Final = 0.7
_LEAST: Final = 0.12
_FAR: Final = 80  # characters of one run that may belong to a figure
_ONE_CHARACTER: Final = 0.3
_PER_WORD: Final = 0.12  # of weight that a word loses for each character between it and the figure
_FARTHEST: Final = 0.4
_ELSE: Final = 0.3  # of the weight that words keep when the owner is given by 分别 or respectively


@dataclass(frozen=True, slots=True)
class Place:
    """Where one figure stands.

    Attributes:
        figure: the figure; its offsets are those of the text.
        fact: number of the fact, from 0; -1 in a draft.
        left: the words between it and the mark or figure before, and their offset.
        right: the words between it and the mark or figure behind.
        clause: offsets of the stretch between the marks around it, other figures included.
        sentence: offsets of its sentence.
        before: word to weight, on the left.
        behind: word to weight, on the right.
        order: number among the figures of its text.
    """

    figure: Figure
    fact: int
    left: str
    right: str
    clause: tuple[int, int]
    sentence: tuple[int, int]
    before: Mapping[str, float]
    behind: Mapping[str, float]
    order: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A text with its figures in their places.

    Attributes:
        text: as written.
        plain: the same length, folded to half width and lower case.
        places: one for each figure, in order.
    """

    text: str
    plain: str
    places: tuple[Place, ...]


def fold(text: str) -> str:
    """The text in half width and lower case, character for character.

    Args:
        text: any text.
    """
    folded = text.translate(_FOLD)
    lower = folded.lower()
    return lower if len(lower) == len(folded) else folded


@lru_cache(maxsize=8192)
def features(run: str, step: int) -> tuple[tuple[str, float], ...]:
    """The words of a run, each with its weight: pairs of Chinese characters, stems of English words, digits.

    Args:
        run: folded text without figures.
        step: 1 where the figure stands before the run, -1 where it stands behind: near words weigh most.
    """
    found: dict[str, float] = {}
    stop = words().stop
    far = 0
    for match in reversed(list(_WORD.finditer(run))) if step < 0 else _WORD.finditer(run):
        word = match[0]
        if word[0] < "〇":
            if singular(word) not in stop:
                found.setdefault(stem(word), max(_FARTHEST, 1 - _PER_WORD * far))
                far += 2
            continue
        size = len(word)
        for i in range(size - 2, -1, -1) if step < 0 else range(size - 1):
            distance = far + (size - 2 - i if step < 0 else i)
            found.setdefault(word[i : i + 2], max(_FARTHEST, 1 - _PER_WORD * max(0, distance - 1)))
        for character in word:
            found.setdefault(character, _ONE_CHARACTER)
        far += size
    return tuple(found.items())


def lay_out(text: str, figures: Sequence[Figure], fact: int = -1) -> Layout:
    """Place the figures of a text.

    Args:
        text: as written.
        figures: what the reader found in it.
        fact: number of the fact that the text is, or -1.
    """
    plain = fold(text)
    shown = _apart(figures)
    pieces = _cut(plain, shown)
    given = pair_in_order(plain, pieces)
    clauses = _bounds(pieces, _CLAUSE_ENDS, len(plain))
    sentences = _bounds(pieces, _SENTENCE_ENDS, len(plain))
    places = []
    for spot, piece in enumerate(pieces):
        if piece.kind == "figure":
            before, left = _walk(plain, pieces, spot, -1)
            behind, right = _walk(plain, pieces, spot, 1)
            if piece.order in given:
                left = given[piece.order]
                before = {key: max(share, before.get(key, 0.0) * _ELSE) for key, share in features(left, -1)}
                behind = {}
            places.append(
                Place(
                    figure=shown[piece.order],
                    fact=fact,
                    left=left,
                    right=right,
                    clause=clauses[spot],
                    sentence=sentences[spot],
                    before=before,
                    behind=behind,
                    order=piece.order,
                )
            )
    return Layout(text=text, plain=plain, places=tuple(places))


def _apart(figures: Sequence[Figure]) -> list[Figure]:
    """The figures in order, without one that begins inside another."""
    found: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start, -f.end)):
        if not found or figure.start >= found[-1].end:
            found.append(figure)
    return found


def core(figure: Figure) -> int:
    """Where the quantity of a figure ends: 8 of "8 new schools", for the noun is what it is of.

    Args:
        figure: as the reader gives it.
    """
    if figure.lang != "en" or not figure.unit or " " not in figure.text.strip():
        return figure.end
    if figure.kind not in {"quantity", "number", "range"} or figure.unit.lower() in units().measures:
        return figure.end
    if measure(figure).family != "amount":
        return figure.end
    head = figure.text.rsplit(None, len(figure.unit.split()))[0]
    return figure.start + len(head)


def _cut(plain: str, figures: Sequence[Figure]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for order, figure in enumerate([*figures, None]):
        end = len(plain) if figure is None else figure.start
        for match in _PIECE.finditer(plain, at, end):
            if match.lastgroup == "run":
                pieces += _split(plain, match.start(), match.end())
            else:
                pieces.append(Piece(str(match.lastgroup), match.start(), match.end()))
        if figure is not None:
            at = core(figure)
            pieces.append(Piece("figure", figure.start, at, order))
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


def _bounds(pieces: Sequence[Piece], ends: frozenset[str], length: int) -> list[tuple[int, int]]:
    """For each piece, the stretch of text around it between marks of these kinds."""
    found: list[tuple[int, int]] = []
    start, waiting = 0, 0
    for piece in pieces:
        if piece.kind in ends:
            found += [(start, piece.start)] * waiting
            found.append((piece.start, piece.end))
            start, waiting = piece.end, 0
        else:
            waiting += 1
    return found + [(start, length)] * waiting


def _walk(plain: str, pieces: Sequence[Piece], spot: int, step: int) -> tuple[dict[str, float], str]:
    """The words met on the way from a figure to one side with their weights, and the words next to it."""
    found: dict[str, float] = {}
    weight, near, in_list = 1.0, "", step < 0
    at = spot + step
    while 0 <= at < len(pieces) and weight >= _LEAST:
        piece = pieces[at]
        if piece.kind == "run":
            far = step < 0 and piece.end - piece.start > _FAR
            run = plain[
                piece.end - _FAR if far else piece.start : min(piece.end, piece.start + _FAR) if step > 0 else piece.end
            ]
            for key, share in features(run, step):
                # what leads a list (获国赛 in 获国赛金奖2项、银奖1项) belongs to each of its figures
                carried = share if in_list and len(key) > 1 and share <= _LEADING else weight * share
                if carried > found.get(key, 0.0):
                    found[key] = carried
            if at == spot + step or (step < 0 and at == spot - 3 and _only_latin_filler(near, pieces[spot - 2])):
                near = run if at == spot + step else f"{run} {near}"
        else:
            weight *= _FADE[piece.kind]
            in_list = in_list and piece.kind in _IN_LIST
        at += step
    return found, near


_FILLER: Final = re.compile(r"[a-z ]*")


def _only_latin_filler(near: str, mark: Piece) -> bool:
    """Whether nothing but function words stands between a comma and the figure: loans, at 310,000."""
    if mark.kind != "mark" or not near or not _FILLER.fullmatch(near):
        return False
    return not any(singular(word) not in words().stop for word in near.split())

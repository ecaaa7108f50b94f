"""Where a figure stands: the words that it belongs to, on its left and on its right, nearer ones weighing more.

A text is cut into runs of words by marks and by its figures. From each figure we walk outwards; every mark and every
other figure on the way makes what lies behind it weigh less (`_FADE`), and a full stop ends the walk. Chinese words
count as pairs of characters, so that no dictionary is needed; English ones as stems.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, filterfalse, repeat
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_words import HAN, singular, stem, words
from drafter.figures.owner_pairs import pair_in_order
from drafter.figures.owner_pieces import Piece, apart, blotted, bounds, core, cut
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.model import Figure

# full-width letters, digits and marks to ASCII, one character for one: offsets stay
_FOLD: Final = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0xFF01 + i) not in "，；：！？（）"} | {0x3000: 0x20}
_WIDE: Final = regex(f"[{''.join(map(chr, _FOLD))}]")
_WORD: Final = regex(rf"[{HAN}]+|[a-z][a-z'’-]*[a-z]|[a-z]|\d+")
_HAN_RUN: Final = regex(f"[{HAN}]+")
_FADE: Final = {
    "stop": 0.0, "part": 0.25, "mark": 0.4, "colon": 0.6, "item": 0.5, "side": 0.6, "joint": 0.7, "figure": 0.5,
}  # fmt: skip
_IN_LIST: Final = frozenset({"figure", "item", "joint"})
_LEADING: Final = 0.7
_LEAST: Final = 0.12
_FAR: Final = 80  # characters of one run that may belong to a figure
_ONE_CHARACTER: Final = 0.3
_LIGHT: Final = 0.3  # of its weight that a word keeps that belongs to no figure: 其中, 完成
_ELSE: Final = 0.3  # of the weight that words keep when the owner is given by 分别 or respectively
_PER_WORD: Final = 0.12  # of weight that a word loses for each character between it and the figure
_FARTHEST: Final = 0.4
_NEAREST: Final = 8
# what a word weighs by the characters between it and the figure; the first one costs nothing
_NEARNESS: Final = tuple(max(_FARTHEST, 1 - _PER_WORD * max(0, far - 1)) for far in range(_NEAREST + 1))
_FILLER: Final = regex(r"(?! *includ)[a-z ]*")  # 9 drivers, including 63 trainees: what is part of the drivers is none


class Place(NamedTuple):
    """Where one figure stands.

    Attributes:
        figure: the figure; its offsets are those of the text.
        fact: number of the fact, from 0; -1 in a draft.
        left: the words between it and the mark or figure before.
        right: the words between it and the mark or figure behind.
        clause: offsets of the stretch between the marks around it, other figures included.
        sentence: offsets of its sentence.
        order: number among the figures of its text.
        spot: number among the pieces of its text.
        in_order: its owner, `left`, was given in order (分别, respectively).
    """

    figure: Figure
    fact: int
    left: str
    right: str
    clause: tuple[int, int]
    sentence: tuple[int, int]
    order: int
    spot: int
    in_order: bool


_place: Final = tuple.__new__  # takes half the time of the constructor of a named tuple


@dataclass(frozen=True, eq=False)
class Layout:
    """A text with its figures in their places.

    Attributes:
        text: as written.
        plain: the same length, folded to half width and lower case.
        places: one for each figure, in order.
        pieces: its runs of words, marks and figures.
        contexts: for the number of a figure, the words around it; filled as they are asked for.
    """

    text: str
    plain: str
    places: tuple[Place, ...]
    pieces: tuple[Piece, ...]
    contexts: dict[int, Context] = field(default_factory=dict)

    @cached_property
    def masked(self) -> str:
        """`plain` with the figures blotted out."""
        return blotted(self.plain, ((place.figure.start, place.figure.end) for place in self.places))

    @cached_property
    def without_amounts(self) -> str:
        """`plain` with the quantities blotted out: of 27个项目 the noun stays."""
        return blotted(self.plain, ((place.figure.start, core(place.figure)) for place in self.places))


class Context(NamedTuple):
    """The words around a figure: word to weight, before it and behind it."""

    before: Mapping[str, float]
    behind: Mapping[str, float]


def fold(text: str) -> str:
    """The text in half width and lower case, character for character.

    Args:
        text: any text.
    """
    folded = text.translate(_FOLD) if _WIDE.search(text) else text
    lower = folded.lower()
    return lower if len(lower) == len(folded) else folded


@lru_cache(maxsize=8192)
def features(run: str, step: int) -> Mapping[str, float]:
    """The words of a run, each with its weight: pairs of Chinese characters, stems of English words, digits.

    Args:
        run: folded text without figures.
        step: 1 where the figure stands before the run, -1 where it stands behind: near words weigh most.
    """
    signs = filterfalse(words().edge.__contains__, "".join(_HAN_RUN.findall(run)))
    return {**_far_features(run, step), **dict.fromkeys(signs, _ONE_CHARACTER)}


@lru_cache(maxsize=8192)
def _far_features(run: str, step: int) -> Mapping[str, float]:
    """The same without single Chinese characters, which tell nothing far away."""
    found: dict[str, float] = {}
    stop, light = words().stop, words().light
    far = 0
    for word in _WORD.findall(run)[::step]:
        if word[0] < "〇":
            if singular(word) not in stop:
                found.setdefault(stem(word), _NEARNESS[min(far + 1, _NEAREST)])
                far += 2
            continue
        pairs = map(add, word, word[1:]) if step > 0 else map(add, word[-2::-1], word[:0:-1])
        for pair, weight in zip(pairs, chain(_NEARNESS[far:], repeat(_FARTHEST)), strict=False):
            if pair not in found:
                found[pair] = weight * _LIGHT if pair in light else weight
        far += len(word)
    return found


def lay_out(text: str, figures: Sequence[Figure], fact: int = -1) -> Layout:
    """Place the figures of a text.

    Args:
        text: as written.
        figures: what the reader found in it.
        fact: number of the fact that the text is, or -1.
    """
    plain = fold(text)
    shown = apart(figures)
    pieces = cut(plain, shown)
    given = pair_in_order(plain, pieces)
    places: list[Place] = []
    for order, (spot, clause, sentence) in enumerate(bounds(pieces, len(plain))):
        left = given[order] if order in given else _beside(plain, pieces, spot, -1)
        right = _beside(plain, pieces, spot, 1)
        places.append(_place(Place, (shown[order], fact, left, right, clause, sentence, order, spot, order in given)))
    return Layout(text=text, plain=plain, places=tuple(places), pieces=tuple(pieces))


def _beside(plain: str, pieces: Sequence[Piece], spot: int, step: int) -> str:
    """The words next to a figure; past a comma, where only function words stand between: loans, at 310,000."""
    at = spot + step
    if not 0 <= at < len(pieces):
        return ""
    kind, start, end, _ = pieces[at]
    if kind != "run":
        return ""
    near = _near(plain, start, end, step)
    further = at - 2
    if step < 0 <= further and pieces[at - 1].kind == "mark" and pieces[further].kind == "run" and _is_filler(near):
        _, start, end, _ = pieces[further]
        return f"{_near(plain, start, end, step)} {near}"
    return near


def _near(plain: str, start: int, end: int, step: int) -> str:
    """The part of a run that is near the figure."""
    if end - start <= _FAR:
        return plain[start:end]
    return plain[end - _FAR : end] if step < 0 else plain[start : start + _FAR]


def _is_filler(near: str) -> bool:
    if not _FILLER.fullmatch(near):
        return False
    return not any(singular(word) not in words().stop for word in near.split())


def context(layout: Layout, place: Place) -> Context:
    """The words around a figure.

    Args:
        layout: the text.
        place: one of its figures.
    """
    found = layout.contexts.get(place.order)
    if found is None:
        found = layout.contexts[place.order] = _context(layout, place)
    return found


def _context(layout: Layout, place: Place) -> Context:
    before = _walk(layout, place.spot, -1)
    if place.in_order:
        own = features(place.left, -1)
        given = {key: max(share, before.get(key, 0.0) * _ELSE) for key, share in own.items()}
        return Context(given, {})
    return Context(before, _walk(layout, place.spot, 1))


def _walk(layout: Layout, spot: int, step: int) -> Mapping[str, float]:
    """The words met on the way from a figure to one side, with their weights; of a word met twice the greater one.

    What leads a list (获国赛金奖2项、银奖1项) belongs to each of its figures, and keeps its weight.
    """
    found: dict[str, float] = {}
    plain, pieces = layout.plain, layout.pieces
    weight, in_list = 1.0, step < 0
    for at in range(spot + step, len(pieces) if step > 0 else -1, step):
        kind, start, end, _ = pieces[at]
        if kind != "run":
            weight *= _FADE[kind]
            in_list = in_list and kind in _IN_LIST
            if weight < _LEAST:
                break
        elif weight == 1.0 and not found:
            found = dict(features(_near(plain, start, end, step), step))  # nothing was met before
        else:
            for word, own in _far_features(_near(plain, start, end, step), step).items():
                share = own if in_list and own <= _LEADING and len(word) > 1 else own * weight
                if word not in found or share > found[word]:
                    found[word] = share
    return found

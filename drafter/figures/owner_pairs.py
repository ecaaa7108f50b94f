"""Owners given in order: A、B、C分别为1、2、3; "A and B rose by 1 and 2 respectively"."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from drafter.figures.owner_words import owner_characters, owner_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.figures.owner_pieces import Piece

_IN_ORDER: Final = regex(r"分别|依次|各(?=[^一两二三四五六七八九十\d]{0,4}$)|respectively(?<![a-z]respectively)")
_STOP: Final = regex("[。！？!?\n；;]")
_NEXT: Final = ("item", "figure")
_LISTED: Final = ("item", "run", "figure")
_HAN_AND: Final = regex(r"[和与及]")
_BETWEEN: Final = frozenset({"item", "mark", "joint"})
# words between two figures of one enumeration
_JOINTS: Final = regex(r"\s*(?:(?:和|与|及|以及|或|(?:and|or|to|by|of|from|at|a|an|the)(?![a-z]))\s*)*")


def pair_in_order(plain: str, pieces: Sequence[Piece]) -> dict[int, str]:
    """The owners of figures that are paired with names in order.

    Args:
        plain: the text, folded.
        pieces: its runs, marks and figures.

    Returns:
        Number of the figure to the words of its owner and of what leads to the figures.
    """
    given = _side_by_side(plain, pieces)
    found = list(_IN_ORDER.finditer(plain))
    starts = [piece.start for piece in pieces] if found else []
    last, before = 0, list[str]()  # where the last names in order stand, and what they are
    for word in found:
        at = bisect_right(starts, word.start()) - 1
        piece = pieces[at]
        if piece.kind != "run" or word.end() > piece.end:
            continue
        ahead = _enumerated(pieces, at + 1, 1, plain)
        behind = _enumerated(pieces, at - 1, -1, plain)[::-1]
        if len(ahead) > 1:
            lead, first = plain[word.end() : piece.end], at
            names = [plain[piece.start : word.start()]]
        elif len(behind) > 1:
            lead, first = "", behind[0]
            names = []
        else:
            continue
        figures = ahead if len(ahead) > 1 else behind
        owners = _owners(plain, pieces, first, names, len(figures))
        if owners is not None:
            last, before = word.end(), owners
        elif names and len(before) == len(figures) and not _STOP.search(plain, last, word.start()):
            owners = [f"{name}{names[0]}" for name in before]  # A和B分别管理1人、2人，管理率分别为3%、4%
        if owners is not None:
            owners = _with_shared_end(owners)
            given |= {pieces[f].order: f"{name}{lead}" for f, name in zip(figures, owners, strict=True)}
    return given


def _side_by_side(plain: str, pieces: Sequence[Piece]) -> dict[int, str]:
    """A、B、C为1、2、3: as many names as figures, without a word that says so."""
    given: dict[int, str] = {}
    kinds = [piece.kind for piece in pieces]
    for at, around in enumerate(zip(kinds, kinds[1:], kinds[2:-1], strict=False), 1):
        if around != _LISTED:
            continue
        figures = [at + 1]
        while figures[-1] + 2 < len(pieces) and (pieces[figures[-1] + 1].kind, pieces[figures[-1] + 2].kind) == _NEXT:
            figures.append(figures[-1] + 2)
        names = [at]
        while names[0] > 1 and (pieces[names[0] - 1].kind, pieces[names[0] - 2].kind) == ("item", "run"):
            names.insert(0, names[0] - 2)
        if len(figures) == len(names) > 1:
            words = _with_shared_end([plain[pieces[n].start : pieces[n].end] for n in names])
            given |= {pieces[f].order: name for f, name in zip(figures, words, strict=True)}
    return given


def _with_shared_end(names: list[str]) -> list[str]:
    """进口、出口通关时间: what the last name has more belongs to each."""
    size, last = len(names[0]), names[-1]
    alike = all(len(name) == size for name in names[:-1]) and len(last) > size + 1 and size > 1
    if not alike or any(name[size - 1] != last[size - 1] for name in names[:-1]) or "a" <= last[:1] <= "z":
        return names
    return [name + last[size:] for name in names[:-1]] + [last]


def _enumerated(pieces: Sequence[Piece], at: int, step: int, plain: str) -> list[int]:
    """Figures in a row, with nothing but marks and short joints between them."""
    found: list[int] = []
    while 0 <= at < len(pieces):
        piece = pieces[at]
        if piece.kind == "figure":
            found.append(at)
        elif piece.kind == "run":
            if not found or not _JOINTS.fullmatch(plain, piece.start, piece.end):
                break
        elif piece.kind not in _BETWEEN:
            break
        at += step
    return found


def _owners(plain: str, pieces: Sequence[Piece], at: int, names: list[str], count: int) -> list[str] | None:
    """As many names as figures, walking back from the first figure or from 分别; None where there are not so many."""
    listed = at > 0 and pieces[at - 1].kind == "item"
    found = [name for name in names if _names_something(name) or (listed and name.strip())]
    near = _walk_back(plain, pieces, at - 1, [*found], count, _BETWEEN - {"mark"})
    if len(near) == count - 1 and (split := _split_last(near)) != near:
        return split  # A和B分别为: what stands before the comma is no name
    # 受理案件120件、审结110件，同比分别上升…: the owners have figures of their own
    between = _BETWEEN if found or not names else _BETWEEN | {"figure"}
    found = _walk_back(plain, pieces, at - 1, found, count, between)
    if len(found) == count - 1:
        found = _split_last(found)
    if (
        len(found) == 1 < count
    ):  # 患者2304人、老人867人，管理率分别为…: what is said of the owners of the figures before
        owners = _walk_back(plain, pieces, at - 1, [], count, _BETWEEN | {"figure"})
        return [f"{name}{found[0]}" for name in owners] if len(owners) == count else None
    return found if len(found) == count else None


def _walk_back(  # noqa: PLR0913, PLR0917  # a place, what is known, and where to stop
    plain: str, pieces: Sequence[Piece], at: int, found: list[str], count: int, between: frozenset[str]
) -> list[str]:
    """The names before a place, with those found already, up to a number of them."""
    joined = False  # the shop and café, after a comma: one name
    while at >= 0 and (len(found) < count or joined):
        piece = pieces[at]
        if piece.kind == "run":
            name = plain[piece.start : piece.end]
            if joined:
                found[0] = f"{name} {found[0]}"
            elif _names_something(name) or (name.strip() and pieces[at + 1].kind == "item"):
                found.insert(0, name)
            joined = False
        elif piece.kind == "joint" and found and _closes_list(pieces, at):
            joined = True
        elif piece.kind not in between:
            break
        at -= 1
    return found


def _closes_list(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "and" joins the words of one name: "fees, grants, and the shop and café"; commas part the names."""
    before = pieces[at - 2] if at > 1 else None
    return (
        before is not None and before.kind == "joint" and pieces[at - 1].kind == "run" and pieces[at - 3].kind == "mark"
    )


def _names_something(run: str) -> bool:
    return bool(owner_characters(run, 0) or owner_words(run))


def _split_last(names: list[str]) -> list[str]:
    """The names, the last one cut at 和: A、B和C."""
    if not names:
        return names
    joint = _HAN_AND.search(names[-1], 1)
    if joint is None:
        return names
    return [*names[:-1], names[-1][: joint.start()], names[-1][joint.end() :]]

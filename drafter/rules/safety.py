"""What a mend may not touch: figures and names. `same_content` is guard, test oracle and property at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.figures import find_figures
from drafter.names import find_names
from drafter.patterns import regex
from drafter.rules.context import HAN
from drafter.rules.dirt import without_residue
from drafter.rules.pairs import rightly_quoted
from drafter.rules.punctuation import BLANKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.model import Edit

_UNSEEN: Final = regex("[\u200b-\u200f\u2028-\u202e\x85\u2060-\u2069\u00ad\ufeff\u180e\x00-\x08\x0b\x0e-\x1f\x7f]")
_BLANK: Final = regex(rf"[{BLANKS}](?:(?<=[{HAN}\d].)[{BLANKS}]*(?=[{HAN}%％])|(?<=[{HAN}].)[{BLANKS}]*(?=\d))")
_LETTERS: Final = regex(r"[\W_]+")
_LETTER: Final = regex(r"\w")
_LATIN: Final = regex("[A-Za-z0-9%％½¼¾Ａ-Ｚａ-ｚ０-９①-⑳Ⅰ-Ⅻ]")
_NUMERAL: Final = regex("[〇○零一二三四五六七八九十百千万亿两半几数多余双]")
_FAR: Final = 12  # characters beyond which a mark is no part of a figure in digits
_NEAR: Final = 4  # and of one in Chinese numerals


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits applied; they may not overlap.

    Args:
        text: the old text.
        edits: in any order, with offsets of the old text.

    Returns:
        The new text.
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def same_content(old: str, new: str) -> bool:
    """Whether a mended text states the figures of the old one and keeps its names.

    Both are read without residue, characters that nobody sees, and blanks inside Chinese: what those hide is meant.

    Args:
        old: the text before.
        new: the text after.

    Returns:
        True where the figures are the same in the same order, and every name of the old text stands in the new.
    """
    before, after = _meant(old), _meant(new)
    if before == after:
        return True
    letters = _LETTERS.sub("", after)
    return _figures(before) == _figures(after) and all(
        _LETTERS.sub("", name.text) in letters for name in find_names(before)
    )


def is_safe(text: str, edit: Edit) -> bool:
    """Whether an edit leaves the figures and names of its line as they are."""
    if not _LETTER.search(text[edit.start : edit.end] + edit.text) and not _is_near_figure(text, edit):
        return True  # marks for marks: the commonest case
    start = text.rfind("\n", 0, edit.start) + 1
    end = text.find("\n", edit.end)
    end = len(text) if end < 0 else end
    return same_content(text[start:end], text[start : edit.start] + edit.text + text[edit.end : end])


def _is_near_figure(text: str, edit: Edit) -> bool:
    start, end = edit.start, edit.end
    return (
        _LATIN.search(text, max(0, start - _FAR), end + _FAR) is not None
        or _NUMERAL.search(text, max(0, start - _NEAR), end + _NEAR) is not None
    )


def _meant(text: str) -> str:
    return rightly_quoted(_BLANK.sub("", _UNSEEN.sub("", without_residue(text))))


def _figures(text: str) -> list[tuple[object, ...]]:
    return [
        (figure.kind, figure.value, figure.low, figure.high, figure.unit, figure.approx)
        for figure in find_figures(text)
    ]

"""Findings as Word comments on their exact words; the document is otherwise unchanged.

A comment spans whole runs, so runs are split at the ends of the words, both halves with the same properties.
"""

from __future__ import annotations

from bisect import bisect_right
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.text.run import Run

from drafter.formats.docx.fields import CODE, FIELD
from drafter.formats.docx.walk import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.formats.docx.read import Line, WordText
    from drafter.model import Finding

_AUTHOR: Final = "drafter"
_OF_FIELDS: Final = frozenset({FIELD, CODE})
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def add_comments(word: WordText, findings: Sequence[Finding], say: Callable[[Finding], str]) -> int:
    """Put each finding into the document as a comment.

    Args:
        word: the document as read; its runs are split where a comment begins or ends.
        findings: their offsets are those of `word.text`; one without a place goes to the first words of the text.
        say: the comment's text.

    Returns:
        How many comments were put in; fewer than findings only where the document has no text at all.
    """
    pieces = [piece for line in word.lines for piece in line.pieces if _is_markable(piece)]
    if not pieces:
        return 0
    places = [_place(word, pieces, finding) for finding in findings]
    cut = _split(pieces, sorted({offset for place in places for offset in place}))
    starts = [piece.start for piece in cut]
    for finding, (start, end) in zip(findings, places, strict=True):
        first = cut[max(bisect_right(starts, start) - 1, 0)]
        last = cut[max(bisect_right(starts, end - 1) - 1, 0)]
        runs = [Run(element, word.document._body) for element in (_run_of(first), _run_of(last)) if element is not None]  # noqa: SLF001  # a run wants its parent
        word.document.add_comment(runs, text=say(finding), author=_AUTHOR, initials=_AUTHOR[0].upper())
    return len(findings)


def _place(word: WordText, pieces: Sequence[Piece], finding: Finding) -> tuple[int, int]:
    """Where the comment stands: the finding's words; the start of their line where they are an automatic number."""
    if finding.start is None or finding.end is None:
        return pieces[0].start, pieces[0].start + len(pieces[0].text)
    start, end = finding.start, max(finding.end, finding.start + 1)
    line = _line_at(word, start)
    first = next((piece for piece in line.pieces if _is_markable(piece)), None)
    if first is not None and end <= first.start:
        return first.start, first.start + len(first.text)
    return start, end


def _line_at(word: WordText, offset: int) -> Line:
    return word.lines[max(bisect_right([line.start for line in word.lines], offset) - 1, 0)]


def _is_markable(piece: Piece) -> bool:
    """Whether a comment may begin or end at a piece: in a run, and not inside a field or a diagram."""
    return _run_of(piece) is not None and piece.element.tag not in _OF_FIELDS


def _run_of(piece: Piece) -> CT_R | None:
    parent = piece.element.getparent()
    return parent if isinstance(parent, CT_R) else None


def _split(pieces: Sequence[Piece], offsets: Sequence[int]) -> list[Piece]:
    """Split pieces, and their runs, at the offsets that fall inside them."""
    parts: list[Piece] = []
    at = 0
    for piece in pieces:
        rest = piece
        while at < len(offsets) and offsets[at] <= rest.start:
            at += 1
        while at < len(offsets) and offsets[at] < rest.start + len(rest.text):
            head, rest = _halve(rest, offsets[at] - rest.start)
            parts.append(head)
            at += 1
        parts.append(rest)
    return parts


def _halve(piece: Piece, length: int) -> tuple[Piece, Piece]:
    """Split the run of a piece behind its first `length` characters; what follows in the run goes with the tail."""
    element, run = piece.element, _run_of(piece)
    if run is None:  # the caller kept only pieces that stand in a run
        raise TypeError(piece)
    tail = deepcopy(run)
    place = list(run).index(element)
    for child in list(run)[place + 1 :]:
        run.remove(child)
    kept = list(tail)
    for child in kept[:place]:
        if child.tag != qn("w:rPr"):
            tail.remove(child)
    half = kept[place]
    words = element.text or ""  # signs of a symbol font stay what they are
    element.text, half.text = words[:length], words[length:]
    for text in (element, half):
        text.set(_SPACE, "preserve")
    run.addnext(tail)
    return Piece(piece.start, piece.text[:length], element), Piece(piece.start + length, piece.text[length:], half)

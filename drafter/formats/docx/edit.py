"""Change words of a Word file and nothing else: formatting, other paragraphs and other parts stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.formats.docx.read import WordText
    from drafter.formats.docx.walk import Piece
    from drafter.model import Edit

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def apply_edits(word: WordText, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Replace stretches of the text in the runs that hold them; new words take the format of the first they replace.

    Args:
        word: the document as read; changed in place.
        edits: offsets of `word.text`; they do not overlap.

    Returns:
        The edits that a Word file does not allow: those that touch an automatic number, a tab or break, a field,
        or the end of a paragraph. They are left undone.
    """
    pieces = [piece for line in word.lines for piece in line.pieces]
    texts = {id(piece): piece.text for piece in pieces}
    left: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        touched = _touched(pieces, edit)
        if not touched:
            left.append(edit)
            continue
        for index, piece in enumerate(touched):
            start, end = max(edit.start - piece.start, 0), min(edit.end - piece.start, len(piece.text))
            text = texts[id(piece)]
            texts[id(piece)] = text[:start] + (edit.text if index == 0 else "") + text[end:]
    for piece in pieces:
        if texts[id(piece)] != piece.text:
            piece.element.text = texts[id(piece)]
            piece.element.set(_SPACE, "preserve")
    return tuple(reversed(left))


def is_editable(word: WordText, edit: Edit) -> bool:
    """Whether a Word file allows an edit; see `apply_edits`.

    Args:
        word: the document as read.
        edit: offsets of `word.text`.
    """
    return bool(_touched([piece for line in word.lines for piece in line.pieces], edit))


def _touched(pieces: Sequence[Piece], edit: Edit) -> list[Piece]:
    """The pieces that hold what an edit replaces; none where a part of it is in no text run."""
    touched = [piece for piece in pieces if _touches(piece, edit)]
    whole = sum(min(edit.end, p.start + len(p.text)) - max(edit.start, p.start) for p in touched)
    allowed = whole == edit.end - edit.start and all(
        p.element.tag == qn("w:t") and p.element.text == p.text  # not the signs of a symbol font
        for p in touched
    )
    return touched if allowed else []


def _touches(piece: Piece, edit: Edit) -> bool:
    end = piece.start + len(piece.text)
    if edit.start == edit.end:
        return piece.start <= edit.start <= end
    return piece.start < edit.end and edit.start < end

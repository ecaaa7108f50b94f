"""Which paragraphs of a Word file are as they were: the guard of everything that writes into a part of a report."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn
from lxml.etree import tostring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument

    from drafter.formats.docx.read import Line, WordText
    from drafter.model import Span


def lines_within(word: WordText, spans: Sequence[Span]) -> tuple[Line, ...]:
    """The lines that stretches of the text touch.

    Args:
        word: the document as read.
        spans: offsets of `word.text`.
    """
    return tuple(
        line
        for line in word.lines
        if any(span.start <= line.start + len(line.text) and line.start < span.end for span in spans)
    )


def fingerprint(document: WordDocument | bytes, without: Sequence[Line] = ()) -> tuple[bytes, ...]:
    """The XML of each paragraph, in order, in canonical form.

    Args:
        document: an open document, or the bytes of a .docx.
        without: lines whose paragraphs are left out of an open document; where one stood there is b"" instead.
    """
    opened = Document(BytesIO(document)) if isinstance(document, bytes) else document
    left_out = {id(line.paragraph) for line in without}
    return tuple(
        b"" if id(paragraph) in left_out else tostring(paragraph, method="c14n")
        for paragraph in opened.element.body.iter(qn("w:p"))
    )


def is_rest_same(before: Sequence[bytes], after: Sequence[bytes]) -> bool:
    """Whether every paragraph outside the ones left out is the same, byte for byte, and in its place.

    Args:
        before: fingerprint of the old document, with b"" for the paragraphs that may change. They may also become
            more or fewer where they stand together.
        after: fingerprint of the new one, whole.
    """
    if len(before) == len(after):
        return all(not old or old == new for old, new in zip(before, after, strict=True))
    first = before.index(b"") if b"" in before else len(before)
    last = len(before) - before[::-1].index(b"") if b"" in before else len(before)
    if any(before[first:last]):
        return False
    tail = len(before) - last
    return tuple(after[:first]) == tuple(before[:first]) and tuple(after[len(after) - tail :]) == tuple(before[last:])

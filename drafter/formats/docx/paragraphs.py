"""Put other paragraphs in the place of some of a Word file's: the format stays, their number may change."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

from drafter.drafting.wording import finer_edits
from drafter.formats.docx.edit import apply_edits
from drafter.model import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from drafter.formats.docx.read import Line, WordText
    from drafter.model import Span

_KEPT: Final = {qn("w:pPr"), qn("w:r")}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def replace_paragraphs(word: WordText, span: Span, texts: Sequence[str]) -> tuple[Edit, ...]:
    """Replace the paragraphs of a stretch of the text; blank ones stay where they are.

    Args:
        word: the document as read; changed in place.
        span: the stretch, e.g. a section's own text. It may begin inside a paragraph, behind a run-in heading.
        texts: the new paragraphs, at least one.

    Returns:
        The edits that the file does not allow (see `apply_edits`); where there are any, the document must not be saved.
    """
    lines = [line for line in word.lines if span.start <= _end(line) and line.start < span.end and line.text.strip()]
    drawn = tuple(Edit(line.start, _end(line), "") for line in lines if line.paragraph.tag != qn("w:p"))
    if drawn:
        return drawn  # words of a diagram lie in another part
    edits = [edit for line, text in zip(lines, texts, strict=False) for edit in _edits(line, span, text)]
    left = apply_edits(word, edits)
    last = lines[-1].paragraph
    for text in texts[len(lines) :]:
        new = _like(last, text)
        last.addnext(new)
        last = new
    for line in lines[len(texts) :]:
        parent = line.paragraph.getparent()
        if parent is not None:
            parent.remove(line.paragraph)
    return left


def _end(line: Line) -> int:
    return line.start + len(line.text)


def _edits(line: Line, span: Span, text: str) -> tuple[Edit, ...]:
    """The words of a line that differ from the new text; what is alike keeps its runs."""
    start, end = max(line.start + len(line.number), span.start), min(_end(line), span.end)
    old = line.text[start - line.start : end - line.start]
    return finer_edits(old, Edit(start, end, text))


def _like(paragraph: Element, text: str) -> Element:
    """A paragraph with the format of another and of its first run."""
    new = deepcopy(paragraph)
    runs = [child for child in new if child.tag == qn("w:r")]
    for child in list(new):
        if child.tag not in _KEPT or child in runs[1:]:
            new.remove(child)
    run = runs[0] if runs else new.makeelement(qn("w:r"))
    if not runs:
        new.append(run)
    for child in list(run):
        if child.tag != qn("w:rPr"):
            run.remove(child)
    words = run.makeelement(qn("w:t"))
    words.text = text
    words.set(_SPACE, "preserve")
    run.append(words)
    return new

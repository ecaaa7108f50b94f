"""Text that a program put into a Word file as a piece of another kind (`w:altChunk`): Word shows it, so it is read.

Programs that make Word files from web pages write the whole report so.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

CHUNK: Final = qn("w:altChunk")
_BLOCKS: Final = frozenset(
    {
        "p",
        "div",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
    }
    | {"th", "section", "article", "header", "footer", "pre", "blockquote"}
)
_UNSEEN: Final = frozenset({"head", "style", "script", "title"})
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def unfold_chunks(document: WordDocument) -> None:
    """Put the paragraphs of each embedded piece in its place; one that cannot be read stays as it is.

    Args:
        document: an open document; changed in place.
    """
    for chunk in list(document.element.body.iter(CHUNK)):
        relation = document.part.rels.get(chunk.get(qn("r:id"), ""))
        if relation is None or relation.is_external:
            continue
        part = relation.target_part
        if paragraphs := list(_paragraphs(part.content_type, part.blob, chunk)):
            for paragraph in paragraphs:
                chunk.addprevious(paragraph)
            chunk.getparent().remove(chunk)


def _paragraphs(kind: str, blob: bytes, near: Element) -> Iterator[Element]:
    """The paragraphs of a piece, by its media type."""
    if "wordprocessingml" in kind:
        yield from list(Document(BytesIO(blob)).element.body.iterchildren(qn("w:p"), qn("w:tbl")))
    elif "html" in kind or "rfc822" in kind or "text/plain" in kind:
        for line in _lines(kind, blob):
            yield _paragraph(line, near)


def _lines(kind: str, blob: bytes) -> Iterable[str]:
    if "rfc822" in kind:
        message = message_from_bytes(blob, policy=policy.default)
        inner = message.get_body(("html", "plain"))
        return [] if inner is None else _lines(inner.get_content_type(), inner.get_content().encode())
    text = _decoded(blob)
    if "plain" in kind:
        return text.splitlines()
    page = _Page()
    page.feed(text)
    page.close()
    return page.lines()


def _decoded(blob: bytes) -> str:
    for encoding in ("utf-16" if blob[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "gb18030"):
        try:
            return blob.decode(encoding)
        except UnicodeDecodeError:
            continue
    return blob.decode("utf-8", "replace")


class _Page(HTMLParser):
    """The words of a web page, a block a line."""

    def __init__(self) -> None:
        super().__init__()
        self._words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # the signature of the base
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _BLOCKS:
            self._words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._words.append(" ".join(data.split()) if data.strip() else "")

    def lines(self) -> list[str]:
        return [line for line in "".join(self._words).split("\n") if line.strip()]


def _paragraph(text: str, near: Element) -> Element:
    paragraph, run, words = (near.makeelement(qn(name)) for name in ("w:p", "w:r", "w:t"))
    words.text = text
    words.set(_SPACE, "preserve")
    run.append(words)
    paragraph.append(run)
    return paragraph

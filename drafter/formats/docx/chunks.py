"""Text that a program put into a Word file as a piece of another kind (`w:altChunk`): Word shows it, so it is read.

Programs that make Word files from web pages write the whole report so.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.oxml.ns import qn

from drafter.errors import InputError
from drafter.formats.docx.sound import UNSOUND, WORD
from drafter.formats.package import refuse_archive
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

CHUNK: Final = qn("w:altChunk")
_BLOCKS: Final = frozenset(
    {
        *("p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre"),
        *("table", "tr", "td", "th", "section", "article", "header", "footer", "blockquote"),
    }
)
_UNSEEN: Final = frozenset({"head", "style", "script", "title"})
_BLANKS: Final = regex("[ \t\r\n\f]+")
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
        try:
            paragraphs = list(_paragraphs(part.content_type, part.blob, chunk))
        except (*UNSOUND, InputError):
            continue
        if paragraphs:
            for paragraph in paragraphs:
                chunk.addprevious(paragraph)
            chunk.getparent().remove(chunk)


def _paragraphs(kind: str, blob: bytes, near: Element) -> Iterator[Element]:
    """The paragraphs of a piece, by its media type."""
    if "wordprocessingml" in kind:
        refuse_archive(BytesIO(blob), "", WORD)
        yield from list(Document(BytesIO(blob)).element.body.iterchildren(qn("w:p"), qn("w:tbl")))
    elif "html" in kind or "rfc822" in kind or "text/plain" in kind:
        for line in _lines(kind, blob):
            yield _paragraph(line, near)


def _lines(kind: str, blob: bytes) -> Iterable[str]:
    if "rfc822" in kind:
        from email import message_from_bytes, policy  # noqa: PLC0415  # few Word files have a mail in them

        message = message_from_bytes(blob, policy=policy.default)
        inner = message.get_body(("html", "plain"))
        return [] if inner is None else _lines(inner.get_content_type(), inner.get_content().encode())
    text = _decoded(blob)
    if "plain" in kind:
        return text.splitlines()
    return _lines_of_page(text)


def _decoded(blob: bytes) -> str:
    for encoding in ("utf-16" if blob[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "gb18030"):
        try:
            return blob.decode(encoding)
        except UnicodeDecodeError:
            continue
    return blob.decode("utf-8", "replace")


def _lines_of_page(text: str) -> list[str]:
    """The words of a web page, a block a line; libxml2 makes sense of any markup."""
    from lxml import html  # noqa: PLC0415  # few Word files have a page in them
    from lxml.etree import iterwalk  # noqa: PLC0415  # the same

    root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    words: list[str] = []
    unseen = 0
    for event, node in iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            said = node.tail
        else:
            unseen += (node.tag in _UNSEEN) * (1 if event == "start" else -1)
            words += ["\n"] * (node.tag in _BLOCKS)
            said = node.text if event == "start" else node.tail
        if said and not unseen:
            words.append(_BLANKS.sub(" ", said))
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(words).split("\n"))
    return [line for line in lines if line]


def _paragraph(text: str, near: Element) -> Element:
    paragraph, run, words = (near.makeelement(qn(name)) for name in ("w:p", "w:r", "w:t"))
    words.text = text
    words.set(_SPACE, "preserve")
    run.append(words)
    paragraph.append(run)
    return paragraph

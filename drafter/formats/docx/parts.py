"""The parts of a Word file, opened: by python-docx where it can, else by themselves."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.oxml.ns import nsmap, qn
from lxml.etree import XMLParser, fromstring

from drafter.errors import InputError
from drafter.formats.docx.chunks import unfold_chunks
from drafter.formats.docx.names import plain, renamed
from drafter.formats.docx.sound import UNSOUND, WORD

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", nsmap["w"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


def open_word(path: str) -> tuple[Element, Element | None, Element | None, WordDocument | None]:
    """Open a Word file, one too that python-docx cannot open.

    Args:
        path: the file; its size and kind were looked at.

    Returns:
        The `w:body`, the roots of the lists and of the styles, None where there are none, and the document of
        python-docx, None where it cannot open the file.

    Raises:
        InputError: the file is not sound enough to be read.
    """
    for opened in (lambda: path, lambda: renamed(path)):
        try:
            if (package := opened()) is None:
                break
            document = Document(package)
            unfold_chunks(document)
            return document.element.body, _part(document, "numbering"), _part(document, "styles"), document
        except UNSOUND:
            # Word opens a file with a dangling link or a part of its own strict kind, and so do we, to read it.
            continue
    try:
        parts = read_parts(path, "", "numbering.xml", "styles.xml")
        body = None if parts[0] is None else parts[0].find(qn("w:body"))
    except UNSOUND as error:
        raise InputError("word.broken", path=path) from error
    if body is None:
        raise InputError("word.broken", path=path)
    return body, parts[1], parts[2], None


def read_parts(path: str, *names: str) -> list[Element | None]:
    """The roots of parts of a Word file.

    Args:
        path: the file.
        names: their names beside the main part; "" for the main part itself.

    Returns:
        Each root, None for a part that the file does not have.
    """
    with zipfile.ZipFile(path) as archive:
        actual = {plain(name): name for name in archive.namelist()}
        folder, stroke, main = min(filter(WORD.is_main, actual), key=len).rpartition("/")
        wanted = [folder + stroke + (name or main) for name in names]
        return [_parse(archive.read(actual[name])) if name in actual else None for name in wanted]


def _parse(part: bytes) -> Element:
    """The root of a part; the strict kind of the format differs only in the names of its namespaces."""
    for strict, usual in _STRICT:
        part = part.replace(strict, usual)
    return fromstring(part, XMLParser(resolve_entities=False, no_network=True))


def _part(document: WordDocument, name: str) -> Element | None:
    """The root of `word/<name>.xml`, or None where the document has no such part."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415  # only here

    for relation in document.part.rels.values():
        if relation.reltype == getattr(RELATIONSHIP_TYPE, name.upper()) and not relation.is_external:
            element: Element | None = getattr(relation.target_part, "element", None)
            return element
    return None

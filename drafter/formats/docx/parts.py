"""The parts of a Word file, opened: by python-docx where it can, else by themselves."""

from __future__ import annotations

import zipfile
from functools import partial
from posixpath import join, normpath
from typing import TYPE_CHECKING, Final, NamedTuple

from docx import Document
from docx.oxml.ns import nsmap, qn
from lxml.etree import XMLParser, fromstring

from drafter.errors import InputError
from drafter.formats.docx.chunks import unfold_chunks
from drafter.formats.docx.names import plain, renamed
from drafter.formats.docx.sound import UNSOUND, WORD
from drafter.formats.package import main_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", nsmap["w"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", nsmap["r"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", nsmap["a"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/diagram", b"http://schemas.openxmlformats.org/drawingml/2006/diagram"),
)
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Opened(NamedTuple):
    """The parts of a Word file.

    Attributes:
        body: the `w:body`.
        numbering: the root of the lists, None where there are none.
        styles: the root of the styles, None where there are none.
        document: that of python-docx, None where it cannot open the file.
        part: from the id of a relation of the main part to the root of the part, None where there is none.
    """

    body: Element
    numbering: Element | None
    styles: Element | None
    document: WordDocument | None
    part: Callable[[str], Element | None]


def open_word(path: str) -> Opened:
    """Open a Word file, one too that python-docx cannot open.

    Args:
        path: the file; its size and kind were looked at.

    Raises:
        InputError: the file is not sound enough to be read.
    """
    for opened in (lambda: path, lambda: renamed(path)):
        try:
            if (package := opened()) is None:
                break
            document = Document(package)
            unfold_chunks(document)
            lists, styles = _part(document, "numbering"), _part(document, "styles")
            return Opened(document.element.body, lists, styles, document, partial(_related, document))
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
    return Opened(body, parts[1], parts[2], None, partial(_related_in, path))


def _related(document: WordDocument, key: str) -> Element | None:
    """The root of a part, by its relation."""
    relation = document.part.rels.get(key)
    if relation is None or relation.is_external:
        return None
    try:
        return _parse(relation.target_part.blob)
    except UNSOUND:
        return None


def _related_in(path: str, key: str) -> Element | None:
    """The root of a part, by its relation, of a file that python-docx cannot open."""
    try:
        with zipfile.ZipFile(path) as archive:
            actual = {plain(name): name for name in archive.namelist()}
            main = plain(main_part(archive, WORD) or "")
            folder, _, name = main.rpartition("/")
            relations = _parse(archive.read(actual[join(folder, "_rels", f"{name}.rels")]))
            targets = {one.get("Id", ""): one.get("Target", "") for one in relations.iter(_RELATION)}
            target = plain(normpath(join("/", folder, targets[key].replace("\\", "/"))))
            return _parse(archive.read(actual[target]))
    except UNSOUND:
        return None


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
        folder, stroke, main = plain(main_part(archive, WORD) or "").rpartition("/")
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

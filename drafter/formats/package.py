"""Office files are zip archives: what is none, is locked, runs programs or unpacks to too much is refused unopened."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from drafter.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")  # compound file: an old .doc or .xls, or one with a password
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OWNER_FILE: Final = 165  # bytes of the `~$` file that Office keeps beside an open document: 162 (Word), 165 (Excel)
_MOST_BYTES: Final = 256 * 2**20  # unpacked; a report is below one, a scanned one below a hundred
_MOST_RATIO: Final = 400  # unpacked over packed of one XML part: text packs 10 to 30 times
_MACROS: Final = "vbaproject.bin"
_TYPES: Final = "[Content_Types].xml"
_MOST_TYPES: Final = 2**20  # bytes of the list of media types that are looked at
_XML_HEAD: Final = 1024  # bytes at the beginning of a part; where a document type would stand


@dataclass(frozen=True, slots=True)
class Family:
    """A family of Office files.

    Attributes:
        main: how the name of the part ends without which a package is none of the family.
        other: message for an archive of another family.
        old: message for the compound file of old versions.
        area: of the catalogue; it has `broken`, `macros`, `password`, `owner_file`, `too_large`.
        most_text: bytes that parts with rows or paragraphs may unpack to.
        text: how the names of those parts begin.
        kind: pattern of the media type of a main part, which says it where its name does not.
    """

    main: str
    other: str
    old: str
    area: str
    most_text: int = _MOST_BYTES
    text: str = ""
    kind: str = ""

    def is_main(self, name: str) -> bool:
        """Whether a part is the main one, in whatever letters; Word on the web numbers it: document2.xml."""
        stem, _, suffix = name.lower().rpartition(".")
        return f"{stem.rstrip('0123456789')}.{suffix}".endswith(self.main)

    def key(self, name: str) -> str:
        """The message of this family that has this name."""
        return f"{self.area}.{name}"


def main_part(archive: zipfile.ZipFile, family: Family) -> str | None:
    """The main part of a package, None where it has none: by its name, else by its media type."""
    named = [name for name in archive.namelist() if family.is_main(name)]
    if named or not family.kind or _TYPES not in archive.namelist():
        return min(named, key=len, default=None)
    with archive.open(_TYPES) as stream:
        types = stream.read(_MOST_TYPES).decode("utf-8", "replace")
    typed = (tag for tag in re.findall(r"<(?:\w+:)?Override\b[^>]*>", types) if re.search(family.kind, tag))
    names = {found[1] for tag in typed if (found := re.search(r"PartName=[\"']/?([^\"']+)", tag))}
    return next((name for name in archive.namelist() if name in names), None)


def refuse_package(path: str, family: Family) -> None:
    """Look at a package before anything parses it.

    Args:
        path: the file.
        family: what it should be.

    Raises:
        InputError: no such file; a password; macros; an old version; an owner file; not of the family; unpacks too
            large; broken; defines entities of its own, by which a small part can grow without bound.
    """
    file = Path(path)
    if not file.is_file():
        raise InputError("errors.missing_file", path=path)
    try:
        with file.open("rb") as stream:
            head = stream.read(len(_OLE))
            body = head + stream.read() if head == _OLE else head
        if file.name.startswith("~$") and file.stat().st_size <= _OWNER_FILE:
            raise InputError(family.key("owner_file"), path=path)
        if head == _OLE:
            raise InputError(family.key("password") if _ENCRYPTED in body else family.old, path=path)
    except OSError as error:
        raise InputError(family.key("broken"), path=path) from error
    refuse_archive(file, path, family)


def refuse_archive(file: Path | BinaryIO, path: str, family: Family) -> None:
    """Look at the parts of a package, one that lies in another too, before anything parses it.

    Args:
        file: the package, or its bytes as a stream.
        path: where it comes from, for messages.
        family: what it should be.

    Raises:
        InputError: macros; not of the family; unpacks too large; broken; defines entities of its own.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if main_part(archive, family) is None:
                raise InputError(family.other, path=path)
            _refuse_parts(parts, path, family)
            entities = any(_has_entities(archive, part) for part in parts if _is_xml(part))
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError, LookupError) as error:
        raise InputError(family.key("broken"), path=path) from error
    if entities:
        raise InputError(family.key("broken"), path=path)


def _refuse_parts(parts: Sequence[zipfile.ZipInfo], path: str, family: Family) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(family.key("password"), path=path)
    if any(part.filename.lower().endswith(_MACROS) for part in parts):
        raise InputError(family.key("macros"), path=path)
    text = sum(part.file_size for part in parts if part.filename.startswith(family.text)) if family.text else 0
    if (
        sum(part.file_size for part in parts) > _MOST_BYTES
        or text > family.most_text
        or any(
            part.file_size > max(part.compress_size, 1) * _MOST_RATIO and part.file_size > 2**20
            for part in parts
            if _is_xml(part)
        )
    ):
        raise InputError(family.key("too_large"), path=path)


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _has_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether an XML part has a document type, which Office never writes."""
    with archive.open(part) as stream:
        head = stream.read(_XML_HEAD)
    return b"<!DOCTYPE" in head or "<!DOCTYPE".encode("utf-16-le") in head or "<!DOCTYPE".encode("utf-16-be") in head

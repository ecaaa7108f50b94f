"""Names of the parts of a Word file: a program may write them in other letters, or with the strokes of Windows."""

from __future__ import annotations

import zipfile
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final

from lxml.etree import XMLParser, fromstring

_TYPES: Final = "[Content_Types].xml"
_TARGET: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def plain(name: str) -> str:
    """The name by which a part is found: ISO/IEC 29500-2 (6.2.2.3) takes names that differ in letters for the same."""
    return name.replace("\\", "/").lstrip("/").lower()


def renamed(path: str) -> BytesIO | None:
    """A Word file whose parts have the names that its relations give.

    Args:
        path: the file; its size was looked at.

    Returns:
        The package, or None where all parts have them.

    Raises:
        zipfile.BadZipFile, LxmlError and what else `UNSOUND` names: a file that is not sound.
    """
    with zipfile.ZipFile(path) as archive:
        actual = {plain(name): name for name in archive.namelist()}
        wanted = {plain(_TYPES): _TYPES}
        parts = [""]
        while parts:
            part = parts.pop()
            folder = dirname(part)
            relations = join(folder, "_rels", f"{part[len(folder) :].lstrip('/')}.rels")
            if plain(relations) not in actual or plain(relations) in wanted:
                continue
            wanted[plain(relations)] = relations
            for target in _targets(archive.read(actual[plain(relations)])):
                name = normpath(join("/", folder, target.replace("\\", "/"))).lstrip("/")
                if plain(name) in actual:
                    wanted.setdefault(plain(name), name)
                    parts.append(wanted[plain(name)])
        if all(actual.get(key, name) == name for key, name in wanted.items()):
            return None
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for key, name in actual.items():
                package.writestr(wanted.get(key, name.replace("\\", "/").lstrip("/")), archive.read(name))
    stream.seek(0)
    return stream


def _targets(relations: bytes) -> list[str]:
    """Where the relations of a part lead inside the package."""
    root = fromstring(relations, XMLParser(resolve_entities=False, no_network=True))
    return [one.get("Target", "") for one in root.iter(_TARGET) if one.get("TargetMode", "Internal") == "Internal"]

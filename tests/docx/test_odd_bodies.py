"""Word files as odd as they come: the text is whole, each piece once, in reading order."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drafter.formats.docx import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = tomllib.loads((Path(__file__).parent / "odd.toml").read_text(encoding="utf-8"))["file"]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ISO = {
    "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "a": "http://purl.oclc.org/ooxml/drawingml/main",
    "m": "http://purl.oclc.org/ooxml/officeDocument/math",
    "dgm": "http://purl.oclc.org/ooxml/drawingml/diagram",
}
SPACES = {
    "w": WORD,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "lc": "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"


NAMES: dict[str, Callable[[str], str]] = {
    "": str,
    "upper": str.upper,
    "lower": str.lower,
    "windows": lambda name: name.replace("/", "\\"),
    "rooted": lambda name: f"/{name}",
}
"""How programs write the names of the parts."""


def parts_of(case: dict[str, Any]) -> dict[str, bytes]:
    """The parts of a package with the body of the case."""
    main, encoding = case.get("main", "word/document.xml"), case.get("encoding", "utf-8")
    spaces = SPACES | ISO if case.get("strict") else SPACES
    root = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    own = {name: case[name] for name in ("numbering", "styles", "footnotes", "endnotes") if name in case}
    types = {main: case.get("kind", f"{KINDS}.document.main+xml")} | {
        f"word/{name}.xml": f"{KINDS}.{name}+xml" for name in own
    }
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in types.items())
    relations = case.get("rels", "") + "".join(
        f'<Relationship Id="rId_{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>' for name in own
    )
    if chunk := case.get("chunk"):
        overrides += f'<Override PartName="/word/{chunk["name"]}" ContentType="{chunk["kind"]}"/>'
        relations += f'<Relationship Id="rIdChunk" Type="{RELATIONS}/aFChunk" Target="{chunk["name"]}"/>'
    folder, _, name = main.rpartition("/")
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="{main}"/></Relationships>',
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **{f"word/{one}.xml": f"<w:{one} {root}>{inside}</w:{one}>" for one, inside in own.items()},
    }
    document = f"{head}<w:document {root}><w:body>{case['body']}<w:sectPr/></w:body></w:document>"
    if chunk:
        parts[f"word/{chunk['name']}"] = chunk["text"]
    for name, text in case.get("parts", {}).items():
        parts[name] = text.replace("{spaces}", root)
    return {part: text.encode() for part, text in parts.items()} | {main: document.encode(encoding)}


@pytest.mark.parametrize("case", FILES, ids=lambda case: case["name"])
def test_what_a_person_sees_is_read_once_and_whole(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "odd.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(case).items():
            part = zipfile.ZipInfo("part")
            part.filename = NAMES[case.get("names", "")](name)  # as it is: ZipInfo would mend it
            archive.writestr(part, content)
    assert read_docx(str(path)).text.split("\n") == case["lines"]

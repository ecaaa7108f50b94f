"""Whatever has been done to a Word file, it is read or refused with a sentence."""

from __future__ import annotations

import random
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document

from drafter.errors import InputError
from drafter.formats.docx import docx_bytes, read_docx

if TYPE_CHECKING:
    from pathlib import Path

WILD = ['w:val="x"', 'w:val=""', 'w:val="-1"', 'w:val="99999999999"', 'Target="nowhere.xml"']
TAGS = ["sdt", "ins", "del", "hyperlink", "smartTag", "zzz", "tbl", "p"]


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture(scope="module")
def sound() -> dict[str, bytes]:
    document = Document()
    document.add_heading("述职报告", 0)
    document.add_paragraph("志愿服务14场", style="List Number")
    document.add_table(1, 1).cell(0, 0).text = "31.6亿元"
    return parts_of(docx_bytes(document))


def damaged(sound: dict[str, bytes], seed: int) -> bytes:
    chance = random.Random(seed)
    parts = dict(sound)
    harm = seed % 5
    name = chance.choice(list(parts))
    if harm == 0:
        del parts[name]
    elif harm == 1:
        name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        text = parts[name].decode()
        if places := list(re.finditer(r'w:val="[^"]*"|Target="[^"]*"', text)):
            place = chance.choice(places)
            parts[name] = (text[: place.start()] + chance.choice(WILD) + text[place.end() :]).encode()
    elif harm == 2:
        content = bytearray(parts[name])
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        parts[name] = bytes(content)
    elif harm == 3:
        text = parts["word/document.xml"].decode()
        tag = chance.choice(re.findall(r"<w:\w+", text))
        parts["word/document.xml"] = text.replace(tag, f"<w:{chance.choice(TAGS)}", 1).encode()
    data = zipped(parts)
    return data[: chance.randrange(len(data))] if harm == 4 else data


@pytest.mark.parametrize("batch", range(5))
def test_no_damage_is_a_traceback(sound: dict[str, bytes], batch: int, tmp_path: Path) -> None:
    read, refused = 0, []
    for seed in range(batch, 300, 5):
        path = tmp_path / f"{seed}.docx"
        path.write_bytes(damaged(sound, seed))
        try:
            read_docx(str(path))
            read += 1
        except InputError as error:
            refused.append(error)
    assert all(error.say("zh") and error.hint("zh") for error in refused)
    assert read or batch in {3, 4}, "most of what Word opens is read"


def test_damage_to_the_packed_bytes_is_refused_with_a_sentence(sound: dict[str, bytes], tmp_path: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sound.items():
            archive.writestr(name, content)
    path, refused = tmp_path / "flipped.docx", 0
    for seed in range(120):
        chance, data = random.Random(seed), bytearray(stream.getvalue())
        for _ in range(chance.randint(1, 3)):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        path.write_bytes(bytes(data))
        try:
            read_docx(str(path))
        except InputError:
            refused += 1
    assert refused > 20  # most harm reaches a part that is read


def test_a_dangling_link_does_not_hide_the_text(sound: dict[str, bytes], tmp_path: Path) -> None:
    broken = {name: content for name, content in sound.items() if "theme" not in name and "docProps" not in name}
    path = tmp_path / "dangling.docx"
    path.write_bytes(zipped(broken))
    word = read_docx(str(path))
    assert "志愿服务14场" in word.text
    assert word.text.endswith("31.6亿元")
    with pytest.raises(InputError):
        _ = word.document


def test_the_strict_kind_is_read(sound: dict[str, bytes], tmp_path: Path) -> None:
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = {
        name: content.replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, content in sound.items()
    }
    path = tmp_path / "strict.docx"
    path.write_bytes(zipped(strict))
    assert "志愿服务14场" in read_docx(str(path)).text

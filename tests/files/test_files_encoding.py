"""Any encoding that people use is read right or refused: never mojibake."""

from __future__ import annotations

import codecs
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.files import TextFile, decode

CASES = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
TEXTS = {name: text for name, text in CASES["texts"].items() if isinstance(text, str)}
# name of the encoding, byte order mark, Python's name
STORED = [
    ("utf-8", b"", "utf-8"),
    ("utf-8", codecs.BOM_UTF8, "utf-8"),
    ("utf-16-le", b"", "utf-16-le"),
    ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
    ("utf-16-be", b"", "utf-16-be"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
    ("gb18030", b"", "gb18030"),
    ("gb18030", "\ufeff".encode("gb18030"), "gb18030"),
    ("gbk", b"", "gb18030"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("encoding", "mark", "known_as"), STORED)
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_encoding_is_read_and_written_back_byte_for_byte(
    name: str, encoding: str, mark: bytes, known_as: str, newline: str
) -> None:
    text = TEXTS[name]
    try:
        data = mark + text.replace("\n", newline).encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("the encoding has no such character")
    file = decode(data)
    assert file.text == text
    assert file.bom == bool(mark)
    assert file.encode() == data
    if not text.isascii():
        assert file.encoding == known_as


@pytest.mark.parametrize("text", CASES["disguise"]["gbk"])
def test_gbk_that_is_valid_utf8_by_chance_is_read_as_gbk(text: str) -> None:
    data = text.encode("gbk")
    assert data.decode("utf-8") != text, "the case must be a disguise"
    assert decode(data).text == text


@pytest.mark.parametrize("text", CASES["disguise"]["utf8"])
def test_accented_letters_in_utf8_stay_what_they_are(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("encoding", ["big5", "cp1252", "shift_jis", "euc_kr", "utf-32-le"])
def test_an_encoding_of_others_is_refused_rather_than_guessed(encoding: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(CASES["foreign"][encoding].encode(encoding), "a.md")
    assert caught.value.key in {"files.encoding", "files.data"}


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "files.empty"),
        (b" \r\n\t\n", "files.empty"),
        (codecs.BOM_UTF8, "files.empty"),
        (b"PK\x03\x04\x14\x00\x06\x00", "files.binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "files.binary"),
        (b"%PDF-1.7\n", "files.binary"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00", "files.data"),
        (bytes(range(256)) * 20, "files.data"),
    ],
)
def test_what_is_no_text_is_refused_with_a_way_out(data: bytes, key: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "a.md")
    assert caught.value.key == key
    assert "a.md" in caught.value.say("zh")
    assert caught.value.hint("zh")
    assert caught.value.hint("en")


def test_mixed_line_ends_stay_as_they_are() -> None:
    data = "一\r\n二\n三\r".encode()
    assert decode(data) == TextFile("一\r\n二\n三\r", newline="")
    assert decode(data).encode() == data


@given(st.binary(max_size=200))
def test_any_bytes_are_read_reversibly_or_refused(data: bytes) -> None:
    try:
        file = decode(data)
    except InputError:
        return
    assert file.encode() == data


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200))
def test_utf8_with_a_mark_is_always_utf8(text: str) -> None:
    try:
        file = decode(codecs.BOM_UTF8 + text.encode())
    except InputError:
        return  # blank, or control characters only
    assert (file.encoding, file.encode()) == ("utf-8", codecs.BOM_UTF8 + text.encode())

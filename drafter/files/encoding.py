"""From bytes to text and back: which encoding, byte order mark and line ends a file has.

The detection is honest: a text is accepted only when it reads as language, and what cannot be told is refused. A wrong
decoding of Chinese is found by its characters: everyday text is made of a few hundred of them, mojibake is not.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from drafter.errors import InputError, StorageError
from drafter.patterns import regex
from drafter.shipped import read_table

# Longer marks first: the mark of UTF-16 LE begins that of UTF-32 LE, which is none of ours.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
_MAGIC: Final = (
    (b"PK\x03\x04", ".docx / .xlsx / .zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc / .xls"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
)
_SAMPLE: Final = 20_000  # characters by which a decoding is judged
_LIKE_ENOUGH: Final = 0.6
_COMMON_SHARE: Final = 0.3  # of the Han characters; 0.55 to 0.9 in real reports, below 0.15 in mojibake
_FEW: Final = 20  # Han characters, by which chance could still deceive: they must pass a second test
_FIRST_LEVEL_SHARE: Final = 0.7  # of few Han characters; 0.95 and more in real texts, about 0.2 in mojibake
_CONTROL: Final = regex(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_PLAIN: Final = regex(r"[\t\n\r\x20-\x7e]")
_HAN: Final = regex(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# What Chinese text has besides its characters: dashes, quotes, ellipsis, circled digits, 、。《》, full-width forms.
_MARK: Final = regex(r"[·×÷°±§\u2010-\u2033\u2103-\u216b\u2460-\u249b\u25a0-\u25cf\u3000-\u301f\uff01-\uff5e\uffe5]")
_LAST_OF_TWO_BYTES: Final = "\u07ff"
_SCRIPTS: Final = tuple(regex(rf"[\x00-\xbf{rest}]*") for rest in ("\xc0-\u017f", "\u0384-\u03ce", "\u0400-\u045f"))
_NEWLINE: Final = regex(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text and how it was stored, so that it can be written back byte for byte.

    Attributes:
        text: the characters, without byte order mark. Line ends are LF, unless the file mixes them: see `newline`.
        encoding: Python's name: "utf-8", "utf-16-le", "utf-16-be" or "gb18030".
        newline: the line end of the file: LF, CRLF or CR; "" when it mixes them: then `text` holds them as they are.
        bom: the file begins with a byte order mark.
    """

    text: str
    encoding: str = "utf-8"
    newline: str = "\n"
    bom: bool = False

    def with_text(self, text: str) -> TextFile:
        """Another text to be stored in the same way."""
        return replace(self, text=text)

    def encode(self, path: str = "") -> bytes:
        """The bytes of the file.

        Args:
            path: where they will go, for messages.

        Returns:
            Byte order mark, text and line ends as they were stored.

        Raises:
            StorageError: the text has a character that no encoding holds (half of a surrogate pair).
        """
        text = self.text if self.newline in ("", "\n") else self.text.replace("\n", self.newline)
        try:
            return (("\ufeff" if self.bom else "") + text).encode(self.encoding)
        except UnicodeEncodeError as error:
            raise StorageError(
                "files.unencodable", path=path, code=f"{ord(text[error.start - self.bom]):04X}"
            ) from None


def decode(data: bytes, path: str = "") -> TextFile:
    """Read bytes as text.

    Args:
        data: the whole file.
        path: where it comes from, for messages.

    Returns:
        The text with its encoding, byte order mark and line ends; `decode(data).encode() == data`.

    Raises:
        InputError: it is empty, no text, or in an encoding that cannot be told for sure.
    """
    if not data:
        raise InputError("files.empty", path=path)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError("files.binary", path=path, what=what)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            if text is not None and not _is_binary(text):
                return _store(text, encoding, bom=True, path=path)
    text = _strict(data, "utf-8")
    if text is not None and not _is_binary(text) and not _is_gb_in_disguise(text, data):
        return _store(text, "utf-8", bom=False, path=path)
    candidates = [(name, _strict(data, name)) for name in ("utf-16-le", "utf-16-be", "gb18030")]
    scored = [(_likeness(text), name, text) for name, text in candidates if text is not None and not _is_binary(text)]
    best = max(scored, key=lambda item: item[0], default=(0.0, "", ""))
    if best[0] >= _LIKE_ENOUGH:
        return _store(best[2], best[1], bom=False, path=path)
    raise InputError("files.data" if _is_data(data) else "files.encoding", path=path)


def _strict(data: bytes, encoding: str) -> str | None:
    """The text, or None where the bytes are not valid in the encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _store(text: str, encoding: str, *, bom: bool, path: str) -> TextFile:
    """Put line ends to LF where all are alike; a file that mixes them keeps its own."""
    if not text.strip():
        raise InputError("files.empty", path=path)
    ends = set(_NEWLINE.findall(text))
    if len(ends) > 1:
        return TextFile(text, encoding, "", bom)
    newline = ends.pop() if ends else "\n"
    return TextFile(text.replace(newline, "\n"), encoding, newline, bom)


def _is_binary(text: str) -> bool:
    """Whether a decoding has a NUL, or more control characters than a stray one left by a copy."""
    sample = text[:_SAMPLE]
    return "\x00" in sample or 50 * len(_CONTROL.findall(sample)) > len(sample)


def _is_data(data: bytes) -> bool:
    """Whether bytes that fit no encoding are no text at all: text has no NUL and hardly a control character."""
    return _is_binary(data[:_SAMPLE].decode("latin-1"))


def _likeness(text: str) -> float:
    """How much a decoding reads as Chinese or plain English, 0 to 1: the share of characters that are usual there.

    Common characters are a bit over half of real Chinese; the rest of its characters counts half when it is Han at all.
    """
    sample = text[:_SAMPLE]
    han = _HAN.findall(sample)
    common = _common()
    usual = sum(character in common for character in han)
    if usual < _COMMON_SHARE * len(han):
        return 0.0
    if len(han) <= _FEW and sum(map(_is_first_level, han)) < _FIRST_LEVEL_SHARE * len(han):
        return 0.0
    plain = len(_PLAIN.findall(sample)) + len(_MARK.findall(sample))
    return (plain + (len(han) + usual) / 2) / len(sample)


def _is_gb_in_disguise(text: str, data: bytes) -> bool:
    """Whether what is valid UTF-8 by chance is a few words in GB18030.

    Chinese in UTF-8 has three bytes a character, and those never come about by chance in number. Accented Latin, Greek
    and Cyrillic letters have two; their old forms or a mixture, if it reads as common Chinese in GB18030, is Chinese.
    """
    sample = text[:_SAMPLE]
    if sample.isascii() or max(sample) > _LAST_OF_TWO_BYTES or any(script.fullmatch(sample) for script in _SCRIPTS):
        return False
    other = _strict(data, "gb18030")
    return other is not None and _likeness(other) >= _LIKE_ENOUGH


def _is_first_level(character: str) -> bool:
    """Whether a character is among the 3,755 of the first level of GB/T 2312, which make up nearly all of any text."""
    try:
        return b"\xb0\xa1" <= character.encode("gb2312") <= b"\xd7\xf9"
    except UnicodeEncodeError:
        return False


@cache
def _common() -> frozenset[str]:
    """The characters that everyday Chinese is made of."""
    characters: str = read_table("text", "common.toml")["characters"]
    return frozenset("".join(characters.split()))

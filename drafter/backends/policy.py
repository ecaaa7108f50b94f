"""What may leave the machine, and what must not."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from drafter.errors import PolicyError

if TYPE_CHECKING:
    from collections.abc import Iterable

# The three grades of 保守国家秘密法; a marked text carries its grade and a star (GB/T 9704-2012, 7.2.2).
_GRADE: Final = re.compile(r"绝密|机密|秘密|\btop secret\b|\bsecret\b|\bconfidential\b", re.IGNORECASE)
_NOT: Final = re.compile(r"(?:非|不是|不属于|不涉及|无|未定|\bnot |\bnon-?|\bno )\s*(?:国家)?$", re.IGNORECASE)
_MARK: Final = re.compile(r"(?:绝密|机密|秘密)\s*[★☆]")


def host_of(url: str) -> str:
    """Where an address sends text.

    Args:
        url: absolute address.

    Returns:
        "" when it stays on this machine, else the host.
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    return "" if address.is_loopback or address.is_unspecified else host


def refuse_offline(place: str, *, offline: bool) -> None:
    """Let nothing leave the machine when the person said so.

    Args:
        place: where text would go, "" for nowhere.
        offline: the setting.

    Raises:
        PolicyError: it would leave.
    """
    if offline and place:
        raise PolicyError("backends.offline", host=place)


def refuse_secret(place: str, classification: str, texts: Iterable[str] = ()) -> None:
    """Let no classified text leave the machine, whatever the person wants.

    Args:
        place: where text would go, "" for nowhere.
        classification: 密级/classification of the notes, as written.
        texts: the facts; a classification mark in one (机密★) counts like that of the notes.

    Raises:
        PolicyError: 绝密, 机密 or 秘密 text would leave.
    """
    if not place:
        return
    grade = secret_grade(classification) or next(filter(None, map(secret_mark, texts)), "")
    if grade:
        raise PolicyError("backends.secret", grade=grade, host=place)


def secret_grade(classification: str) -> str:
    """The grade that a classification names, as written, or "" (公开, 非密, 不涉密).

    Args:
        classification: e.g. 机密★1年, 绝 密, Top Secret.
    """
    text = _folded(classification)
    grades = (grade for grade in _GRADE.finditer(text) if not _NOT.search(text[: grade.start()]))
    return next((grade[0] for grade in grades), "")


def secret_mark(text: str) -> str:
    """The classification mark in a text, or "".

    Args:
        text: e.g. a fact.
    """
    mark = _MARK.search(_folded(text))
    return mark[0] if mark else ""


def _folded(text: str) -> str:
    """Full-width letters as half-width ones; no blank between Chinese characters."""
    return re.sub(r"(?<=[一-鿿])\s+(?=[一-鿿])", "", unicodedata.normalize("NFKC", text))

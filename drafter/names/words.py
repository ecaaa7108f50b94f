"""The word lists of the name reader, and the key by which two writings of a name are equal."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from drafter.patterns import any_word, regex
from drafter.shipped import read_table

# Quotes, brackets, dots and blanks: “四强”支部 and 四强支部 are one name, as are 国发〔2023〕5号 and 国发[2023]5号.
_IGNORED: Final = regex(r"[\s\u3000\u200b\ufeff“”‘’\"'「」『』《》〈〉【】〔〕\[\]()·•*＊-]")
_WIDE: Final = range(0xFF01, 0xFF5F)
_NARROWER: Final = 0xFEE0
_LAST_MARK: Final = 0x3100  # from here on, there are letters
_NO_BREAK: Final = 0xFEFF


@cache
def _changed() -> dict[str, str]:
    """The characters that a key has otherwise, case apart, each with what it has."""
    signs = "".join(map(chr, (*range(_LAST_MARK), *range(_WIDE.start, _WIDE.stop), _NO_BREAK)))
    as_keys = {sign: chr(ord(sign) - _NARROWER) if ord(sign) in _WIDE else sign for sign in signs}
    return {sign: key for sign, one in as_keys.items() if (key := _IGNORED.sub("", one)) != sign}


@cache
def _changing() -> re.Pattern[str]:
    return regex(f"[{re.escape(''.join(_changed()))}]")


def key_of(text: str) -> str:
    """The form by which writings of a name are compared: width and case folded, quotes, brackets, blanks left out."""
    changed = _changed()
    for sign in set(_changing().findall(text)):  # a text has few of them, each in many places
        text = text.replace(sign, changed[sign])
    return text.casefold()


@cache
def table(name: str) -> dict[str, dict[str, object]]:
    """A file of `drafter/data/names`."""
    return read_table("names", f"{name}.toml")


@cache
def words(name: str, entry: str) -> tuple[str, ...]:
    """The words of an entry, longest first."""
    found = table(name)[entry]["words"]
    return tuple(sorted(set(found), key=lambda word: (-len(word), word))) if isinstance(found, list) else ()


@cache
def either(name: str, entry: str) -> str:
    """A pattern for any of the words of an entry, the longest that fits."""
    return f"(?:{any_word(words(name, entry))})"


@cache
def stock_keys() -> frozenset[str]:
    """The keys of slogans and bodies that a text may mention without a fact."""
    known = (*words("stock", "phrases"), *words("organisations", "stock"))
    return frozenset(map(key_of, known))


@cache
def slogan() -> re.Pattern[str]:
    """The form of a slogan that is made of numbers, as a key: 四个意识, 一村一品."""
    return regex(str(table("stock")["slogan"]["pattern"]))


@cache
def levels() -> dict[str, str]:
    """Every way to write a level of an award, to its class, e.g. 全国 to "nation"."""
    lists = table("awards")["levels"]
    return {word: name for name, ways in lists.items() if isinstance(ways, list) for word in ways}


@cache
def level_pattern() -> str:
    """A pattern for any way to write a level, the longest that fits."""
    return f"(?:{any_word(levels())})"

"""The words by which answers are read, from `drafter/data/collect.toml`."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from drafter.shipped import read_table


@cache
def collect_words() -> dict[str, Any]:
    """The table."""
    return read_table("collect.toml")


@cache
def command_words() -> dict[str, str]:
    """Every way to say a command with a mark before it, to the command; the longest first."""
    return _inverted("commands")


@cache
def choice_words() -> dict[str, str]:
    """Every way to say a choice, where no mark is needed."""
    return {**_inverted("commands"), **_inverted("choices")}


def fold(text: str) -> str:
    """Words without regard to width, case and blanks around them."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _inverted(table: str) -> dict[str, str]:
    pairs = [(fold(word), name) for name, words in collect_words()[table].items() for word in words]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))

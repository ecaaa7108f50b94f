"""The words and phrases that the rules look for: TOML under `drafter/data/rules/`, and what a person adds."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from drafter.errors import InputError
from drafter.patterns import any_word
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    T = TypeVar("T")

AREAS = ("dirt", "phrases", "alike", "sections", "timeline", "tone", "arithmetic", "slips")
"""The tables, one file each."""


@cache
def _shipped(area: str) -> dict[str, Any]:
    return read_table("rules", f"{area}.toml")


class Tables:
    """All tables, read when first asked for; what is compiled from them is kept.

    Args:
        extra: area to table, of the same form as the shipped one: lists are added to, values replaced.
    """

    def __init__(self, extra: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._extra = dict(extra or {})
        self._areas: dict[str, dict[str, Any]] = {}
        self._made: dict[Callable[[Tables], Any], Any] = {}

    def area(self, name: str) -> dict[str, Any]:
        """The table of an area, a person's additions included."""
        if name not in self._areas:
            self._areas[name] = _merged(_shipped(name), self._extra.get(name, {}))
        return self._areas[name]

    def made(self, make: Callable[[Tables], T]) -> T:
        """What `make` compiles from the tables, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found


def _merged(base: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    """The base with the extra added: lists and tables grow, values are replaced."""
    merged = dict(base)
    for key, value in extra.items():
        old = merged.get(key)
        if isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *value]
        elif isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _merged(old, value)
        else:
            merged[key] = value
    return merged


def read_tables(sources: Mapping[str, str], path: str = "") -> Tables:
    """Tables with a person's additions.

    Args:
        sources: area (`"phrases"`, …) to the TOML text that adds to it.
        path: folder the texts came from, for messages.

    Returns:
        The shipped tables with the additions.

    Raises:
        InputError: an area that is unknown, or a text that is no TOML.
    """
    extra: dict[str, Mapping[str, Any]] = {}
    for area, text in sources.items():
        if area not in AREAS:
            raise InputError("errors.unknown_rule_table", path=path, name=area, known=", ".join(AREAS))
        try:
            extra[area] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InputError("errors.broken_toml", path=f"{path}/{area}.toml", reason=str(error)) from error
    return Tables(extra)


@cache
def shipped_tables() -> Tables:
    """The tables as they come with the program."""
    return Tables()


def alternation(words: list[str], *, literal: bool = True) -> str:
    """The words as one group of a regular expression, longest first; one that never matches for none."""
    if literal or not words:
        return f"(?:{any_word(words)})"
    return f"(?:{'|'.join(words)})"

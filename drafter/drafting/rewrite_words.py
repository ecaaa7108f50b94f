"""What rewriting goes by: the ready-made wishes and the words of each language, from `drafter/data/rewrite*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.messages import Lang


@dataclass(frozen=True, slots=True)
class Style:
    """A ready-made wish.

    Attributes:
        wish: what the model is asked for, by language.
        compose: what the composer does for it: "tighten", "formal", "results", or "" for nothing.
    """

    wish: Mapping[str, str]
    compose: str


@dataclass(frozen=True, slots=True)
class Lists:
    """The words of one language; what each is for stands in the file."""

    adverbs: tuple[str, ...]
    not_behind: tuple[str, ...]
    not_before: tuple[str, ...]
    openings: tuple[str, ...]
    shorter: Mapping[str, str]
    formal: Mapping[str, str]
    subjects: tuple[str, ...]
    joint: str
    longest: int
    leans: tuple[str, ...]
    length: Mapping[str, tuple[str, ...]]


@cache
def styles() -> Mapping[str, Style]:
    """The ready-made wishes by name."""
    table = _table("rewrite.toml")
    return {name: Style({"zh": row["zh"], "en": row["en"]}, row["compose"]) for name, row in table.items()}


@cache
def lists(lang: Lang) -> Lists:
    """The words of a language; longer ones come first, so that the longest that fits is found."""
    table = _table(f"rewrite_{lang}.toml")

    def words(text: str) -> tuple[str, ...]:
        found = text.split() if lang == "zh" else [word for word in text.split("|") if word]
        return tuple(sorted(found, key=len, reverse=True))

    filler, merge = table["filler"], table["merge"]
    return Lists(
        adverbs=words(filler["adverbs"]),
        not_behind=words(filler["not_behind"]),
        not_before=words(filler["not_before"]),
        openings=words(filler["openings"]),
        shorter=table["shorter"],
        formal=table["formal"],
        subjects=words(merge["subjects"]),
        joint=merge["joint"],
        longest=merge["longest"],
        leans=words(table["leans"]["words"]),
        length={name: words(text) for name, text in table["length"].items()},
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("drafter") / "data" / name).read_text(encoding="utf-8"))

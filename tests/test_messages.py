from __future__ import annotations

import string
from importlib.resources import files

import pytest

from drafter.messages import LANGS, area, say

AREAS = sorted(p.name.removesuffix(".toml") for p in (files("drafter") / "data" / "messages").iterdir())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", AREAS)
def test_every_message_is_there_in_every_language_with_the_same_values(name: str) -> None:
    for key, entry in area(name).items():
        assert set(entry) == set(LANGS), key
        assert fields(entry["zh"]) == fields(entry["en"]), key


def test_a_message_is_filled_with_its_values() -> None:
    assert say("errors.missing_file", "en", path="notes.md") == "no such file: notes.md"


def test_an_unknown_message_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        say("errors.nonsense", "zh")

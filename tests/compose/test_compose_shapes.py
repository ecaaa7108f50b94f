"""Each shape of bullet gets the words that fit it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from drafter.drafting.compose import compose_sentences
from drafter.kinds import load_kind
from drafter.model import Author, Fact

CASES = tomllib.loads((Path(__file__).parent / "shapes.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["fact"])
def test_shape(case: dict[str, str]) -> None:
    kind = load_kind(case.get("kind", "zh-duty"))
    section = kind.section(case["role"])
    assert section is not None
    (sentence,) = compose_sentences([Fact("7", case["fact"], 1)], kind=kind, section=section)
    assert sentence.text == case["said"]
    assert sentence.facts == ("7",)
    assert sentence.author is Author.COMPOSER

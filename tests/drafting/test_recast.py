from __future__ import annotations

import tomllib

import pytest

from drafter.drafting.ends import loose_end
from drafter.drafting.soften import unforced
from tests.drafting.scripted import DATA

TABLE = tomllib.loads((DATA / "recast.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["sentence"])
def test_a_sentence_is_set_right_by_the_shape_of_its_fact(case: dict[str, str]) -> None:
    assert unforced(case["sentence"], case["fact"], "en") == case.get("right", case["sentence"])


@pytest.mark.parametrize("end", TABLE["end"], ids=lambda end: end["noted"])
def test_an_end_goes_on_behind_a_sentence(end: dict[str, str]) -> None:
    assert loose_end(end["noted"]) == end["told"]

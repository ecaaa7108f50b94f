from __future__ import annotations

import tomllib

import pytest

from drafter.drafting.arrange import linked
from drafter.drafting.ends import loose_end
from drafter.drafting.soften import unforced, unneeded
from drafter.model import Sentence
from tests.drafting.scripted import DATA

TABLE = tomllib.loads((DATA / "recast.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["chinese"], ids=lambda case: case["sentence"])
def test_what_came_of_it_is_an_aim_in_chinese(case: dict[str, str]) -> None:
    assert unforced(case["sentence"], case["fact"], "zh") == case.get("right", case["sentence"])


@pytest.mark.parametrize("case", TABLE["need"], ids=lambda case: case["sentence"])
def test_what_is_still_to_be_done_is_an_aim_in_what_was_done(case: dict[str, str]) -> None:
    assert unneeded(case["sentence"], case["fact"]) == case.get("right", case["sentence"])


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["sentence"])
def test_a_sentence_is_set_right_by_the_shape_of_its_fact(case: dict[str, str]) -> None:
    assert unforced(case["sentence"], case["fact"], "en") == case.get("right", case["sentence"])


@pytest.mark.parametrize("end", TABLE["end"], ids=lambda end: end["noted"])
def test_an_end_goes_on_behind_a_sentence(end: dict[str, str]) -> None:
    assert loose_end(end["noted"]) == end["told"]


def test_some_english_sentences_are_joined_to_those_before_them() -> None:
    texts = ("I ran a.", "b ran.", "The c ran.", "d ran.", "e ran.", "I ran f.", "g ran.", "h ran.", "Hugh ran i.")
    told = [one.text for one in linked(tuple(Sentence(text) for text in texts))]
    assert told[2] == "In addition, the c ran."
    assert told[5] == "Furthermore, I ran f."
    assert linked(tuple(Sentence(text) for text in texts), 1)[2].text == "Furthermore, the c ran."
    assert [text for at, text in enumerate(told) if at not in {2, 5}] == [texts[at] for at in (0, 1, 3, 4, 6, 7, 8)]


def test_a_sentence_that_begins_with_a_figure_or_with_a_word_that_is_no_name_is_joined_too() -> None:
    texts = (
        "Hugh ran a.",
        "8,900 boxes were moved.",
        "Hugh ran b.",
        "Water stood at 7.4.",
        "Hugh ran c.",
        "Ely won d.",
    )
    told = [one.text for one in linked([Sentence(text) for text in texts], facts=["water: 7.4", "boxes" * 40])]
    assert told[1] == "In addition, 8,900 boxes were moved."
    assert told[3] == "Furthermore, water stood at 7.4."
    assert told[5] == "Ely won d."

"""An answer is a command in any width, or facts; cases in answers.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.drafting.collecting import Answer, Order, read_answer
from drafter.drafting.collecting.answers import read_choice
from drafter.drafting.collecting.words import command_words

CASES = tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"])[:40])
def test_what_an_answer_means(case: dict[str, Any]) -> None:
    read = read_answer(case["text"])
    if "order" in case:
        assert read == Order(*case["order"])
    else:
        assert isinstance(read, Answer)
        assert [("# " if piece.is_heading else "") + piece.text for piece in read.pieces] == case["facts"]


@pytest.mark.parametrize("word", command_words())
@pytest.mark.parametrize("mark", ["/", "／", "、", ":", "："])
def test_every_command_word_is_known_behind_every_mark(mark: str, word: str) -> None:
    read = read_answer(mark + word)
    assert isinstance(read, Order)
    assert read == Order(command_words()[word])


@pytest.mark.parametrize(
    ("text", "name"),
    [("", "accept"), ("是", "accept"), ("Y", "accept"), ("n", "skip"), ("／跳过", "skip"), ("ｑ", "quit")],
)
def test_a_choice_needs_no_mark(text: str, name: str) -> None:
    assert read_choice(text).name == name


@given(st.lists(st.text("甲乙丙丁戊己庚辛12", min_size=1, max_size=12), max_size=8))
def test_every_line_of_a_paste_is_a_fact(lines: list[str]) -> None:
    for sign in ("", "- ", "* ", "• "):
        read = read_answer("\n".join(sign + line for line in lines))
        assert isinstance(read, Answer)
        assert [piece.text for piece in read.pieces] == lines

"""Paragraphs broken into lines are read as paragraphs, and every place stays the place in the text as it was."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from drafter.outline import whole

CASES = tomllib.loads((Path(__file__).parent / "wrapped.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_paragraphs_are_made_whole(case: dict[str, str]) -> None:
    made = whole(case["text"])
    assert (made.text if made else None) == case.get("whole")


@pytest.mark.parametrize("case", [case for case in CASES if "whole" in case], ids=lambda case: case["name"])
def test_each_character_is_found_again(case: dict[str, str]) -> None:
    made = whole(case["text"])
    assert made is not None
    for at, sign in enumerate(made.text):
        start, end = made.span(at, at + 1)
        assert end == start + 1
        if sign != " " or case["text"][start] != "\n":  # a line end between Latin words reads as a blank
            assert case["text"][start] == sign


def test_only_a_stretch_over_a_line_end_is_cut() -> None:
    made = whole(CASES[0]["text"])
    assert made is not None
    at = made.text.index("《关于加强") + len("《关于")
    assert made.is_cut(at - 1, at + 1)
    assert not made.is_cut(at - 1, at)
    assert not made.is_cut(at, at + 1)
    assert made.span(at - 1, at + 1)[1] - made.span(at - 1, at + 1)[0] == 3


def test_line_ends_of_windows() -> None:
    made = whole(CASES[0]["text"].replace("\n", "\r\n"))
    assert made is not None
    assert made.text.replace("\r", "") == CASES[0]["whole"]

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.drafting.read import read_reply
from drafter.kinds import load_kind
from drafter.model import Fact
from tests.drafting.scripted import DATA

KIND = load_kind("zh-duty")
CASES = tomllib.loads((DATA / "replies.toml").read_text(encoding="utf-8"))["case"]


def facts_of(texts: list[str]) -> list[Fact]:
    return [Fact(str(number), text, number) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_replies_are_read(case: dict[str, Any]) -> None:
    kind = KIND if case.get("lang", "zh") == "zh" else load_kind("en-duty")
    found = read_reply(case["reply"], facts_of(case["facts"]), kind, title="抓好服务")
    assert [[one.text, list(one.facts)] for one in found] == case["read"]
    assert all(one.finished for one in found)


@pytest.mark.parametrize(
    "reply", ["[1]走访困难户38户，送去", "[1]走访困难户38户", "[1]走访困难户38户，修订的。", "[1]走访困难户38户、。"]
)
def test_a_sentence_that_was_cut_off_is_seen(reply: str) -> None:
    (found,) = read_reply(reply, facts_of(["走访困难户38户"]), KIND)
    assert not found.finished


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    facts = facts_of(["走访困难户38户", "修订《便民服务守则》"])
    for one in read_reply(text, facts, KIND):
        assert one.text
        assert set(one.facts) <= {"1", "2"}

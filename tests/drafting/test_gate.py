from __future__ import annotations

import tomllib
from typing import Any, get_args

import pytest

from drafter.drafting.gate import judge
from drafter.drafting.looks import Bench
from drafter.drafting.read import Candidate
from drafter.kinds import load_kind
from drafter.messages import Lang, area
from drafter.model import Fact
from tests.drafting.scripted import DATA

KIND = load_kind("zh-duty")
CASES = tomllib.loads((DATA / "gate.toml").read_text(encoding="utf-8"))["case"]
BENCH = Bench(KIND, (Fact("1", "走访困难户38户", 1), Fact("2", "修订《便民服务守则》", 2)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_gate_on_one_sentence(case: dict[str, Any]) -> None:
    facts = tuple(Fact(str(number), text, number) for number, text in enumerate(case["facts"], 1))
    states = tuple(fact.id for fact in facts if fact.line in case.get("states", [fact.line]))
    one = Candidate(case["sentence"], states, opens=True, finished=case.get("finished", True))
    kind = KIND if case.get("lang", "zh") == "zh" else load_kind("en-duty")
    bench = Bench(kind, facts, examples=tuple(case.get("examples", ())), owns_up=case.get("owns_up", True))
    verdict = judge([one], bench)
    assert [refusal.reason for refusal in verdict.refused] == ([case["reason"]] if case["reason"] else [])
    left = case.get("mended", "" if case["reason"] else case["sentence"])
    assert [standing.text for standing in verdict.standing] == ([left] if left else [])
    told = tuple(fact.id for fact in facts if fact.line in case["told"]) if "told" in case else states
    assert verdict.open == tuple(fact.id for fact in facts if not left or fact.id not in told)


def test_every_reason_can_be_said() -> None:
    for case in CASES:
        if case["reason"]:
            assert set(area("gate")[case["reason"]]) == set(get_args(Lang))


def test_a_fact_told_in_two_sentences_stands_in_both() -> None:
    fact = Fact("1", "走访困难户38户，帮助联系就业岗位", 1)
    told = (Candidate("走访困难户38户。", ("1",), opens=True), Candidate("帮助联系就业岗位。", ("1",)))
    assert judge(told, Bench(KIND, (fact,))).standing == told


def test_half_a_fact_falls_with_the_sentence_that_states_another_with_it() -> None:
    one = Candidate("走访困难户38户，修订守则。", ("1", "2"), opens=True)
    verdict = judge([one], BENCH)
    assert verdict.open == ("1", "2")
    assert "《便民服务守则》" in verdict.refused[0].text


def test_a_piece_of_a_fact_that_another_sentence_tells_whole_is_cut() -> None:
    facts = (Fact("1", "村集体收入118.6万元", 1), Fact("2", "引进民宿2家，带动就业40多人，户均增收约3500元", 2))
    told = (
        Candidate("村集体收入118.6万元，带动就业40多人。", ("1", "2"), opens=True),
        Candidate("引进民宿2家，带动就业40多人，户均增收约3500元。", ("2",), opens=True),
    )
    verdict = judge(told, Bench(KIND, facts))
    assert [one.text for one in verdict.standing] == ["村集体收入118.6万元。", told[1].text]
    assert [one.reason for one in verdict.refused] == ["figures"]  # another deed's
    assert verdict.open == ()


def test_a_sentence_that_says_what_is_said_is_a_repetition() -> None:
    told = [
        Candidate("走访困难户38户。", ("1",), opens=True),
        Candidate("今年走访困难户38户，贴心服务。", ("1",), opens=True),
    ]
    verdict = judge(told, BENCH)
    assert verdict.standing == (told[0],)
    assert [one.reason for one in verdict.refused] == ["repeated"]


def test_a_sentence_that_no_fact_supports_is_refused_and_leaves_nothing_open_but_the_facts() -> None:
    verdict = judge([Candidate("积极参加社区活动，受到群众欢迎。", (), opens=True)], BENCH)
    assert [one.reason for one in verdict.refused] == ["unsupported"]
    assert verdict.open == ("1", "2")


def test_what_is_known_of_the_writer_may_be_said() -> None:
    one = Candidate("作为《新风》杂志主编，走访困难户38户。", ("1",), opens=True)
    assert judge([one], BENCH).refused
    assert not judge([one], Bench(KIND, BENCH.facts, known=("《新风》杂志主编",))).refused

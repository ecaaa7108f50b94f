"""A next step refers to the shortcoming that it answers, in the shortcoming's own words."""

from __future__ import annotations

from drafter.drafting.compose import compose_sentences
from drafter.drafting.compose_answers import find_answers
from drafter.kinds import load_kind
from drafter.model import Fact

ZH = load_kind("zh-duty")
LACKS = [
    Fact("1", "科研投入不够，国家级课题仍是空白", 1),
    Fact("2", "对年轻医师培养不够", 2),
    Fact("3", "3项制度落实不到位", 3),
]


def steps(*texts: str) -> list[Fact]:
    return [Fact(str(number), text, number) for number, text in enumerate(texts, 11)]


def told(*texts: str) -> list[str]:
    section = ZH.section("next")
    assert section is not None
    return [one.text for one in compose_sentences(steps(*texts), kind=ZH, section=section, lacks=LACKS)]


def test_a_step_names_the_shortcoming_it_answers() -> None:
    assert told("每月培训年轻医师1次", "加大科研投入") == [
        "一是为解决对年轻医师培养不够的问题，每月培训年轻医师1次。",
        "二是为解决科研投入不够的问题，加大科研投入。",
    ]


def test_the_sentence_states_both_facts() -> None:
    section = ZH.section("next")
    assert section is not None
    (one,) = compose_sentences(steps("加大科研投入"), kind=ZH, section=section, lacks=LACKS)
    assert one.facts == ("11", "1")


def test_a_step_that_answers_none_stands_alone() -> None:
    assert told("建设冷链仓库") == ["建设冷链仓库。"]


def test_a_shortcoming_with_a_figure_is_not_repeated() -> None:
    assert "3" not in {answer.fact for answer in find_answers(steps("三项制度落实情况每季检查"), LACKS).values()}


def test_no_shortcoming_is_answered_twice() -> None:
    found = find_answers(steps("加大科研投入", "科研投入每年增长"), LACKS)
    assert len({answer.fact for answer in found.values()}) == len(found)


def test_private_shortcomings_stay_private() -> None:
    section = ZH.section("next")
    assert section is not None
    secret = [Fact("1", "科研投入不够", 1, private=True)]
    (one,) = compose_sentences(steps("加大科研投入"), kind=ZH, section=section, lacks=secret)
    assert one.text == "加大科研投入。"

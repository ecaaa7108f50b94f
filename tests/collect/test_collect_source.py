"""Free text gives candidates with their lines; talk is passed over, and what holds a figure never is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.drafting.collecting import read_source
from drafter.figures import find_figures
from drafter.kinds import load_kind

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_what_a_text_holds(name: str) -> None:
    case = CASES[name]
    text = (HERE / "sources" / f"{name}.txt").read_text(encoding="utf-8")
    read = read_source(text, load_kind(case["kind"]), lambda line, speaker: f"{line}|{speaker}")
    assert [f"{one.place}|{one.text}" for one in read.found] == case["found"]


def test_every_text_has_its_case() -> None:
    assert sorted(CASES) == sorted(path.stem for path in (HERE / "sources").iterdir())


def test_every_line_is_found_or_passed_over() -> None:
    for name, case in CASES.items():
        lines = (HERE / "sources" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
        read = read_source("\n".join(lines), load_kind(case["kind"]), lambda line, _: str(line))
        for words in [one.text for one in read.found] + [text for _, text in read.dropped]:
            assert "".join(words.split()) in "".join("".join(lines).split())


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("3月5日 星期二 晴\n今天走访困难户12户。到会26人。\n3月6日 阴\n今天慰问老人3名。", ["3月5日走访困难户12户", "到会26人", "3月6日慰问老人3名"]),
        ("今天走访困难户12户。", ["今天走访困难户12户"]),
        ("March 5\nToday 12 families were visited.", ["March 5 12 families were visited"]),
    ],
)  # fmt: skip
def test_today_is_the_day_of_the_diary(text: str, facts: list[str]) -> None:
    read = read_source(text, load_kind("zh-duty"), lambda line, _: str(line))
    assert [one.text for one in read.found] == facts


@pytest.mark.parametrize(
    "text",
    ["收到", "好的好的", "👍👍👍", "[抱拳][抱拳]", "@所有人", "谢谢各位领导！", "明天几点开会？", "请大家周五前交材料", "https://example.com/a", "3月5日 晴", "以上", "张三撤回了一条消息", "时间：周一上午", "……", "OK", "Good morning everyone", "thanks a lot"],
)  # fmt: skip
def test_talk_is_passed_over(text: str) -> None:
    assert read_source(text, load_kind("zh-duty"), lambda line, _: str(line)).found == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- 整改近200个问题；", "整改近200个问题"),
        ("1. 整改近200个问题。", "整改近200个问题"),
        ("一是整改近200个问题。", "整改近200个问题"),
        ("09:31 完成投资8.2亿元", "完成投资8.2亿元"),
        ("2023/5/12 9:31 李敏：完成投资8.2亿元👍", "完成投资8.2亿元"),
        ("收到2份表扬信", "收到2份表扬信"),
        ("一、完成投资8.2亿元", "完成投资8.2亿元"),
        ("【喜报】获评市级文明单位！", "【喜报】获评市级文明单位"),
        ("完成情况：投资8.2亿元", "完成情况：投资8.2亿元"),
        ("比例为3:15，共18个", "比例为3:15，共18个"),
    ],
)
def test_the_words_of_a_fact_are_kept(text: str, words: str) -> None:
    assert [one.text for one in read_source(text, load_kind("zh-duty"), lambda line, _: str(line)).found] == [words]


def test_a_private_line_stays_private() -> None:
    read = read_source("[内部] 查处违规问题3起", load_kind("zh-duty"), lambda line, _: str(line))
    assert [(one.text, one.private) for one in read.found] == [("查处违规问题3起", True)]


PIECES = st.sampled_from(
    ["完成投资8.2亿元", "走访14个村", "：", "张三", "收到", "\n", "09:31 ", "2023-05-12 09:31:22 ", "？", "请", "。", "[抱拳]", "@李敏 ", "- ", "一、", "👍", "#"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25))
def test_no_figure_is_lost_but_in_questions(pieces: list[str]) -> None:
    text = "".join(pieces)
    read = read_source(text, load_kind("zh-duty"), lambda line, _: str(line))
    kept = "".join(one.text for one in read.found)
    for _, passed in read.dropped:
        assert "？" in passed or not [figure for figure in find_figures(passed) if figure.kind in {"money", "quantity"}]
    for words in ("8.2亿元", "14个村"):
        assert words not in text or words in kept or any(words in passed for _, passed in read.dropped)

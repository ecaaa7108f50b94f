"""Mends: sure, safe, and done in one go."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drafter.outline import read_report
from drafter.rules import check_report, fix_report
from drafter.rules.safety import apply_edits, same_content

PIECES = st.sampled_from(
    [
        *(
            "本人认真学习",
            "完成投资2860万元",
            "整改近200个问题",
            "获评“先锋支部”",
            "修订《考勤办法》",
            "同比增长8.3%",
            "2023年5月",
            "第一季度",
        ),
        *(
            "，",
            "。",
            "；",
            "、",
            "：",
            ",",
            ".",
            ";",
            ":",
            "，，",
            "。。",
            "、等",
            "……等",
            "...",
            "--",
            "(含市直)",
            '"先进"',
            "”先进“",
            "《关于《办法》的通知》",
        ),
        *(
            " ",
            "　",
            "\n",
            "\n（一）、",
            "\n(二)",
            "\n1、",
            "\n一.",
            "##paidbegin##",
            "<br/>",
            "&nbsp;",
            "\u200b",
            "\u202e",
            "**",
            "１２",
        ),
        *("一是", "二是", "等", "XX市", "X名", "【待补】", "##paidend##", "第3页 共8页", "责任编辑：李某", "- ", "# "),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("本人认真学习\n(二).........")  # once a mark a round, and the rounds have an end
def test_fixing_twice_changes_nothing(text: str) -> None:
    once = fix_report(text).text
    assert fix_report(once).text == once


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("”先进“本人认真学习本人认真学习”先进“")  # once a name by marks that are turned, mended in two rounds
def test_figures_and_names_stay(text: str) -> None:
    assert same_content(text, fix_report(text).text)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_a_fixed_text_has_nothing_left_to_fix(text: str) -> None:
    mended = fix_report(text)
    fixable = [finding for finding in check_report(mended.text) if finding.fix is not None]
    assert bool(fixable) == bool(mended.left)
    assert mended.left == 0 or mended.edits == () or len(mended.edits) > 0


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_digits_are_never_touched_beyond_their_width(text: str) -> None:
    kept = re.compile(r"第\d页 共\d页")  # a page number is no figure of the report

    def digits(words: str) -> str:
        return "".join(re.findall(r"\d", kept.sub("", words).translate({0xFF10 + n: 48 + n for n in range(10)})))

    assert digits(fix_report(text).text) == digits(text)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("本人认真学习,完成任务.", "本人认真学习，完成任务。"),
        ("（一）、抓学习，，完成任务。", "（一）抓学习，完成任务。"),
        ("开展宣讲、走访、等活动。", "开展宣讲、走访等活动。"),
        ("推进计##paidbegin##划落实<br/>。", "推进计划落实。"),
        ('获评"先进集体"称号，”先锋“支部1个。', "获评“先进集体”称号，“先锋”支部1个。"),
        ("全年组织培\u200b训１２场。", "全年组织培训12场。"),
        ("(一)抓学习\n1、抓落实。完成任务。", "（一）抓学习\n1.抓落实。完成任务。"),
    ],
)
def test_what_is_sure_is_mended(bad: str, good: str) -> None:
    mended = fix_report(bad)
    assert mended.text == good
    assert mended.left == 0
    assert sum(mended.rules.values()) > 0


def test_what_is_not_sure_is_left() -> None:
    text = "整改近200多个问题，**中学获评先进，每周三、四天下乡。"
    mended = fix_report(read_report(text, "a.txt"))
    assert mended.text == text
    assert mended.rules == {}


def test_rules_to_fix_are_chosen() -> None:
    text = "本人认真学习,完成任务。。"
    assert fix_report(text, select=["punctuation/doubled"]).text == "本人认真学习,完成任务。"
    assert fix_report(text, ignore=["punctuation/doubled"]).text == "本人认真学习，完成任务。。"


def test_a_mend_that_would_change_a_figure_is_refused() -> None:
    assert not same_content("完成投资2860万元", "完成投资2860元")
    assert not same_content("修订《考勤办法》", "修订办法")
    assert same_content("制定《推进计##paidbegin##划》", "制定《推进计划》")


def test_edits_of_the_first_round_rebuild_the_text() -> None:
    text = "本人认真学习,完成任务。。"
    mended = fix_report(text)
    assert apply_edits(text, mended.edits) == mended.text

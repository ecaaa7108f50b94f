"""A session: every answer is in the notes before the next question, what was read is shown, what lacks is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.errors import NotesError
from drafter.notes import read_notes
from drafter.workflow.collect_dialogue import collect
from tests.collect.conftest import Scripted

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.workflow.collect import Notebook

FORM = "---\n文种: 述职报告\n---\n# 导语\n- \n\n# 个人履职情况\n- \n\n# 存在的不足\n- \n\n# 努力的方向\n- \n"


def facts(book: Notebook) -> list[tuple[str, ...]]:
    return [(*fact.section, fact.text) for fact in read_notes(book.text(), may_be_empty=True).facts]


def test_each_section_is_asked_for_in_turn(notebook: Callable[..., Notebook]) -> None:
    book = notebook(FORM)
    desk = Scripted(["任局长", "", "整改近200个问题", "获奖3项", "", "指导不够", "", "每月通报一次", ""])
    run = collect(book, desk, "zh")
    assert facts(book) == [
        ("导语", "任局长"),
        ("个人履职情况", "整改近200个问题"),
        ("个人履职情况", "获奖3项"),
        ("存在的不足", "指导不够"),
        ("努力的方向", "每月通报一次"),
    ]
    assert run.facts == 5
    assert [text for tone, text in desk.told if tone == "title"][1:] == [
        "1/4 导语（已有 0 条）", "2/4 个人履职情况（已有 0 条）", "3/4 存在的不足（已有 0 条）", "4/4 努力的方向（已有 0 条）",
    ]  # fmt: skip
    assert "1. 指导不够" in desk.text, "what the next steps must answer is shown"


def test_what_is_read_is_shown_at_once(notebook: Callable[..., Notebook]) -> None:
    desk = Scripted(["/跳过", "整改90多个支部中存在的近200个问题"])
    collect(notebook(FORM), desk, "zh")
    assert "第1条已存。读到：90多个支部、近200个问题" in desk.text


def test_what_lacks_is_said(notebook: Callable[..., Notebook]) -> None:
    desk = Scripted(["", "开展主题教育", "实验中学获特色学校", "获省级先进集体", "", "", ""])
    collect(notebook(FORM), desk, "zh")
    warned = [text for tone, text in desk.told if tone == "warn"]
    assert warned == [
        "导语：还没有要点，报告必须有这一节。",
        "没有数字：结果多少？/改 可补上。",
        "没写是哪一级、谁授予的：/改 可补上。",
        "存在的不足：还没有要点，报告必须有这一节。",
        "努力的方向：还没有要点，报告必须有这一节。",
    ]


def test_items_that_the_kind_or_the_notice_demands_are_missed(notebook: Callable[..., Notebook]) -> None:
    text = "---\n文种: 年度工作总结\n要求: 主要工作及成效须写明：安全生产\n---\n# 主要工作及成效\n- 完成培训14场\n"
    desk = Scripted(["", "/看", ""])
    collect(notebook(text, "zh-annual-summary"), desk, "zh")
    assert "还没写到：德、勤、廉、安全生产" in desk.text
    assert "主要工作及成效：还没写到 德、勤、廉、安全生产" in [text for tone, text in desk.told if tone == "warn"]


def test_back_edit_and_delete(notebook: Callable[..., Notebook]) -> None:
    book = notebook(FORM)
    desk = Scripted(
        ["/退回", "甲3项", "乙4项", "/改 1", "甲5项", "/改 9", "/删", "", "/退回", "/改 １ 甲6项", "/改", "/退出"]
    )
    run = collect(book, desk, "zh")
    assert facts(book) == [("导语", "甲6项")]
    assert desk.defaults == ["甲3项", "甲6项"], "the old words stand there to be edited"
    assert "这已经是第一节。" in desk.text
    assert "没有这一条：9" in desk.text
    assert "已删：乙4项" in desk.text
    assert run.facts == 1


def test_a_paste_is_a_fact_a_line_and_headings_lead_on(notebook: Callable[..., Notebook]) -> None:
    book = notebook(FORM)
    pasted = "- 任局长\n# 个人履职情况\n## 党建\n- 整改\n  90多个问题\n- 获评先进\n# 存在的不足\n- 指导不够"
    collect(book, Scripted([pasted]), "zh")
    assert facts(book) == [
        ("导语", "任局长"),
        ("个人履职情况", "党建", "整改90多个问题"),
        ("个人履职情况", "党建", "获评先进"),
        ("存在的不足", "指导不够"),
    ]


def test_the_same_fact_is_not_added_twice(notebook: Callable[..., Notebook]) -> None:
    book = notebook(FORM)
    desk = Scripted(["甲 3项", "甲3项"])
    collect(book, desk, "zh")
    assert len(facts(book)) == 1
    assert "没有重复记" in desk.text


def test_a_session_goes_on_where_the_last_one_stood(notebook: Callable[..., Notebook]) -> None:
    book = notebook(FORM)
    collect(book, Scripted(["甲3项", "", "乙4项", "/退出"]), "zh")
    desk = Scripted(["丙5项"])
    collect(book, desk, "zh")
    assert "2/4 个人履职情况（已有 1 条）" in desk.text
    assert facts(book)[-1] == ("个人履职情况", "丙5项")


def test_subsections_of_the_notes_are_asked_for(notebook: Callable[..., Notebook]) -> None:
    text = "# 履职情况\n## 党建\n- 甲\n## 业务\n\n# 存在不足\n- 乙\n"
    book = notebook(text)
    desk = Scripted(["", "", "丙4项", "/小节 廉政", "丁5项"])
    collect(book, desk, "zh")
    assert facts(book) == [
        ("履职情况", "党建", "甲"),
        ("履职情况", "业务", "丙4项"),
        ("履职情况", "廉政", "丁5项"),
        ("存在不足", "乙"),
    ]
    assert "个人履职情况 › 业务" in desk.text


def test_sections_below_a_heading_of_the_whole_stay_there(notebook: Callable[..., Notebook]) -> None:
    book = notebook("# 2023年述职\n## 个人履职情况\n- 甲\n")
    collect(book, Scripted(["任局长"]), "zh")
    assert facts(book) == [("2023年述职", "导语", "任局长"), ("2023年述职", "个人履职情况", "甲")]


def test_lines_that_a_script_has_behind_the_end_are_said(notebook: Callable[..., Notebook]) -> None:
    desk = Scripted(["", "", "", "", "", "晚了的一条"], lively=False)
    run = collect(notebook(FORM), desk, "zh")
    assert run.left_over == ("晚了的一条",)
    assert "晚了的一条" in desk.text


def test_what_a_person_writes_meanwhile_is_kept(notebook: Callable[..., Notebook]) -> None:
    book = notebook(FORM)
    path = Path(book.path)

    class Meanwhile(Scripted):
        def ask(self, question: str, default: str = "") -> str | None:
            path.write_text(path.read_text(encoding="utf-8") + "\n手记\n", encoding="utf-8")
            return super().ask(question, default)

    collect(book, Meanwhile(["甲3项", "乙4项"]), "zh")
    assert path.read_text(encoding="utf-8").count("手记") == 3
    assert len(facts(book)) == 2


def test_notes_that_are_broken_meanwhile_are_left_and_the_answer_is_told(notebook: Callable[..., Notebook]) -> None:
    book = notebook(FORM)
    broken = FORM.replace("文种", "文钟")

    class Meanwhile(Scripted):
        def ask(self, question: str, default: str = "") -> str | None:
            Path(book.path).write_text(broken, encoding="utf-8")
            return super().ask(question, default)

    desk = Meanwhile(["甲3项"])
    with pytest.raises(NotesError):
        collect(book, desk, "zh")
    assert "没有存上：甲3项" in desk.text
    assert book.text() == broken


def test_a_line_that_is_pasted_twice_is_one_fact(notebook: Callable[..., Notebook]) -> None:
    book = notebook(FORM)
    desk = Scripted(["甲3项\n乙4项\n甲3项"])
    collect(book, desk, "zh")
    assert [fact[-1] for fact in facts(book)] == ["甲3项", "乙4项"]
    assert "没有重复记：甲3项" in desk.text


def test_the_front_matter_is_asked_for_once(notebook: Callable[..., Notebook]) -> None:
    book = notebook()
    desk = Scripted(["二〇二三年", "李敏", "/退回", "王芳", "局长: 代理", "", "任局长"])
    collect(book, desk, "zh")
    notes = book.read()
    assert (notes.year, notes.name, notes.post, notes.unit) == (2023, "王芳", "局长: 代理", "")
    assert facts(book) == [("导语", "任局长")]
    again = Scripted([])
    collect(book, again, "zh")
    assert "先填几项" not in again.text


def test_a_year_that_is_none_is_asked_for_again(notebook: Callable[..., Notebook]) -> None:
    book = notebook()
    collect(book, Scripted(["去年", "2023"]), "zh")
    assert book.read().year == 2023


LINES = st.sampled_from(
    [
        "",
        "# 履职情况",
        "## 党建",
        "# 存在的不足",
        "- 甲",
        "  - 乙",
        "* 丙：",
        "  续行",
        "1. 丁",
        "备注",
        "<!-- 说明 -->",
        "- ",
    ]
)
ANSWERS = st.lists(
    st.one_of(
        st.sampled_from(["", "/退回", "/改 1 改3项", "/删", "/小节 新节", "/看", "/改", "# 努力方向", "- 列1\n- 列2"]),
        st.text("甲乙12 项“《（：。-#[]/", max_size=10),
    ),
    max_size=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=10), ANSWERS)
def test_whatever_is_answered_nothing_else_changes(
    notebook: Callable[..., Notebook], lines: list[str], answers: list[str]
) -> None:
    text = "\n".join(["---", "年度: 2023", "---", *lines, ""])
    book = notebook(text)
    gone = any(answer.startswith(("/改", "/删")) for answer in answers)
    collect(book, Scripted(answers, lively=False), "zh")
    after = iter(book.text().split("\n"))
    kept = [line for line in text.split("\n") if line not in {"- ", ""}]
    if not gone:
        assert all(line in after for line in kept), "the person's own lines remain, in their order"
    assert all(fact.text for fact in book.read().facts)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_the_file_keeps_its_encoding_and_line_ends(
    notebook: Callable[..., Notebook], encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes("# 个人履职情况\r\n- 整改问题近200个，涉及基层党支部90多个\r\n\r\n备注\r\n".encode(encoding))
    book = notebook()
    before = path.read_bytes()
    collect(book, Scripted(["", "完成志愿服务14场"]), "zh")
    assert path.read_bytes() != before
    assert path.read_bytes().decode(encoding).replace("- 完成志愿服务14场\r\n", "") == before.decode(encoding)

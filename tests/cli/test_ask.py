"""`drafter ask` as a person runs it: text, a Word form, JSON; nothing private in any of them; always 0."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from drafter.formats.docx import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

NOTES = """---
文种：述职报告
年度：2023
姓名：柳青
职务：局长
单位：某局
---
# 导语
- 分管财务
# 个人履职情况
- 开展“春风”行动、**主题教育**。
- [内部] 张三表现不佳
# 存在的不足
- 学习不够
"""
QUESTIONS = [
    "报告日期是哪一天？（用于落款）",
    "“开展‘春风’行动、主题教育”没有数字：数量、比例、金额或次数各是多少，比上年如何？",
    "针对“学习不够”，下一步怎么改进，有什么目标和时限？",
]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES, encoding="gb18030")
    return path


def test_a_list_by_section(drafter: Callable[..., Done], notes: Path) -> None:
    done = drafter("ask", notes)
    assert (done.status, done.err) == (0, "")
    first, second, third = QUESTIONS
    assert done.out == (
        "2023年度某局局长述职报告材料补充清单\n\n"
        "下列各项，现有材料中还没有写明，请逐项填写；没有的，请写“无”。\n\n"
        f"一、基本信息\n1. {first}\n   答：\n\n"
        f"二、个人履职情况\n2. {second}\n   答：\n\n"
        f"三、努力的方向\n3. {third}\n   答：\n"
    )


def test_a_word_form(drafter: Callable[..., Done], notes: Path, tmp_path: Path) -> None:
    done = drafter("ask", notes, "-o", "list.docx")
    assert (done.status, done.out) == (0, "")
    assert "3 个问题已写入 list.docx" in done.err
    text = read_docx(str(tmp_path / "list.docx")).text
    assert all(f"{number}. {question}" in text for number, question in enumerate(QUESTIONS, 1))
    assert "二、个人履职情况" in text
    assert "张三" not in text
    xml = zipfile.ZipFile(tmp_path / "list.docx").read("word/document.xml").decode()
    assert xml.count("<w:pBdr>") == 2 * len(QUESTIONS), "two lines to write each answer on"


def test_json(drafter: Callable[..., Done], notes: Path) -> None:
    told = json.loads(drafter("ask", notes, "--format", "json").out)
    assert (told["schema"], told["kind"]) == (1, "zh-duty")
    assert [row["question"] for row in told["questions"]] == QUESTIONS
    assert [(row["lacks"], row["section"], row["fact"], row["line"]) for row in told["questions"]] == [
        ("front", "", None, None),
        ("no_figure", "performance", "2", 11),
        ("no_step", "next", "4", 14),
    ]


def test_the_list_is_in_the_language_of_the_report(drafter: Callable[..., Done]) -> None:
    done = drafter("ask", "-", "--kind", "en-duty", "--lang", "zh", stdin=b"# Results\n- Held reading hours\n")
    assert done.status == 0
    assert '"Held reading hours" has no figure' in done.out
    assert "Answer:" in done.out


def test_where_nothing_lacks_nothing_is_written(drafter: Callable[..., Done], tmp_path: Path) -> None:
    whole = NOTES.replace("单位：某局", "单位：某局\n日期：2024年1月5日").replace("开展“春风”", "开展12次“春风”")
    (tmp_path / "whole.md").write_text(whole + "# 努力的方向\n- 加强学习\n", encoding="utf-8")
    done = drafter("ask", "whole.md", "-o", "list.docx")
    assert done.status == 0
    assert "材料不缺什么" in done.err
    assert not (tmp_path / "list.docx").exists()
    assert json.loads(drafter("ask", "whole.md", "--format", "json").out)["questions"] == []


def test_a_new_form_is_all_questions(drafter: Callable[..., Done], tmp_path: Path) -> None:
    drafter("new", tmp_path / "mine")
    told = json.loads(drafter("ask", tmp_path / "mine" / "notes.md", "--format", "json").out)
    assert {row["section"] for row in told["questions"]} == {"", "lead", "performance", "shortcomings", "next"}


@pytest.mark.parametrize(
    "words",
    [["notes.md", "--format", "docx"], ["notes.md", "-o", "notes.md"], ["missing.md"], ["notes.md", "--kind", "none"]],
)
def test_what_cannot_be_followed(drafter: Callable[..., Done], notes: Path, words: list[str]) -> None:
    done = drafter("ask", *words)
    assert done.status == 2
    assert "Traceback" not in done.err
    assert notes.read_bytes() == NOTES.encode("gb18030")

"""Candidates are decided on one by one; what is accepted is in the notes, with its source above it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.errors import InputError, UsageError
from drafter.notes import read_notes
from drafter.workflow.collect_offer import offer
from tests.collect.conftest import Scripted

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.workflow.collect import Notebook

FORM = "---\n文种: 述职报告\n年度: 2023\n---\n# 导语\n- 任局长\n\n# 个人履职情况\n\n# 存在的不足\n\n# 努力的方向\n"
DIARY = "2023年3月5日 晴\n走访支部14个，整改问题近200个。\n收到\n对民办学校监管不够深入。\n下一步打算建立问题台账，每月通报一次\n"


@pytest.fixture
def diary(tmp_path: Path) -> str:
    path = tmp_path / "日记.txt"
    path.write_text(DIARY, encoding="gb18030")
    return str(path)


def facts(book: Notebook) -> list[tuple[str, ...]]:
    return [(*fact.section, fact.text) for fact in read_notes(book.text()).facts]


def test_each_is_accepted_with_its_source(notebook: Callable[..., Notebook], diary: str) -> None:
    book = notebook(FORM)
    desk = Scripted(["", "是", "y"])
    run = offer(diary, book, desk, "zh", yes=False)
    assert (run.accepted, run.skipped, run.undecided) == (3, 0, 0)
    assert book.text() == FORM.replace(
        "# 个人履职情况\n", "# 个人履职情况\n<!-- 出处：日记.txt，第2行 -->\n- 走访支部14个，整改问题近200个\n"
    ).replace("# 存在的不足\n", "# 存在的不足\n<!-- 出处：日记.txt，第4行 -->\n- 对民办学校监管不够深入\n").replace(
        "# 努力的方向\n", "# 努力的方向\n<!-- 出处：日记.txt，第5行 -->\n- 下一步打算建立问题台账，每月通报一次\n"
    )
    assert "读到：14个、近200个" in desk.text
    assert "归入：存在的不足" in desk.text


def test_skip_edit_move_and_take_back(notebook: Callable[..., Notebook], diary: str) -> None:
    book = notebook(FORM)
    answers = [
        "n",
        "退回",
        "改",
        "走访支部15个",
        "移",
        "1",
        "",
        "退回",
        "改 走访支部16个",
        "收",
        "什么",
        "/移 不足",
        "",
        "退出",
    ]
    desk = Scripted(answers)
    run = offer(diary, book, desk, "zh", yes=False)
    assert (run.accepted, run.skipped, run.undecided) == (2, 0, 1)
    assert facts(book) == [
        ("导语", "任局长"),
        ("个人履职情况", "走访支部16个"),
        ("存在的不足", "对民办学校监管不够深入"),
    ]
    assert desk.defaults == ["走访支部14个，整改问题近200个"]
    assert "没有这个选择：什么" in desk.text
    assert book.text().count("<!--") == 2, "what was taken back took its source with it"


def test_what_was_decided_before_is_not_offered_again(notebook: Callable[..., Notebook], diary: str) -> None:
    book = notebook(FORM)
    offer(diary, book, Scripted(["改 走访支部14个，整改问题近200个，全部销号", "", "退出"]), "zh", yes=False)
    desk = Scripted(["退出"])
    run = offer(diary, book, desk, "zh", yes=False)
    assert "2 条待定" in desk.text
    assert run.undecided == 2


def test_yes_accepts_all(notebook: Callable[..., Notebook], diary: str) -> None:
    book = notebook(FORM)
    desk = Scripted([])
    run = offer(diary, book, desk, "zh", yes=True)
    assert run.accepted == 3
    assert len(facts(book)) == 4
    before = book.text()
    assert offer(diary, book, desk, "zh", yes=True).accepted == 0
    assert book.text() == before


def test_tables_and_word_files_are_offered_too(notebook: Callable[..., Notebook], tmp_path: Path) -> None:
    (tmp_path / "指标.csv").write_text("指标,单位,目标,完成\n投资,亿元,30,31.6\n", encoding="utf-8")
    book = notebook(FORM)
    offer(str(tmp_path / "指标.csv"), book, Scripted([""]), "zh", yes=False)
    assert "31.6" in facts(book)[-1][-1]


def test_the_mark_of_privacy_stays(notebook: Callable[..., Notebook], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("[内部] 查处违规问题3起\n", encoding="utf-8")
    book = notebook(FORM)
    offer(str(tmp_path / "a.txt"), book, Scripted([""]), "zh", yes=False)
    assert [fact.text for fact in read_notes(book.text()).facts if fact.private] == ["查处违规问题3起"]


def test_what_cannot_be_offered_is_refused(notebook: Callable[..., Notebook], tmp_path: Path) -> None:
    book = notebook(FORM)
    (tmp_path / "talk.txt").write_text("收到\n好的\n", encoding="utf-8")
    for path, error in (
        (book.path, UsageError), ("-", UsageError), (str(tmp_path / "talk.txt"), InputError), (str(tmp_path / "no.txt"), InputError),
    ):  # fmt: skip
        with pytest.raises(error):
            offer(path, book, Scripted([]), "zh", yes=False)
    assert Path(book.path).read_text(encoding="utf-8") == FORM

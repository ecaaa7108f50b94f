"""A session in a real pseudo-terminal: Chinese line editing, pastes, kills at any keystroke, signals, a full disk."""

from __future__ import annotations

import random
import signal
from typing import TYPE_CHECKING

import pytest

from drafter.notes import read_notes
from tests.collect.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

FORM = "---\n文种: 述职报告\n---\n# 导语\n- 任局长\n\n# 个人履职情况\n- 牵头3个项目\n\n备注：下面还要补\n\n# 存在的不足\n# 努力的方向\n"
LEFT, RIGHT, UP, HOME, END, BACKSPACE, CTRL_C, CTRL_D = (
    "\x1b[D",
    "\x1b[C",
    "\x1b[A",
    "\x01",
    "\x05",
    "\x7f",
    "\x03",
    "\x04",
)
PASTE, PASTED = "\x1b[200~", "\x1b[201~"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(FORM, encoding="utf-8")
    return path


def facts(path: Path) -> list[str]:
    return [fact.text for fact in read_notes(path.read_text(encoding="utf-8"), may_be_empty=True).facts]


def test_chinese_is_edited_on_the_line(notes: Path) -> None:
    with Terminal("collect", "notes.md", cwd=notes.parent) as terminal:
        terminal.ready()
        terminal.type("整改近300个问题" + LEFT * 5 + BACKSPACE + "2" + END + "，已销号" + HOME + "全年")
        terminal.answer("", "第2条已存")
        assert facts(notes)[-1] == "全年整改近200个问题，已销号"
        assert "读到：近200个问题" in terminal.text
        terminal.answer("／ｅｄｉｔ　２", "改为")
        terminal.answer(BACKSPACE * 3 + "基本销号", "第2条已改")
        assert facts(notes)[-1] == "全年整改近200个问题，基本销号"
        terminal.type(CTRL_D)
        assert terminal.status() == 0
        assert "共 3 条" in terminal.text


def test_a_paste_is_looked_at_and_is_a_fact_a_line(notes: Path) -> None:
    with Terminal("collect", "notes.md", cwd=notes.parent) as terminal:
        terminal.ready()
        terminal.type(f"{PASTE}- 走访14个村\r\n- 调解37件\r\n  涉案600万元\r\n\r\n# 存在的不足\r\n- 指导不够{PASTED}")
        terminal.wait("指导不够")
        assert len(facts(notes)) == 2, "nothing is confirmed before Enter"
        terminal.answer("", "存在的不足 第1条已存")
        assert facts(notes) == ["任局长", "牵头3个项目", "走访14个村", "调解37件涉案600万元", "指导不够"]
        terminal.type("/退出\r")
        assert terminal.status() == 0


def test_a_burst_of_lines_is_a_paste_too(notes: Path) -> None:
    for words in (("collect", "notes.md"), ("collect", "notes.md", "--plain")):
        with Terminal(*words, cwd=notes.parent) as terminal:
            terminal.wait("认可的")
            terminal.wait("要点")
            start = len(facts(notes))
            terminal.type(f"第{start}批14个\r\r第{start}批37件\r第{start}批5所\r")
            terminal.wait(f"第{start + 2}条已存")
            assert len(facts(notes)) == start + 3, "a blank line in a burst does not lead to the next section"
            if len(words) == len(("collect", "notes.md")):
                terminal.ready(4)
            terminal.type(CTRL_D)
            assert terminal.status() == 0


@pytest.mark.parametrize(
    ("stop", "status"), [("key", 130), (signal.SIGINT, 130), (signal.SIGTERM, 143), ("end", 0), ("/退出\r", 0)]
)
@pytest.mark.parametrize("plain", [False, True])
def test_whatever_ends_it_all_is_saved(notes: Path, stop: str | int, status: int, *, plain: bool) -> None:
    words = ["--plain"] if plain else []
    with Terminal("collect", "notes.md", *words, cwd=notes.parent) as terminal:
        terminal.wait("要点")
        if not plain:
            terminal.ready()
        terminal.answer("走访14个村", "第2条已存")
        terminal.type("" if stop in {"end", "/退出\r"} else "半条")
        if isinstance(stop, signal.Signals):
            terminal.process.send_signal(stop)
        else:
            terminal.type({"key": CTRL_C, "end": CTRL_D}.get(str(stop), str(stop)))
        assert terminal.status() == status
        assert facts(notes) == ["任局长", "牵头3个项目", "走访14个村"]
        assert terminal.is_restored()
        assert "Traceback" not in terminal.text
        assert ("已中断" in terminal.text) == (status != 0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_keystroke_no_confirmed_answer_is_lost(notes: Path, seed: int) -> None:
    """Lives that end at a random key; each goes on where the last one stood."""
    chance = random.Random(seed)
    answers = [f"整改{number}个问题" for number in range(101, 160)]
    confirmed: list[str] = []
    given = 0
    for _ in range(8):
        with Terminal("collect", "notes.md", cwd=notes.parent) as terminal:
            terminal.ready()
            keys = chance.randrange(1, 80)
            while keys > 0:
                typed = answers[given][:keys]
                for key in typed:
                    terminal.type(key)
                keys -= len(typed)
                if typed != answers[given] or keys <= 0:
                    break
                terminal.type("\r")
                keys -= 1
                given += 1
                if keys > 0 and chance.random() < 0.7:  # else the next keys are typed before the answer is saved
                    terminal.wait("条已存", terminal.text.count("条已存") + 1)
            while terminal.read(chance.choice((0.0, 0.0, 0.003, 0.03))):
                pass
            terminal.kill()
            while terminal.read(0.0):
                pass
            confirmed += [one for one in answers if f"读到：{one[2:]}" in terminal.text and one not in confirmed]
        there = facts(notes)
        assert there[:2] == ["任局长", "牵头3个项目"]
        assert set(confirmed) <= set(there), "what was confirmed is there"
        assert there[2:] == [one for one in answers if one in there], "whole answers, in order, and nothing else"
        rest = [line for line in notes.read_text(encoding="utf-8").split("\n") if line[2:] not in there[2:]]
        assert "\n".join(rest) == FORM, "the person's own lines are untouched"
        given = len(there) - 2
    assert confirmed


def test_a_full_disk_loses_nothing(notes: Path) -> None:
    before = notes.read_bytes()
    with Terminal("collect", "notes.md", cwd=notes.parent, limit=len(before) + 10) as terminal:
        terminal.ready()
        terminal.type("走访14个村，发现问题200个\r")
        terminal.wait("没有存上：走访14个村，发现问题200个")
        assert terminal.status() == 2
        assert "错误：" in terminal.text
        assert notes.read_bytes() == before
        assert terminal.is_restored()


@pytest.mark.parametrize("key", [CTRL_D, "/退出\r"])
def test_leaving_before_the_kind_is_chosen_makes_nothing(tmp_path: Path, key: str) -> None:
    with Terminal("collect", "new.md", cwd=tmp_path) as terminal:
        terminal.ready()
        terminal.type(key)
        assert terminal.status() == 0
        assert not (tmp_path / "new.md").exists()


@pytest.mark.slow
@pytest.mark.parametrize("columns", [80, 40])
def test_no_line_is_wider_than_the_terminal(notes: Path, columns: int) -> None:
    from drafter.cli.folding import cells  # noqa: PLC0415  # the measure of the test alone

    with Terminal("collect", "new.md", cwd=notes.parent, columns=columns) as terminal:
        terminal.ready()
        for words in ("年度", "姓名", "职务", "单位", "导语（已有 0 条）"):
            terminal.answer("", words)
        terminal.answer("任市教育局党委书记、局长，分管全面工作", "第1条已存")
        terminal.answer("/帮助", "不写进报告")
        terminal.answer("", "个人履职情况（已有 0 条）")
        terminal.answer("实验中学获特色学校称号，全省推广", "第1条已存")
        terminal.type(CTRL_D)
        assert terminal.status() == 0
        written = [line for line in terminal.text.replace("\r", "\n").split("\n") if ">" not in line]
        assert max(map(cells, written)) <= columns


def test_plain_lines_for_a_screen_reader(notes: Path) -> None:
    with Terminal("collect", "notes.md", "--plain", cwd=notes.parent) as terminal:
        terminal.wait("要点：")
        terminal.answer("开展主题教育", "注意：没有数字")
        terminal.answer("/改", "改为")
        terminal.answer("开展主题教育14场", "第2条已改。读到：14场")
        terminal.type(CTRL_D)
        assert terminal.status() == 0
        assert b"\x1b" not in terminal.raw, "no colour, nothing drawn again"
        assert not set("✓│─·›") & set(terminal.text)
        assert facts(notes)[-1] == "开展主题教育14场"

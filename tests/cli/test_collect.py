"""drafter collect as scripts run it: answers from a pipe, text from files, the documented exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.notes import read_notes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

FORM = "---\n文种: 述职报告\n年度: 2023\n---\n# 导语\n- 任局长\n\n# 个人履职情况\n"
CHAT = "09:31 王局长：收到\n09:40 小李：一季度完成投资8.2亿元\n09:41 小李：对滞后项目调度不够\n"


def facts(path: Path) -> list[str]:
    return [fact.text for fact in read_notes(path.read_text(encoding="utf-8")).facts]


def test_answers_from_a_pipe(drafter: Callable[..., Done], tmp_path: Path) -> None:
    lines = "任局长\n\n整改近200个问题\n/改 1 整改近300个问题\n\n指导不够\n\n每月通报一次\n"
    done = drafter("collect", "notes.md", stdin=lines.encode())
    assert (done.status, done.out) == (0, "")
    assert "读到：近200个问题" in done.err
    assert facts(tmp_path / "notes.md") == ["任局长", "整改近300个问题", "指导不够", "每月通报一次"]
    assert "文种: 述职报告" in (tmp_path / "notes.md").read_text(encoding="utf-8")
    assert drafter("draft", "notes.md", "-o", "-").status in (0, 1), "what was collected can be drafted"


def test_the_kind_and_the_language_are_chosen(drafter: Callable[..., Done], tmp_path: Path) -> None:
    done = drafter("collect", "n.md", "--kind", "en-duty", "--lang", "en", stdin=b"I served as director.\n/quit\n")
    assert done.status == 0
    assert "1/4 Summary (0 so far)" in done.err
    assert facts(tmp_path / "n.md") == ["I served as director."]


def test_answers_in_another_encoding(drafter: Callable[..., Done], tmp_path: Path) -> None:
    done = drafter("collect", "n.md", stdin="完成投资八亿元，群众满意度全市第一\n".encode("gb18030"))
    assert done.status == 0
    assert facts(tmp_path / "n.md") == ["完成投资八亿元，群众满意度全市第一"]


def test_what_comes_behind_the_end_is_said(drafter: Callable[..., Done], tmp_path: Path) -> None:
    done = drafter("collect", "n.md", stdin="任局长\n/退出\n晚了的一条\n".encode())
    assert done.status == 3
    assert "晚了的一条" in done.err
    assert facts(tmp_path / "n.md") == ["任局长"]


def test_an_empty_file_is_begun_anew(drafter: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "n.md").write_text("\n", encoding="utf-8")
    assert drafter("collect", "n.md", stdin="任局长\n".encode()).status == 0
    assert facts(tmp_path / "n.md") == ["任局长"]


@pytest.mark.parametrize("text", [CHAT.encode(), CHAT.encode("utf-16"), CHAT.encode("gb18030")])
def test_free_text_is_accepted_by_a_script(drafter: Callable[..., Done], tmp_path: Path, text: bytes) -> None:
    (tmp_path / "n.md").write_text(FORM, encoding="utf-8")
    (tmp_path / "chat.txt").write_bytes(text)
    assert drafter("collect", "n.md", "--from", "chat.txt", "--yes").status == 0
    assert facts(tmp_path / "n.md")[1:] == ["一季度完成投资8.2亿元", "对滞后项目调度不够"]
    assert "<!-- 出处：chat.txt，第2行，小李 -->\n- 一季度" in (tmp_path / "n.md").read_text(encoding="utf-8")
    piped = drafter("collect", "m.md", "--from", "-", "--yes", stdin=text)
    assert piped.status == 0
    assert "标准输入，第2行，小李" in (tmp_path / "m.md").read_text(encoding="utf-8")


def test_choices_from_a_pipe(drafter: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "n.md").write_text(FORM, encoding="utf-8")
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    done = drafter("collect", "n.md", "--from", "chat.txt", stdin=b"y\n")
    assert done.status == 3, "one was not decided on"
    assert facts(tmp_path / "n.md")[1:] == ["一季度完成投资8.2亿元"]
    assert drafter("collect", "n.md", "--from", "chat.txt", stdin=b"n\n").status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["collect", "-"], "标准输出"),
        (["collect", "nowhere/n.md"], "nowhere"),
        (["collect", "broken.md"], "broken.md:3"),
        (["collect", "photo.md"], "PNG"),
        (["collect", "n.md", "--kind", "zh-dooty"], "zh-duty"),
        (["collect", "n.md", "--yes"], "--from"),
        (["collect", "n.md", "--from", "n.md"], "n.md"),
        (["collect", "n.md", "--from", "none.txt"], "none.txt"),
        (["collect", "n.md", "--from", "-"], "--yes"),
        (["collect", "n.md", "--from", "photo.md"], "PNG"),
    ],
)
def test_what_cannot_be_is_a_sentence(
    drafter: Callable[..., Done], tmp_path: Path, words: list[str], said: str
) -> None:
    files = {"n.md": FORM.encode(), "broken.md": FORM.replace("年度", "年渡").encode(), "photo.md": b"\x89PNG\r\n" * 99}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    done = drafter(*words, stdin="任局长\n".encode())
    assert done.status == 2, done.err
    assert said in done.err
    assert "办法：" in done.err
    assert "Traceback" not in done.err
    assert {name: (tmp_path / name).read_bytes() for name in files} == files

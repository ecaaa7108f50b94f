"""The main job, end to end: a process of its own, a real server on the loopback, files on the disk."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter import compare_figures
from drafter.notes import read_notes
from tests.servers.loopback import Loopback
from tests.servers.scripted import lie, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Done

    from tests.servers.loopback import Asked

SAMPLE = Path(__file__).parents[2] / "samples" / "education" / "notes.md"
KEY = {"DRAFTER_API_KEY": "sk-test-key-for-nobody"}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    shutil.copy(SAMPLE, path)
    return path


def honest(asked: Asked) -> str:
    """Each fact as a sentence, with its number in front, as the prompts ask."""
    facts = re.findall(r"^\[(\d+)\](.+)$", asked.prompt, re.MULTILINE)
    return "\n".join(f"[{number}]扎实推进各项工作，{text.rstrip('。')}。" for number, text in facts)


def to(server: Loopback, *more: str) -> tuple[str, ...]:
    return ("--backend", "openai", "--base-url", server.url, "--model", "scripted", *more)


def facts_of(path: Path) -> list[str]:
    notes = read_notes(path.read_text(encoding="utf-8"))
    front = [notes.title, f"{notes.year}年", notes.date, *(heading.title for heading in notes.headings)]
    return [*(fact.text for fact in notes.open_facts), *front]


def assert_true_to(notes: Path, report: Path) -> None:
    """The promise: nothing invented or altered; what is missing can only be front matter that the report need not print."""
    facts = facts_of(notes)
    own = len(read_notes(notes.read_text(encoding="utf-8")).open_facts)
    found = compare_figures(facts, report.read_text(encoding="utf-8"), year=2023)
    assert [one for one in found if any(int(place) <= own for place in one.facts) or not one.facts] == []


def test_the_composer_writes_a_report_that_the_check_passes(drafter: Callable[..., Done], notes: Path) -> None:
    done = drafter("draft", notes)
    assert done.status == 0, done.err
    assert "不发送任何内容" in done.err.splitlines()[0]
    report = notes.with_name("report.md")
    assert_true_to(notes, report)
    checked = drafter("check", report, "--notes", notes)
    assert checked.status == 0, checked.out


def test_a_server_writes_and_the_rest_is_remembered(drafter: Callable[..., Done], notes: Path) -> None:
    with Loopback(timed(0, honest)) as server:
        first = drafter("draft", notes, *to(server), **KEY)
        assert first.status == 0, first.err
        assert server.url in first.err.splitlines()[0]
        asked = len(server.asked)
        assert asked >= 7
        assert_true_to(notes, notes.with_name("report.md"))
        again = drafter("draft", notes, *to(server), **KEY)
        assert again.status == 0
        assert len(server.asked) == asked, "nothing changed, so nothing is asked"
        text = notes.read_text(encoding="utf-8")
        notes.write_text(text.replace("志愿服务14场", "志愿服务15场"), encoding="utf-8")
        third = drafter("draft", notes, *to(server), **KEY)
        assert third.status == 0
        assert len(server.asked) == asked + 1, "one bullet changed, so its section alone is asked for"
        assert "15场" in notes.with_name("report.md").read_text(encoding="utf-8")
        drafter("draft", notes, *to(server, "--fresh"), **KEY)
        assert len(server.asked) >= 2 * asked


def test_a_server_that_lies_in_every_reply(drafter: Callable[..., Done], notes: Path) -> None:
    with Loopback(timed(0, lie)) as server:
        done = drafter("draft", notes, *to(server), "--format", "json", **KEY)
    assert done.status == 0, done.err
    report = notes.with_name("report.md")
    assert_true_to(notes, report)
    text = report.read_text(encoding="utf-8")
    assert "虚构" not in text
    assert "您" not in text
    told = json.loads(done.out)
    assert sum(section["composed"] for section in told["sections"]) >= 29


def test_the_json_is_the_contract(drafter: Callable[..., Done], notes: Path) -> None:
    told = json.loads(drafter("draft", notes, "--format", "json").out)
    assert set(told) == {"schema", "report", "backend", "model", "sections", "findings", "usage"}
    assert (told["schema"], told["backend"], told["model"]) == (1, "compose", "")
    assert Path(told["report"]).is_file()
    assert set(told["sections"][0]) == {"title", "chars", "sentences", "repaired", "composed"}
    assert set(told["usage"]) == {"requests", "prompt_tokens", "completion_tokens", "seconds"}


def run(environment: dict[str, str], folder: Path, *words: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "drafter", *map(str, words)],
        cwd=folder,
        env={**environment, **KEY},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.slow
def test_a_kill_loses_no_finished_section(
    drafter: Callable[..., Done], environment: dict[str, str], notes: Path, tmp_path: Path
) -> None:
    with Loopback(timed(0.2, honest)) as server:
        process = run(environment, tmp_path, "draft", notes, *to(server, "--jobs", "1"))
        until(lambda: len(server.asked) >= 4)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        before = [asked.prompt for asked in server.asked]
        done = drafter("draft", notes, *to(server, "--jobs", "1"), **KEY)
        assert done.status == 0, done.err
        after = [asked.prompt for asked in server.asked[len(before) :]]
        assert not set(before[:-1]) & set(after), "a finished section was asked for again"
    assert_true_to(notes, notes.with_name("report.md"))


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_with_a_sentence(
    environment: dict[str, str], notes: Path, tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    with Loopback(timed(20, honest)) as server:
        process = run(environment, tmp_path, "draft", notes, *to(server))
        until(lambda: len(server.asked) >= 1)
        started = time.monotonic()
        os.kill(process.pid, sent)
        _, err = process.communicate(timeout=10)
        assert time.monotonic() - started < 10
    assert process.returncode == status
    assert "Traceback" not in err.decode()
    assert "已保存" in err.decode()


def test_a_report_changed_by_hand_is_kept(drafter: Callable[..., Done], notes: Path) -> None:
    drafter("draft", notes)
    report = notes.with_name("report.md")
    own = report.read_text(encoding="utf-8") + "\n手写的一段。\n"
    report.write_text(own, encoding="utf-8")
    done = drafter("draft", notes)
    assert "report.old1.md" in done.err
    assert notes.with_name("report.old1.md").read_text(encoding="utf-8") == own
    assert "手写" not in report.read_text(encoding="utf-8")


def test_gbk_notes_are_read_as_they_are(drafter: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "gbk.md").write_bytes(SAMPLE.read_text(encoding="utf-8").encode("gb18030"))
    done = drafter("draft", "gbk.md", "-o", "-")
    assert done.status == 0
    assert "近200个问题" in done.out


def test_a_dry_run_sends_nothing_and_shows_the_prompts(drafter: Callable[..., Done], notes: Path) -> None:
    with Loopback(timed(0, honest)) as server:
        done = drafter("draft", notes, *to(server), "--dry-run", **KEY)
        assert not server.asked
    assert done.status == 0
    assert "近200个问题" in done.out
    assert "词元" in done.err
    assert not notes.with_name("report.md").exists()


def test_private_facts_are_neither_sent_nor_printed(drafter: Callable[..., Done], notes: Path) -> None:
    text = notes.read_text(encoding="utf-8")
    secret = "- [内部] 信访积案7件未化解\n"
    notes.write_text(text.replace("# 个人履职情况\n", "# 个人履职情况\n" + secret, 1), encoding="utf-8")
    with Loopback(timed(0, honest)) as server:
        done = drafter("draft", notes, *to(server), **KEY)
        assert all("信访积案" not in json.dumps(asked.body, ensure_ascii=False) for asked in server.asked)
    assert done.status == 0, done.err
    assert "信访积案" not in notes.with_name("report.md").read_text(encoding="utf-8")


def test_an_empty_reply_keeps_back_its_section_alone(drafter: Callable[..., Done], notes: Path) -> None:
    def now_and_then(asked: Asked) -> str:
        return "" if "实验中学" in asked.prompt else honest(asked)

    with Loopback(timed(0, now_and_then)) as server:
        done = drafter("draft", notes, *to(server), **KEY, DRAFTER_RETRIES="0")
    assert done.status == 3, done.err
    assert "突出内涵建设，促进中心工作" in done.err
    assert_true_to(notes, notes.with_name("report.md"))


def test_the_report_of_the_real_model_is_true_to_its_notes(drafter: Callable[..., Done]) -> None:
    report = SAMPLE.parent / "model" / "report.md"
    assert_true_to(SAMPLE, report)
    done = drafter("check", report, "--notes", SAMPLE, "--format", "json")
    assert done.status == 0
    assert json.loads(done.out)["findings"] == []


def test_lines_that_are_no_bullets_are_said_but_not_those_of_a_fresh_folder(
    drafter: Callable[..., Done], tmp_path: Path
) -> None:
    assert drafter("new", "mine").status == 0
    notes = tmp_path / "mine" / "notes.md"
    notes.write_text(notes.read_text(encoding="utf-8").replace("- \n", "- 完成项目12个\n", 1), encoding="utf-8")
    assert "不是要点" not in drafter("draft", notes).err
    notes.write_text(notes.read_text(encoding="utf-8") + "培训干部6期\n", encoding="utf-8")
    said = drafter("draft", notes).err
    assert "有1行不是要点" in said
    assert "培训干部6期" in said

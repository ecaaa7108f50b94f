"""The commands as a person runs them: a process of its own, a terminal where they are asked."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers.loopback import Asked, Loopback
from tests.servers.scripted import lie, timed

SAMPLE = Path(__file__).parents[2] / "samples" / "education"
KEY = {"DRAFTER_API_KEY": "sk-test-key-for-nobody"}


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("report.md", "notes.md"):
        shutil.copy(SAMPLE / name, tmp_path)
    return tmp_path


def environment(home: Path) -> dict[str, str]:
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("DRAFTER_", "OPENAI_", "LC_", "LANG"))
    }
    own = {"DRAFTER_CONFIG_DIR": str(home / "config"), "DRAFTER_STATE_DIR": str(home / "state")}
    return {**kept, **own, **KEY, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}


def drafter(home: Path, *words: str, stdin: bytes = b"") -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "drafter", *words],
        input=stdin,
        capture_output=True,
        cwd=home,
        env=environment(home),
        timeout=100,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def on_terminal(home: Path, answer: bytes, *words: str) -> tuple[int, str]:
    """The run in a pseudo-terminal, its question answered; status and all that was shown."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "drafter", *words],
        stdin=child, stdout=child, stderr=child, cwd=home, env=environment(home), close_fds=True,
    )  # fmt: skip
    os.close(child)
    os.write(parent, answer)
    shown = b""
    while True:
        try:
            piece = os.read(parent, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(parent)
    return process.wait(timeout=60), shown.decode(errors="replace")


def to(server: Loopback) -> tuple[str, ...]:
    return ("--backend", "openai", "--base-url", server.url, "--model", "scripted")


def test_yes_writes_and_diff_only_shows(home: Path) -> None:
    report = home / "report.md"
    old = report.read_bytes()
    shown = drafter(home, "rewrite", "report.md", "一（三）", "--diff")
    assert shown.status == 0, shown.err
    assert "[-认真-]" in shown.out
    assert "不发送任何内容" in shown.err.splitlines()[0]
    assert report.read_bytes() == old
    done = drafter(home, "rewrite", "report.md", "一（三）", "--yes")
    assert done.status == 0, done.err
    assert report.read_bytes() != old


def test_without_a_terminal_nothing_is_sent_or_written_unless_told(home: Path) -> None:
    with Loopback(timed(0, lie)) as server:
        done = drafter(home, "rewrite", "report.md", "一（三）", *to(server))
        assert not server.asked
    assert done.status == 2
    assert "--yes" in done.err


def test_a_file_that_is_not_there_is_said_first(home: Path) -> None:
    for words in (("rewrite", "gone.md", "一（三）"), ("history", "gone.md", "--restore", "1"), ("sort", "gone.md")):
        done = drafter(home, *words)
        assert done.status == 2, words
        assert "gone.md" in done.err.splitlines()[0], done.err
        assert "--yes" not in done.err


def test_a_lying_server_is_told_sentence_by_sentence(home: Path) -> None:
    old = (home / "report.md").read_bytes()
    with Loopback(timed(0, lie)) as server:
        done = drafter(home, "rewrite", "report.md", "一（三）", "--yes", *to(server))
    assert done.status == 3
    assert done.err.count("保留原句：") == 5
    assert server.url in done.err.splitlines()[0]
    assert (home / "report.md").read_bytes() == old


def test_a_reply_that_was_paid_for_is_not_asked_again(home: Path) -> None:
    with Loopback(timed(0, lie)) as server:
        drafter(home, "rewrite", "report.md", "一（三）", "--diff", *to(server))
        asked = len(server.asked)
        drafter(home, "rewrite", "report.md", "一（三）", "--diff", *to(server))
        assert len(server.asked) == asked


def test_two_sections_that_fit_are_named(home: Path) -> None:
    done = drafter(home, "rewrite", "report.md", "建设", "--yes")
    assert done.status == 2
    assert "突出组织建设" in done.err
    assert "突出作风建设" in done.err


def test_a_section_that_is_not_there_and_no_section_at_all(home: Path) -> None:
    assert "各节" in drafter(home, "rewrite", "report.md", "财务决算", "--yes").err
    assert drafter(home, "rewrite", "report.md", "--yes").status == 2
    assert drafter(home, "rewrite", "report.md", "二", "--findings", "--yes").status == 2


def test_one_sentence(home: Path) -> None:
    old = (home / "report.md").read_text(encoding="utf-8")
    done = drafter(home, "rewrite", "report.md", "--sentence", "党建和德育联动机制", "--yes")
    assert done.status == 0, done.err
    assert (home / "report.md").read_text(encoding="utf-8") == old.replace("一是认真落实党建", "一是落实党建")


def test_a_length_holds_without_a_model_and_what_went_is_said(home: Path) -> None:
    done = drafter(home, "rewrite", "report.md", "二", "--instruction", "压到150字", "--yes")
    assert done.status == 0, done.err
    assert "省去了" in done.err
    body = re.search(r"## 二、存在的不足\n\n(.+)\n", (home / "report.md").read_text(encoding="utf-8"))
    assert body is not None
    assert len(body[1]) <= 150


def test_a_length_that_would_lose_figures_is_refused_and_said(home: Path) -> None:
    done = drafter(home, "rewrite", "report.md", "一（二）", "--instruction", "压到20字", "--yes")
    assert done.status == 3
    assert "没有达到要求的长度（20字以内），还多" in done.err
    assert "90多个、近200个" in done.err  # what has to stay
    text = (home / "report.md").read_text(encoding="utf-8")
    for words in ("90多个", "近200个", "5个", "《教育局机关“四强”党支部建设推进计划》"):
        assert words in text


def test_what_is_too_short_already_is_not_made_shorter(home: Path) -> None:
    old = (home / "report.md").read_text(encoding="utf-8")
    for wish in ("不少于500字", "400—500字"):
        done = drafter(home, "rewrite", "report.md", "一（二）", "--instruction", wish, "--yes")
        assert done.status == 3
        assert "还少" in done.err
        assert "编造" in done.err
    assert (home / "report.md").read_text(encoding="utf-8") == old


def test_a_length_for_several_sections_is_told_as_it_was_asked(home: Path) -> None:
    done = drafter(home, "rewrite", "report.md", "一", "--instruction", "压到300字", "--diff")
    assert done.status == 3
    assert re.search(r"各节合计现为\d+字，要求300字以内，还多\d+字", done.err)


def test_findings_are_mended_by_the_notes(home: Path) -> None:
    report = home / "report.md"
    right = report.read_text(encoding="utf-8")
    report.write_text(right.replace("志愿服务14场", "志愿服务15场"), encoding="utf-8")

    def mend(asked: Asked) -> str:
        """As an editor who is told what is true: the fact in place of each sentence that has one."""
        head, _, rest = asked.prompt.partition("以下面的要点为准")
        old = dict(re.findall(r"^\[(\d+)\](.+)$", head, re.MULTILINE))
        true = dict(re.findall(r"^\[(\d+)\](.+)$", rest, re.MULTILINE))
        return "\n".join(f"[{number}]{true.get(number, text).rstrip('。')}。" for number, text in old.items())

    with Loopback(timed(0, mend)) as server:
        done = drafter(home, "rewrite", "report.md", "--findings", "--notes", "notes.md", "--yes", *to(server))
        assert "15场" in server.asked[0].prompt
    assert done.status == 0, done.err
    assert "志愿服务14场" in report.read_text(encoding="utf-8")
    again = drafter(home, "rewrite", "report.md", "--findings", "--notes", "notes.md", "--yes")
    assert "没有发现问题" in again.err


def test_findings_are_mended_by_the_notes_without_a_model(home: Path) -> None:
    report = home / "report.md"
    right = report.read_text(encoding="utf-8")
    report.write_text(right.replace("志愿服务14场", "志愿服务15场"), encoding="utf-8")
    done = drafter(home, "rewrite", "report.md", "--findings", "--notes", "notes.md", "--yes")
    assert done.status == 0, done.err
    assert "四是局机关开展志愿服务14场，人均23.5小时。" in report.read_text(encoding="utf-8")


def test_confidential_and_offline(home: Path) -> None:
    away = ("--backend", "openai", "--base-url", "https://api.example.com/v1", "--model", "m", "--yes")
    assert drafter(home, "rewrite", "report.md", "二", "--offline", *away).status == 5
    report = home / "report.md"
    report.write_text("机密★1年\n\n" + report.read_text(encoding="utf-8"), encoding="utf-8")
    done = drafter(home, "rewrite", "report.md", "二", *away)
    assert done.status == 5
    assert "Traceback" not in done.err


def test_standard_input_to_standard_output(home: Path) -> None:
    text = (home / "report.md").read_bytes()
    done = drafter(home, "rewrite", "-", "一（三）", stdin=text)
    assert done.status == 0, done.err
    assert done.out == text.decode().replace("一是认真落实党建", "一是落实党建").replace(
        "三是认真开展思政", "三是开展思政"
    )


@pytest.mark.parametrize(("answer", "written"), [(b"y\n", True), (b"\n", False), (b"no\n", False)])
def test_on_a_terminal_the_person_is_asked(home: Path, answer: bytes, written: bool) -> None:  # noqa: FBT001  # a case
    old = (home / "report.md").read_bytes()
    status, shown = on_terminal(home, answer, "rewrite", "report.md", "一（三）")
    assert status == 0, shown
    assert "\x1b[31;9m认真\x1b[0m" in shown
    assert ((home / "report.md").read_bytes() != old) is written


def test_on_a_terminal_the_person_chooses_between_two(home: Path) -> None:
    _, shown = on_terminal(home, b"3\ny\n", "rewrite", "report.md", "建设")
    assert "2  （二）突出组织建设" in shown
    assert "一是落实党建" in (home / "report.md").read_text(encoding="utf-8")


def test_history_lists_shows_compares_and_restores(home: Path) -> None:
    report = home / "report.md"
    old = report.read_bytes()
    assert "还没有版本" in drafter(home, "history", "report.md").err
    assert not (home / ".drafter").exists(), "to look leaves no trace"
    drafter(home, "rewrite", "report.md", "一（三）", "--yes")
    told = json.loads(drafter(home, "history", "report.md", "--format", "json").out)
    assert [version["id"] for version in told["versions"]] == [1, 2]
    listed = drafter(home, "history", "report.md").out
    assert "手工5" in listed
    assert "内置2" in listed
    assert drafter(home, "history", "report.md", "--show", "1").out.strip() in old.decode()
    assert "[-认真-]" in drafter(home, "history", "report.md", "--diff", "1", "2").out
    assert drafter(home, "history", "report.md", "--restore", "1").status == 2
    done = drafter(home, "history", "report.md", "--restore", "1", "--yes")
    assert done.status == 0, done.err
    assert report.read_bytes() == old
    assert drafter(home, "history", "report.md", "--show", "77").status == 2


def test_the_history_of_a_draft_counts_figures_and_restores_the_whole(home: Path) -> None:
    drafter(home, "draft", "notes.md", "-o", "own.md")
    old = (home / "own.md").read_bytes()
    (home / "own.md").write_bytes(old.replace("现将履职情况报告如下。".encode(), b""))
    told = json.loads(drafter(home, "history", "own.md", "--format", "json").out)["versions"]
    assert sum(version["figures"] for version in told if version["section"]) > 5
    whole = next(version["id"] for version in told if not version["section"])
    done = drafter(home, "history", "own.md", "--restore", str(whole), "--yes")
    assert done.status == 0, done.err
    assert (home / "own.md").read_bytes() == old

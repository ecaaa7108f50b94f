"""`drafter sort` as a person runs it: shown before it is written, bytes kept, private words never sent or shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.servers.loopback import Loopback, completion, error

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Done

MESSY = Path(__file__).parents[2] / "samples" / "messy" / "notes.md"
NOTES = "- 完成投资31.6亿元\n- 今后加强学习\n- [内部] 张三表现不佳\n- 推进老旧小区改造\n"
SORTED = (
    "# 个人履职情况\n\n- 完成投资31.6亿元\n- [内部] 张三表现不佳\n- 推进老旧小区改造\n\n"
    "# 努力的方向\n\n- 今后加强学习\n"
)
KEY = {"DRAFTER_API_KEY": "sk-test-key-for-nobody"}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


def test_it_writes_headings_shows_what_goes_where_and_is_done_when_run_again(
    drafter: Callable[..., Done], notes: Path
) -> None:
    done = drafter("sort", notes, "--yes")
    assert (done.status, done.out) == (0, "")
    assert notes.read_text(encoding="utf-8") == SORTED
    assert done.err.index("个人履职情况\n  第1行  完成投资31.6亿元") < done.err.index("努力的方向\n  第2行")
    assert "张三" not in done.err
    again = drafter("sort", notes)
    assert again.status == 2, "nobody is there to ask"
    assert drafter("sort", notes, "--yes").status == 0
    assert notes.read_text(encoding="utf-8") == SORTED


@pytest.mark.parametrize("options", [["--diff"], ["--dry-run"]])
def test_nothing_is_written_where_only_the_change_is_asked_for(
    drafter: Callable[..., Done], notes: Path, options: list[str]
) -> None:
    done = drafter("sort", notes, *options)
    assert done.status == 0
    assert "第2行  今后加强学习" in done.err
    assert ("+# 努力的方向" in done.out) == (options == ["--diff"])
    assert notes.read_text(encoding="utf-8") == NOTES


def test_another_file_or_standard_output(drafter: Callable[..., Done], notes: Path, tmp_path: Path) -> None:
    assert drafter("sort", notes, "-o", tmp_path / "new.md").status == 0
    assert (tmp_path / "new.md").read_text(encoding="utf-8") == SORTED
    assert notes.read_text(encoding="utf-8") == NOTES
    assert drafter("sort", "-", stdin=NOTES.encode()).out == SORTED
    assert drafter("sort", notes, "-o", "-").out == SORTED


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_the_file_keeps_its_encoding_and_line_ends(drafter: Callable[..., Done], tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "notes.md"
    text = MESSY.read_text(encoding="gb18030").replace("\n", "\r\n")
    path.write_bytes(text.encode(encoding))
    assert drafter("sort", path, "--yes").status == 0
    new = path.read_bytes().decode(encoding)
    assert path.read_bytes() == new.encode(encoding)
    assert "\n" not in new.replace("\r\n", "")
    headings = {line for line in new.split("\r\n") if line.startswith("#")}
    assert sorted(filter(None, text.split("\r\n"))) == sorted(
        line for line in new.split("\r\n") if line and line not in headings
    )


def test_json(drafter: Callable[..., Done], notes: Path) -> None:
    done = drafter("sort", notes, "--format", "json", "--yes")
    told = json.loads(done.out)
    assert (told["schema"], told["kind"], told["left"]) == (1, "zh-duty", [])
    assert [(row["line"], row["section"], row["by"]) for row in told["sorted"]] == [
        (1, "performance", "words"),
        (2, "next", "words"),
        (3, "performance", "words"),
        (4, "performance", "words"),
    ]
    assert "张三" not in done.out
    assert drafter("sort", "-", "--format", "json", stdin=NOTES.encode()).status == 2


def test_a_model_helps_and_sees_nothing_private(drafter: Callable[..., Done], notes: Path) -> None:
    with Loopback(completion("[1] performance\n[2] next\n[3] next\n完成投资99亿元")) as server:
        words = ("sort", notes, "--yes", "--backend", "openai", "--base-url", server.url, "--model", "m")
        done = drafter(*words, **KEY)
        assert done.status == 0, done.err
        asked = json.dumps([one.body for one in server.asked], ensure_ascii=False)
    assert "推进老旧小区改造" in asked
    assert "张三" not in asked
    new = notes.read_text(encoding="utf-8")
    assert "- 推进老旧小区改造" in new.partition("# 努力的方向")[2], "nothing but the model speaks of this one"
    assert "99亿元" not in new + done.err
    assert "第4行  推进老旧小区改造（模型）" in done.err


def test_a_model_that_goes_against_clear_words_is_told_and_not_heard(drafter: Callable[..., Done], notes: Path) -> None:
    with Loopback(completion("[1] lead\n[2] lead\n[3] lead")) as server:
        words = ("sort", notes, "--yes", "--backend", "openai", "--base-url", server.url, "--model", "m")
        done = drafter(*words, **KEY)
    assert done.status == 0, done.err
    assert "模型的归法与明显的用词不符" in done.err
    assert notes.read_text(encoding="utf-8") == SORTED


def test_a_server_that_refuses_leaves_it_to_the_words(drafter: Callable[..., Done], notes: Path) -> None:
    with Loopback(error(400, "content filter", "content_filter")) as server:
        words = ("sort", notes, "--yes", "--backend", "openai", "--base-url", server.url, "--model", "m")
        done = drafter(*words, **KEY)
    assert done.status == 3, done.err
    assert notes.read_text(encoding="utf-8") == SORTED


def test_a_server_that_fails_changes_nothing(drafter: Callable[..., Done], notes: Path) -> None:
    words = ("sort", notes, "--yes", "--backend", "openai", "--base-url", "http://127.0.0.1:9/v1", "--model", "m")
    done = drafter(*words, **KEY, DRAFTER_RETRIES="0")
    assert done.status == 4, done.err
    assert notes.read_text(encoding="utf-8") == NOTES


def test_confidential_notes_go_to_no_remote_server(drafter: Callable[..., Done], notes: Path) -> None:
    notes.write_text(f"---\n密级：机密\n---\n{NOTES}", encoding="utf-8")
    words = ("sort", notes, "--yes", "--backend", "openai", "--base-url", "https://remote.example/v1", "--model", "m")
    assert drafter(*words, **KEY).status == 5
    assert drafter("sort", notes, "--yes").status == 0


def test_a_draft_shows_the_sorting_first(drafter: Callable[..., Done], notes: Path) -> None:
    err = drafter("draft", notes, "-o", "-").err
    assert err.index("3 条要点没有标题") < err.index("努力的方向\n  第2行  今后加强学习") < err.index("✓")
    assert "张三" not in err
    drafter("sort", notes, "--yes")
    assert "没有标题" not in drafter("draft", notes, "-o", "-").err


@pytest.mark.parametrize(
    ("words", "status"),
    [(["sort", "missing.md", "--yes"], 2), (["sort", "notes.md", "--kind", "none", "--yes"], 2), (["sort"], 2)],
)
def test_what_cannot_be_followed(drafter: Callable[..., Done], notes: Path, words: list[str], status: int) -> None:
    done = drafter(*words)
    assert done.status == status
    assert "Traceback" not in done.err

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafter.backends import open_backend
from drafter.errors import AccountError, InputError, StorageError, UsageError
from drafter.model import Message, Request
from drafter.settings import Settings
from tests.servers.loopback import Loopback, completion

if TYPE_CHECKING:
    from pathlib import Path

ASK = Request((Message("user", "[1] 完成投资2860万元"),), section="履职情况", seed=1)


def recorded(path: Path, *texts: str) -> None:
    with Loopback(*map(completion, texts)) as server:
        backend = open_backend(Settings(backend="openai", model="small", base_url=server.url, record=str(path)))
        assert backend
        assert (backend.name, backend.place) == ("openai", "")
        for text in texts:
            assert backend.complete(ASK).text == text
        backend.close()


def test_what_was_recorded_is_given_again_in_turn(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    recorded(path, "一是甲。", "一是乙。")
    backend = open_backend(Settings(backend="replay", replay=str(path)))
    assert backend
    seen: list[str] = []
    assert [backend.complete(replace(ASK, section=""), seen.append).text for _ in range(3)] == [
        "一是甲。",
        "一是乙。",
        "一是乙。",
    ]
    assert seen == ["一是甲。", "一是乙。", "一是乙。"]
    assert (backend.name, backend.model, backend.place) == ("replay", "small", "")
    assert backend.complete(ASK).usage.completion_tokens == 12
    backend.close()


def test_a_recording_is_readable_and_free_of_the_prompt(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    recorded(path, "一是甲。")
    row = json.loads(path.read_text(encoding="utf-8"))
    assert "一是甲。" in path.read_text(encoding="utf-8"), "not escaped: a person reads it"
    assert row["section"] == "履职情况"
    assert "2860" not in path.read_text(encoding="utf-8")


def test_what_was_not_recorded_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    recorded(path, "一是甲。")
    backend = open_backend(Settings(backend="replay", replay=str(path)))
    assert backend
    with pytest.raises(AccountError) as caught:
        backend.complete(replace(ASK, seed=2))
    assert "履职情况" in caught.value.say("zh")


@pytest.mark.parametrize(
    ("content", "line"), [("\n{}", 2), ("oops", 1), ('{"digest": "d", "text": "x", "model": "m"}\n[]', 2)]
)
def test_a_line_that_is_no_reply_is_named(tmp_path: Path, content: str, line: int) -> None:
    path = tmp_path / "replies.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        open_backend(Settings(backend="replay", replay=str(path)))
    assert caught.value.line == line


def test_recordings_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.jsonl", tmp_path):
        with pytest.raises(InputError):
            open_backend(Settings(backend="replay", replay=str(path)))
    with pytest.raises(UsageError):
        open_backend(Settings(backend="replay"))
    with Loopback(completion("甲。")) as server:
        backend = open_backend(Settings(backend="openai", model="m", base_url=server.url, record=str(tmp_path)))
        assert backend
        with pytest.raises(StorageError):
            backend.complete(ASK)
        backend.close()


def test_the_composer_needs_no_backend() -> None:
    assert open_backend(Settings()) is None


def test_a_backend_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError):
        open_backend(Settings(backend="oracle"))

"""The backend local: against a stand-in of the library, and, marked `model`, against the real one."""

from __future__ import annotations

import os
import sys
import threading
from itertools import repeat
from typing import TYPE_CHECKING, Any

import pytest

from drafter.backends import open_backend
from drafter.backends.local import LocalBackend, machine_threads
from drafter.backends.prefixes import KEPT, prune
from drafter.errors import (
    AccountError,
    BackendError,
    EmptyError,
    InputError,
    RetryableError,
    TruncatedError,
    UsageError,
)
from drafter.model import Message, Request
from drafter.settings import Settings
from tests.servers.llama_library import Llama, install

if TYPE_CHECKING:
    from pathlib import Path

ASK = Request(
    (Message("system", "写述职报告。"), Message("user", "[1] 完成投资2860万元")), max_tokens=40, seed=3, stop=("\n\n",)
)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> type[Llama]:
    install(Llama, monkeypatch, tmp_path / "state")
    return Llama


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF")
    return Settings(backend="local", model=str(path))


def test_a_reply_of_the_model(library: type[Llama], settings: Settings) -> None:
    backend = open_backend(settings)
    assert backend
    assert library.made == [], "nothing is loaded before the first request"
    seen: list[str] = []
    reply = backend.complete(ASK, seen.append)
    assert reply.text == "一是完成投资。" == "".join(seen)
    assert (reply.model, backend.model, backend.name, backend.place) == ("tiny", "tiny", "local", "")
    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens, reply.usage.cached_tokens) == (20, 10, 14)
    asked = library.made[0].asked[0]
    assert asked["messages"][0] == {"role": "system", "content": "写述职报告。"}
    assert (asked["max_tokens"], asked["seed"], asked["temperature"], asked["stop"]) == (40, 3, 0.0, ["\n\n"])
    backend.complete(ASK)
    assert len(library.made) == 1, "the model stays, and what it has read"
    backend.close()
    assert not library.made[0].open
    with pytest.raises(BackendError):
        backend.complete(ASK)


def test_settings_reach_the_model(library: type[Llama], settings: Settings) -> None:
    LocalBackend(Settings(**{**vars(settings), "threads": 3, "context_tokens": 2048})).complete(ASK)
    LocalBackend(settings).complete(ASK)
    first, second = (made.options for made in library.made)
    assert (first["n_threads"], first["n_ctx"]) == (3, 2048)
    assert second["n_threads"] == machine_threads() >= 1


@pytest.mark.parametrize(
    ("words", "finish", "kind"),
    [
        ([], "stop", EmptyError),
        (["一是"], "length", TruncatedError),
        (["一是\x1b[0m"], "stop", RetryableError),
        (["一是", ValueError("Requested tokens (9000) exceed context window of 8192")], "stop", AccountError),
        ([RuntimeError("llama_decode returned -1")], "stop", RetryableError),
    ],
)
@pytest.mark.usefixtures("library")
def test_the_contract_holds_here_too(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    words: Any,
    finish: str,
    kind: type[BackendError],
) -> None:
    monkeypatch.setattr(Llama, "words", words)
    monkeypatch.setattr(Llama, "finish", finish)
    with pytest.raises(kind) as caught:
        LocalBackend(settings).complete(ASK)
    assert type(caught.value) is kind
    assert caught.value.hint("zh")


RULES = "你是机关公文写作人员，把要点写成正文。" * 5
"""A beginning that is worth keeping."""


def ask(turn: str, rules: str = RULES) -> Request:
    return Request((Message("system", rules), Message("user", turn)))


def kept(tmp_path: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "state").rglob("*.prefix"))]


def test_a_later_run_takes_up_what_all_requests_begin_with(
    library: type[Llama], settings: Settings, tmp_path: Path
) -> None:
    for _ in range(2):
        backend = LocalBackend(settings)
        backend.complete(ask("完成投资2860万元"))
        backend.complete(ask("建成站房3座"))
        backend.close()
        assert kept(tmp_path) == [RULES], "the beginning alone: nothing of anybody's notes"
    assert [made.asked[0]["held"] for made in library.made] == [0, len(RULES)]


def test_each_beginning_is_kept(library: type[Llama], settings: Settings, tmp_path: Path) -> None:
    other = RULES.replace("机关", "学校")
    backend = LocalBackend(settings)
    for rules in (RULES, other, RULES):
        backend.complete(ask("建成站房3座", rules))
    backend.close()
    assert sorted(kept(tmp_path)) == sorted([RULES, other])
    assert library.made[0].asked[2]["held"] == len(RULES)


def test_short_beginnings_and_none_are_not_worth_a_file(
    library: type[Llama], settings: Settings, tmp_path: Path
) -> None:
    backend = LocalBackend(settings)
    backend.complete(ASK)
    backend.complete(Request((Message("user", "长" * 200),)))
    backend.close()
    assert library.made
    assert kept(tmp_path) == []


def test_a_kept_beginning_that_is_broken_is_made_anew(library: type[Llama], settings: Settings, tmp_path: Path) -> None:
    for _ in range(2):
        backend = LocalBackend(settings)
        assert backend.complete(ask("建成站房3座")).text == "一是完成投资。"
        backend.close()
        for path in (tmp_path / "state").rglob("*.prefix"):
            assert path.read_text(encoding="utf-8") == RULES
            path.write_text("broken", encoding="utf-8")
    assert [made.asked[0]["held"] for made in library.made] == [0, 0]


def test_a_folder_that_cannot_be_written_costs_no_reply(
    library: type[Llama], settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    backend = LocalBackend(settings)
    assert backend.complete(ask("建成站房3座")).text == "一是完成投资。"
    backend.close()
    assert not library.made[0].open


def test_the_beginnings_used_last_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        path = tmp_path / f"{number}.prefix"
        path.touch()
        os.utime(path, (number, number))
    (tmp_path / "9.prefix.4711").touch()
    prune(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{number}.prefix" for number in range(3, KEPT + 3)}


def test_a_model_that_does_not_end_is_left_at_the_deadline(
    library: type[Llama], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Llama, "words", repeat("再"))
    with pytest.raises(RetryableError) as caught:
        LocalBackend(Settings(**{**vars(settings), "timeout_total": 0.05})).complete(ASK)
    assert caught.value.key == "backends.total"


def test_closing_ends_what_is_under_way(
    library: type[Llama], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Llama, "words", repeat("再"))
    backend = LocalBackend(settings)
    began = threading.Event()
    caught: list[BackendError] = []

    def work() -> None:
        try:
            backend.complete(ASK, lambda _: began.set())
        except BackendError as fault:
            caught.append(fault)

    thread = threading.Thread(target=work)
    thread.start()
    began.wait()
    backend.close()
    thread.join()
    assert [fault.key for fault in caught] == ["backends.closed"]
    assert not library.made[0].open


def test_a_reader_that_fails_is_not_taken_for_the_model(library: type[Llama], settings: Settings) -> None:
    def fail(_: str) -> None:
        raise ValueError("the reader's own")

    with pytest.raises(ValueError, match="the reader's own"):
        LocalBackend(settings).complete(ASK, fail)


def test_requests_of_threads_go_one_by_one(library: type[Llama], settings: Settings) -> None:
    backend = LocalBackend(settings)
    replies: list[str] = []
    threads = [threading.Thread(target=lambda: replies.append(backend.complete(ASK).text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == ["一是完成投资。"] * 8
    assert not library.made[0].overlapped


def test_a_prompt_that_is_too_long_is_not_read(library: type[Llama], settings: Settings) -> None:
    with pytest.raises(AccountError):
        LocalBackend(settings).complete(Request((Message("user", "长" * 90_000),)))
    assert library.made[0].asked == []


def test_a_file_that_cannot_be_loaded_is_one_sentence(library: type[Llama], tmp_path: Path) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"GGUF")
    with pytest.raises(InputError) as caught:
        LocalBackend(Settings(model=str(path))).complete(ASK)
    assert caught.value.key == "models.bad_model"


def test_without_the_extra_it_says_how_to_get_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llama_cpp", None)
    with pytest.raises(UsageError) as caught:
        LocalBackend(settings).complete(ASK)
    assert "drafter[local]" in caught.value.hint("zh")


def test_no_model_here_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        open_backend(Settings(backend="local", models_dir=str(tmp_path)))


@pytest.mark.model
def test_the_real_model_takes_up_a_beginning_of_an_earlier_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_STATE_DIR", str(tmp_path))
    replies = []
    for _ in range(2):
        backend = LocalBackend(Settings(model=os.environ["DRAFTER_TEST_MODEL"], context_tokens=2048))
        replies.append(backend.complete(ask("用一句话写：完成投资2860万元")))
        backend.close()
    first, second = replies
    assert first.text == second.text
    assert (first.usage.cached_tokens, first.usage.prompt_tokens) == (0, second.usage.prompt_tokens)
    assert second.usage.cached_tokens
    assert second.usage.cached_tokens > 0.5 * (second.usage.prompt_tokens or 0)


@pytest.mark.model
def test_the_real_model_reads_a_common_beginning_once() -> None:
    backend = LocalBackend(Settings(model=os.environ["DRAFTER_TEST_MODEL"], context_tokens=2048))
    start = Message("system", "你是机关公文写作助手。" * 20)
    first, second = (
        backend.complete(Request((start, Message("user", f"用一句话写：{fact}")), max_tokens=60, seed=1))
        for fact in ("完成投资2860万元", "新建学校3所")
    )
    assert first.text
    assert second.usage.prompt_tokens
    assert second.usage.cached_tokens
    assert second.usage.cached_tokens > 0.7 * second.usage.prompt_tokens
    with pytest.raises(TruncatedError):
        backend.complete(Request((start, Message("user", "写一篇长文。")), max_tokens=5))
    backend.close()

"""The backend local: against a stand-in of the library, and, marked `model`, against the real one."""

from __future__ import annotations

import os
import sys
import threading
from itertools import repeat
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from drafter.backends import open_backend
from drafter.backends.local import LocalBackend, machine_threads
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
from tests.servers.loopback import chunk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASK = Request(
    (Message("system", "写述职报告。"), Message("user", "[1] 完成投资2860万元")), max_tokens=40, seed=3, stop=("\n\n",)
)


class Llama:
    """What our backend uses of `llama_cpp.Llama`: says what `words` holds, one chunk a word."""

    words: Any = ("一是", "完成", "投资。")
    finish: Any = "stop"
    made: list[Llama] = []  # noqa: RUF012  # emptied by the fixture

    def __init__(self, path: str, **options: Any) -> None:
        if "broken" in path:
            raise ValueError("Failed to load model from file")
        self.path, self.options = path, options
        self.asked: list[dict[str, Any]] = []
        self.open, self.busy, self.overlapped = True, False, False
        self.ctx, self.n_tokens = "context", 30
        Llama.made.append(self)

    def n_ctx(self) -> int:
        return int(self.options["n_ctx"])

    def create_chat_completion(self, **asked: Any) -> Iterator[dict[str, Any]]:
        self.asked.append(asked)
        self.overlapped |= self.busy
        self.busy = True
        yield chunk(None, role="assistant")
        for word in self.words:
            if isinstance(word, Exception):
                raise word
            yield chunk(word)
        self.busy = False
        yield chunk(None, self.finish)

    def close(self) -> None:
        self.open = False


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> type[Llama]:
    module = ModuleType("llama_cpp")
    module.Llama = Llama  # type: ignore[attr-defined]  # a stand-in
    module.llama_perf_context_reset = lambda context: None  # type: ignore[attr-defined]  # the same
    module.llama_perf_context = lambda context: SimpleNamespace(n_eval=9, n_p_eval=6)  # type: ignore[attr-defined]  # the same
    monkeypatch.setitem(sys.modules, "llama_cpp", module)
    monkeypatch.setattr(Llama, "made", [])
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
    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens, reply.usage.cached_tokens) == (21, 10, 15)
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

"""The backend openai against a real server on the loopback, well-behaved and otherwise."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from drafter.backends import open_backend
from drafter.backends.openai import OpenAIBackend
from drafter.errors import (
    AccountError,
    BackendError,
    PolicyError,
    RefusedError,
    RetryableError,
    TruncatedError,
    UsageError,
)
from drafter.messages import LANGS
from drafter.model import Message, Request
from drafter.settings import Preset, Settings
from tests.servers.loopback import Loopback, body, chat, chunk, completion, data, error, head, raw, stream
from tests.servers.scripted import Counter, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REQUEST = Request((Message("system", "写述职报告。"), Message("user", "[1] 完成投资2860万元")), seed=7, stop=("\n\n",))
TEXT = "一是完成投资2860万元，占年计划的105.3%。"


@pytest.fixture
def ask() -> Iterator[Callable[..., Any]]:
    opened: list[OpenAIBackend] = []

    def complete(to: Loopback | str, *, on_text: Any = None, request: Request = REQUEST, **more: Any) -> Any:
        url = to if isinstance(to, str) else to.url
        defaults = {"backend": "openai", "model": "small", "retries": 0, "timeout_idle": 5.0, "timeout_total": 10.0}
        backend = OpenAIBackend(Settings(base_url=url, **{**defaults, **more}))
        opened.append(backend)
        backend._wait = lambda seconds: None  # type: ignore[method-assign]  # tests do not sleep between tries
        return backend.complete(request, on_text)

    yield complete
    for backend in opened:
        backend.close()


# ------------------------------------------------------------------------------------------------ good answers
def test_a_plain_answer(ask: Callable[..., Any]) -> None:
    with Loopback(completion(TEXT)) as server:
        reply = ask(server)
    assert (reply.text, reply.model) == (TEXT, "small")
    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens, reply.usage.cached_tokens) == (31, 12, 7)
    assert reply.usage.seconds > 0
    sent = server.asked[0].body
    assert sent["messages"] == [
        {"role": "system", "content": "写述职报告。"},
        {"role": "user", "content": "[1] 完成投资2860万元"},
    ]
    assert (sent["seed"], sent["stop"], sent["max_tokens"], sent["temperature"]) == (7, ["\n\n"], 1024, 0.0)
    assert "stream" not in sent


def test_a_streamed_answer_is_shown_as_it_comes(ask: Callable[..., Any]) -> None:
    seen: list[tuple[str, int]] = []
    words = [
        part for word in ("一是完成", "投资2860万元，", "占年计划的105.3%。") for part in (data(chunk(word)), 0.02)
    ]
    usage = data({"choices": [], "usage": chat("")["usage"]})
    with Loopback(stream(*words, data(chunk("", "stop")), usage)) as server:
        reply = ask(server, on_text=lambda piece: seen.append((piece, threading.get_ident())))
    assert reply.text == TEXT == "".join(piece for piece, _ in seen)
    assert {thread for _, thread in seen} == {threading.get_ident()}, "called in the caller's thread"
    assert len(seen) > 1
    assert all(piece for piece, _ in seen)
    assert reply.usage.prompt_tokens == 31
    assert server.asked[0].body["stream_options"] == {"include_usage": True}


def test_what_answers_a_stream_with_a_whole_answer_is_read_too(ask: Callable[..., Any]) -> None:
    seen: list[str] = []
    with Loopback(body(chat(TEXT))) as server:
        assert ask(server, on_text=seen.append).text == TEXT
    assert "".join(seen) == TEXT


def test_thinking_is_neither_shown_nor_returned(ask: Callable[..., Any]) -> None:
    pieces = ["<thi", "nk>想一想", "2860</th", "ink>", "一是完成", "投资。"]
    with Loopback(stream(*(data(chunk(piece)) for piece in pieces), data(chunk("", "stop")))) as server:
        seen: list[str] = []
        assert ask(server, on_text=seen.append).text == "一是完成投资。" == "".join(seen)


def test_keep_alives_and_a_lost_connection_behind_the_end_do_not_matter(ask: Callable[..., Any]) -> None:
    lines = (b": keep-alive\n\n\n\n", data(chunk(TEXT)), data({"choices": []}), data(chunk(None, "stop")))
    with Loopback(stream(*lines, done=False)) as server:
        assert ask(server, on_text=str).text == TEXT


def test_a_model_that_nobody_named_is_asked_for_once(ask: Callable[..., Any]) -> None:
    with Loopback(completion(TEXT)) as server:
        assert ask(server, model="").text == TEXT
    assert [asked.path for asked in server.asked] == ["/v1/models", "/v1/chat/completions"]
    assert server.asked[1].body["model"] == "small"


# ------------------------------------------------------------------------------------------------ what is sent
def test_only_what_is_needed_is_sent(ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_CUSTOM_HEADERS"):
        monkeypatch.setenv(variable, "X-Lies: in-the-environment")
    with Loopback(completion(TEXT)) as server:
        ask(server)
        ask(server, api_key="sk-mine")
    first, second = (asked.headers for asked in server.asked)
    assert "authorization" not in first
    assert second["authorization"] == "Bearer sk-mine"
    assert "in-the-environment" not in str(first)
    assert [name for name in first if name.startswith(("x-", "openai-"))] == ["x-stainless-raw-response"]
    assert first["user-agent"].startswith("drafter/")


def test_a_proxy_is_not_for_this_machine(ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback(error(418, "the proxy was asked")) as proxy, Loopback(completion(TEXT)) as server:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        assert ask(server).text == TEXT
        assert proxy.asked == []


def test_the_quirks_of_a_server(ask: Callable[..., Any]) -> None:
    quirks = Preset(rename={"max_tokens": "max_completion_tokens"}, omit=("seed",), body={"enable_thinking": False})
    with Loopback(completion(TEXT)) as server:
        ask(server, server=quirks)
    sent = server.asked[0].body
    assert (sent["max_completion_tokens"], sent["enable_thinking"]) == (1024, False)
    assert not {"max_tokens", "seed"} & set(sent)


def test_a_field_that_a_server_does_not_take_is_left_out(ask: Callable[..., Any]) -> None:
    refusals = [
        error(400, "Unsupported parameter: 'max_tokens' is not supported with this model.", "unsupported_parameter"),
        error(400, "Unsupported value: 'temperature' does not support 0 with this model.", "unsupported_value"),
        error(422, "Extra inputs are not permitted: seed"),
    ]
    with Loopback(*refusals, completion(TEXT)) as server:
        assert ask(server).text == TEXT
    sent = server.asked[-1].body
    assert sent["max_completion_tokens"] == 1024
    assert not {"max_tokens", "temperature", "seed"} & set(sent)


def test_a_server_that_refuses_for_ever_is_given_up(ask: Callable[..., Any]) -> None:
    refusal = error(400, "Unsupported parameter: 'seed'", "unsupported_parameter")
    with Loopback(refusal) as server, pytest.raises(AccountError):
        ask(server)
    assert len(server.asked) == 2


# ------------------------------------------------------------------------------------------------ tries
def test_what_can_help_is_tried_again(ask: Callable[..., Any]) -> None:
    with Loopback(error(429, "slow down", retry_after="0"), error(503), raw(b""), completion(TEXT)) as server:
        assert ask(server, retries=3).text == TEXT
    assert len(server.asked) == 4


def test_tries_are_bounded(ask: Callable[..., Any]) -> None:
    with Loopback(error(500)) as server, pytest.raises(RetryableError) as caught:
        ask(server, retries=2)
    assert len(server.asked) == 3
    assert caught.value.key == "backends.server_fault"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (error(429, "You exceeded your current quota", "insufficient_quota"), AccountError),
        (error(402, "Insufficient Balance"), AccountError),
        (error(401, "Incorrect API key provided: sk-12345678", "invalid_api_key"), AccountError),
        (error(400, "maximum context length is 4096 tokens", "context_length_exceeded"), AccountError),
        (error(400, "Output data may contain inappropriate content", "data_inspection_failed"), RefusedError),
        (body(chat("半句", "length")), TruncatedError),
    ],
)
def test_what_cannot_help_is_not_tried_again(ask: Callable[..., Any], answer: Any, kind: type[BackendError]) -> None:
    with Loopback(answer) as server, pytest.raises(kind) as caught:
        ask(server, retries=5)
    assert len(server.asked) == 1
    assert type(caught.value) is kind
    assert "12345678" not in str(caught.value)


def test_a_server_that_asks_for_more_time_than_there_is_is_not_waited_for(ask: Callable[..., Any]) -> None:
    with Loopback(error(429, retry_after="3600")) as server, pytest.raises(RetryableError) as caught:
        ask(server, retries=5)
    assert len(server.asked) == 1
    assert caught.value.retry_after == 3600


# ------------------------------------------------------------------------------------------------ deadlines
def drip(*first: bytes, piece: bytes) -> Any:
    return raw(*first, *([piece, 0.02] * 2000))


@pytest.mark.parametrize("shown", [None, str])
@pytest.mark.parametrize(
    "answer",
    [
        drip(piece=b"H"),
        drip(head(), piece=b" "),
        drip(head(content_type="text/event-stream"), piece=b": keep-alive\n\n"),
        drip(head(content_type="text/event-stream"), piece=data(chunk("字"))),
    ],
    ids=["headers", "blanks", "keep-alives", "words"],
)
def test_a_dripping_server_is_left_at_the_total_deadline(ask: Callable[..., Any], answer: Any, shown: Any) -> None:
    with Loopback(answer) as server, pytest.raises(RetryableError) as caught:
        ask(server, on_text=shown, timeout_total=0.3, retries=3)
    assert caught.value.key == "backends.total"
    assert len(server.asked) == 1


def test_a_silent_server_is_left_at_the_idle_deadline(ask: Callable[..., Any]) -> None:
    silent = raw(head(content_type="text/event-stream"), data(chunk("半")), 5.0)
    with Loopback(silent) as server, pytest.raises(RetryableError) as caught:
        ask(server, on_text=str, timeout_idle=0.2)
    assert caught.value.key == "backends.idle"


def test_an_answer_that_had_ended_is_not_lost_to_the_idle_deadline(ask: Callable[..., Any]) -> None:
    with Loopback(raw(head(content_type="text/event-stream"), data(chunk(TEXT, "stop")), 5.0)) as server:
        assert ask(server, on_text=str, timeout_idle=0.2).text == TEXT


# ------------------------------------------------------------------------------------------------ connections
def test_nobody_there(ask: Callable[..., Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    with pytest.raises(RetryableError) as caught:
        ask(f"http://127.0.0.1:{port}/v1")
    assert caught.value.key == "backends.unreachable"
    for lang in LANGS:
        assert str(port) in caught.value.say(lang)
        assert caught.value.hint(lang)


def test_a_redirect_is_not_followed(ask: Callable[..., Any]) -> None:
    with (
        Loopback(completion(TEXT)) as other,
        Loopback(body("", 307, location=f"{other.url}/chat/completions")) as server,
    ):
        with pytest.raises(AccountError) as caught:
            ask(server, api_key="sk-mine")
        assert other.asked == []
    assert caught.value.key == "backends.redirect"
    assert other.url in str(caught.value)


def test_a_server_that_is_elsewhere_is_refused_offline() -> None:
    with pytest.raises(PolicyError) as caught:
        OpenAIBackend(Settings(base_url="https://api.example.com/v1", offline=True))
    assert caught.value.exit == 5
    OpenAIBackend(Settings(base_url="http://localhost:1/v1", offline=True)).close()


def test_a_key_that_is_none_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError) as caught:
        OpenAIBackend(Settings(base_url="http://127.0.0.1:1/v1", api_key="sk-密钥"))
    assert "sk-" not in caught.value.say("zh")


# ------------------------------------------------------------------------------------------------ threads
def test_threads_are_answered_at_once_each_with_its_own(ask: Callable[..., Any]) -> None:
    counter = Counter()
    with Loopback(counter.around(timed(0.3, lambda asked: f"答{asked.prompt}。"))) as server:
        backend = open_backend(Settings(backend="openai", model="m", base_url=server.url))
        assert backend
        replies: dict[str, str] = {}

        def work(word: str) -> None:
            replies[word] = backend.complete(Request((Message("user", word),))).text

        threads = [threading.Thread(target=work, args=(word,)) for word in "甲乙丙丁戊己庚辛壬"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        backend.close()
    assert replies == {word: f"答{word}。" for word in "甲乙丙丁戊己庚辛壬"}
    assert counter.most == 9


def test_closing_ends_what_is_under_way() -> None:
    with Loopback(raw(head(), 30.0)) as server:
        backend = OpenAIBackend(Settings(base_url=server.url, model="m"))
        caught: list[BaseException] = []

        def work() -> None:
            try:
                backend.complete(REQUEST)
            except BackendError as fault:
                caught.append(fault)

        thread = threading.Thread(target=work)
        thread.start()
        while not server.asked:
            thread.join(0.01)
        backend.close()
        thread.join()
        assert [fault.key for fault in caught if isinstance(fault, BackendError)] == ["backends.closed"]
        with pytest.raises(BackendError):
            backend.complete(REQUEST)


def test_a_stop_in_the_midst_of_taking_a_lock_does_not_keep_it_from_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C raises in the main thread wherever it stands: also where a `Condition` has its lock, and does not know yet."""
    with Loopback(completion(TEXT)) as server:
        backend = OpenAIBackend(Settings(base_url=server.url, model="m"))
        backend.complete(REQUEST)  # the thread of the backend runs
        enter = threading.Condition.__enter__

        def stopped(condition: threading.Condition) -> bool:
            taken = enter(condition)
            if threading.get_ident() == threading.main_thread().ident:
                raise KeyboardInterrupt
            return taken

        with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
            patch.setattr(threading.Condition, "__enter__", stopped)
            backend.complete(REQUEST)
        closing = threading.Thread(target=backend.close, daemon=True)
        closing.start()
        closing.join(60)
        assert not closing.is_alive()


def test_a_reader_that_fails_ends_the_request(ask: Callable[..., Any]) -> None:
    def fail(_: str) -> None:
        raise KeyboardInterrupt

    with Loopback(completion(TEXT)) as server, pytest.raises(KeyboardInterrupt):
        ask(server, on_text=fail)


# ------------------------------------------------------------------------------------------------ prompts that were cut
LONG = replace(REQUEST, messages=(Message("user", "完成投资。" * 2000),))


def test_a_prompt_that_the_server_cut_is_noticed(ask: Callable[..., Any]) -> None:
    cut = {**chat(TEXT), "usage": {"prompt_tokens": 2048, "completion_tokens": 9}}
    with Loopback(body(cut)) as server, pytest.raises(AccountError) as caught:
        ask(server, request=LONG)
    assert caught.value.key == "backends.prompt_cut"


def test_a_prompt_that_is_too_long_for_the_context_is_not_sent(ask: Callable[..., Any]) -> None:
    with Loopback(completion(TEXT)) as server, pytest.raises(AccountError) as caught:
        ask(server, request=LONG, context_tokens=2048)
    assert server.asked == []
    assert caught.value.key == "backends.context"


def test_a_prompt_of_full_length_is_fine(ask: Callable[..., Any]) -> None:
    full = {**chat(TEXT), "usage": {"prompt_tokens": 6100, "completion_tokens": 9}}
    with Loopback(body(full)) as server:
        assert ask(server, request=LONG).text == TEXT


def test_opening_a_backend_imports_no_client_library() -> None:
    look = (
        "import sys; from drafter.backends import open_backend; from drafter.settings import Settings;"
        "open_backend(Settings(backend='openai', base_url='http://127.0.0.1:1/v1', model='m')).close();"
        "print(*{'openai', 'httpx2', 'pydantic'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout == "\n"

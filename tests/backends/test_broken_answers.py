"""Every way that we know in which a server answers and yet has not answered: each is an error of the right class."""

from __future__ import annotations

from typing import Any

import pytest

from drafter.backends.openai import OpenAIBackend
from drafter.errors import AccountError, BackendError, EmptyError, RefusedError, RetryableError, TruncatedError
from drafter.messages import LANGS
from drafter.model import Message, Request
from drafter.settings import Settings
from tests.servers.loopback import Answer, Loopback, body, chat, chunk, data, error, head, raw, stream

HTML = "<!DOCTYPE html><html><body>请登录</body></html>"
HALF = data(chunk("一是完成投资"))
EVENTS = head(content_type="text/event-stream")

# name, what the server does, the class of the error, the key of its message, the part of the text that is kept
WHOLE: list[tuple[str, Answer, type[BackendError], str, str]] = [
    ("html as json", body(HTML), RetryableError, "html", ""),
    ("html as html", body(HTML, content_type="text/html"), RetryableError, "html", ""),
    ("no json", body("OK"), RetryableError, "no_json", ""),
    ("nothing at all", body(""), RetryableError, "no_json", ""),
    ("half a json", body('{"choices": [{"mess'), RetryableError, "no_json", ""),
    ("json too deep", body("[" * 100_000), RetryableError, "no_json", ""),
    ("a list", body([]), RetryableError, "no_choices", ""),
    ("null", body(None), RetryableError, "no_choices", ""),
    ("a text", body('"好的"'), RetryableError, "no_choices", ""),
    ("choices missing", body({"id": "x"}), RetryableError, "no_choices", ""),
    ("choices null", body({"choices": None}), RetryableError, "no_choices", ""),
    ("choices empty", body({"choices": []}), RetryableError, "no_choices", ""),
    ("choice null", body({"choices": [None]}), RetryableError, "no_choices", ""),
    ("message null", body({"choices": [{"message": None, "finish_reason": "stop"}]}), EmptyError, "empty", ""),
    ("content null", body(chat(None)), EmptyError, "empty", ""),
    ("content a number", body(chat(7)), EmptyError, "empty", ""),
    ("content empty", body(chat("")), EmptyError, "empty", ""),
    ("content blank", body(chat(" \n\u3000\u200b")), EmptyError, "empty", ""),
    ("finish null", body(chat("一是", None)), TruncatedError, "cut", "一是"),
    ("finish a number", body(chat("一是", 3)), TruncatedError, "cut", "一是"),
    ("finish length", body(chat("一是", "length")), TruncatedError, "length", "一是"),
    ("finish unknown", body(chat("一是", "insufficient_system_resource")), TruncatedError, "finish", "一是"),
    ("finish tool calls", body(chat(None, "tool_calls")), RetryableError, "empty", ""),
    ("finish content filter", body(chat("一是", "content_filter")), RefusedError, "refused", ""),
    ("finish sensitive", body(chat("", "sensitive")), RefusedError, "refused", ""),
    ("a refusal", body(chat(None, message={"refusal": "I can't help with that."})), RefusedError, "refused", ""),
    ("only thinking", body(chat("<think>先想想。</think>")), EmptyError, "empty", ""),
    ("thinking without end", body(chat("<think>先想想", "length")), TruncatedError, "length_thinking", ""),
    (
        "thinking beside it",
        body(chat(None, "length", message={"reasoning_content": "想"})),
        TruncatedError,
        "length_thinking",
        "",
    ),
    (
        "a lone surrogate",
        body('{"choices":[{"message":{"content":"一是\\ud83d"},"finish_reason":"stop"}]}'),
        RetryableError,
        "unclean",
        "",
    ),
    ("escape", body(chat("一是\x1b[31m红")), RetryableError, "unclean", ""),
    ("nul", body(chat("一\x00是")), RetryableError, "unclean", ""),
    ("c1", body(chat("一\x9b是")), RetryableError, "unclean", ""),
    ("bidi override", body(chat("一\u202e是")), RetryableError, "unclean", ""),
    (
        "bytes that are no text",
        raw(head() + b'{"choices":[{"message":{"content":"\xff\xfe"},"finish_reason":"stop"}]}'),
        RetryableError,
        "unclean",
        "",
    ),
    ("an error with status 200", body({"error": {"message": "overloaded"}}), RetryableError, "server_fault", ""),
    (
        "a quota error with status 200",
        body({"error": {"message": "x", "code": "insufficient_quota"}}),
        AccountError,
        "balance",
        "",
    ),
    ("cut before the headers", raw(b""), RetryableError, "cut_connection", ""),
    ("cut in the headers", raw(b"HTTP/1.1 200 OK\r\ncontent-"), RetryableError, "cut_connection", ""),
    ("cut in the body", raw(b"HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{"), RetryableError, "cut_connection", ""),
    ("no http", raw(b"SSH-2.0-OpenSSH_9.6\r\n"), RetryableError, "cut_connection", ""),
    ("broken compression", body("xx", content_encoding="gzip"), RetryableError, "broken", ""),
    ("too many requests", error(429, "slow down"), RetryableError, "too_many", ""),
    ("too many requests, html", body(HTML, 429, "text/html"), RetryableError, "too_many", ""),
    ("timeout of the server", error(408), RetryableError, "server_fault", ""),
    ("conflict", error(409), RetryableError, "server_fault", ""),
    ("internal error", error(500, "context canceled"), RetryableError, "server_fault", ""),
    ("bad gateway, html", body(HTML, 502, "text/html"), RetryableError, "server_fault", ""),
    ("out of quota", error(429, "You exceeded your current quota", "insufficient_quota"), AccountError, "balance", ""),
    ("out of quota, moonshot", error(429, "suspended", "exceeded_current_quota_error"), AccountError, "balance", ""),
    ("out of quota, zhipu", error(429, "您的账户已欠费，请充值后重试。", "1113"), AccountError, "balance", ""),
    (
        "in arrears, dashscope",
        error(400, "Access denied, please make sure your account is in good standing.", "Arrearage"),
        AccountError,
        "balance",
        "",
    ),
    ("balance", error(402, "Insufficient Balance"), AccountError, "balance", ""),
    ("wrong key", error(401, "Incorrect API key provided", "invalid_api_key"), AccountError, "key", ""),
    ("wrong key, no json", body("Unauthorized", 401, "text/plain"), AccountError, "key", ""),
    ("forbidden", error(403, "Country, region, or territory not supported"), AccountError, "forbidden", ""),
    ("no such model", error(404, "The model `x` does not exist", "model_not_found"), AccountError, "model", ""),
    ("no such path", body(HTML, 404, "text/html"), AccountError, "not_found", ""),
    (
        "too long",
        error(400, "This model's maximum context length is 8192 tokens", "context_length_exceeded"),
        AccountError,
        "context",
        "",
    ),
    (
        "too long, llama.cpp",
        error(400, "the request exceeds the available context size", "exceed_context_size_error"),
        AccountError,
        "context",
        "",
    ),
    ("payload too large", error(413), AccountError, "context", ""),
    ("bad request", error(400, "messages: at least one is required"), AccountError, "bad_request", ""),
    ("unprocessable", body({"detail": [{"msg": "field required"}]}, 422), AccountError, "bad_request", ""),
    (
        "content filter, dashscope",
        error(400, "Input data may contain inappropriate content.", "DataInspectionFailed"),
        RefusedError,
        "refused",
        "",
    ),
    ("content filter, deepseek", error(400, "Content Exists Risk"), RefusedError, "refused", ""),
    (
        "content filter, zhipu",
        error(400, "系统检测到输入或生成内容可能包含不安全或敏感内容", "1301"),
        RefusedError,
        "refused",
        "",
    ),
    ("redirect", body("", 307, location="http://elsewhere.example/v1"), AccountError, "redirect", ""),
    ("moved, html", body(HTML, 301, "text/html", location="/login"), AccountError, "redirect", ""),
]
STREAMED: list[tuple[str, Answer, type[BackendError], str, str]] = [
    ("a stream of nothing", stream(done=False), RetryableError, "empty", ""),
    ("a stream of [DONE]", stream(), RetryableError, "empty", ""),
    ("ends in mid-sentence, cleanly", stream(HALF, done=False), TruncatedError, "cut", "一是完成投资"),
    ("ends in mid-sentence, with [DONE]", stream(HALF), TruncatedError, "cut", "一是完成投资"),
    ("cut in a chunk", raw(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\nff\r\n" + HALF), TruncatedError, "cut", "一是完成投资"),
    ("cut before a word", raw(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"), RetryableError, "cut_empty", ""),
    ("half an event at the end", raw(EVENTS, HALF, b'data: {"choi'), RetryableError, "no_json", ""),
    ("an event error", stream(HALF, b'event: error\ndata: {"message": "overloaded"}\n\n'), RetryableError, "server_fault", ""),
    ("an event error without json", stream(HALF, b"event: error\ndata: overloaded\n\n"), RetryableError, "server_fault", ""),
    ("an error in the data", stream(HALF, data({"error": {"message": "busy", "code": 500}})), RetryableError, "server_fault", ""),
    ("a filter in the data", stream(HALF, data({"error": {"code": "data_inspection_failed"}})), RefusedError, "refused", ""),
    ("data that is no json", stream(data("oops")), RetryableError, "no_json", ""),
    ("data that is no chunk", stream(data([1])), RetryableError, "no_choices", ""),
    ("choices null with no end", stream(data({"choices": None})), RetryableError, "empty", ""),
    ("finish length", stream(HALF, data(chunk(None, "length"))), TruncatedError, "length", "一是完成投资"),
    ("finish unknown", stream(HALF, data(chunk(None, "weird"))), TruncatedError, "finish", "一是完成投资"),
    ("finish content filter", stream(HALF, data(chunk(None, "content_filter"))), RefusedError, "refused", ""),
    ("only reasoning", stream(data(chunk(None, None, reasoning_content="想")), data(chunk(None, "length"))), TruncatedError, "length_thinking", ""),
    ("only thinking", stream(data(chunk("<think>想")), data(chunk(None, "stop"))), EmptyError, "empty", ""),
    ("escape", stream(data(chunk("一是\x1b]52;c;x\x07")), data(chunk(None, "stop"))), RetryableError, "unclean", ""),
    ("a lone surrogate", stream(b'data: {"choices":[{"delta":{"content":"\\ud83d"},"finish_reason":"stop"}]}\n\n'), RetryableError, "unclean", ""),
    ("html", raw(EVENTS, HTML.encode()), RetryableError, "empty", ""),
]  # fmt: skip


def names(rows: list[Any]) -> list[str]:
    return [row[0] for row in rows]


def check(answer: Answer, kind: type[BackendError], key: str, partial: str, *, shown: bool) -> None:
    seen: list[str] = []
    settings = Settings(backend="openai", model="m", api_key="sk-0123456789abcdef", retries=0, timeout_total=10.0)
    with Loopback(answer) as server:
        backend = OpenAIBackend(Settings(**{**vars(settings), "base_url": server.url}))
        try:
            with pytest.raises(BackendError) as caught:
                backend.complete(Request((Message("user", "写"),)), seen.append if shown else None)
        finally:
            backend.close()
    fault = caught.value
    assert (type(fault), fault.key) == (kind, f"backends.{key}")
    assert getattr(fault, "partial", "") == partial
    for lang in LANGS:
        sentence = fault.say(lang)
        assert fault.hint(lang), "every error has a way out"
        assert sentence.isprintable(), sentence
    assert all(piece.replace("\n", "").isprintable() for piece in seen)


@pytest.mark.parametrize(("name", "answer", "kind", "key", "partial"), WHOLE, ids=names(WHOLE))
def test_a_broken_answer(name: str, answer: Answer, kind: type[BackendError], key: str, partial: str) -> None:
    check(answer, kind, key, partial, shown=False)


@pytest.mark.parametrize(("name", "answer", "kind", "key", "partial"), WHOLE, ids=names(WHOLE))
def test_a_broken_answer_to_a_stream(
    name: str, answer: Answer, kind: type[BackendError], key: str, partial: str
) -> None:
    check(answer, kind, key, partial, shown=True)


@pytest.mark.parametrize(("name", "answer", "kind", "key", "partial"), STREAMED, ids=names(STREAMED))
def test_a_broken_stream(name: str, answer: Answer, kind: type[BackendError], key: str, partial: str) -> None:
    check(answer, kind, key, partial, shown=True)

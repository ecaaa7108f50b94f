"""A real server on the loopback that answers as a script says, well or badly, down to the byte.

with Loopback(status(429, {"retry-after": "0"}), completion("一是……。")) as server:
    ...  # the first request is refused, each further one answered; server.asked holds what came
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

REASONS = {200: "OK", 307: "Temporary Redirect", 429: "Too Many Requests"}


@dataclass(frozen=True)
class Asked:
    """A request as it came: method, path, headers (names lower-cased), and the JSON of its body."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def prompt(self) -> str:
        """The text of the last turn."""
        return str(self.body["messages"][-1]["content"])


Answer = Callable[[socket.socket, Asked], None]


class Loopback:
    """Serves on a free port until it is left; the last answer serves all further requests.

    Args:
        answers: what each request gets, in turn.
    """

    def __init__(self, *answers: Answer) -> None:
        self._answers = answers
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._open: set[socket.socket] = set()
        self.asked: list[Asked] = []
        self.stopping = threading.Event()
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._socket.close()
        for connection in list(self._open):
            connection.close()

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                if asked := _read(connection):
                    with self._lock:
                        answer = self._answers[min(len(self.asked), len(self._answers) - 1)]
                        self.asked.append(asked)
                    answer(connection, asked)
            except OSError:
                pass  # the client went away, as some tests want it to
        self._open.discard(connection)


def _read(connection: socket.socket) -> Asked | None:
    with connection.makefile("rb") as stream:
        method, _, rest = stream.readline().decode().partition(" ")
        headers = {}
        while (raw := stream.readline()) not in {b"\r\n", b""}:
            name, _, value = raw.decode().partition(":")
            headers[name.lower()] = value.strip()
        size = int(headers.get("content-length", "0"))
        body = stream.read(size)
    if not rest or not raw or len(body) < size:
        return None  # the client was killed in the midst of its request
    return Asked(method, rest.split()[0], headers, json.loads(body) if body else {})


# ------------------------------------------------------------------------------------------------ answers
def raw(*pieces: bytes | float) -> Answer:
    """Bytes as they are; a number waits that many seconds. The connection closes behind the last."""

    def answer(connection: socket.socket, _: Asked) -> None:
        for piece in pieces:
            if isinstance(piece, bytes):
                connection.sendall(piece)
            else:
                time.sleep(piece)

    return answer


def head(status: int = 200, content_type: str = "application/json", **headers: str) -> bytes:
    """Status line and headers, without a length: the body ends with the connection."""
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}", f"content-type: {content_type}", "connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def body(content: Any, status: int = 200, content_type: str = "application/json", **headers: str) -> Answer:
    """A whole answer: JSON from a value, or a text as it is."""
    data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
    return raw(head(status, content_type, content_length=str(len(data)), **headers) + data)


def chat(text: object, finish: object = "stop", **more: Any) -> dict[str, Any]:
    """The JSON of a completion."""
    message = {"role": "assistant", "content": text, **more.pop("message", {})}
    usage = {"prompt_tokens": 31, "completion_tokens": 12, "prompt_tokens_details": {"cached_tokens": 7}}
    return {
        "id": "x", "object": "chat.completion", "model": "small", "usage": usage,
        "choices": [{"index": 0, "message": message, "finish_reason": finish}], **more,
    }  # fmt: skip


def chunk(text: object = None, finish: object = None, **more: Any) -> dict[str, Any]:
    """The JSON of a chunk of a stream."""
    delta = {} if text is None else {"content": text}
    return {"model": "small", "choices": [{"index": 0, "delta": {**delta, **more}, "finish_reason": finish}]}


def data(value: Any) -> bytes:
    """An event with a JSON value, or with a text as it is."""
    return f"data: {value if isinstance(value, str) else json.dumps(value)}\n\n".encode()


def stream(*pieces: bytes | float, done: bool = True) -> Answer:
    """An event stream."""
    return raw(head(content_type="text/event-stream"), *pieces, *([data("[DONE]")] if done else []))


def completion(text: str) -> Answer:
    """A good answer, streamed where the request asks for it."""

    def answer(connection: socket.socket, asked: Asked) -> None:
        if asked.method == "GET":
            body({"object": "list", "data": [{"id": "small"}, {"id": "other"}]})(connection, asked)
        elif asked.body.get("stream"):
            pieces = [data(chunk(text[at : at + 3])) for at in range(0, len(text), 3)]
            usage = {"choices": [], "usage": chat("")["usage"]}
            stream(*pieces, data(chunk("", "stop")), data(usage))(connection, asked)
        else:
            body(chat(text))(connection, asked)

    return answer


def error(status: int, message: str = "", code: str | None = None, **headers: str) -> Answer:
    """A refusal in the form of the protocol."""
    return body({"error": {"message": message, "code": code, "type": code, "param": None}}, status, **headers)

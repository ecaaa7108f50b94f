"""Recorded replies, by what was asked: samples and tests run on them, with no model and always the same.

A recording is a JSONL file, one reply a line: `digest` of the request, its `section` (for the reader), `text`, `model`
and token counts. A request that was asked several times has several lines; they are given in order, the last one again.
"""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from drafter.errors import AccountError, InputError, StorageError
from drafter.model import Reply, Usage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.model import Backend, Request

COUNTS: Final = ("prompt_tokens", "completion_tokens", "cached_tokens")


class ReplayBackend:
    """Answers from a recording.

    Args:
        path: the JSONL file.

    Raises:
        InputError: it cannot be read, or a line is no recorded reply.
    """

    name = "replay"
    place = ""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._given: dict[str, int] = defaultdict(int)
        self._replies = _read(path)
        self.model = next((rows[0].model for rows in self._replies.values()), "")

    def complete(self, request: Request, on_text: Callable[[str], None] | None = None) -> Reply:
        """The recorded reply.

        Args:
            request: what to ask.
            on_text: gets the whole text at once.

        Returns:
            The reply, as it was recorded.

        Raises:
            AccountError: this request was not recorded.
        """
        rows = self._replies.get(request.digest)
        if rows is None:
            raise AccountError("backends.not_recorded", path=str(self._path), section=request.section)
        with self._lock:
            turn = self._given[request.digest]
            self._given[request.digest] += 1
        reply = rows[min(turn, len(rows) - 1)]
        if on_text:
            on_text(reply.text)
        return reply

    def close(self) -> None:
        """Nothing is held."""


class Recorder:
    """A backend whose replies are written down as they come.

    Args:
        backend: who answers.
        path: the JSONL file; replies are added at its end.
    """

    def __init__(self, backend: Backend, path: Path) -> None:
        self._backend = backend
        self._path = path
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """That of the backend."""
        return self._backend.name

    @property
    def model(self) -> str:
        """That of the backend."""
        return self._backend.model

    @property
    def place(self) -> str:
        """That of the backend."""
        return self._backend.place

    def complete(self, request: Request, on_text: Callable[[str], None] | None = None) -> Reply:
        """Ask the backend, and write its reply down.

        Args:
            request: what to ask.
            on_text: as with the backend.

        Returns:
            The backend's reply.

        Raises:
            BackendError: as the backend.
            StorageError: the recording cannot be written.
        """
        reply = self._backend.complete(request, on_text)
        counts = {name: getattr(reply.usage, name) for name in COUNTS}
        row = {"digest": request.digest, "section": request.section, "model": reply.model, **counts, "text": reply.text}
        try:
            with self._lock, self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        except OSError as error:
            raise StorageError("backends.no_record", path=str(self._path), why=error.strerror) from error
        return reply

    def close(self) -> None:
        """Close the backend."""
        self._backend.close()


def _read(path: Path) -> dict[str, list[Reply]]:
    """The replies by digest, in order of the file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("backends.no_recording", path=str(path), why=error) from error
    replies: dict[str, list[Reply]] = defaultdict(list)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            reply = Reply(str(row["text"]), str(row["model"]), Usage(*(row.get(name) for name in COUNTS)))
            replies[row["digest"]].append(reply)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError("backends.bad_recording", path=str(path), line=number) from error
    return dict(replies)

"""From what a server says of a failure to an error of our tree: who must act, and whether another try can help."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from drafter.backends.answers import table
from drafter.errors import AccountError, BackendError, RefusedError, RetryableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]+")
_SECRET: Final = re.compile(r"\b(?:sk|Bearer)[-_ ][\w*.-]{6,}")
_QUOTE: Final = 160  # characters of a server's words that are passed on to a person
_AGAIN: Final = frozenset({408, 409, 425, 429})
_STATUS: Final = {401: "key", 403: "forbidden", 402: "balance", 404: "not_found", 413: "context"}
_SERVER_FAULT: Final = 500
_REDIRECT: Final = range(300, 400)


@dataclass(frozen=True, slots=True)
class Said:
    """What a server said of a failure: its code and type, lower-cased, and its words."""

    codes: frozenset[str]
    words: str


def quote(text: str) -> str:
    """A server's words as they may be shown: one line, short, without control characters or anything like a key.

    Args:
        text: what the server sent.
    """
    line = " ".join(_SECRET.sub("…", _CONTROL.sub(" ", text)).split())
    return line if len(line) <= _QUOTE else line[:_QUOTE] + "…"


def status_fault(status: int, body: str, headers: Mapping[str, str], now: Callable[[], float]) -> BackendError:
    """The error for an answer that is not 200.

    Args:
        status: HTTP status.
        body: what came with it.
        headers: of the answer, names lower-cased.
        now: seconds since the epoch, for a Retry-After that is a date.

    Returns:
        The error, to be raised.
    """
    said = _said(_error_of(body))
    words = quote(said.words or body)
    if status in _REDIRECT:
        return AccountError("backends.redirect", status=status, to=quote(headers.get("location", "?")))
    named = _class_of(said)
    if named == "refused":
        return RefusedError("backends.refused", said=words)
    if named and (status not in _AGAIN or named == "balance") and status < _SERVER_FAULT:
        return AccountError(f"backends.{named}", status=status, said=words)
    if status in _AGAIN or status >= _SERVER_FAULT:
        key = "backends.too_many" if status == 429 else "backends.server_fault"  # noqa: PLR2004  # its own name in HTTP
        return RetryableError(key, retry_after=retry_after(headers, now), status=status, said=words)
    return AccountError(f"backends.{_STATUS.get(status, 'bad_request')}", status=status, said=words)


def fault_in_answer(error: object) -> BackendError:
    """The error for a failure that came with status 200, or as an event of a stream.

    Args:
        error: the value under `error`.

    Returns:
        The error, to be raised.
    """
    said = _said(error)
    named, words = _class_of(said), quote(said.words)
    if named == "refused":
        return RefusedError("backends.refused", said=words)
    if named:
        return AccountError(f"backends.{named}", status=200, said=words)
    return RetryableError("backends.server_fault", status=200, said=words)


def unsupported_field(body: str, sent: Mapping[str, Any]) -> str:
    """The request field that a server says it does not take, or "".

    Args:
        body: of an answer with status 400 or 422.
        sent: the fields of the request.
    """
    error = _error_of(body)
    words = _said(error).words.lower()
    if not any(hint in words for hint in ("unsupported", "not supported", "unrecognized", "unknown", "extra inputs")):
        return ""
    param = error.get("param") if isinstance(error, dict) else None
    if isinstance(param, str) and param in sent:
        return param
    return next((name for name in sent if re.search(rf"\b{re.escape(name)}\b", words)), "")


def retry_after(headers: Mapping[str, str], now: Callable[[], float]) -> float | None:
    """Seconds that a server asks to wait: `retry-after-ms`, or Retry-After as seconds or as a date (RFC 9110, 10.2.3).

    Args:
        headers: of the answer, names lower-cased.
        now: seconds since the epoch.

    Returns:
        Seconds, not negative; None where the server asks for nothing that can be read.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        if 0 <= seconds < float("inf"):
            return seconds
    try:
        return max(0.0, parsedate_to_datetime(headers.get("retry-after", "")).timestamp() - now())
    except (ValueError, TypeError):
        return None


@cache
def _faults() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    rows = table()["fault"]
    return tuple(
        (row["class"], frozenset(map(str.lower, row["codes"])), tuple(map(str.lower, row["words"]))) for row in rows
    )


def _class_of(said: Said) -> str:
    words = said.words.lower()
    rows = _faults()
    return next((name for name, codes, marks in rows if codes & said.codes or any(mark in words for mark in marks)), "")


def _error_of(body: str) -> object:
    """What a body says of the failure: the value under `error`, the whole value, or the text."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return body
    return data.get("error", data) if isinstance(data, dict) else body


def _said(error: object) -> Said:
    if not isinstance(error, dict):
        return Said(frozenset(), error if isinstance(error, str) else json.dumps(error))
    codes = frozenset(str(error[name]).lower() for name in ("code", "type") if error.get(name))
    words = next((error[name] for name in ("message", "msg", "detail") if error.get(name)), "")
    return Said(codes, words if isinstance(words, str) else json.dumps(words, ensure_ascii=False))

"""The completion contract: a reply is a whole, finished, non-empty, clean text, or it is an error.

Servers and their client libraries let through HTML as a text, no choices, null content, streams that end in
mid-sentence, thinking, control characters, and more. Whatever a server says passes through here, as plain JSON values.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drafter.backends.answers import finish_class, has_thinking, strip_thinking
from drafter.backends.faults import fault_in_answer, quote
from drafter.errors import EmptyError, RefusedError, RetryableError, TruncatedError
from drafter.model import Reply, Usage

if TYPE_CHECKING:
    from collections.abc import Mapping

# Controls but tab and newline, C1, surrogates, bidi overrides, non-characters, and the mark of undecodable bytes.
_UNCLEAN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffd-\uffff]")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")  # dropped: they change no word
_MARKUP: Final = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)


@dataclass(slots=True)
class Answer:
    """What a server has said so far, not yet judged.

    Attributes:
        text: the content, thinking included.
        finish: why it ended, as the server put it; None while it has not.
        refusal: the words with which the server refused, or "".
        model: the model that it names.
        usage: token counts.
        thought: it thought, in the text or beside it.
    """

    text: str = ""
    finish: str | None = None
    refusal: str = ""
    model: str = ""
    usage: Usage = field(default_factory=Usage)
    thought: bool = False


def read_answer(body: str) -> Answer:
    """The answer to a request that was not streamed.

    Args:
        body: what the server sent with status 200.

    Returns:
        The answer, to be judged by `accept`.

    Raises:
        BackendError: the body is no completion.
    """
    if _MARKUP.match(body):
        raise RetryableError("backends.html", said=quote(body))
    try:
        data = json.loads(body)
    except (json.JSONDecodeError, RecursionError):
        raise RetryableError("backends.no_json", said=quote(body)) from None
    answer = Answer()
    take(answer, data, "message")
    return answer


def take(answer: Answer, data: object, part: str) -> str:
    """Add what a JSON value says to an answer.

    Args:
        answer: is added to.
        data: a completion, or a chunk of one.
        part: where the text stands in a choice: "message", or "delta" in a stream.

    Returns:
        The text that came with it.

    Raises:
        BackendError: the value says that something failed, or says nothing in the form of the protocol.
    """
    if not isinstance(data, dict):
        raise RetryableError("backends.no_choices", said=quote(json.dumps(data)))
    if data.get("error"):
        raise fault_in_answer(data["error"])
    if isinstance(data.get("model"), str):
        answer.model = data["model"]
    if isinstance(data.get("usage"), dict):
        answer.usage = read_usage(data["usage"])
    choices = data.get("choices")
    if part == "delta" and choices in (None, []):  # the chunk with the usage has no choices; a keep-alive has neither
        return ""
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise RetryableError("backends.no_choices", said=quote(json.dumps(data)))
    choice = choices[0]
    finish = choice.get("finish_reason")
    answer.finish = finish if isinstance(finish, str) and finish else answer.finish
    message = choice.get(part)
    if not isinstance(message, dict):
        return ""
    answer.refusal += _text(message.get("refusal"))
    answer.thought = answer.thought or bool(message.get("reasoning_content") or message.get("reasoning"))
    piece = _text(message.get("content"))
    answer.text += piece
    return piece


def accept(answer: Answer, *, cut: bool = False) -> Reply:
    """Judge an answer.

    Args:
        answer: all that the server said.
        cut: the connection broke off; an answer that had finished before is accepted all the same.

    Returns:
        The reply: whole, finished, non-empty, clean. Its usage has no seconds yet.

    Raises:
        RefusedError: the server refused.
        TruncatedError: the answer stopped early.
        EmptyError: it finished, and has no text.
        RetryableError: it is not clean, or neither finished nor has text.
    """
    text = _pair(strip_thinking(answer.text)).replace("\r\n", "\n").replace("\r", "\n")
    text = _INVISIBLE.sub("", text).strip()
    ended = finish_class(answer.finish)
    if answer.refusal or ended == "refused":
        raise RefusedError("backends.refused", said=quote(answer.refusal or answer.finish or ""))
    if _UNCLEAN.search(text):
        raise RetryableError("backends.unclean", said=quote(text))
    if ended == "length":
        thought = answer.thought or has_thinking(answer.text)
        key = "backends.length_thinking" if thought and not text else "backends.length"
        raise TruncatedError(key, partial=text, usage=answer.usage)
    if ended != "done" and text:
        key = "backends.cut" if cut or answer.finish is None else "backends.finish"
        raise TruncatedError(key, partial=text, usage=answer.usage, finish=quote(answer.finish or ""))
    if not text:
        if ended == "done" and not cut:
            raise EmptyError("backends.empty", finish=quote(answer.finish or ""))
        raise RetryableError("backends.cut_empty" if cut else "backends.empty", finish=quote(answer.finish or ""))
    return Reply(text, answer.model, answer.usage)


def show(text: str) -> str:
    """A piece of an answer as it may be shown while it comes: what is not clean is left out.

    Args:
        text: the piece.
    """
    return _INVISIBLE.sub("", _UNCLEAN.sub("", text))


def read_usage(usage: Mapping[str, Any]) -> Usage:
    """Token counts; what is missing or no count is None.

    Args:
        usage: the JSON object of the server.
    """
    details = usage.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else usage.get("prompt_cache_hit_tokens")
    return Usage(_count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens")), _count(cached))


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _text(content: object) -> str:
    """The text of a message: a string, or a list of parts of which some are text."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        parts = (part.get("text") for part in content if isinstance(part, dict))
        return "".join(part for part in parts if isinstance(part, str))
    return ""


def _pair(text: str) -> str:
    """Join surrogates that came in two chunks; lone ones stay, and are refused later."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def model_names(body: str) -> list[str]:
    """The models in a server's list.

    Args:
        body: the answer to `GET /models`.

    Returns:
        Their ids, in the server's order.

    Raises:
        RetryableError: it is no list of models.
    """
    try:
        rows = json.loads(body)["data"]
        return [row["id"] for row in rows if isinstance(row["id"], str)]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise RetryableError("backends.no_models", said=quote(body)) from None

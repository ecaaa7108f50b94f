"""What is sent to a backend, what returns, and the Backend protocol."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a request: role "system", "user" or "assistant", and its text."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent to a backend.

    Attributes:
        messages: the turns, system first. A stable prefix lets servers reuse what they have read.
        section: title of the section it serves, for progress and messages.
        facts: ids of the facts it may state.
        max_tokens: bound of the reply.
        temperature: 0 for the most likely words.
        seed: for repeatable replies where the backend can.
        stop: texts at which the reply ends.
    """

    messages: tuple[Message, ...]
    section: str = ""
    facts: tuple[str, ...] = ()
    max_tokens: int = 1024
    temperature: float = 0.0
    seed: int | None = None
    stop: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What makes two requests the same: SHA-256 of all that is sent; not of whom the reply serves."""
        turns = [[message.role, message.text] for message in self.messages]
        sent = [turns, self.max_tokens, self.temperature, self.seed, self.stop]
        from hashlib import sha256  # noqa: PLC0415  # OpenSSL is not loaded where nothing is sent

        return sha256(json.dumps(sent).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a reply cost: tokens (None where the server does not say) and seconds."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cached_tokens: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole, finished, clean answer of a backend: the only kind a backend may return."""

    text: str
    model: str = ""
    usage: Usage = field(default_factory=Usage)


class Backend(Protocol):
    """Something that completes a request. Called from several threads at once."""

    @property
    def name(self) -> str:
        """E.g. "openai"."""

    @property
    def model(self) -> str:
        """The model it asks, or "" where there is none."""

    @property
    def place(self) -> str:
        """Where text goes: "" when it stays on this machine, else the server's host."""

    def complete(self, request: Request, on_text: Callable[[str], None] | None = None) -> Reply:
        """Answer the request.

        Args:
            request: what to ask.
            on_text: called with each piece of text as it comes, where the backend streams.

        Returns:
            The whole answer.

        Raises:
            BackendError: see the tree in `drafter.errors`.
        """

    def close(self) -> None:
        """Let go of connections or memory."""

"""A backend with a memory: the journal answers what was asked before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.model import Usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.journal.record import Journal
    from drafter.model import Backend, Reply, Request


def request_digest(request: Request, *, backend: str, model: str) -> str:
    """What makes two requests the same: all that is sent, and to whom.

    Args:
        request: the request.
        backend: name of the backend.
        model: the model it asks.

    Returns:
        SHA-256 in hexadecimal.
    """
    return hashlib.sha256(json.dumps([backend, model, request.digest]).encode()).hexdigest()


class Remembered:
    """A backend that is asked only for what its journal does not hold. As thread-safe as the backend."""

    def __init__(self, backend: Backend, journal: Journal, *, fresh: bool = False) -> None:
        self._backend = backend
        self._journal = journal
        self._fresh = fresh

    @property
    def name(self) -> str:
        """That of the backend."""
        return self._backend.name

    @property
    def model(self) -> str:
        """That of the backend, which may have to ask its server for it."""
        return self._backend.model

    @property
    def place(self) -> str:
        """That of the backend."""
        return self._backend.place

    def complete(self, request: Request, on_text: Callable[[str], None] | None = None) -> Reply:
        """The reply of the journal, else of the backend, saved before it is returned.

        Args:
            request: what to ask.
            on_text: as with any backend; for a remembered reply it gets the whole text at once.

        Returns:
            The reply; a remembered one has used no tokens and no time now.

        Raises:
            BackendError: as the backend.
            StorageError: the reply could not be saved.
        """
        digest = request_digest(request, backend=self.name, model=self.model)
        if not self._fresh and (found := self._journal.find_reply(digest)):
            if on_text:
                on_text(found.text)
            return replace(found, usage=Usage(0, 0, 0, 0.0))
        reply = self._backend.complete(request, on_text)
        self._journal.save_reply(digest, reply, backend=self.name, section=request.section)
        return reply

    def close(self) -> None:
        """Close the backend; the journal stays open."""
        self._backend.close()

"""A streamed answer, from bytes to what it says so far."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from drafter.backends.answers import ThinkingFilter
from drafter.backends.contract import Answer, show, take
from drafter.backends.faults import fault_in_answer, quote
from drafter.backends.sse import EventReader
from drafter.errors import RetryableError

if TYPE_CHECKING:
    from drafter.backends.sse import Event

_END: Final = "[DONE]"


class StreamedAnswer:
    """Collects a stream.

    Attributes:
        answer: all that the server said so far.
        done: the server said that it is through.
    """

    def __init__(self) -> None:
        self.answer = Answer()
        self.done = False
        self._events = EventReader()
        self._thinking = ThinkingFilter()

    def feed(self, data: bytes) -> str:
        """Take the next bytes.

        Args:
            data: as they came.

        Returns:
            The text in them that may be shown.

        Raises:
            BackendError: the server reported a failure, or does not speak the protocol.
        """
        return "".join(self._take(event) for event in self._events.feed(data))

    def end(self) -> str:
        """Take what stands behind the last empty line.

        Returns:
            The text in it that may be shown.

        Raises:
            BackendError: as `feed`.
        """
        return "".join(self._take(event) for event in self._events.end())

    def _take(self, event: Event) -> str:
        if self.done:
            return ""
        if event.data.strip() == _END:
            self.done = True
            return ""
        try:
            data = json.loads(event.data)
        except (ValueError, RecursionError):
            if event.name == "error":
                raise fault_in_answer(event.data) from None
            raise RetryableError("backends.no_json", said=quote(event.data)) from None
        if event.name == "error":
            raise fault_in_answer(data.get("error", data) if isinstance(data, dict) else data)
        return show(self._thinking.feed(take(self.answer, data, "delta")))

"""Server-sent events from bytes, as they come. Source: WHATWG HTML, section 9.2.6."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Event:
    """An event: its name ("message" where the server gives none) and its data."""

    name: str
    data: str


class EventReader:
    """Cuts bytes into events; whatever is behind the last empty line is not yet an event."""

    def __init__(self) -> None:
        self._rest = b""
        self._name = ""
        self._data: list[str] = []

    def feed(self, piece: bytes) -> Iterator[Event]:
        """The events that a piece completes.

        Args:
            piece: the next bytes; may end anywhere, also within a character.
        """
        lines = (self._rest + piece).replace(b"\r\n", b"\n").split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            yield from self._line(line.decode("utf-8", "replace"))

    def end(self) -> Iterator[Event]:
        """The event at the end of a stream that forgot its last empty line."""
        yield from self.feed(b"\n\n")

    def _line(self, line: str) -> Iterator[Event]:
        if not line:
            if self._data:
                yield Event(self._name or "message", "\n".join(self._data))
            self._name, self._data = "", []
            return
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._data.append(value)
        elif field == "event":
            self._name = value

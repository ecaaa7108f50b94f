"""Servers with a character: one that takes its time, one that lies. They understand the request's words only as far as
they must: a line of the last turn that holds a figure or a name stands for a fact."""

from __future__ import annotations

import re
import threading
import time
from typing import TYPE_CHECKING

from tests.servers.loopback import Loopback, completion

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from tests.servers.loopback import Answer, Asked

_DIGITS = re.compile(r"\d+")
_NAME = re.compile("《[^》]*》|“[^”]*”")
_FACT = re.compile(r"^\s*(?:\[(?P<id>[^\]\s]+)\]|(?P<number>\d+)[.、)]|[-*])\s*(?P<text>.+)$", re.MULTILINE)


def timed(seconds: float, reply: Callable[[Asked], str]) -> Answer:
    """Answers each request after the same time, as long as it is not asked for nothing.

    Args:
        seconds: the latency.
        reply: the text, from the request.
    """

    def answer(connection: socket.socket, asked: Asked) -> None:
        time.sleep(seconds)
        completion(reply(asked))(connection, asked)

    return answer


def lie(asked: Asked) -> str:
    """A reply that is wrong in every sentence: figures altered, names invented, chatter before and after."""
    lines = ["好的，作为您的写作助手，我将为您撰写如下内容：", "## 履职情况"]
    for number, fact in enumerate(_FACT.finditer(asked.prompt), 1):
        mark = f"[{fact['id'] or fact['number'] or number}]"
        text = _DIGITS.sub(lambda digits: str(int(digits[0]) * 3 + 1), fact["text"])
        text = _NAME.sub("《关于虚构事项的决定》", text)
        lines.append(f"{mark}{number}. 您{text}，获得国务院通报表扬，同比增长{number}7.{number}%。")
    lines.append("希望以上内容对您有所帮助！")
    return "\n".join(lines)


class Counter:
    """Counts how many requests are under way at once.

    Attributes:
        most: the most there were.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0

    def around(self, answer: Answer) -> Answer:
        """The same answer, counted.

        Args:
            answer: what the server does.
        """

        def counted(connection: socket.socket, asked: Asked) -> None:
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
            try:
                answer(connection, asked)
            finally:
                with self._lock:
                    self._now -= 1

        return counted


def lying_server() -> Loopback:
    """A server that lies in every reply."""
    return Loopback(lambda connection, asked: completion(lie(asked))(connection, asked))

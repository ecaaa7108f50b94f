"""The servers that tests and benchmarks lean on do what their names say."""

from __future__ import annotations

import time

import pytest

from drafter import compare_figures
from drafter.backends import open_backend
from drafter.model import Message, Request
from drafter.settings import Settings
from tests.servers.loopback import Asked, Loopback
from tests.servers.scripted import lie, lying_server, timed

FACTS = ["完成投资2860万元", "帮助38户困难户", "修订《便民服务守则》", "合格率99.2%"]
PROMPT = (
    "小节：主要工作\n要点：\n" + "\n".join(f"[{number}]{fact}" for number, fact in enumerate(FACTS, 1)) + "\n写成4句。"
)


def asked(prompt: str) -> Asked:
    return Asked("POST", "/v1/chat/completions", {}, {"messages": [{"role": "user", "content": prompt}]})


@pytest.mark.parametrize(("number", "fact"), list(enumerate(FACTS, 1)))
def test_a_lie_is_false_in_every_sentence(number: int, fact: str) -> None:
    sentence = next(line for line in lie(asked(PROMPT)).splitlines() if line.startswith(f"[{number}]"))
    assert compare_figures([fact], sentence), "a figure that no fact states"
    assert "《便民服务守则》" not in sentence
    assert "您" in sentence


def test_a_lying_server_lies() -> None:
    with lying_server() as server:
        backend = open_backend(Settings(backend="openai", model="m", base_url=server.url))
        assert backend
        assert backend.complete(Request((Message("user", PROMPT),))).text == lie(asked(PROMPT))
        backend.close()


def test_a_timed_server_takes_its_time() -> None:
    with Loopback(timed(0.2, lambda request: request.prompt)) as server:
        backend = open_backend(Settings(backend="openai", model="m", base_url=server.url))
        assert backend
        start = time.monotonic()
        assert backend.complete(Request((Message("user", "写"),))).text == "写"
        assert time.monotonic() - start >= 0.2
        backend.close()

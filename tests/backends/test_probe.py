from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from drafter.backends.probe import Probe, probe_backend
from drafter.messages import LANGS
from drafter.settings import Layer, Origin, Settings
from tests.servers.loopback import Loopback, body, chat, completion, error

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def steps(settings: Settings) -> list[Probe]:
    probes = list(probe_backend(settings))
    for probe in probes:
        for lang in LANGS:
            assert probe.say(lang)
            assert bool(probe.hint(lang)) != probe.ok, probe
    return probes


def went(settings: Settings) -> dict[str, bool]:
    return {probe.step: probe.ok for probe in steps(settings)}


def test_all_is_well() -> None:
    origins = {"api_key": Origin(Layer.ENVIRONMENT, "DRAFTER_API_KEY")}
    with Loopback(completion("好")) as server:
        settings = Settings(
            backend="openai", base_url=server.url, model="small", api_key="sk-0123456789abcdef", origins=origins
        )
        probes = steps(settings)
        assert [probe.step for probe in probes] == ["place", "key", "server", "model", "answer"]
        assert all(probe.ok for probe in probes)
        said = " ".join(probe.say("en") for probe in probes)
        assert "0123456789" not in said
        assert "DRAFTER_API_KEY" in said
        assert "nothing leaves" in said
    assert len(server.asked) == 2


def test_an_answer_that_is_cut_short_is_an_answer() -> None:
    with Loopback(completion(""), body(chat("好的，我", "length"))) as server:
        assert went(Settings(backend="openai", base_url=server.url, model="small"))["answer"]


def test_a_server_without_a_list_may_answer_all_the_same() -> None:
    with Loopback(error(404), completion("好")) as server:
        assert went(Settings(backend="openai", base_url=server.url, model="m")) == {
            "place": True,
            "key": True,
            "server": False,
            "answer": True,
        }


def test_a_model_that_is_not_listed_is_named_with_the_nearest() -> None:
    with Loopback(completion("好")) as server:
        probes = {probe.step: probe for probe in steps(Settings(backend="openai", base_url=server.url, model="smal"))}
    assert not probes["model"].ok
    assert "small" in probes["model"].hint("zh")


def test_nobody_there_ends_the_probe() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    assert went(Settings(backend="openai", base_url=f"http://127.0.0.1:{port}/v1", model="m")) == {
        "place": True,
        "key": True,
        "server": False,
    }


def test_a_wrong_key_is_found() -> None:
    with Loopback(error(401, "Incorrect API key provided", "invalid_api_key")) as server:
        found = went(Settings(backend="openai", base_url=server.url, model="m", api_key="sk-wrong-wrong-wrong"))
    assert found == {"place": True, "key": True, "server": False, "answer": False}


def test_a_remote_server_without_a_key_and_one_without_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "drafter.backends.probe.host_of", lambda url: "llm.example.com"
    )  # the guard allows no other host
    with Loopback(completion("好")) as server:
        probes = {probe.step: probe for probe in steps(Settings(backend="openai", base_url=server.url, model="small"))}
    assert not probes["key"].ok
    assert "DRAFTER_API_KEY" in probes["key"].hint("en")
    assert "without encryption" in probes["place"].say("en")


def test_offline_and_a_remote_server() -> None:
    assert went(Settings(backend="openai", base_url="https://llm.example.com/v1", offline=True)) == {"place": False}


def test_the_other_backends(tmp_path: Path) -> None:
    assert went(Settings()) == {"place": True}
    assert went(Settings(backend="local", models_dir=str(tmp_path))) == {"model": False}
    assert went(Settings(backend="replay", replay=str(tmp_path / "none.jsonl"))) == {"recording": False}
    (tmp_path / "empty.jsonl").touch()
    assert went(Settings(backend="replay", replay=str(tmp_path / "empty.jsonl"))) == {"recording": True}


def test_a_local_model_that_cannot_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF and nothing more")
    found = went(Settings(backend="local", model=str(path)))
    assert (found["place"], found["model"]) == (True, True)
    assert not all(found.values())

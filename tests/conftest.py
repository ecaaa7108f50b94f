"""For the whole suite: no network by accident, no failure by a busy machine."""

from __future__ import annotations

import ipaddress
import os
import socket
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("drafter", deadline=None)  # tests time nothing: a busy machine is no failure
settings.load_profile("drafter")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a real model is left out where there is none."""
    if "DRAFTER_TEST_MODEL" in os.environ and find_spec("llama_cpp") is not None:
        return
    for item in items:
        if item.get_closest_marker("model"):
            item.add_marker(
                pytest.mark.skip(reason="DRAFTER_TEST_MODEL names no GGUF file, or there is no llama-cpp-python")
            )


class NetworkByAccidentError(RuntimeError):
    """A test reached for a host that is not this machine."""


def _is_here(host: object) -> bool:
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Any:
    """Names are resolved and sockets connected on this machine only."""
    originals = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}
    resolve = socket.getaddrinfo

    def guarded(name: str) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
                raise NetworkByAccidentError(address)
            return originals[name](self, address)

        return connect

    def getaddrinfo(host: Any, *arguments: Any, **more: Any) -> Any:
        if not _is_here(host):
            raise NetworkByAccidentError(host)
        return resolve(host, *arguments, **more)

    with pytest.MonkeyPatch.context() as patch:
        for name in originals:
            patch.setattr(socket.socket, name, guarded(name))
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        for variable in ("http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(variable, raising=False)
            patch.delenv(variable.upper(), raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_traces(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the program keeps between runs is not the person's whose machine this is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAFTER_STATE_DIR", str(tmp_path_factory.mktemp("state")))
        yield

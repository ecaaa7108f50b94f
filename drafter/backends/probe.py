"""What works of a backend, step by step, for `drafter doctor`: place, key, server, model, a reply."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from drafter.backends import open_backend
from drafter.backends.local import LocalBackend, machine_threads
from drafter.backends.openai import OpenAIBackend
from drafter.backends.policy import host_of
from drafter.errors import AccountError, DrafterError, RetryableError, TruncatedError, UsageError
from drafter.messages import Lang, say
from drafter.model import Message, Request

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.model import Backend
    from drafter.settings import Settings

SHOWN: Final = 8  # names of models that are listed
# Short, harmless, and the same every time. Some models think before they answer: an answer cut short is an answer.
QUESTION: Final = Request((Message("user", "请只回答一个字：好"),), section="doctor", max_tokens=32)


@dataclass(frozen=True, slots=True)
class Probe:
    """A step and how it went.

    Attributes:
        step: place, key, server, model, library, recording or answer.
        ok: it works.
        key: message of the catalogue, for a step that raised nothing.
        values: what fills the message.
        fault: what the step raised, or None.
    """

    step: str
    ok: bool
    key: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    fault: DrafterError | None = None

    def say(self, lang: Lang) -> str:
        """The sentence."""
        return self.fault.say(lang) if self.fault else say(self.key, lang, **self.values)

    def hint(self, lang: Lang) -> str:
        """The way out where it does not work, or ""."""
        if self.fault:
            return self.fault.hint(lang)
        return "" if self.ok else say(f"{self.key}_hint", lang, **self.values)


def probe_backend(settings: Settings) -> Iterator[Probe]:
    """Look at the chosen backend; a tiny request is sent to it at the end.

    Args:
        settings: of the run; each thing is tried once.

    Yields:
        The steps as they are made; after one that makes the rest pointless, no more.
    """
    once = replace(settings, retries=0, record="")
    if settings.backend == "openai":
        yield from _server(once)
    elif settings.backend == "local":
        yield from _local(once)
    elif settings.backend == "replay":
        yield from _recording(once)
    else:
        yield Probe("place", ok=True, key="probe.compose")


def _server(settings: Settings) -> Iterator[Probe]:
    host, url = host_of(settings.base_url), settings.base_url
    try:
        backend = OpenAIBackend(settings)
    except DrafterError as fault:
        yield Probe("place", ok=False, fault=fault)
        return
    plain = host and url.startswith("http://")
    place = "probe.remote_plain" if plain else "probe.remote" if host else "probe.here"
    yield Probe("place", ok=True, key=place, values={"url": url, "host": host})
    yield _key(settings, host)
    try:
        yield from _models(backend, settings)
        yield _answer(backend)
    except RetryableError as fault:
        yield Probe("server", ok=False, fault=fault)
    finally:
        backend.close()


def _key(settings: Settings, host: str) -> Probe:
    if settings.api_key:
        origin = settings.origin("api_key").where
        return Probe("key", ok=True, key="probe.key", values={"key": settings.shown("api_key"), "origin": origin})
    if not host:
        return Probe("key", ok=True, key="probe.no_key_needed")
    variable = settings.server.key_variable or "DRAFTER_API_KEY"
    return Probe("key", ok=False, key="probe.no_key", values={"host": host, "variable": variable})


def _models(backend: OpenAIBackend, settings: Settings) -> Iterator[Probe]:
    """What the server lists. Some list nothing and answer all the same; one that cannot be reached ends the probe."""
    try:
        names = backend.list_models()
    except AccountError as fault:
        yield Probe("server", ok=False, fault=fault)
        return
    shown = ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
    yield Probe("server", ok=True, key="probe.models", values={"count": len(names), "names": shown})
    if settings.model and names:
        listed = settings.model in names
        near = next(iter(get_close_matches(settings.model, names, n=1, cutoff=0)), "?")
        key = "probe.model" if listed else "probe.model_not_listed"
        yield Probe("model", ok=listed, key=key, values={"model": settings.model, "near": near})


def _local(settings: Settings) -> Iterator[Probe]:
    try:
        backend = LocalBackend(settings)
    except DrafterError as fault:
        yield Probe("model", ok=False, fault=fault)
        return
    yield Probe("place", ok=True, key="probe.inside")
    size = backend.path.stat().st_size // 2**20
    yield Probe("model", ok=True, key="probe.file", values={"path": str(backend.path), "size": size})
    if find_spec("llama_cpp") is None:
        yield Probe("library", ok=False, fault=UsageError("models.no_llama"))
        return
    yield Probe("library", ok=True, key="probe.library", values={"threads": settings.threads or machine_threads()})
    yield _answer(backend)
    backend.close()


def _recording(settings: Settings) -> Iterator[Probe]:
    try:
        open_backend(settings)
    except DrafterError as fault:
        yield Probe("recording", ok=False, fault=fault)
    else:
        yield Probe("recording", ok=True, key="probe.recording", values={"path": settings.replay})


def _answer(backend: Backend) -> Probe:
    """Whether the model answers at all; what it says is its own affair."""
    started = time.monotonic()
    try:
        backend.complete(QUESTION)
    except TruncatedError:
        pass
    except DrafterError as fault:
        return Probe("answer", ok=False, fault=fault)
    seconds = f"{time.monotonic() - started:.1f}"
    return Probe("answer", ok=True, key="probe.answer", values={"model": backend.model, "seconds": seconds})

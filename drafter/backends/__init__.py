"""What answers a request: a server, a model in this process, or a recording. The composer needs none of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import UsageError

if TYPE_CHECKING:
    from drafter.model import Backend
    from drafter.settings import Settings


def open_backend(settings: Settings) -> Backend | None:
    """The backend that the settings name. Nothing is sent or loaded before the first request.

    Args:
        settings: as `load_settings` gives them.

    Returns:
        The backend; None for `compose`, which asks nobody.

    Raises:
        UsageError: the settings lack what the backend needs, e.g. a model.
        PolicyError: the settings say offline, and the server is not on this machine.
    """
    backend = _open(settings)
    if backend and settings.record:
        from drafter.backends.replay import Recorder  # noqa: PLC0415  # only when a recording is wanted

        return Recorder(backend, Path(settings.record))
    return backend


def _open(settings: Settings) -> Backend | None:
    # A backend's module is imported only when it is chosen: each brings its own heavy library.
    if settings.backend in {"", "compose"}:
        return None
    if settings.backend == "openai":
        from drafter.backends.openai import OpenAIBackend  # noqa: PLC0415

        return OpenAIBackend(settings)
    if settings.backend == "local":
        from drafter.backends.local import LocalBackend  # noqa: PLC0415

        return LocalBackend(settings)
    if settings.backend == "replay":
        from drafter.backends.replay import ReplayBackend  # noqa: PLC0415

        if not settings.replay:
            raise UsageError("backends.no_replay")
        return ReplayBackend(Path(settings.replay))
    raise UsageError("backends.unknown", name=settings.backend)

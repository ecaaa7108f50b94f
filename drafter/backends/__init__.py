"""What answers a request: a server, a model in this process, or a recording. The composer needs none of them."""

from __future__ import annotations

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
    # A backend's module is imported only when it is chosen: each brings its own heavy library.
    if settings.backend == "compose":
        return None
    raise UsageError("backends.unknown", name=settings.backend)

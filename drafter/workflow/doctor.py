"""What works, what does not, and the way out."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.backends.probe import Probe, probe_backend
from drafter.errors import DrafterError
from drafter.journal import open_journal
from drafter.kinds import list_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable

    from drafter.settings import Settings

_LEAST_FREE_MB: Final = 100  # a journal and some reports; a model says itself what it needs


def examine(settings: Settings, folders: Sequence[Traversable], state: Path) -> Iterator[Probe]:
    """Look at everything that a draft needs, the backend last; a tiny request is sent to it.

    Args:
        settings: of this run.
        folders: a person's own folders of kinds.
        state: the person's state folder.

    Yields:
        What was looked at, as it is done.
    """
    version = ".".join(map(str, sys.version_info[:3]))
    yield Probe("python", ok=True, key="doctor.python", values={"version": version, "encoding": sys.stdout.encoding})
    yield _kinds(folders)
    yield _disk(Path.cwd())
    yield _journal(state)
    yield from probe_backend(settings)


def _kinds(folders: Sequence[Traversable]) -> Probe:
    try:
        kinds = list_kinds(folders)
    except DrafterError as fault:
        return Probe("kinds", ok=False, fault=fault)
    return Probe("kinds", ok=bool(kinds), key="doctor.kinds", values={"count": len(kinds)})


def _disk(folder: Path) -> Probe:
    free = shutil.disk_usage(folder).free // 2**20
    writable = os.access(folder, os.W_OK)
    values = {"path": str(folder), "free": free}
    if not writable:
        return Probe("disk", ok=False, key="doctor.read_only", values=values)
    return Probe("disk", ok=free >= _LEAST_FREE_MB, key="doctor.disk", values=values)


def _journal(state: Path) -> Probe:
    """Open and close the journal of this folder, unless there is none yet: to look must not leave a trace."""
    if not (Path.cwd() / ".drafter").is_dir():
        return Probe("journal", ok=True, key="doctor.no_journal")
    try:
        with open_journal(Path.cwd(), state) as journal:
            return Probe("journal", ok=True, key="doctor.journal", values={"path": str(journal.path)})
    except DrafterError as fault:
        return Probe("journal", ok=False, fault=fault)

"""What works, what does not, and the way out."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.backends.probe import probe_backend
from drafter.errors import DrafterError
from drafter.journal import open_journal
from drafter.kinds import list_kinds
from drafter.messages import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable

    from drafter.settings import Settings

_LEAST_FREE_MB: Final = 100  # a journal and some reports; a model says itself what it needs


@dataclass(frozen=True, slots=True)
class Symptom:
    """A thing that was looked at.

    Attributes:
        ok: it works.
        key: message of the catalogue; `<key>_hint` is the way out where it does not work.
        values: what fills the message.
        fault: what was raised, or None; it says itself what is wrong.
    """

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


def examine(settings: Settings, folders: Sequence[Traversable], state: Path) -> Iterator[Symptom]:
    """Look at everything that a draft needs, the backend last; a tiny request is sent to it.

    Args:
        settings: of this run.
        folders: a person's own folders of kinds.
        state: the person's state folder.

    Yields:
        What was looked at, as it is done.
    """
    version = ".".join(map(str, sys.version_info[:3]))
    yield Symptom(ok=True, key="doctor.python", values={"version": version, "encoding": sys.stdout.encoding})
    yield _kinds(folders)
    yield _disk(Path.cwd())
    yield _journal(state)
    for probe in probe_backend(settings):
        yield Symptom(probe.ok, probe.key, probe.values, probe.fault)


def _kinds(folders: Sequence[Traversable]) -> Symptom:
    try:
        kinds = list_kinds(folders)
    except DrafterError as fault:
        return Symptom(ok=False, fault=fault)
    return Symptom(ok=bool(kinds), key="doctor.kinds", values={"count": len(kinds)})


def _disk(folder: Path) -> Symptom:
    free = shutil.disk_usage(folder).free // 2**20
    writable = os.access(folder, os.W_OK)
    values = {"path": str(folder), "free": free}
    if not writable:
        return Symptom(ok=False, key="doctor.read_only", values=values)
    return Symptom(ok=free >= _LEAST_FREE_MB, key="doctor.disk", values=values)


def _journal(state: Path) -> Symptom:
    """Open and close the journal of this folder, unless there is none yet: to look must not leave a trace."""
    if not (Path.cwd() / ".drafter").is_dir():
        return Symptom(ok=True, key="doctor.no_journal")
    try:
        with open_journal(Path.cwd(), state) as journal:
            return Symptom(ok=True, key="doctor.journal", values={"path": str(journal.path)})
    except DrafterError as fault:
        return Symptom(ok=False, fault=fault)

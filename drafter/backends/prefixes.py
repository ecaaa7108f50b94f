"""Where the beginnings of prompts lie that a model in this process has read, between runs of the program.

System prompt and worked examples are the same in every request for a section, and reading them is most of what a small
report costs. What the model makes of them is kept in one file a beginning, so that the next run takes it from there.
The files hold nothing of anybody's notes: a beginning ends before the last turn.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drafter.model import Message

KEPT: Final = 8
"""Files kept, the last used ones: each is some ten megabytes, and a person's reports share two or three beginnings."""

_SUFFIX: Final = ".prefix"


def prefix_file(folder: Path, model: Path, reader: str, turns: Sequence[Message]) -> Path:
    """The file of a beginning; another model, another reader or another word is another file.

    Args:
        folder: where such files lie.
        model: the model's file.
        reader: what reads it, with its version and settings.
        turns: the turns of the beginning.
    """
    stat = model.stat()
    told = (reader, model.name, stat.st_size, stat.st_mtime_ns, *((turn.role, turn.text) for turn in turns))
    return folder / (sha256(repr(told).encode()).hexdigest()[:24] + _SUFFIX)


def prune(folder: Path) -> None:
    """Remove what was not used for longest, and what a killed run left half written.

    Args:
        folder: where the files lie.
    """
    found = sorted(folder.glob("*" + _SUFFIX), key=_used, reverse=True)
    for path in (*found[KEPT:], *folder.glob("*" + _SUFFIX + ".*")):
        with suppress(OSError):
            path.unlink()


def touch(path: Path) -> None:
    """Say that a file was used now."""
    with suppress(OSError):
        os.utime(path)


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another run removed it meanwhile
        return 0.0

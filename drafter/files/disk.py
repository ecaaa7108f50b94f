"""Reading from and writing to the disk. A write is whole or not at all: a sibling file, flushed, then put in place."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from drafter.errors import InputError, StorageError
from drafter.files.encoding import TextFile, decode

STANDARD: Final = "-"
"""Stands for standard input or output wherever a file may stand."""

_LIMIT_MB: Final = 64
_SIBLING: Final = ".drafter-"
_STALE_SECONDS: Final = 600  # a write takes seconds: an older sibling was left by a crash


def read_file(path: str | Path) -> TextFile:
    """Read a text file with all that is needed to write it back byte for byte.

    Args:
        path: the file, or `-` for standard input.

    Returns:
        The text, its encoding, line ends and byte order mark.

    Raises:
        InputError: the file is missing, a folder, unreadable, empty, too large, no text, or of an unknown encoding.
    """
    name = str(path)
    data = sys.stdin.buffer.read(_LIMIT_MB * 2**20 + 1) if name == STANDARD else _read_bytes(name)
    if len(data) > _LIMIT_MB * 2**20:
        raise InputError("files.too_large", path=name, limit=_LIMIT_MB)
    return decode(data, name)


def read_text(path: str | Path) -> str:
    """Read the text of a file, its line ends as LF, without byte order mark.

    Args:
        path: the file, or `-` for standard input.

    Returns:
        The text.

    Raises:
        InputError: as `read_file`.
    """
    return read_file(path).text.replace("\r\n", "\n").replace("\r", "\n")


def write_file(path: str | Path, file: TextFile) -> None:
    """Write a text as it was stored: encoding, line ends and byte order mark. Whole, or not at all.

    An existing file keeps its permissions; a symbolic link stays one and its target is written; what is no regular file
    (a pipe, a terminal) is written to directly.

    Args:
        path: the file, or `-` for standard output.
        file: the text and how to store it.

    Raises:
        StorageError: the disk is full or the file cannot be written; the old file is as it was.
    """
    write_bytes(path, file.encode(str(path)))


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write bytes, e.g. those of a Word file. Whole, or not at all; see `write_file`.

    Args:
        path: the file, or `-` for standard output.
        data: what to write.

    Raises:
        StorageError: the disk is full or the file cannot be written; the old file is as it was.
    """
    name = str(path)
    if name == STANDARD:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(name))
    try:
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            target.write_bytes(data)
        else:
            _replace(target, data, mode)
    except OSError as error:
        raise _storage_error(error, name) from error


def write_text(path: str | Path, text: str) -> None:
    """Write a text in UTF-8 with LF line ends. Whole, or not at all.

    Args:
        path: the file, or `-` for standard output.
        text: what to write.

    Raises:
        StorageError: as `write_file`.
    """
    write_file(path, TextFile(text))


def _read_bytes(name: str) -> bytes:
    """The bytes of a file, one more than the limit at most."""
    try:
        with Path(name).open("rb") as stream:
            return stream.read(_LIMIT_MB * 2**20 + 1)
    except FileNotFoundError:
        raise InputError("errors.missing_file", path=name) from None
    except IsADirectoryError:
        raise InputError("files.directory", path=name) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        if Path(name).is_dir():  # where opening a folder is "permission denied"
            raise InputError("files.directory", path=name) from None
        raise InputError("files.unreadable", path=name, reason=_reason(error)) from error


def _mode(target: Path) -> int | None:
    """The mode of what stands at the place, or None for nothing.

    Raises:
        OSError: it may not be written. A replacement would succeed in spite of that and undo a person's protection.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return mode


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Write a sibling, bring it to the disk, and put it in the place of the target in one step."""
    _sweep(target.parent)
    sibling = target.with_name(f"{_SIBLING}{os.urandom(8).hex()}")
    try:
        with sibling.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            sibling.chmod(stat.S_IMODE(mode))
        sibling.replace(target)
    except BaseException:  # an interrupt too must leave nothing behind
        with suppress(OSError):
            sibling.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Bring the renaming itself to the disk, where the system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove siblings that a crash left behind; young ones may belong to a running program."""
    with suppress(OSError):
        oldest = time.time() - _STALE_SECONDS
        for leftover in folder.glob(f"{_SIBLING}*"):
            name = leftover.name.removeprefix(_SIBLING)
            if len(name) == 16 and leftover.stat().st_mtime < oldest:  # noqa: PLR2004  # the hex digits of 8 bytes
                leftover.unlink(missing_ok=True)


def _storage_error(error: OSError, name: str) -> StorageError:
    """The sentence for a failed write."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError("files.disk_full", path=name)
    return StorageError("files.unwritable", path=name, reason=_reason(error))


def _reason(error: Exception) -> str:
    """What the system says, without its number and path."""
    return getattr(error, "strerror", None) or str(error)

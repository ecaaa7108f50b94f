"""Where kinds are found: the program's own folder of prompts, and those that a person names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.shipped import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

KIND_FILE = "kind.toml"


def own_folder() -> Traversable:
    """The kinds that come with the program.

    In a wheel they lie in the package (`drafter/data/prompts`); in a checkout, and in an editable install of one,
    they are the folder `prompts/` beside the package.
    """
    packed = DATA / "prompts"
    return packed if packed.is_dir() else DATA.parents[1] / "prompts"


def kind_folders(name: str, folders: Iterable[Traversable]) -> tuple[Traversable, ...]:
    """The folders of one kind, the nearest first: a file in an earlier one overrides its namesake in a later one.

    Args:
        name: id of the kind.
        folders: a person's own folders of kinds, the nearest first; the program's own comes last.

    Returns:
        Those that exist.
    """
    homes = (folder / name for folder in (*folders, own_folder()))
    return tuple(home for home in homes if home.is_dir())


def kind_names(folders: Iterable[Traversable]) -> tuple[str, ...]:
    """The ids of all kinds, sorted: the folders that hold a `kind.toml`."""
    return tuple(
        sorted(
            {
                home.name
                for folder in (*folders, own_folder())
                if folder.is_dir()
                for home in folder.iterdir()
                if (home / KIND_FILE).is_file()
            }
        )
    )


def stamp_of(folders: Iterable[Traversable]) -> tuple[tuple[str, int, int], ...] | None:
    """What changes when a kind is added, edited or taken away.

    Args:
        folders: a person's own folders of kinds; the program's own do not change while it runs.

    Returns:
        The folder of each kind with the time of change, in ns, and the size of its `kind.toml`, 0 where it has none.
        None where one of the folders is not of the file system, as inside a zip.
    """
    found: list[tuple[str, int, int]] = []
    for folder in folders:
        if not isinstance(folder, Path):
            return None
        for home in os.scandir(folder) if folder.is_dir() else ():
            try:
                status = Path(home.path, KIND_FILE).stat()
            except OSError:
                found.append((home.path, 0, 0))
            else:
                found.append((home.path, status.st_mtime_ns, status.st_size))
    return tuple(sorted(found))


def find_file(name: str, folders: Iterable[Traversable]) -> Traversable | None:
    """The first of the folders' files with this name, or None."""
    return next((folder / name for folder in folders if (folder / name).is_file()), None)

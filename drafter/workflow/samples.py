"""Sample notes: those that come with the program, and those that a person names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.errors import InputError
from drafter.shipped import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTES_FILE: Final = "notes.md"


def own_samples() -> Path:
    """The samples that come with the program: in a wheel inside the package, in a checkout `samples/` beside it."""
    packed = DATA / "samples"
    return packed if packed.is_dir() else DATA.parents[1] / "samples"


def find_samples(places: Iterable[str]) -> dict[str, Path]:
    """The notes in some places.

    Args:
        places: files of notes, folders that hold `notes.md`, or folders of such folders; none for the program's own.

    Returns:
        Name of the sample (its folder, or the file's name without ending) to its notes, in the order given, those
        of a folder sorted. Of two with one name, the later is named by its whole path.

    Raises:
        InputError: a place is missing, or holds no notes.
    """
    found: dict[str, Path] = {}
    for place in [*places] or [str(own_samples())]:
        for path in _in_place(Path(place)):
            name = path.resolve().parent.name if path.name == NOTES_FILE else path.stem
            if name in found and found[name].resolve() != path.resolve():
                name = str(path)
            found[name] = path
    return found


def _in_place(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.exists():
        raise InputError("errors.missing_file", path=str(place))
    if (place / NOTES_FILE).is_file():
        return [place / NOTES_FILE]
    found = sorted(place.glob(f"*/{NOTES_FILE}"))
    if not found:
        raise InputError("eval.no_notes", path=str(place))
    return found

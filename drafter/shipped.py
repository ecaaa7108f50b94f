"""The data files that come with the program: TOML under `drafter/data/`, each with a comment on how to extend it.

They are opened by their path: `importlib.resources` would do the same, and loads a good dozen modules first.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).with_name("data")


def read_table(*path: str) -> dict[str, Any]:
    """A data file as its table.

    Args:
        path: folders and the file's name below `drafter/data`, e.g. `"figures", "zh.toml"`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return tomllib.loads(DATA.joinpath(*path).read_text(encoding="utf-8"))

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parents[2] / "samples"


@dataclass(frozen=True)
class Done:
    """A finished run of the program."""

    status: int
    out: str
    err: str


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a person whose machine holds no settings, no key and no journal."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("DRAFTER_", "OPENAI_", "LC_", "LANG"))
    }
    own = {"DRAFTER_CONFIG_DIR": str(tmp_path / "config"), "DRAFTER_STATE_DIR": str(tmp_path / "state")}
    return {**kept, **own, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}


@pytest.fixture
def drafter(tmp_path: Path, environment: dict[str, str]) -> Callable[..., Done]:
    """Run the program as a person does: a process of its own, in an empty folder."""

    def run(*words: str | Path, stdin: bytes | None = None, **variables: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "drafter", *map(str, words)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**environment, **variables},
            timeout=100,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run

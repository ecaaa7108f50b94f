from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"


@dataclass(frozen=True)
class Done:
    """A finished run of the program."""

    status: int
    out: str
    err: str


Eval = Callable[..., Done]


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """The environment of a person whose machine holds no settings and no key."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("DRAFTER_", "OPENAI_", "LC_", "LANG"))
    }
    places = {"DRAFTER_CONFIG_DIR": str(tmp_path / "config"), "DRAFTER_STATE_DIR": str(tmp_path / "state")}
    return {**kept, **places, "DRAFTER_LANG": "en", "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def evaluate(tmp_path: Path, own: dict[str, str]) -> Eval:
    """Run `drafter eval` in an empty folder."""

    def run(*words: str | Path) -> Done:
        command = [sys.executable, "-m", "drafter", "eval", *map(str, words)]
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=own, timeout=100, check=False)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run

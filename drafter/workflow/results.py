"""The folder of an evaluation: read where it stands, and written again after every run."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drafter import __version__
from drafter.errors import InputError, StorageError
from drafter.files import read_text, write_text
from drafter.formats.eval import read_runs, results_data, results_page, results_table
from drafter.patterns import regex
from drafter.shipped import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.messages import Lang
    from drafter.scoring import Run

Made = dict[str, Any]

JSON_FILE: Final = "results.json"
TABLE_FILE: Final = "results.md"
PAGE_FILE: Final = "index.html"
DRAFTS: Final = "drafts"
_OWN: Final = frozenset({".py", ".toml", ".md"})
_UNSAFE: Final = regex(r"[^\w.+-]+")


def program_digest() -> str:
    """A digest of the program's own files: code, data, messages."""
    root = DATA.parent
    files = sorted(path for path in root.rglob("*.*") if path.suffix in _OWN and path.is_file())
    seen = sha256()
    for path in files:
        seen.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()[:12]


def made_by(command: str) -> Made:
    """How results come about: version, commands, machine, time.

    Args:
        command: the command line.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    at = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z")
    return {
        "version": __version__,
        "commands": [command],
        "python": platform.python_version(),
        "cores": cores,
        "at": at,
    }


def open_results(folder: Path | None, lang: Lang, made: Made, *, fresh: bool = False) -> Results:
    """The results in a folder, with the runs that came to an end there before.

    Args:
        folder: where they lie, or will; None to keep them in memory only.
        lang: the language of tables and page.
        made: from `made_by`.
        fresh: leave aside what is there.

    Returns:
        The results.

    Raises:
        InputError: what is there are no results.
    """
    path = (folder or Path()) / JSON_FILE
    if folder is None or fresh or not path.exists():
        return Results(folder, lang, made)
    try:
        data = json.loads(read_text(path))
    except ValueError as error:
        raise InputError("eval.bad_results", path=str(path)) from error
    done = {run.key: run for run in read_runs(data, str(path)) if not run.error}
    before = [command for command in data["made"]["commands"] if command not in made["commands"]]
    return Results(folder, lang, {**made, "commands": [*before, *made["commands"]]}, done)


def _identity(run: Run) -> tuple[object, ...]:
    return (run.sample, run.seed, run.way)


@dataclass
class Results:
    """The results of an evaluation.

    Attributes:
        folder: where they lie, or None.
        lang: the language of tables and page.
        made: from `made_by`.
        done: runs that came to an end, by key, in the order they did.
    """

    folder: Path | None
    lang: Lang
    made: Made
    done: dict[str, Run] = field(default_factory=dict)

    def others(self, runs: Iterable[Run]) -> list[Run]:
        """The runs in the folder that are neither among these nor an older draft of the same.

        Args:
            runs: those that are shown.
        """
        same = {_identity(run) for run in runs}
        return [run for run in self.done.values() if _identity(run) not in same]

    def add(self, run: Run, text: str) -> None:
        """Save a run that ended: its report, and all results anew.

        Args:
            run: the run.
            text: its report; "" for one that failed.

        Raises:
            StorageError: the folder cannot be written.
        """
        self.done = {one.key: one for one in self.others([run])} | {run.key: run}
        if text and self.folder is not None:
            self._make(self.folder / DRAFTS)
            write_text(self.folder / DRAFTS / f"{draft_name(run)}.md", text)
        self.write(self.done.values())

    def write(self, runs: Iterable[Run]) -> None:
        """Write JSON, table and page, where there is a folder.

        Args:
            runs: in the order they are shown.

        Raises:
            StorageError: the folder cannot be written.
        """
        if self.folder is None:
            return
        shown = list(runs)
        self._make(self.folder)
        data = json.dumps(results_data(shown, self.made), ensure_ascii=False, indent=1)
        write_text(self.folder / JSON_FILE, data + "\n")
        write_text(self.folder / TABLE_FILE, results_table(shown, self.lang))
        write_text(self.folder / PAGE_FILE, results_page(shown, self.made, self.lang))

    @staticmethod
    def _make(folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError("files.unwritable", path=str(folder), reason=error.strerror or str(error)) from error


def draft_name(run: Run) -> str:
    """The name of a run's report: sample, backend, model, prompts, method, seed."""
    parts = (Path(run.sample).stem or run.sample, run.backend, run.model, run.prompts, run.method, f"seed{run.seed}")
    return ".".join(_UNSAFE.sub("-", part) for part in parts if part not in {"", "-", "drafter"})

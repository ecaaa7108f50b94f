"""Rewriting for tests: the verb itself, in this process, on files of the disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drafter.settings import load_settings
from drafter.workflow.rewrite import rewrite, save
from drafter.workflow.rewrite_order import Order, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.model import DraftSection
    from drafter.workflow.rewrite import RewriteRun

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/report.md"))


@dataclass
class Quiet:
    """A watcher that remembers the repairs."""

    repaired: list[str] = field(default_factory=list)

    def planned(self, sections: Sequence[tuple[str, str]]) -> None: ...
    def started(self, key: str) -> None: ...
    def heard(self, key: str, piece: str) -> None: ...
    def repairing(self, key: str) -> None:
        self.repaired.append(key)

    def done(self, key: str, section: DraftSection, *, recalled: bool) -> None: ...
    def failed(self, key: str) -> None: ...


def first(names: Sequence[str]) -> int:
    return 0


@pytest.fixture
def rewritten(tmp_path: Path) -> Callable[..., RewriteRun]:
    """Rewrite a section of a report and save it."""

    def run(path: Path, section: str = "", *, url: str = "", write: bool = True, **order: Any) -> RewriteRun:
        flags = (
            {"backend": "openai", "base_url": url, "model": "scripted", "repairs": order.pop("repairs", 1)}
            if url
            else {}
        )
        environment = {"DRAFTER_API_KEY": "sk-test-key-for-nobody"} if url else {}
        settings = load_settings(flags, cwd=tmp_path, env=environment, config_dir=tmp_path / "config")
        job = prepare(str(path), Order(section=section, **order), settings, (), first)
        made = rewrite(job, state=tmp_path / "state", settings=settings, watch=Quiet())
        if write and made.changed:
            save(made, state=tmp_path / "state")
        return made

    return run

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from drafter.workflow.collect import Notebook, open_notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from drafter.workflow.collect import Tone


class Scripted:
    """A desk whose answers were written down before; what it is told is kept."""

    def __init__(self, answers: Iterable[str], *, lively: bool = True) -> None:
        self.answers = list(answers)
        self.lively = lively
        self.told: list[tuple[str, str]] = []
        self.defaults: list[str] = []

    @property
    def is_lively(self) -> bool:
        return self.lively

    def ask(self, question: str, default: str = "") -> str | None:
        self.defaults += [default] if default else []
        return self.answers.pop(0) if self.answers else None

    def tell(self, text: str, tone: Tone = "plain") -> None:
        self.told.append((tone, text))

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.told)


@pytest.fixture
def notebook(tmp_path: Path) -> Callable[..., Notebook]:
    """Notes in a file, opened to write to."""

    def make(text: str | None = None, kind: str = "zh-duty") -> Notebook:
        path = tmp_path / "notes.md"
        if text is not None:
            path.write_bytes(text.encode())
        return open_notebook(str(path), flag=kind, usual="", folders=(), today=date(2026, 1, 5), choose=None)

    return make

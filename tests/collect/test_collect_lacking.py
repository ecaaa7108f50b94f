"""What notes lack is found, and nothing that they have is asked for."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from drafter.drafting.collecting.lacking import find_lacks
from drafter.files import read_text
from drafter.kinds import load_kind, unanswered
from drafter.notes import read_notes

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "lacks.toml").read_text(encoding="utf-8"))["case"]
SAMPLES = sorted(HERE.parents[1].glob("samples/*/notes.md"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_lacks(case: dict[str, Any]) -> None:
    notes = read_notes(case["notes"].removeprefix("\n"), may_be_empty=True)
    found = find_lacks(notes, load_kind(notes.kind))
    assert [f"{lack.what} {lack.title} | {lack.words}" for lack in found] == case["lacks"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_finished_notes_lack_no_item_no_level_and_no_outcome(path: Path) -> None:
    notes = read_notes(read_text(path), str(path))
    found = {lack.what for lack in find_lacks(notes, load_kind(notes.kind))}
    assert not found & {"item", "section", "no_level", "no_outcome"}


@pytest.mark.parametrize(
    ("problems", "steps", "left"),
    [
        (["学习不够"], ["加强学习"], ()),
        (["学习不够", "作风不实"], ["加强学习"], (1,)),
        (["学习不够"], ["每月培训1次"], ()),  # few words tell little, and there is a step for each
        (["执法协调力度不够，部门之间信息共享不及时"], ["每月培训1次"], (0,)),
        (["学习不够"], [], (0,)),
        ([], ["加强学习"], ()),
    ],
)
def test_which_shortcomings_no_step_answers(problems: list[str], steps: list[str], left: tuple[int, ...]) -> None:
    assert unanswered(problems, steps, {"不够", "加强"}) == left

"""The prompts that come with the program: each as it is sent, and where they are found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import drafter
from drafter.drafting.gate import judge
from drafter.drafting.looks import Bench
from drafter.drafting.read import read_reply
from drafter.kinds import Kind, list_kinds, load_kind, own_folder
from drafter.model import Fact
from drafter.prompts import Example, choose, load_prompt, render

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

LONG = [(kind, name) for kind in list_kinds() for name in sorted({s.prompt for s in kind.sections if s.prompt})]
SHORT = [(kind, short) for kind, name in LONG if (short := load_prompt(name, kind.folders).front.short)]
PROMPTS = [*LONG, *SHORT]
VALUES = {
    "zh": {
        "title": "抓好服务",
        "facts": ["走访困难户38户", "修订《便民服务守则》"],
        "faults": ["[2]漏写或改动了：《便民服务守则》"],
        "year": "2024",
        "office": "某镇综合服务中心主任",
    },
    "en": {
        "title": "Serving residents",
        "facts": ["Visited 38 households", "Revised the Service Code"],
        "faults": ["[2] left out or changed: the Service Code"],
        "year": "2024",
        "office": "Head of Services",
    },
}
ROOT = Path(drafter.__file__).parents[1]


@pytest.mark.parametrize(("kind", "name"), PROMPTS, ids=lambda one: getattr(one, "name", one))
def test_each_prompt_as_it_is_sent(kind: Kind, name: str, snapshot: SnapshotAssertion) -> None:
    values = VALUES[kind.lang] | {"person": kind.person, "min_chars": 0, "max_chars": 300}
    prompt = choose(load_prompt(name, kind.folders), "")
    parts = [spec.id for spec in kind.sections if spec.prompt in {long for _, long in LONG}]
    asked = [render(prompt, values | {"part": part}) for part in parts]
    assert all(turns[:-1] == asked[0][:-1] for turns in asked), "sections share their beginning"
    turns = (*asked[0], *(more[-1] for more in asked[1:]))
    assert "\n\n".join(f"## {turn.role}\n{turn.text}" for turn in turns) == snapshot


def test_every_kind_has_a_prompt_for_short_notes_less_than_half_as_long() -> None:
    assert [kind.name for kind, _ in SHORT] == [kind.name for kind, _ in LONG]
    for (kind, long), (_, short) in zip(LONG, SHORT, strict=True):
        values = VALUES[kind.lang] | {"person": kind.person, "part": "performance"}
        sizes = [
            sum(len(turn.text) for turn in render(choose(load_prompt(name, kind.folders), ""), values)[:-1])
            for name in (short, long)
        ]
        assert 0 < sizes[0] < 0.4 * sizes[1]


def replies(example: Example) -> list[str]:
    return [reply for reply in (example.reply, example.fuller) if reply]


@pytest.mark.parametrize(("kind", "name"), PROMPTS, ids=lambda one: getattr(one, "name", one))
def test_each_worked_example_is_true_to_its_own_facts(kind: Kind, name: str) -> None:
    """What we show a model passes the gate that judges it: the protocol kept, every fact stated, nothing added."""
    prompt = load_prompt(name, kind.folders)
    assert prompt.system is not None
    examples = (*prompt.examples, *prompt.nearest)
    assert examples
    for example in examples:
        facts = tuple(Fact(str(at), text, at) for at, text in enumerate(example.inputs["facts"], 1))
        bench = Bench(kind, facts, (example.inputs.get("title", ""),))
        for reply in replies(example):
            assert [line[: line.index("]") + 1] for line in reply.splitlines()] == [f"[{one.id}]" for one in facts]
            verdict = judge(read_reply(reply, facts, kind), bench)
            assert [(one.reason, one.text) for one in verdict.refused] == []
            assert verdict.open == ()


def test_a_fuller_reply_is_half_as_long_again() -> None:
    fuller = [
        (len(example.reply), len(example.fuller))
        for kind, name in PROMPTS
        for prompt in [load_prompt(name, kind.folders)]
        for example in (*prompt.examples, *prompt.nearest)
        if example.fuller
    ]
    assert len(fuller) > 5  # all of zh-duty
    assert all(long >= 1.4 * short for short, long in fuller)  # the point of a fuller one


@pytest.mark.parametrize(
    ("notes", "file"),
    [
        ("收治住院患者3120人次，护理质量评比第二名", "performance.hospital.toml"),
        ("学校教师培训24场，学生体质达标", "performance.education.toml"),
        ("村民议事12次，合作社入股农户38户", "performance.village.toml"),
        ("受理企业办件312件，执法检查41次", "performance.bureau.toml"),
        ("港口吞吐量86万吨", "performance.example.toml"),
    ],
)
def test_the_worked_example_nearest_to_the_notes_is_shown(notes: str, file: str) -> None:
    prompt = choose(load_prompt("section.md", load_kind("zh-duty").folders), notes)
    assert Path(prompt.examples[-1].path).name == file


def test_in_a_checkout_or_an_editable_install_the_prompts_lie_beside_the_package() -> None:
    assert Path(str(own_folder())) == ROOT / "prompts"


ASK = """
import drafter
from pathlib import Path
from drafter.kinds import list_kinds, own_folder
from drafter.prompts import load_prompt
from drafter.workflow.samples import find_samples
assert all(path.is_relative_to({target!r}) for path in find_samples(()).values()) and find_samples(()), "the samples"
assert Path(drafter.__file__).is_relative_to({target!r}), drafter.__file__
assert Path(str(own_folder())).is_relative_to({target!r}), own_folder()
for kind in list_kinds():
    for spec in kind.sections:
        if spec.prompt:
            load_prompt(spec.prompt, kind.folders)
    print(kind.name)
"""


@pytest.mark.slow
def test_in_a_wheel_prompts_and_samples_lie_in_the_package(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    offline = ["--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "wheel", *offline, "-w", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "site"
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)], check=True)
    code = f"import sys; sys.path.insert(0, {str(target)!r})\n" + ASK.format(target=str(target))
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout.split() == [kind.name for kind in list_kinds()]

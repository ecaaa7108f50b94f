"""The verb behind `drafter eval`: what it runs, in which order, with backends in this process."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drafter.errors import InputError, PolicyError, UsageError
from drafter.formats.eval import read_runs, results_data
from drafter.scoring import CLASSES
from drafter.settings import Settings
from drafter.workflow.contenders import PromptSet, name_backends, name_prompts
from drafter.workflow.eval import evaluate
from drafter.workflow.eval_tasks import Terms
from drafter.workflow.results import made_by
from drafter.workflow.samples import find_samples
from tests.servers.llama_library import READ, Llama, install

if TYPE_CHECKING:
    from drafter.scoring import Run

SAMPLES = Path(__file__).parents[2] / "samples"
FACT = re.compile(r"^\[(\d+)\](.+)$", re.MULTILINE)


@dataclass
class Witness:
    """A referee that writes down what it is told."""

    begun: list[tuple[str, str, int]] = field(default_factory=list)
    ended: list[Run] = field(default_factory=list)
    sections: int = 0

    def begins(self, run: Run, number: int, count: int, sections: int) -> None:
        self.begun.append((run.sample, run.method, run.seed))

    def wrote(self) -> None:
        self.sections += 1

    def ends(self, run: Run, text: str) -> None:
        self.ended.append(run)


class Speaker(Llama):
    """A model that states each fact in its own words, and counts what it was asked."""

    @property
    def words(self) -> tuple[str]:
        asked = self.asked[-1]["messages"][-1]["content"]
        facts = FACT.findall(asked.split("注意：")[0])
        return ("\n".join(f"[{number}]本人认真做好{text}工作。" for number, text in facts) or "好的，以下是正文。",)


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    install(Speaker, monkeypatch, tmp_path / "state")
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF")
    return Settings(backend="local", model=str(path))


def terms(*names: str, **more: Any) -> Terms:
    samples = {name: SAMPLES / name / "notes.md" for name in names}
    return Terms(samples, more.pop("prompts", (PromptSet("shipped", ()),)), more.pop("seeds", (1,)), **more)


def test_a_model_in_this_process_is_loaded_once_for_all_runs_and_each_begins_cold(local: Settings) -> None:
    witness = Witness()
    runs = evaluate([local], terms("community-nurse", "messy", seeds=(1, 2), plain=True), witness)
    (llama,) = Speaker.made
    assert [(run.sample, run.method, run.seed) for run in runs] == witness.begun
    assert witness.begun[:3] == [
        ("community-nurse", "drafter", 1),
        ("community-nurse", "plain", 1),
        ("community-nurse", "drafter", 2),
    ]
    assert sum("1 + 1" in asked["messages"][-1]["content"] for asked in llama.asked) == len(runs) == 6
    ours = runs[0]
    assert ours.model == "tiny"
    assert ours.score is not None
    assert ours.score.faults == ()
    assert (ours.usage.prompt_tokens, ours.evaluated) == (llama.said_to(1, ours.requests), READ * ours.requests)
    assert witness.sections > len(runs)


def test_what_a_reply_that_was_cut_has_cost_is_counted(local: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Speaker, "finish", "length")
    runs = evaluate([local], terms("community-nurse", plain=True), Witness())
    (llama,) = Speaker.made
    at = 0
    for run in runs:
        assert run.requests
        asked = llama.said_to(at + 1, run.requests)  # the one before it is not counted
        assert (run.usage.prompt_tokens, run.evaluated) == (asked, READ * run.requests)
        at += 1 + run.requests


def test_what_was_recorded_scores_the_same_when_it_is_replayed(local: Settings, tmp_path: Path) -> None:
    recorded = tmp_path / "replies.jsonl"
    (live,) = evaluate([replace(local, record=str(recorded))], terms("community-nurse"), Witness())
    lines = recorded.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if '"section": ""' not in line]
    assert len(kept) == len(lines) - 1, "the request that is not counted is no part of a recording that others made"
    recorded.write_text("".join(kept), encoding="utf-8")
    (again,) = evaluate([Settings(backend="replay", replay=str(recorded))], terms("community-nurse"), Witness())
    assert again.error == ""
    assert again.score == live.score
    assert again.requests == live.requests


def test_a_request_that_was_not_recorded_fails_the_run_and_says_so(tmp_path: Path) -> None:
    recorded = tmp_path / "replies.jsonl"
    recorded.write_text("", encoding="utf-8")
    runs = evaluate([Settings(backend="replay", replay=str(recorded))], terms("community-nurse", "messy"), Witness())
    assert len(runs) == 1
    assert runs[0].score is None
    assert runs[0].error


def test_the_composer_runs_once_whatever_the_seeds() -> None:
    runs = evaluate([Settings()], terms("community-nurse", seeds=(1, 2, 3)), Witness())
    assert [run.seed for run in runs] == [1]


def test_a_run_that_is_known_is_not_run_again(local: Settings) -> None:
    first = evaluate([local], terms("community-nurse"), Witness())
    witness = Witness()
    again = evaluate([local], terms("community-nurse"), witness, {run.key: run for run in first})
    assert again == first
    assert witness.begun == []


def test_a_run_is_known_by_its_notes_and_its_seed(local: Settings, tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    text = (SAMPLES / "community-nurse" / "notes.md").read_text(encoding="utf-8")
    keys = set()
    for changed in (text, text.replace("14名", "15名")):
        path.write_text(changed, encoding="utf-8")
        keys |= {
            run.key for run in evaluate([local], Terms({"one": path}, (PromptSet("shipped", ()),), (1, 2)), Witness())
        }
    assert len(keys) == 4


def test_confidential_notes_are_sent_to_no_remote_server(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("---\n文种: 述职报告\n密级: 机密\n---\n# 个人履职情况\n- 完成3项\n", encoding="utf-8")
    remote = Settings(backend="openai", base_url="https://models.example.com/v1", model="m")
    witness = Witness()
    with pytest.raises(PolicyError):
        evaluate([Settings(), remote], Terms({"one": path}, (PromptSet("shipped", ()),), (1,)), witness)
    assert witness.begun == []


# ------------------------------------------------------------------------------------------- who is named
def _load(flags: dict[str, str | None]) -> Settings:
    return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]  # texts


@pytest.mark.parametrize(
    ("backends", "models", "urls", "named"),
    [
        ([], [], [], [("compose", "", "")]),
        ([], [], ["u"], [("openai", "", "u")]),
        (["compose", "openai"], ["m"], ["u"], [("compose", "", ""), ("openai", "m", "u")]),
        (["openai"], ["m", "n"], ["u"], [("openai", "m", "u"), ("openai", "n", "u")]),
        (
            ["local", "compose", "openai"],
            ["m", "n"],
            ["u"],
            [("local", "m", ""), ("compose", "", ""), ("openai", "n", "u")],
        ),
        (["openai", "openai"], ["m"], ["u", "v"], [("openai", "m", "u"), ("openai", "m", "v")]),
    ],
)
def test_models_and_addresses_are_dealt_out(
    backends: list[str], models: list[str], urls: list[str], named: list[tuple[str, str, str]]
) -> None:
    made = name_backends(backends, models, urls, _load)
    assert [(one.backend, one.model, one.base_url) for one in made] == named


def test_too_many_models_are_refused() -> None:
    with pytest.raises(UsageError):
        name_backends(["openai", "local"], ["a", "b", "c"], [], _load)


def test_sets_of_prompts_are_told_apart(tmp_path: Path) -> None:
    for name in ("one/prompts", "two/prompts"):
        (tmp_path / name).mkdir(parents=True)
    sets = name_prompts([str(tmp_path / "one/prompts"), str(tmp_path / "two/prompts"), "shipped"], ())
    assert len({one.name for one in sets}) == 3
    assert sets[2] == PromptSet("shipped", ())


def test_samples_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("a/one", "b/one"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "notes.md").write_text("- 一", encoding="utf-8")
    assert len(find_samples([str(tmp_path / "a"), str(tmp_path / "b/one/notes.md")])) == 2
    assert len(find_samples([str(tmp_path / "a"), str(tmp_path / "a/one")])) == 1


# ------------------------------------------------------------------------------------------- results as JSON
KEYS = {
    "": {"schema", "made", "bars", "columns", "runs"},
    "made": {"version", "commands", "python", "cores", "at"},
    "bars": {"faults", "composed", "ratio_low", "ratio_high", "seconds", "evaluated"},
    "columns": {
        *("backend", "model", "prompts", "method", "temperature", "runs", "failed", "faults", "sentences", "repaired"),
        *("composed", "ratio_low", "ratio_high", "seconds", "requests", "prompt_tokens", "evaluated_tokens"),
        *("completion_tokens", "seconds_over_plain", "evaluated_over_plain", "passes"),
    },
    "runs": {
        *("key", "sample", "kind", "lang", "backend", "model", "prompts", "method", "seed", "temperature", "usage"),
        *("requests", "kept_back", "program", "score", "error"),
    },
    "usage": {"prompt_tokens", "completion_tokens", "cached_tokens", "seconds", "evaluated_tokens"},
    "score": {
        *("facts", "figures", "names", "faults", "authors", "chars", "notes_chars", "least", "most", "unmet", "style"),
        *("counts", "ratio", "composed"),
    },
}


def test_results_have_their_schema_and_are_read_back_as_they_were(local: Settings) -> None:
    runs = evaluate([local], terms("community-nurse", plain=True), Witness())
    data = json.loads(json.dumps(results_data(runs, made_by("drafter eval"))))
    assert data["schema"] == 1
    first = data["runs"][0]
    shapes = [
        ("", data),
        *((name, data[name]) for name in ("made", "bars")),
        ("columns", data["columns"][0]),
        ("runs", first),
    ]
    for name, table in (*shapes, ("usage", first["usage"]), ("score", first["score"])):
        assert set(table) == KEYS[name], name
    assert set(first["score"]["counts"]) == set(data["columns"][0]["faults"]) == set(CLASSES)
    again = read_runs(data, "results.json")
    assert [(run.key, run.score is None) for run in again] == [(run.key, False) for run in runs]
    assert json.loads(json.dumps(results_data(again, data["made"])))["runs"] == data["runs"]


@pytest.mark.parametrize(
    "data", [[], {}, {"schema": 2}, {"schema": 1}, {"schema": 1, "made": {"commands": []}, "runs": [{}]}]
)
def test_what_are_no_results_is_refused(data: Any) -> None:
    with pytest.raises(InputError):
        read_runs(data, "results.json")

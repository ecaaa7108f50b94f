"""What is wrong with a report is counted once, in its class, whatever its writer says of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from drafter.files import read_text
from drafter.kinds import load_kind
from drafter.model import Usage
from drafter.notes import read_notes
from drafter.provenance import annotate
from drafter.rules import RULES
from drafter.scoring import BARS, CLASSES, COMPOSE, DRAFTER, PLAIN, Authors, Fault, Run, Score, score_report, summarise
from drafter.scoring.score import classes
from drafter.scoring.style import style_of

CASES = tomllib.loads((Path(__file__).parent / "reports.toml").read_text(encoding="utf-8"))
SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize("case", CASES["report"], ids=lambda case: case["name"])
def test_each_fault_is_counted_in_its_class(case: dict[str, Any]) -> None:
    notes = annotate(read_notes(CASES["notes"].lstrip()))
    text = CASES["frame"].lstrip().format(body=case["body"])
    score = score_report(text, notes, load_kind("zh-duty"))
    assert {name: count for name, count in score.counts.items() if count} == case["faults"]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/notes.md")), ids=lambda path: path.parent.name)
def test_the_reports_of_the_samples_have_no_faults(path: Path) -> None:
    notes = annotate(read_notes(read_text(path), str(path)))
    score = score_report(read_text(path.with_name("report.md")), notes, load_kind(notes.kind))
    assert score.faults == ()
    assert score.facts == len(notes.open_facts)


def test_every_rule_that_is_counted_exists_and_every_one_of_the_promise_is_counted() -> None:
    known = {rule.id for rule in RULES}
    assert set(classes()) <= known
    assert {*classes().values()} <= {*CLASSES, "unmet"}
    promise = {rule.id for rule in RULES if rule.source == "promise"}
    assert promise <= set(classes())


def test_style_marks_are_shares_of_the_sentences() -> None:
    style = style_of(["一是组织开展培训3期。二是组织开展调研2次。三是规范管理，为后续工作奠定了坚实基础。"], "zh")
    assert style.sentences == 3
    assert style.alike == pytest.approx(1 / 3)
    assert style.formal == 1
    assert style.stock == pytest.approx(1 / 3)


def test_english_sentences_are_told_apart_by_the_word_behind_i() -> None:
    style = style_of(["I led 3 reviews. I led 2 audits. I trained 4 teachers."], "en")
    assert style.alike == pytest.approx(1 / 3)
    assert style.formal == 1


def _run(method: str, seconds: float, prompt: int, cached: int | None, **more: Any) -> Run:
    score = Score(facts=3, authors=Authors(10, 1, 2), chars=200, notes_chars=100, **more)
    usage = Usage(prompt, 50, cached, seconds)
    return Run(
        "k" + method, "one", "zh-duty", "zh", "openai", "m", "-", method, 1, usage=usage, requests=3, score=score
    )


def test_a_column_is_held_against_the_baseline_of_its_backend() -> None:
    ours, plain = summarise([_run(DRAFTER, 9.0, 300, 100), _run(PLAIN, 10.0, 160, 0)])
    assert ours.seconds == pytest.approx(0.9)
    assert ours.evaluated == pytest.approx(1.25)
    assert ours.composed == pytest.approx(0.2)
    assert ours.passes() == {"faults": True, "composed": False, "ratio": True, "seconds": True, "evaluated": True}
    assert plain.seconds is None


def test_what_the_server_does_not_say_is_not_judged() -> None:
    ours, _ = summarise([_run(DRAFTER, 9.0, 300, None), _run(PLAIN, 10.0, 160, None)])
    assert ours.evaluated is None
    assert "evaluated" not in ours.passes()


def test_one_fault_misses_the_bar() -> None:
    (column,) = summarise([_run(DRAFTER, 1.0, 1, None, faults=(Fault("list", "scoring/list"),))])
    assert BARS["faults"] == 0
    assert not column.passes()["faults"]


def test_the_share_of_composed_sentences_is_no_bar_to_the_composer() -> None:
    run = Run("k", "one", "zh-duty", "zh", COMPOSE, "", "shipped", DRAFTER, 1, score=Score(authors=Authors(5, 0, 5)))
    (column,) = summarise([run])
    assert "composed" not in column.passes()

"""The promise with the real model, marked `model`: warm, so that it errs, in Chinese and in English."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafter.settings import Settings
from drafter.workflow.contenders import name_prompts
from drafter.workflow.eval import evaluate
from drafter.workflow.eval_tasks import Terms
from tests.eval.test_eval_verb import Witness

NOTES = Path(__file__).parent / "model"


@pytest.mark.model
@pytest.mark.timeout(1200)  # four drafts on a laptop
@pytest.mark.parametrize("name", sorted(path.stem for path in NOTES.glob("*.md")))
def test_a_warm_small_model_keeps_the_promise(name: str) -> None:
    settings = Settings(backend="local", model=os.environ["DRAFTER_TEST_MODEL"], context_tokens=4096)
    terms = Terms({name: NOTES / f"{name}.md"}, name_prompts((), ()), seeds=(1, 2), temperature=0.7)
    runs = evaluate([settings], terms, Witness())
    assert [run.error for run in runs] == ["", ""]
    for run in runs:
        assert run.score is not None
        assert run.score.faults == ()
        assert run.score.authors.sentences > run.score.authors.composed

"""Faults put into clean texts are found at their place."""

from __future__ import annotations

import pytest

from tests.rules.inject import KINDS, TEXTS_A_KIND, measure

BAR = 0.98


@pytest.mark.slow
def test_injected_faults_are_found_at_their_place() -> None:
    made, found, missed = measure(list(KINDS), seed=1)
    assert len(KINDS) >= 40
    assert all(made[name] == TEXTS_A_KIND for name in KINDS), made
    share = sum(found.values()) / sum(made.values())
    assert share >= BAR, [(name, source) for name, source, _ in missed]


@pytest.mark.parametrize("name", ["starred name", "half-width comma", "heading number missing", "parts over the total"])
def test_a_kind_of_each_sort_is_found(name: str) -> None:
    made, found, _ = measure([name], seed=2)
    assert found[name] == made[name] == TEXTS_A_KIND

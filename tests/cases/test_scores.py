"""How the reader and the comparer do on the project's own cases may not fall below what it was.

The floors are what was measured, a little below; raise them with the engine. The aims: 95 % of the suites' values, of
the passages' figures 99 % with 98 % of their hedges and 1 % noise; of the pairs 99 % located with 1 % false alarms.
"""

from __future__ import annotations

import pytest

from tests.cases.score import read, score_consistency, score_figures, score_suite

SUITE_FLOOR = {"zh": 0.92, "en": 0.94}
RECALL_FLOOR, HEDGE_FLOOR, NOISE_CEILING = 0.99, 0.99, 0.01
LOCATED_FLOOR, FAITHFUL_FLOOR = 0.97, 0.96


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_values_of_the_suite_are_found(lang: str) -> None:
    table, misses = score_suite(read(f"suite_{lang}.jsonl"))
    found, total = (sum(counts[i] for counts in table.values()) for i in (0, 1))
    assert found >= SUITE_FLOOR[lang] * total, "\n".join(misses)


def test_figures_of_the_passages_are_read() -> None:
    table, misses = score_figures(read("figures.jsonl"))
    shares = {name: right / total for name, (right, total) in table.items()}
    assert shares["recall"] >= RECALL_FLOOR, "\n".join(misses)
    assert shares["hedges"] >= HEDGE_FLOOR, "\n".join(misses)
    assert shares["noise"] <= NOISE_CEILING, "\n".join(misses)


@pytest.mark.slow
@pytest.mark.timeout(600)  # thousands of pairs
def test_pairs_are_judged_rightly() -> None:
    table, misses = score_consistency(read("consistency.jsonl"))
    right, total = {}, {}
    for label in ("faithful", "unfaithful"):
        right[label], total[label] = (sum(n[i] for key, n in table.items() if key[0] == label) for i in (0, 1))
    assert right["unfaithful"] >= LOCATED_FLOOR * total["unfaithful"], "\n".join(misses)
    assert right["faithful"] >= FAITHFUL_FLOOR * total["faithful"], "\n".join(misses)

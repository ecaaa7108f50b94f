"""The bars that the comparer must keep on the project's own cases: trades that no rule was written for."""

from __future__ import annotations

from tests.cases.score import read, score_consistency

LOCATED, LOCATED_EACH, FALSE_ALARMS = 0.99, 0.90, 0.01
FEW = 5  # types with fewer cases are counted in the total only


def test_alterations_are_found_and_faithful_drafts_pass() -> None:
    table, misses = score_consistency(read("consistency.jsonl"))
    told = "\n".join(misses)
    for label, least in (("unfaithful", LOCATED), ("faithful", 1 - FALSE_ALARMS)):
        right, total = (sum(counts[i] for key, counts in table.items() if key[0] == label) for i in (0, 1))
        assert right / total >= least, told
    for (label, kind), (right, total) in table.items():
        if label == "unfaithful" and total >= FEW:
            assert right / total >= LOCATED_EACH, f"{kind}\n{told}"

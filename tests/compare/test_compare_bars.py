"""The bars that the comparer must keep on the project's own cases.

The older passages were seen while the comparer was made. The later ones were written by someone who had not seen it, and
tell their notes in freer words: on those the floors are what was measured, a little below. Raise them with the engine.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from tests.cases.score import read, score_consistency

EACH, FEW = 0.90, 5  # of a type with so many cases and more
LATER = frozenset(
    {
        "agrotech",
        "archives",
        "college",
        "communityhealth",
        "court-two",
        "culture",
        "customs",
        "disabled",
        "emergency",
        "en-airport",
        "en-airportfire",
        "en-archivist",
        "en-cityclerk",
        "en-cityparks",
        "en-dairy",
        "en-fire",
        "en-foodsafety",
        "en-housing",
        "en-museum",
        "en-specialschool",
        "en-works",
        "firebrigade",
        "fishery",
        "gongjijin",
        "highway",
        "humanresources",
        "investment",
        "library",
        "metro",
        "moraledu",
        "nursinghome",
        "paichusuo",
        "postal",
        "powergrid",
        "powerparty",
        "ranqi",
        "ruralbank",
        "sanitation",
        "statistics",
        "supplycoop",
        "taxation",
        "tobacco",
        "tollstation",
        "trafficpolice",
        "veterans",
        "watersupply",
        "weather",
        "wenhuazhan",
        "xueyuan",
        "zhongzi",
    }
)
HARDEST = {"subject_swap": 0.72}  # whether another subject is another word for the same: no list of words can know
FLOORS = {"older": {"unfaithful": 0.99, "faithful": 0.99}, "later": {"unfaithful": 0.962, "faithful": 0.99}}


@pytest.mark.timeout(600)  # thousands of pairs
@pytest.mark.parametrize("group", FLOORS)
def test_alterations_are_found_and_faithful_drafts_pass(group: str) -> None:
    rows = [row for row in read("consistency.jsonl") if (row["passage"] in LATER) == (group == "later")]
    table, misses = score_consistency(rows)
    told = "\n".join(misses)
    sums: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for (label, kind), (right, total) in table.items():
        for key in (label, (label, kind.split("+")[-1])):
            sums[key] = [sums[key][0] + right, sums[key][1] + total]
    for label, least in FLOORS[group].items():
        assert sums[label][0] >= least * sums[label][1], told
    for key, (right, total) in sums.items():
        if key[0] == "unfaithful" and total >= FEW:
            least = HARDEST.get(key[1], EACH) if group == "later" else EACH
            assert right >= least * total, f"{key[1]}\n{told}"

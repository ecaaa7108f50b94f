"""The comparer in one run: what it takes beside reading alone, and how it grows with the text.

    python tests/benchmarks/compare.py [ROUNDS]

The bar: a report of 3,500 characters against 60 facts in at most 8 ms. The text is the project's own cases put end to
end with plain prose between them; the best of several rounds counts, so that a busy machine does not. The comparer
keeps what it read of a text, as a text is held to one fact after the other: "draft unread" is the first time.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from drafter import compare_figures, find_figures
from drafter.figures import compare
from tests.cases.score import read

if TYPE_CHECKING:
    from collections.abc import Callable

PROSE = "坚持把学习作为提高本领的重要途径，认真履行岗位职责，团结同志，扎实工作，各项任务有序推进，取得了较好成效。\n"
CHARACTERS, FACTS = 3500, 60


def report(mutation: str) -> tuple[list[str], str]:
    """Facts of several trades, 60 at most, and a report of 3,500 characters that states them."""
    facts: list[str] = []
    draft = ""
    for row in read("consistency.jsonl"):
        if row["lang"] == "zh" and row["mutation"] == mutation and len(facts) + len(row["notes"]) - 1 <= FACTS:
            facts += row["notes"][1:]
            draft += row["draft"] + "\n"
    return facts, draft + PROSE * max(0, (CHARACTERS - len(draft)) // len(PROSE) + 1)


def best(rounds: int, work: Callable[[], object]) -> float:
    """Least milliseconds of processor time that one round took."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def main() -> None:
    """Measure and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(
        f"{'report':12} {'characters':>10} {'facts':>6} {'reading':>8} {'comparing':>10} {'draft unread':>13}"
        f" {'facts unread too':>17}"
    )
    for mutation in ("verbatim", "paraphrase"):
        facts, draft = report(mutation)
        reading = best(rounds, lambda draft=draft: find_figures(draft))
        whole = best(rounds, lambda facts=facts, draft=draft: compare_figures(facts, draft, year=2023))

        def new(facts: list[str] = facts, draft: str = draft) -> None:
            compare._drafted.cache_clear()
            compare_figures(facts, draft, year=2023)

        def cold(facts: list[str] = facts, draft: str = draft) -> None:
            compare._prepared.cache_clear()  # what a first call costs
            compare._read.cache_clear()  # the same
            new(facts, draft)

        print(
            f"{mutation:12} {len(draft):10} {len(facts):6} {reading:6.2f}ms {whole:8.2f}ms"
            f" {best(rounds, new):11.2f}ms {best(rounds, cold):15.2f}ms"
        )
    facts, draft = report("paraphrase")
    small = best(rounds, lambda: new(facts, draft)) / len(draft)  # a draft of the thirtyfold size is not kept
    large = best(1, lambda: compare_figures(facts, draft * 30, year=2023)) / (len(draft) * 30)
    print(f"time per character, thirty times the text: {large / small:.2f}x")


if __name__ == "__main__":
    main()

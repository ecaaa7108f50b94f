"""The check in process: a report with its notes, all rules; how time grows with the text; a thousand reports in one call.

    python tests/benchmarks/rules.py

The bars: 10 ms for 3,500 characters with notes; linear to 1 MB; 1,000 reports within 12 s of one core, memory flat.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from drafter.kinds import DEFAULT_KIND
from drafter.notes import read_notes
from drafter.provenance import annotate
from drafter.rules import check_report, make_context

OF_FIGURES = ("figures", "facts")
"""The rules that ask the comparer of figures."""

SAMPLE = Path(__file__).parents[2] / "samples" / "state-enterprise"


def least(call: object, times: int) -> float:
    """The shortest processor time of some calls, in ms."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        call()  # type: ignore[operator]
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def megabytes() -> float:
    """The most memory that the process has used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    text = (SAMPLE / "report.md").read_text(encoding="utf-8")
    notes = annotate(read_notes((SAMPLE / "notes.md").read_text(encoding="utf-8")))
    kind = notes.kind or DEFAULT_KIND
    check_report(text, facts=notes, kind=kind)
    whole = least(lambda: check_report(text, facts=notes, kind=kind), 15)
    print(
        f"{len(text)} characters, {len(notes.open_facts)} facts: {whole:6.1f} ms, {whole / len(text) * 3500:6.1f} ms / 3500"
    )
    own = least(lambda: check_report(text, facts=notes, kind=kind, ignore=OF_FIGURES), 15)
    read = least(lambda: make_context(text, facts=notes).figures, 15)
    print(f"of that {whole - own:.1f} ms hold the figures to the notes, {read:.1f} ms read them")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    plain = least(lambda: check_report(body), 9) / len(body)
    long = body * (1_000_000 // len(body))
    print(
        f"1 MB without notes: {least(lambda: check_report(long), 1) / len(long) / plain:.2f} times the time a character"
    )
    before, start = megabytes(), time.process_time()
    for number in range(1000):
        other = text.replace("2024", str(2000 + number % 20)) + f"\n附件{number}"  # no two alike: nothing is kept of it
        check_report(other, facts=notes, kind=kind)
    print(f"1,000 reports: {time.process_time() - start:.1f} s, {megabytes() - before:.0f} MB more")


if __name__ == "__main__":
    main()

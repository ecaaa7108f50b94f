"""Start-up in one run: whole processes, medians, as ratios to a bare `python -c pass`.

    python tests/benchmarks/startup.py [RUNS]

The bars: `drafter --help` at most 12 times, `drafter check` on the sample report with its notes at most 25 times.
Runs of the commands alternate, so that a machine that slows down slows all of them. They take the compiled modules that
the first run of each leaves behind, as an installed program does.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "samples" / "education"
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "drafter --help": ["-m", "drafter", "--help"],
    "drafter check": ["-m", "drafter", "check", str(SAMPLE / "report.md"), "--notes", str(SAMPLE / "notes.md")],
}


COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(arguments: list[str]) -> float:
    """Wall seconds of one process."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False, env=COMPILED)
    elapsed = time.perf_counter() - start
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr.decode())
    return elapsed


def main() -> None:
    """Measure and print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for arguments in COMMANDS.values():
        seconds(arguments)  # warm the file cache
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            taken[name].append(seconds(arguments))
    bare = statistics.median(taken["python -c pass"])
    for name, values in taken.items():
        median = statistics.median(values)
        print(f"{name:16} {median * 1000:7.1f} ms   {median / bare:5.1f} x")


if __name__ == "__main__":
    main()

"""The figures of a file, as rows."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import asdict

from drafter.figures import find_figures
from drafter.workflow.sources import read_source


def list_figures(path: str) -> list[dict[str, object]]:
    """Every figure that is read in a file, in order.

    Args:
        path: a report or notes: .md, .txt, .docx, or `-`.

    Returns:
        The attributes of each `Figure`, with `line` and `column` (from 1).

    Raises:
        InputError: the file cannot be read.
    """
    text = read_source(path).text
    starts = [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]
    rows: list[dict[str, object]] = []
    for figure in find_figures(text):
        line = bisect_right(starts, figure.start)
        rows.append({"line": line, "column": figure.start - starts[line - 1] + 1, **asdict(figure)})
    return rows

"""How drafter's reader and comparer do on the cases.

    python -m tests.cases.score suite [--misses N]         share of values found, by language and sort
    python -m tests.cases.score figures [--misses N]       recall, hedges read right, and noise
    python -m tests.cases.score consistency [--misses N]   found at the right place, and false alarms, by type

A value is found when a figure that overlaps the mark has it: numbers to four figures, a share as fraction or as per
cent, a date as far as the mark gives it, a range by both ends. A faithful draft must give no finding; an unfaithful one
must give a finding at the altered stretch, or one that names what is missing.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.model import Figure, Finding

HERE = Path(__file__).parent
HEDGES: dict[str | None, set[str | None]] = {
    None: {None}, ">": {"over", "at_least"}, "+": {"over", "at_least"}, "~": {"about"}, "<~": {"nearly"},
    ">=": {"at_least", "over"}, "<=": {"at_most"}, "<": {"under"},
}  # fmt: skip
_NAMED = re.compile(r"\d[\d.,]*|[一二两三四五六七八九十百千万亿零点]{2,}|第[一二三四五六七八九十]|半|首位")


def read(name: str) -> list[dict[str, Any]]:
    """The rows of a file of cases."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def _number(text: str | None) -> Fraction | None:
    try:
        return Fraction(text or "")
    except (ValueError, ZeroDivisionError):
        return None


def has_value(mark: dict[str, Any], figure: Figure) -> bool:
    """Whether a figure has the marked value (any of those parted by `|`)."""
    return any(_equal(mark["kind"], value, figure) for value in mark["value"].split("|"))


def _equal(kind: str, value: str, figure: Figure) -> bool:
    if kind == "range":
        low, high = value.split("/")
        return figure.low is not None and (_number(low), _number(high)) == (_number(figure.low), _number(figure.high))
    if kind == "date":
        return str(figure.value).strip("-").endswith(value.lstrip("-")) or value.endswith(str(figure.value).lstrip("-"))
    if kind == "ratio":
        return re.sub("[∶：/]|to", ":", figure.value or figure.text).replace(" ", "") == value
    want, got = _number(value), _number(figure.value)
    if want is None or got is None:
        return False
    if kind == "multiple" and value == "100":
        return got in {1, 2, 100}
    return math.isclose(want, got, rel_tol=1e-4) or (kind == "fraction" and math.isclose(want * 100, got, rel_tol=1e-4))


def _overlaps(mark: dict[str, Any], figure: Figure) -> bool:
    return figure.start < mark["end"] and figure.end > mark["start"]


def score_suite(rows: Iterable[dict[str, Any]]) -> tuple[dict[tuple[str, str], list[int]], list[str]]:
    """Found and total by language and sort, and a line for each value that is missed."""
    from drafter import find_figures  # noqa: PLC0415  # the cases are made without the engine

    table: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    misses = []
    for row in rows:
        got = find_figures(row["text"], lang=row["lang"])
        for mark in row["expect"]:
            if mark.get("optional"):
                continue
            found = any(_overlaps(mark, figure) and has_value(mark, figure) for figure in got)
            table[row["lang"], row["sort"]][0] += found
            table[row["lang"], row["sort"]][1] += 1
            if not found:
                read_as = "; ".join(f"{f.text} {f.kind} {f.value or (f.low, f.high)}" for f in got) or "nothing"
                misses.append(
                    f"{row['lang']} {row['sort']} | {row['text']} | want {mark['text']} = {mark['value']} | {read_as}"
                )
    return dict(table), misses


def score_figures(rows: Iterable[dict[str, Any]]) -> tuple[dict[str, list[int]], list[str]]:
    """Recall (found, marked), hedges (right, found) and noise (readings beside every mark, readings)."""
    from drafter import find_figures  # noqa: PLC0415  # the cases are made without the engine

    table = {"recall": [0, 0], "hedges": [0, 0], "noise": [0, 0]}
    misses = []
    for row in rows:
        got = find_figures(row["text"], lang=row["lang"])
        for mark in row["expect"]:
            if mark.get("optional"):
                continue
            over = [figure for figure in got if _overlaps(mark, figure) and has_value(mark, figure)]
            hedged = any(figure.approx in HEDGES[mark.get("approx")] for figure in over)
            table["recall"] = [table["recall"][0] + bool(over), table["recall"][1] + 1]
            table["hedges"] = [table["hedges"][0] + hedged, table["hedges"][1] + bool(over)]
            if not over or not hedged:
                around = row["text"][max(0, mark["start"] - 12) : mark["end"] + 12]
                misses.append(
                    f"{row['passage']} | {'hedge' if over else 'missed'} | {mark['text']} = {mark['value']} | {around}"
                )
        noise = [figure for figure in got if not any(_overlaps(mark, figure) for mark in row["expect"])]
        table["noise"] = [table["noise"][0] + len(noise), table["noise"][1] + len(got)]
        misses += [
            f"{row['passage']} | noise | {f.text} = {f.value} | {row['text'][max(0, f.start - 12) : f.end + 12]}"
            for f in noise
        ]
    return table, misses


def located(row: dict[str, Any], findings: Sequence[Finding]) -> bool:
    """Whether a finding falls on the altered stretch (two characters around it count), or names what is missing."""
    low, high = row["span"]
    missing = row["mutation"].split("+")[-1] in {"drop", "list_count"}
    named = set(_NAMED.findall(row["was"])) | set(_NAMED.findall(row["where"]))
    for finding in findings:
        placed = finding.start is not None and finding.end is not None
        if placed and high > low and finding.start < high + 2 and finding.end > low - 2:
            return True
        said = f"{finding.text} {finding.message}"
        if row["was"] and row["was"].strip(" ,，") in said:
            return True
        if (missing or not placed) and any(re.search(rf"(?<![\d.]){re.escape(key)}(?!\d)", said) for key in named):
            return True
    return False


def score_consistency(rows: Iterable[dict[str, Any]]) -> tuple[dict[tuple[str, str], list[int]], list[str]]:
    """Right and total by label and type of alteration, and a line for each pair that is judged wrongly."""
    from drafter import compare_figures  # noqa: PLC0415  # the cases are made without the engine

    table: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    misses = []
    for row in rows:
        year = re.search(r"(?:报告年度：|Report year: )(\d{4})", row["notes"][0])
        findings = compare_figures(row["notes"], row["draft"], year=int(year[1]) if year else None, lang=row["lang"])
        faithful = row["label"] == "faithful"
        right = not findings if faithful else located(row, findings)
        counts = table[row["label"], row["mutation"] if faithful else row["mutation"].split("+")[-1]]
        counts[0] += right
        counts[1] += 1
        if not right:
            said = "; ".join(f"{finding.rule}: {finding.text}" for finding in findings[:3]) or "no finding"
            misses.append(f"{row['id']} | {row['mutation']} | {row['was']} => {row['where']} | {said}")
    return dict(table), misses


def main() -> None:
    """Print the table of one kind of case, and its misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["suite", "figures", "consistency"])
    parser.add_argument("--misses", type=int, default=0)
    given = parser.parse_args()
    table: dict[Any, list[int]]
    if given.what == "suite":
        table, misses = score_suite(read("suite_zh.jsonl") + read("suite_en.jsonl"))
    elif given.what == "figures":
        table, misses = score_figures(read("figures.jsonl"))
    else:
        table, misses = score_consistency(read("consistency.jsonl"))
    print("\n".join(misses[: given.misses]))
    for key, (right, total) in sorted(table.items()):
        print(
            f"{' '.join(key) if isinstance(key, tuple) else key:32} {right:5} of {total:5}  {right / max(total, 1):6.1%}"
        )
    for first in sorted({key[0] for key in table if isinstance(key, tuple)}):
        right, total = (sum(counts[i] for key, counts in table.items() if key[0] == first) for i in (0, 1))
        print(f"{'all ' + first:32} {right:5} of {total:5}  {right / total:6.1%}")


if __name__ == "__main__":
    main()

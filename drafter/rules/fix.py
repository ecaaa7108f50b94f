"""Mends: what is sure is applied, and no figure and no name changes (`drafter.rules.safety`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.outline import read_report
from drafter.rules.engine import chosen, find_spots, make_context
from drafter.rules.safety import apply_edits, is_safe, same_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.kinds import Kind
    from drafter.model import Edit, Report
    from drafter.rules.rule import Rule
    from drafter.rules.tables import Tables

_ROUNDS: Final = 8
"""A mend may open the way for another (a tag between two marks); so many rounds are enough, and there is an end."""


class Mended(NamedTuple):
    """A text with its sure mends applied.

    Attributes:
        text: the new text.
        edits: the mends of the first round, in order, with offsets of the old text; for a report in Word, apply these.
        rules: rule id to the number of places mended, in order of the table.
        left: places that could be mended, but not together with the others without touching a figure or a name.
    """

    text: str
    edits: tuple[Edit, ...]
    rules: dict[str, int]
    left: int


def fix_report(
    report: Report | str,
    *,
    kind: Kind | str | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    tables: Tables | None = None,
) -> Mended:
    """Apply what is sure: marks, widths, numbering marks, residue.

    Args:
        report: the report, or its text.
        kind: the kind of report.
        select: ids or groups whose mends to apply; None for all that are on.
        ignore: ids or groups to leave alone.
        tables: words and phrases; else as shipped.

    Returns:
        The new text; fixing it again changes nothing, and its figures and names are those of the old one.
    """
    current = read_report(report) if isinstance(report, str) else report
    rules = chosen(select, ignore)
    counts: dict[str, int] = {}
    first: tuple[Edit, ...] | None = None
    for _ in range(_ROUNDS):
        proposed = _proposed(current, kind, rules, tables)
        edits = _safe(current.text, [edit for _, edit in proposed])
        first = edits if first is None else first
        if not edits:
            break
        applied = set(edits)
        for rule, edit in proposed:
            if edit in applied:
                counts[rule] = counts.get(rule, 0) + 1
                applied.discard(edit)
        current = read_report(apply_edits(current.text, edits), current.path)
    ordered = {rule.id: counts[rule.id] for rule in rules if rule.id in counts}
    return Mended(current.text, first or (), ordered, len(_proposed(current, kind, rules, tables)))


def _proposed(
    report: Report, kind: Kind | str | None, rules: Sequence[Rule], tables: Tables | None
) -> list[tuple[str, Edit]]:
    """The mends of the rules, in order of the text, none overlapping another."""
    context = make_context(report, kind=kind, tables=tables)
    found = [
        (rule.id, edit)
        for rule, spots in find_spots(context, [rule for rule in rules if not rule.needs & {"facts", "against"}])
        for spot in spots
        if spot.fix is not None and is_safe(context.text, spot.fix)
        if (edit := context.source_edit(spot.fix)) is not None
    ]
    found.sort(key=lambda entry: (entry[1].start, entry[1].end))
    kept: list[tuple[str, Edit]] = []
    behind = -1
    for rule_id, edit in found:
        if edit.start > behind or (edit.start == behind and edit.end > edit.start):
            kept.append((rule_id, edit))
            behind = max(edit.end, edit.start)
    return kept


def _safe(text: str, edits: list[Edit]) -> tuple[Edit, ...]:
    """The edits that leave figures and names as they are, together too: all, else the lines that do."""
    if not edits or same_content(text, apply_edits(text, edits)):
        return tuple(edits)
    lines: dict[int, list[Edit]] = {}
    for edit in edits:
        lines.setdefault(text.rfind("\n", 0, edit.start), []).append(edit)
    kept: list[Edit] = []
    for line in lines.values():
        if same_content(text, apply_edits(text, [*kept, *line])):
            kept += line
    return tuple(kept)

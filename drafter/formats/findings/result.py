"""The result of one check: what every form tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drafter.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drafter.model import Finding


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in one report.

    Attributes:
        path: the report, as the person named it.
        text: its text; the findings' offsets point into it.
        findings: in order of the text.
        summary: figures, facts_placed, facts_unused; errors and warnings are counted from the findings.
    """

    path: str
    text: str
    findings: tuple[Finding, ...]
    summary: Mapping[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """The summary in the order of the contract."""
        levels = Counter(finding.level for finding in self.findings)
        kept = {name: self.summary.get(name, 0) for name in ("figures", "facts_placed", "facts_unused")}
        return {"errors": levels[Level.ERROR], "warnings": levels[Level.WARNING], **kept}


def totals(results: Iterable[Result]) -> dict[str, int]:
    """The counts of several results together."""
    added: Counter[str] = Counter()
    for result in results:
        added.update(result.counts)
    return {name: added[name] for name in ("errors", "warnings", "figures", "facts_placed", "facts_unused")}

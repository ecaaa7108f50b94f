"""Findings as JSON: one object for one report, a list with a common summary for several, or a line a finding."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from drafter.formats.findings.result import Result, totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.messages import Lang
    from drafter.model import Finding

SCHEMA = 1


def finding_fields(finding: Finding) -> dict[str, Any]:
    """A finding by the contract: rule level message hint section line column start end text facts."""
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "message": finding.message,
        "hint": finding.hint,
        "section": finding.section,
        "line": finding.line,
        "column": finding.column,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "facts": list(finding.facts),
    }


def _result_fields(result: Result) -> dict[str, Any]:
    return {
        "report": result.path,
        "findings": [finding_fields(finding) for finding in result.findings],
        "summary": result.counts,
    }


def as_json(results: Sequence[Result], lang: Lang) -> str:
    """`{"schema":1,"report":…,"findings":[…],"summary":{…}}`; for several reports `reports` and a common summary."""
    del lang  # field names are the same in every language
    if len(results) == 1:
        fields = {"schema": SCHEMA, **_result_fields(results[0])}
    else:
        fields = {
            "schema": SCHEMA,
            "reports": [_result_fields(result) for result in results],
            "summary": totals(results),
        }
    return json.dumps(fields, ensure_ascii=False, indent=2)


def as_jsonl(results: Sequence[Result], lang: Lang) -> str:
    """A line a finding, with the report's path."""
    del lang
    return "\n".join(
        json.dumps({"schema": SCHEMA, "report": result.path, **finding_fields(finding)}, ensure_ascii=False)
        for result in results
        for finding in result.findings
    )

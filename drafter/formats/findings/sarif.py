"""Findings as SARIF 2.1.0 (OASIS, 2020), for code scanning services and editors."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from drafter import __version__
from drafter.messages import say
from drafter.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.formats.findings.result import Result
    from drafter.messages import Lang
    from drafter.model import Finding
    from drafter.rules import Rule

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(results: Sequence[Result], lang: Lang) -> str:
    """One run with the rules that spoke and a result for each finding; columns count Unicode code points."""
    spoke = {finding.rule for result in results for finding in result.findings}
    rules = [rule for rule in RULES if rule.id in spoke]
    index = {rule.id: number for number, rule in enumerate(rules)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "drafter",
                        "version": __version__,
                        "rules": [_rule_fields(rule, lang) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result_fields(result, finding, index) for result in results for finding in result.findings
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule_fields(rule: Rule, lang: Lang) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": say(f"explain.{rule.id}", lang)},
        "help": {"text": say(f"explain.norm_{rule.source}", lang)},
        "defaultConfiguration": {"level": rule.level.value},
    }


def _result_fields(result: Result, finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    message = f"{finding.message} {finding.hint}".strip()
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(result.path or "-", safe="/:")}}
    if finding.line is not None and finding.start is not None and finding.end is not None:
        location["region"] = _region(result.text, finding.line, finding.column or 1, finding.start, finding.end)
    fields: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.level.value,
        "message": {"text": message},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"drafter/v1": sha256(f"{finding.rule}\n{finding.text}".encode()).hexdigest()[:24]},
    }
    if finding.rule in index:
        fields["ruleIndex"] = index[finding.rule]
    if finding.section:
        fields["locations"][0]["logicalLocations"] = [{"name": finding.section}]
    return fields


def _region(text: str, line: int, column: int, start: int, end: int) -> dict[str, Any]:
    passed = text[start:end]
    breaks = passed.count("\n")
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": line + breaks,
        "endColumn": len(passed) - passed.rfind("\n") if breaks else column + len(passed),
        "charOffset": start,
        "charLength": end - start,
        "snippet": {"text": passed},
    }

"""A baseline: the findings that are known and stay silent, so that only what is new is said."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from drafter.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drafter.model import Finding

_SCHEMA: Final = 1
_AROUND: Final = 16


def fingerprint(finding: Finding, text: str) -> str:
    """What stays the same of a finding when lines move: its rule, its words, and the words around them."""
    from hashlib import sha256  # noqa: PLC0415  # 5 ms: only where findings are told apart

    around = ""
    if finding.start is not None and finding.end is not None:
        before = text[max(0, finding.start - _AROUND) : finding.start].rpartition("\n")[2]
        around = before + text[finding.end : finding.end + _AROUND].partition("\n")[0]
    words = "\n".join((finding.rule, "".join(finding.text.split()), "".join(around.split()), *finding.facts))
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def known_findings(findings: Iterable[Finding], text: str) -> Counter[str]:
    """The fingerprints of findings with their counts.

    Args:
        findings: what was found.
        text: the report; the findings' offsets point into it.

    Returns:
        What a baseline keeps of them.
    """
    return Counter(fingerprint(finding, text) for finding in findings)


def without_known(findings: Iterable[Finding], text: str, known: Mapping[str, int]) -> list[Finding]:
    """The findings that a baseline does not know.

    Args:
        findings: what was found.
        text: the report.
        known: fingerprints with their counts; a finding is known as often as it is counted.

    Returns:
        The rest, in their order.
    """
    if not known:
        return list(findings)
    left = Counter(known)
    new = []
    for finding in findings:
        mark = fingerprint(finding, text)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            new.append(finding)
    return new


def write_baseline(reports: Mapping[str, Mapping[str, int]]) -> str:
    """The text of a baseline file.

    Args:
        reports: path of a report to the fingerprints of its findings.

    Returns:
        JSON, sorted, so that it compares well.
    """
    fields = {"schema": _SCHEMA, "reports": {path: dict(sorted(marks.items())) for path, marks in reports.items()}}
    return json.dumps(fields, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_baseline(text: str, path: str = "") -> dict[str, dict[str, int]]:
    """A baseline file.

    Args:
        text: its text.
        path: where it was read from, for messages.

    Returns:
        Path of a report to the fingerprints of its findings.

    Raises:
        InputError: it is no baseline of this program.
    """
    try:
        fields = json.loads(text)
        reports = {_SCHEMA: fields["reports"]}[fields["schema"]]
        return {str(name): {str(k): int(v) for k, v in marks.items()} for name, marks in reports.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError("errors.broken_baseline", path=path) from error

"""Findings as JUnit XML, for test dashboards: a suite a report, a failed case a rule that spoke."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # it only writes

from drafter.formats.findings.text import visible
from drafter.messages import say
from drafter.model import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.formats.findings.result import Result
    from drafter.messages import Lang
    from drafter.model import Finding


def as_junit(results: Sequence[Result], lang: Lang) -> str:
    """Errors are failures; warnings are cases that pass and say so in their output."""
    tests = sum(max(len(_by_rule(result)), 1) for result in results)
    root = ET.Element("testsuites", name="drafter", tests=str(tests), failures=str(_failures(results)), errors="0")
    root.set("time", "0")
    for result in results:
        rules = _by_rule(result)
        suite = ET.SubElement(root, "testsuite", name=visible(result.path) or "-", tests=str(max(len(rules), 1)))
        suite.set("failures", str(_failures([result])))
        suite.set("errors", "0")
        if not rules:
            ET.SubElement(suite, "testcase", name=say("findings.clean_case", lang), classname="drafter", time="0")
        for rule, findings in rules.items():
            case = ET.SubElement(suite, "testcase", name=rule, classname=f"drafter.{rule.partition('/')[0]}", time="0")
            body = "\n".join(_line(result, finding) for finding in findings)
            if findings[0].level is Level.ERROR:
                failure = ET.SubElement(case, "failure", message=visible(findings[0].message), type=rule)
                failure.text = body
            else:
                ET.SubElement(case, "system-out").text = body
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}'


def _by_rule(result: Result) -> dict[str, list[Finding]]:
    rules: dict[str, list[Finding]] = {}
    for finding in result.findings:
        rules.setdefault(finding.rule, []).append(finding)
    return rules


def _failures(results: Sequence[Result]) -> int:
    return sum(findings[0].level is Level.ERROR for result in results for findings in _by_rule(result).values())


def _line(result: Result, finding: Finding) -> str:
    place = f"{result.path}:{finding.line}:{finding.column}: " if finding.line is not None else f"{result.path}: "
    return visible(f"{place}{finding.message} {finding.hint}".rstrip())

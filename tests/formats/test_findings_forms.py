"""Findings in their six forms."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from drafter.formats.findings import FORMS, Result, tell
from drafter.formats.findings.text import cells, excerpt
from drafter.messages import LANGS
from drafter.outline import read_report
from drafter.rules import RULES, check_report

TEXT = "2023年度述职报告\n一、主要工作\n（一）抓学习。制定《推进计##paidbegin##划》,全年学习XX次。\n二、存在的不足\n学习不够深入\x1b[31m。\n"


def result(text: str = TEXT, path: str = "报告 1.txt") -> Result:
    findings = check_report(read_report(text, path), kind="zh-duty", ignore=["requirements"])
    return Result(path, text, tuple(findings), {"figures": 3, "facts_placed": 2, "facts_unused": 1})


def test_the_contract_of_json() -> None:
    fields = json.loads(tell("json", [result()], "zh"))
    assert list(fields) == ["schema", "report", "findings", "summary"]
    assert fields["schema"] == 1
    assert list(fields["findings"][0]) == [
        *("rule", "level", "message", "hint", "section", "line", "column", "start", "end", "text", "facts"),
    ]  # fmt: skip
    assert list(fields["summary"]) == ["errors", "warnings", "figures", "facts_placed", "facts_unused"]
    assert fields["summary"]["errors"] == sum(one["level"] == "error" for one in fields["findings"])
    assert fields["summary"]["figures"] == 3


def test_several_reports_have_one_summary() -> None:
    fields = json.loads(tell("json", [result(), result("完成任务。\n", "b.txt")], "zh"))
    assert [one["report"] for one in fields["reports"]] == ["报告 1.txt", "b.txt"]
    assert fields["summary"]["errors"] == sum(one["summary"]["errors"] for one in fields["reports"])


def test_a_line_a_finding() -> None:
    one = result()
    lines = tell("jsonl", [one], "zh").splitlines()
    assert len(lines) == len(one.findings)
    assert json.loads(lines[0])["report"] == "报告 1.txt"


def test_sarif_names_rules_and_regions() -> None:
    one = result()
    log = json.loads(tell("sarif", [one], "en"))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) == len(one.findings)
    for fields, finding in zip(run["results"], one.findings, strict=True):
        assert rules[fields["ruleIndex"]] == fields["ruleId"] == finding.rule
        place = fields["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "%E6%8A%A5%E5%91%8A%201.txt"
        if finding.start is not None:
            region = place["region"]
            line = TEXT.split("\n")[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_junit_fails_on_errors_only() -> None:
    one = result()
    root = ET.fromstring(tell("junit", [one], "zh"))
    failed = {case.get("name") for case in root.iter("testcase") if case.find("failure") is not None}
    assert failed == {finding.rule for finding in one.findings if finding.level == "error"}
    assert int(root.get("failures", "")) == len(failed)
    clean = ET.fromstring(tell("junit", [Result("b.txt", "完成任务。\n", ())], "zh"))
    assert clean.get("failures") == "0"


def test_github_escapes_what_would_break_a_command() -> None:
    lines = tell("github", [result(path="a,b:c.txt")], "en").splitlines()
    assert all(line.startswith(("::error file=a%2Cb%3Ac.txt", "::warning file=a%2Cb%3Ac.txt")) for line in lines)


def test_text_puts_the_worst_first_and_the_caret_under_the_place() -> None:
    lines = tell("text", [result()], "zh").splitlines()
    heads = [line for line in lines if "[" in line and "]" in line]
    assert "错误" in heads[0]
    at = next(number for number, line in enumerate(lines) if "[dirt/residue]" in line)
    line, carets = lines[at + 1], lines[at + 2]
    assert cells(line[: line.index("##paidbegin##")]) == carets.index("^")
    assert carets.strip() == "^" * len("##paidbegin##")
    assert not any("\x1b" in line for line in lines)
    assert lines[-1].startswith("错误")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
def test_nothing_found_is_said_in_every_form(form: str, lang: str) -> None:
    told = tell(form, [Result("a.txt", "完成任务。", ())], "zh" if lang == "zh" else "en")
    assert told or form in {"jsonl", "github"}


def test_an_unknown_form_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        tell("yaml", [], "zh")


@pytest.mark.parametrize(
    ("text", "at"),
    [("短句XX。", "XX"), ("很" * 300 + "XX" + "长" * 300, "XX"), ("a" * 200 + "XX", "XX"), ("XX" + "长" * 90, "XX")],
)
def test_an_excerpt_fits_its_width_and_holds_the_place(text: str, at: str) -> None:
    start = text.index(at)
    line, carets = excerpt(text, start, start + len(at), 74)
    assert cells(line) <= 74
    assert cells(line[: line.index(at)]) == carets.index("^")


def test_every_rule_can_be_told() -> None:
    assert all(rule.level in {"error", "warning"} for rule in RULES)

"""The baseline: what is known stays silent, what is new is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import InputError
from drafter.rules import check_report, known_findings, read_baseline, without_known, write_baseline

if TYPE_CHECKING:
    from drafter.model import Finding

OLD = "一、主要工作\n全年组织培训XX场。\n"


def new_findings(text: str, known: dict[str, int]) -> list[Finding]:
    return without_known(check_report(text), text, known)


def test_known_findings_stay_silent_when_lines_move() -> None:
    known = dict(known_findings(check_report(OLD), OLD))
    assert new_findings(OLD, known) == []
    assert new_findings("二〇二三年工作总结\n\n" + OLD, known) == []


def test_a_second_fault_of_the_same_sort_is_new() -> None:
    known = dict(known_findings(check_report(OLD), OLD))
    text = OLD + "走访农户XX户，调处纠纷36起。\n"
    assert [finding.text for finding in new_findings(text, known)] == ["XX户"]


def test_the_file_is_read_as_it_was_written() -> None:
    reports = {"a.md": dict(known_findings(check_report(OLD), OLD)), "b.md": {}}
    assert read_baseline(write_baseline(reports)) == reports


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 2, "reports": {}}', '{"schema": 1, "reports": {"a": 3}}'])
def test_what_is_no_baseline_is_said(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_baseline(text, "known.json")
    assert "known.json" in str(caught.value)

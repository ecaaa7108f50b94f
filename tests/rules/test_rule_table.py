"""The table: every rule is registered once, explained in both languages, and has a bad and a good example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import UsageError
from drafter.messages import LANGS, Lang, area, say
from drafter.notes import read_notes
from drafter.outline import read_report
from drafter.rules import RULES, check_report
from drafter.rules.explain import Example, examples, explain, rules_page

if TYPE_CHECKING:
    from drafter.model import Finding

IDS = [rule.id for rule in RULES]
EXAMPLES = examples()


def found(example: Example, text: str) -> list[Finding]:
    facts = read_notes(example.notes.strip("\n"), "notes.md") if example.notes else example.facts
    return check_report(
        read_report(text, example.path),
        facts=facts,
        kind=example.kind,
        year=example.year,
        against=example.against,
        select=[example.rule],
    )


def test_no_rule_is_registered_twice() -> None:
    assert len(set(IDS)) == len(IDS)


def test_no_example_names_an_unknown_rule() -> None:
    assert {example.rule for example in EXAMPLES} <= set(IDS)


@pytest.mark.parametrize("rule", IDS)
def test_every_rule_has_examples_or_its_finder_has(rule: str) -> None:
    passed_on = {"figures/word", "names/altered", "requirements/kind-share", "requirements/kind-item"}
    assert rule in {example.rule for example in EXAMPLES} | passed_on


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.rule}:{one.at[:8]}")
def test_a_bad_example_is_found_at_its_place(example: Example) -> None:
    findings = found(example, example.bad)
    assert findings, example.bad
    texts = [finding.text for finding in findings]
    assert any(text.startswith(example.at) for text in texts) if example.at else texts, texts
    for finding in findings:
        if finding.start is not None:
            assert finding.text == example.bad[finding.start : finding.end]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.rule}:{one.at[:8]}")
def test_a_good_example_is_left_in_peace(example: Example) -> None:
    assert found(example, example.good) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rule", IDS)
def test_every_rule_is_explained(rule: str, lang: Lang) -> None:
    text = explain(rule, lang)
    assert text.startswith(rule)
    assert say(f"explain.{rule}", lang) in text


def test_no_message_is_of_no_rule() -> None:
    named = {key.partition(":")[0].removesuffix("_hint") for key in area("rules") if "/" in key}
    assert named <= set(IDS)
    assert {key for key in area("explain") if "/" in key} == set(IDS)


def test_the_page_names_every_rule() -> None:
    page = rules_page("en")
    assert all(f"`{rule}`" in page for rule in IDS)
    assert rules_page("zh") != page


def test_an_unknown_rule_is_said_with_the_groups() -> None:
    with pytest.raises(UsageError) as caught:
        check_report("", select=["dirt/nonsense"])
    assert "dirt" in caught.value.hint("en")
    with pytest.raises(UsageError):
        explain("nonsense", "zh")

"""What a rule is for: norm, level, a bad and a good example; for `check --explain` and `docs/rules.md`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from drafter.errors import UsageError
from drafter.messages import say
from drafter.rules.table import RULES
from drafter.shipped import DATA, read_table

if TYPE_CHECKING:
    from drafter.messages import Lang
    from drafter.rules.rule import Rule


class Example(NamedTuple):
    """A text that a rule finds, and one that it leaves in peace.

    Attributes:
        rule: id of the rule.
        bad: what is found.
        at: the words it is found at; "" for something that is missing.
        good: what is not.
        facts: facts it is held to.
        notes: notes it is held to, as text; instead of facts.
        kind: name of the kind.
        year: the year reported on.
        against: earlier reports.
        path: name of the file the text comes from.
    """

    rule: str
    bad: str
    at: str
    good: str
    facts: tuple[str, ...] | None = None
    notes: str = ""
    kind: str | None = None
    year: int | None = None
    against: tuple[str, ...] = ()
    path: str = ""


@cache
def examples() -> tuple[Example, ...]:
    """All examples, in order of their files (`drafter/data/rules/examples`)."""
    found = []
    for name in sorted(file.name for file in (DATA / "rules" / "examples").iterdir()):
        for entry in read_table("rules", "examples", name)["example"]:
            row: dict[str, Any] = {k: tuple(value) if isinstance(value, list) else value for k, value in entry.items()}
            found.append(Example(**row | {key: row[key].strip("\n") for key in ("bad", "good")}))
    return tuple(found)


def _rule(rule_id: str) -> Rule:
    for rule in RULES:
        if rule.id == rule_id:
            return rule
    raise UsageError("errors.unknown_rule", name=rule_id, known=", ".join(sorted({rule.group for rule in RULES})))


def summary(rule: Rule, lang: Lang) -> str:
    """What a rule looks for, in a line."""
    return say(f"explain.{rule.id}", lang)


def explain(rule_id: str, lang: Lang) -> str:
    """A rule explained.

    Args:
        rule_id: e.g. "dirt/stars".
        lang: the reader's language.

    Returns:
        Some lines of plain text: what it looks for, its level, its norm, how to switch it off, and examples.

    Raises:
        UsageError: there is no such rule.
    """
    rule = _rule(rule_id)
    lines = [
        f"{rule.id}  [{say(f'explain.level_{rule.level}', lang)}]",
        summary(rule, lang),
        say("explain.norm", lang, norm=say(f"explain.norm_{rule.source}", lang)),
    ]
    if rule.needs:
        needs = say("explain.and", lang).join(say(f"explain.need_{need}", lang) for need in sorted(rule.needs))
        lines.append(say("explain.needs", lang, needs=needs))
    if rule.habit is not None:
        lines.append(say("explain.habit", lang, count=rule.habit))
    for example in examples():
        if example.rule == rule.id:
            lines += ["", *_example(example, lang)]
    lines += ["", say("explain.silence", lang, rule=rule.id)]
    return "\n".join(lines)


def _example(example: Example, lang: Lang) -> list[str]:
    lines = []
    if example.year is not None:
        lines.append(say("explain.example_year", lang, year=example.year))
    if example.facts:
        lines.append(say("explain.example_facts", lang, facts="；".join(example.facts)))
    if example.against:
        lines.append(say("explain.example_against", lang, text="；".join(example.against)))
    lines += [say("explain.bad", lang), *_indented(example.bad), say("explain.good", lang), *_indented(example.good)]
    return lines


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.split("\n")]


_HEADINGS: Final = "explain.group_{group}"


def rules_page(lang: Lang) -> str:
    """The page of all rules, for `docs/rules.md`: made from the table, never written by hand.

    Args:
        lang: the language of the page.

    Returns:
        Markdown.
    """
    lines = [say("explain.page_title", lang), "", say("explain.page_lead", lang, count=len(RULES)), ""]
    for group in dict.fromkeys(rule.group for rule in RULES):
        rules = [rule for rule in RULES if rule.group == group]
        lines += [
            f"## {say(_HEADINGS.format(group=group), lang)}",
            "",
            say("explain.page_head", lang),
            "|---|---|---|---|",
        ]
        lines += [
            f"| `{rule.id}` | {say(f'explain.level_{rule.level}', lang)} | {_cell(summary(rule, lang))} "
            f"| {_cell(say(f'explain.norm_{rule.source}', lang))} |"
            for rule in rules
        ]
        lines.append("")
        for rule in rules:
            shown = next((example for example in examples() if example.rule == rule.id), None)
            if shown is not None:
                lines += [f"### {rule.id}", "", "```text", *_example(shown, lang), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

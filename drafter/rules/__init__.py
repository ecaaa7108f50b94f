"""The check before submission: rules as rows of one table, the engine that runs them, and what is sure to mend.

`check_report` is all that most callers need. A caller that also wants the counts makes the context itself:

    context = make_context(report, facts=notes, kind=kind)
    findings = findings_of(context, chosen(select, ignore))
    summary = summary_of(context)
"""

from drafter.rules.baseline import known_findings, read_baseline, without_known, write_baseline
from drafter.rules.context import language
from drafter.rules.engine import check_report, chosen, findings_of, make_context, summary_of
from drafter.rules.exempt import ignored_in
from drafter.rules.explain import explain, rules_page
from drafter.rules.fix import Mended, fix_report
from drafter.rules.rule import Rule
from drafter.rules.table import RULES
from drafter.rules.tables import Tables, read_tables

__all__ = [
    "RULES",
    "Mended",
    "Rule",
    "Tables",
    "check_report",
    "chosen",
    "explain",
    "findings_of",
    "fix_report",
    "ignored_in",
    "known_findings",
    "language",
    "make_context",
    "read_baseline",
    "read_tables",
    "rules_page",
    "summary_of",
    "without_known",
    "write_baseline",
]

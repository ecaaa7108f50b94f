"""The check before submission: rules as rows of one table, and the engine that runs them."""

from drafter.rules.engine import check_report
from drafter.rules.rule import Rule
from drafter.rules.table import RULES
from drafter.rules.tables import Tables, read_tables

__all__ = ["RULES", "Rule", "Tables", "check_report", "read_tables"]

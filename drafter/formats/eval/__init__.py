"""What an evaluation is told in: JSON that it is read back from, a table in Markdown, and a page with plots."""

from drafter.formats.eval.data import read_runs, results_data
from drafter.formats.eval.page import results_page
from drafter.formats.eval.table import results_table

__all__ = ["read_runs", "results_data", "results_page", "results_table"]

"""The tree of a report: numbered sections in text, and text from sections."""

from __future__ import annotations

from drafter.outline.read import read_report
from drafter.outline.write import write_report

__all__ = ["read_report", "write_report"]

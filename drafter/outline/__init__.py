"""The tree of a report: numbered sections in text, and text from sections."""

from __future__ import annotations

from drafter.outline.read import read_report
from drafter.outline.wrapped import Whole, whole
from drafter.outline.write import write_report

__all__ = ["Whole", "read_report", "whole", "write_report"]

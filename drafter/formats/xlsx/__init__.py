"""Workbooks: each cell as a person sees it, with what is hidden or cannot be known left out and said.

The only door to openpyxl.
"""

from drafter.formats.xlsx.read import read_xlsx

__all__ = ["read_xlsx"]

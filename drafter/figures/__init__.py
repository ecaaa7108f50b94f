"""Figures: read as written (`find_figures`), and held to the facts (`compare_figures`)."""

from drafter.figures.compare import compare_figures
from drafter.figures.read import find_figures

__all__ = ["compare_figures", "find_figures"]

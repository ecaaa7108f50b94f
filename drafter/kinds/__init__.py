"""Kinds of report: folders of prompts and their requirements."""

from drafter.kinds.nouns import Counting, Item, Kind, SectionSpec, Shape, count_chars

__all__ = ["Counting", "Item", "Kind", "SectionSpec", "Shape", "count_chars"]

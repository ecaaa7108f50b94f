"""Kinds of report: folders of prompts and their requirements."""

from drafter.kinds.folders import find_file, own_folder
from drafter.kinds.load import PATTERN_FIELDS, list_kinds, load_kind, nearest
from drafter.kinds.nouns import Counting, Item, Kind, SectionSpec, Shape, count_chars

__all__ = [
    "PATTERN_FIELDS",
    "Counting",
    "Item",
    "Kind",
    "SectionSpec",
    "Shape",
    "count_chars",
    "find_file",
    "list_kinds",
    "load_kind",
    "nearest",
    "own_folder",
]

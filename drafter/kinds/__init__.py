"""Kinds of report: folders of prompts and their requirements."""

from drafter.kinds.answers import TELLING, matter, status_pattern, unanswered
from drafter.kinds.cover import covers, item_words
from drafter.kinds.folders import find_file, own_folder
from drafter.kinds.load import DEFAULT_KIND, PATTERN_FIELDS, list_kinds, load_kind, nearest
from drafter.kinds.nouns import Counting, Item, Kind, SectionSpec, Shape, count_chars

__all__ = [
    "DEFAULT_KIND",
    "PATTERN_FIELDS",
    "TELLING",
    "Counting",
    "Item",
    "Kind",
    "SectionSpec",
    "Shape",
    "count_chars",
    "covers",
    "find_file",
    "item_words",
    "list_kinds",
    "load_kind",
    "matter",
    "nearest",
    "own_folder",
    "status_pattern",
    "unanswered",
]

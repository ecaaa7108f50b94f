"""Names: what must stay verbatim. Titles, quotes, organisations, honours, documents, persons, places."""

from __future__ import annotations

from drafter.names.compare import compare_names
from drafter.names.read import find_names

__all__ = ["compare_names", "find_names"]

"""Exemptions: a comment in the text that keeps rules silent, and files that the settings excuse."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COMMENT: Final = regex(r"<!--\s*drafter:\s*ignore(-file)?(?:\s+([\w/*, \-]+?))?\s*-->")
"""`<!-- drafter: ignore dirt/stars, tone -->`: this line, or the next where it stands alone; `ignore-file`: all."""


def exempted_lines(text: str) -> dict[int, frozenset[str]]:
    """What is excused where.

    Args:
        text: the report.

    Returns:
        Line from 1 (0 for the whole text) to ids and groups, `"*"` for every rule.
    """
    if "<!--" not in text:
        return {}
    found: dict[int, frozenset[str]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for match in COMMENT.finditer(line):
            names = frozenset((match.group(2) or "*").replace(",", " ").split())
            where = 0 if match.group(1) else number + (line.strip() == match.group())
            found[where] = found.get(where, frozenset()) | names
    return found


def ignored_in(path: str, per_file: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The rules that the settings excuse for a file.

    Args:
        path: the file.
        per_file: pattern (`"archive/*.md"`) to ids and groups.

    Returns:
        Ids and groups, for `ignore`.
    """
    name = path.replace("\\", "/")
    return frozenset(
        rule
        for pattern, rules in per_file.items()
        if fnmatch(name, pattern) or fnmatch(name.rsplit("/", 1)[-1], pattern)
        for rule in rules
    )

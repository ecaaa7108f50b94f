"""Names: what must stay verbatim in a report.

A first version: titles in 《》 and words in quotes. The name reader proper replaces it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from drafter.model import Finding, Level, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.messages import Lang

_MARKED: Final = re.compile(r"《[^《》]{1,80}》|“[^“”]{1,80}”")


def find_names(text: str) -> list[Name]:
    """The names in a text, in its order."""
    return [
        Name(found[0], _key(found[0]), found.start(), found.end(), "title" if found[0][0] == "《" else "quote")
        for found in _MARKED.finditer(text)
    ]


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def compare_names(facts: Sequence[str], draft: str, *, lang: Lang | None = None) -> list[Finding]:
    """The names that a draft has and no fact, and those that the facts have and the draft has not.

    Args:
        facts: texts that state names.
        draft: the text to judge.
        lang: its language.

    Returns:
        Findings `names/unsourced` with their place in the draft, and `names/dropped` without.
    """
    del lang
    sourced = {name.key: name for fact in facts for name in find_names(fact)}
    there = find_names(draft)
    found = {name.key for name in there}
    unsourced = [
        Finding("names/unsourced", Level.ERROR, name.text, start=name.start, end=name.end, text=name.text)
        for name in there
        if name.key not in sourced
    ]
    dropped = [name for key, name in sourced.items() if key not in found]
    return unsourced + [Finding("names/dropped", Level.ERROR, name.text, text=name.text) for name in dropped]

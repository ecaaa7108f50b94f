"""Two Chinese subjects that changed places between statements, though only one of them has a figure."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, is_han, words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_RUN: Final = regex(rf"[{HAN}]+")
_BREAK: Final = regex(r"[，,。；;！？!?\n：:]|\.(?=\s|$)")


def exchanged(draft: Place, fact: Place, draft_text: str, fact_text: str) -> Change | None:
    """Two subjects that changed places between statements, though only one of them has a figure.

    Args:
        draft: the figure in the draft.
        fact: the same figure in the facts.
        draft_text: the draft, folded.
        fact_text: the fact, folded.

    Returns:
        The fact's subject and the draft's, or None.
    """
    for ours, theirs, step in ((draft.left, fact.left, -1), (draft.right, fact.right, 1)):
        one, two = _name(ours, step), _name(theirs, step)
        if not one or not two or one not in fact_text or one in two or two in one or not is_han(one + two):
            continue
        here, there = draft_text[slice(*draft.clause)], fact_text[slice(*fact.clause)]
        if two in here or one in there:
            continue
        other_draft = _statement_with(two, draft_text[slice(*draft.sentence)])
        other_fact = _statement_with(one, fact_text)
        if other_draft and other_fact and _alike(other_draft.replace(two, ""), other_fact.replace(one, "")):
            return two, one
    return None


@lru_cache(maxsize=4096)
def _name(run: str, step: int) -> str:
    """The name-like stretch beside a figure."""
    near = _RUN.findall(words().open_end.sub(" ", run))
    found = (near[-1] if step < 0 else near[0]) if near else ""
    return found if len(found) > 1 else ""


def _statement_with(words_: str, text: str) -> str:
    return next((part for part in _BREAK.split(text) if words_ in part), "")


def _alike(one: str, two: str) -> bool:
    """Whether half of the shorter statement's pairs of characters are in the other."""
    a, b = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, two))
    return bool(a and b) and len(a & b) * 2 >= min(len(a), len(b))

"""The same deed, done to another thing: 对讲机配备150台 for 配备执法记录仪150台.

Where a writer tells the facts in words of his own, what he names is mostly told otherwise too. A verb that he has
kept from the fact's own clause shows that the clause tells the same deed: what it was done to must then be the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import words
from drafter.figures.owner_doings import names_nothing
from drafter.figures.owner_kept import differ, trimmed
from drafter.figures.owner_words import bare, common_start

if TYPE_CHECKING:
    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_WORD: Final = 2  # characters
_POINTING: Final = frozenset("这那其该此每某不没")


def other_thing(ours: Place, theirs: Place, draft: str, facts: str) -> Change | None:
    """What a deed was done to, where the fact has the same deed done to another thing.

    Args:
        ours: the figure in the draft.
        theirs: the same figure in the facts.
        draft: the whole draft, folded.
        facts: all facts, folded.

    Returns:
        The fact's word and the draft's, or None.
    """
    mine, noted = trimmed(ours.left), trimmed(theirs.left)
    word, gone = bare(mine), bare(noted)
    deeds = _deeds(mine) & _deeds(noted)
    if ours.in_order or not (deeds or (word[-1:] == gone[-1:] and words().generic.issuperset(word[-1:]))):
        return None
    size = common_start(word[::-1], gone[::-1])
    word, gone = word[: len(word) - size], gone[: len(gone) - size]
    if gone in draft[slice(*ours.sentence)] or draft.count(gone) >= facts.count(gone):
        return None
    if draft.count(word) <= facts.count(word) or not (_names(word, deeds) and _names(gone, deeds)):
        return None
    return (_thing(noted, deeds), _thing(mine, deeds)) if differ(word, gone, whole=False) else None


def _thing(run: str, deeds: frozenset[str]) -> str:
    """The words of a run without the deed."""
    for deed in deeds:
        run = run.removeprefix(deed).removesuffix(deed)
    return trimmed(run)


def _names(word: str, deeds: frozenset[str]) -> bool:
    """Whether a word may name what a deed is done to: no pronoun, no other verb, nothing that the deed is a part of."""
    if names_nothing(word) or words().generic.issuperset(word) or not _POINTING.isdisjoint(word):
        return False
    return not any(deed in word for deed in deeds)


@lru_cache(maxsize=4096)
def _deeds(run: str) -> frozenset[str]:
    """The verbs of two characters at either end of a run."""
    light = words().light
    return frozenset(part for part in (run[:_WORD], run[-_WORD:]) if part in light)

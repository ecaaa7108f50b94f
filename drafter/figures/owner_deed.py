"""The same deed, done to another thing: 对讲机配备150台 for 配备执法记录仪150台.

Where a writer tells the facts in words of his own, what he names is mostly told otherwise too. A verb that he has
kept from the fact's own clause shows that the clause tells the same deed: what it was done to must then be the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import words
from drafter.figures.owner_doings import names_nothing
from drafter.figures.owner_kept import differ, took_its_place, trimmed
from drafter.figures.owner_words import bare, common_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_WORD: Final = 2  # characters
_POINTING: Final = frozenset("这那其该此每某不没")


def topic(places: Sequence[Place], at: int) -> str:
    """The words before a figure, or those before the ones before it where these name nothing: 满意度97.4%，同比提高2.1.

    Args:
        places: the figures of a text in order.
        at: which one.
    """
    place = places[at]
    run = trimmed(place.left)
    while at and not bare(run) and places[at - 1].sentence == place.sentence and places[at - 1].fact == place.fact:
        at -= 1
        run = trimmed(places[at].left)
    return run


def other_thing(ours: Place, runs: tuple[str, str], draft: str, facts: str) -> Change | None:
    """What a deed was done to, where the fact has the same deed done to another thing.

    Args:
        ours: the figure in the draft.
        runs: the topics of the figure in the draft and in the facts.
        draft: the whole draft, folded.
        facts: all facts, folded.

    Returns:
        The fact's word and the draft's, or None.
    """
    mine, noted = runs
    deeds = _deeds(mine) & _deeds(noted)
    word, gone, of_one_sort = _heads_off(bare(mine), bare(noted))
    if ours.in_order or not (deeds or of_one_sort):
        return None
    if not took_its_place(word, gone, ours, draft, facts):
        return None
    if not (names_thing(word, deeds) and names_thing(gone, deeds)):
        return None
    return (_thing(noted, deeds), _thing(mine, deeds)) if differ(word, gone, whole=False) else None


def _heads_off(one: str, two: str) -> tuple[str, str, bool]:
    """Two names without what they end with alike, and whether that is what something amounts to: 欠款率, 退货率."""
    of_one_sort = False
    while one and two and one[-1] == two[-1]:
        of_one_sort = of_one_sort or one[-1] in words().generic
        size = common_start(one[::-1], two[::-1])
        one, two = bare(one[: len(one) - size]), bare(two[: len(two) - size])
    return one, two, of_one_sort


def _thing(run: str, deeds: frozenset[str]) -> str:
    """The words of a run without the deed."""
    for deed in deeds:
        run = run.removeprefix(deed).removesuffix(deed)
    return trimmed(run)


def names_thing(word: str, deeds: frozenset[str] = frozenset()) -> bool:
    """Whether a word may name a thing: no pronoun, no verb, nothing that a deed is a part of.

    Args:
        word: Chinese characters.
        deeds: verbs of the clause.
    """
    if names_nothing(word) or words().generic.issuperset(word) or not _POINTING.isdisjoint(word):
        return False
    return not any(deed in word for deed in deeds)


@lru_cache(maxsize=4096)
def _deeds(run: str) -> frozenset[str]:
    """The verbs of two characters at either end of a run."""
    light = words().light
    return frozenset(part for part in (run[:_WORD], run[-_WORD:]) if part in light)

"""What a figure is of: whether its subject in the draft is another than in the facts.

Words around a figure may come and go; a subject is altered only where a word of the fact is gone and another stands in
its place. "In its place" is what both sides have around it: words that they share next to the figure, or, where they
share none at all, the figure itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, is_han, singular, stem, words
from drafter.figures.owner_words import MOST_HAN, han_change, latin_change, owner_characters, owner_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_LATIN: Final = re.compile(r"[a-z][a-z'’-]*")
_NUMBERED: Final = re.compile(rf"([一二三四五六七八九十]+|\d+)([{HAN}])")


class Around:
    """What is near a figure of the draft, and what the facts know.

    Args:
        sentence: the sentence of the draft's figure, folded.
        clause: its clause.
        fact_clause: the clause of the fact's figure.
        draft: the whole draft, folded.
        facts: all facts, folded.
    """

    def __init__(self, sentence: str, clause: str, fact_clause: str, draft: str, facts: str) -> None:
        self.sentence, self.clause, self.fact_clause = sentence, clause, fact_clause
        self.draft, self.facts = draft, facts

    def lost(self, word: str) -> bool:
        """Whether the sentence of the draft has nothing of a word of the fact."""
        return _absent(word, self.sentence, stem)

    def moved(self, change: Change) -> bool:
        """Whether both words are known, but each belongs to something else: the draft's stands there once too often."""
        fact, draft = change
        if self.novel(draft) or not (_absent(fact, self.clause, stem) and _absent(draft, self.fact_clause, stem)):
            return False
        return not self.lost(fact) or self.draft.count(draft) > self.facts.count(draft)

    def novel(self, word: str) -> bool:
        """Whether no fact has anything of a word of the draft."""
        return _absent(word, self.facts, singular)


def _absent(word: str, text: str, form: Callable[[str], str]) -> bool:
    if is_han(word):
        pairs = [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        return not any(pair in text for pair in pairs)
    return form(word) not in _forms(text, form)


@lru_cache(maxsize=512)
def _forms(text: str, form: Callable[[str], str]) -> frozenset[str]:
    return frozenset(form(word) for word in _LATIN.findall(text))


def replaced(draft: Place, fact: Place, around: Around) -> Change | None:
    """The words of a fact whose place beside a figure others have taken.

    Args:
        draft: the figure in the draft.
        fact: the same figure in the facts.
        around: what is near them.

    Returns:
        The fact's word and the draft's, or None.
    """
    supported = _supported(draft, fact)
    for ours, theirs, step in ((draft.left, fact.left, -1), (draft.right, fact.right, 1)):
        if ours == theirs or not ours or not theirs:
            continue
        for found in (han_change(ours, theirs, step), latin_change(ours, theirs, step)):
            if found is None or _synonyms(*found[0]):
                continue
            change, anchored = found
            if around.lost(change[0]) and around.novel(change[1]) and (anchored or not supported):
                return change
            if anchored and around.moved(change):
                return change
    return _numbered(draft, fact) or (None if supported else _whole(draft, fact, around))


def _supported(draft: Place, fact: Place) -> bool:
    """Whether the words next to the two figures share anything that names something."""
    ours, theirs = (f"{place.left} {place.right}" for place in (draft, fact))
    generic = words().generic
    if {stem(word) for word in owner_words(ours)} & {stem(word) for word in owner_words(theirs)}:
        return True
    one, two = (set(owner_characters(text, 0)) - generic for text in (ours, theirs))
    return bool(one & two)


def _synonyms(fact: str, draft: str) -> bool:
    same = words().same
    one, two = same.get(fact if is_han(fact) else stem(fact)), same.get(draft if is_han(draft) else stem(draft))
    return one is not None and one == two


def _numbered(draft: Place, fact: Place) -> Change | None:
    """A number inside a word beside the figure: 二审 for 一审, 一二级 for 三四级."""
    ours, theirs = (_NUMBERED.findall(f"{place.left} {place.right}") for place in (draft, fact))
    for number, behind in ours:
        others = [other for other, same in theirs if same == behind]
        if others and number not in others and (others[0], behind) not in ours and behind not in words().generic:
            return f"{others[0]}{behind}", f"{number}{behind}"
    return None


def _whole(draft: Place, fact: Place, around: Around) -> Change | None:
    """All words beside the figure are others, wherever they stand."""
    one, two = (
        max((owner_characters(side, step) for side, step in ((place.left, -1), (place.right, 1))), key=len)
        for place in (draft, fact)
    )
    if min(len(one), len(two)) < 2 or max(len(one), len(two)) > MOST_HAN:  # noqa: PLR2004  # as above
        return None
    if _synonyms(two, one) or not (around.lost(two) and around.novel(one)):
        return None
    return two, one


def contrasted(ours: Sequence[str], theirs: Sequence[str]) -> Change | None:
    """A word of the draft that excludes one of the fact, such as 全省 for 全市.

    Args:
        ours: words of sets that exclude each other, next to the draft's figure.
        theirs: the same, next to the fact's figure.

    Returns:
        The fact's word and the draft's, or None.
    """
    table = words().contrast
    one, two = {singular(word): word for word in ours}, {singular(word): word for word in theirs}
    for mine, written in one.items():
        if mine in two:
            continue
        for fact, original in two.items():
            if fact not in one and table.get(mine, frozenset()) & table.get(fact, frozenset()):
                return original, written
    return None

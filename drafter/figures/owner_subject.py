"""What a figure is of: whether its subject in the draft is another than in the facts.

Words around a figure may come and go; a subject is altered only where a word of the fact is gone and another stands in
its place. "In its place" is what both sides have around it: the figure itself, or words that they share.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, is_han, singular, stem, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.figures.owner import Place

_RUN: Final = re.compile(rf"[{HAN}]+")
_LATIN: Final = re.compile(r"[a-z][a-z'’-]*")
_HAN_AROUND: Final = 24
_MOST_HAN: Final = 8
_MOST_WORDS: Final = 3


def replaced(
    draft: Place, fact: Place, in_draft: Callable[[str], bool], in_facts: Callable[[str], bool]
) -> tuple[str, str] | None:
    """The words of a fact whose place beside a figure others have taken.

    Args:
        draft: the figure in the draft.
        fact: the same figure in the facts.
        in_draft: whether a word is near the draft's figure.
        in_facts: whether a word is anywhere in the facts.

    Returns:
        The fact's words and the draft's, or None.
    """
    for ours, theirs, step in ((draft.left, fact.left, -1), (draft.right, fact.right, 1)):
        if ours == theirs or not ours or not theirs:
            continue
        for change in (_han(ours, theirs, step), _latin(ours, theirs, step)):
            if change and _gone(change[0], in_draft) and _gone(change[1], in_facts):
                return change
    return None


def _gone(words_: str, known: Callable[[str], bool]) -> bool:
    """Whether none of these words is known; of Chinese words, no pair of characters."""
    if is_han(words_):
        if len(words_) == 1:
            return not known(words_)
        return not any(known(words_[i : i + 2]) for i in range(len(words_) - 1))
    return not any(known(word) for word in words_.split())


def _han(ours: str, theirs: str, step: int) -> tuple[str, str] | None:
    one, two = _owner_characters(ours, step), _owner_characters(theirs, step)
    if not one or not two or one in two or two in one:
        return None
    one, two, shared = _without_shared(one, two, step)
    if not one or not two or max(len(one), len(two)) > _MOST_HAN:
        return None
    if shared == 0 and min(len(one), len(two)) < 2:  # noqa: PLR2004  # one character with nothing beside it says too little
        return None
    if set(one) & set(two):
        return None
    return two, one


@lru_cache(maxsize=4096)
def _owner_characters(run: str, step: int) -> str:
    """The Chinese words next to a figure that may be its subject: without verbs, particles and such."""
    near = run[-_HAN_AROUND:] if step < 0 else run[:_HAN_AROUND]
    return "".join(_RUN.findall(words().light.sub(" ", near)))


def _without_shared(one: str, two: str, step: int) -> tuple[str, str, int]:
    """Two texts without what they share at both ends, and how much they share on the side of the figure."""
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    one, two = one[start:], two[start:]
    end = 0
    while end < min(len(one), len(two)) and one[-1 - end] == two[-1 - end]:
        end += 1
    if end:
        one, two = one[:-end], two[:-end]
    return one, two, end if step < 0 else start


def _latin(ours: str, theirs: str, step: int) -> tuple[str, str] | None:
    one, two = _owner_words(ours), _owner_words(theirs)
    if step < 0:
        one, two = one[::-1], two[::-1]
    start = 0
    while start < min(len(one), len(two)) and stem(one[start]) == stem(two[start]):
        start += 1
    if step < 0 and start == 0:
        return None
    mine, fact = one[start : start + _MOST_WORDS], two[start : start + _MOST_WORDS]
    if not mine or not fact:
        return None
    same = words().same
    mine, fact = mine[:1], fact[:1]
    group = same.get(stem(mine[0]))
    if group is not None and group == same.get(stem(fact[0])):
        return None
    return fact[0], mine[0]


@lru_cache(maxsize=4096)
def _owner_words(run: str) -> list[str]:
    stop = words().stop
    return [word for word in _LATIN.findall(run) if stem(word) not in stop]


def contrasted(
    ours: Sequence[str], theirs: Sequence[str], in_draft: Callable[[str], bool], in_fact: Callable[[str], bool]
) -> tuple[str, str] | None:
    """A word of the draft that excludes one of the fact, such as 全省 for 全市.

    Args:
        ours: words of sets that exclude each other, near the draft's figure.
        theirs: the same, near the fact's figure.
        in_draft: whether a word is near the draft's figure.
        in_fact: whether a word is in the same fact.

    Returns:
        The fact's word and the draft's, or None.
    """
    table = words().contrast
    for mine in ours:
        if in_fact(mine):
            continue
        sets = table.get(singular(mine), frozenset())
        for fact in theirs:
            if (
                sets & table.get(singular(fact), frozenset())
                and not in_draft(fact)
                and singular(fact) != singular(mine)
            ):
                return fact, mine
    return None


_BREAK: Final = re.compile(r"[，,。；;！？!?\n：:]|\.(?=\s|$)")


def exchanged(draft: Place, fact: Place, draft_text: str, fact_text: str) -> tuple[str, str] | None:
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
        if not one or not two or one in two or two in one or one not in fact_text:
            continue
        here, there = draft_text[slice(*draft.clause)], fact_text[slice(*fact.clause)]
        if two in here or one in there:
            continue
        other_draft = _statement_with(two, draft_text[slice(*draft.sentence)])
        other_fact = _statement_with(one, fact_text)
        if other_draft and other_fact and _alike(other_draft.replace(two, ""), other_fact.replace(one, "")):
            return two, one
    return None


def _name(run: str, step: int) -> str:
    """The last (or first) name-like stretch beside a figure."""
    if re.search("[a-z]", run):
        return " ".join(_owner_words(run)[-2:] if step < 0 else _owner_words(run)[:2])
    found = _owner_characters(run, step)
    return found if len(found) > 1 else ""


def _statement_with(words_: str, text: str) -> str:
    return next((part for part in _BREAK.split(text) if words_ in part), "")


def _alike(one: str, two: str) -> bool:
    """Whether half of the shorter statement's pairs of characters are in the other."""
    a, b = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, two))
    return bool(a and b) and len(a & b) * 2 >= min(len(a), len(b))

"""Another word in a clause that is otherwise the notes': 房屋火灾2起 for 森林火灾2起, state grants for federal grants.

The words right beside a figure tell little where a sentence is reworded. Here the whole clause is laid against that of
the fact: a word is another one where it stands before the same head (English), or where it is all that the notes do not
have while one word of theirs, beside the same neighbours, is all that is gone (Chinese).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_words import HAN, same, singular, stem, words
from drafter.figures.owner_words import bare
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.figures.owner_words import Change

_WORD: Final = regex(r"[a-z][a-z'’-]*")
_ACTS: Final = regex(r" (?:[a-z]+ed|gave|took|won|paid|made|held|raised)(?![a-z])")
_HAN_RUN: Final = regex(f"[{HAN}]+")
_PARTICLES: Final = frozenset("的了有为在等把被将对由从到至和与及并已也都共达")
_DONE: Final = frozenset("了起好")
_FIGURE: Final = "\x00"
_ROOT: Final = 4
_PAIR: Final = 2
_LONGEST: Final = 5
_FEW: Final = 3  # so many times fewer characters of two names may be the same
_BESIDE: Final = 4  # characters on either side that are neighbours


class Vocabulary(NamedTuple):
    """What words a text has.

    Attributes:
        characters: its pairs of Chinese characters.
        pairs: the roots of English words that follow each other.
        roots: the roots of its English words.
    """

    characters: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    roots: frozenset[str]


@lru_cache(maxsize=512)
def vocabulary(text: str) -> Vocabulary:
    """The words of a text.

    Args:
        text: folded.
    """
    pairs = frozenset((_root(one), _root(two)) for one, two in _followed(text))
    roots = frozenset(map(_root, _WORD.findall(text)))
    return Vocabulary(frozenset(text[i : i + _PAIR] for i in range(len(text) - 1)), pairs, roots)


def _root(word: str) -> str:
    return stem(word)[:_ROOT]


def _followed(text: str) -> list[tuple[str, str]]:
    """The English words that stand with nothing but a blank between them."""
    if not text.strip("\x00 ").isascii() and not _WORD.search(text):
        return []
    found = list(_WORD.finditer(text))
    return [(a[0], b[0]) for a, b in pairwise(found) if text[a.end() : b.start()] == " "]


def has_news(clause: str, facts: Vocabulary) -> bool:
    """Whether a clause of the draft has two characters or words side by side that no fact has so.

    Args:
        clause: folded, its figures blotted out.
        facts: the words of all facts.
    """
    known = facts.characters
    for run in _HAN_RUN.findall(clause):
        for i in range(len(run) - 1):
            if run[i : i + 2] not in known:
                return True
    return " " in clause and any((_root(one), _root(two)) not in facts.pairs for one, two in _followed(clause))


def other_modifier(ours: str, theirs: str, facts: Vocabulary, here: str) -> Change | None:
    """An English word before a head, where the fact has another one before the same head.

    Args:
        ours: the clause of the draft, its figures blotted out.
        theirs: that of the fact.
        facts: the words of all facts.
        here: the draft's sentence.

    Returns:
        The fact's word and the draft's, or None.
    """
    stop = words().stop
    for word, head in _followed(ours):
        if singular(word) in stop or singular(head) in stop or word.endswith(("ed", "ing", "ly")):
            continue
        if (_root(word), _root(head)) in facts.pairs or _turns(word) or _root(head) not in facts.roots:
            continue
        for noted, noted_head in _followed(theirs):
            if _root(noted_head) != _root(head) or singular(noted) in stop or _root(noted) in vocabulary(here).roots:
                continue
            if not (same(word, noted) or _turns(noted) or (_root(noted), _root(word)) in facts.pairs):
                return noted, word
    return None


def other_noun(ours: str, theirs: str, facts: Vocabulary, draft: str) -> Change | None:
    """The one English noun of a clause that no fact has, where the whole draft is without one of the fact's clause.

    Args:
        ours: the clause of the draft, its figures blotted out.
        theirs: that of the fact.
        facts: the words of all facts.
        draft: the whole draft, folded.

    Returns:
        The fact's word and the draft's, or None.
    """
    new = _nouns(ours, facts.roots)
    if len(new) != 1:
        return None
    gone = _nouns(theirs, vocabulary(draft).roots)
    if len(gone) != 1:
        return None
    word, noted = new[0], gone[0]
    if (
        _ACTS.match(ours, ours.index(word) + len(word))
        and f"from {noted}" not in theirs
        and f"by {noted}" not in theirs
    ):
        return None  # courts imposed $312,000: who did it, for what it is of
    plural = all(name.endswith("s") and len(name) > _ROOT for name in (word, noted))
    if not (plural or f"the {word} " in ours) or same(word, noted) or _turns(word) or _turns(noted):
        return None
    return noted, word


def _nouns(clause: str, known: frozenset[str]) -> list[str]:
    """The words of a clause that may be nouns and are not known."""
    stop = words().stop
    found = dict.fromkeys(_WORD.findall(clause))
    return [
        word
        for word in found
        if singular(word) not in stop and not word.endswith(("ed", "ing", "ly")) and _root(word) not in known
    ]


@lru_cache(maxsize=4096)
def names_something(clause: str) -> bool:
    """Whether a clause has words that may name something beside its figures.

    Args:
        clause: folded, its figures blotted out.
    """
    rest = words().lights.sub("", clause)
    if any(
        sign >= "〇" and sign not in words().edge and sign not in words().generic
        for sign in rest
        if sign not in "，：；、（）“”"
    ):
        return True
    return any(singular(word) not in words().stop and not _turns(word) for word in _WORD.findall(rest))


def _turns(word: str) -> bool:
    return next(words().turns(word), None) is not None


def other_word(ours: str, theirs: str, facts: Vocabulary, here: str) -> Change | None:
    """The one Chinese word of a clause that no fact has, where one word of the fact's clause is gone.

    Args:
        ours: the clause of the draft, its figures blotted out.
        theirs: that of the fact.
        facts: the words of all facts.
        here: the draft's sentence.

    Returns:
        The fact's word and the draft's, or None.
    """
    new, heads = _left_over(ours, facts.characters), _heads(ours, facts.characters)
    if not new and not heads:
        return None
    known = vocabulary(here).characters
    gone = _left_over(theirs, known)
    kind = _of_kind(ours, theirs, [*new, *heads], [*gone, *_heads(theirs, known)])
    if kind is not None or len(new) != 1:
        return kind
    if len(gone) != 1:
        return None
    (word, start), (noted, at) = new[0], gone[0]
    if not _alike_in_form(word, noted) or same(word, noted) or _turns(word) or _turns(noted):
        return None
    beside = _neighbours(ours, start, start + len(word)) & _neighbours(theirs, at, at + len(noted))
    if not beside or not _shares(ours, theirs):
        return None
    return noted, word


def _of_kind(ours: str, theirs: str, new: Sequence[tuple[str, int]], gone: Sequence[tuple[str, int]]) -> Change | None:
    """A new name beside the figure or a shared word, and one that is gone from there, both of one kind: 渔民, 游客."""
    for word, start in new:
        beside = _neighbours(ours, start, start + len(word))
        for noted, at in gone:
            if not _kindred(word, noted) or same(word, noted) or not _shares(ours, theirs):
                continue
            if beside & _neighbours(theirs, at, at + len(noted)):
                return noted, word
    return None


def _kindred(word: str, noted: str) -> bool:
    """Whether two names are of one kind, by their heads, and have nothing else in common."""
    form = words().form
    if any(name[-1] in form.last or (len(name) == _PAIR and name[0] in form.first) for name in (word, noted)):
        return False  # 上船 is no ship
    kinds = words().kinds
    one, two = (next((kinds[name[-size:]] for size in (2, 1) if name[-size:] in kinds), None) for name in (word, noted))
    if one is None or one != two:
        return False
    head = 1 if word[-1] == noted[-1] else 0
    stems = set(word[: len(word) - head]), set(noted[: len(noted) - head])
    return len(stems[0] & stems[1]) * _FEW < min(len(stems[0]), len(stems[1]))


def _heads(text: str, known: frozenset[str]) -> list[tuple[str, int]]:
    """The ends of names that are not known with the character before them: 格员 of 网格员."""
    found: list[tuple[str, int]] = []
    agents = words().agents
    if agents.isdisjoint(text):
        return found
    for i in range(1, len(text)):
        if text[i] in agents and text[i - 1 : i + 1] not in known and _HAN_RUN.fullmatch(text, i - 1, i):
            start = max(0, i - _PAIR)
            start += not _HAN_RUN.fullmatch(text, start, i)
            found.append((text[start : i + 1], start))
    return found


def _alike_in_form(word: str, noted: str) -> bool:
    """Whether two Chinese words may be names of one kind: as long as each other, neither with signs of a verb."""
    if set(word) & set(noted) or max(len(word), len(noted)) > _LONGEST:
        return False
    if len(word) != len(noted) and (min(len(word), len(noted)) == _PAIR or abs(len(word) - len(noted)) > 1):
        return False
    form = words().form
    return not any(
        one[0] in form.first or one[-1] in form.last or one in form.plain or set(one) & _PARTICLES
        for one in (word, noted)
    )


def _left_over(text: str, known: frozenset[str]) -> list[tuple[str, int]]:
    """The words of a clause that are neither light nor known, each with its place; [] for pieces of words."""
    rest: list[str] | None = None
    for i, sign in enumerate(text):
        if sign < "〇" or text[i : i + 2] in known or (i and text[i - 1 : i + 1] in known):
            continue
        if rest is None:
            rest = [" "] * len(text)
            light = words().lights.sub(lambda found: " " * len(found[0]), text)
        rest[i] = light[i]
    if rest is None:
        return []
    found: list[tuple[str, int]] = []
    for run in _HAN_RUN.finditer("".join(rest)):
        word = bare(run[0])
        if len(word) < _PAIR or set(word) <= words().generic:
            continue
        at = run[0].index(word)
        if len(word) > _PAIR + 1 and word[-1] in words().form.first and run[0][at + len(word) :][:1] in _DONE:
            found.append((word[:-1], run.start() + at))
            continue  # 卫星电话装了
        if not set(run[0][:at] + run[0][at + len(word) :]) <= _PARTICLES:
            return []
        found.append((word, run.start() + at))
    return found


def _neighbours(text: str, start: int, end: int) -> set[str]:
    """What stands right before and behind a word: pairs of characters, and a figure."""
    found: set[str] = set()
    sides = ("".join(s for s in side if s not in _PARTICLES) for side in (text[:start], text[end:]))
    for side, step in zip(sides, (-1, 1), strict=True):
        near = side[-_BESIDE:] if step < 0 else side[:_BESIDE]
        found |= {near[i : i + 2] for i in range(len(near) - 1) if _HAN_RUN.fullmatch(near[i : i + 2])}
        if _FIGURE in (near[-_PAIR:] if step < 0 else near[:_PAIR]):
            found.add(_FIGURE)
    return found


def _shares(ours: str, theirs: str) -> bool:
    """Whether two clauses share a word, if only a verb, or two figures."""
    if min(ours.count(_FIGURE), theirs.count(_FIGURE)) > 1 and "、" not in ours:
        return True
    plain = words().form.plain
    return any(
        run[0][i : i + 2] in theirs and run[0][i : i + 2] not in plain
        for run in _HAN_RUN.finditer(ours)
        for i in range(len(run[0]) - 1)
    )

"""Another word in a clause that is otherwise the notes': 房屋火灾2起 for 森林火灾2起, state grants for federal grants.

The words right beside a figure tell little where a sentence is reworded. Here the whole clause is laid against that of
the fact: a word is another one where it stands before the same head (English), or where it is all that the notes do not
have while one word of theirs, beside the same neighbours, is all that is gone (Chinese).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_words import HAN, same, singular, stem, without_light, words
from drafter.figures.owner_doings import is_noun, names_nothing
from drafter.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.figures.owner_words import Change

_WORD: Final = regex(r"[a-z][a-z'’]*")  # two-keeper watch: the figure is blotted out in one text and not in the other
_NAME: Final = regex(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?![a-zA-Z])(?! [A-Z])")
_HAN_RUN: Final = regex(f"[{HAN}]+")
_KNOWN: Final = b"\1"
_NEW: Final = b"\0\0"
_SEVERAL: Final = frozenset({"people", "men", "women", "children", "staff"})
_ONE: Final = frozenset({"person", "man", "woman"})
_DOERS: Final = ("er", "or", "ist", "ian", "ee", "ant", "ship")  # how names of people end too
PARTICLES: Final = frozenset("的了有为在等把被将对由从到至和与及并已也都共达")
"""Chinese signs between words that name nothing."""
_MARKS: Final = frozenset("，：；、（）“”")
_ROOT: Final = 4
PAIR: Final = 2


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
    return Vocabulary(frozenset(map(add, text, text[1:])), pairs, roots)


def _root(word: str) -> str:
    return stem(word)[:_ROOT]


@lru_cache(maxsize=1024)  # a clause is asked for them up to four times
def _followed(text: str) -> list[tuple[str, str]]:
    """The English words that stand with nothing but a blank between them."""
    if not text.strip("\x00 ").isascii() and not _WORD.search(text):
        return []
    found = list(_WORD.finditer(text))
    return [(a[0], b[0]) for a, b in pairwise(found) if text[a.end() : b.start()] == " "]


@lru_cache(maxsize=1024)
def _han_pairs(text: str) -> frozenset[str]:
    """The pairs of Chinese characters of a text."""
    return frozenset(pair for run in _HAN_RUN.findall(text) for pair in map(add, run, run[1:]))


def new_runs(text: str, known: frozenset[str]) -> Iterator[re.Match[str]]:
    """The stretches of Chinese signs in a clause that are known with neither neighbour, light words apart.

    Args:
        text: the clause, folded.
        known: pairs of characters.
    """
    pairs = bytes([0, *map(known.__contains__, map(add, text, text[1:])), 0])  # each sign stands between two of them
    rest, start = without_light(text), pairs.find(_NEW)
    while start >= 0:
        end = pairs.find(_KNOWN, start)
        end = len(pairs) if end < 0 else end
        yield from _HAN_RUN.finditer(rest, start, end - 1)
        start = pairs.find(_NEW, end)


def has_news(clause: str, facts: Vocabulary) -> bool:
    """Whether a clause of the draft has two characters or words side by side that no fact has so.

    Args:
        clause: folded, its figures blotted out.
        facts: the words of all facts.
    """
    if not _han_pairs(clause) <= facts.characters:
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
        if (_root(word), _root(head)) in facts.pairs or turns(word) or _root(head) not in facts.roots:
            continue
        for noted, noted_head in _followed(theirs):
            if _root(noted_head) != _root(head) or singular(noted) in stop or _root(noted) in vocabulary(here).roots:
                continue
            if not (same(word, noted) or turns(noted) or (_root(noted), _root(word)) in facts.pairs):
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
    new = _heads(ours, facts.roots)
    if len(new) != 1:
        return None
    gone = _heads(theirs, vocabulary(draft).roots)
    if len(gone) != 1:
        return None
    word, noted = new[0], gone[0]
    if not (is_noun(word) and is_noun(noted)) or same(word, noted) or turns(word) or turns(noted):
        return None
    if _is_several(word) != _is_several(noted) and f"the {word} " not in f"{ours} ":
        return None
    if told_by_people(noted, word) or (word in _ONE and not _is_person(noted, _DOERS)):
        return None
    return None if any(same(noted, other) for other in _WORD.findall(ours)) else (noted, word)


def _is_several(word: str) -> bool:
    return word in _SEVERAL or (word.endswith("s") and not word.endswith("ss"))


def other_name(sentence: str, fact: str, facts: Vocabulary, draft: str) -> Change | None:
    """The one name of a sentence that no fact has, where the draft is without one of the fact's: Korea for Japan.

    Args:
        sentence: of the draft, as written.
        fact: as written.
        facts: the words of all facts.
        draft: the whole draft, folded.

    Returns:
        The fact's name and the draft's, folded, or None.
    """
    new = [name for name in _capitals(sentence) if _root(name) not in facts.roots]
    if len(new) != 1:
        return None
    known = vocabulary(draft).roots
    gone = [name for name in _capitals(fact) if _root(name) not in known]
    return (gone[0], new[0]) if len(gone) == 1 and not same(gone[0], new[0]) else None


def _capitals(text: str) -> list[str]:
    """The capitalised words of a text, folded, but those that begin a sentence or another name."""
    return [match[0].lower() for match in _NAME.finditer(text)]


def _heads(clause: str, known: frozenset[str]) -> list[str]:
    """The last words of the names of a clause that are not known: pool of hydrotherapy pool."""
    stop = words().stop
    found: list[str] = []
    end = -1
    for match in _WORD.finditer(clause):
        word = match[0]
        if singular(word) in stop or _root(word) in known:
            continue
        if found and match.start() == end + 1:
            found[-1] = word
        else:
            found.append(word)
        end = match.end()
    return [word for word in found if not word.endswith(("ed", "ing", "ly"))]


@lru_cache(maxsize=4096)
def names_something(clause: str) -> bool:
    """Whether a clause has words that may name something beside its figures.

    Args:
        clause: folded, its figures blotted out.
    """
    rest = without_light(clause)
    if max(set(rest) - words().edge - words().generic - _MARKS, default="") >= "〇":
        return True
    return any(singular(word) not in words().stop and not turns(word) for word in _WORD.findall(rest))


def turns(word: str) -> bool:
    """Whether a word tells a direction.

    Args:
        word: folded.
    """
    return next(words().turns(word), None) is not None


_PEOPLE: Final = frozenset({"people", "persons"})


def told_by_people(fact: str, draft: str) -> bool:
    """Whether words tell by people what the fact tells by their deeds: 120 parents answered, for replies; 参加者, 到会.

    So does the word people of those whom the fact calls by their part: 185 volunteers.

    Args:
        fact: a word of the fact, folded.
        draft: the word of the draft in its place.
    """
    if draft >= "〇":
        return draft[-1] in words().agents and names_nothing(fact)
    return draft in _PEOPLE or (_is_several(draft) and _is_person(draft) and not _is_person(fact, _DOERS))


def _is_person(word: str, more: tuple[str, ...] = ()) -> bool:
    return word < "〇" and singular(word).endswith((*words().people, *more))

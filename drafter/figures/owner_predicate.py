"""Whether words that stand where the fact has others name another thing, or tell the same one by what was done with it.

In Chinese a list of verbs (`owner_doings`) cannot have them all. What makes a predicate of any word is an adverb before
it (就够, 自己策划), or the result behind it (装上): these are few, and known. In English both must be nouns, or
adjectives of one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_words import is_han, words
from drafter.figures.owner_clause import told_by_people
from drafter.figures.owner_doings import is_noun, names_nothing
from drafter.figures.owner_words import is_verb
from drafter.shipped import read_table

if TYPE_CHECKING:
    from drafter.figures.owner_words import Change

_WORD: Final = 2  # characters
_EACH: Final = frozenset("每各")  # 每村两三次: for each of several, and no name
_OWN: Final = frozenset("全我本该")
_OPEN: Final = "等"
_AGAIN: Final = "又"  # 图书室又买进新书
_MOST: Final = "est"


class Beside(NamedTuple):
    """What stands by a figure, folded: the draft's sentence, the words before it there and in its fact, the notes."""

    sentence: str
    left: str
    noted: str
    known: str
    kept: bool = False  # the draft keeps the notes' words: what was done is told as they tell it


def names_another(change: Change, beside: Beside) -> bool:
    """Whether a change of words is another thing named.

    Args:
        change: the fact's word and the draft's.
        beside: what is near the figure.
    """
    fact, draft = change
    if not draft or draft.endswith(fact) or (len(fact) > _WORD and is_han(fact) and set(fact) <= set(draft)):
        return False  # 除险加固, 加固; 课送进学校, 送课进校
    if is_han(draft[-1]) or is_han(draft[0]):
        return _names_another_han(fact, draft, beside)
    return not draft.isalpha() or _names_another_latin(fact, draft, beside)


def _names_another_han(fact: str, draft: str, beside: Beside) -> bool:
    if {fact, draft} <= words().form.plain or told_by_people(fact, draft) or _is_own_place(fact, draft, beside.known):
        return False
    if len(draft) == _WORD and draft[0] in words().form.first and draft[1] == fact[-1]:
        return False  # 出药, 煎药; 迎客, 游客
    if fact[0] in _EACH or draft[0] in _EACH or draft.startswith(_signs().one_each) or _OPEN in draft:
        return False
    if draft == draft[0] * len(draft):
        return False  # 人人, 每名代表
    if beside.kept and len(draft) == len(fact) == _WORD:
        return True  # 满载率, 正点率: no signs to be taken off a word of two
    return not (is_predicate(draft, beside.known) or is_predicate(fact, ""))


def _is_own_place(fact: str, draft: str, known: str) -> bool:
    """Whether one word means the place or body that the notes are of, and the other names it: 全村, 石桥村现有."""
    whole, name = sorted((fact, draft), key=len)
    end = name.find(whole[1:]) + 1 if len(whole) == _WORD and whole[0] in _OWN else 0
    return end > _WORD and name[:end] in known


def _names_another_latin(fact: str, draft: str, beside: Beside) -> bool:
    if draft in fact.split("-"):
        return False  # job-help, help sessions
    if is_noun(draft) and is_noun(fact):
        to_do = f" to {draft} " in f" {beside.sentence} "  # lived to leave the hospital
        return not (to_do or is_verb(draft, beside.left) or is_verb(fact, beside.noted))
    if draft.endswith(_MOST):
        return False  # the strongest gust, top gust
    noun = _followed(draft, beside.sentence)
    return noun != "" and noun == _followed(fact, beside.known)


def _followed(word: str, text: str) -> str:
    """The noun that follows an adjective: enquiries, in legal enquiries; "" for none."""
    found = re.search(rf"(?<![a-z]){re.escape(word)} ([a-z]{{3,}})", text)
    return found[1] if found and found[1] not in words().function and is_noun(found[1]) else ""


class _Signs(NamedTuple):
    """What leads a predicate and what ends it, the times that may stand there, names that only look so; one of each."""

    leads: tuple[str, ...]
    times: tuple[str, ...]
    one: frozenset[str]
    sure: frozenset[str]
    names_led: frozenset[str]
    results: frozenset[str]
    names_ended: frozenset[str]
    one_each: tuple[str, ...]


@cache
def _signs() -> _Signs:
    data = read_table("figures", "zh_doings.toml")
    return _Signs(
        tuple(data["leads"].split()),
        tuple(data["times"].split()),
        frozenset(data["leads_one"] + data["leads_sure"]),
        frozenset(data["leads_sure"]),
        frozenset(data["leads_not"].split()),
        frozenset(data["results"]),
        frozenset(data["results_not"].split()),
        tuple(f"一{unit}" for unit in data["one_each"]),
    )


@lru_cache(maxsize=4096)
def is_predicate(word: str, known: str) -> bool:
    """Whether words tell what was done, with no name in them but those that are known.

    Args:
        word: Chinese characters from beside a figure.
        known: the notes, folded.
    """
    rest = _without_signs(word)
    return rest != word and (len(rest) < _WORD or rest in known or names_nothing(rest))


def _without_signs(word: str) -> str:
    """Words without what leads and ends a predicate, and the verb that goes with it; "" behind an adverb of two."""
    signs = _signs()
    size = 0
    while len(word) != size:
        size = len(word)
        word = word.partition(_AGAIN)[0]
        if word.startswith(signs.leads):
            return ""
        if word[:1] in signs.one and word[:_WORD] not in signs.names_led:
            word = "" if word[0] in signs.sure else word[1:]
        elif word.endswith(signs.times + signs.leads):
            word = word[:-_WORD]
        elif word[-1:] in signs.one and word[-_WORD:] not in signs.names_ended:
            word = word[:-1]
        elif word[-1:] in signs.results and word[-_WORD:] not in signs.names_ended:
            word = word[:-1] if names_nothing(word[:-1]) else word[:-_WORD]
    return word

"""What is near a figure of a draft, and what the facts know: which of their words is gone, and what is new."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import is_han, same, singular, stem, words
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_LATIN: Final = regex(r"[a-z][a-z'’-]*")
_PARTICLES: Final = frozenset("的之了着过后前在把被将")  # at an end of a piece: it is cut from other words
_TIMES: Final = ("一年", "年来", "年里", "全年", "这年", "期间")
_PARTED: Final = ";；"
_TURNOVER: Final = "额"  # a name that ends so says how much money there was in something


class Around:
    """What is near a figure of the draft, and what the facts know.

    Args:
        place: the figure in the draft.
        source: the same figure in the facts.
        draft: the whole draft, folded.
        fact: the fact, folded.
        facts: all facts, folded.
    """

    def __init__(self, place: Place, source: Place, draft: str, fact: str, facts: str) -> None:
        self.draft, self.facts = draft, facts
        self._place, self._source, self._fact = place, source, fact

    @property
    def sentence(self) -> str:
        """The sentence of the draft's figure."""
        return self.draft[slice(*self._place.sentence)]

    @property
    def clause(self) -> str:
        """The clause of the draft's figure."""
        return self.draft[slice(*self._place.clause)]

    @property
    def fact_clause(self) -> str:
        """The clause of the fact's figure."""
        return self._fact[slice(*self._source.clause)]

    @property
    def _statement(self) -> str:
        """The part of the fact between semicolons that has the figure."""
        figure = self._source.figure
        start = max(self._fact.rfind(mark, 0, figure.start) for mark in _PARTED) + 1
        ends = (self._fact.find(mark, figure.end) for mark in _PARTED)
        return self._fact[start : min((end for end in ends if end >= 0), default=len(self._fact))]

    def lost(self, word: str) -> bool:
        """Whether the sentence of the draft is without a word of the fact, be it as another part of speech."""
        near = self.sentence if is_han(word) else self.clause
        return _absent(word, self.sentence, _root) and not _synonym_in(word, near)

    def gone(self, word: str) -> bool:
        """Whether the whole draft is without a word of the fact."""
        return self.lost(word) and _absent(word, self.draft, _root)

    def lost_here(self, word: str) -> bool:
        """Whether the clause of the draft is without a word of the fact."""
        return _absent(word, self.clause, _root) and not (is_han(word) and _synonym_in(word, self.clause))

    def moved(self, change: Change) -> bool:
        """Whether both words are known, but each belongs to something else: the draft's stands there once too often."""
        fact, draft = change
        if not (_absent(fact, self.clause, _root) and _absent(draft, self.fact_clause, stem)):
            return False
        if not is_han(draft) and _absent(draft, self.clause, stem):
            return False  # 340 volunteers, a quarter of them students, gave 21,000 hours
        if (
            self._shortened(draft)
            or _synonym_in(fact, self.clause)
            or (not is_han(draft) and not _absent(draft, self._statement, stem))
        ):
            return False
        return (not self.lost(fact) and not self.novel(draft)) or self.draft.count(draft) > self.facts.count(draft)

    def novel(self, word: str) -> bool:
        """Whether no fact has a word of the draft, nor this one a longer form of it."""
        return _absent(word, self.facts, singular) and not self._shortened(word)

    def parallel(self, change: Change) -> bool:
        """Whether a Chinese word can stand for another one: of one length, else in a clause with no words of its own.

        Two names of one kind (国考, 省考) are mostly as long as each other; what a freer wording puts beside a figure
        is of any length, as are pieces of words. Names in quotes are whole, whatever their length.
        """
        fact, draft = change
        if not is_han(fact + draft) or f"“{draft}”" in self.clause:
            return True
        start, _, rest = self.clause.partition(draft)
        if not self._may_be_name(change, start):
            return False
        loose = min(len(fact), len(draft)) > 2 or not self.novel(draft)  # noqa: PLR2004  # longer than most words
        if abs(len(fact) - len(draft)) <= loose:
            return True
        own = {*words().lights.sub("", start), *words().lights.sub("", rest)} - words().edge - set(self._fact)
        return fact[0] != draft[0] and not any(is_han(sign) for sign in own)

    def _may_be_name(self, change: Change, start: str) -> bool:
        """Whether the words of a change are names rather than pieces of words, or what is done with one thing."""
        fact, draft = change
        first = start[-1:] + draft[0]
        if start and (first in words().contrast or first in words().light):
            return False  # 省排 of 全省排第二, 前要 of 以前要 are no words
        if len(fact) != len(draft) and fact[-1] == draft[-1] and fact[0] in words().form.first:
            return False  # 捐书, 赠图书: the same thing, and what is done with it
        if fact[-1] == _TURNOVER != draft[-1] and self._place.figure.kind == "money":
            return False  # 卖出农产品1350万元: what was sold, for the 销售额
        piece = not {"的", "们"}.isdisjoint(draft) or draft[0] in _PARTICLES or draft[-1] in _PARTICLES
        return not (piece or any(time in draft for time in _TIMES))  # 的队, 之后, 调解员一年里

    def _shortened(self, word: str) -> bool:
        """Whether a word that no fact has is short for what this one says: 假私烟 for 假烟、走私烟."""
        if not is_han(word) or word in self.facts:
            return False
        return set(words().lights.sub("", word)) <= set(self._statement)


def _root(word: str) -> str:
    """What a noun and its verb share: closures and closed."""
    return stem(word)[:4]


def _absent(word: str, text: str, form: Callable[[str], str]) -> bool:
    """Whether a word is not in a text; of a Chinese one, neither its head, at the end, nor more than half of it."""
    if is_han(word):
        if word in text:
            return False
        pairs = [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        if pairs[-1] in text:
            return False
        return sum(pair in text for pair in pairs) * 2 <= len(pairs)
    return form(word) not in _forms(text, form)


def _synonym_in(word: str, text: str) -> bool:
    """Whether a text has a word that is the same as another: 案子 for 案件 (of two characters), costs for price."""
    if not is_han(word):
        groups = words().same.get(stem(word))
        return groups is not None and any(
            not groups.isdisjoint(words().same.get(other, ())) for other in _forms(text, stem)
        )
    return word in words().same and any(same(word, text[i : i + 2]) for i in range(len(text) - 1))


@lru_cache(maxsize=512)
def _forms(text: str, form: Callable[[str], str]) -> frozenset[str]:
    return frozenset(form(word) for word in _LATIN.findall(text))

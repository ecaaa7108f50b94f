"""What a figure is of: whether its subject in the draft is another than in the facts.

Words around a figure may come and go; a subject is altered only where a word of the fact is gone and another stands in
its place. "In its place" is what both sides have around it: words that they share next to the figure, or, where they
share none at all, the figure itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, is_han, same, singular, stem, words
from drafter.figures.owner_words import MOST_HAN, bare, han_change, latin_change, owner_words, substituted
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_RUN: Final = regex(f"[{HAN}]+")
_LATIN: Final = regex(r"[a-z][a-z'’-]*")
_QUOTED: Final = regex(r"[“\"《]([^“”\"《》]{2,20})[”\"》]")
_NO_NOUNS: Final = ("ed", "ing", "ly")
_NUMBERED: Final = regex(rf"([一二三四五六七八九十]+|\d+)([{HAN}])")


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

    def lost(self, word: str) -> bool:
        """Whether the sentence of the draft is without a word of the fact, be it as another part of speech."""
        return _absent(word, self.sentence, _root) and not _synonym_in(word, self.sentence)

    def gone(self, word: str) -> bool:
        """Whether the whole draft is without a word of the fact."""
        return self.lost(word) and _absent(word, self.draft, _root)

    def lost_here(self, word: str) -> bool:
        """Whether the clause of the draft is without a word of the fact."""
        return _absent(word, self.clause, _root) and not _synonym_in(word, self.clause)

    def moved(self, change: Change) -> bool:
        """Whether both words are known, but each belongs to something else: the draft's stands there once too often."""
        fact, draft = change
        if not (_absent(fact, self.clause, _root) and _absent(draft, self.fact_clause, stem)):
            return False
        if self._shortened(draft) or _synonym_in(fact, self.clause) or not _absent(draft, self._fact, stem):
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
        first = start[-1:] + draft[0]
        if start and (first in words().contrast or first in words().light):
            return False  # 省排 of 全省排第二, 前要 of 以前要 are no words
        if fact[-1] == _TURNOVER != draft[-1] and self._place.figure.kind == "money":
            return False  # 卖出农产品1350万元: what was sold, for the 销售额
        if "的" in draft or draft[0] in _PARTICLES or draft[-1] in _PARTICLES or any(time in draft for time in _TIMES):
            return False  # 的队, 之后, 调解员一年里
        loose = min(len(fact), len(draft)) > 2 or not self.novel(draft)  # noqa: PLR2004  # longer than most words
        if abs(len(fact) - len(draft)) <= loose:
            return True
        own = {*words().lights.sub("", start), *words().lights.sub("", rest)} - words().edge - set(self._fact)
        return fact[0] != draft[0] and not any(is_han(sign) for sign in own)

    def _shortened(self, word: str) -> bool:
        """Whether a word that no fact has is short for what this one says: 假私烟 for 假烟、走私烟."""
        return is_han(word) and word not in self.facts and set(words().lights.sub("", word)) <= set(self._fact)


_PARTICLES: Final = frozenset("的之了着过后前在把被将")  # at an end of a piece: it is cut from other words


_TIMES: Final = ("一年", "年来", "年里", "全年", "这年", "期间")
_TURNOVER: Final = "额"  # a name that ends so says how much money there was in something


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
    """Whether a text has a Chinese word of two characters that is the same as another: 案子 for 案件."""
    return word in words().same and any(same(word, text[i : i + 2]) for i in range(len(text) - 1))


@lru_cache(maxsize=512)
def _forms(text: str, form: Callable[[str], str]) -> frozenset[str]:
    return frozenset(form(word) for word in _LATIN.findall(text))


def replaced(draft: Place, fact: Place, around: Around, *, repeated: bool) -> Change | None:
    """The words of a fact whose place beside a figure others have taken.

    Args:
        draft: the figure in the draft.
        fact: the same figure in the facts.
        around: what is near them.
        repeated: the draft states the fact more than once: then less speaks for a change.

    Returns:
        The fact's word and the draft's, or None.
    """
    named = _quoted(draft, fact, around)
    if named is not None:
        return named
    for ours, theirs, step in ((draft.left, fact.left, -1), (draft.right, fact.right, 1)):
        if ours == theirs or not ours or not theirs:
            continue
        other = substituted(ours, theirs) if step < 0 else None
        for found in (han_change(ours, theirs, step), other, latin_change(ours, theirs, step)):
            if found is None or _synonyms(*found[0]):
                continue
            change, anchored = found
            gone = around.lost_here if anchored else around.gone
            if gone(change[0]) and around.novel(change[1]) and (anchored or not (repeated or _supported(draft, fact))):
                return change
            if anchored and around.moved(change):
                return change
    if repeated:
        return None
    inside = _numbered(draft, fact) or _same_head(draft, fact, around)
    if inside is not None:
        return inside
    whole = _whole(draft, fact, around) or _whole_latin(draft, fact, around)
    return None if whole is None or _supported(draft, fact) else whole


def _quoted(draft: Place, fact: Place, around: Around) -> Change | None:
    """Another name in quotes beside the figure: “创业担保贷” for “惠农快贷”."""
    theirs = _quotes(fact.left) + _quotes(fact.right)
    ours = _quotes(draft.left) + _quotes(draft.right)
    if len(ours) != 1 or len(theirs) != 1 or ours == theirs:
        return None
    if theirs[0] in around.clause or ours[0] in around.fact_clause:
        return None
    return theirs[0], ours[0]


@lru_cache(maxsize=4096)
def _quotes(run: str) -> list[str]:
    return _QUOTED.findall(run)


def _supported(draft: Place, fact: Place) -> bool:
    """Whether the words next to the two figures share anything that names something."""
    ours, theirs = (f"{place.left} {place.right}" for place in (draft, fact))
    if {stem(word) for word in owner_words(ours)} & {stem(word) for word in owner_words(theirs)}:
        return True
    shared = {character for character in set(ours) & set(theirs) if character >= "〇"}
    return bool(shared - words().generic - words().edge)


def _synonyms(fact: str, draft: str) -> bool:
    turns = {name for name, _, _ in words().turns(fact)} & {name for name, _, _ in words().turns(draft)}
    if turns:
        return True
    return same(fact, draft)


def _numbered(draft: Place, fact: Place) -> Change | None:
    """A number inside a word beside the figure: 二审 for 一审, 一二级 for 三四级."""
    ours = _numbers(draft.left) + _numbers(draft.right)
    theirs = _numbers(fact.left) + _numbers(fact.right)
    for number, behind in ours:
        others = [other for other, same in theirs if same == behind]
        if others and number not in others and (others[0], behind) not in ours and behind not in words().generic:
            return f"{others[0]}{behind}", f"{number}{behind}"
    return None


@lru_cache(maxsize=4096)
def _numbers(run: str) -> list[tuple[str, str]]:
    return _NUMBERED.findall(run)


def _same_head(draft: Place, fact: Place, around: Around) -> Change | None:
    """Two characters of which only the first differs, wherever they stand: 耕地 for 林地, 中学 for 小学."""
    generic = words().generic
    ours, theirs = (_pairs(place.left) | _pairs(place.right) for place in (draft, fact))
    for two in sorted(theirs - ours):
        if two[1] in generic or two in around.draft:
            continue
        for one in sorted(ours - theirs):
            if one[1] == two[1] and one not in around.facts and not _synonyms(two, one):
                return two, one
    return None


@lru_cache(maxsize=4096)
def _pairs(run: str) -> frozenset[str]:
    """The pairs of characters that stand alone as a word between verbs, particles and marks."""
    return frozenset(word for word in _names(run) if len(word) == 2)  # noqa: PLR2004  # a pair


def _whole(draft: Place, fact: Place, around: Around) -> Change | None:
    """All words beside the figure are others, wherever they stand."""
    one, two = (max(_names(place.left)[-1], _names(place.right)[0], key=len) for place in (draft, fact))
    if min(len(one), len(two)) < 2 or max(len(one), len(two)) > MOST_HAN:  # noqa: PLR2004  # as above
        return None
    if not (around.lost(two) and around.novel(one)) or _synonyms(two, one):
        return None
    return two, one


def _whole_latin(draft: Place, fact: Place, around: Around) -> Change | None:
    """The same of English words: 84.3% of arrivals for departures 84.3%."""
    ours, theirs = _nearest(draft), _nearest(fact)
    gone = around.lost if owner_words(draft.right)[:1] else around.gone  # what is counted says more than what leads
    if not ours or not theirs or not all(gone(word) for word in theirs):
        return None
    if not all(around.novel(word) for word in ours) or any(_synonyms(two, one) for one in ours for two in theirs):
        return None
    return theirs[0], ours[0]


def _nearest(place: Place) -> list[str]:
    """The words next to a figure that may name something: no forms of verbs, no adverbs, no people in general."""
    last = _LATIN.findall(place.left)[-1:]
    before = [] if last and last[0] in words().form.acts else owner_words(place.left)[-1:]  # donors gave £2: who did it
    near = before + owner_words(place.right)[:1]
    return [word for word in near if not word.endswith(_NO_NOUNS) and not same(word, "people")]


@lru_cache(maxsize=4096)
def _names(run: str) -> tuple[str, ...]:
    """The stretches of Chinese words between verbs, particles and marks; ("",) for none."""
    found = (bare(name) for name in _RUN.findall(words().lights.sub(" ", run)))
    return tuple(name for name in found if name) or ("",)


def contrasted(ours: Sequence[str], theirs: Sequence[str]) -> Change | None:
    """A word of the draft that excludes one of the fact, such as 全省 for 全市.

    Args:
        ours: words of sets that exclude each other, next to the draft's figure.
        theirs: the same, next to the fact's figure.

    Returns:
        The fact's word and the draft's, or None.
    """
    if not ours or not theirs:
        return None
    table = words().contrast
    one, two = {singular(word): word for word in ours}, {singular(word): word for word in theirs}
    for mine, written in one.items():
        if mine in two:
            continue
        for fact, original in two.items():
            if fact not in one and not same(mine, fact) and table.get(mine, frozenset()) & table.get(fact, frozenset()):
                return original, written
    return None

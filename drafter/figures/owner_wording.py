"""An English writer who keeps the notes' words, and the one that went while another came: music stands, instruments.

A draft near its notes has all but every word of them (19 in 20 and more, in all drafts that were written so); one that
retells them has two thirds to nine in ten. Where a writer keeps the words, one of a figure's own that is gone, with
one that no note has beside the figure, is another thing, be it a name or a deed: hired, promoted.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import same, singular, stem, words
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.figures.owner import Layout, Place
    from drafter.figures.owner_words import Change

_KEPT: Final = 0.93  # of the different words of the notes
_FEWEST: Final = 24  # different words that tell a habit
_ALIKE: Final = 4  # letters: grazed for graze; all of a shorter word: setting for set
_MORE: Final = 2  # words that came beyond those that went; where more did, the writer tells at length
_WORD: Final = regex(r"(?<![a-z'’-])[a-z][a-z'’-]{2,}")
_LABEL: Final = regex(r"[a-z]+ [^.,;:]+:")  # two words and more: Staff: sorts the notes, and goes
_NEXT: Final = regex(r"\s*([A-Z])?")


class Wording:
    """The words of an English draft against those of the facts whose figures it states.

    Args:
        facts: the facts.
        draft: the draft.
    """

    def __init__(self, facts: Iterable[Layout], draft: Layout) -> None:
        self._draft = draft
        self._noted = Counter(stem(word) for fact in facts for word, _ in _named(fact.plain))
        self._told = Counter(stem(word) for word, _ in _named(draft.plain))
        kept = sum(one in self._told for one in self._noted)
        self.kept = len(self._noted) >= _FEWEST and kept >= _KEPT * len(self._noted)

    def change(self, ours: Place, theirs: Place, layout: Layout) -> Change | None:
        """The word of a figure that is gone, and the one that has come.

        Args:
            ours: the figure in the draft.
            theirs: the same figure in its fact.
            layout: that fact.

        Returns:
            The fact's word and the draft's, each the nearest to the figure; or None.
        """
        fact = layout.without_amounts
        clause = _with_label(fact, theirs.clause)
        gone = [(word, at) for word, at in _in(fact, clause) if self._told[stem(word)] < self._noted[stem(word)]]
        if not gone:
            return self._before_head(fact, self._draft.without_amounts[slice(*ours.sentence)])
        text = self._draft.without_amounts
        there = {stem(word) for word, _ in _named(fact)}
        come = [
            (word, at)
            for word, at in _in(text, ours.clause)
            if self._told[stem(word)] > self._noted[stem(word)] and stem(word) not in there and not self._is_other(at)
        ]
        if (
            not gone
            or not 0 < len(come) <= len(gone) + _MORE
            or any(_is_one(lost, new) for lost, _ in gone for new, _ in come)
        ):
            return None
        return _nearest(gone, theirs), _nearest(come, ours)

    def _before_head(self, fact: str, sentence: str) -> Change | None:
        """A word of the fact that is gone, and the one before what it stood before: passport desk, notary desk."""
        lost = {stem(head): word for word, head in _pairs(fact) if self._told[stem(word)] < self._noted[stem(word)]}
        for word, head in _pairs(sentence):
            noted = lost.get(stem(head))
            if noted and self._told[stem(word)] > self._noted[stem(word)] and not _is_one(noted, word):
                return noted, word
        return None

    def _is_other(self, at: tuple[int, int]) -> bool:
        """Whether a word is a name (with a capital within a sentence, or before another such word), or what to do."""
        text = self._draft.text
        start, end = at
        if not text[start].isupper():
            return text.endswith("to ", 0, start)
        opens = not text[:start].rstrip() or text[:start].rstrip()[-1] in ".!?\n:;)"
        follows = _NEXT.match(text, end)
        return not opens or bool(follows and follows[1])


def _with_label(fact: str, clause: tuple[int, int]) -> tuple[int, int]:
    """The clause of a fact, with what it is about: Doorstep crime: losses cut from £1.9 million."""
    label = _LABEL.match(fact)
    return (0, clause[1]) if label and label.end() == clause[0] else clause


def _is_one(lost: str, new: str) -> bool:
    alike = min(_ALIKE, len(lost), len(new))
    return lost[:alike] == new[:alike] or same(lost, new)


def _pairs(text: str) -> list[tuple[str, str]]:
    """The words that may name something and stand side by side."""
    named = _named(text)
    return [(one, two) for (one, at), (two, behind) in pairwise(named) if text[at[1] : behind[0]] == " "]


def _nearest(found: list[tuple[str, tuple[int, int]]], place: Place) -> str:
    figure = place.figure
    return min(found, key=lambda one: max(one[1][0] - figure.end, figure.start - one[1][1]))[0]


def _in(text: str, span: tuple[int, int]) -> list[tuple[str, tuple[int, int]]]:
    return [(word, (at[0] + span[0], at[1] + span[0])) for word, at in _named(text[slice(*span)])]


@lru_cache(maxsize=1024)
def _named(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The words of a text that may name something, and where they stand."""
    stop, function = words().stop, words().function
    found = ((match[0], match.span()) for match in _WORD.finditer(text))
    return [(word, at) for word, at in found if word not in function and singular(word) not in stop]

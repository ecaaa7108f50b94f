"""Figures that say the same of something else: subjects, scopes and levels."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from drafter.figures.align import OF_THEM
from drafter.figures.compare_marked import mark_findings
from drafter.figures.compare_words import HAN
from drafter.figures.owner_around import Around
from drafter.figures.owner_clause import has_news, names_something, other_modifier, other_name, other_noun, vocabulary
from drafter.figures.owner_counted import other_counted
from drafter.figures.owner_deed import other_thing, topic
from drafter.figures.owner_doings import names_nothing
from drafter.figures.owner_exchange import exchanged
from drafter.figures.owner_field import other_field
from drafter.figures.owner_frame import Texts, renamed
from drafter.figures.owner_kept import keeps_words, not_kept
from drafter.figures.owner_kind import other_word
from drafter.figures.owner_predicate import Beside, names_another
from drafter.figures.owner_runs import Runs
from drafter.figures.owner_scope import contrasts, is_scope, joined, new_scope
from drafter.figures.owner_subject import contrasted, replaced
from drafter.figures.owner_wording import Wording
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from drafter.figures.align import Facts
    from drafter.figures.compare_say import Speaker
    from drafter.figures.owner import Layout, Place
    from drafter.figures.owner_words import Change
    from drafter.figures.stated import Stated
    from drafter.model import Finding

_COMMAS: Final = "，,"
_MARKS: Final = "，,：:；;"
_HAN_SIGN: Final = regex(f"[{HAN}]")


def subject_findings(
    facts: Facts, draft: Stated, right: Mapping[int, int], settled: Container[int], speaker: Speaker
) -> Iterator[Finding]:
    """What is said of figures that agree, but stand with another subject.

    Args:
        facts: the facts.
        draft: the draft's side.
        right: figure of the draft to the one that it states.
        settled: figures of the draft that stand with all words of their fact.
        speaker: makes the findings.
    """
    layout = speaker.layout
    told: list[tuple[int, int]] = []
    subjects = _Subjects(facts, draft, layout, right)
    for d, f in sorted(right.items()):
        if d in settled:
            continue
        found = subjects.change(d, f)
        if found is None:
            continue
        rule, change = found
        start, end = _stretch(layout, draft.places[d], change[1])
        if any(start < stop and end > begin for begin, stop in told):
            continue
        if end - start > len(draft.places[d].figure.text) and layout.plain[start:end] in facts.plain:
            continue  # as some fact has it: a figure told twice states that fact, and not another of its value
        told.append((start, end))
        values = {"figure": draft.places[d].figure.text, "fact": change[0], "draft": change[1]}
        yield speaker.finding(rule, start, end, (facts.stated.places[f].fact,), key="subject", **values)
    yield from mark_findings(facts, speaker, told)


class _Subjects:
    """The subjects of a draft's figures against those of the facts.

    Args:
        facts: the facts.
        draft: the draft's side.
        layout: the draft.
        right: figure of the draft to the one that it states.
    """

    def __init__(self, facts: Facts, draft: Stated, layout: Layout, right: Mapping[int, int]) -> None:
        self._facts, self._draft, self._layout = facts, draft, layout
        self._known = facts.plain
        self._times = Counter(right.values())
        self._right = right
        self._clauses = _Clauses(facts, draft, layout, right)

    def change(self, d: int, f: int) -> tuple[str, Change] | None:
        """What is another in the draft than in the facts, and whether that is a scope or a subject.

        Args:
            d: figure of the draft.
            f: the one that it states.
        """
        if d in self._draft.dates:
            alone = self._draft.dates[d].rest and self._times[f] == 1
            change = self._clauses.change(d, f) if alone else None
            return ("subject", change) if change else None
        ours, theirs = self._draft.places[d], self._facts.stated.places[f]
        ranked = self._draft.measures[d].family == "rank"
        same_words = ours.left == theirs.left and ours.right == theirs.right
        if same_words and not ranked:
            return None
        change = self._contrast(ours, theirs, ranked=ranked)
        if change is not None:
            return ("scope" if is_scope(change[1]) else "subject"), change
        if ranked:
            fact = self._facts.layouts[theirs.fact].plain
            change = other_field(ours, self._layout.plain, theirs, fact, self._known)
            if change is not None:
                return "scope", change
        change = None if same_words else self._subject(d, f)
        if change is None and not same_words and self._times[f] == 1:
            change = self._reworded(ours, theirs)
        return ("subject", change) if change else None

    def _reworded(self, ours: Place, theirs: Place) -> Change | None:
        """Words of the fact that are gone from a draft which keeps the others."""
        if not self._wording.kept and not self._keeps_words:
            return None
        reworded = self._runs if self._keeps_words else self._wording
        return reworded.change(ours, theirs, self._facts.layouts[theirs.fact])

    @cached_property
    def _runs(self) -> Runs:
        return Runs(self._known, self._layout)

    @cached_property
    def _wording(self) -> Wording:
        told = {self._facts.stated.places[f].fact for f in self._right.values()}
        return Wording((self._facts.layouts[n] for n in sorted(told)), self._layout)

    def _subject(self, d: int, f: int) -> Change | None:
        """Another subject: words in the place of the fact's beside a figure, or another name for what it is of."""
        ours, theirs = self._draft.places[d], self._facts.stated.places[f]
        if ours.right.lstrip().startswith(OF_THEM):
            return None  # 11,240 of them bought groceries
        change = self._replaced(ours, theirs, repeated=self._times[f] > 1)
        if change is None and self._times[f] == 1:
            change = self._renamed(d, f)
        here = self._layout.plain[slice(*ours.sentence)]
        if change is None or not names_another(
            change, Beside(here, ours.left, theirs.left, self._known, self._keeps_words)
        ):
            return None
        return None if self._leads(change[0], ours) else change

    def _renamed(self, d: int, f: int) -> Change | None:
        """Another name for what a figure is of: in its clause, of what a deed was done to, of what is counted."""
        ours, theirs = self._draft.places[d], self._facts.stated.places[f]
        plain, known = self._layout.plain, self._known
        change = self._clauses.change(d, f)
        if change is None and self._keeps_words:
            change = not_kept(ours, theirs, plain, known)
            if change and self._draft.measures[d].family == "rank" and all(map(names_nothing, change)):
                return None  # 位列, 排在
        if change is None:
            runs = topic(self._draft.places, d), topic(self._facts.stated.places, f)
            change = other_thing(ours, runs, plain, known)
        return change or other_counted(ours, theirs, plain, known)

    @cached_property
    def _keeps_words(self) -> bool:
        """Whether the draft keeps the notes' words beside most figures, in Chinese."""
        theirs = self._facts.stated.places
        pairs = ((self._draft.places[d], theirs[f]) for d, f in self._right.items() if d not in self._draft.dates)
        return _HAN_SIGN.search(self._known) is not None and keeps_words(pairs)

    def _leads(self, word: str, ours: Place) -> bool:
        """Whether the fact's word leads to a figure from clauses before that have no other: 绩效考核揭晓，我场列第5."""
        same = (place.figure for place in self._draft.places if place.sentence == ours.sentence)
        start = max((one.end for one in same if one.end <= ours.clause[0]), default=ours.sentence[0])
        return word in self._layout.plain[start : ours.clause[0]]

    def _contrast(self, ours: Place, theirs: Place, *, ranked: bool) -> Change | None:
        """A word that excludes the fact's, beside a figure."""
        fact, plain = self._facts.layouts[theirs.fact].plain, self._layout.plain
        noted = contrasts(theirs, fact, ranked=ranked)
        if noted:
            change = contrasted(contrasts(ours, plain, ranked=ranked), noted)
        else:
            change = new_scope(ours, plain, theirs, fact, self._known) if ranked else None
        if change and ranked and change[0] in plain[slice(*ours.clause)]:
            return None  # the fact's scope is there, with another's beside it
        if change and not ranked and joined(*change, plain[slice(*ours.clause)]):
            return None  # in English and maths alike
        return change

    def _replaced(self, ours: Place, theirs: Place, *, repeated: bool) -> Change | None:
        """Words that have taken the place of the fact's beside a figure."""
        fact, plain = self._facts.layouts[theirs.fact].plain, self._layout.plain
        around = Around(ours, theirs, plain, fact, self._known)
        change = replaced(ours, theirs, around, repeated=repeated)
        if change is None or not around.parallel(change):
            return exchanged(ours, theirs, plain, fact)
        return change


class _Clauses:
    """The clauses of a draft against those of the facts, each looked at once.

    Args:
        facts: the facts.
        draft: the draft's side.
        layout: the draft.
        right: figure of the draft to the one that it states.
    """

    def __init__(self, facts: Facts, draft: Stated, layout: Layout, right: Mapping[int, int]) -> None:
        self._facts, self._draft, self._layout = facts, draft, layout
        self._known = vocabulary(facts.plain)
        self._seen: dict[tuple[str, str], Change | None] = {}
        self._facts_of: dict[tuple[int, int], set[int]] = {}
        for d, f in right.items():
            self._facts_of.setdefault(draft.places[d].clause, set()).add(facts.stated.places[f].fact)

    def change(self, d: int, f: int) -> Change | None:
        """Another word in a clause that is otherwise that of the fact.

        Args:
            d: figure of the draft.
            f: the one that it states.
        """
        ours, theirs = self._draft.places[d], self._facts.stated.places[f]
        mine = _clause(ours, self._layout.without_amounts)
        fact = self._facts.layouts[theirs.fact]
        noted = self._facts.clauses.get(f)
        if noted is None:
            noted = self._facts.clauses[f] = _clause(theirs, fact.without_amounts)
        key = (mine, noted)
        if key not in self._seen:  # the figures of one clause mostly share it
            self._seen[key] = self._other(ours, mine, noted, theirs.fact)
        return self._seen[key]

    def _other(self, ours: Place, mine: str, noted: str, fact: int) -> Change | None:
        here = self._layout.without_amounts[slice(*ours.sentence)]
        if _HAN_SIGN.search(mine):
            change = renamed(
                mine, noted, self._facts.layouts[fact].plain, Texts(self._known.characters, here, self._layout.plain)
            )
            if change is not None:
                return change
        if len(self._facts_of[ours.clause]) > 1 or not has_news(mine, self._known):
            return None
        here, known = self._layout.plain[slice(*ours.sentence)], self._known
        if _HAN_SIGN.search(mine):
            return other_word(mine, noted, known, here)
        change = other_modifier(mine, noted, known, here) or other_noun(mine, noted, known, self._layout.plain)
        written = self._layout.text[slice(*ours.sentence)]
        return change or other_name(written, self._facts.layouts[fact].text, known, self._layout.plain)


def _clause(place: Place, text: str) -> str:
    """The clause of a figure in a text without figures; where it names nothing itself with the one before.

    A date leads to the clause behind it: 2023年5月，年级组被评为“工人先锋号”.
    """
    start, end = place.clause
    if place.figure.kind == "date" and text[end : end + 1] in _COMMAS and not names_something(text[start:end]):
        end = next((at for at in range(end + 1, place.sentence[1]) if text[at] in _MARKS), place.sentence[1])
    while start > place.sentence[0] and not names_something(text[start:end]):
        start = max(text.rfind(mark, place.sentence[0], start - 1) + 1 for mark in _MARKS)
        start = max(start, place.sentence[0])
    return text[start:end]


def _stretch(layout: Layout, place: Place, word: str) -> tuple[int, int]:
    """The figure and the word that is wrong beside it."""
    start, end = place.figure.start, place.figure.end
    left = layout.plain.rfind(word, place.sentence[0], start)
    right = layout.plain.find(word, end, max(end + len(place.right), place.clause[1]))
    if left >= 0:
        return left, end
    return (start, right + len(word)) if right >= 0 else (start, end)

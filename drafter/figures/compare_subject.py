"""Figures that say the same of something else: subjects, scopes and levels, and the numbers inside words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.figures.compare_marks import Mark, altered_marks, marks
from drafter.figures.compare_words import is_han, singular, stem, words
from drafter.figures.owner_subject import contrasted, exchanged, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from drafter.figures.align import Facts, Stated
    from drafter.figures.compare_say import Speaker
    from drafter.figures.owner import Layout, Place
    from drafter.model import Finding


def subject_findings(
    facts: Facts, draft: Stated, layout: Layout, right: Mapping[int, int], speaker: Speaker
) -> Iterator[Finding]:
    """What is said of figures that agree, but stand with another subject.

    Args:
        facts: the facts.
        draft: the draft's side.
        layout: the draft.
        right: figure of the draft to the one that it states.
        speaker: makes the findings.
    """
    told: list[tuple[int, int]] = []
    plains = tuple(one.plain for one in facts.layouts)
    in_facts = _known("\n".join(plains))
    for d, f in sorted(right.items()):
        ours, theirs = draft.places[d], facts.stated.places[f]
        if ours.left == theirs.left and ours.right == theirs.right:
            continue
        sentence = layout.plain[slice(*ours.sentence)]
        in_draft = _known(sentence)
        fact = plains[theirs.fact]
        rule = "subject"
        change = replaced(ours, theirs, in_draft, in_facts) or exchanged(ours, theirs, layout.plain, fact)
        if change is None:
            change = contrasted(_contrasts(ours), _contrasts(theirs), _has(sentence), _has(fact))
            rule = "scope" if change and _is_scope(change[1]) else "subject"
        if change is not None:
            start, end = _stretch(layout, ours, change[1])
            told.append((start, end))
            values = {"figure": ours.figure.text, "fact": change[0], "draft": change[1]}
            yield speaker.finding(rule, start, end, (theirs.fact,), key="subject", **values)
    yield from _mark_findings(facts, layout, speaker, told)


def _mark_findings(facts: Facts, layout: Layout, speaker: Speaker, told: list[tuple[int, int]]) -> Iterator[Finding]:
    for mark, fact in altered_marks(marks(layout), facts.marks):
        start, end = mark.start, mark.end
        if any(start < stop and end > begin for begin, stop in told):
            continue
        rule = "scope" if max(mark.sets) >= words().first_scope else "subject" if max(mark.sets) >= 0 else "altered"
        values = {"fact": _with_frame(fact), "draft": _with_frame(mark)}
        yield speaker.finding(rule, start, end, (), key="word", **values)


def _with_frame(mark: Mark) -> str:
    return f"{mark.word}{mark.behind}" if mark.behind else f"{mark.before}{mark.word}"


def _known(text: str) -> Callable[[str], bool]:
    """Whether a word is in a text: Chinese ones as characters, English ones by stem."""
    stems: frozenset[str] | None = None

    def known(word: str) -> bool:
        nonlocal stems
        if is_han(word):
            return word in text
        if stems is None:
            stems = _stems(text)
        return stem(word) in stems

    return known


def _has(text: str) -> Callable[[str], bool]:
    """Whether a word is in a text as a whole, or in the plural."""

    def has(word: str) -> bool:
        return word in text if is_han(word) else singular(word) in _singulars(text)

    return has


@lru_cache(maxsize=256)
def _singulars(text: str) -> frozenset[str]:
    cleaned = "".join(character if character.isalpha() or character in "-'’" else " " for character in text)
    return frozenset(singular(word) for word in cleaned.split())


@lru_cache(maxsize=256)
def _stems(text: str) -> frozenset[str]:
    cleaned = "".join(character if character.isalpha() else " " for character in text)
    return frozenset(stem(word) for word in cleaned.split())


def _contrasts(place: Place) -> list[str]:
    return [*_words_of(place.left), *_words_of(place.right)]


@lru_cache(maxsize=4096)
def _words_of(run: str) -> tuple[str, ...]:
    return tuple(match[0].removesuffix("'s") for match in words().contrasts.finditer(run))


def _is_scope(word: str) -> bool:
    sets = words().contrast.get(singular(word), frozenset())
    return max(sets, default=-1) >= words().first_scope


def _stretch(layout: Layout, place: Place, word: str) -> tuple[int, int]:
    """The figure and the word that is wrong beside it."""
    start, end = place.figure.start, place.figure.end
    left = layout.plain.rfind(word, place.sentence[0], start)
    right = layout.plain.find(word, end, end + len(place.right))
    if left >= 0:
        return left, end
    return (start, right + len(word)) if right >= 0 else (start, end)

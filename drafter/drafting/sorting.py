"""Sort bullets that stand under no heading into the sections of a kind.

Every section gets points: for its cues, for the words of its part (what is to come, what fell short, what is done), and
for likeness to its title, its aliases and the facts that it has already. The most points win.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.figures import find_figures
from drafter.provenance import tokens
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.kinds import Kind, SectionSpec
    from drafter.messages import Lang

_SURE: Final = 3.0  # 打算, 下一步 at the head of a clause: what follows is still to come, whatever else the bullet says
_SHORT: Final = 2.4  # for each clause that says what fell short
_HEAD: Final = 2.5  # a cue at the head of a clause says what the clause is about
_INSIDE: Final = 1.0  # a cue inside a clause may be anything: 年计划的105%
_LONG: Final = 2.0  # a cue of four characters or more is hardly ever by chance: 个人有关事项
_HINT: Final = 0.7
_DEFAULT: Final = 1.2  # what nothing speaks for goes to the default section; one cue inside a clause is next to nothing
_DONE: Final = 0.6
_LIKENESS: Final = 2.5  # for a bullet whose tokens all stand in one fact of the section
_LEAST_LIKENESS: Final = 0.34
_ENOUGH_LETTERS: Final = 4
_TAIL: Final = 2  # letters that may follow the last word of a clause: 走过场现象
_MARKS: Final = re.compile(r"[，。；！？：:、,;!?\n]")


@dataclass(frozen=True, slots=True)
class SortingWords:
    """The words of one language; what each list is for stands in `drafter/data/sorting/<lang>.toml`."""

    before_head: tuple[str, ...]
    sure: tuple[str, ...]
    head: tuple[str, ...]
    hint: tuple[str, ...]
    short: tuple[str, ...]
    nouns: tuple[str, ...]
    mended: tuple[str, ...]
    mended_behind: tuple[str, ...]
    done: tuple[str, ...]


@cache
def sorting_words(lang: Lang) -> SortingWords:
    """The words of a language."""
    table = read_table("sorting", f"{lang}.toml")
    return SortingWords(
        before_head=tuple(sorted(table["before_head"], key=len, reverse=True)),
        sure=tuple(table["future"]["sure"]),
        head=tuple(table["future"]["head"]),
        hint=tuple(table["future"]["hint"]),
        short=tuple(table["short"]["words"]),
        nouns=tuple(table["short"]["nouns"]),
        mended=tuple(table["short"]["mended"]),
        mended_behind=tuple(table["short"]["mended_behind"]),
        done=tuple(table["done"]["words"]),
    )


def default_section(kind: Kind) -> SectionSpec:
    """Where bullets go that nothing sorts: the section marked so, else the first with a heading."""
    marked = [spec for spec in kind.sections if spec.default] or [spec for spec in kind.sections if spec.level]
    return (marked or kind.sections)[0]


def is_sortable(spec: SectionSpec) -> bool:
    """Whether bullets may be sorted into a section: it has cues, a question for them, or takes what is left."""
    return bool(spec.cues or spec.questions or spec.default)


def sort_fact(
    text: str, kind: Kind, *, year: int | None = None, known: Mapping[str, Sequence[str]] | None = None
) -> SectionSpec:
    """The section into which a bullet under no heading goes.

    Args:
        text: the bullet.
        kind: the kind of report.
        year: the year it is about; what is dated later is still to come.
        known: id of a section to the facts that the notes have in it, for likeness.

    Returns:
        The section with the most points; of two, the earlier in the report.
    """
    points = section_points(text, kind, year=year, known=known)
    best = max(points.values())
    return next(spec for spec in kind.sections if points[spec.id] == best)


def section_points(
    text: str, kind: Kind, *, year: int | None = None, known: Mapping[str, Sequence[str]] | None = None
) -> dict[str, float]:
    """How much speaks for each section: id to points; see `sort_fact`."""
    words = sorting_words(kind.lang)
    clauses = _clauses(text, words)
    answering = {spec.id for spec in kind.sections if spec.answers}
    answered = {spec.answers for spec in kind.sections if spec.answers}
    default = default_section(kind).id
    points: dict[str, float] = {}
    for spec in kind.sections:
        if spec.id in answering:
            score = _future(text, clauses, words, year) + _capped(_cues(spec, clauses))
        elif spec.id in answered:
            score = _short(clauses, words)
        else:
            score = _cues(spec, clauses)
        if spec.id == default:
            score += _DEFAULT + _DONE * min(2, sum(word in clause for clause in clauses for word in words.done))
        points[spec.id] = score + _likeness(text, spec, (known or {}).get(spec.id, ()))
    return points


def _clauses(text: str, words: SortingWords) -> list[str]:
    """The clauses of a bullet in lower case, figures blanked (不足5万元 is no shortcoming), heads laid bare."""
    bare = list(text.lower())
    if len(bare) == len(text):  # a letter whose lower case is two characters moves the offsets: leave such a text whole
        for figure in find_figures(text):
            if figure.approx is not None:
                bare[figure.start : figure.end] = "0" * (figure.end - figure.start)
    found = []
    for clause in _MARKS.split("".join(bare)):
        head = clause.strip()
        while (word := next((one for one in words.before_head if head.startswith(one)), "")) and head != word.strip():
            head = head[len(word) :].strip()
        if head:
            found.append(head)
    return found


def _cues(spec: SectionSpec, clauses: Sequence[str]) -> float:
    """Points for the cues of a section; a cue of one character counts at the head of a clause alone."""
    score = 0.0
    for cue in spec.cues:
        word = cue.lower()
        if any(clause.startswith(word.strip()) for clause in clauses):
            score += _HEAD
        elif len(word) > 1 and any(word in clause for clause in clauses):
            score += _INSIDE if len(word) < _ENOUGH_LETTERS or word.isascii() else _LONG
    return score


def _capped(score: float) -> float:
    """Points for cues that the words of the language hold too: they do not count twice in full."""
    return min(score, _INSIDE)


def _future(text: str, clauses: Sequence[str], words: SortingWords, year: int | None) -> float:
    """Points for what is still to come."""
    score = 0.0
    if any(clause.startswith(word) for clause in clauses for word in words.sure):
        score += _SURE
    elif any(word in clause for clause in clauses for word in words.sure):
        score += _SURE / 2
    if clauses and clauses[0].startswith(words.head):
        score += _HEAD
    score += _HINT * min(3, sum(any(word in clause for clause in clauses) for word in words.hint))
    if year is not None and any(_year(figure.value) > year for figure in find_figures(text) if figure.kind == "date"):
        score += _SURE
    return score


def _year(value: str | None) -> int:
    """The year of a date's value; 0 where it has none."""
    return int(value[:4]) if value and value[:4].isdigit() else 0


def _short(clauses: Sequence[str], words: SortingWords) -> float:
    """Points for what fell short, mended things left out; a bullet that ends well is no shortcoming."""
    whole = "，".join(clauses)
    if any(word in whole for word in words.mended_behind):
        return 0.0
    return _SHORT * sum(_is_short(clause, words) for clause in clauses)


def _is_short(clause: str, words: SortingWords) -> bool:
    """Whether a clause says what fell short.

    A predicate at its end does (解决问题的能力不强); what stands before a noun, or is a noun itself, does not behind a
    verb that mends it (整改不规范问题12个, 补齐短板).
    """
    for word in words.short:
        place = clause.rfind(word)
        if place < 0:
            continue
        last = place + len(word) + _TAIL >= len(clause) and word not in words.nouns
        if last or not any(mend in clause[:place] for mend in words.mended):
            return True
    return False


def _likeness(text: str, spec: SectionSpec, known: Sequence[str]) -> float:
    """Points for likeness: the share of the bullet's tokens that a title, an alias or one fact of the section has."""
    own = tokens(text)
    if not own:
        return 0.0
    titles = max((len(own & tokens(title)) / len(own) for title in (spec.title, *spec.aliases)), default=0.0)
    facts = max((len(own & tokens(fact)) / len(own) for fact in known), default=0.0)
    best = max(titles, facts)
    return _LIKENESS * best if best >= _LEAST_LIKENESS else 0.0

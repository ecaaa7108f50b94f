"""What notes still lack for their kind and their notice: the questions to take to those who know."""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

from drafter.drafting.collecting.places import demanded_section, missing_items
from drafter.drafting.collecting.reading import read_fact
from drafter.drafting.plan import fact_paths
from drafter.kinds import covers, status_pattern, unanswered
from drafter.shipped import read_table

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.kinds import Kind, SectionSpec
    from drafter.model import Fact, Notes

What = Literal["front", "empty", "item", "section", "no_figure", "no_level", "no_step", "no_outcome"]

_FRONT: Final = ("year", "name", "post", "unit", "date")
_MEANT: Final = {"office": ("post", "unit")}
_SIGNATURE: Final = ("name", "date")
_LAST_YEAR: Final = "last_year"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is still to be asked for.

    Attributes:
        what: a value of the front matter, the facts of a section, an item that must be covered, a section that the
            notice names, a figure, the level of an award, the next step for a shortcoming, what became of a problem.
        section: id of the kind's section; "" for the front matter and for a section that the kind does not have.
        title: of the section; "" for the front matter.
        words: the key of the front matter, the kind's guiding question, the item, or the words of the fact.
        fact: the fact it is about, or None.
    """

    what: What
    section: str
    title: str
    words: str
    fact: Fact | None = None


def find_lacks(notes: Notes, kind: Kind) -> tuple[Lack, ...]:
    """What notes lack, in the order of the report: front matter, then section by section.

    Private facts count for nothing here, as in the report, and are never named.

    Args:
        notes: may be without a fact.
        kind: the kind of report.
    """
    paths = fact_paths(notes, kind)
    by_section: dict[str, list[Fact]] = {spec.id: [] for spec in kind.sections}
    for fact in notes.open_facts:
        by_section[paths[fact.id][0]].append(fact)
    lacks = list(_front(notes, kind))
    for spec in kind.sections:
        lacks += _of_section(spec, by_section, notes, kind)
    return (*lacks, *_demanded(notes, kind))


def _front(notes: Notes, kind: Kind) -> Iterator[Lack]:
    """What the title, the first sentences and the signature are made of."""
    titles = () if notes.title else kind.title_patterns[:1]
    openings = (spec.opening[0] for spec in kind.sections if spec.opening)
    patterns = (*titles, *openings)
    fields = {name or "" for pattern in patterns for _, name, _, _ in string.Formatter().parse(pattern)}
    needed = {key for name in fields for key in _MEANT.get(name, (name,))} | set(_SIGNATURE)
    for key in _FRONT:
        if key in needed and not getattr(notes, key):
            yield Lack("front", "", "", key)


def _of_section(spec: SectionSpec, by_section: dict[str, list[Fact]], notes: Notes, kind: Kind) -> Iterator[Lack]:
    """What one section lacks."""
    facts = by_section[spec.id]
    problems = by_section.get(spec.answers, [])
    if spec.required and not facts and not problems:
        yield from (Lack("empty", spec.id, spec.title, question) for question in spec.questions)
    yield from (Lack("item", spec.id, spec.title, item) for item in missing_items(spec, notes, kind))
    for fact in facts:
        doubts = read_fact(fact.text, spec, kind.lang).doubts
        yield from (Lack(doubt, spec.id, spec.title, fact.text, fact) for doubt in doubts)
    for at in unanswered([one.text for one in problems], [one.text for one in facts], _common()):
        yield Lack("no_step", spec.id, spec.title, problems[at].text, problems[at])
    for fact in facts:
        if _is_last_year(spec, fact) and not _status().search(fact.text):
            yield Lack("no_outcome", spec.id, spec.title, fact.text, fact)


def _demanded(notes: Notes, kind: Kind) -> Iterator[Lack]:
    """Sections that the notice names and neither the kind nor the notes have."""
    there = [title for fact in notes.open_facts for title in fact.section]
    every = "\n".join((*there, *(fact.text for fact in notes.open_facts)))
    for name in dict.fromkeys(one.section for one in notes.requirements):
        if not name or demanded_section(name, kind) is not None:
            continue
        if not any(name in title for title in there):
            yield Lack("section", "", name, name)
        items = dict.fromkeys(item for one in notes.requirements if one.section == name for item in one.items)
        yield from (Lack("item", "", name, item) for item in items if not covers(every, item, {}))


def _is_last_year(spec: SectionSpec, fact: Fact) -> bool:
    """Whether a fact tells of a problem of last year: by its section, or by words of a heading."""
    heads: Sequence[str] = _words()["part"][_LAST_YEAR]["heading"]
    return spec.id == _LAST_YEAR or any(word in title for title in fact.section for word in heads)


@cache
def _words() -> dict[str, Any]:
    """The words by which the check reads the parts of a report, so that both ask for the same."""
    return read_table("rules", "sections.toml")


def _status() -> re.Pattern[str]:
    return status_pattern(_words()["statuses"], _words()["status_patterns"])


def _common() -> frozenset[str]:
    return frozenset((*_words()["common"], *_words()["common_en"]))

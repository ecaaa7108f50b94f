"""From notes and a kind to the sections of a report, each with the facts that it is to state."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_en_told import small
from drafter.drafting.lengths import with_lengths
from drafter.drafting.sorting import default_section, sort_fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from drafter.kinds import Kind, SectionSpec
    from drafter.model import Fact, Notes

_SHORTEST_WORD: Final = 2  # letters of a heading or of a word for one
_OPENED: Final = re.compile(" (?:for|in|of|over|during|and|to) ")
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_YEARS: Final = re.compile(r"^(?:19|20)[0-9]{2}\s*年?度?|\s(?:19|20)[0-9]{2}$")
DEEPEST: Final = 4
"""The official numbering has four levels; deeper headings stay on the fourth."""

_NUMBER: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[)）]|\d{1,2}(?:\.\d{1,2}){0,3}\s*[、.．]?\s)\s*"
)


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section to write: the unit of requests, of the journal and of rewriting.

    Attributes:
        id: id of the kind's section; subsections add "/1", "/2": "performance/2".
        level: 0 for a part without heading, 1 for 一、 2 for （一）.
        title: heading without number; "" for a part without heading.
        spec: the kind's section it belongs to.
        facts: what it must state, in the order of the notes; none for a heading that only holds subsections.
        sorted_in: ids of those facts that stood under no heading of the kind and were sorted here by their words.
        min_chars: least length aimed at.
        max_chars: greatest length aimed at.
        opening: its first sentence, filled; "" for none.
        ending: its last sentence; "" for none.
        answers: the facts that its own answer: the shortcomings, for next steps.
    """

    id: str
    level: int
    title: str
    spec: SectionSpec
    facts: tuple[Fact, ...] = ()
    sorted_in: tuple[str, ...] = ()
    min_chars: int | None = None
    max_chars: int | None = None
    opening: str = ""
    ending: str = ""
    answers: tuple[Fact, ...] = ()


def plan_sections(notes: Notes, kind: Kind) -> tuple[SectionPlan, ...]:
    """What to write, section by section in the order of the report.

    Bullets go to the section whose title or alias their heading fits; further headings below it become subsections.
    A heading that fits no section becomes a subsection of the kind's default section. Bullets under no heading are
    sorted by the cues of the sections, and `sorted_in` says so. A section for which there is nothing to write is left
    out: nothing is invented to fill it, and checking the report tells that it is missing.

    Args:
        notes: the notes; private facts are left out.
        kind: the kind of report.

    Returns:
        The plans; a heading that only holds subsections has one too, without facts.
    """
    paths = fact_paths(notes, kind)
    placed: dict[str, list[tuple[tuple[str, ...], Fact]]] = {spec.id: [] for spec in kind.sections}
    for fact in notes.open_facts:
        spec_id, *below = paths[fact.id]
        placed[spec_id].append((tuple(below), fact))
    cover = cover_depth(notes, kind)
    sorted_in = {fact.id for fact in notes.open_facts if not fact.section[cover:]}
    values = pattern_values(notes, kind)
    plans: list[SectionPlan] = []
    for spec in kind.sections:
        ending = kind.closing if spec.id == "closing" else spec.ending
        parts = {} if spec.level or placed[spec.id] else _parts(placed, kind)
        opening = fill(spec.opening, values | parts)
        if not placed[spec.id] and (spec.level or not (opening or ending)):
            continue
        answers = tuple(fact for _, fact in placed.get(spec.answers, ()))
        plans += (
            replace(plan, answers=answers) for plan in _plans_of(spec, placed[spec.id], sorted_in, (opening, ending))
        )
    return with_lengths(plans, notes.requirements, kind)


def _parts(placed: Mapping[str, Sequence[tuple[tuple[str, ...], Fact]]], kind: Kind) -> dict[str, str]:
    """The headings of the report in one phrase, for the opening of a lead without facts; {} for a single one."""
    titles: list[str] = []
    for spec in kind.sections:
        own = (path[0] for path, _ in placed[spec.id] if path)
        titles += dict.fromkeys((*([spec.title] if spec.level and placed[spec.id] else []), *own))
    if kind.lang == "zh":
        joined = "、".join(titles)
    else:
        told = [small(title) if title.split()[0].istitle() and title[1:].islower() else title for title in titles]
        joined = f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else ""
    return {"parts": joined} if len(titles) > 1 else {}


def _plans_of(
    spec: SectionSpec,
    facts: Sequence[tuple[tuple[str, ...], Fact]],
    sorted_in: set[str],
    frame: tuple[str, str],
) -> list[SectionPlan]:
    """The plans of one section of the kind: itself, and its subsections in the order of the notes."""
    opening, ending = frame
    leaves: dict[tuple[str, ...], list[Fact]] = {(): []}
    for path, fact in facts:
        for depth in range(1, len(path) + 1):
            leaves.setdefault(path[:depth], [])
        leaves[path].append(fact)
    ids: dict[tuple[str, ...], str] = {(): spec.id}
    below: dict[tuple[str, ...], int] = {}
    plans: list[SectionPlan] = []
    for path in sorted(leaves, key=lambda path: _position(path, tuple(leaves))):
        if path:
            parent = path[:-1]
            below[parent] = below.get(parent, 0) + 1
            ids[path] = f"{ids[parent]}/{below[parent]}"
        own = tuple(leaves[path])
        plans.append(
            SectionPlan(
                id=ids[path],
                level=min(spec.level + len(path), DEEPEST),
                title=path[-1] if path else (spec.title if spec.level else ""),
                spec=spec,
                facts=own,
                sorted_in=tuple(fact.id for fact in own if fact.id in sorted_in),
                opening="" if path else opening,
            )
        )
    plans[-1] = replace(plans[-1], ending=ending)
    return plans


def _position(path: tuple[str, ...], order: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """Where a heading stands: behind its parent, among its siblings in the order of the notes."""
    return tuple(order.index(path[:depth]) for depth in range(len(path) + 1))


# ---------------------------------------------------------------------------------------------------- headings, cues
def bare_title(heading: str) -> str:
    """A heading without its number and closing mark."""
    return _NUMBER.sub("", heading.strip()).rstrip("。.：: ").strip()


def section_for(heading: str, kind: Kind) -> SectionSpec | None:
    """The section of a kind that a heading means.

    By id, title or alias; by one of these that makes up most of it (一年来的主要工作情况); by being the beginning or a
    part of those of one section alone (下一步), a year aside (2024年计划); or by a cue of one section alone that
    makes up most of it (短板弱项).
    """
    title = bare_title(heading).lower()
    bare = _YEARS.sub("", title).strip()
    found = kind.section(bare_title(heading)) or kind.section(title) or kind.section(bare)
    if found is not None or len(title) < _SHORTEST_WORD:
        return found
    names = {spec.id: [word.lower() for word in (spec.title, *spec.aliases)] for spec in kind.sections}
    within = [
        (-len(word), order, spec)
        for order, spec in enumerate(kind.sections)
        for word in names[spec.id]
        if _makes_up(word, title)
    ]
    if within:
        return min(within, key=lambda one: one[:2])[2]
    part_of = [
        spec for spec in kind.sections if len(bare) >= _SHORTEST_WORD and any(bare in word for word in names[spec.id])
    ]
    cued = [spec for spec in kind.sections if any(_makes_up(cue.strip(), title) for cue in spec.cues)]
    return next((specs[0] for specs in (part_of, cued) if len(specs) == 1), None)


def _ahead(heading: str, year: int | None, kind: Kind) -> SectionSpec | None:
    """The next steps for a heading of a later year than the report's (2024年重点工作); None for any other."""
    years = {int(found) for found in _YEAR.findall(heading)}
    return kind.section("next") if year and len(years) == 1 and min(years) > year else None


def _makes_up(word: str, title: str) -> bool:
    """Whether a word is half of a title or more, or opens it (Plans for 2025); one letter says nothing."""
    if len(word) < _SHORTEST_WORD or word not in title:
        return False
    return len(word) * 2 >= len(title) or _OPENED.match(title.removeprefix(word)) is not None


def fact_paths(notes: Notes, kind: Kind) -> dict[str, tuple[str, ...]]:
    """Where each fact goes: the id of its section, and the titles of the headings below that.

    Args:
        notes: the notes; private facts are left out.
        kind: the kind of report.

    Returns:
        Id of the fact to its path. A fact under no heading of the kind is sorted by its words and by likeness to those
        that stand under one.
    """
    cover = cover_depth(notes, kind)
    paths: dict[str, tuple[str, ...]] = {}
    known: dict[str, list[str]] = {}
    for fact in notes.open_facts:
        section = fact.section[cover:]
        if section:
            spec = _ahead(section[0], notes.year, kind) or section_for(section[0], kind)
            below = section if spec is None else section[1:]
            paths[fact.id] = ((spec or default_section(kind)).id, *(bare_title(one) for one in below))
            known.setdefault(paths[fact.id][0], []).append(fact.text)
    for fact in notes.open_facts:
        if fact.id not in paths:
            paths[fact.id] = (sort_fact(fact.text, kind, year=notes.year, known=known).id,)
    return paths


def cover_depth(notes: Notes, kind: Kind) -> int:
    """1 when a single heading stands over all the others as the report's title does, else 0."""
    tops = {fact.section[0] for fact in notes.open_facts if fact.section}
    if len(tops) != 1 or section_for(next(iter(tops)), kind) is not None:
        return 0
    below = any(section_for(fact.section[1], kind) for fact in notes.open_facts if len(fact.section) > 1)
    return int(below or _is_title(next(iter(tops)), notes, kind))


def _is_title(heading: str, notes: Notes, kind: Kind) -> bool:
    """Whether a heading names the report: its title, or one with the name of the kind in it (2023年述职材料)."""
    words = heading.lower()
    names = (notes.title, kind.title, *kind.aliases)
    return any(name.lower() in words for name in names if len(name) > 1)


# ---------------------------------------------------------------------------------------------------- patterns
def pattern_values(notes: Notes, kind: Kind) -> dict[str, str]:
    """What titles and openings may be filled with; only what the notes give."""
    office = notes.post if notes.unit in notes.post else _office(notes.post, notes.unit, kind)
    values = {
        "year": str(notes.year or ""),
        "name": notes.name,
        "post": notes.post,
        "unit": notes.unit,
        "office": office if notes.post else "",
        "date": notes.date,
        "person": kind.person,
    }
    return {key: value for key, value in values.items() if value}


def _office(post: str, unit: str, kind: Kind) -> str:
    """Unit and post as one name; what both say (望湖社区, 社区书记) is said once."""
    if kind.lang == "en":
        return f"{post} of {unit}"
    shared = next((size for size in range(len(post), _SHORTEST_WORD - 1, -1) if unit.endswith(post[:size])), 0)
    return unit + post[shared:]


def fill(patterns: Iterable[str], values: Mapping[str, str]) -> str:
    """The first pattern whose values are all known, filled; "" when there is none."""
    for pattern in patterns:
        if all(name is None or name in values for _, name, _, _ in string.Formatter().parse(pattern)):
            return pattern.format_map(values)
    return ""

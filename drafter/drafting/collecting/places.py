"""The places of notes that facts are collected for: the kind's sections, and the subsections that the notes have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafter.drafting.plan import bare_title, cover_depth, fact_paths, section_for
from drafter.drafting.sorting import default_section
from drafter.errors import NotesError
from drafter.kinds import covers, item_words
from drafter.notes import add_facts, read_notes
from drafter.notes.edit import splice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.kinds import Kind, SectionSpec
    from drafter.model import Fact, Notes


@dataclass(frozen=True, slots=True)
class Place:
    """A section that is asked for.

    Attributes:
        spec: the section of the kind.
        below: headings below it, outermost first; () for the section itself.
        path: the headings in the notes, as they are written there or will be.
        facts: what the notes have there, private facts included.
    """

    spec: SectionSpec
    below: tuple[str, ...]
    path: tuple[str, ...]
    facts: tuple[Fact, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from others."""
        return (self.spec.id, *self.below)

    @property
    def title(self) -> str:
        """Its name for a person."""
        return " › ".join((self.spec.title, *self.below))


def list_places(notes: Notes, kind: Kind) -> tuple[Place, ...]:
    """The places of notes in the order of the report.

    A section is asked for when the kind has questions for it or the notes have facts in it. Where the notes have
    subsections, these are asked for, and the section itself only for the facts that stand directly in it.

    Args:
        notes: may be without a fact.
        kind: whose sections they are collected for.

    Returns:
        The places with their facts.
    """
    open_notes = replace(notes, facts=tuple(replace(fact, private=False) for fact in notes.facts))
    keys = fact_paths(open_notes, kind)
    headings = heading_paths(notes, cover_of(open_notes, kind), kind)
    places: list[Place] = []
    for spec in kind.sections:
        own = {key: path for key, path in headings.items() if key[0] == spec.id}
        for fact in notes.facts:
            key = keys[fact.id]
            if key[0] == spec.id:
                own.setdefault(key, ())
        own.setdefault((spec.id,), ())
        parents = {key[:-1] for key in own}
        for key, path in own.items():
            facts = tuple(fact for fact in notes.facts if keys[fact.id] == key)
            if facts or (key not in parents and (spec.questions or len(key) > 1)):
                places.append(Place(spec, key[1:], path or _path_for(key, headings, notes, kind), facts))
    return tuple(places)


def place_at(places: Sequence[Place], spec: SectionSpec, below: tuple[str, ...] = ()) -> Place:
    """The place of a section or subsection; a new one where there is none yet."""
    key = (spec.id, *below)
    for place in places:
        if place.key == key:
            return place
    for place in places:
        if place.spec.id == spec.id:
            base = place.path[: len(place.path) - len(place.below)]
            return Place(spec, below, (*base, *below))
    return Place(spec, below, (spec.title, *below))


def put_fact(text: str, kind: Kind, place: Place, fact: str, remark: str = "") -> str:
    """Write a fact into its place; see `put_facts`."""
    return put_facts(text, kind, place, [(fact, remark)])


def put_facts(text: str, kind: Kind, place: Place, facts: Sequence[tuple[str, str]]) -> str:
    """Write facts into their place.

    Args:
        text: the notes.
        kind: whose sections they have.
        place: where the facts go.
        facts: the words of each, with their mark of privacy, and a line above it ("" for none), such as a comment with
            its source.

    Returns:
        The notes with the facts; reading them finds each in that place.

    Raises:
        NotesError: one is blank, or would not be found there, or would change what stands beside it; none is written.
    """
    before = [fact.text for fact in read_notes(text, may_be_empty=True).facts]
    for path in dict.fromkeys((place.path, (place.spec.title, *place.below))):
        added, at = add_facts(_with_heading(text, kind, place, path), path, facts)
        notes = read_notes(added, may_be_empty=True)
        paths = fact_paths(replace(notes, facts=tuple(replace(one, private=False) for one in notes.facts)), kind)
        others = [fact.text for fact in notes.facts if fact.line not in at]
        if others == before and all(paths[fact.id] == place.key for fact in notes.facts if fact.line in at):
            return added
    raise NotesError("notes.cannot_add", text=facts[0][0])


def _with_heading(text: str, kind: Kind, place: Place, path: tuple[str, ...]) -> str:
    """The notes with the heading of a section that they lack, before those that come behind it in the kind.

    Left as they are where the heading is there, goes below another, or comes last.
    """
    notes = read_notes(text, may_be_empty=True)
    paths = all_paths(notes)
    top = path[: len(path) - len(place.below)]
    if not top or top in paths:
        return text
    order = [spec.id for spec in kind.sections]
    later = order[order.index(place.spec.id) + 1 :]
    for heading, own in zip(notes.headings, paths, strict=True):
        spec = section_for(own[-1], kind) if own[:-1] == top[:-1] else None
        if spec is not None and spec.id in later:
            return splice(text, heading.line - 1, heading.line - 1, [f"{'#' * heading.depth} {top[-1]}", ""])
    return text


def missing_items(spec: SectionSpec, notes: Notes, kind: Kind) -> tuple[str, ...]:
    """What the kind or the notice wants covered in a section, and its facts do not cover yet.

    Demands for the whole report count for the kind's default section.
    """
    whole = spec.id == default_section(kind).id
    wanted = [item.label for item in spec.items]
    for one in notes.requirements:
        if demanded_section(one.section, kind) == spec or (not one.section and whole):
            wanted += one.items
    paths = fact_paths(notes, kind)
    own = "\n".join(fact.text for fact in notes.open_facts if paths[fact.id][0] == spec.id)
    every = "\n".join(fact.text for fact in notes.open_facts)
    of_whole = {item for one in notes.requirements if not one.section for item in one.items}
    words = item_words(kind)
    return tuple(item for item in dict.fromkeys(wanted) if not covers(every if item in of_whole else own, item, words))


def demanded_section(name: str, kind: Kind) -> SectionSpec | None:
    """The section that a notice means: by its heading, or by part of one (问题 for 存在的问题); None for none."""
    if not name:
        return None
    within = (spec for spec in kind.sections if any(name in title for title in (spec.title, *spec.aliases)))
    return section_for(name, kind) or next(within, None)


def cover_of(notes: Notes, kind: Kind) -> int:
    """Like `cover_depth`, for notes that may have no fact under a heading yet: then their headings alone tell."""
    if any(fact.section for fact in notes.facts):
        return cover_depth(notes, kind)
    paths = all_paths(notes)
    tops = {path[0] for path in paths}
    if len(tops) != 1 or section_for(next(iter(tops)), kind) is not None:
        return 0
    return int(any(section_for(path[1], kind) for path in paths if len(path) > 1))


def all_paths(notes: Notes) -> list[tuple[str, ...]]:
    """The headings of notes, each with those above it."""
    paths: list[tuple[str, ...]] = []
    above: list[tuple[int, str]] = []
    for heading in notes.headings:
        above = [*((depth, title) for depth, title in above if depth < heading.depth), (heading.depth, heading.title)]
        paths.append(tuple(title for _, title in above))
    return paths


def heading_paths(notes: Notes, cover: int, kind: Kind) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Key of a place (id of its section, titles below) to its headings as written; read as `fact_paths` reads them."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for path in all_paths(notes):
        titles = path[cover:]
        if not titles:
            continue
        spec = section_for(titles[0], kind)
        below = titles[1:] if spec else titles
        key = ((spec or default_section(kind)).id, *(bare_title(title) for title in below))
        found.setdefault(key, path)
    return found


def _path_for(
    key: tuple[str, ...], headings: dict[tuple[str, ...], tuple[str, ...]], notes: Notes, kind: Kind
) -> tuple[str, ...]:
    """The headings that a place without one will get, below the notes' cover heading where there is one."""
    for depth in range(len(key) - 1, 0, -1):
        if key[:depth] in headings:
            return (*headings[key[:depth]], *key[depth:])
    spec = kind.section(key[0])
    title = spec.title if spec is not None else key[0]
    cover = cover_of(replace(notes, facts=tuple(replace(fact, private=False) for fact in notes.facts)), kind)
    top = all_paths(notes)[0][:1] if cover else ()
    return (*top, title, *key[1:])

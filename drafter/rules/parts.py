"""Which section is which part of the kind: by the kind's titles and aliases, else by words of the heading."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.tables import Tables, alternation

if TYPE_CHECKING:
    import re

    from drafter.kinds import SectionSpec
    from drafter.model import Section
    from drafter.rules.context import Context

_FOLD: Final = regex(r"[\W_]+|的|及|和|与")


class _Part(NamedTuple):
    heading: re.Pattern[str]
    text: tuple[re.Pattern[str], ...]
    twice: tuple[re.Pattern[str], ...]
    apart: tuple[str, ...]


def _parts(tables: Tables) -> dict[str, _Part]:
    return {
        name: _Part(
            regex(alternation(part["heading"])),
            tuple(map(regex, part.get("text", ()))),
            tuple(map(regex, part.get("twice", ()))),
            tuple(part.get("apart", ())),
        )
        for name, part in tables.area("sections")["part"].items()
    }


@lru_cache(maxsize=1024)  # the names of a kind are folded for each report
def fold(title: str) -> str:
    """A heading without marks and small words, for comparison."""
    return _FOLD.sub("", title).lower()


class _Names(NamedTuple):
    spec: SectionSpec
    folded: frozenset[str]
    long: tuple[str, ...]


_NO_ACCIDENT: Final = 3
"""A name longer than this inside a heading is no accident."""


def _names(context: Context) -> tuple[_Names, ...]:
    """Title and aliases of each section of the kind that has a heading, folded."""
    if context.kind is None:
        return ()
    return tuple(
        _Names(
            spec,
            frozenset(fold(name) for name in (spec.title, *spec.aliases)),
            tuple(fold(name) for name in (spec.title, *spec.aliases) if len(name) > _NO_ACCIDENT),
        )
        for spec in context.kind.sections
        if spec.level
    )


def named(context: Context, section: Section) -> tuple[SectionSpec, ...]:
    """The specs of the kind whose title or alias the heading is; one heading may be two parts (不足及努力方向)."""
    title = fold(section.title)
    names = context.shared(_names)
    exact = tuple(one.spec for one in names if title in one.folded)
    return exact or tuple(one.spec for one in names if any(name in title for name in one.long))


def sections_of(context: Context, name: str) -> tuple[Section, ...]:
    """The sections that are a part, outermost only.

    Args:
        context: the report.
        name: id of a section of the kind, or of a part of `sections.toml`.

    Returns:
        Those named so by the kind; where there is none, those whose heading has words of the part.
    """
    return context.shared(_sections_by_part).get(name, ())


def _any_heading(tables: Tables) -> re.Pattern[str]:
    return regex(alternation([word for part in tables.area("sections")["part"].values() for word in part["heading"]]))


def _sections_by_part(context: Context) -> dict[str, tuple[Section, ...]]:
    parts, any_heading = context.tables.made(_parts), context.tables.made(_any_heading)
    names = {*parts, *(spec.id for spec in (context.kind.sections if context.kind else ()))}
    found: dict[str, list[Section]] = {name: [] for name in names}
    for section in context.sections:
        specs = {spec.id for spec in named(context, section)}
        if not specs and not any_heading.search(section.title):
            continue
        for name in names:
            chosen = found[name]
            if chosen and section.span.start < chosen[-1].span.end:
                continue  # inside one already
            part = parts.get(name)
            if name in specs or (not specs and part is not None and part.heading.search(section.title)):
                chosen.append(section)
    return {name: tuple(chosen) for name, chosen in found.items()}


def part_named(context: Context, words: str) -> str:
    """The part that words outside the report name, as a notice does: 问题 are the shortcomings; "" for none."""
    parts = context.tables.area("sections")["part"]
    for name, part in context.tables.made(_parts).items():
        if part.heading.search(words) or any(words in heading for heading in parts[name]["heading"]):
            return name
    return ""


def stands_in_text(context: Context, name: str, cues: tuple[str, ...] = ()) -> bool:
    """Whether a part stands inside the text, under no heading of its own.

    Args:
        context: the report.
        name: id of the part.
        cues: words of the kind for it, used where `sections.toml` has no such part: two of them must occur.

    Returns:
        True where the text has it.
    """
    part = context.tables.made(_parts).get(name)
    if part is None:
        return sum(cue in context.text for cue in cues) > 1
    text = _outside(context, name, part.apart)
    return any(pattern.search(text) for pattern in part.text) or (
        sum(1 for pattern in part.twice for _ in pattern.finditer(text)) > 1
    )


def _outside(context: Context, name: str, apart: tuple[str, ...]) -> str:
    """The text without what stands under these parts' headings: a plan names the shortcoming that it answers."""
    others = (
        [spec.id for spec in context.kind.sections if spec.id != name] if context.kind and "others" in apart else []
    )
    sections = {one.heading.end: one for other in (*apart, *others) for one in sections_of(context, other)}
    spans = [(one.heading.end, one.span.end) for one in sections.values()]
    if "lead" in apart and context.report.sections and context.report.lead:
        spans.append((context.report.lead.start, context.report.lead.end))
    text = context.text
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text

"""From facts that were found in files to the text of notes: sorted into the kind's sections, each fact with its source.

The source stands in a comment above its bullet, which readers of notes pass over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.drafting.passages import LEAD
from drafter.drafting.plan import bare_title, section_for
from drafter.drafting.sorting import default_section, sort_fact
from drafter.notes import add_fact, read_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.tables import Found
    from drafter.kinds import Kind


def section_path(found: Found, kind: Kind) -> tuple[str, ...]:
    """The headings under which a fact goes: the kind's section first.

    Its own headings decide where one of them means a section of the kind; other headings stay as subsections. A fact
    without headings goes by its words.
    """
    titles = tuple(title for title in map(bare_title, found.headings) if title)
    for depth, title in enumerate(titles):
        spec = section_for(title, kind)
        if spec is not None:
            return (spec.title, *titles[depth + 1 :])
    if titles == (LEAD,):
        titles = ()
    spec = default_section(kind) if titles else sort_fact(found.text, kind)
    return (spec.title, *titles)


def gather(found: Sequence[tuple[Found, str]], kind: Kind, front: str) -> str:
    """New notes.

    Args:
        found: the facts, each with its source in words.
        kind: whose sections the notes have.
        front: what stands before the first heading.

    Returns:
        The text: sections in the order of the kind, facts within them in the order of the files. Reading it gives these
        facts and no others.
    """
    order = [spec.title for spec in kind.sections]
    paths = {path: None for one, _ in found for path in _with_parents(section_path(one, kind))}
    ranked = sorted(paths, key=lambda path: (order.index(path[0]), *_ranks(path, list(paths))))
    parts = [front.rstrip("\n"), ""]
    for path in ranked:
        parts += [f"{'#' * min(len(path), 6)} {path[-1]}", ""]
        for one, source in found:
            if section_path(one, kind) == path:
                parts += [comment(source), f"- {bullet(one)}", ""]
    return "\n".join(parts)


def append(text: str, found: Sequence[tuple[Found, str]], kind: Kind) -> tuple[str, int]:
    """Notes with facts added to their sections; all that was there stays as it is.

    Args:
        text: the notes.
        found: the facts, each with its source.
        kind: whose sections the facts are sorted into.

    Returns:
        The new text, and how many facts were there already and are not added again.

    Raises:
        NotesError: the notes cannot be read.
    """
    there = {fact.text for fact in read_notes(text).facts}
    known = 0
    for one, source in found:
        if one.text in there:
            known += 1
            continue
        text = add_fact(text, section_path(one, kind), bullet(one), remark=comment(source))
    return text, known


def bullet(found: Found) -> str:
    """The words of a bullet."""
    return ("[内部] " if found.private else "") + " ".join(found.text.split())


def comment(source: str) -> str:
    """A source as a comment; it cannot end the comment before its time."""
    return f"<!-- {' '.join(source.split()).replace('--', '－－')} -->"


def _with_parents(path: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [path[: depth + 1] for depth in range(len(path))]


def _ranks(path: tuple[str, ...], order: list[tuple[str, ...]]) -> tuple[int, ...]:
    """Where a heading stands: behind its parent, among its siblings in the order of the files."""
    return tuple(order.index(part) for part in _with_parents(path)[1:])

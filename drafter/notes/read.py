"""From the text of notes to their value (DESIGN, section 5: Notes)."""

from __future__ import annotations

from drafter.errors import NotesError
from drafter.model import Fact, Heading, Notes
from drafter.notes.body import Line, Title, facts_of, read_body, split_lines
from drafter.notes.demands import read_requirements
from drafter.notes.front import read_front, read_year


def read_notes(text: str, path: str = "", *, may_be_empty: bool = False) -> Notes:
    """Read notes: YAML front matter, headings, one fact a bullet, remarks.

    Args:
        text: the whole file, with any line ends.
        path: where it was read from, for messages.
        may_be_empty: notes without a fact are notes too: they are still being collected.

    Returns:
        The notes. Figures and names of the facts are left empty: `drafter.provenance.annotate` finds them.

    Raises:
        NotesError: the front matter cannot be read, or there is no fact and there must be one. It names the line and
            the way out.
    """
    lines = split_lines(text)
    front, first = read_front(lines, path)
    body = read_body(lines, first)
    facts = tuple(
        Fact(str(number), bullet.text, bullet.line, bullet.section, bullet.private)
        for number, bullet in enumerate(facts_of(body), start=1)
    )
    if not facts and not may_be_empty:
        raise NotesError("notes.no_facts", path=path)
    return Notes(
        path=path,
        kind=front.text("kind"),
        title=front.text("title"),
        year=read_year(front),
        name=front.text("name"),
        post=front.text("post"),
        unit=front.text("unit"),
        salutation=front.text("salutation"),
        date=front.text("date"),
        classification=front.text("classification"),
        requirements=read_requirements(front),
        facts=facts,
        headings=tuple(Heading(part.text, part.depth, part.line) for part in body if isinstance(part, Title)),
        remarks=tuple((part.line, part.text) for part in body if isinstance(part, Line)),
        lines=front.lines,
    )

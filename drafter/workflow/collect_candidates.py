"""What a file may state, as candidates: each with its source, those that the notes have already left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.drafting.collecting import place_at, read_source
from drafter.drafting.gather import comment, section_path
from drafter.drafting.plan import fact_paths, section_for
from drafter.drafting.sorting import sort_fact
from drafter.errors import InputError, UsageError
from drafter.files import STANDARD, read_text
from drafter.messages import say
from drafter.provenance import coverage
from drafter.workflow.collect_talk import bare
from drafter.workflow.importing import read_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.collecting import Place
    from drafter.drafting.tables import Found
    from drafter.messages import Lang
    from drafter.model import Notes
    from drafter.workflow.collect import Notebook

_TEXT: Final = frozenset({"", ".txt", ".md", ".markdown", ".log", ".text"})
_STILL_THE_SAME: Final = 0.5  # of a candidate's words are in the fact that a person made of it


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate.

    Attributes:
        found: its words and headings.
        source: where it stands, as the comment above the fact says it.
    """

    found: Found
    source: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What a file may state.

    Attributes:
        all: the candidates, in order.
        passed: (line, text) of talk that was passed over.
        omitted: what was left out of a table or is in doubt, each as a sentence.
    """

    all: tuple[Offer, ...]
    passed: tuple[tuple[int, str], ...] = ()
    omitted: tuple[str, ...] = ()


def read_offers(path: str, book: Notebook, lang: Lang) -> Offers:
    """Read what a file may state.

    Args:
        path: free text, or .docx, .xlsx, .csv as for `drafter import`; `-` for standard input.
        book: the notes, for the kind.
        lang: the reader's language, for the sources.

    Raises:
        UsageError: the file is the notes themselves.
        InputError: it cannot be read, or nothing in it may be a fact.
    """
    if path != STANDARD and Path(path).exists() and Path(path).resolve() == Path(book.path).resolve():
        raise UsageError("collect.onto_itself", path=path)
    name = Path(path).name if path != STANDARD else say("import.standard_input", lang)
    passed: tuple[tuple[int, str], ...] = ()
    omitted: tuple[str, ...] = ()
    if path == STANDARD or Path(path).suffix.lower() in _TEXT:
        read = read_source(read_text(path), book.kind, lambda line, speaker: _place(line, speaker, lang))
        found, passed = list(read.found), read.dropped
    else:
        found, omissions = read_facts(path, lang)
        omitted = tuple(say(f"import.{one.kind}", lang, file=name, place=one.place, text=one.text) for one in omissions)
    if not found:
        raise InputError("collect.offer_nothing", path=path)
    offers = (Offer(one, say("import.source", lang, file=name, place=one.place)) for one in found)
    return Offers(tuple(offers), passed, omitted)


def _place(line: int, speaker: str, lang: Lang) -> str:
    name = "source_speaker" if speaker else "source_line"
    return say(f"collect.{name}", lang, number=line, speaker=speaker)


def new_offers(offers: Sequence[Offer], notes: Notes) -> list[Offer]:
    """The candidates that the notes lack: neither their words are there, nor below their source what was made of them.

    Args:
        offers: all candidates.
        notes: what there is.
    """
    there = {bare(fact.text) for fact in notes.facts}
    lines = {fact.line: fact.text for fact in notes.facts}
    made: dict[str, list[str]] = {}
    for line, remark in notes.remarks:
        if line + 1 in lines:
            made.setdefault(remark, []).append(lines[line + 1])
    return [
        one
        for one in offers
        if bare(one.found.text) not in there
        and all(coverage(one.found.text, fact) < _STILL_THE_SAME for fact in made.get(comment(one.source), ()))
    ]


class Guess:
    """Where candidates go, by what the notes hold now.

    Args:
        book: the notes.
    """

    def __init__(self, book: Notebook) -> None:
        self.kind = book.kind
        self.notes, self.places = book.read(), book.places()
        self.known: dict[str, list[str]] = {}
        paths = fact_paths(self.notes, self.kind)
        for fact in self.notes.open_facts:
            self.known.setdefault(paths[fact.id][0], []).append(fact.text)

    def place(self, found: Found) -> Place:
        """By its headings where they mean a section, else by its words and by likeness."""
        below: list[str] = []
        if any(section_for(title, self.kind) for title in found.headings):
            title, *below = section_path(found, self.kind)
            spec = self.kind.section(title)
        else:
            spec = sort_fact(found.text, self.kind, year=self.notes.year, known=self.known)
        return place_at(self.places, spec or self.kind.sections[0], tuple(below))

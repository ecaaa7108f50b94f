"""Offering what free text holds, one candidate at a time: to accept, edit, move, skip, or take back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.drafting.collecting import Order, place_at, put_fact, read_source
from drafter.drafting.collecting.answers import read_choice
from drafter.drafting.gather import bullet, comment, section_path
from drafter.drafting.plan import fact_paths, section_for
from drafter.drafting.sorting import sort_fact
from drafter.errors import InputError, NotesError, UsageError
from drafter.files import STANDARD, read_text
from drafter.messages import say
from drafter.notes import remove_fact
from drafter.provenance import coverage
from drafter.workflow.collect_talk import Talk, same
from drafter.workflow.importing import read_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.collecting import Place
    from drafter.drafting.tables import Found
    from drafter.messages import Lang
    from drafter.model import Notes
    from drafter.workflow.collect import Desk, Notebook

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
class OfferRun:
    """What became of the candidates: accepted, skipped, and those that nobody decided on."""

    accepted: int
    skipped: int
    undecided: int


def read_offers(path: str, book: Notebook, lang: Lang) -> tuple[list[Offer], list[tuple[int, str]]]:
    """What a file may state.

    Args:
        path: free text, or .docx, .xlsx, .csv as for `drafter import`; `-` for standard input.
        book: the notes, for the kind.
        lang: the reader's language, for the sources.

    Returns:
        The candidates, and (line, text) of what was passed over.

    Raises:
        UsageError: the file is the notes themselves.
        InputError: it cannot be read, or nothing in it may be a fact.
    """
    if path != STANDARD and Path(path).exists() and Path(path).resolve() == Path(book.path).resolve():
        raise UsageError("collect.onto_itself", path=path)
    name = Path(path).name if path != STANDARD else say("import.standard_input", lang)
    dropped: tuple[tuple[int, str], ...] = ()
    if path == STANDARD or Path(path).suffix.lower() in _TEXT:
        read = read_source(read_text(path), book.kind, lambda line, speaker: _place(line, speaker, lang))
        found, dropped = list(read.found), read.dropped
    else:
        found, _ = read_facts(path, lang)
    if not found:
        raise InputError("collect.offer_nothing", path=path)
    return [Offer(one, say("import.source", lang, file=name, place=one.place)) for one in found], list(dropped)


def offer(path: str, book: Notebook, desk: Desk, lang: Lang, *, yes: bool) -> OfferRun:
    """Offer what a file may state.

    Args:
        path: as `read_offers`.
        book: the notes; what is accepted is in them before the next question.
        desk: where the answers come from.
        lang: the reader's language.
        yes: accept all without asking.

    Raises:
        UsageError: it comes from standard input, and so would the answers.
        InputError: as `read_offers`.
        StorageError: a fact cannot be written.
    """
    if path == STANDARD and not yes:
        raise UsageError("collect.offer_needs_yes")
    offers, dropped = read_offers(path, book, lang)
    notes = book.read()
    new = [one for one in offers if not _is_known(one, notes)]
    talk = Talk(desk, lang, book.kind)
    known = len(offers) - len(new)
    talk.say("offer_opening", "title", source=Path(path).name, count=len(new), dropped=len(dropped), known=known)
    run = _accept_all(book, talk, new) if yes else _Offering(book, talk, new, dropped).run()
    talk.say("offer_done", "good", count=run.accepted, skipped=run.skipped, open=run.undecided)
    return run


def _place(line: int, speaker: str, lang: Lang) -> str:
    name = "source_speaker" if speaker else "source_line"
    return say(f"collect.{name}", lang, number=line, speaker=speaker)


def _is_known(one: Offer, notes: Notes) -> bool:
    """Whether the notes have a candidate: its words, or a fact that a person made of it, below its source."""
    remark = comment(one.source)
    lines = {line for line, text in notes.remarks if text == remark}
    return any(
        same(fact.text, one.found.text)
        or (fact.line - 1 in lines and coverage(one.found.text, fact.text) >= _STILL_THE_SAME)
        for fact in notes.facts
    )


def guess_place(found: Found, book: Notebook) -> Place:
    """Where a candidate goes: by its headings where they mean a section, else by its words and by likeness."""
    notes, places = book.read(), book.places()
    if any(section_for(title, book.kind) for title in found.headings):
        title, *below = section_path(found, book.kind)
        spec = book.kind.section(title)
    else:
        below = []
        known: dict[str, list[str]] = {}
        paths = fact_paths(notes, book.kind)
        for fact in notes.open_facts:
            known.setdefault(paths[fact.id][0], []).append(fact.text)
        spec = sort_fact(found.text, book.kind, year=notes.year, known=known)
    return place_at(places, spec or book.kind.sections[0], tuple(below))


def _put(book: Notebook, one: Offer, place: Place, words: str) -> None:
    book.change(lambda text: put_fact(text, book.kind, place, words, remark=comment(one.source)))


def _accept_all(book: Notebook, talk: Talk, offers: Sequence[Offer]) -> OfferRun:
    """Write every candidate where its words say, all in one write."""
    placed = [(one, guess_place(one.found, book)) for one in offers]
    refused: list[NotesError] = []

    def add(text: str) -> str:
        for one, place in placed:
            try:
                text = put_fact(text, book.kind, place, bullet(one.found), remark=comment(one.source))
            except NotesError as error:
                refused.append(error)
        return text

    book.change(add)
    for one, place in placed:
        talk.say("accepted", "good", title=place.title, text=one.found.text)
    for error in refused:
        talk.desk.tell(error.say(talk.lang), "warn")
    return OfferRun(len(offers) - len(refused), 0, len(refused))


class _Offering:
    """Where the candidates stand: each is decided on, and may be taken back."""

    def __init__(self, book: Notebook, talk: Talk, offers: Sequence[Offer], dropped: Sequence[tuple[int, str]]) -> None:
        self.book = book
        self.talk = talk
        self.offers = list(offers)
        self.dropped = dropped
        self.decided: list[str | None] = []  # the words that were accepted, None where it was skipped

    def run(self) -> OfferRun:
        self.talk.say("offer_how", "hint")
        while len(self.decided) < len(self.offers):
            if not self.decide(self.offers[len(self.decided)]):
                break
        accepted = sum(words is not None for words in self.decided)
        return OfferRun(accepted, len(self.decided) - accepted, len(self.offers) - len(self.decided))

    def decide(self, one: Offer) -> bool:
        """Ask about one candidate until it is decided on; whether the person goes on."""
        words, place = bullet(one.found), guess_place(one.found, self.book)
        self.show(one, words, place)
        while True:
            given = self.talk.desk.ask(self.talk.words("offer_prompt"))
            if given is None:
                return False
            order = read_choice(given)
            if order.name == "edit":
                words = order.rest or self.edited(words)
                self.show(one, words, place)
            elif order.name == "move":
                place = self.moved(order.rest, place)
                self.talk.say("offer_goes", "plain", title=place.title)
            else:
                step = self.settle(order, one, words, place)
                if step is not None:
                    return step

    def settle(self, order: Order, one: Offer, words: str, place: Place) -> bool | None:
        """Accept, skip, go back (True) or stop (False); None where the person must be asked again."""
        if order.name == "accept" and not order.rest:
            return self.accept(one, words, place)
        if order.name == "skip":
            self.decided.append(None)
            self.talk.say("offer_skipped", "hint")
            return True
        if order.name in {"back", "quit"}:
            if order.name == "back":
                self.take_back()
            return order.name == "back"
        if order.name == "list":
            for line, text in self.dropped:
                self.talk.say("offer_passed", "hint", line=line, text=text)
            return None
        if order.name != "help":
            self.talk.say("offer_unknown", "warn", text=order.rest or order.name)
        self.talk.say("offer_how", "hint")
        return None

    def accept(self, one: Offer, words: str, place: Place) -> bool | None:
        """Write a candidate down; None where it cannot be a fact as it is."""
        try:
            _put(self.book, one, place, words)
        except NotesError as error:
            self.talk.desk.tell(error.say(self.talk.lang), "warn")
            return None
        self.decided.append(words)
        self.talk.say("accepted_one", "good", title=place.title)
        return True

    def show(self, one: Offer, words: str, place: Place) -> None:
        """Show a candidate: where it stands, its words, what is read in it, where it would go."""
        number, total = len(self.decided) + 1, len(self.offers)
        self.talk.say("offer", "title", number=number, total=total, place=one.found.place)
        self.talk.desk.tell(words)
        reading = self.talk.reading(words, place.spec)
        self.talk.desk.tell(self.talk.read(reading), "hint")
        self.talk.say("offer_goes", "hint", title=place.title)
        for doubt in reading.doubts:
            self.talk.say(doubt, "warn")

    def edited(self, words: str) -> str:
        """Other words for a candidate."""
        if not self.talk.desk.is_lively:
            self.talk.say("edit_old", "hint", text=words)
        given = self.talk.desk.ask(self.talk.words("edit_prompt"), words)
        return " ".join((given or "").split()) or words

    def moved(self, words: str, place: Place) -> Place:
        """Another place: by its number or by words of its title; the same where neither fits."""
        places = self.book.places()
        if not words:
            self.talk.say("move_how")
            for number, one in enumerate(places, 1):
                self.talk.say("listed", "plain", number=number, text=one.title)
            words = (self.talk.desk.ask(self.talk.words("move_prompt")) or "").strip()
        if words.isdecimal() and 1 <= int(words) <= len(places):
            return places[int(words) - 1]
        fitting = [one for one in places if words and words in one.title]
        if not fitting:
            self.talk.say("no_choice", "warn", count=len(places))
        return fitting[0] if fitting else place

    def take_back(self) -> None:
        """Go back to the candidate before; what was accepted is taken out of the notes again."""
        if not self.decided:
            self.talk.say("first_offer", "warn")
            return
        words = self.decided.pop()
        if words is None:
            return
        remark = comment(self.offers[len(self.decided)].source)
        for fact in reversed(self.book.read().facts):
            if same(fact.text, words):
                line = fact.line
                self.book.change(lambda text: remove_fact(text, line, [remark]))  # noqa: B023  # run at once
                self.talk.say("offer_taken_back", "hint", text=words)
                return

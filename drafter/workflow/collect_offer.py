"""Offering what free text holds, one candidate at a time: to accept, edit, move, skip, or take back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.drafting.collecting import Order, put_fact
from drafter.drafting.collecting.answers import read_choice
from drafter.drafting.gather import bullet, comment
from drafter.errors import NotesError, UsageError
from drafter.files import STANDARD
from drafter.notes import remove_fact
from drafter.workflow.collect_candidates import Guess, new_offers, read_offers
from drafter.workflow.collect_saving import put_what_can_be
from drafter.workflow.collect_talk import Talk, bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.collecting import Place
    from drafter.messages import Lang
    from drafter.workflow.collect import Desk, Notebook
    from drafter.workflow.collect_candidates import Offer


@dataclass(frozen=True, slots=True)
class OfferRun:
    """What became of the candidates: accepted, skipped, and those that nobody decided on."""

    accepted: int
    skipped: int
    undecided: int


def offer(path: str, book: Notebook, desk: Desk, lang: Lang, *, yes: bool) -> OfferRun:
    """Offer what a file may state.

    Args:
        path: as `collect_candidates.read_offers`.
        book: the notes; what is accepted is in them before the next question.
        desk: where the answers come from.
        lang: the reader's language.
        yes: accept all without asking.

    Raises:
        UsageError: it comes from standard input, and so would the answers.
        InputError: as `collect_candidates.read_offers`.
        StorageError: a fact cannot be written.
    """
    if path == STANDARD and not yes:
        raise UsageError("collect.offer_needs_yes")
    offers = read_offers(path, book, lang)
    new = new_offers(offers.all, book.read())
    talk = Talk(desk, lang, book.kind)
    counts = {"count": len(new), "dropped": len(offers.passed), "known": len(offers.all) - len(new)}
    talk.say("offer_opening", "title", source=Path(path).name, **counts)
    for sentence in offers.omitted:
        desk.tell(sentence, "warn")
    run = _accept_all(book, talk, new) if yes else _Offering(book, talk, new, offers.passed).run()
    talk.say("offer_done", "good", count=run.accepted, skipped=run.skipped, open=run.undecided)
    return run


def _put(book: Notebook, one: Offer, place: Place, words: str) -> None:
    book.change(lambda text: put_fact(text, book.kind, place, words, remark=comment(one.source)))


def _accept_all(book: Notebook, talk: Talk, offers: Sequence[Offer]) -> OfferRun:
    """Write every candidate where its words say, all in one write."""
    guess = Guess(book)
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    places: dict[tuple[str, ...], Place] = {}
    for one in offers:
        place = guess.place(one.found)
        places[place.key] = place
        groups.setdefault(place.key, []).append((bullet(one.found), comment(one.source)))
    refused: list[str] = []

    def add(text: str) -> str:
        for key, facts in groups.items():
            text, left = put_what_can_be(text, book.kind, places[key], facts)
            refused.extend(left)
        return text

    book.change(add)
    for key, facts in groups.items():
        for words, _ in facts:
            if words not in refused:
                talk.say("accepted", "good", title=places[key].title, text=words)
    for words in refused:
        talk.say("not_saved", "warn", text=words)
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
        words, place = bullet(one.found), Guess(self.book).place(one.found)
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
            if bare(fact.text) == bare(words):
                line = fact.line
                self.book.change(lambda text: remove_fact(text, line, [remark]))  # noqa: B023  # run at once
                self.talk.say("offer_taken_back", "hint", text=words)
                return

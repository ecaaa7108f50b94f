"""Asking for facts, section by section, until the person stops or every section was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafter.drafting.collecting import Order, list_places, read_answer
from drafter.patterns import regex
from drafter.workflow.collect_front import ask_front
from drafter.workflow.collect_overview import introduce, sum_up, warn
from drafter.workflow.collect_saving import delete_fact, edit_fact, find_place, write_answer
from drafter.workflow.collect_talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.drafting.collecting import Place
    from drafter.messages import Lang
    from drafter.workflow.collect import Desk, Notebook

_HELP: Final = ("skip", "back", "edit", "delete", "list", "part", "quit", "private")
_NUMBER: Final = regex(r"\s*(\d{1,4})[.、：:]?(.*)")


@dataclass(frozen=True, slots=True)
class CollectRun:
    """What a session came to.

    Attributes:
        facts: how many facts the notes have now.
        left_over: lines of a script that nothing asked for.
    """

    facts: int
    left_over: tuple[str, ...] = ()


def collect(book: Notebook, desk: Desk, lang: Lang) -> CollectRun:
    """Ask for facts.

    Args:
        book: the notes; each answer is in them before the next question.
        desk: where the answers come from.
        lang: the reader's language.

    Raises:
        NotesError: another program has made the notes unreadable meanwhile.
        StorageError: an answer cannot be written; its words are told first.
    """
    talk = Talk(desk, lang, book.kind)
    talk.say("opening", "title", kind=book.kind.title, path=book.path)
    talk.say("how", "hint")
    talk.say("commands", "hint")
    if not desk.is_lively or ask_front(book, talk):
        _Session(book, talk).run()
    sum_up(book, talk)
    rest = _rest(desk)
    if rest:
        talk.say("left_over", "warn", count=len(rest), text=rest[0])
    return CollectRun(len(book.read().facts), rest)


class _Session:
    """Where a session stands, and what each answer does."""

    def __init__(self, book: Notebook, talk: Talk) -> None:
        self.book = book
        self.talk = talk
        self.key: tuple[str, ...] = ()
        self.commands: dict[str, Callable[[str], bool]] = {
            "skip": self.skip,
            "back": self.back,
            "edit": self.edit,
            "delete": self.delete,
            "part": self.part,
            "list": self.list,
            "help": self.help,
            "quit": lambda _: False,
        }

    def run(self) -> None:
        places = self.book.places()
        if any(place.facts for place in places):
            for place in places:
                self.talk.say("overview_row", "hint", title=place.title, count=len(place.facts))
        self.enter(_start(places))
        while (answer := self.talk.desk.ask(self.talk.words("prompt"))) is not None:
            if not self.take(answer):
                return

    def take(self, text: str) -> bool:
        """Do what an answer says; whether the session goes on."""
        read = read_answer(text)
        if isinstance(read, Order):
            command = self.commands.get(read.name)
            if command is not None:
                return command(read.rest)
            self.talk.say("unknown_command", "warn", text=read.rest or text.strip())
            return True
        if not read.pieces:
            return self.skip("")
        key = write_answer(self.book, self.talk, self.key, read)
        if key != self.key:
            self.enter(key)
        return True

    def skip(self, _: str) -> bool:
        """On to the next place; behind the last one the session ends."""
        places, here = self.where()
        warn(self.talk, here, places, self.book.read())
        at = _index(here, places)
        after = places[at + 1 :] if here.key in {place.key for place in places} else places[at:]
        if not after:
            return False
        self.enter(after[0].key)
        return True

    def back(self, _: str) -> bool:
        places, here = self.where()
        at = _index(here, places)
        if at == 0:
            self.talk.say("first", "warn")
        else:
            self.enter(places[at - 1].key)
        return True

    def edit(self, rest: str) -> bool:
        place, number, words = self.pointed(rest)
        return not number or edit_fact(self.book, self.talk, place, number, words)

    def delete(self, rest: str) -> bool:
        place, number, _ = self.pointed(rest)
        if number:
            delete_fact(self.book, self.talk, place, number)
        return True

    def part(self, title: str) -> bool:
        if any(char.isalnum() for char in title):
            self.enter((self.key[0], title))
        else:
            self.talk.say("part_needs_title", "warn")
        return True

    def list(self, _: str) -> bool:
        here = self.where()[1]
        if not here.facts:
            self.talk.say("no_facts_here", "hint")
        for number, fact in enumerate(here.facts, 1):
            self.talk.say("listed", number=number, text=fact.text)
        return True

    def help(self, _: str) -> bool:
        for name in _HELP:
            self.talk.say(f"help_{name}", "hint")
        return True

    def where(self) -> tuple[tuple[Place, ...], Place]:
        """All places, and the one that is asked for."""
        places = self.book.places()
        return places, find_place(places, self.book.kind, self.key)

    def enter(self, key: tuple[str, ...]) -> None:
        """Go to a place and put its questions."""
        self.key = key
        notes = self.book.read()
        places = list_places(notes, self.book.kind)
        here = find_place(places, self.book.kind, key)
        introduce(self.talk, here, places, notes, _index(here, places) + 1)

    def pointed(self, rest: str) -> tuple[Place, int, str]:
        """The fact that a command points to: its place, its number (0, and said, for none), and the words behind."""
        here = self.where()[1]
        found = _NUMBER.fullmatch(rest)
        number = int(found[1]) if found else len(here.facts)
        if (rest and not found) or not 1 <= number <= len(here.facts):
            self.talk.say("no_fact", "warn", text=rest or "-")
            return here, 0, ""
        return here, number, found[2].strip() if found else ""


def _start(places: Sequence[Place]) -> tuple[str, ...]:
    """Where a session begins: where the last one stood, which is before the first place without a fact."""
    empty = next((at for at, place in enumerate(places) if not place.facts), 0)
    return places[max(empty - 1, 0)].key


def _index(here: Place, places: Sequence[Place]) -> int:
    """Where a place stands; one that the notes do not have yet is behind those of its section."""
    for at, place in enumerate(places):
        if place.key == here.key:
            return at
    return max((at + 1 for at, place in enumerate(places) if place.spec.id == here.spec.id), default=len(places))


def _rest(desk: Desk) -> tuple[str, ...]:
    """The facts of a script that are still unread when every section was asked."""
    rest: list[str] = []
    while not desk.is_lively and (line := desk.ask("")) is not None:
        read = read_answer(line)
        if not isinstance(read, Order) and read.pieces:
            rest.append(line.strip())
    return tuple(rest)

"""Writing answers down, changing them, taking them out: one whole write each, told when it is on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.drafting.collecting import Order, list_places, place_at, put_facts, read_answer
from drafter.drafting.plan import section_for
from drafter.errors import DrafterError, NotesError
from drafter.messages import LANGS, say
from drafter.notes import read_notes, remove_fact, replace_fact, words_at
from drafter.workflow.collect_talk import bare, short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.drafting.collecting import Answer, Place
    from drafter.kinds import Kind
    from drafter.workflow.collect import Notebook
    from drafter.workflow.collect_talk import Talk

Key = tuple[str, ...]
_FEW: Final = 3  # facts of one answer, up to which each is told as if it had come alone


def find_place(places: Sequence[Place], kind: Kind, key: Key) -> Place:
    """The place of a key: that of the notes, or one that they do not have yet."""
    spec = next(spec for spec in kind.sections if spec.id == key[0])
    return place_at(places, spec, key[1:])


def write_answer(book: Notebook, talk: Talk, key: Key, answer: Answer) -> Key:
    """Write the facts of an answer down, all in one write, and tell what was read in each.

    Args:
        book: the notes.
        talk: where it is told.
        key: the place that was asked for. A heading among the facts leads to another.
        answer: facts and headings.

    Returns:
        The place of the last one.

    Raises:
        StorageError: nothing was written; the words are told before.
    """
    told: list[tuple[Place, str]] = []
    left: list[tuple[str, str]] = []
    groups = _groups(answer, key, book.kind)

    def add(text: str) -> str:
        for where, words in groups:
            notes = read_notes(text, may_be_empty=True)
            known = {bare(fact.text) for fact in notes.facts}
            new: list[str] = []
            for one in words:
                if bare(one) in known:
                    left.append(("known", one))
                else:
                    new.append(one)
                    known.add(bare(one))
            place = find_place(list_places(notes, book.kind), book.kind, where)
            text, refused = put_what_can_be(text, book.kind, place, [(one, "") for one in new])
            left.extend(("not_saved", one) for one in refused)
            told.extend((place, one) for one in new if one not in refused)
        return text

    _change(book, talk, add, [piece.text for piece in answer.pieces if not piece.is_heading])
    here = groups[-1][0] if groups else key
    _tell(book, talk, told, moved=here != key)
    for name, words in left:
        talk.say(name, "warn", text=words)
    return here


def put_what_can_be(text: str, kind: Kind, place: Place, facts: Sequence[tuple[str, str]]) -> tuple[str, list[str]]:
    """Write facts into a place: all at once, or where that cannot be, one by one.

    Args:
        text: the notes.
        kind: whose sections they have.
        place: where the facts go.
        facts: each with the line above it, "" for none.

    Returns:
        The notes, and the facts that would change what stands beside them and were left out.
    """
    refused = []
    try:
        return (put_facts(text, kind, place, facts) if facts else text), []
    except NotesError:
        for fact, remark in facts:
            try:
                text = put_facts(text, kind, place, [(fact, remark)])
            except NotesError:
                refused.append(fact)
    return text, refused


def _groups(answer: Answer, key: Key, kind: Kind) -> list[tuple[Key, list[str]]]:
    """The facts of an answer by the place to which its headings lead, the one that was asked for first."""
    groups: list[tuple[Key, list[str]]] = [(key, [])]
    for piece in answer.pieces:
        if piece.is_heading:
            groups.append((_below(piece.text, groups[-1][0], kind), []))
        else:
            groups[-1][1].append(piece.text)
    return groups


def edit_fact(book: Notebook, talk: Talk, place: Place, number: int, words: str) -> bool:
    """Change a fact.

    Args:
        book: the notes.
        talk: where the new words come from.
        place: where the fact stands.
        number: which one there, from 1.
        words: the new words; "" to ask for them.

    Returns:
        Whether the person goes on.
    """
    line = place.facts[number - 1].line
    old = words_at(book.text(), line)
    if not words:
        if not talk.desk.is_lively:
            talk.say("edit_old", "hint", text=old)
        talk.say("edit_how", "hint")
        given = talk.desk.ask(talk.words("edit_prompt"), old)
        order = None if given is None else read_answer(given)
        words = old if given is None or isinstance(order, Order) else " ".join(given.split()) or old
        if words == old:
            talk.say("unchanged", "hint")
            return given is not None and not (isinstance(order, Order) and order.name == "quit")
    try:
        _change(book, talk, lambda text: replace_fact(text, line, words), [words])
    except NotesError as error:
        talk.desk.tell(error.say(talk.lang), "warn")
        return True
    talk.fact("changed", words, place.spec, number=number)
    return True


def delete_fact(book: Notebook, talk: Talk, place: Place, number: int) -> None:
    """Take a fact out, and the comment with its source; its words are told."""
    line = place.facts[number - 1].line
    old = words_at(book.text(), line)
    sources = [f"<!-- {say('import.source', lang, file='', place='').rstrip(' ,，')}" for lang in LANGS]
    try:
        _change(book, talk, lambda text: remove_fact(text, line, sources), [])
    except NotesError as error:
        talk.desk.tell(error.say(talk.lang), "warn")
        return
    talk.say("deleted", "good", text=old)


def _change(book: Notebook, talk: Talk, change: Callable[[str], str], words: Sequence[str]) -> None:
    """Change the notes; what cannot be written is told, so that it is not lost with the session."""
    try:
        book.change(change)
    except DrafterError:
        for one in words:
            talk.say("not_saved", "warn", text=one)
        raise


def _below(title: str, key: Key, kind: Kind) -> Key:
    """Where a heading among the facts leads: to a section of the kind, or to a subsection of the one that is asked."""
    spec = section_for(title, kind)
    return (key[0], title) if spec is None else (spec.id,)


def _tell(book: Notebook, talk: Talk, told: Sequence[tuple[Place, str]], *, moved: bool) -> None:
    places = book.places()
    many = len(told) > _FEW
    for place, words in told:
        facts = find_place(places, book.kind, place.key).facts
        number = next((at for at, fact in enumerate(facts, 1) if bare(fact.text) == bare(words)), len(facts))
        if many:
            read = talk.read(talk.reading(words, place.spec))
            talk.say("saved_of_many", "good", number=number, text=short(words), read=read)
        elif moved:
            talk.fact("saved_elsewhere", words, place.spec, title=place.title, number=number)
        else:
            talk.fact("saved", words, place.spec, number=number)

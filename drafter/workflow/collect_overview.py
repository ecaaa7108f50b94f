"""What a person is told about a place when it is asked for and when it is left, and about all of them at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.drafting.collecting.places import missing_items
from drafter.drafting.collecting.words import collect_words
from drafter.workflow.collect_talk import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.collecting import Place
    from drafter.model import Notes
    from drafter.workflow.collect import Notebook
    from drafter.workflow.collect_talk import Talk


def introduce(talk: Talk, here: Place, places: Sequence[Place], notes: Notes, number: int) -> None:
    """Put the questions of a place.

    Args:
        talk: where they are put.
        here: the place.
        places: all places.
        notes: what there is.
        number: which of the places it is, from 1.
    """
    total = max(len(places), number)
    talk.say("place", "title", number=number, total=total, title=here.title, count=len(here.facts))
    for question in here.spec.questions:
        talk.desk.tell(question, "point")
    if here.spec.figures:
        talk.say("each_says", "hint", points=talk.listed(collect_words()["questions"][talk.lang]))
    missing = missing_items(here.spec, notes, talk.kind)
    if missing:
        talk.say("must_cover", "hint", items=talk.listed(missing))
    answered = [fact for place in places if place.spec.id == here.spec.answers for fact in place.facts]
    if answered:
        talk.say("to_answer", "hint", title=_title(talk, here.spec.answers))
        for at, fact in enumerate(answered, 1):
            talk.say("listed", "hint", number=at, text=short(fact.text))


def warn(talk: Talk, here: Place, places: Sequence[Place], notes: Notes) -> None:
    """Say what a section still lacks when it is left; nothing while one of its subsections is still to come."""
    spec = here.spec
    own = [place for place in places if place.spec.id == spec.id]
    if here.key in {place.key for place in own[:-1]}:
        return
    count = sum(len(place.facts) for place in own)
    if not count:
        if spec.required:
            talk.say("empty_section", "warn", title=spec.title)
        return
    missing = missing_items(spec, notes, talk.kind)
    if missing:
        talk.say("still_missing", "warn", title=spec.title, items=talk.listed(missing))
    answered = sum(len(place.facts) for place in places if place.spec.id == spec.answers)
    if count < answered:
        name = _title(talk, spec.answers)
        talk.say("fewer_answers", "warn", title=spec.title, answers=count, count=answered, answered=name)


def sum_up(book: Notebook, talk: Talk) -> None:
    """Say what there is now, and how to go on."""
    notes = book.read()
    places = book.places()
    for place in places:
        parts = [talk.words("count", count=len(place.facts))]
        bare = sum("no_figure" in talk.reading(fact.text, place.spec).doubts for fact in place.facts)
        missing = missing_items(place.spec, notes, talk.kind) if place.facts and not place.below else ()
        parts += [talk.words("count_bare", count=bare)] if bare else []
        parts += [talk.words("count_missing", items=talk.listed(missing))] if missing else []
        talk.say("summary_row", "hint", title=place.title, counts=talk.words("and").join(parts))
    talk.say("done", "good", count=len(notes.facts), path=book.path)
    filled = {place.spec.id for place in places if place.facts}
    if any(spec.required and spec.questions and spec.id not in filled for spec in book.kind.sections):
        talk.say("next_step", "hint", path=book.path)
    if notes.open_facts:
        talk.say("next_draft", "hint", path=book.path)


def _title(talk: Talk, spec_id: str) -> str:
    spec = talk.kind.section(spec_id)
    return spec.title if spec is not None else spec_id

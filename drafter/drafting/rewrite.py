"""Rewrite one section: ask, read, judge, ask again, and keep the old sentence wherever no new one holds.

As in `section`, the work is a generator that yields requests and is sent replies. Without a model the composer makes
the new sentences, and the same gate judges them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose import compose_sentences
from drafter.drafting.plan import section_for
from drafter.drafting.read import Candidate, read_reply
from drafter.drafting.rewrite_gate import Change, Kept, Scale, new_paragraphs, settle, weigh
from drafter.drafting.rewrite_tighten import reordered, retell, without_last_clause
from drafter.drafting.sorting import default_section
from drafter.errors import BackendError
from drafter.messages import say
from drafter.model import Author, Request
from drafter.prompts import render

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from drafter.drafting.rewrite_text import Passage, Unit
    from drafter.drafting.rewrite_wish import Wish
    from drafter.model import Reply
    from drafter.prompts import Prompt

PROMPT: Final = "rewrite.md"
FAULT_CHARS: Final = 40
"""How much of a fault's words is told, in characters."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A section with new words.

    Attributes:
        passage: the old text.
        paragraphs: the sentences of each paragraph, new and old.
        changes: what is new.
        kept: the old sentences that stay because their new words were refused, and why.
        dropped: clauses without figure or name that went for the sake of the length.
        missed: by how many characters or words the length aimed at is missed; 0 when it holds.
        moved: members were put in another order.
    """

    passage: Passage
    paragraphs: tuple[tuple[str, ...], ...]
    changes: tuple[Change, ...] = ()
    kept: tuple[Kept, ...] = ()
    dropped: tuple[str, ...] = ()
    missed: int = 0
    moved: bool = False

    @property
    def text(self) -> str:
        """The new text, a line a paragraph."""
        return "\n".join(self.passage.blank.join(sentences) for sentences in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Asking:
    """How requests are made.

    Attributes:
        prompt: the kind's prompt for rewriting.
        repairs: how many requests a section may cost beyond its first.
        seed: for repeatable replies.
    """

    prompt: Prompt
    repairs: int = 1
    seed: int | None = None


def rewrite_passage(passage: Passage, wish: Wish, scale: Scale, asking: Asking) -> Generator[Request, Reply, Rewritten]:
    """Rewrite a section with a model's help.

    Args:
        passage: the section.
        wish: what is wanted.
        scale: what the new sentences are weighed by.
        asking: how requests are made.

    Yields:
        Requests: the first for all chosen sentences, a later one for those that were refused, or for all when the
        length is missed. Throw a BackendError in for one that cannot be answered.

    Returns:
        The section. Every sentence in it is an old one, or one that the gate let through.
    """
    standing: tuple[Change, ...] = ()
    kept: dict[int, Kept] = {}
    asked, faults = passage.chosen, list[str]()
    for attempt in range(1 + asking.repairs):
        if not asked:
            break
        try:
            reply = yield _ask(passage, asked, wish, faults, scale, asking)
        except BackendError as error:
            places = {int(unit.id) - 1 for unit in asked} - {place for one in standing for place in one.units}
            kept |= {place: Kept(place, "", "failed", error.key) for place in places}
            break
        author = Author.REPAIR if attempt else Author.MODEL
        got = read_reply(reply.text, [unit.as_fact for unit in asked], scale.kind, title=passage.title, author=author)
        changes, refused = weigh(got, passage, scale)
        standing = _better(standing, changes, wish, scale)
        kept = _still_kept(asked, got, refused, standing)
        asked, faults = _again(passage, standing, kept, wish, scale)
    return _finish(passage, standing, tuple(kept.values()), wish, scale)


def retell_passage(passage: Passage, wish: Wish, scale: Scale) -> Rewritten:
    """Rewrite a section without a model: tighter, in official words, or with results first, as the wish says.

    Args:
        passage: the section.
        wish: what is wanted.
        scale: what the new sentences are weighed by.

    Returns:
        The section, as of `rewrite_passage`.
    """
    changes, kept = weigh(_retold(passage, wish, scale), passage, scale)
    done = _finish(passage, changes, kept, wish, scale)
    if wish.compose != "results" or not all(unit.chosen for unit in passage.units):
        return done
    paragraphs = tuple(reordered(sentences, passage.lang) for sentences in done.paragraphs)
    return replace(done, paragraphs=paragraphs, moved=paragraphs != done.paragraphs)


def _retold(passage: Passage, wish: Wish, scale: Scale) -> tuple[Candidate, ...]:
    """The sentences as the composer would have them; one that is not true to its facts is written from these."""
    spec = replace(section_for(passage.title, scale.kind) or default_section(scale.kind), shape="paragraphs")
    untrue = {unit.id: unit for unit in passage.chosen if unit.facts and not scale.is_true(unit)}
    short = wish.length.short(_text(passage, ()), scale.kind)  # what is too short already is not made shorter
    compose = "" if short and wish.compose == "tighten" else wish.compose
    made = [one for one in retell(passage, compose) if not untrue.keys() & set(one.facts)]
    for name, unit in untrue.items():
        told = compose_sentences(unit.facts, kind=scale.kind, section=spec)
        text = passage.blank.join(one.text for one in told)
        made.append(Candidate(text, (name,), opens=True, author=Author.COMPOSER))
    return tuple(made)


def _ask(  # noqa: PLR0913, PLR0917  # what a request is made of
    passage: Passage, asked: Sequence[Unit], wish: Wish, faults: Sequence[str], scale: Scale, asking: Asking
) -> Request:
    """The request for some sentences, numbered from 1; facts go along where a sentence is not true to them."""
    facts = [
        f"[{number}]{fact.text}"
        for number, unit in enumerate(asked, 1)
        if unit.facts and not scale.is_true(unit)
        for fact in unit.facts
    ]
    values = {
        "title": passage.title,
        "wish": wish.words,
        "sentences": [unit.bare for unit in asked],
        "facts": facts,
        "faults": list(faults),
        "person": scale.kind.person,
    }
    front = asking.prompt.front
    return Request(
        messages=render(asking.prompt, values),
        section=passage.title,
        facts=tuple(unit.id for unit in asked),
        max_tokens=front.max_tokens + front.tokens_per_fact * len(asked),
        temperature=front.temperature,
        seed=asking.seed,
        stop=front.stop,
    )


def _better(standing: Sequence[Change], changes: Sequence[Change], wish: Wish, scale: Scale) -> tuple[Change, ...]:
    """The changes so far and the new ones; of two for the same sentences the one nearer to the length aimed at."""
    kept = list(standing)
    for new in changes:
        rivals = [one for one in kept if set(one.units) & set(new.units)]
        old = "".join(one.text for one in rivals)
        same = {place for one in rivals for place in one.units} == set(new.units)
        longer = wish.length.count(new.text, scale.kind) >= wish.length.count(old, scale.kind)
        wanted = longer if wish.length.high is None else not longer
        if not rivals or (same and wanted):
            kept = [one for one in kept if one not in rivals] + [new]
    return tuple(kept)


def _still_kept(
    asked: Sequence[Unit], got: Sequence[Candidate], refused: Sequence[Kept], standing: Sequence[Change]
) -> dict[int, Kept]:
    """The old sentences that have no new words yet: refused, or not spoken of."""
    changed = {place for one in standing for place in one.units}
    spoken = {name for one in got for name in one.facts}
    silent = [Kept(int(unit.id) - 1, "", "failed", "") for unit in asked if unit.id not in spoken]
    return {one.unit: one for one in (*silent, *refused) if one.unit not in changed}


def _again(
    passage: Passage, standing: Sequence[Change], kept: dict[int, Kept], wish: Wish, scale: Scale
) -> tuple[tuple[Unit, ...], list[str]]:
    """Which sentences to ask for again, and what to say was wrong."""
    lang = scale.kind.lang
    text = _text(passage, standing)
    missed = wish.length.miss(text, scale.kind)
    asked = passage.chosen if missed else tuple(unit for unit in passage.chosen if int(unit.id) - 1 in kept)
    faults = [
        f"[{number}]" + say(f"gate.{one.reason}", lang, text=one.fault[:FAULT_CHARS])
        for number, unit in enumerate(asked, 1)
        if (one := kept.get(int(unit.id) - 1)) is not None
    ]
    if missed:
        count = wish.length.count(text, scale.kind)
        faults.append(
            say("rewrite.length_fault", lang, count=count, low=wish.length.low or 0, high=wish.length.high or "∞")
        )
    return asked, faults


def _text(passage: Passage, changes: Sequence[Change]) -> str:
    return "\n".join(passage.blank.join(sentences) for sentences in new_paragraphs(passage, changes))


def _finish(passage: Passage, changes: Sequence[Change], kept: Sequence[Kept], wish: Wish, scale: Scale) -> Rewritten:
    """The section from the changes that are true side by side, cut to the length where that loses no figure or name."""
    standing, fallen = settle(passage, changes, scale)
    dropped: list[str] = []
    if scale.brief and wish.length.high is not None:
        standing, dropped = _cut(passage, standing, wish, scale)
    text = _text(passage, standing)
    changed = {place for one in standing for place in one.units}
    stay = {one.unit: one for one in (*kept, *fallen) if one.unit not in changed}
    return Rewritten(
        passage=passage,
        paragraphs=new_paragraphs(passage, standing),
        changes=standing,
        kept=tuple(stay[place] for place in sorted(stay)),
        dropped=tuple(dropped),
        missed=wish.length.miss(text, scale.kind),
    )


def _cut(passage: Passage, changes: Sequence[Change], wish: Wish, scale: Scale) -> tuple[tuple[Change, ...], list[str]]:
    """The changes with last clauses dropped, from the end, until the length holds or no clause may go."""
    standing = list(changes)
    dropped: list[str] = []
    places = [int(unit.id) - 1 for unit in reversed(passage.chosen)]
    while places and wish.length.over(_text(passage, standing), scale.kind):
        place = places[0]
        old = next((one for one in standing if place in one.units), None)
        before = old.text if old else passage.units[place].text
        units = old.units if old else (place,)
        text = without_last_clause(before, passage.lang)
        bare = text.removeprefix(passage.units[units[0]].mark)
        ids = tuple(passage.units[at].id for at in units)
        made, _ = weigh((Candidate(bare, ids, author=Author.COMPOSER),), passage, scale) if text else ((), ())
        trial = [one for one in standing if one is not old] + list(made)
        if not made or settle(passage, trial, scale)[1]:
            places = places[1:]
            continue
        places = [*places[1:], place]  # each sentence in its turn, so that none loses all but its beginning
        dropped.append(before[len(text) - 1 :].strip("，。,. "))
        author = old.author if old else Author.COMPOSER
        standing = [replace(one, author=author) if one in made else one for one in trial]
    return tuple(standing), dropped

"""Write one section: ask, read, judge, ask again for what is still open, and compose what is left.

The section is a generator: it yields a Request whenever it needs one answered and is sent the Reply; what it returns is
the finished section. It never sends anything itself. Whatever the replies are, the section states every fact of its
plan, truly: what no accepted sentence states is written by the composer.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from drafter.drafting.again import are_composed_well, is_composed_best
from drafter.drafting.arrange import arrange, linked
from drafter.drafting.compose import compose_section, compose_sentences, opened, paragraph_starts
from drafter.drafting.compose_answers import find_answers, is_reference, refer
from drafter.drafting.compose_clean import clean
from drafter.drafting.compose_words import words
from drafter.drafting.gate import Refusal, Verdict, fold, judge, trimmed
from drafter.drafting.looks import Bench, fault
from drafter.drafting.mend import clauses_of, dress, front
from drafter.drafting.mend_en import unverbed, verbed
from drafter.drafting.read import Candidate, read_reply, without_run_mark
from drafter.drafting.revise import ask
from drafter.drafting.soften import unneeded
from drafter.drafting.together import untrue, without
from drafter.errors import BackendError
from drafter.kinds import count_chars
from drafter.model import Author, DraftSection, Sentence

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from drafter.drafting.brief import Brief
    from drafter.drafting.plan import SectionPlan
    from drafter.model import Fact, Reply, Request


MOST_BARE: Final = 0.15
"""More of a section's sentences than this share are not left to the composer because the model only copied its bullets:
it is asked again for those."""

MOST_COPIED: Final = 0.5
"""Where a model copied more than this share of a section's bullets it told nothing: it is asked again, for as many as
one request asks for."""

SAME_END: Final = 4
"""Clauses end alike when their last characters, so many of them, are the same, and begin alike when their first are."""


def draft_section(plan: SectionPlan, brief: Brief) -> Generator[Request, Reply, DraftSection]:
    """Write a section with a model's help.

    Args:
        plan: the section.
        brief: what all sections share.

    Yields:
        Requests, one at a time: first those of `opening_requests`, then at most `brief.repairs` that ask only for what
        is still open, and say what was wrong. Throw a BackendError in for a request that cannot be answered: the
        section then asks no more and composes what is open.

    Returns:
        The section.
    """
    plan = _clean(plan)
    bench = _bench(plan, brief)
    verdict = Verdict((), (), tuple(fact.id for fact in plan.facts))
    refused: list[Refusal] = []
    spare: dict[str, Candidate] = {}
    before: Request | None = None
    shares = _shares(plan, brief)
    for share in (*shares, *[()] * (brief.repairs if shares else 0)):
        bare = {} if share else _bare(verdict, plan, brief, bench)
        still = [fact for fact in plan.facts if fact.id in verdict.open or fact.id in bare]
        left = [fact for fact in still if not is_composed_best(fact, refused, brief)]
        asked = share or left
        if not left or (not share and are_composed_well(still, plan, brief)):
            break
        kept = tuple(one for one in verdict.standing if one not in bare.values())
        verdict = Verdict(kept, (), tuple(fact.id for fact in still))
        spare |= bare
        refused += [Refusal(one, "bare", one.text) for one in bare.values()]
        author = Author.MODEL if share else Author.REPAIR
        request = ask(plan, brief, asked, refused)
        if request == before and not request.temperature:
            break  # what was asked before without chance would be answered as before
        before = request
        try:
            reply = yield request
        except BackendError as error:
            refused.append(Refusal(Candidate(""), "failed", error.key))
            break
        got = read_reply(reply.text, asked, brief.kind, title=plan.title, author=author)
        verdict = judge((*verdict.standing, *_told_as_done(got, bench)), bench)
        refused += verdict.refused
    again = tuple(one for name, one in spare.items() if name in verdict.open)
    if again:  # what was asked for once more and came out worse stands as it was
        verdict = judge((*verdict.standing, *again), bench)
    return _finish(plan, brief, bench, verdict, refused)


def _told_as_done(got: Sequence[Candidate], bench: Bench) -> tuple[Candidate, ...]:
    """The sentences of a reply; where the section tells of what was done, without what they say is still to be done."""
    if bench.owns_up or bench.kind.lang != "zh":
        return tuple(got)
    return tuple(replace(one, text=unneeded(one.text, "".join(bench.texts(one.facts)))) for one in got)


def opening_requests(plan: SectionPlan, brief: Brief) -> tuple[Request, ...]:
    """The requests that ask for all facts of a section, whatever the replies: one, or several for a long list.

    Args:
        plan: the section.
        brief: what all sections share.

    Returns:
        () for a section without facts or prompt.
    """
    plan = _clean(plan)
    return tuple(ask(plan, brief, share) for share in _shares(plan, brief))


def _shares(plan: SectionPlan, brief: Brief) -> tuple[tuple[Fact, ...], ...]:
    """The facts as they are first asked for: even shares, none larger than the prompt says.

    A small model tells a short list and copies a long one (docs/drafting.md).
    """
    facts = plan.facts
    if not facts or plan.spec.prompt not in brief.prompts:
        return ()
    count = -(-len(facts) // _most_facts(plan, brief))
    return tuple(facts[at * len(facts) // count : (at + 1) * len(facts) // count] for at in range(count))


def _most_facts(plan: SectionPlan, brief: Brief) -> int:
    """How many facts one request asks for, at most."""
    return brief.prompts[plan.spec.prompt].front.most_facts or len(plan.facts)


def _bare(verdict: Verdict, plan: SectionPlan, brief: Brief, bench: Bench) -> dict[str, Candidate]:
    """Sentences that are no more than their bullet, by the fact's id, where they are too many.

    Some are no reason to ask again: the composer's verb makes a sentence of each that needs one at no cost, and a
    shortcoming is told best as it was noted.
    """
    dressed = _dressed(verdict.standing, plan, brief, bench)
    single = [
        (one, better)
        for one, better in zip(verdict.standing, dressed, strict=True)
        if one.author is Author.MODEL and len(one.facts) == 1
    ]
    bare = {one.facts[0]: one for one, better in single if better.author is Author.COMPOSER}
    facts = {fact.id: fold(fact.text) for fact in plan.facts}
    copied = {one.facts[0]: one for one, _ in single if fold(one.text) == facts[one.facts[0]]}
    if plan.spec.figures and len(copied) > MOST_COPIED * len(plan.facts):
        return dict(islice({**bare, **copied}.items(), max(_most_facts(plan, brief), len(bare))))
    return bare if len(bare) > MOST_BARE * len(plan.facts) else {}


def _clean(plan: SectionPlan) -> SectionPlan:
    """The section, its facts without list marks and Markdown: 2） is no figure that could be lost."""
    return replace(plan, facts=tuple(replace(fact, text=clean(fact.text) or fact.text) for fact in plan.facts))


def _bench(plan: SectionPlan, brief: Brief) -> Bench:
    known = tuple(text for text in (plan.title, *brief.values.values()) if text)
    examples = (one for prompt in brief.prompts.values() for one in prompt.examples)
    shown = tuple(text for one in examples for text in one.inputs.get("facts", ()))
    owns_up = not (plan.spec.figures or plan.spec.answers)
    return Bench(brief.kind, plan.facts, known, brief.year, shown, owns_up)


def _finish(
    plan: SectionPlan, brief: Brief, bench: Bench, verdict: Verdict, refused: Sequence[Refusal]
) -> DraftSection:
    """The section from what stands and the composer's sentences for the rest.

    Where no sentence stands the composer writes the whole; where they are not true side by side, those at fault.
    """
    trace = tuple((one.candidate.text, one.reason) for one in refused)
    left = [fact for fact in plan.facts if fact.id in verdict.open]
    runs = brief.kind.lang == "zh" and plan.spec.shape == "runs"
    dressed = _varied(_dressed(verdict.standing, plan, brief, bench), bench)
    standing = _answering(_fitting(dressed, plan, bench), plan, brief)
    referred = {name for one in standing for name in one.facts}
    lacks = [lack for lack in plan.answers if lack.id not in referred]
    composed = compose_sentences(left, kind=brief.kind, section=plan.spec, start=1, lacks=lacks)
    bare = [without_run_mark(one.text) for one in composed]
    written = [
        Candidate(text, one.facts, opens=not runs or text != one.text, author=Author.COMPOSER)
        for one, text in zip(composed, bare, strict=True)
    ]
    body = arrange((*standing, *written), plan, runs=runs)
    if brief.kind.lang == "en" and plan.spec.id != "lead":
        body = linked(body, ord(plan.id[-1]), [fact.text for fact in plan.facts])
    wrong = untrue(body, bench)
    if wrong is not None and verdict.standing:
        less, fallen = without(verdict, wrong, plan.facts)
        return _finish(plan, brief, bench, less, [*refused, *fallen])
    if not verdict.standing:
        return replace(compose_section(plan, kind=brief.kind), refused=trace)
    ending = (Sentence(plan.ending, (), Author.COMPOSER),) if plan.ending else ()
    sentences = (*opened(plan, body, brief.kind), *ending)
    starts = paragraph_starts(sentences, brief.kind.lang)
    return DraftSection(plan.id, plan.level, plan.title, sentences, starts, refused=trace)


def _dressed(standing: Sequence[Candidate], plan: SectionPlan, brief: Brief, bench: Bench) -> tuple[Candidate, ...]:
    """The sentences, those that are as bare as their bullet dressed by the composer."""
    facts = {fact.id: fact for fact in plan.facts}
    dressed: list[Candidate] = []
    for one in standing:
        alone = sum(one.facts[0] in other.facts for other in standing) == 1
        better = _better(one, facts[one.facts[0]], plan, brief, alone=alone) if len(one.facts) == 1 else None
        stands = better is not None and fault(better, bench) is None
        dressed.append(better if better is not None and stands else one)
    return tuple(dressed)


def _better(one: Candidate, fact: Fact, plan: SectionPlan, brief: Brief, *, alone: bool) -> Candidate | None:
    """The sentence with the composer's words for what the bullet left out; None where it needs none."""
    lang, person = brief.kind.lang, brief.kind.person
    if lang == "zh" and words(lang, "verbs").head(fact.text):
        return None
    composed = compose_sentences([fact], kind=brief.kind, section=plan.spec)
    if len(composed) != 1:
        return None
    if lang == "en":
        return unverbed(one, fact, composed[0].text, person) or verbed(one, fact, composed[0].text)
    whole = dress(one, fact, composed[0].text, person) if alone else None
    return whole or front(one, fact, composed[0].text)


def _varied(standing: Sequence[Candidate], bench: Bench) -> tuple[Candidate, ...]:
    """The sentences, a last clause that states nothing cut off where one before ends so too: ……提供有力支撑.

    In Chinese also where one before begins so: 维护社会的公共秩序, behind 维护社会的信用体系.
    """
    ends: set[str] = set()
    kept: list[Candidate] = []
    for one in standing:
        first, *rest = clauses_of(one.text)
        last = rest[-1] if rest else first
        folded = fold(last)
        own = {folded[-SAME_END:], *([f"{folded[:SAME_END]}…"] if rest and bench.kind.lang == "zh" else [])}
        better = trimmed(one, bench, out_of=last.__eq__) if own & ends else None
        kept.append(better or one)
        ends |= own
    return tuple(kept)


def _fitting(standing: Sequence[Candidate], plan: SectionPlan, bench: Bench) -> tuple[Candidate, ...]:
    """The sentences, clauses that state nothing cut out from the end on until the section is short enough."""
    kept = list(standing)
    counting = bench.kind.counting
    over = sum(count_chars(one.text, counting) for one in kept) - plan.max_chars if plan.max_chars else 0
    places = list(reversed(range(len(kept))))
    while places and over > 0:
        at = places.pop(0)
        shorter = trimmed(kept[at], bench)
        if shorter is not None:
            over -= count_chars(kept[at].text, counting) - count_chars(shorter.text, counting)
            kept[at] = shorter
            places.append(at)  # each in its turn, so that none loses all that it says beyond its fact
    return tuple(kept)


def _answering(standing: Sequence[Candidate], plan: SectionPlan, brief: Brief) -> tuple[Candidate, ...]:
    """The next steps, each that answers a shortcoming with the composer's reference to it."""
    if brief.kind.lang != "zh" or not plan.answers:
        return tuple(standing)
    answers = find_answers(plan.facts, plan.answers)
    made: list[Candidate] = []
    for turn, one in enumerate(standing):
        answer = answers.get(one.facts[0]) if one.opens and len(one.facts) == 1 else None
        if answer is not None and not is_reference(one.text):
            text = refer(answer.lack, one.text, turn)
            made.append(replace(one, text=text, facts=(*one.facts, answer.fact)))
        else:
            made.append(one)
    return tuple(made)

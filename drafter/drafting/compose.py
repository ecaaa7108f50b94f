"""The composer: a section straight from its facts, by grammar and without a model.

It is deterministic and instant, and honest about what it is: every word that is not the bullet's own comes from
`drafter/data/compose/`, and none of those words is a figure, a name or a claim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafter.drafting.compose_answers import Answer, find_answers, is_reference, refer
from drafter.drafting.compose_clean import is_chinese
from drafter.drafting.compose_en import say_english
from drafter.drafting.compose_run import connectives, group_sizes, open_member, opens_member
from drafter.drafting.compose_shape import is_verbal
from drafter.drafting.compose_words import table
from drafter.drafting.compose_zh import Role, say_fact
from drafter.model import Author, DraftSection, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.drafting.plan import SectionPlan
    from drafter.kinds import Kind, SectionSpec
    from drafter.model import Fact


@dataclass(frozen=True, slots=True)
class _Said:
    """What a fact says: its id, and that of a shortcoming it answers; the text without its closing mark; that mark."""

    facts: tuple[str, ...]
    text: str
    stop: str


def _role(section: SectionSpec) -> Role:
    roles: dict[str, Role] = table("zh")["roles"]
    return roles.get(section.id, "performance")


def _say(fact: Fact, role: Role, turn: int, person: str, lang: str) -> _Said:
    if is_chinese(fact.text):
        return _Said((fact.id,), say_fact(fact.text, role, turn, person), "。")
    if lang == "zh":
        return _Said((fact.id,), say_fact(fact.text, role, turn, person), "。")
    return _Said((fact.id,), say_english(fact.text, role, turn), ".")


def _answering(said: Sequence[_Said], answers: Mapping[str, Answer]) -> tuple[_Said, ...]:
    """The next steps, each that answers a shortcoming with a reference to it."""
    made: list[_Said] = []
    for turn, part in enumerate(said):
        answer = answers.get(part.facts[0])
        if answer is None or is_reference(part.text):
            made.append(part)
        else:
            text = refer(answer.lack, part.text, turn)
            made.append(replace(part, facts=(*part.facts, answer.fact), text=text))
    return tuple(made)


def _sentence(parts: Sequence[_Said], text: str) -> Sentence:
    return Sentence(text + parts[-1].stop, tuple(fact for part in parts for fact in part.facts), Author.COMPOSER)


def _run(said: Sequence[_Said], start: int) -> tuple[Sentence, ...]:
    """The facts as members of a run, the further facts of a member joined to its first."""
    sizes = group_sizes([part.text for part in said], max(table("zh")["run"]["most"] - start, 1))
    single = start == 0 and len(sizes) == 1
    sentences: list[Sentence] = []
    for number, size in enumerate(sizes, start + 1):
        first, *further = said[len(sentences) : len(sentences) + size]
        sentences.append(_sentence([first], first.text if single else open_member(number, first.text)))
        for place, part in enumerate(further):
            joins = connectives()[place % len(connectives())] if is_verbal(part.text) else ""
            sentences.append(_sentence([part], joins + part.text))
    return tuple(sentences)


def _joined(said: Sequence[_Said]) -> tuple[Sentence, ...]:
    """The facts of a lead: those that begin with a verb gathered in sentences, the others in one of their own."""
    most = table("zh")["run"]["lead"]
    groups: list[list[_Said]] = []
    for part in said:
        if is_verbal(part.text) and groups and len(groups[-1]) < most and "。" not in groups[-1][-1].text:
            groups[-1].append(part)
        else:
            groups.append([part])
    return tuple(_sentence(group, "；".join(part.text for part in group)) for group in groups)


def compose_sentences(
    facts: Sequence[Fact], *, kind: Kind, section: SectionSpec, start: int = 0, lacks: Sequence[Fact] = ()
) -> tuple[Sentence, ...]:
    """Sentences that state facts, one a fact and in their order; in a lead, a sentence may state several.

    Args:
        facts: what to state. Private ones are left out.
        kind: the kind of report: its language and how the writer is named.
        section: the section in which they stand: whether it is a run of 一是…二是…, and whether facts are told as
            what was done, what was lacking or what comes next.
        start: how many members of the run stand before: 2 lets the first sentence begin with 三是.
        lacks: in a section of next steps, the shortcomings that they answer: a step that does refers to its own.

    Returns:
        The sentences with their closing marks. A bullet that holds nothing but marks gives none.
    """
    role = _role(section)
    lang = kind.lang
    told = [fact for fact in facts if not fact.private]
    spoken = (_say(fact, role, turn, kind.person, lang) for turn, fact in enumerate(told, start))
    said = tuple(part for part in spoken if part.text)
    if lang == "zh" and role == "next":
        said = _answering(said, find_answers(told, [lack for lack in lacks if not lack.private]))
    if lang == "zh" and role == "lead":
        return _joined(said)
    if lang == "zh" and section.shape == "runs":
        return _run(said, start)
    return tuple(_sentence([part], part.text) for part in said)


def paragraph_starts(sentences: Sequence[Sentence], lang: str) -> tuple[int, ...]:
    """Where paragraphs of about the same length begin, none longer than a reader likes; in a run, before a member.

    Args:
        sentences: those of a section.
        lang: the report's language.

    Returns:
        Indexes of sentences; the first is 0.
    """
    whole = sum(len(one.text) for one in sentences)
    count = -(-whole // table(lang)["run"]["paragraph"])
    runs = any(opens_member(one.text) for one in sentences)
    starts = [0]
    length = 0
    for place, sentence in enumerate(sentences):
        due = whole * len(starts) / max(count, 1)
        if place and length + len(sentence.text) / 2 > due and (opens_member(sentence.text) or not runs):
            starts.append(place)
        length += len(sentence.text)
    return tuple(starts)


def opened(plan: SectionPlan, told: Sequence[Sentence], kind: Kind) -> tuple[Sentence, ...]:
    """The sentences of a section behind its opening.

    In a Chinese lead the opening and a first sentence without a subject of its own become one: 本人担任局长，分管……

    Args:
        plan: the section.
        told: its sentences.
        kind: the kind of report.
    """
    if not plan.opening:
        return tuple(told)
    opening = Sentence(plan.opening, (), Author.COMPOSER)
    fuses = _role(plan.spec) == "lead" and kind.lang == "zh"
    if fuses and told and is_verbal(told[0].text) and opening.text.endswith("。"):
        return (replace(told[0], text=f"{opening.text[:-1]}，{told[0].text}"), *told[1:])
    return (opening, *told)


def compose_section(plan: SectionPlan, *, kind: Kind) -> DraftSection:
    """A whole section from its plan: its opening, its facts, its ending.

    Args:
        plan: the section.
        kind: the kind of report.

    Returns:
        The section, every sentence written by the composer.
    """
    told = opened(plan, compose_sentences(plan.facts, kind=kind, section=plan.spec, lacks=plan.answers), kind)
    if plan.ending:
        told = (*told, Sentence(plan.ending, (), Author.COMPOSER))
    return DraftSection(plan.id, plan.level, plan.title, told, paragraph_starts(told, kind.lang))

"""Make requests: the first for a section, and the short one that asks again for what the gate refused."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose import compose_sentences
from drafter.kinds import count_chars
from drafter.messages import say
from drafter.model import Request
from drafter.prompts import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.brief import Brief
    from drafter.drafting.gate import Refusal
    from drafter.drafting.plan import SectionPlan
    from drafter.model import Fact

FULLER_FROM: Final = 3
"""A section that must be longer than its facts by this factor is asked for by the fuller worked example: only what the
notes demand is. All sections with the common one begin alike, which a prefix cache reads once."""

FULLER_MAKES: Final = 2.5
"""Where it may not be longer than its facts by this factor, the fuller example, which makes 3 to 4, is of no use."""

FAULT_CHARS: Final = 40
"""How much of a fault's words is told, in characters."""

_FRAMED: Final = (
    "The post covers",
    "I ",
    "My ",
    "The year's work",
    "One shortcoming",
    "Another shortcoming",
    "The plans",
    "The aim",
)
"""How the composer begins what is the writer's, or has no verb: such a fact is first shown as noted."""


def ask(plan: SectionPlan, brief: Brief, facts: Sequence[Fact], refused: Sequence[Refusal] = ()) -> Request:
    """The request for some facts of a section.

    Both requests are the same prompt: the second has fewer facts, and says what was wrong. So the model sees the shape
    of the worked example again, and a server that keeps what it has read reads only the last turn.

    Args:
        plan: the section; its prompt must be in the brief.
        brief: what all sections share.
        facts: what is to be stated, numbered from 1 in the request.
        refused: what the gate sent back, for the sentences of these facts.

    Returns:
        The request.

    Raises:
        KindError: the prompt needs what there is not, or grows too long.
    """
    prompt = brief.prompts[plan.spec.prompt]
    noted = sum(count_chars(fact.text, brief.kind.counting) for fact in plan.facts)
    least = plan.min_chars or 0
    fuller = FULLER_FROM * noted < least and FULLER_MAKES * noted <= max(least, plan.max_chars or inf)
    values = {
        "title": plan.title or plan.spec.title,
        "part": plan.spec.id,
        "facts": [_shown(fact, plan, brief, refused) for fact in facts],
        "faults": _faults(brief, facts, refused),
        "min_chars": plan.min_chars or 0,
        "max_chars": plan.max_chars or 0,
        "person": brief.kind.person,
        "year": str(brief.year or ""),
        "office": brief.values.get("office", ""),
    }
    return Request(
        messages=render(prompt, values, fuller=fuller),
        section=plan.title or plan.spec.title,
        facts=tuple(fact.id for fact in facts),
        max_tokens=prompt.front.max_tokens + prompt.front.tokens_per_fact * len(facts) * (1 + fuller),
        temperature=prompt.front.temperature,
        seed=brief.seed,
        stop=prompt.front.stop,
    )


def _faults(brief: Brief, facts: Sequence[Fact], refused: Sequence[Refusal]) -> list[str]:
    """For each fact that has one: its number, and the last fault of its sentences.

    Not in English: what a small model is told that it did wrong, it writes into the sentence (…, which was not in the
    notes). It is shown the fact as a whole sentence instead, where that is sure.
    """
    if brief.kind.lang == "en":
        return []
    last = {name: one for one in refused for name in one.candidate.facts}
    told = [(number, last[fact.id]) for number, fact in enumerate(facts, 1) if fact.id in last]
    return [
        f"[{number}]" + say(f"gate.{one.reason}", brief.kind.lang, text=one.text[:FAULT_CHARS]) for number, one in told
    ]


def _shown(fact: Fact, plan: SectionPlan, brief: Brief, refused: Sequence[Refusal]) -> str:
    """A fact as the request shows it: as noted; in English as a sure statement, where it has a subject of its own.

    A small model that is shown a fragment (enquiries by email 3,150) finds a doer for it. What the writer did is shown
    so too where its sentence was refused.
    """
    if brief.kind.lang != "en":
        return fact.text
    again = any(fact.id in one.candidate.facts for one in refused)
    sure = stated_surely(fact, plan, brief)
    return sure if sure and (again or not sure.startswith(_FRAMED)) else fact.text


def stated_surely(fact: Fact, plan: SectionPlan, brief: Brief) -> str:
    """An English fact as the composer states it, without its full stop; "" where it only puts a frame round the bullet.

    Args:
        fact: the fact.
        plan: its section.
        brief: what all sections share.
    """
    composed = compose_sentences([fact], kind=brief.kind, section=plan.spec)
    if len(composed) != 1 or (": " in composed[0].text and ": " not in fact.text):
        return ""
    return composed[0].text.rstrip(".")

"""When a model is not asked again for an English fact: what a small one tells no better, the composer does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.drafting.doers import is_honour
from drafter.drafting.revise import stated_surely
from drafter.drafting.words import words as judged_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.brief import Brief
    from drafter.drafting.gate import Refusal
    from drafter.drafting.plan import SectionPlan
    from drafter.model import Fact

LEFT_OF: Final = 6
"""Of so many English facts one is left to the composer without asking again: what it is asked for once more a small
model mostly writes as the composer does, and each request costs some fifty tokens."""


def is_composed_best(fact: Fact, refused: Sequence[Refusal], brief: Brief) -> bool:
    """Whether a model is not asked again: a small one that made another's honour the writer's does so again."""
    reasons = {one.reason for one in refused if fact.id in one.candidate.facts}
    told = brief.kind.lang == "en" and not reasons.isdisjoint(("doer", "person"))
    return told and is_honour(fact.text, judged_by("en"))


def are_composed_well(facts: Sequence[Fact], plan: SectionPlan, brief: Brief) -> bool:
    """Whether so few English facts are open, and the composer states them so surely, that no request is worth it."""
    few = brief.kind.lang == "en" and len(facts) * LEFT_OF <= len(plan.facts)
    return few and all(stated_surely(fact, plan, brief) for fact in facts)

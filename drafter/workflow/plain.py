"""The baseline that drafts are measured against: one plain prompt a section, its reply as it came."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from drafter.drafting.compose import compose_section
from drafter.errors import BackendError
from drafter.model import DraftSection, Request, Sentence
from drafter.prompts import Prompt, load_prompt, render
from drafter.shipped import DATA

if TYPE_CHECKING:
    from collections.abc import Generator

    from drafter.drafting.brief import Brief
    from drafter.drafting.plan import SectionPlan
    from drafter.messages import Lang
    from drafter.model import Reply


@cache
def plain_prompt(lang: Lang) -> Prompt:
    """The plain prompt of a language: instructions and bullets, no worked example, no numbers, no protocol."""
    return load_prompt(f"plain.{lang}.md", (DATA / "eval",))


def plain_section(plan: SectionPlan, brief: Brief) -> Generator[Request, Reply, DraftSection]:
    """Write a section as a person would ask for it in a chat: nothing is judged, nothing repaired, nothing composed.

    Args:
        plan: the section.
        brief: what all sections share.

    Yields:
        One request; none for a section without facts, which is the kind's own words in any method.

    Returns:
        The section, its text the reply; without text where the request was refused.
    """
    if not plan.facts or plan.spec.prompt not in brief.prompts:
        return compose_section(plan, kind=brief.kind)
    prompt = plain_prompt(brief.kind.lang)
    title = plan.title or plan.spec.title
    facts = [fact.text for fact in plan.facts]
    try:
        reply = yield Request(
            messages=render(prompt, {"person": brief.kind.person, "title": title, "facts": facts}),
            section=title,
            facts=tuple(fact.id for fact in plan.facts),
            max_tokens=prompt.front.max_tokens,
            temperature=prompt.front.temperature,
            seed=brief.seed,
        )
    except BackendError:
        return DraftSection(plan.id, plan.level, plan.title)
    return DraftSection(plan.id, plan.level, plan.title, (Sentence(reply.text),))

"""Drafting without a server: replies come from a function of the request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drafter.drafting.assemble import assemble
from drafter.drafting.brief import make_brief
from drafter.drafting.plan import plan_sections
from drafter.drafting.section import draft_section
from drafter.kinds import load_kind
from drafter.model import Draft, DraftSection, Reply, Request
from drafter.notes import read_notes
from drafter.provenance import annotate

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.drafting.brief import Brief
    from drafter.drafting.plan import SectionPlan
    from drafter.model import Notes

DATA = Path(__file__).parent / "data"


def notes_of(name: str) -> Notes:
    return annotate(read_notes((DATA / name).read_text(encoding="utf-8"), name))


def facts_sent(request: Request) -> list[str]:
    """The facts of a request, as the model sees them: `[1]…`."""
    return [line for line in request.messages[-1].text.split("注意：")[0].splitlines() if line.startswith("[")]


def write_section(
    plan: SectionPlan, brief: Brief, answer: Callable[[Request], str]
) -> tuple[DraftSection, list[Request]]:
    """The section that comes of these replies, and the requests it made."""
    steps = draft_section(plan, brief)
    requests: list[Request] = []
    try:
        request = next(steps)
        while True:
            requests.append(request)
            request = steps.send(Reply(answer(request)))
    except StopIteration as done:
        return done.value, requests


def write(notes: Notes, answer: Callable[[Request], str], *, kind: str = "zh-duty", repairs: int = 1) -> Draft:
    """The draft that comes of these replies."""
    found = load_kind(kind)
    brief = make_brief(notes, found, repairs=repairs)
    return assemble(notes, found, [write_section(plan, brief, answer)[0] for plan in plan_sections(notes, found)])


def body(draft: Draft) -> str:
    """All sentences of a draft."""
    return "\n".join("".join(sentence.text for sentence in section.sentences) for section in draft.sections)

"""Ask a model into which sections bullets go. Of its reply nothing is read but numbers and ids of sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafter.drafting.sorting import is_sortable
from drafter.errors import BackendError
from drafter.model import Request
from drafter.patterns import regex
from drafter.prompts import render

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from drafter.kinds import Kind
    from drafter.model import Reply
    from drafter.prompts import Prompt

PROMPT: Final = "sort.md"
BATCH: Final = 8
"""Facts of one request: a small model loses count of more."""

_ROW: Final = regex(r"^\W*(\d{1,4})\W+(.+?)\W*$")


@dataclass(frozen=True, slots=True)
class Asking:
    """How requests are made.

    Attributes:
        prompt: the kind's prompt for sorting.
        seed: for repeatable replies.
    """

    prompt: Prompt
    seed: int | None = None


def sort_requests(facts: Sequence[str], kind: Kind, asking: Asking) -> tuple[Request, ...]:
    """What is sent: a request for each few facts.

    Args:
        facts: the words of the bullets; no private ones.
        kind: whose sections they go to.
        asking: how requests are made.
    """
    hint = "；" if kind.lang == "zh" else " "
    sections = [
        {"id": spec.id, "title": spec.title, "hint": hint.join(question.rstrip("？") for question in spec.questions)}
        for spec in kind.sections
        if is_sortable(spec)
    ]
    requests = []
    for start in range(0, len(facts), BATCH):
        batch = facts[start : start + BATCH]
        front = asking.prompt.front
        request = Request(
            messages=render(asking.prompt, {"sections": sections, "facts": batch, "person": kind.person}),
            section=kind.title,
            max_tokens=front.max_tokens + front.tokens_per_fact * len(batch),
            temperature=front.temperature,
            seed=asking.seed,
        )
        requests.append(request)
    return tuple(requests)


def ask_sections(facts: Sequence[str], kind: Kind, asking: Asking) -> Generator[Request, Reply, Mapping[int, str]]:
    """Ask into which sections facts go.

    Args:
        facts: the words of the bullets; no private ones.
        kind: whose sections they go to.
        asking: how requests are made.

    Yields:
        Requests; one that the server refuses is thrown back, and its facts are left out.

    Returns:
        Index of a fact to the id of its section, for those of which the replies say it.
    """
    said: dict[int, str] = {}
    for number, request in enumerate(sort_requests(facts, kind, asking)):
        try:
            reply = yield request
        except BackendError:
            continue
        start = number * BATCH
        said |= {
            start + index: spec
            for index, spec in read_sections(reply.text, min(BATCH, len(facts) - start), kind).items()
        }
    return said


def read_sections(text: str, count: int, kind: Kind) -> dict[int, str]:
    """What a reply says of each fact.

    Args:
        text: the reply, a line a fact: its number, the section by id, title or alias; other lines are passed over.
        count: how many facts were asked for.
        kind: whose sections there are.

    Returns:
        Index from 0 to the id of a section; a fact that is named twice with different sections is left out.
    """
    found: dict[int, set[str]] = {}
    for line in text.splitlines():
        row = _ROW.match(line)
        spec = kind.section(row[2]) if row else None
        if row and spec is not None and is_sortable(spec) and 1 <= int(row[1]) <= count:
            found.setdefault(int(row[1]) - 1, set()).add(spec.id)
    return {index: next(iter(specs)) for index, specs in found.items() if len(specs) == 1}

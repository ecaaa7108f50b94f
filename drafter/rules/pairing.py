"""Pairing: each shortcoming has its next step, each of last year's problems its outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.kinds import TELLING, matter, status_pattern
from drafter.patterns import regex
from drafter.rules.parts import sections_of
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.model import Section
    from drafter.rules.context import Context
    from drafter.rules.tables import Tables

_RUN: Final = regex(
    r"(?:^|(?<=[。；：，\n]))[ \u3000]*(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十][，、])"
)


class _Item(NamedTuple):
    start: int
    end: int
    text: str


def _items(context: Context, section: Section) -> list[_Item]:
    """What a section lists: its subsections, else its 一是 二是, else nothing that can be told apart."""
    if section.children:
        return [
            _Item(child.heading.start, child.heading.end, context.report.of(child.span)) for child in section.children
        ]
    starts = [match.start() for match in _RUN.finditer(context.text, section.body.start, section.body.end)]
    ends = [*starts[1:], section.body.end][: len(starts)]
    return [
        _Item(start, min(_first_stop(context.text, start, end), end), context.text[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]


def _first_stop(text: str, start: int, end: int) -> int:
    stops = [found for mark in "。；\n" if (found := text.find(mark, start, end)) >= 0]
    return min(stops, default=end)


def _common(tables: Tables) -> frozenset[str]:
    return frozenset(tables.area("sections")["common"])


def _pairs(context: Context, text: str) -> frozenset[str]:
    """Neighbouring characters that tell something of the matter."""
    return matter(text, context.tables.made(_common))


def next_step(context: Context) -> Iterator[Spot]:
    """A shortcoming that no next step answers: not one of its words comes back."""
    steps = sections_of(context, "next")
    problems = sections_of(context, "shortcomings")
    if not steps or not problems:
        return
    planned = "\n".join(context.report.of(step.span) for step in steps)
    for problem in problems:
        if any(step.span.start <= problem.span.start < step.span.end for step in steps):
            continue  # shortcomings and next steps under one heading
        for item in _items(context, problem):
            words = _pairs(context, item.text)
            if len(words) >= TELLING and not any(pair in planned for pair in words):
                yield Spot(item.start, item.end)


def _statuses(tables: Tables) -> re.Pattern[str]:
    words = tables.area("sections")
    return status_pattern(words["statuses"], words["status_patterns"])


def outcome(context: Context) -> Iterator[Spot]:
    """A problem of last year of which the report does not say what became."""
    status = context.tables.made(_statuses)
    for section in sections_of(context, "last_year"):
        for item in _items(context, section):
            if not status.search(item.text):
                yield Spot(item.start, item.end)

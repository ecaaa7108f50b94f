"""Pairing: each shortcoming has its next step, each of last year's problems its outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.kinds import TELLING, matter, status_pattern
from drafter.patterns import regex
from drafter.rules.parts import sections_of
from drafter.rules.promised import unanswered_names
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
        yield from _unanswered_in_text(context)
        return
    planned = "\n".join(context.report.of(step.span) for step in steps)
    for problem in problems:
        if any(step.span.start <= problem.span.start < step.span.end for step in steps):
            continue  # shortcomings and next steps under one heading
        items = _items(context, problem)
        for item in items:
            words = _pairs(context, item.text)
            if len(words) >= TELLING - 1 and not any(pair in planned for pair in words):
                yield Spot(item.start, item.end)
        if any(_ONE_CLAUSE.fullmatch(item.text) for item in items):
            yield from _lone(context, items, [item for step in steps for item in _items(context, step)], planned)


_ONE_CLAUSE: Final = regex(r"\s*[^，、。；\s]{5,24}[。；]?\s*")


def _lone(context: Context, items: list[_Item], steps: list[_Item], planned: str) -> Iterator[Spot]:
    """The one shortcoming of a list that nothing answers, each other being answered at its own place."""
    if len(items) != len(steps) or len(items) < _PAIR or context.lang == "en":
        return
    own = [_RUN.sub("", item.text, count=1) for item in items]
    lone = [at for at, said in enumerate(own) if not any(pair in steps[at].text for pair in _pairs(context, said))]
    if len(lone) != 1 or not _ONE_CLAUSE.fullmatch(own[lone[0]]):
        return
    item, said, words = items[lone[0]], own[lone[0]], _pairs(context, own[lone[0]])
    nothing = set(said.rstrip("。；\n")).isdisjoint(_RUN.sub("", steps[lone[0]].text, count=1).rstrip("。；\n"))
    by_run = any(pair in planned for pair in _pairs(context, item.text))  # else it is told of already
    if nothing and by_run and len(words) >= TELLING - 2 and not any(pair in planned for pair in words):
        yield Spot(item.start, item.end)


_PAIR: Final = 2


_IN_TEXT: Final = regex(
    r"(?:不足|问题|短板|差距)[：:](?P<items>一是[^。\n]+)。(?=针对(?:这|上述|以上)[^，。\n]{0,10}(?:不足|问题|短板|差距))"
)
_NEXT_ITEM: Final = regex("[，；、]?[一二三四五六七八九]是")
_FEW: Final = 3


def _unanswered_in_text(context: Context) -> Iterator[Spot]:
    """One shortcoming of a sentence that what follows does not answer, where it answers the others by their words."""
    for match in _IN_TEXT.finditer(context.text) if context.has("针对") else ():
        planned, at, lacking = context.text[match.end() :], match.start("items"), list[Spot]()
        starts = [one.end() for one in _NEXT_ITEM.finditer(context.text, at, match.end("items"))]
        ends = [one.start() for one in _NEXT_ITEM.finditer(context.text, at, match.end("items"))][1:]
        for start, end in zip(starts, [*ends, match.end("items")], strict=True):
            words = _pairs(context, context.text[start:end])
            if len(words) >= _FEW and not any(pair in planned for pair in words):
                lacking.append(Spot(start, end))
        if len(lacking) < len(starts):
            yield from lacking


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
    yield from _unsaid(context)
    for match in _POINTED_OUT.finditer(context.text) if context.has("问题：") else ():
        items, told, at = match["items"].split("、"), context.text[match.end() :], match.start("items")
        known = [item in told or any(pair in told for pair in _pairs(context, item)) for item in items]
        for item, said in zip(items, known, strict=True):
            if not said and any(known) and len(items) > 1:
                yield Spot(at, at + len(item))
            at += len(item) + 1


_POINTED_OUT: Final = regex(
    r"(?:上年度?|去年|上一年度?)[^。\n]{0,24}(?:指出|反馈|查摆|点评|提出)[^。：\n]{0,16}问题：(?P<items>[^，。；：\n]+)。"
)


_QUOTED: Final = regex(r"“[^“”\n]{2,16}”(?:的)?问题(?P<then>[。；，：])")
_MENDED: Final = regex(
    r"(?:上年度?|去年|上一年度)[^。；\n]{0,24}问题[^。；：\n]{0,6}整改(?:落实)?情况：(?P<told>[^\n]+)"
)


_TOGETHER: Final = regex("[均都]|全部|一并|逐一")


def _unsaid(context: Context) -> Iterator[Spot]:
    """One of last year's problems that is named and no more, where the others are told of."""
    for match in _MENDED.finditer(context.text) if context.has("整改情况：") or context.has("整改落实情况：") else ():
        problems = list(_QUOTED.finditer(context.text, match.start("told"), match.end()))
        bare = [one for one in problems if one["then"] in "。；"]
        together = _TOGETHER.search(match["told"])
        for one in bare if len(bare) < len(problems) and not together else ():
            yield Spot(one.start(), one.start("then"))
    yield from unanswered_names(context)

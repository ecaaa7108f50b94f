"""Runs of 一是 二是 三是: they go on over paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.numbering import read_han, write_han
from drafter.patterns import regex
from drafter.rules.context import HAN, Context
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN: Final = regex(rf"(?<![{HAN}“‘])([一二三四五六七八九十]{{1,2}})(是|要)(?![一二三四五六七八九十两])")


class _Member(NamedTuple):
    number: int
    word: str
    start: int
    end: int


def _members(context: Context) -> tuple[_Member, ...]:
    return tuple(
        _Member(read_han(match[1]) or 0, match[2], match.start(), match.end())
        for match in _RUN.finditer(context.bare)
        if match[1] != "十" or match[2] == "是"
    )


def _runs(context: Context) -> Iterator[list[_Member]]:
    """Runs of 一是 二是 三是; they go on over paragraphs, and a new 一是 begins a new one."""
    open_runs: dict[str, list[_Member]] = {}
    for member in context.shared(_members):
        if member.number == 1 and member.word in open_runs:
            yield open_runs.pop(member.word)
        open_runs.setdefault(member.word, []).append(member)
    yield from open_runs.values()


def run(context: Context) -> Iterator[Spot]:
    """A run of 一是 二是 三是 with a gap or a member twice."""
    for members in _runs(context):
        last = 0
        for member in members:
            if member.number != last + 1 and (last or member.number <= 3):  # noqa: PLR2004  # the tail of an excerpt
                variant = "repeated" if member.number == last else ""
                expected = f"{write_han(last + 1)}{member.word}"
                yield Spot(member.start, member.end, values={"expected": expected}, variant=variant)
            last = member.number


def single(context: Context) -> Iterator[Spot]:
    """一是 without 二是."""
    for members in _runs(context):
        if len(members) == 1 and members[0].number == 1 and members[0].word == "是":
            follow = context.text[members[0].end : members[0].end + 600]
            if "二" in follow and re.search(r"二[来则要者]|第二|其二", follow):
                continue
            yield Spot(members[0].start, members[0].end)

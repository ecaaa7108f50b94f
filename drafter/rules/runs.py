"""Runs of 一是 二是 三是: they go on over paragraphs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.numbering import read_han, write_han
from drafter.patterns import regex
from drafter.rules.context import HAN, Context
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_RUN: Final = regex(rf"([一二三四五六七八九十](?<![{HAN}“‘].)[一二三四五六七八九十]?)(是|要)(?!\1[、，。；”’])")
_IS_ORDINAL: Final = regex("[第其][一二三四五六七八九十]，")
_ORDINAL: Final = regex(rf"(?:^|(?<=[。；：\n \u3000]))([第其])([一二三四五六七八九十])(?=，[{HAN}])")
_WINDOW: Final = 1500  # characters in which the member before may stand in other words


class _Member(NamedTuple):
    number: int
    word: str
    start: int
    end: int


def _members(context: Context) -> tuple[_Member, ...]:
    found = [
        _Member(read_han(match[1]) or 0, match[2], match.start(), match.end())
        for match in _RUN.finditer(context.bare)
        if match[1] != "十" or match[2] == "是"
    ]
    ordinals = [
        _Member(read_han(match[2]) or 0, match[1], match.start(), match.end())
        for match in (_ORDINAL.finditer(context.bare) if _IS_ORDINAL.search(context.text) else ())
    ]
    return tuple(found + ordinals)


def _runs(context: Context) -> Iterator[list[_Member]]:
    """Runs of 一是 二是 三是; they go on over paragraphs, and a new 一是 begins a new one."""
    open_runs: dict[str, list[_Member]] = {}
    for member in context.shared(_members):
        if member.number == 1 and member.word in open_runs:
            yield open_runs.pop(member.word)
        open_runs.setdefault(member.word, []).append(member)
    yield from open_runs.values()


_ORDER: Final = {1: "|首先|先是|一方面|首要", 2: "|其次|再次|再者|另一方面", 3: "|再次|最后"}


@cache
def _in_other_words(number: int) -> re.Pattern[str]:
    """Another writing of a member: 首先 for 一是, 三要 for 三是, 原因一是, 第二."""
    han = write_han(number)
    return regex(rf"{han}[是要则来者应、]|[第其]{han}|（{number}）{_ORDER.get(number, '')}")


def _follows(context: Context, since: int, member: _Member) -> bool:
    """Whether the member before stands above in other words."""
    start = max(since, member.start - _WINDOW)
    return _in_other_words(member.number - 1).search(context.text, start, member.start) is not None


_RESTART: Final = {2: regex(r"一是|一要|首先|其一"), 3: regex(r"其次|其二")}


def _restarts(context: Context, since: int, member: _Member) -> bool:
    """Whether another run began since in words that are no member: 我们一是……。二是……, 首先……。其次……。第三，……."""
    before = _RESTART.get(member.number)
    start = max(since, member.start - _WINDOW)
    return before is not None and before.search(context.text, start, member.start) is not None


def run(context: Context) -> Iterator[Spot]:
    """A run of 一是 二是 三是 with a gap or a member twice."""
    before: list[_Member] = []
    for members in _runs(context):
        if len(before) == 1 and len(members) > 1 and _is_twice(context, before[0], members[0]):
            first = members[0]
            yield Spot(first.start, first.end, values={"expected": f"二{first.word}"}, variant="repeated")
        before = members
        last = since = 0
        for member in members:
            due = member.number == last + 1 or (
                _follows(context, since, member) if member.number > last else _restarts(context, since, member)
            )
            short = 0 if member.word in "第其" else 3
            if not due and (last or member.number <= short):  # else the tail of an excerpt
                variant = "repeated" if member.number == last else ""
                number = write_han(last + 1)
                expected = f"{number}{member.word}" if member.word in "是要" else f"{member.word}{number}"
                yield Spot(member.start, member.end, values={"expected": expected}, variant=variant)
            last, since = member.number, member.end

    yield from _thirds(context)
    yield from _signs(context)
    yield from _digits(context)


def _is_twice(context: Context, one: _Member, other: _Member) -> bool:
    """Whether a first member stands again in the same sentence, and a second behind it: 一是……，一是……，二是……."""
    gap = context.text[one.end : other.start]
    return one.word == other.word and one.number == 1 and "。" not in gap and "\n" not in gap


_FIRST_THEN_THIRD: Final = regex(r"首先，[^\n。]{1,80}。(?P<at>第三)，")


def _thirds(context: Context) -> Iterator[Spot]:
    """首先 and 第三 side by side."""
    for match in _FIRST_THEN_THIRD.finditer(context.text) if "首先，" in context.text else ():
        if not _in_other_words(2).search(match[0]):
            yield Spot(match.start("at"), match.end("at"), values={"expected": "第二"})


_SIGN: Final = regex(rf"([①-⑳])(?=[{HAN}“《])|[（(](?<![^。；：，、\n \u3000].)(\d{{1,2}})[）)](?=[{HAN}“《])")
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _signs(context: Context) -> Iterator[Spot]:
    """Rows of ①②③ or （1）（2）（3） inside a paragraph, with a gap."""
    if context.characters.isdisjoint(_CIRCLES[:3]) and "（1）" not in context.text and "(1)" not in context.text:
        return
    last, since, line_end, circled = 0, 0, -1, False
    for match in _SIGN.finditer(context.text):
        number = _CIRCLES.index(match[1]) + 1 if match[1] else int(match[2])
        if match.start() > line_end or circled != bool(match[1]):
            line = context.line_of(match.start())
            goes_on = circled and match[1] and number > 1 and not context.text[line.start : match.start()].strip()
            last, line_end, circled = last if goes_on else 0, line.end, bool(match[1])
        expected = _CIRCLES[last % len(_CIRCLES)] if match[1] else match.group().replace(match[2], str(last + 1))
        if last and number > last + 1 and expected not in context.text[since : match.start()]:
            yield Spot(match.start(), match.end(), values={"expected": expected})
        last, since = number if number == 1 or last else 0, match.end()


_DIGIT: Final = regex(rf"[.．、](?<=[。；：:\n]\d.)(?=[{HAN}“《])")


def _digits(context: Context) -> Iterator[Spot]:
    """Rows of 1. 2. 3. inside a paragraph, with a gap."""
    text, last, since, line_end = context.text, 0, 0, -1
    for match in _DIGIT.finditer(text):
        number = int(text[match.start() - 1])
        if match.start() > line_end:
            last, line_end = 0, context.line_of(match.start()).end
        if last and number > last + 1 and str(last + 1) not in text[since : match.start() - 1]:
            expected = f"{last + 1}{match[0]}"
            yield Spot(match.start() - 1, match.end(), values={"expected": expected})
        last, since = number if number == 1 or last else 0, match.end()


_SECOND: Final = regex(r"二[来则要者]|第二|其[二次]|另一|再就是|再一个")
_NEAR: Final = 120


def _is_parallel(context: Context, start: int, end: int) -> bool:
    """Whether 一是……，一是…… names two things side by side in one paragraph."""
    before, behind = context.text[max(0, start - _NEAR) : start], context.text[end : end + _NEAR]
    return "一是" in before.rpartition("\n")[2] or "一是" in behind.partition("\n")[0]


def single(context: Context) -> Iterator[Spot]:
    """一是 without 二是."""
    for members in _runs(context):
        if len(members) == 1 and members[0].number == 1 and members[0].word == "是":
            start, end = members[0].start, members[0].end
            if _SECOND.search(context.text, end, end + 600) or _is_parallel(context, start, end):
                continue
            yield Spot(members[0].start, members[0].end)

"""What a report tells twice and not alike: the day of one event, the cost of one project, the closing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.arithmetic import exact
from drafter.rules.context import HAN
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.model import Figure
    from drafter.rules.context import Context

_DAY: Final = regex(r"\d{1,2}月\d{1,2}日")
_THAT_DAY: Final = regex(rf"(?P<day>\d{{1,2}}月\d{{1,2}}日)(?P<event>[{HAN}]{{2,6}})当[天日]")
_HELD: Final = regex("组织|举办|开展|举行|承办|主办")
_NOT_YET: Final = regex("筹备|部署|动员|研究|准备|审议|方案|预备|协调|策划|通知|报名|对接")


def days(context: Context) -> Iterator[Spot]:
    """6月12日，组织……宣传日活动。6月21日宣传日当天，……: one event on two days."""
    if not (context.has("当天") or context.has("当日")):
        return
    text = context.text
    for match in _THAT_DAY.finditer(text):
        at = text.rfind(match["event"], 0, match.start())
        begin = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1 if at >= 0 else 0
        end = text.find("。", at, match.start())
        told = _DAY.findall(text, begin, at) if at >= 0 else []
        if len(told) != 1 or match["day"] in text[: match.start()] or _NOT_YET.search(text, begin, end):
            continue
        if end >= 0 and _HELD.search(text, begin, at):
            values = {"other": told[0], "line": context.place(begin)[0]}
            yield Spot(match.start("day"), match.end("day"), values=values)


_COST: Final = regex("(?:^|[，。；、：\n该本此]|[\u3400-\u9fff](?=项目|工程))(?P<own>(?:项目|工程)总投资)$")
_AGAIN: Final = frozenset("，。；、：\n该本此")
_TIMES: Final = frozenset({10, 100, 1000})


def costs(context: Context) -> Iterator[Spot]:
    """总投资1.2亿元 and 12亿元 of one project: the same digits, another magnitude."""
    if context.text.count("总投资") < 2:  # noqa: PLR2004  # it takes two
        return
    before: Figure | None = None
    for figure in context.figures:
        match = _COST.search(context.text, max(0, figure.start - 6), figure.start) if figure.kind == "money" else None
        if match is None:
            continue
        if before is not None and context.text[match.start("own") - 1] in _AGAIN:
            said, told = exact(figure), exact(before)
            between = context.text[before.end : match.start("own")]
            alone = between.count("项目") + between.count("工程") == 0
            if said and told and alone and max(said, told) / min(said, told) in _TIMES:
                values = {"other": before.text, "line": context.place(before.start)[0]}
                yield Spot(figure.start, figure.end, values=values)
        before = figure


_CLOSES: Final = regex(
    r"[ \t\u3000]*(?:特此(?:报告|述职)|以上(?:报告|述职|汇报))[，。]?(?:请|敬请|恳请)[^，。\n]{1,14}。?[ \t\u3000]*"
)


def closings(context: Context) -> Iterator[Spot]:
    """Two closing formulas one under the other."""
    for before, line in pairwise(context.lines[-_LAST:]):
        if _CLOSES.fullmatch(line.text) and _CLOSES.fullmatch(before.text):
            yield Spot(line.start, line.end, variant="closing")


_LAST: Final = 8  # lines with the closing, the signature, the date

"""Hedges on a figure: one is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.context import HAN
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.context import Context

_HEDGED: Final = regex(
    r"(近|将近|接近|约|大约|超过|超|突破|逾|不足|不到|至少|最少|不少于|不低于)\s?(\d[\d,.]*[万亿千百]?)"
    r"(?:(多|余)[万亿]?(?![年天月日周]|个[月多]|分钟|小时)|([个名人项次件户家场篇元吨亩%％]{0,2})(左右|上下|以上|以下))"
)


_INNER: Final = regex(
    rf"\d[万亿千百]?(多|余)(?:[万亿]?[{HAN}]{{1,3}}?(左右|上下)(?=[，。；、！\n]|\Z)|(余|多)(?=[个名人位家户件次项场篇万亿元]))"
)


_BEFORE: Final = regex(
    r"(大约|将近|接近|约|近(?<![最附新临邻靠相贴]近))(大约|将近|接近|约|近)(?:\d|[一二两三四五六七八九十][百千万亿]|[百千万亿][余多]?[个名人位家户件次项场篇元亩])"
)


_HAN_HEDGED: Final = regex(
    r"(将近|近(?<![最附新临邻靠相贴]近)|约(?<![条大契制节]约)|逾|超过)[百千万](余|多)(?=[个名人位家户件次项场篇万亿元])"
)


def hedged_twice(context: Context) -> Iterator[Spot]:
    """Two hedges on one figure: 近200多个, 约30人左右, 200余人左右, 大约近百户."""
    for match in _BEFORE.finditer(context.text):
        if match[1] != match[2]:
            yield Spot(match.start(), match.end(), values={"first": match[1], "second": match[2]})
    for match in _INNER.finditer(context.text):
        yield Spot(match.start(1), match.end(), values={"first": match[1], "second": match[2] or match[3]})
    for match in _HAN_HEDGED.finditer(context.text):
        yield Spot(match.start(), match.end(), values={"first": match[1], "second": match[2]})
    for match in _HEDGED.finditer(context.text):
        if match[1] in {"约", "大约"} and match[5] in {"以上", "以下"}:
            continue
        yield Spot(match.start(), match.end(), values={"first": match[1], "second": match[3] or match[5]})
    for match in _SIDE_BY_SIDE.finditer(context.text) if any(map(context.text.__contains__, _BESIDE)) else ():
        first = context.text[match.start() - 2 : match.start()]
        yield Spot(match.start() - 2, match.end(), values={"first": first, "second": match.group()})


_BESIDE: Final = ("上左右", "下左右", "内左右", "上上下", "均年均", "年年均")
"""What the pattern below has somewhere: most texts have none, and that is soon known."""
_SIDE_BY_SIDE: Final = regex(r"(?:左右|上下)(?<=以[上下内]..)(?=[，。；、]|\Z)|年均(?:(?<=平均年均)|(?<=每年年均))")

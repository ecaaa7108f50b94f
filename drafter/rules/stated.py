"""What a report says twice and not alike: one number of one thing, the name in the lead and under the text."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.arithmetic import exact
from drafter.rules.context import HAN
from drafter.rules.retold import costs, days
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.model import Figure
    from drafter.rules.context import Context

_TOTAL: Final = regex(rf"(?:全年|一年来|年内)(?:共|累计|总共|共计)?(?P<said>[{HAN}]{{2,8}}?)[达了约]?$")
_MANY: Final = 12  # characters before a figure that name what it counts
_DIGITS: Final = 3  # of a number in which two that changed places are a slip
_KEY: Final = 2
_ANY: Final = ("收入", "支出", "案件", "投资", "资金", "增加", "减少", "达到", "超过", "完成", "实现", "金额", "产值")
"""Words that stand before the numbers of many things."""


def numbers(context: Context) -> Iterator[Spot]:
    """One thing with two numbers: two digits changed places, or 全年 has two totals of it."""
    seen: dict[tuple[str, str], Figure] = {}
    totals: dict[tuple[str, str], Figure] = {}
    for figure in context.figures:
        if figure.kind != "quantity" or not figure.unit or figure.approx is not None or figure.value is None:
            continue
        head = context.text[max(0, figure.start - _MANY) : figure.start]
        if _says_above(context, figure, head) and (meant := _meant(context, figure)) is not None:
            values = {"other": meant.text, "line": context.place(meant.start)[0]}
            yield Spot(figure.start, figure.end, values=values)
            continue
        if ("年" in head or "期" in head) and _OTHER_YEAR.search(head):
            continue
        before = seen.setdefault((head[-_KEY:], figure.unit), figure)
        is_slip = before is not figure and head[-_KEY:] not in _ANY and _are_swapped(before.text, figure.text)
        match = _TOTAL.search(head) if "年" in head else None
        if match is not None:
            total = totals.setdefault((match["said"], figure.unit), figure)
            before, is_slip = (total, True) if total.value != figure.value else (before, is_slip)
        if is_slip:
            values = {"other": before.text, "line": context.place(before.start)[0]}
            yield Spot(figure.start, figure.end, values=values)
    yield from days(context)
    yield from costs(context)


def _meant(context: Context, figure: Figure) -> Figure | None:
    """The number above that two digits of this one make, where none above and no sum of two of them is this one."""
    others = [
        one
        for one in context.figures
        if one.start < figure.start and one.kind == "quantity" and one.unit == figure.unit and exact(one) is not None
    ]
    values = [Decimal(one.value or 0) for one in others]
    known = {*values, *(one + other for one, other in combinations(values, 2)), sum(values, Decimal(0))}
    if Decimal(figure.value or 0) in known:
        return None
    return next((one for one in others if _are_swapped(one.text, figure.text)), None)


_SAID_ABOVE: Final = frozenset({"上述", "以上", "前述", "述的"})
_OF_THEM: Final = regex(rf"在(?P<done>[{HAN}]{{2,4}})的$")
_COUNTED: Final = regex(rf"(?P<thing>[{HAN}]{{2,8}}?)(?:[中里]|[，。；])")
_OTHER_YEAR: Final = regex("(?:上年|去年|同期|往年)[^，。；]{0,8}$")


def _says_above(context: Context, figure: Figure, head: str) -> bool:
    """Whether a number is told again: 上述326件, 在办结的213件……中 behind 办结213件."""
    if head[-_KEY:] in _SAID_ABOVE:
        return True
    match = _OF_THEM.search(head) if head.endswith("的") and "其中" not in head else None
    thing = _COUNTED.match(context.text, figure.end) if match else None
    meant = _meant(context, figure) if thing else None
    if (
        match is None
        or thing is None
        or meant is None
        or match["done"] not in context.text[: figure.start - len(match[0])]
    ):
        return False
    return thing["thing"][-_KEY:] in context.text[max(0, meant.start - _MANY) : meant.end + _MANY]


def _are_swapped(one: str, other: str) -> bool:
    """Whether two figures differ by two neighbouring digits that changed places: 326件 and 362件."""
    if len(one) != len(other):
        return False
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(apart) != 2 or apart[1] != apart[0] + 1:  # noqa: PLR2004
        return False
    first, second = apart
    digits = sum(map(str.isdigit, one))
    return digits >= _DIGITS and one[first] == other[second] and one[second] == other[first]


_DEPUTY: Final = regex(
    rf"(?P<deputy>副(?P<post>[{HAN}]{{0,3}}?(?:[局镇乡县区市校院科处部所站队组厂]长|主任|书记|主席|经理)))(?=[，。；、兼]|以来)"
)


_BECAME: Final = regex(r"任[^，。；\n副]*$")


def posts(context: Context) -> Iterator[Spot]:
    """A deputy who is the head further on: 任副局长，……担任局长以来."""
    text = context.text
    for match in _DEPUTY.finditer(text) if "副" in context.characters and "任" in context.characters else ():
        if not _BECAME.search(text, max(0, match.start() - _MANY * 2), match.start()):
            continue
        yield from _as_head(text, match)
        for head in re.finditer(rf"任[^，。；\n副]{{0,12}}?(?P<at>{match['post']})", text):
            since = head.start() > match.end() and text.startswith(("以来", "期间", "一职"), head.end())
            if not since:
                break  # he became it
            yield Spot(head.start("at"), head.end("at"), values={"other": match["deputy"]})


def _as_head(text: str, match: re.Match[str]) -> Iterator[Spot]:
    """作为县水利局局长，本人……, where nothing says that the deputy became it."""
    as_head = re.compile(rf"作为[^，。；\n副兼]{{0,10}}(?P<at>{match['post']})，本人")
    for head in as_head.finditer(text, match.end()):
        between = text[match.end() : head.start()]
        if not re.search(rf"[任为兼持](?!副)[^，。；\n副]{{0,12}}{match['post']}|主持[^，。；]{{0,6}}工作", between):
            yield Spot(head.start("at"), head.end("at"), values={"other": match["deputy"]})


_INTRODUCED: Final = regex(
    rf"(?:我叫(?P<named>[{HAN}]{{2,3}})(?=[，。])|本人(?P<myself>[{HAN}]{{2,3}})，(?=现任|现为|现担任|男|女|系|\d{{4}}年)"
    rf"|^[ \u3000]*(?:述职人|报告人|汇报人|姓名)[：:][ \u3000]*(?P<head>[{HAN}](?:[ \u3000]*[{HAN}]){{1,2}})\s*$)"
)
_LABEL: Final = regex(r"(?:述职人|报告人|汇报人|签名|姓名)[：:]")
_NAME: Final = regex(rf"[{HAN}]{{2,4}}$")
_BLANK: Final = str.maketrans("", "", " \u3000")


def signed(context: Context) -> Iterator[Spot]:
    """The name under the text is another than the one that the lead or the line above it gives."""
    span = context.report.signature
    if span is None:
        return
    under = _LABEL.sub("", context.report.of(span)).translate(_BLANK).strip()
    surnames = context.tables.area("dirt")["surnames"]
    if not _NAME.fullmatch(under) or under[0] not in surnames:
        return
    for line in context.lines[:_HEAD]:
        match = _INTRODUCED.search(line.text) if line.start < span.start else None
        name = next((said for said in match.groups() if said), "").translate(_BLANK) if match else ""
        if name and name[0] in surnames and name != under:
            yield Spot(span.start, span.end, values={"name": name, "line": context.place(line.start)[0]})
            return


_HEAD: Final = 8  # lines in which a person names himself

"""Time: years that are not the report's, plans for a year that is over, a part of a year for the whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.events import YEAR, around
from drafter.rules.parts import sections_of
from drafter.rules.rule import Spot
from drafter.rules.tables import Tables, alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.context import Context

_DAY: Final = regex(r"年?\d{1,2}月\d{1,2}日")


def title_year(context: Context) -> Iterator[Spot]:
    """The title names another year than the report's; the day on which it is given may lie in the next."""
    title = context.report.title
    if title is None or context.given_year is None:
        return
    years = YEAR.finditer(context.text, title.start, title.end)
    found = [year for year in years if not _DAY.match(context.text, year.end())]
    if found and all(int(match[1]) != context.given_year for match in found):
        match = found[-1]
        yield Spot(match.start(), match.end() + 1, values={"year": context.given_year})


_RELATIVE: Final = regex(r"(今年|本年度?|去年|上年|前年|明年)[（(]?((?:19|20)\d\d)年?[）)]?")
_SHIFTS: Final = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}


def relative(context: Context) -> Iterator[Spot]:
    """今年 or 去年 beside a year that it is not. A report may be written in its year or in the next."""
    year = context.year or 0
    for match in _RELATIVE.finditer(context.text):
        means = int(match[2]) - _SHIFTS[match[1]]
        if means not in (year, year + 1):
            expected = year + _SHIFTS[match[1]]
            yield Spot(match.start(), match.end(), values={"word": match[1], "expected": expected, "year": year})


_OPENING: Final = regex(r"[ \u3000]*(?:过去的|刚刚过去的|在)?((?:19|20)\d\d)年(?:度|以来|来)?(?=[，,、]|是|我|本人|在)")


_SINCE: Final = regex(r"年以来，[^，。\n]{0,8}(?:一直|先后|连续|始终|历任|担任|从事)")
_ANNOUNCED: Final = regex(r"现[将就][^，。\n]{0,12}?(?<!\d)((?:19|20)\d\d)年[^，。\n]{0,20}(?:报告|汇报|述职)如下")


def lead_year(context: Context) -> Iterator[Spot]:
    """The lead opens with another year than the report's: text kept from an earlier one."""
    lead, year = context.report.lead, context.year or 0
    if lead is None:
        return
    opening = _OPENING.match(context.text, lead.start, lead.end)
    announced = _ANNOUNCED.search(context.text, lead.start, lead.end)
    yearly = re.search(r"\d{4}年度", context.report.of(context.report.title)) is not None
    for match in filter(None, (opening, announced)):
        said = int(match[1])
        if match is opening and _SINCE.match(context.text, match.end(1), lead.end):
            continue
        if said != year and (yearly or not year - 1 <= said <= year + 1):
            yield Spot(match.start(1), match.end(1) + 1, values={"year": year})


class _Over(NamedTuple):
    told: tuple[re.Pattern[str], ...]
    to_come: re.Pattern[str]


def _over(tables: Tables) -> _Over:
    data = tables.area("timeline")
    return _Over(tuple(map(regex, data["over"])), regex(alternation(data["to_come"])))


def future(context: Context) -> Iterator[Spot]:
    """What is told as over, in a year that was still to come when the report was written."""
    year, date = context.year or 0, context.report.date
    signed = YEAR.search(context.text, date.start, date.end) if date else None
    last = max(year, int(signed[1])) if signed else year + 1
    over = context.tables.made(_over)
    for pattern in over.told:
        for match in pattern.finditer(context.text):
            if int(match["year"]) > last and not over.to_come.search(around(context, match.start()).text):
                yield Spot(match.start("year"), match.end("year") + 1, values={"year": last})


_PLAN: Final = regex(r"(?<!\d)((?:19|20)\d\d)年(?:底|末|前|内|度)?[^。；\n]{0,12}?(?:将|力争|计划|拟|确保|争取)")


_PLANNED: Final = regex(
    r"(?<![^。；！？\n \u3000])(?P<year>(?:19|20)\d\d)年(?:[底末内度])?，?(?:我们?|本人|我[局校院县市])?"
    r"(?:将(?=继续|重点|围绕|坚持|进一步|着力|按照|从|做好|抓好|全面|深入|努力|聚焦|紧扣|立足|不断|持续|切实|认真|积极|扎实|全力|奋力)|要(?=重点|继续|着力|坚持|进一步|抓好|围绕))"
    r"|(?:计划|力争|争取)(?<!原计划)[到在于]?(?P<by>(?:19|20)\d\d)年(?:[底末前内])?(?=完成|建成|实现|达到|投用|竣工)"
)
_PLANNED_HAS: Final = regex(
    r"年(?:(?<=[划争取][到在于]\d{4}.)|(?<=[划争取]\d{4}.)|[底末内度]?，?(?:我们?|本人|我[局校院县市])?[将要])"
)


def stale_plan(context: Context) -> Iterator[Spot]:
    """A plan for a year that is over: among the next steps, in their heading, or told as one to come anywhere."""
    year = context.year or 0
    said: set[int] = set()
    for match in _PLANNED.finditer(context.text) if _PLANNED_HAS.search(context.text) else ():
        name = "year" if match["year"] else "by"
        if int(match[name]) < (context.first_year or year) and not _quoted(context, match.start()):
            said.add(match.start(name))
            yield Spot(match.start(name), match.start(name) + 5, values={"year": year})
    for section in sections_of(context, "next"):
        for match in YEAR.finditer(context.text, section.heading.start, section.heading.end):
            if int(match[1]) < year and not section.run_in:
                yield Spot(match.start(), match.end() + 1, values={"year": year})
        for match in _PLAN.finditer(context.text, section.span.start, section.span.end):
            if int(match[1]) < year and match.start() not in said:
                yield Spot(match.start(), match.start() + 5, values={"year": year})


def _quoted(context: Context, offset: int) -> bool:
    before = context.text[context.line_of(offset).start : offset]
    return before.count("“") > before.count("”")


_REPORTED_PART: Final = regex(
    r"现[将就][^，。\n]{0,14}?(?P<part>(?:上半年|下半年|前三季度|[一二三四]季度)(?:的|工作|履职|履行|述职|任职|主要)[^，。\n]{0,16}(?:报告|汇报|述职)如下)"
)
_HALF: Final = regex(r"(?:今年)?(?:上半年|前三季度|一季度)以来|今年(?:上半年|前三季度|一季度)[，,]")
_WHOLE: Final = regex(r"全年|一年来|下半年|四季度|年度")


def part_of_year(context: Context) -> Iterator[Spot]:
    """A lead that speaks of half a year, in a report on a whole one."""
    lead, title = context.report.lead, context.report.of(context.report.title)
    if lead is None or re.search(r"半年|季度|阶段|月", title) or not re.search(r"年度?", title):
        return
    match = _HALF.search(context.text, lead.start, lead.end)
    if match and not _WHOLE.search(context.text, lead.start, lead.end):
        yield Spot(match.start(), match.end())
    elif reported := _REPORTED_PART.search(context.text, lead.start, lead.end):
        yield Spot(reported.start("part"), reported.end("part"))


def signature_date(context: Context) -> Iterator[Spot]:
    """The date under the text lies before the year reported on or in its first half, or years behind it."""
    date, year = context.report.date, context.year or 0
    if date is None:
        return
    match = YEAR.search(context.text, date.start, date.end)
    if match and not year <= int(match[1]) <= year + 1:
        yield Spot(date.start, date.end, values={"year": year})
    elif match and f"{match[1]}年度" in context.report.of(context.report.title):
        # A report on a whole year is not written in its first half.
        month = _MONTH.match(context.text, match.end() + 1, date.end)
        if month and int(month[1]) <= _HALF_YEAR:
            yield Spot(date.start, date.end, values={"year": year}, variant="early")


_MONTH: Final = regex(r"(\d{1,2})月")
_HALF_YEAR: Final = 6

"""Time: what belongs to another year than the report, dates that cannot be, plans for a year that is over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.context import Context, Part
from drafter.rules.parts import sections_of
from drafter.rules.rule import Spot
from drafter.rules.tables import Tables, alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR: Final = regex(r"(?<!\d)((?:19|20)\d\d)(?=年|[—～~-]\d{4}年)")


class _Event(NamedTuple):
    first: int
    last: int | None
    not_followed: tuple[str, ...]
    prospect_years: int


class _Timeline(NamedTuple):
    words: re.Pattern[str]
    events: dict[str, _Event]
    retrospect: re.Pattern[str]
    prospect: re.Pattern[str]
    review: re.Pattern[str]
    anniversary: re.Pattern[str]
    begun: dict[str, int]


def _timeline(tables: Tables) -> _Timeline:
    data = tables.area("timeline")
    events = {
        word: _Event(
            event["first"], event.get("last"), tuple(event.get("not_followed", ())), event.get("prospect_years", 9)
        )
        for event in data["event"]
        for word in event["words"]
    }
    return _Timeline(
        regex(alternation(list(events))),
        events,
        regex(alternation(data["retrospect"])),
        regex(alternation(data["prospect"])),
        regex(alternation(data["review"])),
        regex(rf"({alternation(list(data['anniversary']))})(\d{{2,3}})周年"),
        data["anniversary"],
    )


class _Mention(NamedTuple):
    start: int
    end: int
    event: _Event
    sentence: str
    at: int


def _mentions(context: Context) -> tuple[_Mention, ...]:
    """Where the text speaks of something that had its time."""
    found = []
    timeline = context.tables.made(_timeline)
    for match in timeline.words.finditer(context.text):
        event = timeline.events[match.group()]
        if event.not_followed and context.text.startswith(event.not_followed, match.end()):
            continue
        if event.not_followed and context.text.startswith(tuple(f"”{w}" for w in event.not_followed), match.end()):
            continue
        sentence = _around(context, match.start())
        at = match.start() - sentence.start
        found.append(_Mention(match.start(), match.end(), event, sentence.text, at))
    return (*found, *_anniversaries(context, timeline))


def _anniversaries(context: Context, timeline: _Timeline) -> Iterator[_Mention]:
    """Where the text speaks of an anniversary of another year than this one and the next."""
    for match in timeline.anniversary.finditer(context.text) if "周年" in context.text else ():
        year = timeline.begun[match[1]] + int(match[2])
        if match.group() in timeline.events or year == (context.year or 0) + 1:
            continue
        sentence = _around(context, match.start())
        event = _Event(year, year, (), 1)
        yield _Mention(match.start(), match.end(), event, sentence.text, match.start() - sentence.start)


def _around(context: Context, offset: int) -> Part:
    """The sentence around an offset; semicolons do not end it."""
    text = context.text
    start = max(text.rfind(mark, 0, offset) for mark in "。！？\n") + 1
    ends = [found for mark in "。！？\n" if (found := text.find(mark, offset)) >= 0]
    end = min(ends, default=len(text))
    return Part(start, end, text[start:end])


def early(context: Context) -> Iterator[Spot]:
    """A phrase before its time."""
    year = context.year or 0
    timeline = context.tables.made(_timeline)
    for mention in context.shared(_mentions):
        event = mention.event
        if year >= event.first:
            continue
        if event.first - year <= event.prospect_years and timeline.prospect.search(_apart(mention)):
            continue
        if any(int(found) >= event.first for found in _YEAR.findall(mention.sentence)):
            continue
        yield Spot(mention.start, mention.end, values={"year": year, "first": event.first})


def _apart(mention: _Mention) -> str:
    """The sentence without the phrase and the plan that it names: 落实“十五五”规划 looks at no plan to come."""
    behind = mention.sentence[mention.at + mention.end - mention.start :]
    return mention.sentence[: mention.at] + _ITS_PLAN.sub("", behind)


_ITS_PLAN: Final = regex(r"^”?(?:规划)?(?:纲要)?")


def _reviewed(context: Context, timeline: _Timeline) -> list[range]:
    """Where a section reviews several years, by its heading: “十四五”时期工作回顾; or the whole, by the title."""
    report = context.report
    if timeline.review.search(report.of(report.title)):
        return [range(len(context.text))]
    return [
        range(section.span.start, section.span.end)
        for section in context.sections
        if not section.run_in and timeline.review.search(section.title)
    ]


def passed(context: Context) -> Iterator[Spot]:
    """A phrase whose time is over, not spoken of in retrospect."""
    year = context.first_year or 0
    timeline = context.tables.made(_timeline)
    reviewed: list[range] | None = None
    for mention in context.shared(_mentions):
        last = mention.event.last
        if last is None or year <= last:
            continue
        if any(int(found) <= last for found in _YEAR.findall(mention.sentence)):
            continue
        if timeline.retrospect.search(mention.sentence):
            continue
        reviewed = _reviewed(context, timeline) if reviewed is None else reviewed
        if any(mention.start in part for part in reviewed):
            continue
        yield Spot(mention.start, mention.end, values={"year": year, "last": last})


# ------------------------------------------------------------------------------------------- the year of the report
_DAY: Final = regex(r"年?\d{1,2}月\d{1,2}日")


def title_year(context: Context) -> Iterator[Spot]:
    """The title names another year than the report's; the day on which it is given may lie in the next."""
    title = context.report.title
    if title is None or context.given_year is None:
        return
    years = _YEAR.finditer(context.text, title.start, title.end)
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
    signed = _YEAR.search(context.text, date.start, date.end) if date else None
    last = max(year, int(signed[1])) if signed else year + 1
    over = context.tables.made(_over)
    for pattern in over.told:
        for match in pattern.finditer(context.text):
            if int(match["year"]) > last and not over.to_come.search(_around(context, match.start()).text):
                yield Spot(match.start("year"), match.end("year") + 1, values={"year": last})


_PLAN: Final = regex(r"(?<!\d)((?:19|20)\d\d)年(?:底|末|前|内|度)?[^。；\n]{0,12}?(?:将|力争|计划|拟|确保|争取)")


_PLANNED: Final = regex(
    r"(?<![^。；！？\n \u3000])(?P<year>(?:19|20)\d\d)年(?:[底末内度])?，?(?:我们?|本人|我[局校院县市])?"
    r"(?:将(?=继续|重点|围绕|坚持|进一步|着力|按照|从|做好|抓好|全面|深入|努力)|要(?=重点|继续|着力|坚持|进一步|抓好|围绕))"
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
        for match in _YEAR.finditer(context.text, section.heading.start, section.heading.end):
            if int(match[1]) < year and not section.run_in:
                yield Spot(match.start(), match.end() + 1, values={"year": year})
        for match in _PLAN.finditer(context.text, section.span.start, section.span.end):
            if int(match[1]) < year and match.start() not in said:
                yield Spot(match.start(), match.start() + 5, values={"year": year})


def _quoted(context: Context, offset: int) -> bool:
    before = context.text[context.line_of(offset).start : offset]
    return before.count("“") > before.count("”")


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


def signature_date(context: Context) -> Iterator[Spot]:
    """The date under the text lies before the year reported on or in its first half, or years behind it."""
    date, year = context.report.date, context.year or 0
    if date is None:
        return
    match = _YEAR.search(context.text, date.start, date.end)
    if match and not year <= int(match[1]) <= year + 1:
        yield Spot(date.start, date.end, values={"year": year})
    elif match and f"{match[1]}年度" in context.report.of(context.report.title):
        # A report on a whole year is not written in its first half.
        month = _MONTH.match(context.text, match.end() + 1, date.end)
        if month and int(month[1]) <= _HALF_YEAR:
            yield Spot(date.start, date.end, values={"year": year}, variant="early")


_MONTH: Final = regex(r"(\d{1,2})月")
_HALF_YEAR: Final = 6

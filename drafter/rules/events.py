"""Time: phrases that belong to other years than the report: too early, or passed (`timeline.toml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.context import Context, Part
from drafter.rules.rule import Spot
from drafter.rules.tables import Tables, alternation

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

YEAR: Final = regex(r"(?<!\d)((?:19|20)\d\d)(?=年|[—～~-]\d{4}年)")


class _Event(NamedTuple):
    first: int
    last: int | None
    not_followed: tuple[str, ...]
    prospect_years: int
    month: int = 1


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
            event["first"],
            event.get("last"),
            tuple(event.get("not_followed", ())),
            event.get("prospect_years", 9),
            event.get("month", 1),
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
        if end := _END_OF_PLAN.match(context.text, match.start()):
            found.append(_end_of_plan(context, end))
        if event.not_followed and context.text.startswith(event.not_followed, match.end()):
            continue
        if event.not_followed and context.text.startswith(tuple(f"”{w}" for w in event.not_followed), match.end()):
            continue
        sentence = around(context, match.start())
        at = match.start() - sentence.start
        found.append(_Mention(match.start(), match.end(), event, sentence.text, at))
    return (*found, *_anniversaries(context, timeline))


def _anniversaries(context: Context, timeline: _Timeline) -> Iterator[_Mention]:
    """Where the text speaks of an anniversary of another year than this one and the next."""
    for match in timeline.anniversary.finditer(context.text) if "周年" in context.text else ():
        year = timeline.begun[match[1]] + int(match[2])
        if match.group() in timeline.events:
            continue
        sentence = around(context, match.start())
        if year == (context.year or 0) + 1 and f"{context.year}年" not in sentence.text:
            continue
        event = _Event(year, year, (), 1)
        yield _Mention(match.start(), match.end(), event, sentence.text, match.start() - sentence.start)


_END_OF_PLAN: Final = regex(r"十(?P<plan>[一二三四五六七])五”?(?:规划|时期)?的?(?P<end>开局|起步|收官|收尾)")
_FIRST_PLAN: Final = 2006  # “十一五”
_PLANS: Final = "一二三四五六七"


def _end_of_plan(context: Context, match: re.Match[str]) -> _Mention:
    """Where the text speaks of the first or the last year of a five-year plan: 2025年是“十四五”开局之年."""
    first = _FIRST_PLAN + 5 * _PLANS.index(match["plan"])
    year = first if match["end"] in ("开局", "起步") else first + 4
    sentence = around(context, match.start())
    at, size = match.start() - sentence.start, match.end() - match.start()
    apart = f"{sentence.text[:at]}{' ' * size}{sentence.text[at + size :]}"
    return _Mention(match.start(), match.end(), _Event(year, year + 1, (), 1), apart, at)


def around(context: Context, offset: int) -> Part:
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
            soon = event.month > 1 and _before_its_month(mention, year)
            if soon and not timeline.prospect.search(_apart(mention)):
                yield Spot(mention.start, mention.end, values={"month": event.month}, variant="month")
            continue
        if event.first - year <= event.prospect_years and timeline.prospect.search(_apart(mention)):
            continue
        if any(int(found) >= event.first for found in YEAR.findall(mention.sentence)):
            continue
        yield Spot(mention.start, mention.end, values={"year": year, "first": event.first})


_IN_MONTH: Final = regex(r"(?<!\d)(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?![至到—－～~起以、和])")


def _before_its_month(mention: _Mention, year: int) -> bool:
    """Whether what began in a month is told of an earlier one: 2025年3月，学习二十届四中全会精神."""
    told = list(_IN_MONTH.finditer(mention.sentence, 0, mention.at))
    if not told or "月" in mention.sentence[mention.at :]:
        return False
    years = [int(one["year"]) for one in told if one["year"]]
    return (years[-1] if years else year) == mention.event.first and int(told[-1]["month"]) < mention.event.month


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
        if any(int(found) <= last for found in YEAR.findall(mention.sentence)):
            continue
        if timeline.retrospect.search(mention.sentence.replace(f"{year}年以来", "")):
            continue
        reviewed = _reviewed(context, timeline) if reviewed is None else reviewed
        if any(mention.start in part for part in reviewed):
            continue
        yield Spot(mention.start, mention.end, values={"year": year, "last": last})

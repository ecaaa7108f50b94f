"""Dates that cannot be: days, months, quarters and years that no calendar has, periods that end before they begin."""

from __future__ import annotations

from calendar import monthrange, weekday
from functools import partial
from typing import TYPE_CHECKING, Final

from drafter.numbering import read_han
from drafter.patterns import regex
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.messages import Lang
    from drafter.rules.context import Context

_DATE: Final = regex(r"[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_ITS_YEAR: Final = regex(r"(?<!\d)((?:19|20)\d\d)年$")
_LEAP: Final = 2000
_OF_A_MONTH: Final = ("份", "底", "初", "上旬", "中旬", "下旬")
_TO_YEAR: Final = regex(r"[至到—–～~-](?:19|20)\d\d年")
_YEARS: Final = regex(r"(?<![\d月日])((?:19|20)\d\d)年?(?:[至到—–～~-]|——)((?:19|20)\d\d)年")
_NO_MONTH: Final = regex(r"((?:19|20)(?<!\d\d\d)\d\d)年\d{1,2}日(?![内间游龄])")
# What this one and the days of the week have, to look for it is soon done.
_YEAR_DAY: Final = regex(r"年\d{1,2}日")
_DAY_WEEKDAY: Final = regex("日[（(]?[星周]")
# Five digits (20223年, but not 10000年), four that begin otherwise than a year does (3023年), or three (202年).
_NO_YEAR: Final = regex(
    r"年(?=度|\d{1,2}月|[，底末])(?:(?<=\d{5}年)(?<!\d{6}年)(?<!0000年)|(?<=[03-9]\d\d[1-9]年)(?<!\d{5}年))"
    r"|年(?=度|\d{1,2}月|[底末])(?<=20[1-3]年)(?<!\d20[1-3]年)|年(?=度)(?<=[2-9]\d\d年)(?<!\d{4}年)"
)
_WEEKDAY: Final = regex(
    r"((?:19|20)(?<!\d\d\d)\d\d)年(\d{1,2})月(\d{1,2})日[（(]?(?:星期|周)([一二三四五六日天])(?![月至到、—-])"
)
_DAYS: Final = "一二三四五六日"
_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_QUARTER: Final = regex(r"第(?:[五六七八九]|[5-9])季度")
# Without a year or a month beside it, where no duration can be meant (历时13月, 45日内, 13月龄).
_ALONE: Final = regex(
    r"月(?<=[，。；、：（于在自从到至截年\n]\d\d月)(?<!1[0-2]月)(?<!0\d月)(?![\d龄嫂子经刊球薪饷内后之])"
    r"|日(?<=\D[3-9]\d日)(?<!3[01]日)(?:(?<=[本当上每次同该]月..日)|(?<=日[至到—～~、-]..日)|(?<=[于至]..日)(?<![日月年\d]至..日))"
    r"(?![内间游后])"
)
_IN_DIGITS: Final = regex(r"((?:19|20)(?<![\dA-Za-z./-]..)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?![\dA-Za-z./-])")
_IN_WORDS: Final = regex(
    r"月三十(?:[二三四五六七八九]日|一日(?<=[四六九]月三十一日)|一日(?<=十一月三十一日)|一?日(?<=(?<!十)二月三十日)|一日(?<=(?<!十)二月三十一日))"
    r"|年十[三四五六七八九]月(?!龄)"
)
_DAYS_OF_MONTH: Final = regex(r"月(\d{1,2})日?(?:[至到—～~-]|——)(\d{1,2})日(?![内间后])")
_PARTS_OF_YEAR: Final = {
    **{f"{name}季度": (3 * place + 1, 3 * place + 3) for place, name in enumerate("一二三四")},
    "上半年": (1, 6),
    "下半年": (7, 12),
}
_MONTHS_OF: Final = regex(r"[（(](?<=[一二三四上下][季半][度年].)(\d{1,2})月?(?:[至到—～~-]|——)(\d{1,2})月(?:份)?[）)]")
_COUNTED_YEARS: Final = regex(
    r"(20\d\d)年?(?:[至到—～~-]|——)(20\d\d)年(?:的|这|，)?([一二两三四五六七八九十]{1,2})年[间来]"
)
_COUNTED_MONTHS: Final = regex(
    r"(?<![\d年])(\d{1,2})月(?:份|[初底])?(?:[至到—–～~-]|——)(\d{1,2})月(?:份|[初底])?[^。；\n\d]{0,16}"
    r"(?:为期|历时|用时)(\d{1,2}|[一两二三四五六七八九十]{1,2})个月"
)
_HAN_DIGITS: Final = "一二三四五六"
_FIRST_PLAN: Final = 2006  # the first year of “十一五”
_PLAN_YEARS: Final = regex(
    rf"十([{_HAN_DIGITS}])五”?(?:时期|期间|规划)?[（(](20\d\d)年?[—–～~至到-]{{1,2}}(20\d\d)年?[）)]"
)
_NO_WEEKDAY: Final = regex("星期[七八九十]")
_HAN_MONTH: Final = regex(r"(?<!历)[一二三四五六七八九十]{1,2}$|[〇零○一二三四五六七八九\d]{2,4}$")
_HOURS: Final = regex(r"每[天日](?:都)?(?:工作|学习|服务|值班|运行|开放|值守)(\d{2,3})个?多?小时")
_MARK: Final = regex(r"[:：时点](?<=\d.)")
_CLOCK: Final = regex(r"(\d{1,2})(?:[:：](\d\d)(?![\d:：])|([时点])(?:(\d{1,2})分)?)")
_NO_CLOCK: Final = frozenset("0123456789.:：第比")
_CLOCK_BEFORE: Final = regex(r"(?:日|[上下]午|[早晚]上|中午|凌晨|傍晚|每[天日晚])$")
_CLOCK_BEHIND: Final = regex(
    r"[-—~～至到]{1,2}\d{1,2}[:：]\d\d(?!\d)|[前后]?(?:开[会始]|散会|结束|[上下][班课]|集合|出发|到岗)"
)
_MONTHS: Final = regex(
    r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(?:(\d{1,2})日)?(?:[至到—～~-]|——)((?:19|20)\d\d)年(\d{1,2})月(?:(\d{1,2})日)?"
)


def impossible(context: Context) -> Iterator[Spot]:
    """A date that no calendar has: 2月30日, 13月; a time that ends before it begins: 2023年8月至2023年3月."""
    text, characters = context.text, context.characters
    if "年" in characters:
        yield from _of_years(text)
    for match in _QUARTER.finditer(text) if "季" in characters else ():
        yield Spot(match.start(), match.end(), variant="quarter")
    if "月" in characters:
        yield from _of_months(text)
        if "个月" in text:
            yield from _counted_months(text)
        yield from _into_next_year(context)
    yield from _alone(text)
    yield from _no_clock(text)


def _of_years(text: str) -> Iterator[Spot]:
    """Years and their days that cannot be, and periods that end before they begin."""
    if _TO_YEAR.search(text):
        yield from _backwards(text)
    for match in _NO_MONTH.finditer(text) if _YEAR_DAY.search(text) else ():
        yield Spot(match.start(), match.end(), variant="month")
    for match in _NO_YEAR.finditer(text):
        head = text[max(0, match.start() - 5) : match.start()]
        yield Spot(match.start() - len(head) + len(head.rstrip("0123456789")), match.end(), variant="year")
    if _DAY_WEEKDAY.search(text):
        yield from _wrong_weekdays(text)
    for match in _PLAN_YEARS.finditer(text):
        first = _FIRST_PLAN + 5 * _HAN_DIGITS.index(match[1])
        if (int(match[2]), int(match[3])) != (first, first + 4):
            yield Spot(match.start(2), match.end(3), values={"right": f"{first}—{first + 4}"}, variant="plan")
    for match in _COUNTED_YEARS.finditer(text) if "年间" in text or "年来" in text else ():
        between = int(match[2]) - int(match[1])
        if read_han(match[3]) not in {between, between + 1}:
            yield Spot(match.start(), match.end(), variant="counted")


def _of_months(text: str) -> Iterator[Spot]:
    """Days that their month has not, and months and days that end before they begin."""
    for match in _DATE.finditer(text):
        head = text[max(0, match.start() - 6) : match.start()]
        if head[-1:].isdigit() or head[-1:] == ".":
            continue
        its_year = _ITS_YEAR.search(head)
        month, _, day = match.group().rstrip("日").partition("月")
        if not day and not its_year and not text.startswith(_OF_A_MONTH, match.end()):
            continue  # 13月 without a year may be a duration
        year = int(its_year[1]) if its_year else _LEAP
        if not 1 <= int(month) <= 12 or not 1 <= int(day or 1) <= monthrange(year, int(month))[1]:  # noqa: PLR2004  # months of a year
            yield Spot(match.start() - (5 if its_year else 0), match.end())
    for match in _DAYS_OF_MONTH.finditer(text):
        if int(match[2]) < int(match[1]):
            yield Spot(match.start(), match.end(), variant="backwards")
    for match in _MONTHS_OF.finditer(text):
        first, last = _PARTS_OF_YEAR.get(text[match.start() - 3 : match.start()], (1, 12))
        if not first <= int(match[1]) <= int(match[2]) <= last:
            yield Spot(match.start() - 3, match.end(), variant="part")


_OF_ONE_YEAR: Final = regex(
    r"((?:19|20)(?<!\d\d\d)\d\d)年(\d{1,2})月(?:份|[初底])?(?:[至到—～~-]|——)(\d{1,2})月(?!\d|龄)(?P<then>[^。\n]{0,40})"
)
_COMES: Final = regex("将|拟|计划|预计|供暖|供热|采暖|取暖|学年|雪季|次年|第二年|翌年|力争|争取|前完成")


def _into_next_year(context: Context) -> Iterator[Spot]:
    """2025年10月至3月 in the report of 2025, told as done: it ends before it begins."""
    for match in _OF_ONE_YEAR.finditer(context.text):
        year, first, last = (int(number) for number in match.groups()[:3])
        if context.year is not None and year >= context.year and last < first and not _COMES.search(match["then"]):
            yield Spot(match.start(), match.end(3) + 1, variant="backwards")


def _counted_months(text: str) -> Iterator[Spot]:
    """Months that do not count up: 3月至5月，为期5个月."""
    for match in _COUNTED_MONTHS.finditer(text):
        between = (int(match[2]) - int(match[1])) % 12
        said = int(match[3]) if match[3].isdigit() else read_han(match[3].replace("两", "二"))
        if said not in {between, between + 1}:
            yield Spot(match.start(), match.end(), variant="counted")


def _alone(text: str) -> Iterator[Spot]:
    """Months and days without a year or a month of their own, dates in points and in words, days of no week."""
    for match in _NO_WEEKDAY.finditer(text) if "星期" in text else ():
        yield Spot(match.start(), match.end())
    for match in _ALONE.finditer(text):
        yield Spot(match.start() - 2, match.end())
    for match in _IN_DIGITS.finditer(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:  # noqa: PLR2004  # months of a year
            yield Spot(match.start(), match.end())
    for match in _IN_WORDS.finditer(text) if "月三十" in text or "年十" in text else ():
        named = _HAN_MONTH.search(text[max(0, match.start() - 4) : match.start()])
        if named:  # none in 农历二月三十日
            yield Spot(match.start() - len(named[0]), match.end())


def _no_clock(text: str) -> Iterator[Spot]:
    """Times that no clock shows, where they are no score, ratio or index."""
    for a_day in _HOURS.finditer(text) if "小时" in text else ():
        if int(a_day[1]) > 24:  # noqa: PLR2004  # hours of a day
            yield Spot(a_day.start(1), a_day.end(), variant="clock")
    for mark in _MARK.finditer(text):
        two = text[max(0, mark.start() - 2) : mark.start()].isdigit()
        match = _CLOCK.match(text, mark.start() - 1 - two)
        if match is None or text[match.start() - 1 : match.start()] in _NO_CLOCK:
            continue
        minute = match[2] or match[4] or "0"
        if int(match[1]) > 24 or int(minute) > 59 or (match[1] == "24" and int(minute)):  # noqa: PLR2004  # hours of a day, minutes of an hour
            before = _CLOCK_BEFORE.search(text[max(0, match.start() - 2) : match.start()])
            index = before is not None and before[0] == "日" and match[3] == "点"  # 指数5日50点
            if (before and not index) or (match[2] and _CLOCK_BEHIND.match(text, match.end())):
                yield Spot(match.start(), match.end(), variant="clock")


def _backwards(text: str) -> Iterator[Spot]:
    """Periods that end before they begin."""
    for match in _MONTHS.finditer(text):
        known = 3 if match[3] and match[6] else 2  # days, or months only
        begins, ends = (tuple(int(one or 0) for one in match.groups()[at : at + known]) for at in (0, 3))
        if ends < begins:
            yield Spot(match.start(), match.end(), variant="backwards")
    for match in _YEARS.finditer(text):
        if match[2] < match[1]:
            yield Spot(match.start(), match.end(), variant="backwards")


def _wrong_weekdays(text: str) -> Iterator[Spot]:
    """Days of the week that the calendar does not give to their dates: 2023年12月28日（星期五）."""
    for match in _WEEKDAY.finditer(text):
        year, month, day = (int(number) for number in match.groups()[:3])
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:  # noqa: PLR2004  # months of a year
            continue
        right = weekday(year, month, day)
        if match[4].replace("天", "日") != _DAYS[right]:
            values = {"date": f"{year}年{month}月{day}日", "right": partial(_named, right)}
            yield Spot(match.start(), match.end(), values=values, variant="weekday")


def _named(day: int, lang: Lang) -> str:
    """A day of the week, from 0 for Monday, in a reader's language."""
    return f"星期{_DAYS[day]}" if lang == "zh" else _NAMES[day]


_LEADING_ZERO: Final = regex(r"(?<=年)0[1-9](?=月)|(?<=月)0[1-9](?=日)")


def leading_zero(context: Context) -> Iterator[Spot]:
    """A leading zero in the date under the text: 2023年05月06日 (GB/T 9704—2012, 7.3.5.4)."""
    date = context.report.date
    if date is None:
        return
    for match in _LEADING_ZERO.finditer(context.text, date.start, date.end):
        yield Spot(match.start(), match.end(), values={"right": match.group()[1:]})

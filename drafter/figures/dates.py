"""Dates, periods and times of day: 2023年9月12日, 一季度, 2021—2023年, 8:30, 2023-05-12."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.figures.numerals import chinese
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit

_SMALL: Final = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})"
_YEAR: Final = r"(?:(?:1[0-9]|20)[0-9]{2}|[一二][〇○零九八][〇○零一二三四五六七八九]{2})"
# Behind a year: month and day, quarter or half.
_REST: Final = regex(
    rf"年度?(?:\s?({_SMALL})\s?月(?:份|\s?({_SMALL})\s?[日号])?|第?([一二三四1-4])个?季度|([上下])半年|[底初末])?"
)
_YEARS: Final = regex(rf"\s?(?:年\s?)?[—–－\-~～至到]{{1,2}}\s?({_YEAR})\s?年")
_MONTH: Final = regex(
    rf"\s?月(?:份|\s?({_SMALL})\s?[日号](?!期|常|志|记|程)|(?![份球饼嫂底]))?(?:\s?[—–－\-~～至到]{{1,2}}\s?(?:({_SMALL})\s?月)?(?:份|({_SMALL})\s?[日号])?)?"
)
_MONTHS: Final = regex(rf"\s?[—–－\-~～至到]{{1,2}}\s?({_SMALL})\s?月")
_ISO: Final = regex(r"((?:19|20)[0-9]{2})([-./])([0-9]{1,2})(?:\2([0-9]{1,2}))?(?![0-9.])")
_SLASHED: Final = regex(r"([0-9]{1,2})/([0-9]{1,2})/((?:19|20)[0-9]{2})(?![0-9/])")
_CLOCK: Final = regex(r"([01]?[0-9]|2[0-4])[:：]([0-5][0-9])(?:[:：][0-5][0-9])?(?![0-9.])")
_HOUR: Final = regex(r"([01]?[0-9]|2[0-4])[时点](?:([0-5]?[0-9])分|(半)|(整)|(?![期段效间代刻常评心面位尚]))")
_HAN_HOUR: Final = regex(
    r"(零|二十[一二三四]?|十[一二三四五六七八九]?|[一两二三四五六七八九])[点时]"
    r"(?:(半)|([一三])刻|(零?[一二三四五六七八九](?=分)|[二三四五]?十[一二三四五六七八九]?(?![百千万亿]))分?|[整钟])?"
)
_LAST_MONTH: Final = "12"
_LAST_DAY: Final = 31
_NOON: Final = 12
_HALF_DAY: Final = regex(r"\s?([ap])\.?m\b\.?", re.IGNORECASE)
_HALVES: Final = ("上午", "下午", "晚上", "早上", "清晨", "凌晨", "中午", "傍晚", "夜里", "夜间", "晚间", "早晨")
_RELATIVE: Final = ("今年", "去年", "上年", "当年", "明年", "本年", "前年", "次年", "同年")


def _two(written: str) -> str:
    value = written if written.isdigit() and written.isascii() else chinese(written) or "0"
    return value.rjust(2, "0")


def _year(written: str) -> str:
    return written if written.isascii() else chinese(written) or ""


def relative(text: str, start: int) -> int:
    """Where a date begins that has 今年 or the like before it."""
    return start - 2 if text[start - 2 : start] in _RELATIVE and start > 1 else start


def at_year(text: str, start: int, end: int) -> Hit | None:
    """A date that begins with a year of four digits, whose digits end at `end`."""
    written = text[start:end].strip()
    found = _YEARS.match(text, end)
    if found is not None and (not start or text[start - 1] not in "从由自" or "年" not in found[0][:2]):
        return start, found.end(), "date", None, _year(written), _year(found[1]), "", None, "zh"
    found = _REST.match(text, end if text[end] != " " else end + 1)
    if found is None:
        return None
    year = _year(written)
    month, day, quarter, half = found.groups()
    if month:
        first = f"{year}-{_two(month)}"
        others = _MONTHS.match(text, found.end())
        if others and not day:
            return start, others.end(), "date", None, first, f"{year}-{_two(others[1])}", "", None, "zh"
        value = f"{first}-{_two(day)}" if day else first
    elif quarter:
        value = f"{year}-Q{int(_two(quarter))}"
    elif half:
        value = f"{year}-H{1 if half == '上' else 2}"
    else:
        value = year
    return start, found.end(), "date", value, None, None, "", None, "zh"


def at_month(text: str, start: int, end: int) -> Hit | None:
    """A month, a day of a month, or months from one to another, without a year."""
    month = _two(text[start:end])
    found = _MONTH.match(text, end)
    if found is None or not "01" <= month <= _LAST_MONTH:
        return None
    day, until, until_day = found.groups()
    begin = relative(text, start)
    first = f"--{month}-{_two(day)}" if day else f"--{month}"
    if until or until_day:
        last = f"--{_two(until) if until else month}" + (f"-{_two(until_day)}" if until_day else "")
        return begin, found.end(), "date", None, first, last, "", None, "zh"
    stop = found.end()
    while text[stop - 1] in "—–－-~～至到 ":
        stop -= 1
    return begin, stop, "date", first, None, None, "", None, "zh"


def iso(text: str, start: int) -> Hit | None:
    """2023-05-12, 2023/5/12, 2023.5.12."""
    found = _ISO.match(text, start)
    if found is None or not 1 <= int(found[3]) <= int(_LAST_MONTH) or (found[4] is None and found[2] != "-"):
        return None
    if found[4] is not None and not 1 <= int(found[4]) <= _LAST_DAY:
        return None
    value = f"{found[1]}-{_two(found[3])}" + (f"-{_two(found[4])}" if found[4] else "")
    if found[4] is None and len(found[3]) == 1:
        return None
    return start, found.end(), "date", value, None, None, "", None, "zh"


def slashed(text: str, start: int) -> Hit | None:
    """5/17/2018 and 17/5/2018; only the year where either part may be the month: 5/6/2018."""
    found = _SLASHED.match(text, start)
    if found is None or text[start - 1] in "/-":
        return None
    month, day = sorted((int(found[1]), int(found[2])))
    if not 1 <= month <= int(_LAST_MONTH) or day > _LAST_DAY:
        return None
    known = day > int(_LAST_MONTH) or day == month
    value = f"{found[3]}-{month:02}-{day:02}" if known else found[3]
    return start, found.end(), "date", value, None, None, "", None, "zh"


def clock(text: str, start: int) -> Hit | None:
    """A time of day: 8:30, 8时30分, 8点半."""
    found = _CLOCK.match(text, start)
    if found is not None:
        half = _HALF_DAY.match(text, found.end())
        hour = str(int(found[1]) + 12) if half and half[1] in "pP" and int(found[1]) < _NOON else found[1]
        return _time(text, (start, half.end() if half else found.end()), hour, found[2])
    found = _HOUR.match(text, start)
    if found is None:
        return None
    minutes = "30" if found[3] else _two(found[2] or "0")
    return _time(text, (start, found.end()), found[1], minutes)


def han_clock(text: str, start: int) -> Hit | None:
    """A time of day in Chinese numerals: 八点半, 晚上九点, 五点四十五分, 九点一刻, 零点三十分."""
    found = _HAN_HOUR.match(text, start)
    if found is None:
        return None
    hour, half, quarters, minute = found.groups()
    if minute and len(minute) == 1 and text[start - 2 : start] not in _HALVES:
        return None  # 增长三点五分 may be marks
    minutes = "30" if half else _QUARTERS.get(quarters) or _two((minute or "零").lstrip("零") or "0")
    return _time(text, (start, found.end()), _two(hour), minutes)


_QUARTERS: Final = {"一": "15", "三": "45"}


def _time(text: str, place: tuple[int, int], hour: str, minutes: str) -> Hit | None:
    """The time of day of an hour and its minutes, with the half of the day that stands before it.

    None for 9点 and 三时 where none does: they may be points, or hours.
    """
    start, end = place
    begin = start - 2 if text[start - 2 : start] in _HALVES else start
    if begin == start and (text[end - 1] == "点" or (text[end - 1] == "时" and text[start] > "9")):
        return None
    if begin < start and text[begin] in "下晚" and int(hour) < _NOON:
        hour = str(int(hour) + 12)
    return begin, end, "time", f"{_two(hour)}:{minutes}", None, None, "", None, "zh"

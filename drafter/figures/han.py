"""Chinese numerals where they stand in a text: as figures, dates and shares, or as part of a phrase."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.figures import dates, phrases, ranks, shares
from drafter.figures.measure import RANGE_SIGNS, WEAK, hedge_before, measured
from drafter.figures.numerals import DIGITS, NUMERAL_SIGNS, POWERS, chinese, neighbours, plain
from drafter.figures.tail import HAN, spaced, tail
from drafter.figures.words import chinese_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit

_NUMERAL: Final = regex(HAN)
_WORDS: Final = chinese_words()
_SIGNS: Final = frozenset(NUMERAL_SIGNS)
_YEAR_SIGNS: Final = frozenset("零〇○一二三四五六七八九")
_YEAR_SIGN_COUNT: Final = 4
_MONTH_NUMERAL: Final = regex(r"(?:十[一二]?|[一二三四五六七八九])$")
_GRADE: Final = regex(r"(?<![提升最新])[高初][一二三](?=[一两二三四五六七八九十]+个?班)")  # 高三|两个班
_SPECIAL: Final = frozenset("分年月季个半成折日号时点 ")


def read(text: str, start: int) -> tuple[Hit | None, int]:
    """The figure whose numeral is a run of Chinese signs, and where to read on."""
    if text[start + 1] in _never_counted() and _stands_bare(text, start):
        return None, start + 1  # half of the signs of a report, at a fifth of the time
    return _read(text, start)


def _read(text: str, start: int) -> tuple[Hit | None, int]:  # noqa: PLR0911  # one way out for each sort
    found = _NUMERAL.match(text, start)
    if found is None or text[start - 1] in _WORDS.not_digits.get(text[start], "") or _GRADE.match(text, start - 1):
        return None, start + 1
    end, numeral = _without_unit(text, found.end(), found[0])
    follows = text[end]
    if follows == "分" and text.startswith("分百", end) and numeral == "百":
        return (start, end + 2, "percent", "100", None, None, "%", None, "zh"), end + 2
    if follows in "分 " and (behind := shares.parts_of(text, end)):
        return shares.part(text, start, behind, numeral)
    skip = phrases.around(text, start) or phrases.paired(text, start) or phrases.proverb(text, start)
    if skip:
        return None, max(skip, end)
    if follows in _SPECIAL or "点" in numeral:
        if (
            follows in " 点"
            and (text[end + 1] in _SIGNS or text[end + 1] in "点 ")
            and (more := spaced(text, start, end))
        ):
            numeral, end = more
            follows = text[end]
        special = _special(text, start, end, numeral)
        if special is not None:
            return special
    if len(numeral) == 1:
        if phrases.slogan(text, start, end) or phrases.weekday(text, start, end) or _is_word(text, end, numeral):
            return None, end
    elif phrases.heading(text, start, end):
        return None, end
    if follows in _PARTS and phrases.part(text, start, end):
        return None, end
    return _quantity(text, start, end, numeral)


@cache
def _never_counted() -> frozenset[str]:
    """The Chinese characters with which nothing begins that makes a figure of the sign before them."""
    begins = {word[0] for table in (_WORDS.units, _WORDS.behind) for word in table}
    known = {*begins, *_WORDS.inside, *NUMERAL_SIGNS, *_SPECIAL, *_PARTS, *RANGE_SIGNS, *"打第半翻对"}
    return frozenset(map(chr, range(0x4E00, 0x9FFF))) - known - {word[0] for word in _WORDS.rank_words}


def _stands_bare(text: str, start: int) -> bool:
    """Whether a sign before such a character is a part of a word (统一思想, 一是): no power, no phrase, no pair."""
    if text[start] in POWERS or text[start - 1] in "前是" or text[start : start + 2] in _WORDS.phrases:
        return False
    if text[start - 1 : start + 1] in _WORDS.phrase_ends:
        return False
    return text[start] != "一" or not (phrases.paired(text, start) or phrases.proverb(text, start))


def _is_word(text: str, end: int, sign: str) -> bool:
    """Whether one sign is a word of its own: 入伍, the surname 陆, and 一 before 多姿."""
    if sign in "伍陆":
        unit = _WORDS.units.behind(text, end)
        return unit is None or (unit[1][1] != "money" and "\u4e00" <= text[unit[0]] <= "\u9fff")
    return sign in DIGITS and text[end] in "多余"


_PARTS: Final = frozenset("届次支院厂矿里台角星")


def _without_unit(text: str, end: int, numeral: str) -> tuple[int, str]:
    """The numeral without a last sign that begins its unit: 三十|两, 一百|千瓦, 五|千克."""
    if len(numeral) == 1 or numeral[-1] not in "两千兆百":
        return end, numeral
    unit = _WORDS.units.behind(text, end - 1)
    short = numeral[-1] != "两" and unit is not None and unit[0] - end < 1
    if text.startswith("一两", end - 2) and _WORDS.units.behind(text, end):
        return end, numeral  # 一两年: one or two years
    if unit is None or short or (len(numeral) == 2 and text.startswith("千米", end - 1)):  # noqa: PLR2004  # 三千|米
        return end, numeral
    return end - 1, numeral[:-1]


def _special(  # one way out for each sort
    text: str, start: int, end: int, numeral: str
) -> tuple[Hit | None, int] | None:
    """What a sign behind the numeral makes of it: a date, a time, a share; None when it makes nothing of it."""
    follows = text[end]
    if (follows in "点时" or "点" in numeral) and (clock := dates.han_clock(text, start)):
        return clock, clock[1]
    hit: Hit | None = None
    if follows == "年":
        if len(numeral) == _YEAR_SIGN_COUNT and _YEAR_SIGNS.issuperset(numeral) and numeral[0] in "一二":
            hit = dates.at_year(text, start, end)
    elif follows == "月":
        hit = dates.at_month(text, start, end) if _MONTH_NUMERAL.match(numeral) else None
    elif follows in "个季":
        return ranks.quarter(text, start, end, chinese(numeral) or "")
    elif follows == "半":
        return shares.one_half(text, start, end + 1) if numeral == "一" and text[end + 1] not in "个天年月小" else None
    elif follows == "号":
        return None, end + 1
    elif follows in "成折 ":
        digits = "".join(str(DIGITS[sign]) for sign in numeral) if all(sign in DIGITS for sign in numeral) else ""
        value = digits or chinese(numeral)
        hit = shares.tenths(text, start, end, value) if value else None
    return None if hit is None else (hit, hit[1])


def _quantity(  # noqa: PLR0911  # one way out for each sort
    text: str, start: int, end: int, numeral: str
) -> tuple[Hit | None, int]:
    if len(numeral) > 1 and (pair := neighbours(numeral)) is not None:
        return _about(text, start, end, pair)
    value = chinese(numeral)
    if value is None:
        return None, end
    if text[start - 1] in "几数" and numeral[0] in POWERS and numeral[-1] in POWERS:  # 起数十一起: 11
        value, _, unit, stop, _ = tail(text, end, value)
        if unit is None:
            return None, end
        return (start - 1, stop, unit[1], value, None, None, unit[0], "several", "zh"), stop
    hit = measured(text, start, end, value, han=numeral)
    if hit is None:
        if text[start - 1] == "前" and text[end] in "，。、；！的强名位列 \n\0" and len(numeral) == 1:
            return (start - 1, end, "rank", value, None, None, "", None, "zh"), end
        return None, end
    if text[hit[0] - 1] == "前" and (top := ranks.top(hit)) is not None:
        hit = top
    return hit, hit[1]


def _about(text: str, start: int, end: int, pair: tuple[str, str]) -> tuple[Hit | None, int]:
    """三四个, 五六十户: a range by neighbouring digits."""
    low, hedge, unit, stop, shift = tail(text, end, pair[0])
    if unit is None or unit[2] == WEAK:
        return None, end
    before, begin = hedge_before(text, start)
    high = plain(pair[1], shift)
    return (begin, stop, "range", None, low, high, unit[0], hedge or before or "about", "zh"), stop

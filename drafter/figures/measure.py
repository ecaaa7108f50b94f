"""A Chinese or bare number with all that belongs to it: sign, hedges, unit, the other end of a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.figures.coins import times_tenth
from drafter.figures.numerals import DIGITS, POWERS, plain, smaller
from drafter.figures.tail import CLOSERS, number_at, tail
from drafter.figures.words import chinese_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit
    from drafter.figures.words import Unit
    from drafter.model import Approx

_OF_YUAN: Final = frozenset("毛角")
RANGE_SIGNS: Final = frozenset("—–－-~～〜至到")
_FROM: Final = frozenset("从由自")
_WORDS: Final = chinese_words()
_NUMBERED: Final = frozenset("中冶团军师局院厂校队营号届世纪节行")  # what is numbered rather than counted: 二十三冶
_NOT: Final = frozenset("不没未无")
_ARTICLES: Final = frozenset("每这那同某另任第其之哪整唯无逐没有如此新统")
_YEAR_DIGITS: Final = 4
_ROW: Final = 16  # signs between two figures of one row
_SHORT: Final = 2  # signs of a numeral that may be part of a word
_GAP_MOST: Final = 4
WEAK: Final = 9
_NAME: Final = r"[^\W\d_]{1,8}"
_LIST_BEFORE: Final = regex(r"、[^\W\d_]{1,14}\Z")
_LIST_BEHIND: Final = regex(rf"[^\W\d_]{{0,16}}[：:]{_NAME}、")


def measured(text: str, start: int, end: int, value: str, *, han: str = "") -> Hit | None:
    """The figure whose numeral stands at `start:end`.

    Args:
        text: normalised text with a sentinel behind.
        start: where the numeral begins.
        end: where it ends.
        value: its plain value.
        han: the numeral when it is Chinese, for which a missing unit and some units mean that it is no figure.

    Returns:
        The figure with its hedges, unit and the other end of its range, or None.
    """
    low, hedge, unit, stop, shift = tail(text, end, value)
    if text[stop] in RANGE_SIGNS and (hit := _range(text, (start, stop), (value, low, unit, shift), hedge, han)):
        return hit
    if han and not _counts(text, (start, end, stop), unit, han):
        return None
    if hedge is None or hedge == "about":
        before, begin = hedge_before(text, start)
        hedge = before or hedge
    else:
        begin = start
    if begin == start:
        if han and _rises(text, start) and POWERS.get(han[0], 0) > 1:
            begin, hedge = start - 1, hedge or "at_least"
        elif (sign := text[start - 1]) in "-−负下" and (begin := _negative(text, start, sign)) < start:
            low = f"-{low}"
    if unit is None:
        return begin, stop, "number", low, None, None, "", hedge, "zh"
    return begin, stop, unit[1], low, None, None, unit[0], hedge, "zh"


_BURDENS: Final = frozenset("减欠自担肩背抱胜辜增")  # 减负3.4亿元: a word of its own, no sign


def _negative(text: str, start: int, sign: str) -> int:
    """Where a negative number begins: -3, 负3, 零下3; `start` when the sign is none."""
    if sign == "下":
        return start - 2 if text[start - 2] == "零" else start
    before = text[start - 2]
    if sign == "负" and before in _BURDENS:
        return start
    return start if sign != "负" and (before.isalnum() and before < "\u2e80") else start - 1


def hedge_before(text: str, start: int) -> tuple[Approx | None, int]:
    """The hedge that ends where a numeral begins, and where the figure begins with it."""
    last = text[start - 1]
    if last not in _WORDS.before.last and last != " ":  # the commonest case
        return (_hedge_of_share(text, start) if last == "的" else None), start
    found = _WORDS.before.before(text, start - 1 if start and last == " " else start)
    if found is None:
        return None, start
    first = text[found[0]]
    if first == "近" and _span_of_time(text, start):
        return None, start
    if first in _WORDS.hedge_before and text[found[0] - 1] in _WORDS.hedge_before[first]:
        return None, start
    return found[1], found[0]


_SHARE: Final = regex(r"占[^，。；、：0-9]{1,14}的\Z")
_SHARE_SIGNS: Final = 16


def _hedge_of_share(text: str, start: int) -> Approx | None:
    """The hedge before the words that say what a share is of: 约占教师总数的十分之一."""
    led = _SHARE.search(text, max(0, start - _SHARE_SIGNS), start)
    found = _WORDS.before.before(text, led.start()) if led else None
    return found[1] if found else None


_LAST_FEW: Final = regex(r"(?:[0-9]|[一两二三四五六七八九十])(?:年|个月|天|日|周|届|次|个?季度|个?学期)(?:多)?")


def _span_of_time(text: str, start: int) -> bool:
    """Whether 近 opens a span up to now, as in 近三年, rather than saying "nearly"."""
    return _LAST_FEW.match(text, start) is not None


def _range(
    text: str,
    place: tuple[int, int],
    first: tuple[str, str, Unit | None, int],
    hedge: Approx | None,
    han: str,
) -> Hit | None:
    """A range from a first end to what follows the range sign; None when that is no second end."""
    start, at = place
    raw, low, unit, shift = first
    behind = at + 1
    while text[behind] in RANGE_SIGNS and behind < at + 3:
        behind += 1
    behind += text[behind] == " "
    second = number_at(text, behind)
    if second is None or (start and text[start - 1] in _FROM and text[at] in "至到"):
        return None
    high, last, other, stop, more = tail(text, second[1], second[0])
    if other is not None and unit is not None and other[0] != unit[0]:
        if unit[0] not in _OF_YUAN or other[0] != "元":
            return None
        low, unit = times_tenth(low, "0"), other  # 五毛到一元
    if (unit is None or other is None) and more and not shift and smaller(raw, second[0]):
        low = plain(raw, more)
    if unit is None:
        unit = other
        if other is not None and (hit := _dates(text, (start, stop), (raw, second[0]), other)):
            return hit
    if not smaller(low, high) or (han and unit is None):
        return None
    if unit is None and text[at] == "-" and (raw != text[start:at] or raw[0] == "0" or len(high) > len(raw) + 2):
        return None  # a telephone number, not a range
    before, start = hedge_before(text, start)
    return start, stop, "range", None, low, high, unit[0] if unit else "", last or hedge or before, "zh"


def _dates(text: str, place: tuple[int, int], ends: tuple[str, str], unit: Unit) -> Hit | None:
    """2021—2023年, 1—6月: dates from one to another."""
    first, last = ends
    start, stop = place
    if not smaller(first, last) or not (first.isdigit() and last.isdigit()):
        return None
    if unit[0] == "年" and len(first) == len(last) == _YEAR_DIGITS:
        return start, stop, "date", None, first, last, "", None, "zh"
    if text[stop - 1] == "月" and text[stop - 2] != "个" and int(last) <= 12:  # noqa: PLR2004  # months
        return start, stop, "date", None, f"--{first.rjust(2, '0')}", f"--{last.rjust(2, '0')}", "", None, "zh"
    return None


def _counts(text: str, place: tuple[int, int, int], unit: Unit | None, han: str) -> bool:
    """Whether a Chinese numeral counts something, or is part of a word: 三家企业, but 三级, 一批, 二十大."""
    start, end, stop = place
    sign = han[0]
    power = POWERS.get(sign, 0)
    if power > 1 and not _marked_power(text, start, end, unit, han):
        return False
    if unit is None:
        return stop > end or _alone(text, start, end, han)
    if len(han) > 1 or power:
        return True
    if sign == "一" and _is_rhetoric(text, start, stop):
        return False
    if unit[2] >= DIGITS.get(sign, WEAK) and "半" not in text[end:stop]:
        return _counts_all_the_same(text, place, unit, sign)
    slogan = unit[0] in ("个", "项") and text.startswith(_WORDS.abstract, stop)
    return not slogan and not (sign == "一" and text[start - 1] in _ARTICLES)


def _is_rhetoric(text: str, start: int, stop: int) -> bool:
    """Whether 一 and its unit only stress something, or count the points of a speech.

    “早一分钟预警，多一分平安”, 快一分钟就少一分险, 一册都没有耽误; 再一件才是成绩.
    """
    window = max(0, start - _ROW)
    paired = text[start - 1] in _WORDS.more and (
        text[start - 2] in "“‘" or _WORDS.more_again.search(text, window, start + _ROW) is not None
    )
    if paired or (text[stop] in "都也" and text[stop + 1] in _NOT):
        return True
    if text[stop - 1] in _WORDS.once_more and (
        text[start - 2] == "再"
        or (text[start - 1] == "了" and text[stop - 1] in _WORDS.through)
        or _WORDS.every.search(text, window, start)
    ):
        return True  # 明年还要再走一遍, 轮训了一遍, 10分钟就发一趟
    if text[start - 1] in _WORDS.again and _WORDS.point.match(text, start + 1):
        return True
    return _WORDS.for_each.match(text, stop) is not None  # 一件案子平均只要13天


def _counts_all_the_same(text: str, place: tuple[int, int, int], unit: Unit, sign: str) -> bool:
    """Whether a sign counts with a unit that mostly makes a word of it: 为期一年, 办了四期, 培训四期、五百三十人."""
    start, end, stop = place
    last, follows = text[start - 1], text[stop]
    if unit[1] == "duration":
        return text.endswith(_WORDS.spans, max(0, start - 2), start)
    if (last in "了过" and sign != "一") or _in_row(text, start, end, stop):
        return True
    if unit[0] in _WORDS.areas and sign != "一" and _is_listed(text, start, stop):
        return True
    if follows == "、" and unit[2] == WEAK and number_at(text, stop + 1):
        return True
    return unit[2] == 1 and follows in CLOSERS and last not in _ARTICLES


def _is_listed(text: str, start: int, stop: int) -> bool:
    """Whether names stand in a row before a count or behind it: 云浦、平川两市, 三镇共建：城关、石桥、东园."""
    behind = _LIST_BEHIND.match(text, stop)
    return behind is not None or _LIST_BEFORE.search(text, max(0, start - _ROW), start) is not None


def _in_row(text: str, start: int, end: int, stop: int) -> bool:
    """Whether 一 counts on from a figure of the same unit: 三人获奖、一人摘得一等奖."""
    before = text[max(0, start - _ROW) : start]
    if before[-1:] not in ("、", "，"):
        return False
    at = before.rfind(text[end:stop])
    last = before[at - 1] if at > 0 else "一"
    return last != "一" and (last in DIGITS or last in POWERS or last.isdigit())


def _alone(text: str, start: int, end: int, han: str) -> bool:
    """Whether a numeral without a unit is a number: 达到二十五。, 三十万群众, 零点五六一, or a text of nothing else."""
    if len(han) == 1:
        opens = start < _GAP_MOST and not text[:start].strip() and text[end : end + 1] in "\0\n "
        return opens or (text[start - 1] == "是" and _answers(text, start, end))
    if han[-1] in "万亿" and han[0] in DIGITS:
        return True
    if len(han) > _SHORT and any(POWERS.get(sign, 0) > 1 for sign in han) and hedge_before(text, start)[0]:
        return True
    if len(han) > _SHORT and han[-1] in DIGITS and text[end] not in _NUMBERED and not POWERS.keys().isdisjoint(han):
        return True  # 二百六十八丁, be the unit known or not
    if "点" in han and _is_decimal(text[start - 1], text[end], han):
        return True
    return not "\u4e00" <= text[end] <= "\u9fff" and not all(sign in DIGITS for sign in han)


def _answers(text: str, start: int, end: int) -> bool:
    """Whether one numeral is said to be what is asked for: 答案是四不是五, 这是五那是四."""
    before = _WORDS.answer_before.search(text, max(0, start - _ROW), start)
    return before is not None and _WORDS.answer_behind.match(text, end) is not None


def _is_decimal(before: str, follows: str, han: str) -> bool:
    """Whether a numeral with 点 in it is a decimal: 零点五六一, 由一点二提高; a time (八点三十) or 三点一线 is none."""
    _, _, part = han.partition("点")
    if not all(sign in DIGITS for sign in part) or follows in "线刻":
        return False
    return han[0] in "零〇" or len(part) > 1 or before in _FROM


def _rises(text: str, start: int) -> bool:
    """Whether 上 before a power says "as many as", as in 上千人; in 以上亿元项目 it belongs to the figure before."""
    return text[start - 1] == "上" and text[start - 2] != "以"


def _marked_power(text: str, start: int, end: int, unit: Unit | None, han: str) -> bool:
    """Whether a numeral that begins with 百, 千 or 万 is a quantity: 近百名, 千余人, 百万元, but not 百姓, 千方百计."""
    if text[start - 1] in "数几" or _rises(text, start) or text[end] in "余多" or hedge_before(text, start)[0]:
        return True
    if len(han) == _SHORT and han[0] not in "万亿兆" and han[1] in DIGITS and text[end] in CLOSERS:
        # 涨了百五, or 百三 and nothing else
        return text[start - 1] == "了" or (start < _GAP_MOST and not text[:start].strip())
    return len(han) > 1 and unit is not None and unit[1] == "money"

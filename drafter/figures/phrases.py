"""Numerals that are no figures: set phrases of the data file, and the shape of idioms and slogans."""

from __future__ import annotations

from typing import Final

from drafter.figures.measure import WEAK
from drafter.figures.numerals import DIGITS, NUMERAL_SIGNS, POWERS
from drafter.figures.words import chinese_words
from drafter.patterns import regex

_WORDS: Final = chinese_words()
_SIGNS: Final = frozenset(NUMERAL_SIGNS)
_PAUSES: Final = frozenset("，。、；：！？（）“”‘’《》…,.;:!?() \u3000\n\r\t\0点")


def around(text: str, start: int) -> int:
    """Where a set phrase ends that has a numeral beginning at `start`; 0 for none."""
    for at, phrase in _WORDS.phrases.get(text[start : start + 2], ()):
        end = start - at + len(phrase)
        if not text.startswith(phrase, start - at) or (phrase[-1] in _SIGNS and text[end] in _SIGNS):
            continue
        unit = _WORDS.units.behind(text, start + 1)
        if unit is None or unit[0] <= end:  # a unit that reaches over the phrase: 十分 is one, 十分钟 counts
            return end
    for at, phrase in _WORDS.phrase_ends.get(text[start - 1 : start + 1] if start else "", ()):
        if text[start + 1] not in _SIGNS and text.startswith(phrase, start - at):
            return start + 1
    return 0


def slogan(text: str, start: int, end: int) -> bool:
    """Whether a single numeral stands in the shape numeral, word, numeral, word: 一心一意, 三会一课, 一村一品.

    Two numerals that count with real units, as in 九年八吨, are figures all the same.
    """
    if text[end + 1 : end + 3] == text[start : end + 1] or text[start - 2 : start] == text[start : end + 1]:
        return True  # 一亩一亩
    unit = _WORDS.units.behind(text, end)
    if text[end] in _WORDS.inside or text[end] == "几" or (unit is not None and unit[0] > end + 1):
        return False  # 十余万人, 十几万人, 十个百分点: the second numeral belongs to the first
    if text[end + 1] in _SIGNS and text[end] not in _PAUSES and text[end] not in "元至到块毛":
        first, second = end, end + 1
    elif (
        start > 1
        and text[start - 2] in _SIGNS
        and text[start - 1] not in _PAUSES
        and text[start - 3] not in _SIGNS
        and text[start - 2 : start] != "零下"
    ):
        first, second = start - 1, start
    else:
        return False
    if text[second] == "零" or text[second + 1] in _PAUSES or text[second + 1] in _SIGNS or text[second + 1] == "等":
        return False
    every = text[first] in _EACH and text[first - 1] == "一"
    if (text[second] in POWERS and text[first - 1] not in POWERS) or (every and text[second + 1] in _TIMES):
        return False  # 一周两次
    return not (_weighty(text, first) and _weighty(text, second + 1))


def proverb(text: str, start: int) -> int:
    """Where a numeral and its word end in the shape of a proverb, else 0: 一寸不让, 三分建、七分管.

    一, a word, 不 and one more before a mark; or two shares in tenths that make up the whole, each with what it is for.
    """
    if (
        text[start] == "一"
        and text[start + 2] == "不"
        and text[start + 3] not in _PAUSES
        and text[start + 4] in _PAUSES
    ):
        return start + 2 if text[start - 1] not in _SIGNS else 0
    if text[start + 1] != "分" or text[start] not in DIGITS:
        return 0
    rest = 10 - DIGITS[text[start]]
    for step in range(2, 2 + _TENTHS):  # 三分建七分管: behind the one, or before the other
        for other in (start + 1 + step, start - 1 - step):
            if other >= 0 and DIGITS.get(text[other]) == rest and text[other + 1] == "分":
                return start + 2
    return 0


_TENTHS: Final = 3  # characters between two shares

_EACH: Final = frozenset("日周旬月季年天")
_TIMES: Final = frozenset("次趟场回期至到—、")
_VERBS: Final = 3  # characters between two of a pair


_ONE_AFTER_ANOTHER: Final = regex(r"一([^\W\d_])[接连跟]着?一\1")


def paired(text: str, start: int) -> int:
    """Where 一 and its word end in a pair that speaks of each one, else 0: 发现一起、查处一起, 一月一调度.

    The same word follows both, each behind a verb and before a mark; or 一 and what is done are said of each period.
    """
    if again := _ONE_AFTER_ANOTHER.match(text, start - 4 if text[start - 1] in "着接连" else start):
        return again.end()
    word, end = text[start + 1], start + 2
    if text[start] != "一" or text[start - 1] in _SIGNS or word in _SIGNS:
        return 0
    if word in _EACH and text[end] == "一" and text[end + 1] not in _PAUSES:
        return end
    mark = text[start + 2]
    if mark not in "，、。；,;" or text[start - 1] in _PAUSES:
        return 0
    one = text[start:end]
    if mark in "，、," and any(text.startswith(one, start + 3 + gap) for gap in range(1, _VERBS + 1)):
        return end
    return end if any(text.startswith((f"{one}、", f"{one}，"), start - 3 - gap) for gap in range(1, _VERBS + 1)) else 0


def _weighty(text: str, at: int) -> bool:
    """Whether the word at `at` is a unit with which the numeral before it counts."""
    unit = _WORDS.units.behind(text, at)
    return unit is not None and unit[1][2] < DIGITS.get(text[at - 1], WEAK) and unit[0] == at + 1


def part(text: str, start: int, end: int) -> bool:
    """Whether a Chinese numeral numbers a part of a body, a place, a session or a meeting rather than counts."""
    if text[end] == "届":
        return _WORDS.session.match(text, end) is not None and text[start - 2 : start] not in _ROWS
    if text[end] == "次":
        return _WORDS.meeting.match(text, end) is not None and "届" in text[max(0, start - _SESSION) : start]
    return _WORDS.parts.match(text, end) is not None


_SESSION: Final = 12
_ROWS: Final = ("连续", "已有", "举办")


def heading(text: str, start: int, end: int) -> bool:
    """Whether a numeral of several signs numbers a heading: 十一、 at the start of a line, （十二）."""
    if text[end] in "）)":
        return text[start - 1] in "（("
    at = start
    while at and text[at - 1] in _INDENT:
        at -= 1
    return text[end] in "、．" and (at == 0 or text[at - 1] in "\r\n")


_INDENT: Final = " \t\u3000#*"


def weekday(text: str, start: int, end: int) -> bool:
    """周三, 星期五: a day of the week, unless the numeral counts within the week (每周三次)."""
    if text[start - 1] != "周" and text[start - 2 : start] not in ("星期", "礼拜"):
        return False
    if text[end] in "至到—" and text[end + 1] in DIGITS:
        end += 2  # 每周三至五次
    unit = _WORDS.units.behind(text, end)
    return text[start] != "两" and (unit is None or unit[1][0] not in ("次", "场", "小时", "天", "节"))

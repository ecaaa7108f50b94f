"""Arabic numerals where they stand in a text: figures of a Chinese or English sentence, dates, numbering, codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.figures import dates, english, han
from drafter.figures.measure import hedge_before, measured, number_at
from drafter.figures.numerals import plain
from drafter.figures.words import chinese_words

if TYPE_CHECKING:
    from drafter.figures.measure import Hit

_WORD_SIGNS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_TOKEN_REST: Final = re.compile(r"[A-Za-z0-9_./+-]*+")
_SPECIAL: Final = frozenset("年月日时点季:：∶/-.)）、．〕+×号成折")
_OPENS_LINE: Final = frozenset("\n\r。；;：:\0（(")
_CURRENCY: Final = {"$": "$", "£": "£", "€": "€", "¥": "元", "￥": "元"}
_RATIO: Final = re.compile(r"\s?[∶:：]\s?[0-9]+(?:\.[0-9]+)?(?:\s?[∶:：]\s?[0-9]+(?:\.[0-9]+)?)*")
_QUARTER: Final = re.compile(r"季度")
_MOBILE_DIGITS: Final = 11
_ID_DIGITS: Final = 15
_YEAR_DIGITS: Final = 4
_DAY_DIGITS: Final = 2


def read(text: str, found: re.Match[str]) -> tuple[Hit | None, int]:  # noqa: PLR0911  # one way out for each sort
    """The figure whose numeral is written in Arabic digits, and where to read on."""
    start, end = found.span()
    last = text[start - 1]
    if last in _WORD_SIGNS:
        return english.coded(text, start, end) or (None, _token_end(text, end))
    if last in _CURRENCY:
        return english.money(text, start, end, found[0])
    follows = text[end]
    if follows in _SPECIAL:
        special = _special(text, start, end, found[0])
        if special is not None:
            return special
    elif end - start >= _MOBILE_DIGITS and _identifier(text, start, end):
        return None, _token_end(text, end)
    if follows < "\u2e80" and english.speaks(text, start, end):
        return english.counted(text, start, end, found[0])
    words = chinese_words()
    if words.names_behind.behind(text, end) or words.names_before.before(text, start):
        return None, end
    negative = last in "-−负" and text[start - 2] not in _WORD_SIGNS and not text[start - 2].isdigit()
    hit = measured(text, start, end, plain(found[0]))
    if hit is None:
        return None, end
    if negative and hit[3] is not None and hit[0] == start:
        hit = (start - 1, hit[1], hit[2], f"-{hit[3]}", *hit[4:])
    elif last == "前" and (top := han.top_rank(hit)) is not None:
        hit = top
    return hit, hit[1]


def _identifier(text: str, start: int, end: int) -> bool:
    digits = end - start
    return text[start:end].isdigit() and (digits >= _ID_DIGITS or (digits == _MOBILE_DIGITS and text[start] == "1"))


def _token_end(text: str, end: int) -> int:
    found = _TOKEN_REST.match(text, end)
    return found.end() if found else end


def _special(  # noqa: C901  # a table of signs
    text: str, start: int, end: int, digits: str
) -> tuple[Hit | None, int] | None:
    """What a sign behind the digits makes of them; None when it makes nothing of them."""
    follows = text[end]
    hit: Hit | None = None
    if follows in ".)）、．":
        return _numbering(text, start, end, digits)
    if follows in "〕号":
        return None, end + 1
    if follows == "年":
        if len(digits) == _YEAR_DIGITS and digits[:2] in ("20", "19", "18", "17"):
            hit = dates.at_year(text, start, end)
        elif "." in digits and len(digits.partition(".")[2]) == _YEAR_DIGITS:
            return None, end - _YEAR_DIGITS
    elif follows == "月" or (follows == "日" and len(digits) <= _DAY_DIGITS):
        hit = dates.at_month(text, start, end)
    elif follows in "时点":
        hit = dates.clock(text, start)
    elif follows in ":：∶":
        hit = _ratio_or_clock(text, start, end)
    elif follows in "/-.":
        hit = dates.iso(text, start) or _fraction(text, start, end, digits)
    elif follows == "季" and text[end + 1] == "度":
        hit = (start, end + 2, "date", f"--Q{digits}", None, None, "", None, "zh")
    elif follows == "成" and len(digits) == 1:
        hit = han.tenths(text, start, end, digits)
    if hit is None and len(digits) == _YEAR_DIGITS and follows == "-":
        hit = dates.at_year(text, start, end)
    return None if hit is None else (hit, hit[1])


def _numbering(text: str, start: int, end: int, digits: str) -> tuple[Hit | None, int] | None:
    """Whether the digits number a heading or an item: 1. 2、 3) （4）."""
    if len(digits) > 3:  # noqa: PLR2004  # no list is so long
        return None
    if text[end] in ")）":
        return (None, end + 1) if text[start - 1] in "（(\n\0" else None
    at = start - 1
    while at >= 0 and text[at] in " \t　#*>-" and start - at < 16:  # noqa: PLR2004  # a few signs of indentation
        at -= 1
    return (None, end + 1) if (at < 0 or text[at] in _OPENS_LINE) else None


def _ratio_or_clock(text: str, start: int, end: int) -> Hit | None:
    ratio = _RATIO.match(text, end)
    if ratio is None:
        return None
    value = f"{text[start:end]}{ratio[0]}".replace("∶", ":").replace("：", ":").replace(" ", "")
    if "比" not in text[max(0, start - 8) : start] and text[end] != "∶" and (hit := dates.clock(text, start)):
        return hit
    if text[end] == "：":
        return None
    return start, ratio.end(), "ratio", value, None, None, "", None, "zh"


def _fraction(text: str, start: int, end: int, digits: str) -> Hit | None:
    below = number_at(text, end + 1) if text[end] == "/" else None
    if below is None or below[2] or text[below[1]] == "/" or below[0] == "0":
        return None
    before, begin = hedge_before(text, start)
    return begin, below[1], "fraction", f"{plain(digits)}/{below[0]}", None, None, "", before, "zh"

"""Numbers with what belongs to them: magnitude, hedges, unit, and the other end of a range."""

from __future__ import annotations

import re
from typing import Final

from drafter.figures.numerals import DIGITS, MAX_SIGNS, NUMERAL_SIGNS, POWERS, add, chinese, plain
from drafter.figures.words import Unit, chinese_words
from drafter.model import Approx, FigureKind

Hit = tuple[int, int, FigureKind, str | None, str | None, str | None, str, Approx | None, str]
"""start, end, kind, value, low, high, unit, approx, lang: a Figure without its text."""

_PART: Final = r"(?![0-9])(?:\.[0-9]++)?"
ARABIC: Final = (
    rf"[0-9]{{1,3}}(?:,[0-9]{{3}})++{_PART}"
    rf"|[0-9]{{1,3}}(?:[ \u00a0\u2009\u202f][0-9]{{3}})++{_PART}"
    r"|[0-9]++(?:\.[0-9]++)?"
)
HAN: Final = rf"(?:[{NUMERAL_SIGNS}]++(?:点[{''.join(DIGITS)}]++[十百千万亿]*+)?)"
NUMBER: Final = re.compile(rf"({ARABIC})|({HAN})")
RANGE_SIGNS: Final = frozenset("—–－-~～〜至到")
_WIDE: Final = "\u2e80"
_FROM: Final = frozenset("从由自")


def smaller(first: str, second: str) -> bool:
    """Whether one plain decimal string is less than another, both not negative."""
    whole, _, part = first.partition(".")
    other, _, rest = second.partition(".")
    return (len(whole), whole, part) < (len(other), other, rest)


def number_at(text: str, at: int) -> tuple[str, int, bool] | None:
    """The numeral that begins at a place: (value, end, whether it is Chinese)."""
    found = NUMBER.match(text, at)
    if found is None:
        return None
    if found.lastindex == 1:
        return plain(found[1]), found.end(), False
    value = chinese(found[2])
    return None if value is None else (value, found.end(), True)


Tail = tuple[str, Approx | None, Unit | None, int, int]
"""Value with its magnitude, hedge inside or behind, unit, end, and the magnitude as a power of ten."""


def tail(text: str, at: int, value: str) -> Tail:
    """What stands behind a numeral that ends at `at`: 万, 多, 元, 以上."""
    words = chinese_words()
    units, inside = words.units, words.inside
    shift = 0
    hedge: Approx | None = None
    end = at
    if text[at] in " \u3000" and (text[at + 1] >= _WIDE or text[at + 1] in "%‰"):
        at += 1
    while (unit := units.behind(text, at)) is None:
        sign = text[at]
        if sign in POWERS:
            shift += POWERS[sign]
            end = at = at + 1
            if "0" <= text[at] <= "9" and (more := _composed(text, at, value, shift)) is not None:
                value, end = more
                at, shift = end, 0
        elif hedge is None and sign in inside:
            hedge = inside[sign]
            at += 1
            if hedge == "over":
                end = at
        else:
            break
    if shift:
        value = plain(value, shift)
    if unit is not None:
        return _with_unit(text, value, hedge, unit, shift)
    if end < at:
        hedge = None
    behind = words.behind.behind(text, end)
    if behind is not None and hedge is None:
        end, hedge = behind
    return value, hedge, None, end, shift


def _composed(text: str, at: int, value: str, shift: int) -> tuple[str, int] | None:
    """The second group of 3亿2000万: the sum and its end, or None."""
    found = NUMBER.match(text, at)
    if found is None or found.end() - at > MAX_SIGNS or len(value) > MAX_SIGNS:
        return None
    end, second = found.end(), 0
    while text[end] in POWERS:
        second += POWERS[text[end]]
        end += 1
    if not 0 < second < shift:
        return None
    return add(plain(value, shift), plain(found[0], second)), end


def _with_unit(text: str, value: str, hedge: Approx | None, found: tuple[int, Unit], shift: int) -> Tail:
    """The tail from its unit on: 个半小时, 多, 台（套）, 元/人, 左右."""
    words = chinese_words()
    start = found[0]
    end, unit = found
    sign = text[end]
    if sign in _CLOSERS:  # the commonest case: nothing follows
        return value, hedge, unit, end, shift
    blocked = words.blocked.get(unit[0])
    if blocked is not None and sign in blocked:
        return value, hedge, None, start - len(unit[0]), shift
    if sign == "半" and (half := words.units.behind(text, end + 1)) is not None and unit[0] == "个":
        return add(value, "0.5"), hedge, half[1], half[0], shift
    if sign == "半" and unit[1] == "duration":
        value, end = add(value, "0.5"), end + 1
    elif sign in "多余" and hedge is None:
        end, hedge = end + 1, "over"
        if unit[0] == "个" and (rest := words.units.behind(text, end)) is not None:
            end, unit = rest
    elif sign in "（(" and (pair := words.units.behind(text, end + 1)) is not None and text[pair[0]] in "）)":
        end, unit = pair[0] + 1, (f"{unit[0]}（{pair[1][0]}）", unit[1], unit[2])
    elif sign in "/每" and (per := words.units.behind(text, end + 1)) is not None:
        end, unit = per[0], (f"{unit[0]}/{per[1][0]}", unit[1], unit[2])
    behind = words.behind.behind(text, end)
    if behind is not None and hedge is None:
        end, hedge = behind
    return value, hedge, unit, end, shift


def measured(text: str, start: int, end: int, value: str, *, han: str = "") -> Hit | None:
    """The figure whose numeral stands at `start:end`.

    Args:
        text: normalised text with a sentinel behind.
        start: where the numeral begins.
        end: where it ends.
        value: its plain value.
        han: the numeral when it is Chinese, for which a missing unit and some units mean that it is no figure.
    """
    low, hedge, unit, stop, shift = tail(text, end, value)
    if text[stop] in RANGE_SIGNS and (hit := _range(text, start, stop, (value, low, unit, shift), hedge, han)):
        return hit
    if han and not counts(text, start, end, stop, unit, han):
        return None
    before, start = hedge_before(text, start)
    kind: FigureKind = unit[1] if unit else "number"
    return start, stop, kind, low, None, None, unit[0] if unit else "", hedge or before, "zh"


def hedge_before(text: str, start: int) -> tuple[Approx | None, int]:
    """The hedge that ends where a numeral begins, and where the figure begins with it."""
    at = start - 1 if start and text[start - 1] == " " else start
    found = chinese_words().before.before(text, at)
    return (None, start) if found is None else (found[1], found[0])


def _range(  # noqa: PLR0913, PLR0917  # where it stands and how it is written
    text: str, start: int, at: int, first: tuple[str, str, Unit | None, int], hedge: Approx | None, han: str
) -> Hit | None:
    """A range whose first end stops at `at`, where a range sign stands; None when what follows is no second end."""
    raw, low, unit, shift = first
    behind = at + 1
    while text[behind] in RANGE_SIGNS and behind < at + 3:
        behind += 1
    behind += text[behind] == " "
    second = number_at(text, behind)
    if second is None or (start and text[start - 1] in _FROM and text[at] in "至到"):
        return None
    high, last, other, stop, more = tail(text, second[1], second[0])
    if other is not None and unit is None:
        unit = other
        if more and not shift and smaller(raw, second[0]):
            low = plain(raw, more)
    elif other is not None and unit is not None and other[0] != unit[0]:
        return None
    elif other is None and more and not shift and smaller(raw, second[0]):
        low = plain(raw, more)
    if not smaller(low, high) or (han and unit is None):
        return None
    before, start = hedge_before(text, start)
    return start, stop, "range", None, low, high, unit[0] if unit else "", last or hedge or before, "zh"


def counts(  # noqa: PLR0913, PLR0917  # where it stands and how it is written
    text: str, start: int, end: int, stop: int, unit: Unit | None, han: str
) -> bool:
    """Whether a Chinese numeral counts something, or is part of a word: 三家企业, but 三级, 一批, 二十大."""
    follows = text[stop]
    if unit is None:
        return len(han) > 1 and (stop > end or not "\u4e00" <= follows <= "\u9fff") and han not in DIGITS
    sign = han[0]
    if len(han) > 1:
        return not (sign in POWERS and POWERS[sign] > 1) or unit[1] == "money" or _bare_power(text, start, end, stop)
    if sign in POWERS:
        return POWERS[sign] == 1 or _bare_power(text, start, end, stop)
    if unit[2] >= DIGITS.get(sign, 99):
        return sign == "一" and unit[2] == 1 and follows in _CLOSERS and text[start - 1] not in _ARTICLES
    return not (sign == "一" and text[start - 1] in _ARTICLES)


def _bare_power(text: str, start: int, end: int, stop: int) -> bool:
    """Whether a numeral that begins with 百, 千 or 万 is hedged, as a real quantity is: 近百名, 千余人, 上万户."""
    return text[end] in "余多" or text[start - 1] in "近超逾上过数几约" or text[stop - 1] == "上"


_CLOSERS: Final = frozenset("，。、；：,;:.!?！？）)”’》 \u3000\n\r\t\0的")
_ARTICLES: Final = frozenset("每这那同某另任第其之哪整唯无逐没有如此新统")

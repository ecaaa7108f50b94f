"""A number at a place, and what stands behind it: magnitude, inner hedge, unit, hedge. Chinese and bare numbers."""

from __future__ import annotations

from typing import Final

from drafter.figures.coins import with_coins
from drafter.figures.numerals import DIGITS, MAX_SIGNS, NUMERAL_SIGNS, POWERS, add, chinese, plain, times
from drafter.figures.words import Unit, chinese_words
from drafter.model import Approx, FigureKind
from drafter.patterns import regex

Hit = tuple[int, int, FigureKind, str | None, str | None, str | None, str, Approx | None, str]
"""start, end, kind, value, low, high, unit, approx, lang: a Figure without its text."""

_PART: Final = r"(?![0-9])(?:\.[0-9]++)?"
ARABIC: Final = (
    r"[0-9]++(?![, \u00a0\u2009\u202f]|\.[0-9]{3}[.,][0-9])(?:\.[0-9]++)?"  # the commonest: no group mark follows
    rf"|[0-9]{{1,3}}(?:,[0-9]{{3}})++{_PART}"
    rf"|[0-9]{{1,2}}(?:,[0-9]{{2}}(?![0-9]))++,[0-9]{{3}}(?!,[0-9]){_PART}"  # 12,34,567, as it is written in India
    r"|[1-9][0-9]{0,2}(?:\.[0-9]{3})++,[0-9]{2}(?![0-9]|[.,][0-9])"  # 1.234,50, as it is written in Germany
    rf"|[0-9]{{1,3}}(?:[ \u00a0\u2009\u202f][0-9]{{3}})++{_PART}"
    r"|[0-9]++(?:\.[0-9]++)?"
)
HAN: Final = rf"(?:[{NUMERAL_SIGNS}]++(?:点[{''.join(DIGITS)}]++[十百千万亿]*+)?)"
NUMBER: Final = regex(rf"({ARABIC})|({HAN})")


def number_at(text: str, at: int) -> tuple[str, int, bool] | None:
    """The numeral that begins at a place: (value, end, whether it is Chinese)."""
    found = NUMBER.match(text, at)
    if found is None:
        return None
    if found.lastindex == 1:
        return plain(found[1]), found.end(), False
    value = chinese(found[2])
    return None if value is None else (value, found.end(), True)


_DISCOUNT: Final = ("折", " 折")  # 九 九 折
_SPACED: Final = regex(rf"(?: ?[{NUMERAL_SIGNS}点]){{1,{MAX_SIGNS}}}")


def spaced(text: str, start: int, end: int) -> tuple[str, int] | None:
    """A numeral with spaces between its signs (一百 五 十 二), when it makes one number: the numeral and its end."""
    found = _SPACED.match(text, end)
    if found is None:
        return None
    numeral = (text[start:end] + found[0]).replace(" ", "")
    grouped = any(sign in POWERS for sign in numeral) or "点" in numeral or text.startswith(_DISCOUNT, found.end())
    return (numeral, found.end()) if grouped and chinese(numeral) else None


_WORDS: Final = chinese_words()
CLOSERS: Final = frozenset("，。、；：,;:.!?！？）)”’》 \u3000\n\r\t\0的")
_GAP: Final = regex(r"[ \u3000\u00a0]{1,4}(?=[\u2e80-\uffef%‰℃°])")
_WITH_COINS: Final = frozenset({"块", "毛", *_WORDS.coins})
_SIGNS: Final = frozenset(NUMERAL_SIGNS)
_DOZEN: Final = "打"
_ZEROS: Final = frozenset("零〇")
_TEN_THOUSAND: Final = 4

Tail = tuple[str, Approx | None, Unit | None, int, int]
"""Value with its magnitude, hedge inside or behind, unit, end, and the magnitude as a power of ten."""


def tail(text: str, at: int, value: str) -> Tail:
    """What stands behind a numeral that ends at `at`: 万, 多, 元, 以上."""
    if text[at] in " \u3000\u00a0" and (gap := _GAP.match(text, at)):
        unit = _WORDS.units.behind(text, gap.end())
        at = gap.end() if unit is not None or text[gap.end()] in POWERS or text[gap.end()] in _WORDS.inside else at
    else:
        unit = _WORDS.units.behind(text, at)
    if unit is not None:
        return _with_unit(text, value, None, (*unit, at), 0)
    value, hedge, found, end, shift = _magnitude(text, at, value)
    if found is not None:
        return _with_unit(text, value, hedge, found, shift)
    if hedge is None and text[end] in _WORDS.behind.first and (behind := _WORDS.behind.behind(text, end)) is not None:
        end, hedge = behind
    return value, hedge, None, end, shift


def _magnitude(text: str, at: int, value: str) -> tuple[str, Approx | None, tuple[int, Unit, int] | None, int, int]:
    """The magnitudes and inner hedges from `at`: value, hedge, the unit with its start, end and power of ten."""
    shift, end = 0, at
    hedge: Approx | None = None
    while True:
        sign = text[at]
        if sign in POWERS:
            shift += POWERS[sign]
            end = at = at + 1
            if (more := _composed(text, at, value, shift)) is not None:
                (value, end), shift = more, 0
                at = end
        elif hedge is None and sign in _WORDS.inside and text[at + 1] not in _WORDS.not_inside:
            hedge = _WORDS.inside[sign]
            at += 1 + (text[at + 1] == " " and text[at + 2] in POWERS)
            end = at if hedge == "over" else end
        elif sign == _DOZEN:
            value, at, end, shift = times(plain(value, shift), 12), at + 1, at + 1, 0
        else:
            break
        if (unit := _WORDS.units.behind(text, at)) is not None:
            return plain(value, shift) if shift else value, hedge, (*unit, at), end, shift
    return plain(value, shift) if shift else value, hedge if end == at else None, None, end, shift


def _composed(text: str, at: int, value: str, shift: int) -> tuple[str, int] | None:
    """The further groups of 3亿2000万, 5万4千6百, 3万4000 and 1千零20: the sum and its end, or None."""
    total = ""
    while shift:
        zero = text[at] in _ZEROS
        start = at + (zero or text[at] == " ")
        if not "0" <= text[start] <= "9":
            break
        found = NUMBER.match(text, start)
        if found is None or found.end() - start > MAX_SIGNS or len(value) > MAX_SIGNS:
            break
        end, second = found.end(), 0
        end += text[end] == " " and text[end + 1] in POWERS
        while text[end] in POWERS:
            second += POWERS[text[end]]
            end += 1
        if not 0 < second < shift:
            if start - at == zero and _fills(text, found[0], found.end(), shift, after_zero=zero):
                total = add(total or plain(value, shift), found[0])
                at = found.end()
            break
        total = add(total or plain(value, shift), plain(found[0], second))
        at, shift = end, second
    return (total, at) if total else None


def _fills(text: str, digits: str, end: int, shift: int, *, after_zero: bool) -> bool:
    """Whether bare digits are the rest of a number behind a power: 3万4000, 1千零1, but not 2万2023年."""
    if not digits.isdigit() or (text[end] == "年" and shift == _TEN_THOUSAND):
        return False
    return len(digits) < shift if after_zero else len(digits) == shift > 1 and digits[0] != "0"


def _with_unit(text: str, value: str, hedge: Approx | None, found: tuple[int, Unit, int], shift: int) -> Tail:
    """The tail from its unit on: 个半小时, 多, 台（套）, 元/人, 左右."""
    end, unit, start = found
    sign = text[end]
    if sign in CLOSERS:  # the commonest case: nothing follows
        return value, hedge, unit, end, shift
    alone = text[start - 1] in DIGITS and text[start - 2] not in _SIGNS
    blocked = (_WORDS.blocked if alone else _WORDS.blocked_always).get(text[start:end])
    if blocked is not None and sign in blocked and not text.startswith(_WORDS.unblocked, end):
        return value, hedge, None, start, shift
    if sign == "半":
        value, unit, end = _and_half(text, value, unit, end)
    elif sign in "多余":
        unit, end, more = _and_more(text, unit, end)
        hedge = hedge or more
    elif sign in "（(/每":
        unit, end = _doubled(text, unit, end)
    elif unit[0] == "元":
        value, unit, end = with_coins(text, value, unit, end)
        end += text[end] == "整"
    elif unit[0] in _WITH_COINS:
        value, unit, end = with_coins(text, value, unit, end)
    if hedge is None and text[end] in _WORDS.behind.first and (behind := _WORDS.behind.behind(text, end)) is not None:
        end, hedge = behind
    return value, hedge, unit, end, shift


def _of_pieces(text: str, at: int) -> tuple[int, Unit] | None:
    """The unit at `at` as it reads behind 个: 小时, and 个月 for 月."""
    found = _WORDS.units.behind(text, at)
    if found is None:
        return None
    whole = _WORDS.units.behind(f"个{text[at : found[0]]}", 0)
    return (found[0], whole[1]) if whole and whole[0] == found[0] - at + 1 else found


def _and_half(text: str, value: str, unit: Unit, end: int) -> tuple[str, Unit, int]:
    """两个半小时, 三斤半, 一倍半: half a unit more."""
    half = _of_pieces(text, end + 1) if unit[0] == "个" else None
    if half is None and unit[0] == "分" and text[end + 1] == "钟":
        half = _WORDS.units.behind("分钟", 0)
        return (add(value, "0.5"), half[1], end + 2) if half else (value, unit, end)
    if half is not None:
        return add(value, "0.5"), half[1], half[0]
    ends = text[end + 1] in CLOSERS  # 21节半，
    if ends or unit[1] in ("duration", "multiple", "age") or unit[0] in _WORDS.measures:
        return add(value, "0.5"), unit, end + 1
    return value, unit, end


def _and_more(text: str, unit: Unit, end: int) -> tuple[Unit, int, Approx | None]:
    """3个多月, 2年多, 5公里多: somewhat more; with what is counted (3人多次) it is another word."""
    if unit[0] == "个":
        rest = _of_pieces(text, end + 1)
        return (rest[1], rest[0], "over") if rest is not None and rest[1][1] == "duration" else (unit, end, None)
    if (unit[1] == "quantity" and unit[0] not in _WORDS.measures) or text[end + 1] in _WORDS.not_behind:
        return unit, end, None
    return unit, end + 1, "over"


def _doubled(text: str, unit: Unit, end: int) -> tuple[Unit, int]:
    """台（套）, 元/人: a unit with a second one in brackets or behind a stroke."""
    other = _WORDS.units.behind(text, end + 1)
    if other is None:
        return unit, end
    if text[end] in "/每":
        return (f"{unit[0]}/{other[1][0]}", unit[1], unit[2]), other[0]
    if text[other[0]] in "）)":
        return (f"{unit[0]}（{other[1][0]}）", unit[1], unit[2]), other[0] + 1
    return unit, end

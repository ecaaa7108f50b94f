"""Exact values of numerals as written: Arabic, Chinese, English words. Strings and integers only, never a float."""

from __future__ import annotations

import unicodedata
from typing import Final

DIGITS: Final[dict[str, int]] = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "○": 0,
    "两": 2,
    "貳": 2,
    "參": 3,
    "叄": 3,
    "陸": 6,
    "兩": 2,
    "弌": 1,
    "弍": 2,
    "弎": 3,
    "倆": 2,
}
POWERS: Final[dict[str, int]] = {
    "十": 1,
    "拾": 1,
    "百": 2,
    "佰": 2,
    "千": 3,
    "仟": 3,
    "万": 4,
    "萬": 4,
    "亿": 8,
    "億": 8,
    "兆": 12,
}
TENS: Final[dict[str, int]] = {"廿": 20, "卅": 30, "卌": 40}
NUMERAL_SIGNS: Final = "".join(DIGITS) + "".join(POWERS) + "".join(TENS)
# One sign for a fraction, and what stands above and below its bar: ½ is ("1", "2").
VULGAR: Final[dict[str, tuple[str, str]]] = {
    sign: (above, below)
    for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
    for above, _, below in [unicodedata.normalize("NFKC", sign).partition("\u2044")]
}
# A numeral of more signs than this is an identifier or noise; it also bounds every integer that is computed here.
MAX_SIGNS: Final = 40
_GROUP_POWER: Final = 4  # 万 and above close a group of four


def plain(digits: str, shift: int = 0) -> str:
    """A plain decimal string.

    Args:
        digits: ASCII digits with at most one decimal mark, a point, or a comma behind points (1.234,50); group marks
            are dropped.
        shift: power of ten to multiply by, 0 or more.

    Returns:
        No leading zeros, no trailing zeros behind the point, no point without digits behind it.
    """
    if not digits.isdigit():
        whole, _, part = digits.partition(".")
        if "," in part:
            whole, _, part = digits.replace(".", "").partition(",")
        if not (whole.isdigit() and part.isdigit()):
            whole, _, part = "".join(sign for sign in digits if sign in "0123456789.").partition(".")
        if shift:
            whole += part[:shift] + "0" * (shift - len(part))
            part = part[shift:]
        part = part.rstrip("0")
        whole = whole.lstrip("0") or "0"
        return f"{whole}.{part}" if part else whole
    if shift:
        digits += "0" * shift
    return digits.lstrip("0") or "0" if digits[0] == "0" else digits


def add(first: str, second: str) -> str:
    """The sum of two plain decimal strings, exact."""
    places = max(len(first.partition(".")[2]), len(second.partition(".")[2]))
    total = str(int(plain(first, places)) + int(plain(second, places)))
    if not places:
        return total
    total = total.rjust(places + 1, "0")
    return plain(f"{total[:-places]}.{total[-places:]}")


def smaller(first: str, second: str) -> bool:
    """Whether one plain decimal string is less than another, both not negative."""
    whole, _, part = first.partition(".")
    other, _, rest = second.partition(".")
    return (len(whole), whole, part) < (len(other), other, rest)


def times(value: str, factor: int) -> str:
    """A plain decimal string multiplied by an integer, exact; one too long to be a quantity is left as it is."""
    places = len(value.partition(".")[2])
    if len(value) > MAX_SIGNS:
        return value
    total = str(int(plain(value, places)) * factor).rjust(places + 1, "0")
    return plain(f"{total[:-places]}.{total[-places:]}") if places else total


def chinese(numeral: str) -> str | None:
    """The value of a Chinese numeral: 二十三, 两千三, 一点三五亿, 二〇二三, 壹佰贰拾.

    Args:
        numeral: numeral signs, with at most one 点.

    Returns:
        A plain decimal string, or None for signs that form no numeral (十四五, 百千).
    """
    if len(numeral) > MAX_SIGNS:
        return None
    whole, point, part = numeral.partition("点")
    if not point:
        value = _whole(whole)
        return None if value is None else str(value)
    shift = 0
    while part and part[-1] in POWERS:
        shift += POWERS[part[-1]]
        part = part[:-1]
    value = _whole(whole) if whole else 0
    if value is None or not part or any(sign not in DIGITS for sign in part):
        return None
    return plain(f"{value}.{''.join(str(DIGITS[sign]) for sign in part)}", shift)


def _whole(numeral: str) -> int | None:
    if all(sign in DIGITS for sign in numeral):
        return int("".join(str(DIGITS[sign]) for sign in numeral)) if numeral else None
    total = group = 0
    digit: int | None = None
    power = 0  # of the last sign that had one; 0 after a zero, which ends the shorthand 两千三 = 2300
    largest = 0
    for sign in numeral:
        if sign in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = DIGITS[sign]
            power = 0 if digit == 0 else power
        elif sign in TENS:
            if digit:
                return None
            group, digit, power = group + TENS[sign], None, 1
        elif (step := POWERS[sign]) < _GROUP_POWER:
            raised = digit is None and 0 < group < 10**step  # 五十千
            group, digit, power = group * 10**step if raised else group + (digit or 1) * 10**step, None, step
        else:
            group += digit or 0
            if step > largest:
                total, largest = (total + (group or (0 if total else 1))) * 10**step, step
            elif not group or step == largest:
                total = (total + group) * 10**step  # 四万万, 九万八千七百万
            else:
                total += group * 10**step
            group, digit, power = 0, None, step
    if digit is not None:
        group += digit * (10 ** (power - 1) if power > 1 else 1)
    return total + group


def neighbours(numeral: str) -> tuple[str, str] | None:
    """The two ends of "about" by neighbouring digits: 三四 is (3, 4), 五六十 is (50, 60), 十七八 is (17, 18).

    Args:
        numeral: numeral signs without 点.

    Returns:
        Both ends, or None where no two neighbouring digits that follow one another stand alone.
    """
    if not 1 < len(numeral) <= MAX_SIGNS or "点" in numeral:
        return None
    for at in range(len(numeral) - 1):
        low, high = DIGITS.get(numeral[at], 0), DIGITS.get(numeral[at + 1], 0)
        if not (low and high):
            continue
        apart = at + 2 == len(numeral) or numeral[at + 2] not in DIGITS
        if high != low + 1 or not apart:
            return None
        head, tail = numeral[:at], numeral[at + 2 :]
        first, second = chinese(head + numeral[at] + tail), chinese(head + numeral[at + 1] + tail)
        return (first, second) if first and second and int(first) < int(second) else None
    return None

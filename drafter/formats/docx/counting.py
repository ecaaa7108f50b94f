"""Numbers in the formats in which Word counts paragraphs (ISO/IEC 29500-1, 17.18.59, ST_NumberFormat)."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from drafter.shipped import read_table

_DIGITS: Final = "零一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
CUSTOM: Final = "custom "
"""What stands before a format of one's own, e.g. "custom 001, 002, 003, ..."."""


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A whole number from 1 to 9999 in Chinese numerals: 12 is 十二, 105 is 一百零五."""
    if not 0 < number <= 9999:  # noqa: PLR2004  # four places have names
        return str(number)
    places = [(int(char), len(str(number)) - 1 - place) for place, char in enumerate(str(number))]
    text = ""
    for digit, place in places:
        if digit:
            text += digits[digit] + (units[place - 1] if place else "")
        elif text and not text.endswith(digits[0]):
            text += digits[0]
    text = text.rstrip(digits[0])
    return text[1:] if text.startswith(digits[1] + units[0]) and digits == _DIGITS else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: ord("\uff10") + digit for digit in range(10)})


def _digital(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(char)] for char in str(number))


def _ordinal(number: int) -> str:
    return "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _from_row(row: str, first: int, number: int) -> str:
    return chr(first + number - 1) if 0 < number <= len(row) else str(number)


def _padded(number: int, pattern: str) -> str:
    """A number in a format of its own: "001, 002, 003, ..." pads to three digits."""
    first = pattern.partition(",")[0].strip()
    return str(number).zfill(len(first)) if first.isdecimal() else str(number)


def _counted(number: int, digits: str, units: str, left_out: str) -> str:
    """A whole number by digits and units, zeros unsaid; digit by digit where there are no units, or too few."""
    places = str(number)
    if not units or len(places) > len(units) + 1 or not number:
        return "".join(digits[int(char)] for char in places)
    named = (
        (digits[int(char)], units[len(places) - place - 2 :][:1] if place + 1 < len(places) else "")
        for place, char in enumerate(places)
    )
    return "".join(("" if unit and digit == left_out else digit) + unit for digit, unit in named if digit != digits[0])


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return read_table("counting.toml")


def _rare(number: int, fmt: str) -> str | None:
    """A number in a format of the table of rare ones; None for other formats."""
    rows = _rows()
    if numerals := rows["numerals"].get(fmt):
        return _counted(number, *numerals)
    if words := rows["words"].get(fmt):
        return words[number - 1] if 0 < number <= len(words) else str(number)
    if signs := rows["signs"].get(fmt):
        return signs[(number - 1) % len(signs)] if number else ""
    if signs := rows["letters"].get(fmt):
        return signs[(number - 1) % len(signs)] * ((number - 1) // len(signs) + 1) if number else ""
    return f"{number:X}" if fmt == "hex" else None


_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def render(number: int, fmt: str) -> str:
    """One number in one of Word's formats (ST_NumberFormat).

    Args:
        number: the count.
        fmt: e.g. "decimal", "chineseCountingThousand".

    Returns:
        The number as shown; "" for formats that show none.
    """
    if fmt in {"none", "bullet"} or number < 0:
        return ""
    if fmt.startswith(CUSTOM):
        return _padded(number, fmt.removeprefix(CUSTOM))
    if (rare := _rare(number, fmt)) is not None:
        return rare
    if fmt.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting")):
        return chinese(number)
    table = {
        "upperRoman": lambda: _roman(number),
        "lowerRoman": lambda: _roman(number).lower(),
        "upperLetter": lambda: _letters(number).upper() if number else "",
        "lowerLetter": lambda: _letters(number) if number else "",
        "decimalZero": lambda: f"{number:02d}",
        "decimalFullWidth": lambda: _full_width(number),
        "decimalFullWidth2": lambda: _full_width(number),
        "decimalEnclosedParen": lambda: _from_row(_CIRCLES, ord("⑴"), number),
        "decimalEnclosedFullstop": lambda: _from_row(_CIRCLES, ord("⒈"), number),
        "ideographEnclosedCircle": lambda: _from_row(_CIRCLES[:10], ord("㊀"), number),
        "numberInDash": lambda: f"- {number} -",
        "ordinal": lambda: f"{number}{_ordinal(number)}",
        "decimalEnclosedCircle": lambda: _from_row(_CIRCLES, ord("①"), number),
        "decimalEnclosedCircleChinese": lambda: _from_row(_CIRCLES, ord("①"), number),
        "ideographDigital": lambda: _digital(number),
        "taiwaneseDigital": lambda: _digital(number),
        "japaneseDigitalTenThousand": lambda: _digital(number),
        "chineseLegalSimplified": lambda: chinese(number, _LEGAL, "拾佰仟"),
        "ideographLegalTraditional": lambda: chinese(number, _LEGAL, "拾佰仟"),
        "ideographTraditional": lambda: _STEMS[(number - 1) % 10] if number else "",
        "ideographZodiacTraditional": lambda: (
            _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number else ""
        ),
        "ideographZodiac": lambda: _BRANCHES[(number - 1) % 12] if number else "",
    }
    return table.get(fmt, lambda: str(number))()

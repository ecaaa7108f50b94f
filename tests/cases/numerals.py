"""Write a number in other notations: Chinese numerals, English words, full width, grouped digits.

Written for the cases alone, apart from the figure engine, so that the two cannot share a mistake.
"""

from __future__ import annotations

ZH_DIGITS = "零一二三四五六七八九"
_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
EN_SMALL = _EN_SMALL.split()
EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def zh_integer(number: int) -> str:
    """A whole number below 1 0000 0000 in Chinese numerals: 12 is 十二, 2006 is 二千零六."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return zh_integer(high) + "万" + gap + (zh_integer(low) if low else "")
    if number == 0:
        return "零"
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + ZH_DIGITS[digit] + name
        gap = not digit
    return text[1:] if text.startswith("一十") else text


def zh_decimal(digits: str) -> str:
    """A plain decimal ("52.6") in Chinese numerals (五十二点六)."""
    whole, _, part = digits.partition(".")
    text = zh_integer(int(whole))
    return text + ("点" + "".join(ZH_DIGITS[int(digit)] for digit in part) if part else "")


def zh_year(digits: str) -> str:
    """A year digit by digit: 2024 is 二〇二四."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in digits)


def en_words(number: int) -> str:
    """A whole number below 100 in English words: 22 is twenty-two."""
    if number < len(EN_SMALL):
        return EN_SMALL[number]
    tens, ones = divmod(number, 10)
    return EN_TENS[tens - 2] + (f"-{EN_SMALL[ones]}" if ones else "")


def full_width(text: str) -> str:
    """Digits, point and per cent sign in full width."""
    return text.translate(FULL_WIDTH)


def grouped(digits: str) -> str:
    """Thousands set apart by commas: 12368 is 12,368."""
    whole, dot, part = digits.partition(".")
    return f"{int(whole):,}" + dot + part

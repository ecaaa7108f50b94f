"""Arabic numerals where they stand in a text: figures of a Chinese or English sentence, dates, numbering, codes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drafter.figures import around, dates, english, prices, ranks, shares
from drafter.figures.measure import WEAK, hedge_before, measured
from drafter.figures.numerals import MAX_SIGNS, VULGAR, plain
from drafter.figures.numwords import written
from drafter.figures.tail import ARABIC, number_at, tail
from drafter.figures.words import chinese_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit

_WORDS: Final = chinese_words()
_WORD_SIGNS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_TOKEN_REST: Final = regex(r"[A-Za-z0-9_./+-]*+")
_SPECIAL: Final = frozenset("年月日时点季分:：∶/-.)）、．〕+×号成折 ").union("^", VULGAR)
_PLURAL_BEFORE: Final = regex(r"[a-z]{2,}s \($")
_OPENS_LINE: Final = frozenset("\n\r。；;：:\0（(")
_RATIO: Final = regex(r"(?:(?:\s?∶\s?|\s?[:：](?! )|\s: )[0-9]+(?:\.[0-9]+)?)+")
_POWER: Final = regex(r"(?: ?[×xX] ?(10))?\^(-?)\+?-?([0-9]{1,2})(?![0-9.^])")
_LONGEST_BASE: Final = 6  # signs of a number that is raised to a power: it bounds the integers that are computed
_TIMES: Final = regex(r"×(?:[0-9.]+(?:小时|天)?)?")
_NUMBER: Final = regex(ARABIC)
_PHONE: Final = regex(r"(?:0[0-9]{2,4}[ -][0-9]{3,4}[ -]?[0-9]{3,4}|[0-9]{3}[ -][0-9]{3}-[0-9]{4})(?![0-9])")
_ABROAD: Final = regex(r"[0-9]{1,3}(?:[ /-][0-9]{2,4}){2,5}(?![0-9])")  # behind +
_LONGEST_ADDRESS: Final = 200
_AGAINST: Final = regex(r"比([0-9]+(?:\.[0-9]+)?)(?![0-9])")
_NEAR: Final = 8
_CAPITALS: Final = regex(r"(?<![A-Za-z0-9])[A-Z]{2,6}\Z")
_LONGEST_NAME: Final = 7
_APART: Final = regex(r" ([0-9])(?= ?折)")
_MIXED: Final = regex(r" {1,2}([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")
_MOBILE_DIGITS: Final = 11
_ID_DIGITS: Final = 16
_YEAR_DIGITS: Final = 4
_DAY_DIGITS: Final = 2


def read(text: str, start: int) -> tuple[Hit | None, int]:  # noqa: PLR0911  # one way out for each sort
    """The figure whose numeral is written in Arabic digits, in a Chinese or mixed text, and where to read on."""
    found = _NUMBER.match(text, start)
    if found is None:
        return None, start + 1
    end, digits = found.end(), found[0]
    last, follows = text[start - 1], text[end]
    if (last < "\u2e80" or last in "￥＄") and (marked := _marked(text, start, end, digits)) is not None:
        return marked
    if follows in _SPECIAL or (follows in "xX" and _POWER.match(text, end)):
        special = _special(text, start, end, digits)
        if special is not None:
            return special
    elif end - start >= _MOBILE_DIGITS and _identifier(text, start, end) and not _WORDS.units.behind(text, end):
        return None, _token_end(text, end)
    if follows == "比" and (ratio := _AGAINST.match(text, end)) and "比" in text[max(0, start - _NEAR) : start]:
        value = f"{plain(digits)}:{plain(ratio[1])}"
        return (start, ratio.end(), "ratio", value, None, None, "", None, "zh"), ratio.end()
    if follows < "\u2e80" and around.speaks(text, start, end):
        return english.counted(text, start, end, digits)
    if follows in _WORDS.names_behind.first and _WORDS.names_behind.behind(text, end):
        return None, end
    if follows == "大" and len(digits) == 1 and text[end + 1] >= "\u4e00" and not _WORDS.units.behind(text, end):
        return None, end  # 5大任务, as 五大任务
    hit = measured(text, start, end, plain(digits))
    if hit is None or (not hit[6] and _named(text, start, digits)):
        return None, end
    if last == "前" and (top := ranks.top(hit)) is not None:
        hit = top
    return hit, hit[1]


def read_latin(text: str, start: int) -> tuple[Hit | None, int]:
    """The same in a text without a Chinese sign."""
    found = _NUMBER.match(text, start)
    if found is None:
        return None, start + 1
    end, digits = found.end(), found[0]
    if (marked := _marked(text, start, end, digits)) is not None:
        return marked
    if text[end] in _SPECIAL or (text[end] in "xX" and _POWER.match(text, end)):
        special = _special(text, start, end, digits)
        if special is not None:
            return special
    elif end - start >= _MOBILE_DIGITS and _identifier(text, start, end):
        return None, _token_end(text, end)
    return english.counted(text, start, end, digits)


def _marked(text: str, start: int, end: int, digits: str) -> tuple[Hit | None, int] | None:
    """What a letter, a currency sign or a point before the digits makes of them."""
    last = text[start - 1]
    if last in _WORD_SIGNS:
        coded = prices.coded(text, start, end)
        return coded or (None if _counts_named(text, start, end, digits) else (None, _token_end(text, end)))
    if last in "/=?&#%" and _in_address(text, start):
        return None, _token_end(text, end)
    if last == "-" and text[start - 2] in _WORD_SIGNS and not english.is_year(digits):
        return None, _token_end(text, end)
    if last == "." and digits.isdigit() and not (text[start - 2].isalnum() or text[start - 2] == "."):
        return english.finish(text, start - 1, end, plain(f"0.{digits}"), f"0.{digits}")
    return prices.priced(text, start, end, digits)


def _counts_named(text: str, start: int, end: int, digits: str) -> bool:
    """Whether digits behind Latin capitals in a Chinese text count what these name: AED224台, GDP1200亿元."""
    if (text[end] < "\u2e80" and text[end] != "%") or not _CAPITALS.search(text, max(0, start - _LONGEST_NAME), start):
        return False
    unit = tail(text, end, plain(digits))[2]
    return unit is not None and unit[2] < WEAK and unit[1] != "duration"  # PM2.5年均浓度


def _in_address(text: str, start: int) -> bool:
    """Whether the digits stand in an address of the web."""
    return "://" in text[max(0, start - _LONGEST_ADDRESS) : start].rpartition(" ")[2]


def _named(text: str, start: int, digits: str) -> bool:
    """Whether a bare number is a name: 附件3, 110, a number with a leading zero."""
    coded = digits in _WORDS.codes or (digits[0] == "0" and len(digits) > 1 and digits[1] != ".")
    return coded or _WORDS.names_before.before(text, start) is not None


def _identifier(text: str, start: int, end: int) -> bool:
    digits = end - start
    return text[start:end].isdigit() and (digits >= _ID_DIGITS or (digits == _MOBILE_DIGITS and text[start] == "1"))


def _token_end(text: str, end: int) -> int:
    found = _TOKEN_REST.match(text, end)
    return found.end() if found else end


def _special(  # noqa: C901, PLR0911, PLR0912  # a table of signs
    text: str, start: int, end: int, digits: str
) -> tuple[Hit | None, int] | None:
    """What a sign behind the digits makes of them; None when it makes nothing of them."""
    follows = text[end]
    hit: Hit | None = None
    if follows in "分 " and digits.isdigit() and (behind := shares.parts_of(text, end)):
        return shares.part(text, start, behind, digits)
    if follows in VULGAR:
        hit = _with_vulgar(text, start, end, digits)
        return hit, hit[1] if hit else end + 1
    if follows == " " and "." in digits and _numbers_heading(text, start, end):
        return None, end
    if follows in " -" and (phone := (_ABROAD if text[start - 1] == "+" else _PHONE).match(text, start)):
        return (None, phone.end()) if phone.end() > end else None
    if follows in "×^xX" or (follows == " " and text[end + 1] in "×xX" and _POWER.match(text, end)):
        return _raised(text, start, end, digits)
    if follows == "." and "." in digits and "0" <= text[end + 1] <= "9":
        hit = dates.iso(text, start)
        return (hit, hit[1]) if hit else (None, _token_end(text, end))  # the number of a chapter, an address: 2.1.3
    if follows in ".)）、．":
        return _numbering(text, start, end, digits)
    if follows in "〕号":
        return None, end + 1
    if follows == "年":
        if len(digits) == _YEAR_DIGITS and digits[:2] in ("20", "19", "18", "17"):
            hit = dates.at_year(text, start, end)
        elif "." in digits and len(digits.partition(".")[2]) == _YEAR_DIGITS:
            return None, end - _YEAR_DIGITS
    elif follows in "月日" and "." in digits:
        return None, end - len(digits.rpartition(".")[2])  # 2.1月3日: item 2 begins with a date
    elif (follows == "月" and digits.isdigit()) or (follows == "日" and len(digits) <= _DAY_DIGITS):
        hit = dates.at_month(text, start, end)
    elif follows in "时点":
        hit = dates.clock(text, start)
    elif follows in ":：∶":
        hit = _ratio_or_clock(text, start, end)
    elif follows in "/-.":
        hit = dates.iso(text, start) or dates.slashed(text, start) or _fraction(text, start, end, digits)
    elif follows == "季" and text[end + 1] == "度":
        hit = (start, end + 2, "date", f"--Q{digits}", None, None, "", None, "zh")
    elif follows in "成折 ":
        hit = _tenths(text, start, end, digits) or _mixed(text, start, end, digits)
    if hit is None and len(digits) == _YEAR_DIGITS and follows == "-":
        hit = dates.at_year(text, start, end)
    return None if hit is None else (hit, hit[1])


def _tenths(text: str, start: int, end: int, digits: str) -> Hit | None:
    """9成, 75折, 7 2 折."""
    apart = _APART.match(text, end) if len(digits) == 1 else None
    whole, stop = (digits + apart[1], apart.end()) if apart else (plain(digits), end)
    return shares.tenths(text, start, stop, whole)


def _numbering(text: str, start: int, end: int, digits: str) -> tuple[Hit | None, int] | None:
    """Whether the digits number a heading or an item: 1. 2、 3) （4）."""
    if len(digits) > 3:  # noqa: PLR2004  # no list is so long
        return None
    if text[end] in ")）":
        if _PLURAL_BEFORE.search(text, max(0, start - 24), start) and (len(digits) > 1 or text[end + 1] in ",.;"):
            return None  # our dentists (12), hygienists (9)
        return (None, end + 1) if text[start - 1] in "（(\n\0" else None
    at = start - 1
    while at >= 0 and text[at] in " \t　#*>-" and start - at < 16:  # noqa: PLR2004  # a few signs of indentation
        at -= 1
    return (None, end + 1) if (at < 0 or text[at] in _OPENS_LINE) else None


def _numbers_heading(text: str, start: int, end: int) -> bool:
    """Whether a decimal is the number of a heading: `### 1.2 教学`, and at the start of a line `1.2 Staff`."""
    at = start
    while at > 0 and text[at - 1] in " #":
        at -= 1
    opens_line = at == 0 or text[at - 1] in "\n\0"
    return opens_line and ("#" in text[at:start] or (text[end + 1].isupper() and text[end + 2].islower()))


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
    if below is None or below[2] or text[below[1]] == "/" or below[0] == "0" or around.phrase_at(text, start):
        return None
    before, begin = hedge_before(text, start)
    if before is None:
        before, begin = around.hedge_before(text, start)
    sign = ""
    if text[start - 1] in "-−" and not text[start - 2].isalnum():
        begin, sign = start - 1, "-"
    unit, stop = around.measure_behind(text, below[1])
    value = f"{sign}{plain(digits)}/{below[0]}"
    if unit is not None:
        return begin, stop, unit[1], value, None, None, unit[0], before, "en"
    return begin, below[1], "fraction", value, None, None, "", before, "zh"


def _raised(text: str, start: int, end: int, digits: str) -> tuple[Hit | None, int] | None:
    """4.5×10^9/L, 2^5: a number in powers; 8×5小时 and the rest behind × are no figures."""
    found = _POWER.match(text, end)
    if found is None or end - start > _LONGEST_BASE or (found[1] and text[end] == "^"):
        rest = _TIMES.match(text, end)
        return (None, rest.end()) if rest else None
    base, factor = (Fraction(10), Fraction(plain(digits))) if found[1] else (Fraction(plain(digits)), Fraction(1))
    power = base ** int(found[3])
    negative = found[2] and found[0].count("-") == 1 and power
    value, stop = written(factor / power if negative else factor * power), found.end()
    speaks = around.speaks(text, start, stop)
    hit = english.finish(text, start, stop, value)[0] if speaks else measured(text, start, stop, value)
    return None if hit is None else (hit, hit[1])


def vulgar(text: str, start: int) -> tuple[Hit | None, int]:
    """½, ¾ miles: a fraction in one sign, with its measure."""
    above, below = VULGAR[text[start]]
    before, begin = hedge_before(text, start)
    if before is None:
        before, begin = around.hedge_before(text, start)
    unit, stop = around.measure_behind(text, start + 1)
    if unit is not None:
        return (begin, stop, unit[1], f"{above}/{below}", None, None, unit[0], before, "en"), stop
    return (begin, start + 1, "fraction", f"{above}/{below}", None, None, "", before, "zh"), start + 1


def _with_vulgar(text: str, start: int, end: int, digits: str) -> Hit | None:
    """3½ years, 2½小时: a whole number and a fraction in one sign."""
    if not digits.isdigit() or end - start > MAX_SIGNS:
        return None
    above, below = VULGAR[text[end]]
    value = written(int(digits) + Fraction(int(above), int(below)))
    if text[end + 1] >= "\u2e80":
        return measured(text, start, end + 1, value)
    shift, stop = around.power(text, end + 1)
    return english.finish(text, start, stop, written(Fraction(value) * 10**shift) if shift else value)[0]


def _mixed(text: str, start: int, end: int, digits: str) -> Hit | None:
    """10 1/2 miles: a whole number and a fraction; of two digits only a proper one (2 24/7)."""
    found = _MIXED.match(text, end)
    if found is None or not digits.isdigit() or end - start > MAX_SIGNS or found[2] == "0":
        return None
    if int(found[1]) >= int(found[2]) and len(found[1]) > 1:
        return None
    value = written(int(digits) + Fraction(int(found[1]), int(found[2])))
    return english.finish(text, start, found.end(), value)[0]

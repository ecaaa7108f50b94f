"""Shares and multiples in Chinese: 百分之五, 三分之二, 六成, 八五折, 一半, 过半, 半年, 翻两番."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.figures import dates
from drafter.figures.around import power
from drafter.figures.measure import WEAK, hedge_before
from drafter.figures.numerals import DIGITS, MAX_SIGNS, NUMERAL_SIGNS, chinese, plain, smaller
from drafter.figures.tail import number_at, spaced
from drafter.figures.words import chinese_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit
    from drafter.model import Approx, FigureKind

_WORDS: Final = chinese_words()
_DOUBLING: Final = regex(rf"翻了?([{NUMERAL_SIGNS}]?)番")
_PARTS_OF: Final = regex(r" {0,2}分 {0,2}之 {0,2}")
_PER: Final = {"百": "%", "佰": "%", "千": "‰", "万": "‱"}
_TENTHS: Final = regex(rf" ?(成|折)(?: ?([{''.join(DIGITS)}])(?![个家名项万千百])|(半))?")
_TWO_DIGITS: Final = 2
_MOST_DOUBLINGS: Final = 64
_RANGE_SIGNS: Final = "至到—～~-"
_END: Final = frozenset("，。、；：！？）”’》…,.;:!?) \u3000\n\r\t\0的以")


def parts_of(text: str, end: int) -> int:
    """Where 分之 ends that begins at `end`, if with blanks; 0 for none."""
    found = _PARTS_OF.match(text, end)
    return found.end() if found else 0


def part(text: str, start: int, end: int, numeral: str) -> tuple[Hit | None, int]:
    """百分之五, 千分之三, 三分之二, 16分之5.

    Args:
        text: normalised text.
        start: where the numeral below the bar begins.
        end: where 分之 ends.
        numeral: the numeral below the bar.
    """
    minus = text[end] in "负-−"
    below = number_at(text, end + minus)
    if below is None:
        return None, end
    end += minus
    value, stop, written = below
    if written and text[stop] in " 点" and (more := spaced(text, end, stop)):
        value, stop = chinese(more[0]) or value, more[1]
    kind: FigureKind = "fraction"
    unit = _PER.get(numeral, "")
    if unit:
        kind = "percent"
        shift, stop = power(text, stop) if text[stop].isascii() else (0, stop)  # 百分之15K
        value = plain(value, shift) if shift else value
    else:
        whole = plain(numeral) if numeral.isascii() else chinese(numeral)
        if whole is None or "." in whole or whole == "0":
            return None, end
        value = f"{value}/{whole}"
        joint = start - 1 - (text[start - 1] == " ")
        if text[joint] == "又" and (mixed := _mixed(text, joint, value, whole)) is not None:
            start, value = mixed
    hedge, stop = _behind(text, stop)
    before, begin = hedge_before(text, start)
    if text[begin - 1] == "负":
        begin, minus = begin - 1, not minus
    if minus:
        value = f"-{value}"
    if kind == "percent" and text[stop] in _RANGE_SIGNS:
        at = stop + 1
        again = text.startswith(f"{numeral}分之", at)
        other = number_at(text, at + 3 if again else at)
        if other is not None and smaller(value, other[0]) and _WORDS.units.behind(text, other[1]) is None:
            return (begin, other[1], "range", None, value, other[0], unit, before, "zh"), other[1]
    return (begin, stop, kind, value, None, None, unit, hedge or before, "zh"), stop


_WHOLE_PART: Final = regex(rf"(?:[{NUMERAL_SIGNS}](?: ?[{NUMERAL_SIGNS}]){{0,{MAX_SIGNS}}}|[0-9]{{1,{MAX_SIGNS}}}) ?\Z")


def _mixed(text: str, at: int, part: str, below: str) -> tuple[int, str] | None:
    """七又三分之二: where the whole number before 又 begins, and the sum as one fraction; None where there is none."""
    found = _WHOLE_PART.search(text, max(0, at - MAX_SIGNS), at)
    signs = found[0].replace(" ", "") if found else ""
    whole = None if not signs else plain(signs) if signs.isascii() else chinese(signs)
    above = part.partition("/")[0]
    if found is None or whole is None or not (whole.isdigit() and above.isdigit() and below.isdigit()):
        return None
    return found.start(), f"{int(whole) * int(below) + int(above)}/{below}"


def _behind(text: str, stop: int) -> tuple[Approx | None, int]:
    """The hedge behind a share, and where it ends."""
    if text[stop] in "多余":
        return "over", stop + 1
    behind = _WORDS.behind.behind(text, stop)
    return (None, stop) if behind is None else (behind[1], behind[0])


def tenths(text: str, start: int, end: int, value: str) -> Hit | None:
    """六成, 九成五, 三成半, 八折, 75折: a percentage.

    Args:
        text: normalised text.
        start: where the numeral begins.
        end: where it ends, 成 or 折 behind it.
        value: its plain value; digits in a row such as 八五 are read as 85.
    """
    found = _TENTHS.match(text, end)
    if found is None or text[found.end(1)] in _WORDS.blocked.get(found[1], ""):
        return None
    if value == "1" and text[end : end + 2] == "成为":
        return None  # 其一成为: one became; but 九成为轻度
    whole = value.partition(".")[0]
    if len(whole) > _TWO_DIGITS or (found[1] == "成" and len(whole) == _TWO_DIGITS and value != "10"):
        return None
    share = value if len(whole) == _TWO_DIGITS and value != "10" else plain(value, 1)
    if (found[2] or found[3]) and "." not in share:
        share = share[:-1] + (str(DIGITS[found[2]]) if found[2] else "5")
    hedge, stop = _behind(text, found.end())
    before, begin = hedge_before(text, start)
    return begin, stop, "percent", share, None, None, "%", hedge or before, "zh"


def half(text: str, start: int) -> tuple[Hit | None, int]:
    """半: 半个工作日, 半年, 上半年, 过半, 半数, 半成."""
    end = start + 1
    last, follows = text[start - 1], text[end]
    if last in "上下" and follows == "年":
        begin = dates.relative(text, start - 1)
        return (begin, end + 1, "date", f"--H{1 if last == '上' else 2}", None, None, "", None, "zh"), end + 1
    if last == "过" and follows in _END:
        return (start - 1, end, "fraction", "1/2", None, None, "", "over", "zh"), end
    if follows == "百" and text[end + 1] not in NUMERAL_SIGNS:  # 年过半百
        before, begin = hedge_before(text, start)
        if last == "过" and before is None:
            begin, before = start - 1, "over"
        return (begin, end + 1, "number", "50", None, None, "", before, "zh"), end + 1
    if follows in "数成折":
        kind: FigureKind = "fraction" if follows == "数" else "percent"
        value, unit = {"数": ("1/2", ""), "成": ("5", "%"), "折": ("50", "%")}[follows]
        hedge, stop = _behind(text, end + 1)
        before, begin = hedge_before(text, start)
        if last == "过" and before is None:
            begin, before = start - 1, "over"
        return (begin, stop, kind, value, None, None, unit, hedge or before, "zh"), stop
    return _half_unit(text, start, end, last)


def _half_unit(text: str, start: int, end: int, last: str) -> tuple[Hit | None, int]:
    at = end + (text[end] == "个")
    unit = _WORDS.units.behind(text, at) or _WORDS.units.behind(text, end)
    if unit is None or last in "大多对一夜前后" or text[unit[0]] in "来以":
        return None, end
    stop, (name, kind, mute) = unit
    if kind not in ("duration", "quantity", "points") or (kind == "quantity" and mute in (1, WEAK)):
        return None, end
    before, begin = hedge_before(text, start)
    return (begin, stop, kind, "0.5", None, None, name, before, "zh"), stop


def one_half(text: str, start: int, end: int) -> tuple[Hit, int]:
    """一半, with its hedge."""
    hedge, stop = _behind(text, end)
    before, begin = hedge_before(text, start)
    return (begin, stop, "fraction", "1/2", None, None, "", hedge or before, "zh"), stop


def doubling(text: str, start: int) -> tuple[Hit | None, int]:
    """翻番, 翻一番 (twice as much), 翻两番 (four times)."""
    found = _DOUBLING.match(text, start)
    if found is None:
        return None, start + 1
    end = found.end()
    number = chinese(found[1]) if found[1] else "1"
    times = str(2 ** min(int(number or "1"), _MOST_DOUBLINGS))
    before, start = hedge_before(text, start)
    return (start, end, "multiple", times, None, None, "倍", before, "zh"), end


def half_price(text: str, start: int) -> tuple[Hit | None, int]:
    """打对折: half the price."""
    if text[start - 1] != "打" or text[start + 1] != "折":
        return None, start + 1
    return (start, start + 2, "percent", "50", None, None, "%", None, "zh"), start + 2

"""Chinese numerals where they stand in a text: as figures, ranks, fractions, or as part of a phrase."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.figures import dates
from drafter.figures.measure import hedge_before, measured, number_at, tail
from drafter.figures.numerals import DIGITS, NUMERAL_SIGNS, POWERS, chinese, neighbours, plain
from drafter.figures.words import chinese_words

if TYPE_CHECKING:
    from drafter.figures.measure import Hit
    from drafter.model import Approx, FigureKind

_SIGNS: Final = frozenset(NUMERAL_SIGNS)
_PARTS: Final = {"百": ("percent", "%"), "千": ("percent", "‰"), "万": ("percent", "‱")}
_YEAR_SIGNS: Final = frozenset("零〇○一二三四五六七八九")
_QUARTER: Final = re.compile(r"个?季度")
_MONTH_NUMERAL: Final = re.compile(r"(?:十[一二]?|[一二三四五六七八九])$")
_YEAR_SIGN_COUNT: Final = 4
_SHARE_DIGITS: Final = 2
_END: Final = frozenset("，。、；：！？）”’》…,.;:!?) \u3000\n\r\t\0")


def in_phrase(text: str, start: int) -> int:
    """Where a set phrase ends that has a numeral beginning at `start`; 0 for none."""
    words = chinese_words()
    for at, phrase in words.phrases.get(text[start : start + 2], ()):
        if text.startswith(phrase, start - at):
            return start - at + len(phrase)
    if start:
        for at, phrase in words.phrase_ends.get(text[start - 1 : start + 1], ()):
            if text.startswith(phrase, start - at):
                return start + 1
    return 0


def read(text: str, found: re.Match[str]) -> tuple[Hit | None, int]:  # noqa: PLR0911  # one way out for each sort
    """The figure whose numeral is a run of Chinese signs, and where to read on."""
    start, end = found.span()
    numeral = found[0]
    follows = text[end]
    if text.startswith("分之", end):
        return _part(text, start, end, numeral)
    if (skip := in_phrase(text, start)) > 0:
        return None, max(skip, end)
    if (
        follows == "年"
        and len(numeral) == _YEAR_SIGN_COUNT
        and _YEAR_SIGNS.issuperset(numeral)
        and numeral[0] in "一二"
    ):
        hit = dates.at_year(text, start, end)
        return hit, hit[1] if hit else end
    if follows == "月" and _MONTH_NUMERAL.match(numeral):
        hit = dates.at_month(text, start, end)
        return hit, hit[1] if hit else end
    if follows in "个季" and numeral in "一二三四" and (quarter := _QUARTER.match(text, end)):
        return _quarter(text, start, quarter.end(), str(DIGITS[numeral])) if follows == "季" else (None, end)
    if follows == "半" and numeral == "一" and text[end + 1] not in "个天年月小":
        before, begin = hedge_before(text, start)
        return (begin, end + 1, "fraction", "1/2", None, None, "", before, "zh"), end + 1
    if follows == "成" and (hit := tenths(text, start, end, numeral)):
        return hit, hit[1]
    if follows == "折" and (hit := _discount(text, start, end, numeral)):
        return hit, hit[1]
    if len(numeral) == 1 and _idiom(text, start, end):
        return None, end
    return _quantity(text, start, end, numeral)


def _quantity(  # noqa: PLR0911  # one way out for each sort
    text: str, start: int, end: int, numeral: str
) -> tuple[Hit | None, int]:
    begin = start
    if text[start - 1] in "几数" and numeral[0] in "十百千万亿":
        begin = start - 1
    pair = neighbours(numeral) if len(numeral) > 1 else None
    if pair is not None:
        low, hedge, unit, stop, shift = tail(text, end, pair[0])
        if unit is None or unit[2]:
            return None, end
        high = plain(pair[1], shift)
        before, begin = hedge_before(text, begin)
        return (begin, stop, "range", None, low, high, unit[0], hedge or before or "about", "zh"), stop
    value = chinese(numeral)
    if value is None:
        return None, end
    if begin < start:
        value, hedge, unit, stop, _ = tail(text, end, value)
        if unit is None:
            return None, end
        return (begin, stop, unit[1], value, None, None, unit[0], "several", "zh"), stop
    hit = measured(text, start, end, value, han=numeral)
    if hit is None:
        return None, end
    if text[hit[0] - 1] == "前" and hit[3] is not None and (top := top_rank(hit)) is not None:
        return top, top[1]
    return hit, hit[1]


def top_rank(hit: Hit) -> Hit | None:
    """前三, 前10名 from the figure behind 前."""
    start, end, kind, value, *_, unit, approx, lang = hit
    if unit in ("名", "位", "强", "") and kind in ("number", "quantity"):
        return start - 1, end, "rank", value, None, None, unit, approx, lang
    return None


def _quarter(text: str, start: int, end: int, number: str) -> tuple[Hit | None, int]:
    start -= text[start - 1] == "第"
    if text[start - 1] == "前":
        return (start - 1, end, "date", None, "--Q1", f"--Q{number}", "", None, "zh"), end
    return (dates.relative(text, start), end, "date", f"--Q{number}", None, None, "", None, "zh"), end


def _part(text: str, start: int, end: int, numeral: str) -> tuple[Hit | None, int]:
    """百分之五, 千分之三, 三分之二."""
    below = number_at(text, end + 2)
    if below is None:
        return None, end
    value, stop, _ = below
    kind: FigureKind = "fraction"
    unit = ""
    if numeral in _PARTS:
        kind, unit = "percent", _PARTS[numeral][1]
    else:
        whole = chinese(numeral)
        if whole is None:
            return None, end
        value = f"{value}/{whole}"
    hedge: Approx | None = None
    if text[stop] in "多余":
        hedge, stop = "over", stop + 1
    elif behind := chinese_words().behind.behind(text, stop):
        stop, hedge = behind
    elif kind == "percent" and text[stop] in "至到—～~-" and (other := number_at(text, stop + 1)):
        before, start = hedge_before(text, start)
        return (start, other[1], "range", None, value, other[0], unit, before, "zh"), other[1]
    before, start = hedge_before(text, start)
    return (start, stop, kind, value, None, None, unit, hedge or before, "zh"), stop


def tenths(text: str, start: int, end: int, numeral: str) -> Hit | None:
    """六成, 九成五: a percentage."""
    value = chinese(numeral) if not numeral[0].isascii() else numeral
    words = chinese_words()
    if value is None or len(value) > _SHARE_DIGITS or text[end + 1] in words.blocked.get("成", ""):
        return None
    stop = end + 1
    share = plain(value, 1)
    if text[stop] in DIGITS and text[stop + 1] not in "个家名项":
        share, stop = share[:-1] + str(DIGITS[text[stop]]), stop + 1
    hedge: Approx | None = None
    if text[stop] == "多":
        hedge, stop = "over", stop + 1
    elif behind := words.behind.behind(text, stop):
        stop, hedge = behind
    before, start = hedge_before(text, start)
    return start, stop, "percent", share, None, None, "%", hedge or before, "zh"


def _discount(text: str, start: int, end: int, numeral: str) -> Hit | None:
    if (
        len(numeral) > _SHARE_DIGITS
        or any(sign not in DIGITS for sign in numeral)
        or text[end + 1] in chinese_words().blocked.get("折", "")
    ):
        return None
    value = "".join(str(DIGITS[sign]) for sign in numeral)
    return start, end + 1, "percent", plain(value, 1) if len(value) == 1 else value, None, None, "%", None, "zh"


def _idiom(text: str, start: int, end: int) -> bool:
    """The shape of an idiom or slogan: numeral, word, numeral, word (一心一意, 三会一课, 一村一品)."""
    if text[end + 1] in _SIGNS and text[end] not in _END:
        return text[end + 2] != "等" and text[end + 1] not in POWERS
    back = text[start - 2 : start - 1]
    return (
        back in _SIGNS
        and back not in POWERS
        and start > 1
        and text[start - 1] not in _END
        and text[start - 3 : start - 2] not in _SIGNS
    )


def order(text: str, found: re.Match[str]) -> tuple[Hit | None, int]:  # noqa: PLR0911  # one way out for each sort
    """第N: a rank (位居全省第一), an order (第三次), a quarter, or part of a name."""
    start, end = found.span()
    words = chinese_words()
    if in_phrase(text, start + 1) or text.startswith("书记", end) or text.startswith("责任", end):
        return None, end
    number = number_at(text, start + 1 + (text[start + 1] == " "))
    if number is None:
        return None, end
    value = number[0]
    if quarter := _QUARTER.match(text, end):
        return _quarter(text, start + 1, quarter.end(), value)
    if text[start - 2 : start] == "倒数":
        return (start - 2, end + (text[end] in "名位"), "rank", f"-{value}", None, None, "", None, "zh"), end
    follows = text[end]
    if follows in "名位":
        return (start, end + 1, "rank", value, None, None, "", None, "zh"), end + 1
    if follows in words.rank_behind or follows == "\0":
        opens = text[start - 1] in "，。；：\n、 “" or not start
        if opens and follows in "，,、：:":
            return None, end
        return (start, end, "rank", value, None, None, "", None, "zh"), end
    if (
        words.rank_before.before(text, start)
        and follows not in words.ordinals
        and not text.startswith(("方阵", "梯队"), end)
    ):
        return (start, end, "rank", value, None, None, "", None, "zh"), end
    if follows in words.ordinals and follows not in words.blocked.get(follows, ""):
        return (start, end + 1, "ordinal", value, None, None, follows, None, "zh"), end + 1
    return None, end


def half(text: str, found: re.Match[str]) -> tuple[Hit | None, int]:
    """半: 半个工作日, 半年, 上半年, 过半."""
    start, end = found.span()
    last = text[start - 1]
    if last in "上下" and text[end] == "年":
        hit: Hit = (
            dates.relative(text, start - 1),
            end + 1,
            "date",
            f"--H{1 if last == '上' else 2}",
            None,
            None,
            "",
            None,
            "zh",
        )
        return hit, end + 1
    if last == "过" and text[end] in _END | set("的以"):
        return (start - 1, end, "fraction", "1/2", None, None, "", "over", "zh"), end
    if text.startswith("数", end):
        before, begin = hedge_before(text, start)
        stop = end + 1
        behind = chinese_words().behind.behind(text, stop)
        return (
            begin,
            behind[0] if behind else stop,
            "fraction",
            "1/2",
            None,
            None,
            "",
            behind[1] if behind else before,
            "zh",
        ), stop
    unit = chinese_words().units.behind(text, end)
    if (
        unit is None
        or last in "大多对一夜前后"
        or unit[1][1] not in ("duration", "quantity")
        or text[unit[0]] in "来以"
    ):
        return None, end
    if unit[1][1] == "quantity" and unit[1][2]:
        return None, end
    before, begin = hedge_before(text, start)
    return (begin, unit[0], unit[1][1], "0.5", None, None, unit[1][0], before, "zh"), unit[0]


def doubling(text: str, found: re.Match[str]) -> tuple[Hit | None, int]:
    """翻番, 翻一番 (twice as much), 翻两番 (four times)."""
    start, end = found.span()
    number = chinese(found[1]) if found[1] else "1"
    times = str(2 ** min(int(number or "1"), 64))
    before, start = hedge_before(text, start)
    return (start, end, "multiple", times, None, None, "倍", before, "zh"), end

"""Numerals (GB/T 15835—2011): only what is sure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules import slips
from drafter.rules.context import HAN, Context
from drafter.rules.rule import Spot, mend

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL: Final = regex("[０-９Ａ-Ｚａ-ｚ](?:[０-９Ａ-Ｚａ-ｚ．]*[０-９Ａ-Ｚａ-ｚ])?")
FULL_WIDTH: Final = "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
"""Digits and letters as wide as a Chinese character."""

_HALF: Final = {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1)}


def fullwidth(context: Context) -> Iterator[Spot]:
    """Full-width digits or letters."""
    for match in _FULL.finditer(context.text):
        yield mend(match.start(), match.end(), match.group().translate(_HALF))
    for match in _FULL_POINT.finditer(context.text):
        line = context.line_of(match.start())
        if not context.text[line.start : match.start()].strip(" \u3000").isdigit():  # 1．2023年 is an item
            yield mend(match.start(), match.end(), ".")


_FULL_POINT: Final = regex(r"(?<=[0-9])．(?=[0-9])")
_COUNTED: Final = "个名人件位家户十百千万亿天周遍趟岁元倍套台场篇份条成"
_NEIGHBOURS: Final = "一二三四五六七八九"
_ABOUT: Final = regex(rf"、([{_NEIGHBOURS}])(?=[{_COUNTED}])(?!家[庭长]|成[立员果为绩功就本都长])")
_PLACES: Final = tuple("名位套期")
_RANKED: Final = regex("[列获居排第名台分]")  # 分获二、三名 are two places, no estimate
_ABOUT_DIGITS: Final = regex(rf"、(\d)(?=[{_COUNTED}次])")
_NO_ESTIMATE: Final = ("", "\n", *"第初高前这一二三四五六七八九十百千万.、")
_FEW: Final = regex(
    rf"几(?:(?<=\d几)(?=[{_COUNTED}次年多])|\d+[余多]?(?=[{_COUNTED}次])|[十百千][余多](?=[{_COUNTED}次]))"
)


_TEN: Final = regex("(?:(?<![第初、一二三四五六七八九十百千万.])|(?<![第、百千])[二三四五六七八九])十$")
_TEENS: Final = regex("[个名人户家天年岁里米斤块株头间辆台场份](?![党级班号])")
"""What 十七八 counts, where it is no number of a thing (十一、二次会议)."""


def about(context: Context) -> Iterator[Spot]:
    """Two neighbouring numerals for "about" with 、 between: 三、四个."""
    text = context.text
    for match in _ABOUT.finditer(text):
        start = match.start() - 1
        first, second, before = text[start], match[1], text[start - 1 : start]
        if before == "十" and _TEN.search(text, max(0, start - 3), start) and _TEENS.match(text, match.end()):
            yield Spot(start - 1, match.end(), values={"mend": f"十{first}{second}"})
            continue
        places = text[match.end() : match.end() + 1] in _PLACES and _RANKED.search(text, max(0, start - 6), start)
        if f"{first}{second}" in _NEIGHBOURS and before not in _NO_ESTIMATE and not places:
            yield Spot(start, match.end(), values={"mend": first + second})
    for match in _ABOUT_DIGITS.finditer(text):
        start = match.start() - 1
        first, before = text[start], text[start - 1 : start]
        if f"{first}{match[1]}" in "0123456789" and before not in _NO_ESTIMATE and not before.isdigit():
            yield Spot(start, match.end(), variant="digits")
    for match in _FEW.finditer(text) if "几" in context.characters else ():
        behind = text[match.start() - 1 : match.start()].isdigit()  # 10几人
        yield Spot(match.start() - behind, match.end(), variant="few")


_HAN_DIGITS: Final = "一二三四五六七八九十"
_JOINT: Final = regex(rf"[年月](?=[0-9{_HAN_DIGITS}])")
_HAN_YEAR: Final = regex(r"[一二][〇○零OoＯ0一二三四五六七八九]{3}$")
_ARABIC_YEAR: Final = regex(r"(?<!\d)(?:19|20)\d\d$")
_HAN_MONTH: Final = regex(rf"(?<![{_HAN_DIGITS}])[{_HAN_DIGITS}]{{1,2}}$")
_ARABIC_MONTH: Final = regex(r"(?<!\d)\d{1,2}$")
_ARABIC_THEN_MONTH: Final = regex(r"\d{1,2}月")
_HAN_THEN_MONTH: Final = regex(rf"[{_HAN_DIGITS}]{{1,3}}月(?!革命)(?:[{_HAN_DIGITS}]{{1,3}}日)?")
_ARABIC_DAY: Final = regex(r"\d{1,2}日")
_HAN_DAY: Final = regex(rf"[{_HAN_DIGITS}]{{1,3}}日")
_THEN: Final = {
    "年": ((_HAN_YEAR, _ARABIC_THEN_MONTH), (_ARABIC_YEAR, _HAN_THEN_MONTH)),
    "月": ((_HAN_MONTH, _ARABIC_DAY), (_ARABIC_MONTH, _HAN_DAY)),
}
"""What may not stand before and behind 年 and 月 together."""

_SOME_MONTHS: Final = frozenset(map("".join, pairwise(_NEIGHBOURS)))
"""六七月: an estimate, which Chinese numerals write."""

_ZERO: Final = regex(r"([一二](?<![一二三四五六七八九零十百千万].)[零0OoＯ〇○一二三四五六七八九]{3})(?=年)")
_NO_ZERO: Final = regex("[零0OoＯ]")
NO_ZERO: Final = "零0OoＯ"
"""Signs that stand for 〇 in a year and are none."""


def mixed_date(context: Context) -> Iterator[Spot]:
    """A date half in Chinese, half in Arabic numerals."""
    for joint in _JOINT.finditer(context.text):
        head = context.text[max(0, joint.start() - 5) : joint.start()]
        for before, after in _THEN[joint.group()]:
            left, right = before.search(head), after.match(context.text, joint.end())
            if left and right and right.group()[:2] not in _SOME_MONTHS:
                yield Spot(joint.start() - len(left.group()), right.end())


def zero_year(context: Context) -> Iterator[Spot]:
    """零 or the digit 0 in a year in Chinese numerals: the number of a year takes 〇."""
    for match in _ZERO.finditer(context.text):
        if _NO_ZERO.search(match[1]):
            yield mend(match.start(), match.end(), _NO_ZERO.sub("〇", match[1]))


_SHORT: Final = regex(
    r"\d\d年(?:(?<![\d.年第刑期限龄共近约超满计达为]\d\d年)(?=\d{1,2}月(?!\d)|度(?![^，。、；]{0,2}个))"
    r"|(?<=[自较比]\d\d年)(?=以来|年?[底末初]|起|开始|同期|全年|[增提上下降减任担参入调])|(?<=[，。；：\n]\d\d年)(?=[底末](?![子])|初(?![中级期]))"
    r"|(?<=本人\d\d年)(?=调[任入到]|[出升转提就接]任|当选|入职|考[入取])|(?<=[与同和跟]\d\d年)(?=相比)"
    r"|(?<=[从在]\d\d年)(?=[到至]\d\d年)|(?<=[’‘]\d\d年)|(?<=截[至止]\d\d年)(?=[底末，]))"
)


_TODAY: Final = 2020


def short_year(context: Context) -> Iterator[Spot]:
    """A year cut to two digits: 23年5月."""
    for match in _SHORT.finditer(context.text):
        year, said = context.year, int(match[0][:2])
        if year is None or abs(year % 100 - said) <= 30:  # noqa: PLR2004  # years a report may speak of
            near = year or _TODAY
            full = f"{min((1900, 2000), key=lambda century: abs(century + said - near)) + said}年"
            yield Spot(match.start(), match.end(), values={"full": full})


_RANGE: Final = regex(
    r"(?<![\d.%％万亿A-Za-z（(-])(\d+(?:\.\d+)?)[ ]?([～~—–－-]{1,2})[ ]?(\d+(?:\.\d+)?)(%|％|万|亿)(?![\d.])"
)


_FALLING: Final = regex(
    r"\d(?<![\d.]\d)\d*(?:\.\d+)?([%％]|[万亿]?元|[个人户名项家件亩吨])?[～~]\d+(?:\.\d+)?(?=[%％]|[万亿]?[元个人户名项家件亩吨])"
)
_FALLING_SHARE: Final = regex(r"\d(?<![\d.—–-]\d)\d*(?:\.\d+)?[%％][—–-]\d+(?:\.\d+)?[%％](?![—–-])")
_FALLING_HEADS: Final = regex(
    r"\d(?<![\d.—第表图]\d)\d{0,2}—\d{1,2}(?=人(?![员民口才均大])|户(?![均型籍])|名(?![次称牌录单]))"
)
_NUMBERS: Final = regex(r"\d+(?:\.\d+)?")


def range_unit(context: Context) -> Iterator[Spot]:
    """A range that leaves out the sign of its first number: 15～30%; one that runs backwards: 20%～15%."""
    for match in _RANGE.finditer(context.text):
        low, dash, high, unit = match.groups()
        if float(low) < float(high):
            yield Spot(match.start(), match.end(), values={"right": f"{low}{unit}{dash}{high}{unit}"})
    for pattern, signs in ((_FALLING, "～~"), (_FALLING_SHARE, "—–-"), (_FALLING_HEADS, "—")):
        for match in pattern.finditer(context.text) if not context.characters.isdisjoint(signs) else ():
            low, high = map(float, _NUMBERS.findall(match[0]))
            if low > high:
                yield Spot(match.start(), match.end(), variant="backwards")


_COMMA: Final = regex(
    r"([1-9](?<![\d,.].)(?<!\d，.)\d{0,2})，(\d{3})(?=(?:，\d{3})*[万亿元人名户个项次件亩吨平公场家])"
)
_STOP: Final = regex(
    r"(\d(?<=[长高降升加少占达为到比至率幅资入值额]\d)\d{0,5})([，。])(\d{1,2})(?=[%％]|[万亿][元人亩吨户])"
    r"|(?<=[，；：])(\d{1,2})(。)(\d{1,2})(?=[%％]|[万亿][元人亩吨户])"
)
_PAUSED: Final = regex(r"、(?<=\d、)\d{3}(?=[万亿]?元)")
_BEFORE_PAUSE: Final = regex(r"(?<![\d、.])[1-9]\d{0,2}$")
_GROUPS: Final = regex(
    r"[1-9](?<![\d,.].)(?<!\d[，、].)\d{0,2}(?:,\d{3})*,(?:\d{1,2}|\d{4,6})(?:,\d{3})*(?:\.\d+)?(?=[万亿]?元|[万亿][人户吨亩]|人次|公里|[吨户亩株套台棵件]|平方米|立方米)"
)
_ODD_GROUP: Final = regex(r",(?<=\d,)(?:\d{1,2}|\d{4,6})(?!\d)")
_MARK_INSIDE: Final = regex(r"[，。](?<=\d.)\d")


def thousands(context: Context) -> Iterator[Spot]:
    """A full-width comma that groups digits: 12，345元; a mark for a decimal point: 8。5%; groups of two: 12,34万元."""
    marked = _MARK_INSIDE.search(context.text) is not None
    for match in _COMMA.finditer(context.text) if marked else ():
        yield Spot(match.start(), match.end(), values={"right": f"{match[1]}{match[2]}"})
    for match in _STOP.finditer(context.text) if marked else ():
        left, sign, right = match.groups()[:3] if match[1] else match.groups()[3:]
        variant = "stop" if sign == "。" else ""
        yield Spot(match.start(), match.end(), values={"right": f"{left}.{right}"}, variant=variant)
    for match in _PAUSED.finditer(context.text):
        if left := _BEFORE_PAUSE.search(context.text[max(0, match.start() - 5) : match.start()]):
            values = {"right": f"{left[0]}{match[0][1:]}"}
            yield Spot(match.start() - len(left[0]), match.end(), values=values)
    for match in _GROUPS.finditer(context.text) if _ODD_GROUP.search(context.text) else ():
        yield Spot(match.start(), match.end(), variant="group")


_SWALLOWED: Final = slips.of("lost")
_UNIT: Final = regex(
    "(?:"
    + "|".join(rf"{one}(?<!\d{one})" for one in ("个百分点", "倍", "%", "％", "万元", "亿元", "人次", "场次"))
    + ")"
    "(?=[，。；、（])"
)
_LOST: Final = {
    "个百分点": regex(rf"(?![一二三四五六七八九十百千万亿几数两半多来余之各])[{HAN}”]$"),
    "倍": regex("(?:增长|提高|增加|扩大|下降)$"),
    "%": regex("(?:占比|增长|下降|提高|达到|上升)$"),
    "元": regex("(?:资金|收入|总额|产值|投资|税收|支出|贷款|补助)$"),
    "次": regex("(?:会议|谈话|培训|慰问|走访)$"),
}
"""Words behind which a unit must have a figure, by the unit or its last sign."""


def lost_figure(context: Context) -> Iterator[Spot]:
    """A unit without its figure: 提高个百分点, 投入资金万元. Sites and converters swallow digits."""
    for spot in _SWALLOWED(context):
        yield replace(spot, values={"unit": context.text[spot.start : spot.end]})
    for match in _UNIT.finditer(context.text):
        unit = match.group().replace("％", "%")
        start = max(0, match.start() - 2)
        before = _LOST[unit if unit in _LOST else unit[-1]]
        if before.search(context.text, start, match.start()):
            yield Spot(start, match.end(), values={"unit": match.group()})
    for match in _DOTTED.finditer(context.text) if "…" in context.characters or "..." in context.text else ():
        yield Spot(match.start(), match.end(), values={"unit": match[1] or match[2]})
    for match in _TWO_POINTS.finditer(context.text) if _BETWEEN_POINTS.search(context.text) else ():
        yield Spot(match.start(), match.end(), variant="point")
    if _OPEN_POINT.search(context.text):
        for match in _POINT.finditer(context.text):
            yield Spot(match.start(), match.end(), variant="point")


_DOTTED: Final = regex(
    rf"(?<=[{HAN}])(?:…{{1,2}}|\.{{3,6}})([万亿]元|个百分点|[%％])"
    r"|[训访问助待建修设造房积程](?:…{1,2}|\.{3,6})(人次|公里|平方米)"
)
_BETWEEN_POINTS: Final = regex(r"\.\d+\.")
_TWO_POINTS: Final = regex(r"\d(?<![\d.]\d)\d*\.\d+\.\d+(?=[%％]|[万亿]?[元人户吨亩]|个百分点)")
_OPEN_POINT: Final = regex(r"\.[，。；、.]")
_POINT: Final = regex(rf"(?<=[{HAN}])\d+\.(?=[，。；、])|(?<![\d.])\d+\.\.\d+(?![\d.])")


_BLANKS: Final = regex(" +")
_TIGHT: Final = regex(rf"[{HAN}]\d|\d[{HAN}]")


_TIME: Final = regex(r"\d{1,2}[:：]\d\d")


def _splits(text: str, start: int, end: int) -> bool:
    """Whether blanks stand between a number and Chinese, or before a percent sign."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isdigit():
        return after in ("%", "％") or _is_han(after)
    return after.isdigit() and _is_han(before) and not (before == "日" and _TIME.match(text, end))


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def spaced(context: Context) -> Iterator[Spot]:
    """A blank between a number and its unit, in a text that sets none elsewhere."""
    found = [match for match in _BLANKS.finditer(context.text) if _splits(context.text, *match.span())]
    if not found or len(found) * (4 if len(found) > 1 else 2) > len(_TIGHT.findall(context.text)):
        return  # blanks are the writer's way of setting numbers
    title = context.report.title
    for match in found:
        if title is not None and title.start <= match.start() < title.end:
            continue  # the two lines of a title in one: 区人大常委会 2023年监督工作计划
        line = context.line_of(match.start())
        head = context.text[line.start : match.start()]
        if len(head.strip()) > 3:  # noqa: PLR2004  # not the number of a heading
            yield mend(match.start(), match.end(), "")

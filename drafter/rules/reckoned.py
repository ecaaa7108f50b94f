"""What follows from two numbers side by side: so many each quarter or person, a target, a place among so many."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.arithmetic import are_steps, between, exact, places, plain, sentences_with_figures
from drafter.rules.context import HAN
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.arithmetic import Count, FigureSentence
    from drafter.rules.context import Context

_NEAR: Final = 16  # characters before a figure that say what it is


def products(context: Context) -> Iterator[Spot]:
    """A total that is not its product: 每季度召开3次……，全年共召开14次; 36名教师……人均12节，合计423节."""
    of_year = context.has("全年") and any(map(context.has, ("每季", "每月", "每个月", "每半年")))
    each = any(map(context.has, ("人均", "户均", "平均每"))) and any(map(context.has, _TOTALS))
    if of_year or each:
        for sentence in context.shared(sentences_with_figures):
            if of_year:
                yield from _of_year(context, sentence)
            if each:
                yield from _of_each(context, sentence)


_TOTALS: Final = ("，合计", "，共", "，累计", "，总")
_EVERY: Final = regex(rf"每(?:个|一)?(?P<time>季度?|月|半年)(?P<verb>[{HAN}]{{2}})$")
_OF_YEAR: Final = regex(rf"[^，。；、\d]{{0,14}}，全年(?:共|累计|共计)?(?P<verb>[{HAN}]{{2}})")
_BEGAN: Final = regex("(?:[起自从]|下半年|以来|学期)[^。\n]*$")
_FAR: Final = 40
_MONTHS_AT_WORK: Final = 9  # a school has holidays
_TIMES: Final = {"季": 4, "月": 12, "半": 2}


def _of_year(context: Context, sentence: FigureSentence) -> Iterator[Spot]:
    for one, total in pairwise(sentence.counts):
        if one.figure.unit != "次" or total.figure.unit != "次":
            continue
        start = one.figure.start
        every = _EVERY.search(context.text, max(0, start - _NEAR), start)
        if every is None:
            continue
        match = _OF_YEAR.fullmatch(between(context, one.figure, total.figure))
        right = one.value * _TIMES[every["time"][0]]
        least = right * _MONTHS_AT_WORK / 12 if every["time"] == "月" else right
        began = _BEGAN.search(context.text, max(0, start - _FAR), start)
        if match and match["verb"] == every["verb"] and began is None and not least <= total.value <= right:
            yield Spot(total.figure.start, total.figure.end, values={"right": f"{plain(right)}次"}, variant="product")


_EACH: Final = regex(r"[^。；、\d]{0,24}?(?:平均每(?P<one>[人户])|(?P<of>[人户])均)[^，。；、\d]{0,4}")
_ALL: Final = regex(r"，(?:合计|共计|累计|总计|总共|共)[^，。；、\d]{0,6}")
_OF: Final = {"名": "人", "人": "人", "位": "人", "户": "户"}


def _of_each(context: Context, sentence: FigureSentence) -> Iterator[Spot]:
    for many, one, total in zip(sentence.counts, sentence.counts[1:], sentence.counts[2:], strict=False):
        if one.figure.unit != total.figure.unit or many.figure.unit not in _OF or not many.value:
            continue
        match = _EACH.fullmatch(between(context, many.figure, one.figure))
        if match is None:
            continue
        of = match["of"] or match["one"]
        if _OF.get(many.figure.unit or "") != of or not _ALL.fullmatch(between(context, one.figure, total.figure)):
            continue
        right = many.value * one.value
        slip = sorted(plain(right)) == sorted(plain(total.value)) and right != total.value
        if slip or abs(total.value / many.value - one.value) > _half(one.value):
            shown = f"{plain(right / _scale(total))}{total.figure.text.lstrip('0123456789.,')}"
            yield Spot(total.figure.start, total.figure.end, values={"right": shown}, variant="product")


def _scale(total: Count) -> Decimal:
    """How much one is in the figure's own words: 10000 in 19万元."""
    return Decimal(10000) if "万" in total.figure.text else Decimal(1)


def _half(value: Decimal) -> Decimal:
    """Half of what the last digit that is no zero stands for: an average is rounded."""
    digits = plain(value)
    zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
    return Decimal(10) ** zeros / 2 / Decimal(10) ** places(value)


def beyond(context: Context) -> Iterator[Spot]:
    """A rank among fewer, 超额 below the target, and grades that are not those of all."""
    graded = context.has("全部") and any(map(context.has, ("评定为", "评为")))
    ranked = any(map(context.has, ("排名", "位列", "位居", "名列", "排在")))
    exceeded = context.has("超额")
    for sentence in context.shared(sentences_with_figures) if ranked or exceeded or graded else ():
        if graded:
            yield from _grades(context, sentence)
        if ranked:
            yield from _ranks(context, sentence)
        if exceeded:
            yield from _targets(context, sentence)


_OF_ALL: Final = regex(rf"(?:全[{HAN}]{{1,2}}|[省市县区])(?:共有?)?$")
_AMONG: Final = regex(r"(?!家|项|多)[^，。；\d]{2,8}(?:参加|参评|参赛|参与)[^。；\d]*(?:排名|位列|位居|名列|排在)")
_WIDER: Final = regex("全国|全省|全市|全县|全区|全系统|其中|分组|小组|[省市县区]直|中综?合?排")


def _ranks(context: Context, sentence: FigureSentence) -> Iterator[Spot]:
    """全市9个县区参评，我县排名第11."""
    for whole, rank in pairwise(sentence.figures):
        many, place = exact(whole), exact(rank)
        if rank.kind != "rank" or whole.unit not in {"个", "家"} or many is None or place is None or place <= many:
            continue
        gap = between(context, whole, rank)
        of_all = _OF_ALL.search(context.text, max(0, whole.start - 6), whole.start)
        if of_all and _AMONG.fullmatch(gap) and not _WIDER.search(gap):
            values = {"whole": whole.text, "part": rank.text}
            yield Spot(rank.start, rank.end, values=values, variant="rank")


_TARGET: Final = regex(r"(?:任务|目标|计划|指标)[^，。；、\d]{0,6}$")
_REACHED: Final = regex(
    r"，(?:(?:全年)?(?:实际|共|累计|已)*(?:完成|到位|达到?|实现)[^，。；、\d]{0,4}|(?:全年|实际|全年实际)[^，。；、\d]{2})"
)
_EXCEEDED: Final = regex(r"，(?P<at>超额(?:完成|实现)了?(?:全年|年度|年初|既定)?(?:任务|目标|计划|指标)?)(?=[，。；])")
_DOWN: Final = regex("[压降减限控耗]|支出|费用|成本|以内|不超|以下|不高")


def _targets(context: Context, sentence: FigureSentence) -> Iterator[Spot]:
    """任务300人次，实际完成276人次，超额完成任务."""
    for target, done in pairwise(sentence.counts):
        if target.figure.unit != done.figure.unit or done.value >= target.value:
            continue
        begin = max(0, target.figure.start - _NEAR)
        behind = _EXCEEDED.match(context.text, done.figure.end)
        if behind is None or not _TARGET.search(context.text, begin, target.figure.start):
            continue
        reached = _REACHED.fullmatch(between(context, target.figure, done.figure))
        if reached and not _DOWN.search(context.text, begin, behind.end()):
            values = {"whole": target.figure.text, "part": done.figure.text}
            yield Spot(behind.start("at"), behind.end("at"), values=values, variant="target")


_GRADED: Final = regex(r"[^，。；、\d]{0,8}全部[^，。；、\d]{2,8}，(?:结果)?(?:被?评定为|被?评为)[^，。；、\d]{0,8}")
_NEXT_GRADE: Final = regex(r"[、，]?(?!其)[^，。；、\d]{1,8}")
_GRADES: Final = 3
_MORE: Final = regex(r"[，、；][^，。；\d]{0,4}(?:其余|余|另|还有|[一两二三四五六七八九]个)")


def _grades(context: Context, sentence: FigureSentence) -> Iterator[Spot]:
    """12个村全部完成评议，评定为“好”的8个、“较好”的2个、“一般”的1个."""
    for at, total in enumerate(sentence.counts[:-_GRADES]):
        gap = between(context, total.figure, sentence.counts[at + 1].figure)
        if not _GRADED.fullmatch(gap):
            continue
        names, parts = [gap], [sentence.counts[at + 1]]
        for one in sentence.counts[at + 2 :]:
            name = between(context, parts[-1].figure, one.figure)
            if one.figure.unit != total.figure.unit or not _NEXT_GRADE.fullmatch(name):
                break
            names.append(name)
            parts.append(one)
        added = sum((part.value for part in parts), Decimal(0))
        ends = parts[-1].figure.end
        if len(parts) < _GRADES or not are_steps(context, names) or _MORE.match(context.text, ends):
            continue
        if added != total.value and all(part.figure.unit == total.figure.unit for part in parts):
            values = {"whole": total.figure.text, "sum": plain(added)}
            yield Spot(total.figure.start, total.figure.end, values=values, variant="graded")

"""Changes against the year before that do not follow from its number: 上年80件，今年100件，增长20%."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.arithmetic import between, exact, places, plain, sentences_with_figures
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.arithmetic import Count, FigureSentence
    from drafter.rules.context import Context

_LAST: Final = regex(r"(?:去年|上年)(?!同期)[^，。；、\d]{0,8}$")
_THIS: Final = regex(r"，(?:今年|本年度?)[^，。；、\d]{0,8}")
_THEN: Final = regex(r"，(?:而)?(?:去年|上年)(?:同期)?(?:仅)?[为是]")
_THAN: Final = regex(r"，?[较比](?:上年|去年)(?:同期)?的")
_MORE: Final = regex(r"，(?:同比|[较比](?:上年|去年))(?P<word>增加|多|减少|少)了?")
_BY: Final = regex(r"，?(?:同比|[较比](?:上年|去年))?(?P<word>增长|增幅|上升|下降|降幅|减少)了?(?:为|达)?")
_FALLS: Final = ("减少", "少", "下降", "降幅")


def against_last_year(context: Context) -> Iterator[Spot]:
    """A growth that does not follow from the numbers of two years, or from the number and the difference before it."""
    told, each = context.has("上年的") or context.has("去年的"), context.has("人均") or context.has("平均每人")
    for sentence in context.shared(sentences_with_figures):
        if told:
            yield from _differences(context, sentence)
        if each:
            yield from _averages(context, sentence)
        if all(figure.kind != "percent" for figure in sentence.figures):
            continue
        for one, other in zip(sentence.counts, sentence.counts[1:], strict=False):
            if one.figure.unit != other.figure.unit:
                continue
            pair = _two_years(context, one, other)
            number = sentence.figures.index(other.figure) + 1
            if pair is None or number >= len(sentence.figures):
                continue
            by, (last, this) = sentence.figures[number], pair
            said, match = exact(by), _BY.fullmatch(between(context, other.figure, by))
            if by.kind != "percent" or said is None or match is None or last <= 0:
                continue
            right = abs(this - last) / last * 100
            slack = Decimal(10) ** -places(said) + (_rounding(one) + _rounding(other)) / last * 100
            if abs(right - said) > slack and (this < last) == (match["word"] in _FALLS):
                yield Spot(by.start, by.end, values={"right": f"{right:.{places(said) or 1}f}%"})


_BY_COUNT: Final = regex(r"(?P<word>增加|增长|多|减少|下降|少)了?")


def _differences(context: Context, sentence: FigureSentence) -> Iterator[Spot]:
    """A difference that does not follow from the numbers of two years: 4.8万吨，比上年的4.5万吨增加0.5万吨."""
    for one, other, by in zip(sentence.counts, sentence.counts[1:], sentence.counts[2:], strict=False):
        same = one.figure.unit == other.figure.unit == by.figure.unit
        if not same or not _THAN.fullmatch(between(context, one.figure, other.figure)):
            continue
        match, right = _BY_COUNT.fullmatch(between(context, other.figure, by.figure)), one.value - other.value
        if match is None or (right < 0) != (match["word"] in _FALLS):
            continue
        if abs(abs(right) - by.value) > _rounding(one) + _rounding(other) + _rounding(by):
            yield Spot(by.figure.start, by.figure.end, values={"right": f"{plain(abs(right))}{by.figure.unit}"})


_EACH: Final = regex(r"[，、](?:平均每人|人均)(?:完成|达到?|每年)?")
_TO_TOTAL: Final = regex(r"[^。；、\d]{0,24}(?:共|共计|累计|合计)[^，。；、\d]{0,6}")


def _averages(context: Context, sentence: FigureSentence) -> Iterator[Spot]:
    """人均 that does not follow from the persons and their total: 6名技术员……共240场次，人均60场次."""
    for persons, total, each in zip(sentence.counts, sentence.counts[1:], sentence.counts[2:], strict=False):
        if persons.figure.unit not in ("名", "人") or total.figure.unit != each.figure.unit or not persons.value:
            continue
        if _EACH.fullmatch(between(context, total.figure, each.figure)) and _TO_TOTAL.fullmatch(
            between(context, persons.figure, total.figure)
        ):
            right = total.value / persons.value
            if abs(right - each.value) > Decimal(10) ** -places(each.value):
                values = {"right": f"{plain(round(right, places(each.value)))}{each.figure.unit}"}
                yield Spot(each.figure.start, each.figure.end, values=values)


_NUMBER: Final = regex(r"[\d,]+(?:\.(?P<decimals>\d+))?")


def _rounding(count: Count) -> Decimal:
    """How far a count may be from what was counted: half a unit of the last digit of 1.2万, nothing of 120."""
    match = _NUMBER.search(count.figure.text)
    number = Decimal(match[0].replace(",", "")) if match else Decimal(0)
    if match is None or not number or (number == count.value and not match["decimals"]):
        return Decimal(0)
    return count.value / number / 2 / Decimal(10) ** len(match["decimals"] or "")


def _two_years(context: Context, one: Count, other: Count) -> tuple[Decimal, Decimal] | None:
    """The numbers of the last year and of this one."""
    gap = between(context, one.figure, other.figure)
    if _THIS.fullmatch(gap) and _LAST.search(context.text[max(0, one.figure.start - 12) : one.figure.start]):
        return one.value, other.value
    if _THAN.fullmatch(gap) or _THEN.fullmatch(gap):
        return other.value, one.value
    if more := _MORE.fullmatch(gap):
        change = -other.value if more["word"] in _FALLS else other.value
        return one.value - change, one.value
    return None

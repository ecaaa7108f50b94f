"""Sums inside the text: parts and totals, shares, from and to. Only exact figures of one unit, only in one sentence."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal, InvalidOperation
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from drafter.patterns import regex
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.model import Figure
    from drafter.rules.context import Context
    from drafter.rules.tables import Tables

COUNTABLE: Final = frozenset({"number", "quantity", "money"})
_STOP: Final = regex(r"[^。！？\n]+")


class Count(NamedTuple):
    """An exact figure with its number."""

    figure: Figure
    value: Decimal


def exact(figure: Figure) -> Decimal | None:
    """The number of a figure that has no hedge and is no range; else None."""
    if figure.value is None or figure.approx is not None:
        return None
    try:
        return Decimal(figure.value)
    except InvalidOperation:
        return None


class FigureSentence(NamedTuple):
    """The figures of a sentence, and those of them that count something exactly."""

    figures: tuple[Figure, ...]
    counts: tuple[Count, ...]


def sentences_with_figures(context: Context) -> tuple[FigureSentence, ...]:
    """The sentences that hold two figures or more; a semicolon does not end one."""
    figures = context.figures
    starts = [figure.start for figure in figures]
    found = []
    for match in _STOP.finditer(context.text):
        inside = figures[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
        if len(inside) > 1:
            counts = tuple(
                Count(figure, value)
                for figure in inside
                if figure.kind in COUNTABLE and (value := exact(figure)) is not None
            )
            found.append(FigureSentence(inside, counts))
    return tuple(found)


def between(context: Context, left: Figure, right: Figure) -> str:
    """The words between two figures."""
    return context.text[left.end : right.start]


# ------------------------------------------------------------------------------------------- parts and total
_OF_WHICH: Final = regex(r"^[^，。；\d]{0,12}[，,（(：:；]?(?:其中|分别[为是]|包括|即)?[，：:]?[^，。；、\d]{0,14}$")
_AMONG: Final = regex(r"其中|分别[为是]|包括")
_NEXT_PART: Final = regex(r"^[^，。；、\d（]{0,6}[、，,和及与；][^，。；、\d]{0,14}$")
_CLOSING_TOTAL: Final = regex(
    r"^[^，。；、\d]{0,8}[，,；、]?(?:(?:共计|合计|总计|总共)[^，。；、\d其]{0,10}|共[^，。；、\d其]{0,4}|全年(?:累计|共)[^，。；、\d其]{0,6})$"
)
_OF_A_YEAR: Final = regex(r"季度|上半年[^。]*下半年")
"""Where 全年累计 closes the parts of the year, and is no other thing."""


class _Sum(NamedTuple):
    total: Count
    parts: tuple[Count, ...]
    whole: bool


def _chain(context: Context, counts: Sequence[Count], first: int) -> int:
    """Index behind the last count of the list that begins at `first`: same unit, joined by 、 or ，."""
    last = first
    while (
        last + 1 < len(counts)
        and counts[last + 1].figure.unit == counts[first].figure.unit
        and _NEXT_PART.match(between(context, counts[last].figure, counts[last + 1].figure))
        and not _AMONG.search(between(context, counts[last].figure, counts[last + 1].figure))
        and not _CLOSING_TOTAL.match(between(context, counts[last].figure, counts[last + 1].figure))
    ):
        last += 1
    return last + 1


def _sums(context: Context, sentence: FigureSentence) -> Iterator[_Sum]:
    counts = sentence.counts
    for number, total in enumerate(counts[:-1]):
        gap = between(context, total.figure, counts[number + 1].figure)
        if "；" in gap or (number and _joined(context, counts, number)):
            continue  # the last of one list is no total of the next
        among = _AMONG.search(gap)
        if (among or "（" in gap) and _OF_WHICH.match(gap) and counts[number + 1].figure.unit == total.figure.unit:
            end = _chain(context, counts, number + 1)
            parts = tuple(counts[number + 1 : end])
            if len(parts) > 1 and _is_next(sentence, parts):
                named = _named_apart(context, total, parts)
                if (named if among else named == "halves") or "分别" in gap:
                    yield _Sum(total, parts, whole=named == "halves" or "分别" in gap)
    for number in range(len(counts) - 2):
        end = _chain(context, counts, number)
        if end - number > 1 and end < len(counts) and (number == 0 or not _joined(context, counts, number)):
            total = counts[end]
            gap = between(context, counts[end - 1].figure, total.figure)
            same = total.figure.unit == counts[number].figure.unit and _is_next(sentence, counts[number : end + 1])
            if (
                same
                and (closing := _CLOSING_TOTAL.match(gap))
                and _is_of_parts(context, closing[0], counts[number], total)
                and _counts_the_same(context, counts[number:end], total.figure)
            ):
                yield _Sum(total, tuple(counts[number:end]), whole=True)


def _is_of_parts(context: Context, closing: str, first: Count, total: Count) -> bool:
    """Whether 全年共 and 全年累计 stand behind the parts of a year."""
    start = max(0, first.figure.start - 20)
    return "全年" not in closing or _OF_A_YEAR.search(context.text, start, total.figure.start) is not None


_COUNTED: Final = regex(r"[^，。；：！？、（）()\d]{0,8}")


def _counts_the_same(context: Context, parts: Sequence[Count], total: Figure) -> bool:
    """Whether what a closing total counts is named among its parts; 9个社区、2个村，共有党组织11个 is not."""
    end = context.text.rfind("共", parts[-1].figure.end, total.start)
    if len(parts) == 1 or end < 0:
        return True
    thing = _COUNTED.match(context.text, total.end)
    named = context.text[end + 1 : total.start].lstrip("计有获为达是") + (thing[0] if thing else "")
    said = context.text[max(0, parts[0].figure.start - len(named) - 12) : end]
    return not named or any(pair in said for pair in map("".join, pairwise(named)))


def _joined(context: Context, counts: Sequence[Count], number: int) -> bool:
    before, here = counts[number - 1].figure, counts[number].figure
    return before.unit == here.unit and _NEXT_PART.match(between(context, before, here)) is not None


def _is_next(sentence: FigureSentence, parts: Sequence[Count]) -> bool:
    """Whether no other figure, of another unit or with a hedge, stands among the parts; 上半年 names one."""
    starts = [figure.start for figure in sentence.figures if figure.kind != "date"]
    first, last = starts.index(parts[0].figure.start), starts.index(parts[-1].figure.start)
    return last - first + 1 == len(parts)


def _opposites(tables: Tables) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((regex(one), regex(other)) for one, other in tables.area("arithmetic")["opposites"])


def _scales(tables: Tables) -> tuple[re.Pattern[str], ...]:
    return tuple(regex("|".join(steps)) for steps in tables.area("arithmetic")["scales"])


def _named_apart(context: Context, total: Count, parts: Sequence[Count]) -> Literal["", "halves", "steps"]:
    """Whether the names of parts shut each other out: 男 and 女 are halves, 省级 and 市级 steps; others overlap."""
    ends = (total.figure.end, *(part.figure.end for part in parts))
    names = [context.text[end : part.figure.start] for end, part in zip(ends, parts, strict=False)]
    if len(names) == 2 and any(  # noqa: PLR2004  # halves
        (one.search(names[0]) and other.search(names[1])) or (other.search(names[0]) and one.search(names[1]))
        for one, other in context.tables.made(_opposites)
    ):
        return "halves"
    if are_steps(context, names):
        return "steps"
    listed = all(name.startswith("、") for name in names[1:])
    return "steps" if listed and total.figure.unit not in _PERSONS else ""


def are_steps(context: Context, names: Sequence[str]) -> bool:
    """Whether each name bears another step of one scale."""
    found = ([match[0] for name in names if (match := scale.search(name))] for scale in context.tables.made(_scales))
    return any(len(steps) == len(names) == len(set(steps)) for steps in found)


_PERSONS: Final = frozenset("人名位口个")
"""One person can be of two parts; a list parted by 、 of other things is taken at its word."""


def total(context: Context) -> Iterator[Spot]:
    """Parts that do not add up to the stated total."""
    for sentence in context.shared(sentences_with_figures):
        if len(sentence.counts) < 3:  # noqa: PLR2004  # a total and two parts
            continue
        for found in _sums(context, sentence):
            added = sum((part.value for part in found.parts), Decimal(0))
            if added > found.total.value or (found.whole and added != found.total.value):
                figure = found.total.figure
                values = {
                    "total": figure.text,
                    "parts": "+".join(plain(part.value) for part in found.parts),
                    "sum": plain(added),
                }
                yield Spot(figure.start, figure.end, values=values)


def plain(value: Decimal) -> str:
    """A number without needless zeros and without exponent."""
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# ------------------------------------------------------------------------------------------- shares
_SHARE: Final = regex(r"占(?:比(?:例)?|总数|总量|总人数|全部|全体|应到人数|的比例)?[的]?(?:为|达到?|到)?$")
_SUFFIX: Final = regex(r"^[^，。；、\d]{0,8}[，,、（(]?[^，。；、\d]{0,8}占")
_OF_WHOLE: Final = regex(r"其中|中|里|有|，[^，。；、\d]{1,6}的$")
_RATE: Final = regex(r"(?P<done>[^，。；、\d（）]{2})率(?:均)?(?:为|达到?|是)?$")
_ALL: Final = regex(
    r"(?:应|交办|承办|转办|接到|共|合计|计划|总|全部|参[加评考]|报考|抽检|送检|检测|发放|[检抽排核]查|发现|查摆|反馈|征集|收到|受访)[^，。；\d]{0,12}$"
)


def share(context: Context) -> Iterator[Spot]:
    """A share that does not follow from its two numbers: 99 of 226 called 46%."""
    for sentence in context.shared(sentences_with_figures):
        for figure in sentence.figures:
            if figure.kind != "percent" or (percent := exact(figure)) is None:
                continue
            before = [count for count in sentence.counts if count.figure.end <= figure.start]
            if len(before) < 2:  # noqa: PLR2004  # a whole and its part
                continue
            said = context.text[max(0, figure.start - 12) : figure.start]
            whole, part = before[-2], before[-1]
            if _is_of(context, whole, part, figure):
                whole, part = part, whole
            elif not (_is_part if _SHARE.search(said) else _is_done)(context, whole, part, figure):
                continue
            if 0 < part.value <= whole.value and not _follows(before, percent):
                right = f"{part.value / whole.value * 100:.{places(percent) or 1}f}%"
                values = {"part": part.figure.text, "whole": whole.figure.text, "right": right}
                yield Spot(figure.start, figure.end, values=values)


_OF: Final = regex(r"，?占[^，。；、\d比去上]{0,10}")


def _is_of(context: Context, part: Count, whole: Count, share: Figure) -> bool:
    """Whether a share stands between its whole and 的: 女职工36人，占职工总数120人的40%."""
    same = part.figure.unit == whole.figure.unit and between(context, whole.figure, share) == "的"
    return same and _OF.fullmatch(between(context, part.figure, whole.figure)) is not None


def _is_part(context: Context, whole: Count, part: Count, share: Figure) -> bool:
    """Whether the text names one count as a part of the other, and the share right behind it."""
    if whole.figure.unit != part.figure.unit or not _SUFFIX.match(between(context, part.figure, share)):
        return False
    gap = between(context, whole.figure, part.figure)
    if "（" in gap and "）" in between(context, part.figure, share):
        return False  # 大学以上71人（其中全日制15人），占80%: the share is that of the 71
    return _OF_WHOLE.search(gap) is not None


def _is_done(context: Context, whole: Count, part: Count, rate: Figure) -> bool:
    """Whether a rate is that of a part of all: 应办提案50件，已办结45件，办结率90%."""
    match = _RATE.search(context.text[max(0, rate.start - 8) : rate.start])
    gap = between(context, part.figure, rate)
    if match is None or whole.figure.unit != part.figure.unit or not _ONE_CLAUSE.fullmatch(gap):
        return False
    done = between(context, whole.figure, part.figure) + gap.partition("，")[0]
    all_of_it = _ALL.search(context.text[max(0, whole.figure.start - 16) : whole.figure.start])
    own = done.replace(f"{match['done']}率", "")  # 增长率为30.8%，上年同期249.5亿元: no share
    came = match["done"] in _CAME and "实到" in own
    return (match["done"] in own or came) and all_of_it is not None


_CAME: Final = frozenset({"到会", "出席", "参会", "到岗", "到课", "参训", "出勤", "参学"})
_ONE_CLAUSE: Final = regex(r"[^，。；、\d]{0,8}[，、（][^，。；、\d]{3,8}")


def places(value: Decimal) -> int:
    """How many digits stand behind the point."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _follows(before: Sequence[Count], percent: Decimal) -> bool:
    """Whether any two counts before the percentage give it, within its rounding."""
    slack = Decimal(10) ** -places(percent)
    return any(
        high.value and abs(low.value / high.value * 100 - percent) <= slack
        for one, other in combinations(before, 2)
        for low, high in ((one, other), (other, one))
    )

"""Sums inside the text: parts and totals, shares, from and to. Only exact figures of one unit, only in one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.rules.context import Context, Part
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.model import Figure
    from drafter.rules.tables import Tables

_COUNTABLE: Final = frozenset({"number", "quantity", "money"})
_STOP: Final = re.compile(r"[^。！？\n]+")


class _Count(NamedTuple):
    """An exact figure with its number."""

    figure: Figure
    value: Decimal


def _exact(figure: Figure) -> Decimal | None:
    if figure.value is None or figure.approx is not None:
        return None
    try:
        return Decimal(figure.value)
    except InvalidOperation:
        return None


class _Sentence(NamedTuple):
    part: Part
    figures: tuple[Figure, ...]
    counts: tuple[_Count, ...]


def _sentences(context: Context) -> tuple[_Sentence, ...]:
    """The sentences that hold two figures or more; a semicolon does not end one."""
    figures = context.figures
    starts = [figure.start for figure in figures]
    found = []
    for match in _STOP.finditer(context.text):
        inside = figures[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
        if len(inside) > 1:
            counts = tuple(
                _Count(figure, value)
                for figure in inside
                if figure.kind in _COUNTABLE and (value := _exact(figure)) is not None
            )
            found.append(_Sentence(Part(match.start(), match.end(), match.group()), inside, counts))
    return tuple(found)


def _between(context: Context, left: Figure, right: Figure) -> str:
    return context.text[left.end : right.start]


# ------------------------------------------------------------------------------------------- parts and total
_TOTAL_BEFORE: Final = re.compile(r"(?:共计?|合计|总计|累计|总数|总共)[^，。；、\d]{0,14}$")
_OF_WHICH: Final = re.compile(
    r"^[^，。；\d]{0,12}[，,（(：:；]?(?:其中|分别[为是]|包括|即)?[，：:]?[^，。；、\d]{0,14}$"
)
_AMONG: Final = re.compile(r"其中|分别[为是]")
_NEXT_PART: Final = re.compile(r"^[^，。；、\d（]{0,6}[、，,和及与；][^，。；、\d]{0,14}$")
_CLOSING_TOTAL: Final = re.compile(r"^[^，。；、\d]{0,8}[，,；、]?(?:共计?|合计|总计|总共)[^，。；、\d其]{0,10}$")


class _Sum(NamedTuple):
    total: _Count
    parts: tuple[_Count, ...]
    whole: bool


def _chain(context: Context, counts: Sequence[_Count], first: int) -> int:
    """Index behind the last count of the list that begins at `first`: same unit, joined by 、 or ，."""
    last = first
    while (
        last + 1 < len(counts)
        and counts[last + 1].figure.unit == counts[first].figure.unit
        and _NEXT_PART.match(_between(context, counts[last].figure, counts[last + 1].figure))
        and not _AMONG.search(_between(context, counts[last].figure, counts[last + 1].figure))
        and not _CLOSING_TOTAL.match(_between(context, counts[last].figure, counts[last + 1].figure))
    ):
        last += 1
    return last + 1


def _sums(context: Context, sentence: _Sentence) -> Iterator[_Sum]:
    counts = sentence.counts
    for number, total in enumerate(counts[:-1]):
        gap = _between(context, total.figure, counts[number + 1].figure)
        if _AMONG.search(gap) and _OF_WHICH.match(gap) and counts[number + 1].figure.unit == total.figure.unit:
            end = _chain(context, counts, number + 1)
            parts = tuple(counts[number + 1 : end])
            if len(parts) > 1 and _is_next(sentence, parts):
                yield _Sum(total, parts, whole=_are_opposites(context, total, parts) or "分别" in gap)
    for number in range(len(counts) - 2):
        end = _chain(context, counts, number)
        if end - number > 1 and end < len(counts) and (number == 0 or not _joined(context, counts, number)):
            total = counts[end]
            gap = _between(context, counts[end - 1].figure, total.figure)
            if total.figure.unit == counts[number].figure.unit and _CLOSING_TOTAL.match(gap):
                yield _Sum(total, tuple(counts[number:end]), whole=True)


def _joined(context: Context, counts: Sequence[_Count], number: int) -> bool:
    before, here = counts[number - 1].figure, counts[number].figure
    return before.unit == here.unit and _NEXT_PART.match(_between(context, before, here)) is not None


def _is_next(sentence: _Sentence, parts: Sequence[_Count]) -> bool:
    """Whether no other figure, of another unit or with a hedge, stands among the parts."""
    starts = [figure.start for figure in sentence.figures]
    first, last = starts.index(parts[0].figure.start), starts.index(parts[-1].figure.start)
    return last - first + 1 == len(parts)


def _opposites(tables: Tables) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(one), re.compile(other)) for one, other in tables.area("arithmetic")["opposites"])


def _are_opposites(context: Context, total: _Count, parts: Sequence[_Count]) -> bool:
    """Whether two parts are halves of one whole by their names: 男 and 女, 已 and 未."""
    if len(parts) != 2:  # noqa: PLR2004  # halves
        return False
    first = context.text[total.figure.end : parts[0].figure.start]
    second = context.text[parts[0].figure.end : parts[1].figure.start]
    return any(
        (one.search(first) and other.search(second)) or (other.search(first) and one.search(second))
        for one, other in context.tables.made(_opposites)
    )


def total(context: Context) -> Iterator[Spot]:
    """Parts that do not add up to the stated total."""
    for sentence in context.shared(_sentences):
        if len(sentence.counts) < 3:  # noqa: PLR2004  # a total and two parts
            continue
        for found in _sums(context, sentence):
            added = sum((part.value for part in found.parts), Decimal(0))
            if added > found.total.value or (found.whole and added != found.total.value):
                figure = found.total.figure
                values = {
                    "total": figure.text,
                    "parts": "+".join(_plain(part.value) for part in found.parts),
                    "sum": _plain(added),
                }
                yield Spot(figure.start, figure.end, values=values)


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# ------------------------------------------------------------------------------------------- shares
_SHARE: Final = re.compile(r"占(?:比(?:例)?|总数|总量|总人数|全部|全体|应到人数|的比例)?[的]?(?:为|达到?|到)?$")
_SUFFIX: Final = re.compile(r"^[，,、（(]?[^，。；、\d]{0,8}占")


def share(context: Context) -> Iterator[Spot]:
    """A share that does not follow from its two numbers: 99 of 226 called 46%."""
    for sentence in context.shared(_sentences):
        for figure in sentence.figures:
            percent = _exact(figure) if figure.kind == "percent" else None
            if percent is None or not _SHARE.search(context.text[figure.start - 12 : figure.start]):
                continue
            before = [count for count in sentence.counts if count.figure.end <= figure.start]
            if len(before) < 2 or not _is_part(context, before[-2], before[-1], figure):  # noqa: PLR2004
                continue
            whole, part = before[-2], before[-1]
            if 0 < part.value <= whole.value and not _follows(before, percent):
                right = f"{part.value / whole.value * 100:.{_places(percent) or 1}f}%"
                values = {"part": part.figure.text, "whole": whole.figure.text, "right": right}
                yield Spot(figure.start, figure.end, values=values)


def _is_part(context: Context, whole: _Count, part: _Count, share: Figure) -> bool:
    """Whether the text names one count as a part of the other, and the share right behind it."""
    if whole.figure.unit != part.figure.unit or not _SUFFIX.match(_between(context, part.figure, share)):
        return False
    return re.search(r"其中|中|里|有", _between(context, whole.figure, part.figure)) is not None


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _follows(before: Sequence[_Count], percent: Decimal) -> bool:
    """Whether any two counts before the percentage give it, within its rounding."""
    slack = Decimal(10) ** -_places(percent)
    return any(
        high.value and abs(low.value / high.value * 100 - percent) <= slack
        for one, other in combinations(before, 2)
        for low, high in ((one, other), (other, one))
    )


# ------------------------------------------------------------------------------------------- from and to
_FROM: Final = re.compile(r"[由从](?:[^，。；、\d由从]{0,12})$")
_TO: Final = re.compile(
    r"^(?:[（(][^（()）]{0,12}[）)])?[^，。；、\d]{0,6}?(?P<word>上升|提升|提高|增加|增长|攀升|扩大|升|增|涨|跃升|下降|降低|减少|缩短|压缩|压减|回落|下滑|降|减|缩|跌)[^，。；、\d]{0,4}?[至到为]?(?:了)?(?:今年|目前|现在|当前)?的?$"
)
_UP: Final = frozenset({"上升", "提升", "提高", "增加", "增长", "攀升", "扩大", "升", "增", "涨", "跃升"})


class _Change(NamedTuple):
    before: Figure
    after: Figure
    word: str


def _changes(context: Context) -> tuple[_Change, ...]:
    """由 a 升至 b and the like."""
    found = []
    for sentence in context.shared(_sentences):
        for before, after in zip(sentence.figures, sentence.figures[1:], strict=False):
            bare = before.unit == "" and before.kind in {"number", "quantity"} and after.kind in _COUNTABLE
            if (before.kind, before.unit) != (after.kind, after.unit) and not bare:
                continue
            if not _FROM.search(context.text[max(0, before.start - 14) : before.start]):
                continue
            match = _TO.match(_between(context, before, after))
            if match and re.search(r"[至到为]", match.group()):
                found.append(_Change(before, after, match["word"]))
    return tuple(found)


def direction(context: Context) -> Iterator[Spot]:
    """From and to that contradict the word between them; a rank rises as its number falls."""
    for change in context.shared(_changes):
        low, high = _exact(change.before), _exact(change.after)
        if low is None or high is None or low == high or (change.before.unit != change.after.unit):
            continue
        rises = high > low
        if change.before.kind in {"rank", "ordinal"}:
            rises = not rises
        if rises != (change.word in _UP):
            values = {"before": change.before.text, "after": change.after.text, "word": change.word}
            yield Spot(change.before.start, change.after.end, values=values)


_BY: Final = re.compile(
    r"^[，,、（(]?(?:同比|实际|净|共|累计|年均)?(?P<word>增长|增加|提高|上升|增幅达?|下降|降低|减少|缩短|压减|降幅达?)(?:了)?$"
)


def growth(context: Context) -> Iterator[Spot]:
    """A growth, or a difference, that does not follow from the two numbers before it."""
    figures = context.figures
    place = {figure.start: number for number, figure in enumerate(figures)}
    for change in context.shared(_changes):
        number = place[change.after.start] + 1
        if number >= len(figures):
            continue
        by = figures[number]
        low, high, said = _exact(change.before), _exact(change.after), _exact(by)
        match = _BY.match(_between(context, change.after, by))
        if match is None or "年均" in match.group() or low is None or high is None or said is None or low == 0:
            continue
        if change.before.kind not in _COUNTABLE | {"percent"} or change.before.unit != change.after.unit:
            continue
        difference = abs(high - low)
        if by.kind == "percent" and change.before.kind != "percent":
            right, unit = difference / low * 100, "%"
        elif by.kind == "points" and change.before.kind == "percent":
            right, unit = difference, "个百分点"
        elif by.unit == change.before.unit and by.kind in _COUNTABLE:
            right, unit = difference, by.unit
        else:
            continue
        if abs(right - said) > Decimal(10) ** -_places(said):
            shown = f"{right:.{_places(said) or 1}f}" if unit == "%" else _plain(right)
            yield Spot(by.start, by.end, values={"right": f"{shown}{unit}"})


_RATE: Final = re.compile(
    r"(?P<rate>[^，。；、\d]{2,8}率)(?:均|都)?(?:达到?|为|保持在?|稳定在|提高到|提升到|上升到|超过?)?(?:了)?$"
)


def rate(context: Context) -> Iterator[Spot]:
    """A rate over 100% that cannot be: 满意率102%."""
    bounded = context.tables.area("arithmetic")["bounded_rates"]
    for figure in context.figures:
        value = _exact(figure) if figure.kind == "percent" else None
        if value is None or value <= 100:  # noqa: PLR2004  # the whole
            continue
        match = _RATE.search(context.text[max(0, figure.start - 18) : figure.start])
        if match and match["rate"].endswith(tuple(bounded)):
            yield Spot(figure.start, figure.end, values={"rate": match["rate"]})


_COUNT_OF: Final = re.compile(
    r"([二两三四五六七八九十]|\d{1,2})(?:个)?(?:大)?(?:方面|点|项|条|措施|问题|层面|步)[^，。；：\n]{0,12}[：:][^\n]{0,40}?一是"
)


def listed(context: Context) -> Iterator[Spot]:
    """三个方面 announced, two or four given."""
    for match in _COUNT_OF.finditer(context.text):
        said = match[1]
        number = int(said) if said.isdigit() else {"两": 2}.get(said) or "一二三四五六七八九十".index(said) + 1
        end = context.text.find("\n", match.end())
        rest = context.text[match.end() : end if end >= 0 else len(context.text)]
        after = context.text[end : end + 200] if end >= 0 else ""
        if re.match(r"\s*[一二三四五六七八九十]是", after):
            continue  # the run goes on in the next paragraph
        given = 1
        while f"{'一二三四五六七八九十'[given]}是" in rest and given < 9:  # noqa: PLR2004
            given += 1
        if given > 1 and given != number:
            yield Spot(match.start(1), match.end(1), values={"said": said, "given": given})

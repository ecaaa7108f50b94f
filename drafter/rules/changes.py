"""Changes inside the text: from and to, growth, rates, announced numbers of items."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules import slips
from drafter.rules.arithmetic import COUNTABLE, between, exact, places, plain, sentences_with_figures
from drafter.rules.compared import against_last_year
from drafter.rules.promised import fewer_values, kept_words, named_aspects, named_things
from drafter.rules.reckoned import products
from drafter.rules.rule import Spot
from drafter.rules.wholes import SHARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.model import Figure
    from drafter.rules.context import Context

_FROM: Final = regex(r"[由从](?:[^，。；、\d由从]{0,12})$")
_TO: Final = regex(
    r"^(?:[（(][^（()）]{0,12}[）)])?[^，。；、\d]{0,6}?(?P<word>上升|提升|提高|增加|增长|攀升|扩大|延长|拉长|升|增|涨|跃升|下降|降低|减少|缩短|压缩|压减|回落|下滑|降|减|缩|跌)[^，。；、\d]{0,4}?[至到为]?(?:了)?(?:今年|目前|现在|当前)?的?$"
)
_UP: Final = frozenset(
    {"上升", "提升", "提高", "增加", "增长", "攀升", "扩大", "延长", "拉长", "升", "增", "涨", "跃升"}
)


class _Change(NamedTuple):
    before: Figure
    after: Figure
    word: str


def _changes(context: Context) -> tuple[_Change, ...]:
    """由 a 升至 b and the like."""
    found = []
    for sentence in context.shared(sentences_with_figures):
        for before, after in zip(sentence.figures, sentence.figures[1:], strict=False):
            bare = before.unit == "" and before.kind in {"number", "quantity"} and after.kind in COUNTABLE
            if (before.kind, before.unit) != (after.kind, after.unit) and not bare:
                continue
            if not _FROM.search(context.text[max(0, before.start - 14) : before.start]):
                continue
            match = _TO.match(between(context, before, after))
            if match and re.search(r"[至到为]", match.group()):
                found.append(_Change(before, after, match["word"]))
    return tuple(found)


_NEGATED: Final = slips.of("negated")


def direction(context: Context) -> Iterator[Spot]:
    """From and to that contradict the word between them; a rank rises as its number falls; 下降-5% is no fall."""
    for spot in _NEGATED(context):
        yield replace(spot, variant="sign")
    for change in context.shared(_changes):
        low, high = exact(change.before), exact(change.after)
        if low is None or high is None or change.before.unit != change.after.unit:
            continue
        if low == high:
            values = {"word": change.word}
            yield Spot(change.before.start, change.after.end, values=values, variant="same")
            continue
        rises = high > low
        if change.before.kind in {"rank", "ordinal"} or _is_place(context, change):
            rises = not rises
        elif change.before.unit in _PLACES and change.word not in _OF_COUNTS:
            continue  # 由12位升至6位: a rank as likely as a count
        if rises != (change.word in _UP):
            values = {"before": change.before.text, "after": change.after.text, "word": change.word}
            yield Spot(change.before.start, change.after.end, values=values)


_PLACES: Final = frozenset("位名")
_OF_COUNTS: Final = frozenset({"增加", "增长", "增", "减少", "减", "压缩", "压减"})
_RANKED: Final = regex("排名|排位|排行|位次|名次|座次|名列|位列|位居")


def _is_place(context: Context, change: _Change) -> bool:
    """Whether figures without 第 are ranks: 排名由369位上升到235位."""
    start = change.before.start
    return change.before.unit in _PLACES and _RANKED.search(context.text, max(0, start - 14), start) is not None


_BY: Final = regex(
    r"^[，,、（(]?(?:同比|实际|净|共|累计|年均)?(?P<word>增长|增加|提高|上升|增幅达?|净增|净减|下降|降低|减少|缩短|压减|降幅达?)(?:了)?$"
)


def growth(context: Context) -> Iterator[Spot]:
    """A growth, or a difference, that does not follow from the two numbers before it."""
    yield from _doublings(context)
    yield from against_last_year(context)
    yield from products(context)
    figures = context.figures
    place = {figure.start: number for number, figure in enumerate(figures)}
    for change in context.shared(_changes):
        number = place[change.after.start] + 1
        if number >= len(figures):
            continue
        by = figures[number]
        low, high, said = exact(change.before), exact(change.after), exact(by)
        match = _BY.match(between(context, change.after, by))
        if match is None or "年均" in match.group() or low is None or high is None or said is None or low == 0:
            continue
        if change.before.kind not in COUNTABLE | {"percent", "duration"} or change.before.unit != change.after.unit:
            continue
        difference = abs(high - low)
        if by.kind == "percent" and change.before.kind != "percent":
            right, unit = difference / low * 100, "%"
        elif by.kind == "points" and change.before.kind == "percent":
            right, unit = difference, "个百分点"
        elif by.unit == change.before.unit and (by.kind in COUNTABLE or by.kind == change.before.kind == "duration"):
            right, unit = difference, by.unit
        elif by.kind == "multiple":
            right, unit = difference / low, "倍"
        else:
            continue
        slack = Decimal(0) if _are_whole(change.before, change.after, by) else Decimal(10) ** -places(said)
        if abs(right - said) > (slack / 2 if unit == "倍" else slack):
            shown = f"{right:.{places(said) or 1}f}" if unit in "%倍" else plain(right)
            yield Spot(by.start, by.end, values={"right": f"{shown}{unit}"})


_ROUGH: Final = frozenset(".万亿千百%％点倍")


def _are_whole(*figures: Figure) -> bool:
    """Whether figures are counts to the last one, whose difference is exact."""
    return all(_ROUGH.isdisjoint(figure.text) for figure in figures)


_DOUBLED: Final = regex(r"[^，。；\d]{0,4}，?(?:实现|基本)?翻了?(?P<times>[一两二])番")
_CLOSE: Final = Decimal("0.1")


def _doublings(context: Context) -> Iterator[Spot]:
    """翻一番 behind numbers of which the second is not twice the first."""
    for change in context.shared(_changes):
        low, high = exact(change.before), exact(change.after)
        match = _DOUBLED.match(context.text, change.after.end)
        if match is None or low is None or high is None or not low or change.before.unit != change.after.unit:
            continue
        times = 2 if match["times"] == "一" else 4
        if abs(high / low - times) > _CLOSE * times:
            yield Spot(match.start("times") - 1, match.end(), values={"right": f"{high / low:.1f}倍"})


_RATE: Final = regex(
    r"(?P<rate>[^，。；、\d]{2,8}[率度])(?:均|都)?(?:达到?|为|保持在?|稳定在|提高到|提升到|上升到|超过?)?(?:了)?$"
)


_MAY_TURN: Final = regex("利润|盈|亏|收益|顺差|增速|增幅")  # they may fall below nothing
_LESS: Final = regex(r"(?:下降|减少|降低|缩短|压缩|压减|缩减)了?$")


def rate(context: Context) -> Iterator[Spot]:
    """A rate over 100% that cannot be: 满意率102%; nor can anything fall by its whole and more: 下降2倍."""
    bounded = context.tables.area("arithmetic")["bounded_rates"]
    for figure in context.figures:
        if figure.kind == "fraction" and _OVER.search(figure.text) and _is_over_one(figure.value or ""):
            yield Spot(figure.start, figure.end, values={"rate": ""}, variant="share")
        value = exact(figure) if figure.kind in {"percent", "multiple"} else None
        if value is None or (figure.kind == "percent" and value <= 100):  # noqa: PLR2004  # the whole
            continue
        before = context.text[max(0, figure.start - 18) : figure.start]
        if _LESS.search(before) and value >= 1 and not _MAY_TURN.search(before):
            yield Spot(figure.start, figure.end, values={"rate": ""}, variant="less")
            continue
        if figure.kind == "multiple":
            continue
        if SHARE.search(before):
            yield Spot(figure.start, figure.end, values={"rate": ""}, variant="share")
            continue
        match = _RATE.search(before)
        if match and match["rate"].endswith(tuple(bounded)):
            yield Spot(figure.start, figure.end, values={"rate": match["rate"]})


_OVER: Final = regex("^[^又]*分之")


def _is_over_one(fraction: str) -> bool:
    above, _, below = fraction.partition("/")
    return above.isdigit() and below.isdigit() and int(above) > int(below)


_COUNT_OF: Final = regex(
    r"([二两三四五六七八九十]|\d{1,2})(?:个)?(?:大)?(?:方面|点|项|条|措施|问题|层面|步|突破|提升|转变|坚持|到位|优化|关口?|环节|抓手|原则|成效|亮点|举措|做法|短板|任务|目标|结合)[^，。；：\n]{0,12}[：:][^\n]{0,40}?一是"
)

_ANNOUNCED: Final = regex(r"[：:][^\n]{0,40}?一是")
"""What every match has; it is soon looked for."""

_COUNT_IN_DIGITS: Final = regex(
    r"([二两三四五六七八九]|[2-9](?<!\d\d))(?:个)?(?:大)?(?:方面|点|项|条|措施|问题|层面|步)[^，。；：\n]{0,12}[：:](?P<form>1[.．、]|[（(]1[）)]|①)(?!\d)"
)
_FIRST_IN_DIGITS: Final = regex("[：:](?:1[.．、]|[（(]1[）)]|①)")
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨"


def _number(said: str) -> int:
    return int(said) if said.isdigit() else {"两": 2}.get(said) or "一二三四五六七八九十".index(said) + 1


def _following(text: str, start: int) -> tuple[str, str]:
    """The rest of a paragraph, and how the next begins."""
    end = text.find("\n", start)
    return (text[start:end], text[end : end + 200]) if end >= 0 else (text[start:], "")


def listed(context: Context) -> Iterator[Spot]:
    """三个方面 announced, two or four given."""
    for match in _COUNT_OF.finditer(context.text) if _ANNOUNCED.search(context.text) else ():
        rest, after = _following(context.text, match.end())
        if re.match(r"\s*[一二三四五六七八九十]是", after):
            continue  # the run goes on in the next paragraph
        given = 1
        while f"{'一二三四五六七八九十'[given]}是" in rest and given < 9:  # noqa: PLR2004
            given += 1
        if given > 1 and given != _number(match[1]):
            yield Spot(match.start(1), match.end(1), values={"said": match[1], "given": given})
    yield from kept_words(context)
    yield from named_aspects(context)
    yield from named_things(context)
    for match in _COUNT_IN_DIGITS.finditer(context.text) if _FIRST_IN_DIGITS.search(context.text) else ():
        rest, after = _following(context.text, match.end())
        given = 1
        while (form := _form(match["form"], given + 1)) in rest and given < 9:  # noqa: PLR2004
            given += 1
        if given > 1 and given != _number(match[1]) and not after.lstrip().startswith(form):
            yield Spot(match.start(1), match.end(1), values={"said": match[1], "given": given})


_EACH: Final = regex(
    r"分别[^，。；：、\d从由自]{1,8}(?P<values>\d[^，。；：\n到至]*(?:、|和)[^，。；：\n到至]*)(?=[，。；：\n]|\Z)"
)
_JOINTS: Final = regex("[、和与及]")
_DIGIT: Final = regex(r"\d")
_UNSAID: Final = regex(r"[各等每两双三四五六七八九十\d]|[一二]级|其中")
_MARKS: Final = "，。；：\n"


def apart(context: Context) -> Iterator[Spot]:
    """More values behind 分别 than names before it."""
    text = context.text
    for match in _EACH.finditer(text) if "分" in context.characters else ():
        begin = max(text.rfind(mark, 0, match.start()) for mark in _MARKS) + 1
        names, values = text[begin : match.start()], _JOINTS.split(match["values"])
        pauses, joints = names.count("、"), len(_JOINTS.findall(names))
        most = max(joints + 1, (pauses + 1) * (joints - pauses + 1))  # 城镇、农村居民收入和支出 are four
        if most > 1 and len(values) > most and not _UNSAID.search(names) and all(map(_DIGIT.search, values)):
            yield Spot(match.start("values"), match.end("values"), values={"names": most, "values": len(values)})
    yield from fewer_values(context)


def _form(first: str, number: int) -> str:
    """The mark of an item in the form of the first one: 2. as 1., （2） as （1）."""
    return _CIRCLES[number - 1] if first == "①" else first.replace("1", str(number))

"""What cannot exceed its whole: one part of a count, a share of all, the shares of the three sectors."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.arithmetic import FigureSentence, are_steps, between, exact, plain, sentences_with_figures
from drafter.rules.reckoned import beyond
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.context import Context

_OF_WHICH: Final = regex(r"[^，。；、\d其]{0,10}[，,（(]其中[：:，]?[^，。；、：\d]{0,12}$")
_NO_WHOLE: Final = regex(
    r"[均每比增减升降][^，。；\n]*$|、[^，。；\n]*$|[·．.]$|[一二两三四五六七八九十\d][台座套组艘辆架条]$"
)
"""Before a count that is no whole: an average, a change, the last of several, half a number, one of 两台33万千瓦."""


def over(context: Context) -> Iterator[Spot]:
    """One part that is more than its whole: 干部120人，其中女干部145人."""
    left = context.has("其余") or context.has("剩余")
    parted = context.text.count("占") >= _LEAST
    for sentence in context.shared(sentences_with_figures):
        for total, part in pairwise(sentence.counts):
            if part.value <= total.value or part.figure.unit != total.figure.unit:
                continue
            start = total.figure.start
            gap = between(context, total.figure, part.figure)
            if not _OF_WHICH.match(gap) and not _is_paired(context, start, gap):
                continue
            if not _NO_WHOLE.search(context.text, max(0, start - 12), start):
                values = {"whole": total.figure.text, "part": part.figure.text}
                yield Spot(start, part.figure.end, values=values)
        if left:
            yield from _rests(context, sentence)
        if parted:
            yield from _shares(context, sentence)
    yield from beyond(context)


_REST: Final = regex(r"[^\d]*?[，；](?:其余|剩余)的?$")


def _rests(context: Context, sentence: FigureSentence) -> Iterator[Spot]:
    """What is said to be left, and is not: 隐患95处，已整改89处，其余9处."""
    for number in range(2, len(sentence.counts)):
        rest = sentence.counts[number]
        gap = between(context, sentence.counts[number - 1].figure, rest.figure)
        if "余" not in gap or not _REST.fullmatch(gap):
            continue
        before = [one for one in sentence.counts[:number] if one.figure.unit == rest.figure.unit]
        values = [one.value for one in before]
        if len(before) < 2 or values[0] != max(values) or sentence.counts[number - 1] is not before[-1]:  # noqa: PLR2004
            continue
        left = {whole - sum(values[at:], Decimal(0)) for whole in values for at in range(1, len(values))}
        left |= {whole - one for whole in values for one in values}
        if rest.value not in left and _DONE.search(between(context, before[-2].figure, before[-1].figure)):
            right = f"{plain(values[0] - sum(values[1:], Decimal(0)))}{rest.figure.unit}"
            yield Spot(rest.figure.start, rest.figure.end, values={"right": right}, variant="rest")


_DONE: Final = regex("[，（](?:目前|截至[^，。；]{0,12})?(?:[^，。；]{0,4}(?:已|其中))")
_BY_KIND: Final = regex("(?:来源|类型|类别|去向|结构|领域|原因|性质|案由|渠道|方式)(?:来)?[看分上]")
_NEXT_SHARE: Final = regex(r"[，、；](?!其中)[^，。；、\d]{2,10}占(?:比)?")
_LEAST: Final = 3


def _shares(context: Context, sentence: FigureSentence) -> Iterator[Spot]:
    """Shares by one kind of parting that are more than all: 从来源看，甲占45%，乙占30%，丙占35%; 优秀的占45%，……."""
    percents = [figure for figure in sentence.figures if figure.kind == "percent"]
    if len(percents) < _LEAST:
        return
    run, first = 1, max(0, percents[0].start - 24)
    names = [context.text[max(first, percents[0].start - 8) : percents[0].start]]
    while run < len(percents) and _NEXT_SHARE.fullmatch(gap := between(context, percents[run - 1], percents[run])):
        names.append(gap)
        run += 1
    if not _BY_KIND.search(context.text, first, percents[0].start) and not (
        all("占" in name for name in names) and are_steps(context, names)
    ):
        return
    values = [exact(figure) for figure in percents[:run]]
    added = sum((value for value in values if value is not None), Decimal(0))
    if run >= _LEAST and None not in values and added > _ALL + 1:
        yield Spot(percents[0].start, percents[run - 1].end, values={"sum": plain(added)}, variant="shares")


_PAIRED: Final = regex(r"(?P<whole>应到|应参会|[抽送]检|抽查|收到|征求到|征集到|参[加评考])[^，。；、\d]{0,10}$")
_PARTS: Final = {
    "应": regex(r"，(?:实到|到会|出席|参会)"),
    "抽": regex(r"，(?:其中)?(?:合格|达标|不合格)"),
    "送": regex(r"，(?:其中)?(?:合格|达标|不合格)"),
    "收": regex(r"，(?:已|全部)?(?:采纳|吸收采纳)"),
    "征": regex(r"，(?:已|全部)?(?:采纳|吸收采纳)"),
    "参": regex(r"，(?:其中)?(?:合格|及格|优秀|通过)"),
}


def _is_paired(context: Context, start: int, gap: str) -> bool:
    """Whether two verbs name a whole and its part: 应到30人，实到……."""
    whole = _PAIRED.search(context.text[max(0, start - 16) : start])
    if whole is not None:
        return _PARTS[whole["whole"][0]].fullmatch(gap) is not None
    found = _FOUND.search(context.text, max(0, start - 16), start)
    return found is not None and _MENDED.fullmatch(gap) is not None and not _BEFORE.search(found[0] + gap)


_FOUND: Final = regex(r"(?:排查|梳理|查摆|发现|查找|反馈|指出)[^，。；、\d]{0,6}(?:问题|隐患|漏洞|风险点)$")
_MENDED: Final = regex(
    r"[^，。；、\d]{0,6}，(?:截至[^，。；、]{0,8}|目前|截至目前)?(?:已经?|完成)(?:全部)?(?:完成)?(?:整改|销号|整治|解决|治理)(?:完成|到位)?"
)
_BEFORE: Final = regex("历年|往年|上年|遗留|旧存|累计|结转|含")


SHARE: Final = regex(
    r"占(?:比|[^，。；、\d计预任目指]{0,8}(?:总数|总人数|总量|总额)的)(?:重|例)?(?:为|达到?|约|提高到|提升[至到]|升至)?$"
)
"""Before a percentage that is a share of all."""

_SECTORS: Final = regex(
    r"(?:三次产业|三产)[^，。；\d]{0,14}?(?P<at>(\d{1,2}(?:\.\d+)?)[:：∶](\d{1,2}(?:\.\d+)?)[:：∶](\d{1,2}(?:\.\d+)?))(?!\d)"
)
_ALL: Final = Decimal(100)
_ROUNDED: Final = Decimal("0.3")
_OF_TEN: Final = 30  # 1:4:5 is a ratio of small numbers


def sectors(context: Context) -> Iterator[Spot]:
    """Shares of the three sectors that are not 100% together: 12.5:40.3:48.2."""
    for match in _SECTORS.finditer(context.text) if "三" in context.characters else ():
        added = sum(map(Decimal, match.groups()[1:]), Decimal(0))
        if added > _OF_TEN and abs(added - _ALL) > _ROUNDED:
            yield Spot(match.start("at"), match.end("at"), values={"sum": plain(added)})

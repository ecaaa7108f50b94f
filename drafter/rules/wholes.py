"""What cannot exceed its whole: one part of a count, a share of all, the shares of the three sectors."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.arithmetic import between, plain, sentences_with_figures
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
    return whole is not None and _PARTS[whole["whole"][0]].fullmatch(gap) is not None


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

"""How many are announced, and how many stand there: 三个坚持 with two of them, two values for three names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.context import HAN
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.context import Context

_NUMBERS: Final = "一二三四五六七八九"
_KEPT: Final = regex(rf"个(?<=[两三四五六]个)([{HAN}]{{2}})”?[：:]\1[^\n]{{2,400}}")
_ASPECTS: Final = regex("个方面(?<=[三四五六七八九]...)")
_SHORT_NAMES: Final = regex(
    rf"(?:^|[^{HAN}、]|[从在]|围绕)((?:[{HAN}]、){{2,8}}[{HAN}]|(?:[{HAN}]{{2}}、){{2,6}}[{HAN}]{{2}})$"
)
_FURTHEST: Final = 24  # characters that the names take
_VALUES: Final = regex(
    r"分别[^，。；：、\d从由自]{1,8}(?P<values>\d[^，。；：、\n到至和]*(?:、\d[^，。；：、\n到至和]*)+)(?=[，。；\n])"
)
_NAMES: Final = regex(rf"(?:^|[，。；：\n])((?:[{HAN}]{{2,3}}、){{1,5}}[{HAN}]{{2,3}})$")


def _number(said: str) -> int:
    return 2 if said == "两" else _NUMBERS.index(said) + 1


def kept_words(context: Context) -> Iterator[Spot]:
    """“三个坚持”：坚持……，坚持……: fewer of them than announced, in one paragraph."""
    for match in _KEPT.finditer(context.text):
        said, word = context.text[match.start() - 1], match[1]
        given = sum(match[0].count(f"{mark}{word}") for mark in "：:，；、。”")
        if 1 < given < _number(said):
            yield Spot(match.start() - 1, match.start(), values={"said": said, "given": given})


def named_aspects(context: Context) -> Iterator[Spot]:
    """德、能、勤、廉五个方面: as many short names as announced behind them."""
    for match in _ASPECTS.finditer(context.text):
        at = match.start() - 1
        names = _SHORT_NAMES.search(context.text[max(0, at - _FURTHEST) : at])
        given = names[1].count("、") + 1 if names else 0
        if names and given != _number(context.text[at]):
            yield Spot(at, at + 1, values={"said": context.text[at], "given": given})


def fewer_values(context: Context) -> Iterator[Spot]:
    """工业、农业、服务业分别增长5%、6%: fewer values than short names."""
    for match in _VALUES.finditer(context.text):
        listed = _NAMES.search(context.text[max(0, match.start() - _FURTHEST) : match.start()])
        values = match["values"].count("、") + 1
        if listed and values <= (names := listed[1].count("、")):
            yield Spot(match.start("values"), match.end("values"), values={"names": names + 1, "values": values})

"""How many are announced, and how many stand there: 三个坚持 with two of them, two values for three names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.context import HAN
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.model import Figure
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


_COUNTED: Final = frozenset("个所家项")
_THING: Final = regex(rf"[村镇乡局县区市厂站]|[{HAN}]{{2}}")
_PIECES: Final = regex("[、和与及]")


def named_things(context: Context) -> Iterator[Spot]:
    """More names than 等3个社区 counts; as many as 三个社区 does, where each name ends in 社区; 甲、乙、丙四项制度."""
    for figure in context.figures:
        if figure.unit not in _COUNTED or len(figure.value or "") != 1 or (figure.value or "") < "2":
            continue
        at = figure.start
        if (given := _titles(context, figure) or _behind(context, figure)) and given != int(figure.value or 0):
            yield Spot(at, figure.end + 2, values={"said": context.text[at], "given": given})
        if given or (figure.value or "") < "3":
            continue
        match = _THING.match(context.text, figure.end)
        if match is None or context.text.rfind("、", max(0, at - _FURTHEST), at) < 0:
            continue
        head = context.text[max(0, at - _LONG_LIST) : at]
        names, thing = head[max(map(head.rfind, "，。；：\n")) + 1 :].split("、"), match[0]
        if len(names) < _LEAST:
            continue
        others = names[-1].endswith("等")
        names[-1] = names[-1].removesuffix("等")
        if not all(map(_NAME.fullmatch, names[1:])):
            continue
        said = int(figure.value or 0)
        given = len(names) + sum(_joined_names(name, thing) for name in names)
        if all(name.endswith(thing) for name in names):
            wrong = given > said if others else given != said
        else:  # 考勤管理、公务接待、印章使用三项制度
            wrong = not others and thing in _ORDERED and not any(map(_PIECES.search, names)) and given != said
        if wrong:
            yield Spot(at, match.end(), values={"said": context.text[at], "given": given})


def _joined_names(name: str, thing: str) -> int:
    """How many more names one between two 、 is: 甲社区和乙社区 are two, 和平社区 one."""
    return sum(piece.endswith(thing) for piece in _PIECES.split(name)[:-1])


_TITLES: Final = regex(r"(?<![》、和及与])(?:《[^《》\n]{2,30}》[、和及与]?)+(?<=》)$")
_BEHIND: Final = regex(rf"[：:](?P<names>[{HAN}]{{2,12}}(?:、[{HAN}]{{2,12}})+)(?=[。\n]|$)")


def _titles(context: Context, figure: Figure) -> int:
    """How many titles stand right before 四项制度: 《甲》《乙》《丙》四项制度."""
    if not context.text.endswith("》", 0, figure.start) or context.text[figure.end : figure.end + 2] not in _ORDERED:
        return 0
    match = _TITLES.search(context.text, max(0, figure.start - _LONG_LIST * 2), figure.start)
    if match is None or "》" in context.text[context.text.rfind("\n", 0, match.start()) + 1 : match.start()]:
        return 0  # some of them were named before
    return match[0].count("》")


def _behind(context: Context, figure: Figure) -> int:
    """How many names of its own kind stand behind 四项制度：; 首问负责制 is one."""
    thing = context.text[figure.end : figure.end + 2]
    match = _BEHIND.match(context.text, figure.end + 2) if thing in _ORDERED else None
    names = match["names"].split("、") if match else []
    own = all(name.endswith((thing, "制" if thing == "制度" else thing)) for name in names)
    return len(names) if own and not any(map(_PIECES.search, names)) else 0


_ORDERED: Final = frozenset({"制度", "机制", "办法", "预案", "工程", "行动"})
_LEAST: Final = 3
_LONG_LIST: Final = 80
_NAME: Final = regex(rf"[{HAN}]{{2,12}}")


def fewer_values(context: Context) -> Iterator[Spot]:
    """工业、农业、服务业分别增长5%、6%: fewer values than short names."""
    for match in _VALUES.finditer(context.text):
        listed = _NAMES.search(context.text[max(0, match.start() - _FURTHEST) : match.start()])
        values = match["values"].count("、") + 1
        if listed and values <= (names := listed[1].count("、")):
            yield Spot(match.start("values"), match.end("values"), values={"names": names + 1, "values": values})


_THREE: Final = regex("[两三四五六](?:个|大)(?:问题|难题|方面)")
_FEW_NAMES: Final = regex(rf"[{HAN}]{{2,5}}(?:、[{HAN}]{{2,5}}){{1,5}}(?=”?(?:等)?这?$)")
_ANSWERED: Final = regex(r"[：；]([^，。；：\n]{2,8})，")
_LONG_LIST_OF_FEW: Final = 40


def unanswered_names(context: Context) -> Iterator[Spot]:
    """停车难、买菜难、就医难三个问题，……：停车难，……；买菜难，……。: one of the names is not taken up."""
    for match in _THREE.finditer(context.text) if context.has("：") and context.has("；") else ():
        listed = _FEW_NAMES.search(context.text, max(0, match.start() - _LONG_LIST_OF_FEW), match.start())
        if listed is None:
            continue
        rest = context.text[match.end() :]
        taken, names, at = frozenset(_ANSWERED.findall(rest.partition("。")[0])), listed[0].split("、"), listed.end()
        names[0] = next((name for name in taken if names[0].endswith(name)), names[0])
        lacking = [name for name in names if name not in rest]
        if len(taken.intersection(names)) < _TAKEN:
            continue
        for name in reversed(names):
            at -= len(name)
            if name in lacking:
                yield Spot(at, at + len(name))
            at -= 1


_TAKEN: Final = 2

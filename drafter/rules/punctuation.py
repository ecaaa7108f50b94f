"""Punctuation (GB/T 15834—2011): only what is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.model import Edit
from drafter.patterns import regex
from drafter.rules.context import HAN, Context
from drafter.rules.rule import Spot, mend

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE: Final = str.maketrans(",;:?!", "，；：？！")
# In these patterns the mark stands first, what must be before it behind: so the search skips from mark to mark.
_HALF: Final = regex(rf"[,;:?!](?<=[{HAN}）》”].)(?:(?=[{HAN}（《“\n]|\Z)|(?<=,)(?=\d)| (?=[{HAN}（《“]))")
_HALF_BRACKETS: Final = regex(
    rf"\((?<=[{HAN}”》）。，、；].)([^()\n]{{1,80}})\)|\(([^()\n]{{1,80}})\)(?=[{HAN}，。；：、])"
)
_ONE_HAN: Final = regex(f"[{HAN}]")
_NUMBER: Final = regex(r"[ \u3000]*(?:#{1,6}[ \t]+)?(?:\*\*)?[一二三四五六七八九十\d]{1,3}$")


def halfwidth(context: Context) -> Iterator[Spot]:
    """A half-width mark between Chinese characters."""
    text = context.text
    for match in _HALF.finditer(text):
        if match.group() in ",:" and _begins_line(context, match.start()):
            continue  # a number's own mark: numbering looks at it
        yield mend(match.start(), match.end(), match.group().translate(_WIDE))
    for match in _HALF_BRACKETS.finditer(text):
        inner = match.group(1) or match.group(2)
        before = text[match.start() - 1 : match.start()]
        if before != "]" and _ONE_HAN.search(inner) and "://" not in inner:
            yield mend(match.start(), match.end(), f"（{inner}）")


def _begins_line(context: Context, offset: int) -> bool:
    line = context.line_of(offset)
    return _NUMBER.match(context.text[line.start : offset]) is not None


_DOT: Final = regex(rf"[.．](?<=[{HAN}”）].)(?=[{HAN}]|[ \t]*(?:\n|\Z)| [{HAN}])")


_NUMERALS: Final = frozenset("〇零○一二三四五六七八九十")


def dot(context: Context) -> Iterator[Spot]:
    """A point that stands for 。."""
    for match in _DOT.finditer(context.text):
        around = context.text[match.start() - 1], context.text[match.end() : match.end() + 1]
        if _begins_line(context, match.start()) or _NUMERALS.issuperset(around):
            continue  # 二〇二三.四.五 is a date
        if context.text[match.end() : match.end() + 1].strip():
            yield Spot(match.start(), match.end())
        else:
            yield mend(match.start(), match.end(), "。")


_DOUBLED: Final = regex(
    r"([，、；：])\1+|。。(?!。)|。、|，。|、。|；。|：。|，；|、，|，、|；，|。；|。，|：，|，：|[？！]。|。[？！]"
    r"|。”[。，；]|[？！]”。"
)
# One of the two of half width; .NET, Co., and 3.5 keep their dots.
_MIXED: Final = regex(
    rf"[，、；：。](?:[,;:](?!\d)|\.(?![.A-Za-z0-9]))|[,;][，、；：。]|(?<=[{HAN}%％）”])\.[，、；：。]"
)
# What every match of the two has, to look for it is soon done.
_TWO: Final = regex("[，、；：。？！]”?[，、；：。？！]")
_TWO_MIXED: Final = regex(r"[,;:.](?:(?<=[，、；：。].)|(?=[，、；：。]))")
_FULL: Final = str.maketrans(",;:.", "，；：。")
_STRONGER: Final = {
    "。”。": "。”",
    "，。": "。",
    "、。": "。",
    "；。": "。",
    "、，": "，",
    "？”。": "？”",
    "！”。": "！”",
}


def doubled(context: Context) -> Iterator[Spot]:
    """Two marks where one belongs."""
    for match in _DOUBLED.finditer(context.text) if _TWO.search(context.text) else ():
        pair = match.group()
        if pair == "。。" and context.text[match.start() - 1 : match.start()] == "。":
            continue  # dots for ……
        right = pair[0] if pair[0] == pair[1] else _STRONGER.get(pair, "")
        if right:
            yield mend(match.start(), match.end(), right)
        else:
            yield Spot(match.start(), match.end())
    if context.characters.isdisjoint(",;:.") or not _TWO_MIXED.search(context.text):
        return
    for match in _MIXED.finditer(context.text):
        pair = match.group().translate(_FULL)
        right = pair[0] if pair[0] == pair[1] else _STRONGER.get(pair, "")
        yield mend(match.start(), match.end(), right) if right else Spot(match.start(), match.end())


_NEVER_FIRST: Final = frozenset("，。、；：！？")


def start(context: Context) -> Iterator[Spot]:
    """A mark at the start of a paragraph, where words have been lost (GB/T 15834—2011, 5.1)."""
    for line in context.lines:
        inner = line.text.lstrip(BLANKS)
        if inner[:1] in _NEVER_FIRST:
            at = line.end - len(inner)
            yield Spot(at, at + 1)


_DENG: Final = regex(r"、(?=等(?![级待效额离同值距腰式候于身量位价比边号第温积压外闲次分深长高轴]))")
_ELLIPSIS_DENG: Final = regex(r"…{1,2}(?=等)|(?<=等)…{1,2}")


def deng(context: Context) -> Iterator[Spot]:
    """、 before 等."""
    for match in _DENG.finditer(context.text):
        yield Spot(match.start(), match.end() + 1, fix=Edit(match.start(), match.end(), ""))


def ellipsis_deng(context: Context) -> Iterator[Spot]:
    """…… and 等 together."""
    for match in _ELLIPSIS_DENG.finditer(context.text):
        after = context.text[match.end() : match.end() + 1] == "等"
        start, end = match.start() - (not after), match.end() + after
        yield Spot(start, end, fix=Edit(match.start(), match.end(), ""))


_DOTS: Final = regex(rf"(?<=[{HAN}，、”》）])(?:\.{{3,6}}|。{{3,6}}|…(?!…)|·{{3,6}})|(?<!…)…(?=[{HAN}])(?<!^)")
_DASHES: Final = regex(rf"(?<=[{HAN}”》）])(?:--+|－－+|──+|ーー+)(?=[{HAN}“《（])")
_LONG_DASHES: Final = regex(rf"—{{3,}}(?<=[{HAN}”》）]———)(?=[{HAN}“《（])")


def ellipsis(context: Context) -> Iterator[Spot]:
    """Dots or half an ellipsis for ……."""
    if not any(sign in context.text for sign in ("…", "...", "。。。", "···")):
        return
    for match in _DOTS.finditer(context.text):
        yield mend(match.start(), match.end(), "……")


def dash(context: Context) -> Iterator[Spot]:
    """Hyphens for ——."""
    for match in _DASHES.finditer(context.text) if not context.characters.isdisjoint("-－─ー") else ():
        yield mend(match.start(), match.end(), "——")
    for match in _LONG_DASHES.finditer(context.text) if "———" in context.text else ():
        yield mend(match.start(), match.end(), "——")


# ------------------------------------------------------------------------------------------- blanks
BLANKS: Final = " \t\u2002\u2003\u2009\u3000\u00a0"
"""Blanks, the usual ones; others of their kind are rare."""

_BLANK: Final = regex(rf"[{BLANKS}](?<=[{HAN}，。；：、！？）》”].)[{BLANKS}]*(?=[{HAN}，。；：、！？（《“）》”])")
_CLAUSE_LEFT: Final = regex(rf"[{HAN}]*$")
_CLAUSE_RIGHT: Final = regex(rf"[{HAN}]*")
_PROSE: Final = regex("[，。；]|：$")
_DATELINE: Final = regex(rf"[ \u3000]*[（(]?[{HAN}]{{2,12}}(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日[电讯]$")
"""新华社北京10月18日电: a blank follows by custom."""

_MARK: Final = frozenset("，。；：、！？）》”（《“")
_WIDE_GAP: Final = 2
_SLOGAN: Final = 8
_POST: Final = regex(
    r"同志|先生|女士|[^，。]{0,4}(?:书记|主任|[局处科校院部厅司市县区镇乡村会州省]长|主席|委员|经理|队长|教授|老师)"
)
_AFTER_POST: Final = regex(r"(?:^|[长任记席员志师授理、，])$")


def blank(context: Context) -> Iterator[Spot]:
    """A blank inside Chinese prose."""
    surnames = context.tables.area("dirt")["surnames"]
    for match in _BLANK.finditer(context.bare):
        line = context.line_of(match.start())
        at, end = match.start() - line.start, match.end() - line.start
        if not _PROSE.search(line.text) or _set_apart(line.text, at, end, surnames) or _NUMBERED.match(line.text[:at]):
            continue
        yield mend(match.start(), match.end(), "", around=context.text[match.start() - 1 : match.end() + 1])


def _set_apart(text: str, start: int, end: int, surnames: str) -> bool:
    """Whether a blank sets words apart on purpose: a spaced name, two halves of a slogan, a column, a salutation."""
    if text.count("\t") > 1 or (end - start > _WIDE_GAP and not _is_sentence(text)):
        return True  # a column
    if _DATELINE.match(text, 0, start):
        return True
    if text[start - 1] in _MARK or text[end] in _MARK:
        return end - start > 1 or text[start - 1] in "：）》”" or text[end] in "（《“"
    left, right = _CLAUSE_LEFT.search(text[:start]), _CLAUSE_RIGHT.match(text, end)
    before, after = left.group() if left else "", right.group() if right else ""
    if (
        before
        and before[-1] in surnames
        and (len(after) == 1 or _POST.match(after[1:]) or _AFTER_POST.search(before[:-1]))
    ):
        return True
    if len(before) == 1 and start > 2 and text[start - 2].isspace() and text[start - 3] in surnames:  # noqa: PLR2004
        return True  # 习　近　平
    return len(before) == len(after) <= _SLOGAN


_COLUMN: Final = regex(rf"[{BLANKS}]{{3,}}")
_SHORT: Final = 20


def _is_sentence(text: str) -> bool:
    """Whether a line is prose with one wide gap, and no row of columns."""
    return text.rstrip(BLANKS).endswith("。") and len(text) > _SHORT and len(_COLUMN.findall(text.strip(BLANKS))) == 1


_NUMBERED: Final = regex(
    r"^[ \u3000]*(?:#{1,6} )?"
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、．.]?"
    r"|第[一二三四五六七八九十百千零〇\d]{1,7}[章节条部分]{1,2}(?:之[一二三四五六七八九十])?)$"
)

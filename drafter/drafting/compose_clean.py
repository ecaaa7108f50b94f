"""A bullet as a clerk wrote it, made fit to stand in a sentence: marks, widths, spaces; never words, but for signs.

Whatever stands in quotes, titles or brackets is left as it is, for it may be a name.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_words import table

if TYPE_CHECKING:
    from collections.abc import Callable

HIDDEN: Final = "\ue000"
"""Stands in a mask for a character inside quotes, titles or brackets."""

_PAIRS: Final = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
}
_HALF: Final = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05)}
_FULL: Final = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}

_HAN: Final = r"\u3007\u3400-\u4dbf\u4e00-\u9fff"
_WIDE: Final = rf"{_HAN}\u2014\u2018-\u201d\u3001-\u3011\uff01-\uff0f\uff1a-\uff20"
_HAS_HAN: Final = re.compile(rf"[{_HAN}]")
_LIST_MARK: Final = re.compile(
    rf"(?:[-+](?=[\s{_HAN}])|\*(?=\s)|[•·●○◆◇■□▪►➢✓√]|[①-⑳]|[0-9]{{1,2}}[.．)）](?![0-9])"
    r"|[0-9]{1,2}、(?![0-9]{1,2}(?:月|日|号|年级|班|栋|幢|楼|季度|岁|期))"
    r"|[（(][0-9一二三四五六七八九十]{1,3}[)）](?![班号组期区级标])"
    r"|[一二三四五六七八九十]{1,3}、(?=.{4})(?![一二三四五六七八九十])|[一二三四五六七八九十]{1,3}是)\s*"
)
_LINE_MARK: Final = re.compile(r"#{1,6} |>+ ?|\[[ xX]\] ")
_INNER_MARK: Final = re.compile(
    r"(?<=[，；。：])(?:[一二三四五六七八九十]{1,3}是(?![否非])，?|（[0-9一二三四五六七八九十]{1,2}）)|[，；。：]?[①-⑳]"
)
_STRONG: Final = re.compile(r"\*\*(?=[^\s*])([^*]*[^\s*，。；、：！？“《（])\*\*")
_CODE: Final = re.compile(r"`([^`]*)`")
_STRAIGHT: Final = re.compile(r'"([^"]*)"')
_SPACES: Final = re.compile(r"\s+")
_GAP: Final = re.compile(
    rf"(?<=[{_WIDE}]) (?=[{_WIDE}0-9])|(?<=[0-9%]) (?=[{_WIDE}])| (?=[，。；、：！？])|(?<=[，。；、：！？]) "
)
_SLOGAN: Final = re.compile(rf"(?:(?<=[{_HAN}][{_HAN}][{_HAN}])|(?<=%)) (?=[{_HAN}][{_HAN}][{_HAN}])")
_MARK: Final = re.compile(
    rf"(?<=[{_WIDE}0-9A-Za-z%])[ ]?[,;:?!][ ]?(?=[{_WIDE}])|(?<=[{_WIDE}])[ ]?[,;:?!][ ]?(?=[0-9A-Za-z]|$)"
)
_STOP: Final = re.compile(rf"(?<=[{_WIDE}])\.(?=[{_WIDE}]|$)")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_DOUBLED: Final = re.compile(r"[，。；、：！？,;]{2,}")
_BEFORE_ETC: Final = re.compile(r"、(?=等)")
_SIGNED: Final = re.compile(
    r"(?P<than>同比|环比|[比较](?:上年|去年)(?:同期)?) ?(?P<sign>[+＋−－-])(?=[0-9][0-9.,]*(?P<points>个百分点)?)"
)
_STRENGTH: Final = "。！？；：，、;,"
_ENDS: Final = "。！？；：，、.!?;:,…—  "


def is_chinese(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return _HAS_HAN.search(text) is not None


def mask(text: str) -> str:
    """The text with what stands in closed quotes, titles and brackets hidden, marks kept, at the same length."""
    open_at: list[tuple[int, str]] = []
    waiting: Counter[str] = Counter()
    steps = [0] * (len(text) + 1)
    for place, char in enumerate(text):
        if char in _PAIRS:
            open_at.append((place, _PAIRS[char]))
            waiting[_PAIRS[char]] += 1
        elif waiting[char]:
            while True:
                start, closer = open_at.pop()
                waiting[closer] -= 1
                if closer == char:
                    break
            steps[start + 1] += 1
            steps[place] -= 1
    depths = accumulate(steps)
    return "".join(HIDDEN if depth else char for char, depth in zip(text, depths, strict=False))


def split(text: str, marks: str) -> tuple[tuple[str, str], ...]:
    """Cut a text at marks outside quotes, titles and brackets; a mark between two digits does not cut.

    Args:
        text: what to cut.
        marks: the marks, one character each.

    Returns:
        Each piece that is not empty, with the mark behind it ("" where there is none).
    """
    seen = mask(text)
    pieces: list[tuple[str, str]] = []
    start = 0
    for place, char in enumerate(seen):
        if char not in marks or (seen[place - 1 : place].isdigit() and seen[place + 1 : place + 2].isdigit()):
            continue
        if text[start:place].strip():
            pieces.append((text[start:place].strip(), char))
        start = place + 1
    if text[start:].strip():
        pieces.append((text[start:].strip(), ""))
    return tuple(pieces)


def _outside(pattern: re.Pattern[str], put: Callable[[re.Match[str]], str], text: str) -> str:
    """Substitute where the match does not begin inside quotes, titles or brackets."""
    seen = mask(text)
    return pattern.sub(lambda found: found[0] if seen[found.start()] == HIDDEN else put(found), text)


def _one_mark(found: re.Match[str]) -> str:
    """The strongest of marks that stand together."""
    return min(found[0], key=_STRENGTH.index)


def _worded(found: re.Match[str]) -> str:
    """A sign behind 同比 as its word: 同比增长6.3%, 同比提高3.1个百分点."""
    rose = "提高" if found["points"] else "增长"
    return found["than"] + (rose if found["sign"] in "+＋" else "下降")


def _strip_lead(text: str) -> str:
    """Without the list marks at the front: a number of a list, a bullet, 一是."""
    while True:
        text = text.lstrip(_STRENGTH + " ")
        found = _LINE_MARK.match(text) or _LIST_MARK.match(text)
        if found is None or found.end() == len(text):
            return text
        text = text[found.end() :]


def _strip_end(text: str) -> str:
    """Without the marks at the end."""
    return text.rstrip(_ENDS)


def in_full(text: str) -> str:
    """An English bullet with what it writes in short in full: including, of incl.; from 6.1% to 4.9%, of 6.1% → 4.9%.

    Args:
        text: the bullet.
    """
    for pattern, form in _short():
        text = pattern.sub(form, text)
    return text


@cache
def _short() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one["pattern"]), one["form"]) for one in table("en")["short"])


def clean(text: str) -> str:
    """A bullet without list marks, Markdown and closing mark, its own marks and spaces as Chinese prose has them.

    Args:
        text: the bullet.

    Returns:
        The same words; "" where the bullet holds nothing but marks.
    """
    text = _SPACES.sub(" ", text).strip()
    text = _CODE.sub(r"\1", _STRONG.sub(r"\1", text))
    text = _outside(_DOUBLED, _one_mark, text)
    if not is_chinese(text):
        return in_full(_strip_end(_strip_lead(text)))
    text = text.translate(_HALF)
    text = _STRAIGHT.sub(r"“\1”", text)
    text = _BRACKETS.sub(lambda found: f"（{found[1]}）" if is_chinese(found[1]) else found[0], text)
    text = _outside(_SLOGAN, lambda _: "，", text)
    text = _outside(_GAP, lambda _: "", text)
    text = _outside(_MARK, lambda found: _FULL[found[0].strip()], text)
    text = _outside(_SIGNED, _worded, text)
    text = _outside(_STOP, lambda _: "。", text)
    text = _outside(_DOUBLED, _one_mark, text)
    text = _outside(_INNER_MARK, lambda found: "；" if found[0][-1] > "①" and found[0][-1] <= "⑳" else "", text)
    text = _outside(_DOUBLED, _one_mark, text)  # 一；一是；二 left two
    text = _outside(_BEFORE_ETC, lambda _: "", text)
    return _strip_end(_strip_lead(text))

"""The figure reader: one pass of one expression over the text, a small function for each sort of hit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

from drafter.figures import arabic, han, latin, ranks, shares
from drafter.figures.numerals import NUMERAL_SIGNS, VULGAR
from drafter.figures.words import chinese_words
from drafter.model import Figure
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit

# one class of signs first, which the search can skip to
_FULL: Final = regex("[０-９ＫｋＭＢＧＴ負點幾個餘對雙．－](?:(?<![．－])|(?<=[0-9]．)(?=[0-9])|(?<=－)(?=[0-9]))")
_FULL_COMMA: Final = regex("(?<=[0-9０-９])，(?=[０-９]{3})")
# full width to half width, also of letters of magnitude, and the traditional signs that stand within numbers
_NARROW: Final = str.maketrans(
    "０１２３４５６７８９ＫｋＭＢＧＴ．％＋－／負點幾個餘對雙", "0123456789KkMBGT.%+-/负点几个余对双"
)
_CHINESE: Final = regex("[\u4e00-\u9fff]")
_LATIN: Final = regex("[A-Za-z](?=[A-Za-z])")

_NAME: Final = regex(
    r"《[^《》\n]{1,100}》|“[^“”\n，。；！？]{1,24}”|〔[^〔〕\n]{1,12}〕[0-9]*+号?|「[^「」\n，。；]{1,24}」"
)
_OPENERS: Final = regex("[《“〔「]++")
_Reader = Callable[[str, int], "tuple[Hit | None, int]"]


def _named(text: str, start: int) -> tuple[Hit | None, int]:
    """Numbers inside titles and short quotations belong to the name."""
    opened = _OPENERS.match(text, start)
    last = opened.end() - 1 if opened else start  # of a row of openers only the last can begin a name
    found = _NAME.match(text, last)
    return None, found.end() if found else last + 1


# The sign with which a figure, or a name that may hold one, begins, and what reads on from there.
_CHINESE_READERS: Final[Mapping[str, _Reader]] = (
    dict.fromkeys("0123456789", arabic.read)
    | dict.fromkeys(VULGAR, arabic.vulgar)
    | dict.fromkeys(NUMERAL_SIGNS, han.read)
    | dict.fromkeys("《“〔「", _named)
    | {"第": ranks.order, "半": shares.half, "翻": shares.doubling, "对": shares.half_price}
    | {word[0]: ranks.first for words in (chinese_words().rank_words, chinese_words().scoped) for word in words}
)
_LATIN_READERS: Final[Mapping[str, _Reader]] = dict.fromkeys("0123456789", arabic.read_latin) | dict.fromkeys(
    VULGAR, arabic.vulgar
)
_CHINESE_FIRST: Final = regex(f"[{''.join(_CHINESE_READERS)}]")
_LATIN_FIRST: Final = regex(f"[0-9{''.join(VULGAR)}]")


# A frozen dataclass sets each field by name, which takes as long as finding the figure; its slots take half of that.
_TEXT, _START, _END, _KIND, _VALUE, _LOW, _HIGH, _UNIT, _APPROX, _LANG = (
    vars(Figure)[field.name].__set__ for field in fields(Figure)
)


def _figure(text: str, hit: Hit) -> Figure:
    start, end, kind, value, low, high, unit, approx, lang = hit
    figure = object.__new__(Figure)
    _TEXT(figure, text[start:end])
    _START(figure, start)
    _END(figure, end)
    _KIND(figure, kind)
    _VALUE(figure, value)
    _LOW(figure, low)
    _HIGH(figure, high)
    _UNIT(figure, unit)
    _APPROX(figure, approx)
    _LANG(figure, lang)
    return figure


def find_figures(text: str, *, lang: str | None = None) -> list[Figure]:
    """Every figure of a text, in order, without overlaps.

    Args:
        text: any text, Chinese or English or both.
        lang: "zh" or "en" when it is known; it decides only what the signs round a number leave open.

    Returns:
        The figures; offsets are characters of `text`.
    """
    signs = text
    if _FULL.search(text):
        signs = _FULL_COMMA.sub(",", text).translate(_NARROW)
    signs += "\0\0\0\0"
    chinese = lang == "zh" or (not text.isascii() and _CHINESE.search(text) is not None)
    readers = _CHINESE_READERS if chinese else _LATIN_READERS
    search = (_CHINESE_FIRST if chinese else _LATIN_FIRST).search
    figures: list[Figure] = []
    at = 0
    while found := search(signs, at):
        hit, at = readers[found[0]](signs, found.start())
        if hit is not None:
            while figures and figures[-1].end > hit[0]:
                figures.pop()  # 三又五分之二: the whole number was read before its fraction
            figures.append(_figure(text, hit))
    if _LATIN.search(signs) and (more := latin.scan(signs)):
        figures = latin.merge(figures, [_figure(text, hit) for hit in more])
    return figures if chinese else [figure if figure.lang == "en" else replace(figure, lang="en") for figure in figures]

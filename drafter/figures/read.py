"""The figure reader: one pass of one expression over the text, a small function for each sort of hit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.figures import arabic, han, latin, ranks, shares
from drafter.figures.measure import ARABIC, HAN
from drafter.figures.numerals import NUMERAL_SIGNS
from drafter.figures.words import chinese_words
from drafter.model import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.figures.measure import Hit

_FULL: Final = re.compile("[０-９]")
_FULL_COMMA: Final = re.compile("(?<=[0-9０-９])，(?=[０-９]{3})")
_NARROW: Final = str.maketrans("０１２３４５６７８９．％＋－／", "0123456789.%+-/")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_LATIN: Final = re.compile("[A-Za-z]{2}")

_SCAN: Final = re.compile(
    r"(https?://[^\s，。；）]{1,300}|0[0-9]{2,3}-[0-9]{7,8}(?![0-9]))"
    rf"|({ARABIC})"
    rf"|(第\s?(?:[0-9]++|[{NUMERAL_SIGNS}]++))"
    rf"|({HAN})"
    r"|(半)"
    r"|(《[^《》\n]{1,100}》|“[^“”\n，。；！？]{1,24}”|〔[^〔〕\n]{1,12}〕[0-9]*+号?|「[^「」\n，。；]{1,24}」)"
    rf"|({'|'.join(chinese_words().rank_words)})"
    rf"|翻([{NUMERAL_SIGNS}]?)番"
    r"|(?<=打)(对折)"
)


def _quoted(text: str, found: re.Match[str]) -> tuple[Hit | None, int]:
    """Numbers inside titles and short quotations belong to the name."""
    del text
    return None, found.end()


_READERS: Final[tuple[Callable[[str, re.Match[str]], tuple[Hit | None, int]], ...]] = (
    _quoted,
    _quoted,
    arabic.read,
    ranks.order,
    han.read,
    shares.half,
    _quoted,
    ranks.first,
    shares.doubling,
    shares.half_price,
)


_LATIN_READERS: Final = (_READERS[0], _READERS[1], arabic.read_latin, *_READERS[3:])


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
    hits: list[Hit] = []
    at = 0
    chinese = lang == "zh" or _CHINESE.search(text) is not None
    readers = _READERS if chinese else _LATIN_READERS
    search = _SCAN.search
    while found := search(signs, at):
        hit, at = readers[found.lastindex or 0](signs, found)
        at = max(at, found.start() + 1)
        if hit is not None:
            hits.append(hit)
    if _LATIN.search(signs):
        hits = latin.merge(signs, hits)
    if chinese:
        return [Figure(text[hit[0] : hit[1]], *hit) for hit in hits]
    return [Figure(text[hit[0] : hit[1]], *hit[:-1], "en") for hit in hits]

"""Ranks and orders in Chinese: 位居全省第一, 前三, 首位, 倒数第二, 第三次."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.figures import dates, phrases
from drafter.figures.tail import number_at
from drafter.figures.words import chinese_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.tail import Hit

_WORDS: Final = chinese_words()
_QUARTER: Final = regex(r"个?季度")
_SCOPE: Final = regex(r"全[省市县区国州旗系镇行][统业]?(?:同[类行]|同类[^，。；]{0,4})?\Z")
_SCOPE_SIGNS: Final = 8
_PUT: Final = regex(
    r"(?:(?<!排)[在于]|[放摆挺置][在到][^，。；、：0-9]{0,8})\Z"
)  # 放在各项工作首位: put first, not ranked first
_PUT_SIGNS: Final = 12
_LED_SIGNS: Final = 16
_OPENERS: Final = frozenset("，。；：\n、 “\0")
_GROUPS: Final = ("方阵", "梯队", "集团", "书记", "责任")


def quarter(text: str, start: int, end: int, number: str) -> tuple[Hit | None, int] | None:
    """一季度, 第三季度, 前三季度; 季度 may begin at `end`."""
    found = _QUARTER.match(text, end)
    if found is None or number not in ("1", "2", "3", "4"):
        return None
    start -= text[start - 1] == "第"
    stop = found.end()
    if text[start - 1] == "前":
        return (start - 1, stop, "date", None, "--Q1", f"--Q{number}", "", None, "zh"), stop
    if "个" in found[0]:
        return None
    return (dates.relative(text, start), stop, "date", f"--Q{number}", None, None, "", None, "zh"), stop


def top(hit: Hit) -> Hit | None:
    """前三, 前10名 from the figure behind 前."""
    start, end, kind, value, *_, unit, approx, lang = hit
    if unit in ("名", "位", "强", "") and kind in ("number", "quantity"):
        return start - 1, end, "rank", value, None, None, "", approx, lang
    return None


def first(text: str, start: int) -> tuple[Hit | None, int]:
    """首位, 榜首 and their like; 全省最高."""
    found = _WORDS.rank_words.behind(text, start)
    if found is None and _SCOPE.search(text, max(0, start - _SCOPE_SIGNS), start):
        found = _WORDS.scoped.behind(text, start)
    if found is None or _PUT.search(text, max(0, start - _PUT_SIGNS), start):
        return None, start + 1
    return (start, found[0], "rank", found[1], None, None, "", None, "zh"), found[0]


def order(text: str, start: int) -> tuple[Hit | None, int]:
    """第N: a rank (位居全省第一), an order (第三次), a quarter, or part of a name."""
    number = number_at(text, start + 1 + (text[start + 1] == " "))
    if number is None:
        return None, start + 1
    value, end, _ = number
    if phrases.around(text, start + 1) or text.startswith(_GROUPS, end):
        return None, end
    if season := quarter(text, start + 1, end, value):
        return season
    follows = text[end]
    if text[start - 2 : start] == "倒数":
        stop = end + (follows in "名位")
        return (start - 2, stop, "rank", f"-{value}", None, None, "", None, "zh"), stop
    if follows in "名位":
        return (start, end + 1, "rank", value, None, None, "", None, "zh"), end + 1
    return _ranked(text, start, end, value)


def _ranked(text: str, start: int, end: int, value: str) -> tuple[Hit | None, int]:
    follows = text[end]
    closed = follows in _WORDS.rank_behind or follows == "\0"
    if closed and _is_motto(text, start, end):
        return None, end
    if closed and text[start - 1] in _OPENERS and follows in "，,、：:":
        return None, end  # 第一，…… counts the points of a speech
    if closed or (_WORDS.rank_before.before(text, start) and follows not in _WORDS.ordinals):
        return (start, end, "rank", value, None, None, "", None, "zh"), end
    if text[start - 1] in _OPENERS and _WORDS.point.match(text, end):
        return None, end  # 第二件是……
    if follows in _WORDS.ordinals and text[end + 1] not in _WORDS.blocked.get(follows, ""):
        return (start, end + 1, "ordinal", value, None, None, follows, None, "zh"), end + 1
    return None, end


def _is_motto(text: str, start: int, end: int) -> bool:
    """Whether 第一 says what matters most: 公益第一、服务至上, 坚持保护第一; 坚持全省第一 is a rank."""
    if _WORDS.motto.match(text, end):
        return True
    return not _WORDS.rank_before.before(text, start) and bool(
        _WORDS.motto_led.search(text, max(0, start - _LED_SIGNS), start)
    )

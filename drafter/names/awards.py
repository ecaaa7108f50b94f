"""Awards: who (subject) won what (honour) at which level, read from 未成年人思想道德建设工作获全国先进."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.names.organisations import is_self
from drafter.names.words import either, key_of, level_pattern, levels, words
from drafter.patterns import any_word, regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KEPT: Final = 4000
"""Characters up to which readings are kept: facts, sentences, a report of usual length."""

_CLAUSE_END: Final = "，,；;。！？!?：:\n"
_LONGEST_HONOUR: Final = 40
_LONGEST_SUBJECT: Final = 30
_STOP: Final = regex(r"[，,；;。！？!?\n、（()）]|并(?!列)|且|(?<=[”」》])(?=[“「《])")
_LEADING: Final = regex(r"[^“”「」《》]*[的于](?=.{2})")  # greedy: up to the last one before any quotes
_QUOTED: Final = regex(r"“[^“”\n]*$")
_OPENS: Final = regex(r"(?:了|为|成为|到|由|：|:)?[“\"「《【]?")
_COUNTED: Final = regex(
    r"(?:[0-9０-９]+|[一二三四五六七八九十两百多余近约]+)(?:余|多)?[个名家所项位篇人支间户件幅](?:次)?"
)
_COUNT: Final = regex(r"[：:“”0-9０-９]|[一二三四五六七八九十两百]+余?[个名家所项位篇人支间户件幅]")
_DATE: Final = regex(
    r"[0-9〇一二三四五六七八九十]{2,4}年(?:[0-9一二三四五六七八九十]{1,2}月)?(?:[0-9一二三四五六七八九十]{1,3}日)?"
    r"|[0-9一二三四五六七八九十]{1,2}月份?(?:[0-9一二三四五六七八九十]{1,3}日)?|今年|去年|本年度|全年|年内|[上下]半年"
)
_APART: Final = regex(r"[、等和与及]")
_CLOSES: Final = {"”": "“", "」": "「", "》": "《", "】": "【"}


class Award(NamedTuple):
    """An honour that a clause says was won.

    Attributes:
        start: offset of the honour.
        end: offset behind it.
        honour: key of the honour, its level included.
        core: key without the level.
        level: class of the level, "" for none.
        subject: keys of who won it, counts left out; () where the clause does not say, or only 我局.
        who: the subject as written.
    """

    start: int
    end: int
    honour: str
    core: str
    level: str
    subject: tuple[str, ...]
    who: str


def find_awards(text: str) -> tuple[Award, ...]:
    """The awards of a text, in order.

    Args:
        text: Chinese text.

    Returns:
        Those whose verb is followed by an honour: a word such as 先进, 示范点 or 一等奖, or a level and 推广.
    """
    return _kept(text) if len(text) <= KEPT else tuple(_awards(text))


@lru_cache(maxsize=512)
def _kept(text: str) -> tuple[Award, ...]:
    """The awards of a short text, kept for the next call, as its names and its awards are asked for in turn."""
    return tuple(_awards(text))


def _awards(text: str) -> Iterator[Award]:
    """The awards of a text, one by one."""
    behind = 0
    other = words("awards", "not_before")
    ends = [found.end() for found in _honours().finditer(text) if not text.startswith(other, found.end())]
    for verb in _verbs().finditer(text) if ends or _level().search(text) else ():
        if verb.start() < behind:
            continue
        span = _honour(text, verb, ends)
        if span is None:
            continue
        start, end = span
        behind = end
        honour = key_of(text[start:end])
        level, core = split_level(honour)
        who = _subject(text, verb.start())
        parts = () if is_self(who) else tuple(map(key_of, _APART.split(_COUNTED.sub("、", who))))
        yield Award(start, end, honour, core, level, tuple(part for part in parts if len(part) > 1), who)


def split_level(honour: str) -> tuple[str, str]:
    """The class of the level that an honour's key begins with ("" for none), and the rest."""
    found = _level().match(honour)
    if found is None or found.end() == len(honour):
        return "", honour
    return levels()[found[0]], honour[found.end() :]


def _honour(text: str, verb: re.Match[str], ends: Sequence[int]) -> tuple[int, int] | None:
    """The span of the honour behind a verb, up to the last of the ends within reach, without 称号; None for none."""
    opens = _OPENS.match(text, verb.end())
    start = opens.end() if opens is not None else verb.end()
    limit = _limit(text, start)
    place = bisect_right(ends, limit) - 1
    end = ends[place] if place >= 0 and ends[place] > start else start
    if end == start and _of_level().match(text, start, limit):
        stop = _COUNT.search(text, start, limit)
        end = stop.start() if stop is not None else limit  # 市级绿色学校: an honour by its level, whatever it is called
        if text[end : end + 1] == "“" and text.find("”", end, limit) > 0:
            end = text.find("”", end, limit) + 1
        if _level().fullmatch(text, start, end):
            return None
    tail = _tail().search(text, start, end)
    if tail is not None and tail.start() > start:
        end = tail.start()
    if (leading := _LEADING.match(text, start, end)) is not None:
        start = leading.end()  # 一项具有影响力的全国先进: the honour stands behind the last 的
    inside = text[start:end]
    if _CLOSES.get(text[end : end + 1], "\n") in inside:
        end += 1  # 市“十佳” with its closing mark
    if any(close in inside and mark not in inside for close, mark in _CLOSES.items()):
        start -= 1  # “挑战杯”金奖 with its opening mark
    return (start, end) if end - start > 1 else None


def _limit(text: str, start: int) -> int:
    """Where an honour ends at the latest: at a mark, but not at one inside its quotes (“红旗党（工）委”)."""
    furthest = min(len(text), start + _LONGEST_HONOUR)
    stop = _STOP.search(text, start, furthest)
    while stop is not None and _QUOTED.search(text, start, stop.start()) and text.find("”", stop.start(), furthest) > 0:
        stop = _STOP.search(text, text.find("”", stop.start(), furthest) + 1, furthest)
    return stop.start() if stop is not None else furthest


def _subject(text: str, end: int) -> str:
    """The words of the clause before a verb of award, as far as they say who."""
    start = end
    while start > max(0, end - _LONGEST_SUBJECT) and text[start - 1] not in _CLAUSE_END:
        start -= 1
    if start > 0 and text[start - 1] not in _CLAUSE_END:
        return ""  # too long to be a subject alone
    who = _DATE.sub("", text[start:end]).strip(" \t\u3000“”*")
    longer = ""
    while longer != who:
        who, longer = _link().sub("", who), who
    return who.strip(" \t\u3000”")


@cache
def _verbs() -> re.Pattern[str]:
    # Flat, each verb before what must not stand before it: then the engine skips to the letters with which one begins.
    return regex(
        "|".join(
            f"{verb}(?<![收捕俘查缴截]{verb})(?![奖悉利取胜])" for verb in map(re.escape, words("awards", "verbs"))
        )
    )


@cache
def _honours() -> re.Pattern[str]:
    spread = (level + word for level in levels() for word in words("awards", "spread"))
    return regex(any_word((*words("awards", "honours"), *spread)))


@cache
def _tail() -> re.Pattern[str]:
    return regex(f'[”"」》】]?{either("awards", "tail")}$')


@cache
def _link() -> re.Pattern[str]:
    return regex(f"{either('awards', 'link')}$|^(?:其中|[的并且而和与及])")


@cache
def _of_level() -> re.Pattern[str]:
    return regex(f"(?!{either('awards', 'no_level')}){level_pattern()}(?!.{{0,12}}{either('awards', 'no_honour')}).")


@cache
def _level() -> re.Pattern[str]:
    return regex(level_pattern())

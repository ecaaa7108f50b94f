"""Names that a report writes in two ways: in one of them a character sounds or looks like the right one."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.alike import alike
from drafter.rules.context import HAN
from drafter.rules.rule import Spot
from drafter.rules.tables import Tables, alternation

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.rules.context import Context


class _Words(NamedTuple):
    ends: re.Pattern[str]
    persons: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    small: frozenset[str]


def _words(tables: Tables) -> _Words:
    data = tables.area("names")
    alone = "".join(sorted(set(tables.area("dirt")["surnames"]) - set(data["words"])))
    return _Words(
        regex(rf"(?<=[{HAN}]{{2}}){alternation(data['ends'])}"),
        regex(
            rf"{alternation(data['before'])}(?P<name>[{alone}][{HAN}]{{2}})(?={alternation(data['behind'])}|[^{HAN}])"
        ),
        regex(rf"(?:{alternation([*data['before'], *data['joints']])}|[^{HAN}]|^)$"),
        regex(rf"{alternation(data['behind'])}|[^{HAN}]|$"),
        frozenset(data["small"]),
    )


_QUOTED: Final = regex(rf"“([{HAN}]{{4,14}})”")
_STEM: Final = 6  # characters before the end of a name in which one may be another
_RUN: Final = regex(rf"[{HAN}]*$")


class _Written(NamedTuple):
    """A writing of a name: what it has beside one character, that character, and where it stands."""

    rest: tuple[str, str]
    other: str
    start: int
    end: int


def two_ways(context: Context) -> Iterator[Spot]:
    """One name in two ways: 恒泰公司 and 恒太公司, “工人先锋号” and “工人先峰号”, 韩树清 and 韩树青."""
    near, words = context.tables.made(alike), context.tables.made(_words)
    groups: dict[tuple[str, str], dict[str, list[_Written]]] = {}
    for written in (*_in_quotes(context), *_with_ends(context, words)):
        groups.setdefault(written.rest, {}).setdefault(written.other, []).append(written)
    said: set[tuple[int, int]] = set()
    for ways in groups.values():
        for one, other in combinations(ways, 2) if len(ways) > 1 else ():
            small = not ways[one][0].rest[0].startswith("“") and not words.small.isdisjoint((one, other))
            if small or other not in near.get(one, ""):
                continue
            rare, usual = sorted((ways[one], ways[other]), key=lambda found: (len(found), -found[0].start))
            right = context.text[usual[0].start : usual[0].end]
            for found in rare:
                if not any(start < found.end and found.start < end for start, end in said):
                    said.add((found.start, found.end))
                    yield Spot(found.start, found.end, values={"other": right})
    yield from _persons(context, words, near)


def _in_quotes(context: Context) -> Iterator[_Written]:
    quoted = list(_QUOTED.finditer(context.text)) if "”" in context.characters else []
    sizes = Counter(len(match[1]) for match in quoted)
    for match in quoted:
        name = match[1]
        for at, other in enumerate(name) if sizes[len(name)] > 1 else ():
            yield _Written((f"“{name[:at]}", name[at + 1 :]), other, *match.span(1))


def _with_ends(context: Context, words: _Words) -> Iterator[_Written]:
    for match in words.ends.finditer(context.text):
        run = _RUN.search(context.text[max(0, match.start() - _STEM) : match.start()])
        stem = run[0] if run else ""
        for at in range(1, len(stem)):
            start = match.start() - len(stem) + at - 1
            yield _Written((stem[at - 1], stem[at + 1 :] + match[0]), stem[at], start, match.end())


def _persons(context: Context, words: _Words, near: dict[str, str]) -> Iterator[Spot]:
    text = context.text
    for name in dict.fromkeys(match["name"] for match in words.persons.finditer(text)):
        for at in (1, 2):
            for other in near.get(name[at], ""):
                wrong = f"{name[:at]}{other}{name[at + 1 :]}"
                if other != name[at] and wrong in text and text.count(wrong) <= text.count(name):
                    start = text.index(wrong)
                    end = start + len(wrong)
                    if words.before.search(text[max(0, start - 4) : start]) and words.behind.match(text, end):
                        yield Spot(start, end, values={"other": name})

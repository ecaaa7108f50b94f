"""Fixed lists: their members, one of them another word, and slogans that have a number of their own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.context import HAN, Context
from drafter.rules.pieces import PIECE
from drafter.rules.rule import Spot
from drafter.rules.tables import Tables, alternation

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


class FixedList(NamedTuple):
    """A list that is whole and in order wherever it is spelt out."""

    name: str
    members: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    own: frozenset[str]
    pieces: frozenset[str]
    least: int
    run: re.Pattern[str]
    member: re.Pattern[str]
    replaced: re.Pattern[str] | None
    begun: tuple[str, ...]
    others: frozenset[str]


def lists(tables: Tables) -> tuple[FixedList, ...]:
    """The lists of `phrases.toml`."""
    found = []
    for entry in tables.area("phrases")["list"]:
        members = tuple(entry["members"])
        one = "(?:" + "|".join(members) + ")"
        joiner = alternation(["、", *entry.get("joiners", [])])
        least = entry.get("least", max(3, len(members) - 1))
        run = regex(rf"{one}(?:{joiner}{one}){{{max(least - 1, 1)},}}(?!、)")
        names = tuple(tuple(member.split("|")) for member in members)
        groups = regex("|".join(f"({member})" for member in members))
        firsts = tuple(first for first, *_ in names)
        sure = least > 1 and all(len(name) >= PIECE for member in names for name in member)
        pieces = frozenset(name[:PIECE] for member in names for name in member) if sure else frozenset[str]()
        own = frozenset(entry.get("own", ()))
        replaced = _replaced(firsts, joiner) if entry.get("closed") else None
        legal = frozenset(entry.get("others", ()))
        begun = (
            tuple(map("、".join, pairwise(firsts))) if len(firsts) > _SHORT else (f"{firsts[0]}、", f"、{firsts[-1]}")
        )
        found.append(FixedList(entry["name"], firsts, names, own, pieces, least, run, groups, replaced, begun, legal))
    return tuple(found)


_SHORT: Final = 3


def _replaced(members: tuple[str, ...], joiner: str) -> re.Pattern[str]:
    """The list with another word of as many characters in the place of one member; that word is the last group."""
    branches = []
    for at, member in enumerate(members):
        size, behind = len(member), "".join(f"{joiner}{one}" for one in members[at + 1 :])
        if at:
            before = "".join(f"{one}{joiner}" for one in members[:at])
            branches.append(f"{before}([{HAN}]{{{size}}}){behind or f'(?=的|[^{HAN}]|$)'}")
        else:
            branches.append(f"(?<=([{HAN}]{{{size}}})){behind}")
    return regex(f"(?:{'|'.join(branches)})")


def others(context: Context, entry: FixedList) -> Iterator[Spot]:
    """A member of a closed list that is another word: 创新、协调、绿色、开发、共享."""
    for match in entry.replaced.finditer(context.text) if entry.replaced else ():
        at = match.lastindex or 1
        right, said = entry.members[at - 1], match[at]
        known = said in entry.others or any(said in names for names in entry.names)
        if not known and not set(said).isdisjoint(right):
            values = {"name": entry.name, "right": "、".join(entry.members), "lacking": right}
            yield Spot(match.start(at), match.end(at), values=values)


def stands_alone(context: Context, start: int, end: int, said: tuple[str, ...], entry: FixedList) -> bool:
    """Whether the run is a list of its own: a part of a list, whose name is not near it."""
    if len(set(said)) == len(entry.members) or len(set(said)) < len(said):
        return False  # all are said: the order counts; or one is said twice
    near = context.text[max(0, start - 30) : end + 30]
    lacking = [member for member in entry.members if member not in said]
    named = entry.name in near or not entry.own.isdisjoint(said)
    return not named or all(member in near for member in lacking)


GOES_ON: Final = regex(f"[{HAN}]、$")
"""Before a list that has members in front of those that are known."""


class _Counted(NamedTuple):
    slogan: re.Pattern[str]
    numbers: dict[str, str]


def _counted(tables: Tables) -> _Counted:
    numbers = tables.area("phrases")["counted"]
    return _Counted(regex(rf"([一二两三四五六七八九十])个({alternation(list(numbers))})”"), numbers)


def miscounted(context: Context) -> Iterator[Spot]:
    """A slogan with another number than its own, beside one that has its own: 坚定“四个自信”、做到“四个维护”."""
    slogan, numbers = context.tables.made(_counted)
    if all(match[1] == numbers[match[2]] for match in slogan.finditer(context.text)):
        return
    for sentence in context.sentences:
        found = list(slogan.finditer(sentence.text))
        wrong = [match for match in found if match[1] != numbers[match[2]]]
        if len({match[2] for match in found}) > len({match[2] for match in wrong}):
            for match in wrong:
                start, end = sentence.start + match.start(), sentence.start + match.end() - 1
                yield Spot(start, end, values={"right": f"{numbers[match[2]]}个{match[2]}"}, variant="count")

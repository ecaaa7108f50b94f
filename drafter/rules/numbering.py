"""Numbering of headings and items: levels, order, marks (GB/T 9704—2012, 7.3.3; GB/T 15834—2011)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.numbering import ONE_SIGN, Marker, read_han, read_marker, write_han, write_marker
from drafter.patterns import regex
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.context import Context, Part

_LEVELS: Final = {"han": 1, "han-brackets": 2, "digit": 3, "digit-brackets": 4}
_HEAD: Final = regex(r"[ \t\u3000]*(?:#{1,6}[ \t]+)?(?:\*\*)?")
_MAYBE: Final = regex(r"(\d{1,2})[.．](?=\d)|([一二三四五六七八九十]{1,3})、(?=[一二三四五六七八九十])")


class Numbered(NamedTuple):
    """A line that begins with a number: its level from 1, its number, its mark and its words."""

    level: int
    number: int
    line: Part
    start: int
    end: int
    text: str
    words: int
    sure: bool


def numbered_lines(context: Context) -> tuple[Numbered, ...]:
    """The lines that begin with a number, in order."""
    return context.shared(_numbered_lines)


def heads(context: Context) -> tuple[tuple[Part, int], ...]:
    """The lines that begin with a sign of a number, blanks and `#` aside, and where it stands in the line."""
    found = []
    for line in context.lines:
        text = line.text
        head = _HEAD.match(text) if text[0] in _BEFORE else None
        at = head.end() if head else 0
        if text[at : at + 1] in _FIRST:
            found.append((line, at))
    return tuple(found)


def _numbered_lines(context: Context) -> tuple[Numbered, ...]:
    found = []
    for line, at in context.shared(heads):
        marker = read_marker(line.text, at)
        if marker is None:
            maybe = _MAYBE.match(line.text, at)
            if maybe:
                number = int(maybe[1]) if maybe[1] else (read_han(maybe[2]) or 0)
                level = 3 if maybe[1] else 1
                place = line.start + at
                end = line.start + maybe.end()
                found.append(Numbered(level, number, line, place, end, maybe.group(), maybe.end(), sure=False))
        elif marker.style in _LEVELS:
            found.append(_numbered(line, marker))
    return tuple(found)


_BEFORE: Final = frozenset(" \t\u3000#*")
_FIRST: Final = frozenset("一二三四五六七八九十（(0123456789０１２３４５６７８９" + ONE_SIGN)


def _numbered(line: Part, marker: Marker) -> Numbered:
    start = line.start + marker.start
    return Numbered(
        _LEVELS[marker.style],
        marker.ordinal,
        line,
        start,
        start + len(marker.text),
        marker.text,
        marker.end,
        sure=True,
    )


# ------------------------------------------------------------------------------------------- order
class _Fault(NamedTuple):
    at: Numbered
    repeated: bool
    expected: int


class _Order:
    """The numbers seen so far, level by level; a run that was interrupted may go on.

    Items 一、 二、 may stand inside a part, and numbers may run on over the parts.
    """

    def __init__(self) -> None:
        self.last: dict[int, int] = {}
        self.suspended: dict[int, set[int]] = {level: set() for level in range(1, 5)}

    def expected(self, level: int) -> int:
        return self.last.get(level, 0) + 1

    def follows(self, level: int, number: int) -> bool:
        return number in (1, self.expected(level)) or number - 1 in self.suspended[level]

    def take(self, level: int, number: int) -> None:
        if number == 1:
            self.suspended[level] = self.suspended[level] | {self.last[level]} if level in self.last else set()
        self.suspended[level].discard(number - 1)
        self.last[level] = number
        for lower in range(level + 1, 5):
            if lower in self.last:
                self.suspended[lower] = {self.last.pop(lower)}


def _faults(context: Context) -> tuple[_Fault, ...]:
    return context.shared(_find_faults)


def _find_faults(context: Context) -> tuple[_Fault, ...]:
    """Where the numbers of a level do not follow each other."""
    found: list[_Fault] = []
    order = _Order()
    body = context.text.lstrip()
    places: dict[int, int] = {}
    beside: dict[int, Numbered] = {}  # a first number straight under another
    again: dict[int, tuple[Numbered, int]] = {}  # a level that has just begun again, and its number before
    for at in numbered_lines(context):
        expected = order.expected(at.level)
        if not order.follows(at.level, at.number):
            if not at.sure:
                continue  # 1.5万 or 一、二季度: no number of an item
            excerpt = not order.last and body.startswith(at.text)
            first, before = again.get(at.level, (at, 0))
            if at.number == expected - 1:
                found.append(_Fault(at, repeated=True, expected=expected))
            elif before and at.number == before + 2:  # 一、一、三、: the second was to be 二、
                found.append(_Fault(first, repeated=True, expected=before + 1))
            elif not excerpt and not _inline(context, places.get(at.level, 0), at, expected):
                found.append(_Fault(at, repeated=False, expected=expected))
        elif at.number == 2 and at.level in beside:  # （1）（1）（2）, one under the other  # noqa: PLR2004
            found.append(_Fault(beside[at.level], repeated=True, expected=2))
        beside.clear()
        if at.number == 1 and expected == 2 and context.text.count("\n", places[at.level], at.start) == 1:  # noqa: PLR2004
            beside[at.level] = at
        again.pop(at.level, None)
        if at.number == 1 and expected > 1:
            again[at.level] = (at, expected - 1)
        order.take(at.level, at.number)
        places[at.level] = at.end
    return tuple(found)


@cache
def _forms(level: int, number: int) -> tuple[str, ...]:
    han = write_han(number)
    return {
        1: (f"{han}、", f"{han}．", f"{han}."),
        2: (f"（{han}）", f"({han})"),
        3: (f"{number}.", f"{number}．", f"{number}、"),
        4: (f"（{number}）", f"({number})"),
    }[level]


def _inline(context: Context, since: int, at: Numbered, expected: int) -> bool:
    """Whether the number that is missed stands inside a line between the one before it and this one."""
    above = context.text[max(since, at.start - _FAR) : at.start]
    return any(form in above for form in _forms(at.level, expected))


_FAR: Final = 6000


def _mark(at: Numbered, number: int) -> str:
    style: tuple[str, ...] = ("han", "han-brackets", "digit", "digit-brackets")
    return write_marker(style[at.level - 1], (number,))  # type: ignore[arg-type]  # the four official styles


def _fault_spots(context: Context, *, repeated: bool) -> Iterator[Spot]:
    for fault in _faults(context):
        if fault.repeated == repeated:
            values = {"expected": _mark(fault.at, fault.expected), "number": fault.at.text}
            yield Spot(fault.at.start, fault.at.end, values=values)


def gap(context: Context) -> Iterator[Spot]:
    """The number before is missing: 一、 then 三、."""
    return _fault_spots(context, repeated=False)


def repeated(context: Context) -> Iterator[Spot]:
    """A number stands twice: 二、 then 二、."""
    return _fault_spots(context, repeated=True)


SHORT: Final = 40
"""Characters of a heading, at most."""
_RUN_IN: Final = 10  # characters of a heading that a sentence follows
_MARKS_OF_ITEMS: Final = "；;。：:"


def _is_heading(at: Numbered) -> bool:
    """Whether a numbered line is a heading rather than an item: short and without a closing mark, or run in."""
    words = at.line.text[at.words :].rstrip()
    first = words.find("。")
    if len(words) <= SHORT:
        return words[-1:] not in _MARKS_OF_ITEMS
    return 0 < first <= SHORT and len(words) > first + 2 * SHORT


def _runs_in(at: Numbered) -> bool:
    """Whether a short line has a heading that a sentence follows; a text may have such items one level too low."""
    words = at.line.text[at.words :].rstrip()
    first = words.find("。")
    return 0 < first <= _RUN_IN and "，" not in words[:first] and len(words) > first + _RUN_IN


def skipped(context: Context) -> Iterator[Spot]:
    """A level is left out: 1. straight under 一、."""
    above = 0
    said: set[tuple[int, int]] = set()
    part = 0
    for at in numbered_lines(context):
        far = above and at.level > above + 2 and _runs_in(at)
        if not at.sure or not (_is_heading(at) or far):
            continue
        if at.level == 1:
            part += 1
        if at.number == 1 and above and at.level > above + 1 and (part, at.level) not in said:
            said.add((part, at.level))
            yield Spot(at.start, at.end, values={"expected": _mark(at._replace(level=above + 1), 1)})
        above = at.level
    for family in (context.report.sections, *(section.children for section in context.sections)):
        for before, at_hand, after in zip(family, family[1:], family[2:], strict=False):
            if before.number and after.number and not at_hand.number:
                yield Spot(at_hand.heading.start, at_hand.heading.end, variant="none")

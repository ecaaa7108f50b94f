"""Pairs: quotes, title marks and brackets closed, the right way round, and rightly nested (GB/T 15834—2011)."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.context import HAN, Context, Part
from drafter.rules.rule import Spot, mend

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS: Final = {"（": "）", "《": "》", "〈": "〉", "【": "】", "「": "」", "〔": "〕"}
_CLOSERS: Final = {closer: opener for opener, closer in _PAIRS.items()}
_PAIRED: Final = regex("[（）《》〈〉【】「」〔〕]")
_ITEM: Final = regex(r"(?:^|[\s，。；：、！？])[ \u3000]*[一二三四五六七八九十\da-zA-Z①-⑳]{1,3}$")


class _Fault(NamedTuple):
    start: int
    want: str
    closes: bool


def unpaired(context: Context) -> Iterator[Spot]:
    """A bracket, a title mark or a quote without its other half."""
    left_open = 0  # a remark in brackets of its own may go on over lines
    for line in context.lines:
        for fault in _lonely(line):
            if fault.want == "）" and not line.text[: fault.start - line.start].strip():
                left_open += 1
                continue
            if fault.want == "（" and left_open:
                left_open -= 1
                continue
            yield _half(context, fault.start, fault.want, closes=fault.closes)
    yield from _lonely_quotes(context)


_CLAUSE_END: Final = regex(r"[，。；：！？\n]")
_SENTENCE_END: Final = regex(r"[。；！？\n]")  # a title may hold commas
_LONGEST_HALF: Final = 40


def _half(context: Context, place: int, want: str, *, closes: bool) -> Spot:
    """The clause from the mark on, or up to it: somewhere there the other half is missing."""
    mark = context.text[place]
    if closes:
        ends = [match.end() for match in _CLAUSE_END.finditer(context.text, max(0, place - _LONGEST_HALF), place)]
        start, end = (ends[-1] if ends else max(0, place - _LONGEST_HALF)), place + 1
    else:
        last = min(place + _LONGEST_HALF, len(context.text))
        match = (_SENTENCE_END if mark == "《" else _CLAUSE_END).search(context.text, place + 1, last)
        start, end = place, match.start() if match else min(last, context.line_of(place).end)
    return Spot(start, end, values={"want": want, "mark": mark}, variant="open" if closes else "")


def _are_closed(marks: str) -> bool:
    """Whether marks come in pairs, nested or not: most lines are soon told."""
    before = ""
    while marks and marks != before:
        before = marks
        for opener, closer in _PAIRS.items():
            marks = marks.replace(opener + closer, "")
    return not marks


def _lonely(line: Part) -> Iterator[_Fault]:
    if _are_closed("".join(_PAIRED.findall(line.text))):
        return
    stack: list[tuple[str, int]] = []
    opened = dict.fromkeys(_PAIRS, 0)
    for match in _PAIRED.finditer(line.text):
        mark, at = match.group(), match.start()
        if mark in _PAIRS:
            stack.append((mark, at))
            opened[mark] += 1
            continue
        wanted = _CLOSERS[mark]
        if not opened[wanted]:
            if not (mark == "）" and _ITEM.search(line.text, max(0, at - 6), at)):
                yield _Fault(line.start + at, wanted, closes=True)
            continue
        opener, place = stack.pop()
        while opener != wanted:  # what was opened inside is not closed
            opened[opener] -= 1
            yield _Fault(line.start + place, _PAIRS[opener], closes=False)
            opener, place = stack.pop()
        opened[opener] -= 1
    for opener, place in stack:
        yield _Fault(line.start + place, _PAIRS[opener], closes=False)


_QUOTES: Final = regex("[“”]")


class _Quotes(NamedTuple):
    line: Part
    marks: str
    places: tuple[int, ...]


def _quotes(context: Context) -> tuple[_Quotes, ...]:
    """The lines that have double quotes, with their marks in order."""
    found = []
    for line in context.lines:
        if "“" in line.text or "”" in line.text:
            matches = list(_QUOTES.finditer(line.text))
            found.append(
                _Quotes(line, "".join(m.group() for m in matches), tuple(line.start + m.start() for m in matches))
            )
    return tuple(found)


def _depths(marks: str) -> list[int] | None:
    """Depth after each mark, or None where one closes what is not open."""
    depth, depths = 0, []
    for mark in marks:
        depth += 1 if mark == "“" else -1
        if depth < 0:
            return None
        depths.append(depth)
    return depths


def _lonely_quotes(context: Context) -> Iterator[Spot]:
    all_lines = context.shared(_quotes)
    balance = 0  # a quotation may go on over paragraphs, each with its own opening mark
    for number, quotes in enumerate(all_lines):
        if len(quotes.marks) % 2 == 0:
            continue
        following = all_lines[number + 1].marks if number + 1 < len(all_lines) else ""
        if quotes.marks.count("“") > quotes.marks.count("”"):
            if following.count("”") > following.count("“") or (
                following.startswith("“") and _opens_line(all_lines[number + 1])
            ):
                balance += 1
                continue
            closes, want = False, "”"
        else:
            if balance:
                balance = 0
                continue
            closes, want = True, "“"
        yield _half(context, _odd_one(quotes), want, closes=closes)


def _opens_line(quotes: _Quotes) -> bool:
    return quotes.line.text.lstrip().startswith("“")


def _odd_one(quotes: _Quotes) -> int:
    """The quote that breaks the alternation."""
    for number, mark in enumerate(quotes.marks):
        if mark != "“”"[number % 2]:
            return quotes.places[max(number - 1, 0)] if mark == "“" else quotes.places[number]
    return quotes.places[-1]


def reversed_quotes(context: Context) -> Iterator[Spot]:
    """Quotes the wrong way round: ”先锋“."""
    for quotes in context.shared(_quotes):
        if not _is_turned(quotes.marks):
            continue
        for number, (mark, place) in enumerate(zip(quotes.marks, quotes.places, strict=True)):
            right = "“”"[number % 2]
            if mark != right:
                yield mend(place, place + 1, right)


def _is_turned(marks: str) -> bool:
    """Whether the quotes of a line come in pairs, some of them the wrong way round."""
    if len(marks) % 2 or marks == "“”" * (len(marks) // 2):
        return False
    depths = _depths(marks)
    return depths is None or depths[-1] != 0  # else nested, or a list of quotes inside a quote


def rightly_quoted(text: str) -> str:
    """A text with the quotes turned that `reversed_quotes` turns: what stands between ” and “ is no name."""
    lines = []
    for line in text.split("\n"):
        pieces = _QUOTES.split(line)
        if _is_turned("".join(_QUOTES.findall(line))):
            line = "".join(piece + mark for piece, mark in zip(pieces, cycle("“”"), strict=False))[:-1]  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)


_OUTER: Final = regex(rf"(?<![A-Za-z])‘([{HAN}][^‘’“”\n]{{0,40}})’")


def nested(context: Context) -> Iterator[Spot]:
    """“ ” inside “ ”: inside belong ‘ ’, and only there. 《 》 inside 《 》: inside belong 〈 〉."""
    for match in _OUTER.finditer(context.text) if "‘" in context.characters else ():
        line = context.line_of(match.start())
        before = context.text[line.start : match.start()]
        if before.count("“") <= before.count("”"):
            yield mend(match.start(), match.end(), f"“{match[1]}”")
    for quotes in context.shared(_quotes):
        depths = _depths(quotes.marks)
        if depths is None or depths[-1] or max(depths) != 2:  # noqa: PLR2004  # one level inside another
            continue
        for number, (mark, depth) in enumerate(zip(quotes.marks, depths, strict=True)):
            if mark == "“" and depth == 2:  # noqa: PLR2004
                start, end = quotes.places[number], quotes.places[number + 1] + 1
                yield mend(start, end, f"‘{context.text[start + 1 : end - 1]}’")
    for match in _NESTED_TITLE.finditer(context.text):
        start, end = match.span(1)
        yield mend(start, end, f"〈{context.text[start + 1 : end - 1]}〉")
    for match in _BARE_TITLE.finditer(context.text) if "〈" in context.characters else ():
        before = context.text[context.line_of(match.start()).start : match.start()]
        if before.count("《") <= before.count("》"):
            yield mend(match.start(), match.end(), f"《{match[1]}》")


_BARE_TITLE: Final = regex(rf"〈([{HAN}][^〈〉《》\n]{{1,40}})〉(?!》)")
_NESTED_TITLE: Final = regex(r"《[^《》\n]{0,80}(《[^《》\n]{1,80}》)(?=[^《》\n]{0,40}》)")
_STRAIGHT: Final = regex(rf"\"([^\"\n]{{0,120}}[{HAN}][^\"\n]{{0,120}})\"")
_SINGLE: Final = regex(rf"(?<![A-Za-z0-9'])'([{HAN}][^'\n]{{0,40}}[{HAN}])'(?![A-Za-z0-9'])")
_CORNERS: Final = regex(r"「([^「」“”\n]{1,60})」")
_ANGLE: Final = regex(rf"(?<!<)(?:<[{HAN}]{{2,20}}>(?!>)|＜[{HAN}]{{2,20}}＞)")
_TICKS: Final = regex(r"[｀´]([^｀´\n]{1,30})[｀´]")
_ANGLES: Final = regex(rf"<<([{HAN}][^<>\n]{{0,60}})>>")


def straight(context: Context) -> Iterator[Spot]:
    """Straight quotes round Chinese words; << >> for 《 》; 「 」 in a text that has “ ”."""
    for match in _SINGLE.finditer(context.text) if "'" in context.characters else ():
        yield mend(match.start(), match.end(), f"“{match.group(1)}”")
    for match in _ANGLES.finditer(context.text) if "<" in context.characters else ():
        yield mend(match.start(), match.end(), f"《{match.group(1)}》")
    for match in _ANGLE.finditer(context.text) if not context.characters.isdisjoint("<＜") else ():
        yield Spot(match.start(), match.end(), values={"mend": f"《{match[0][1:-1]}》"})
    for match in _TICKS.finditer(context.text) if not context.characters.isdisjoint("｀´") else ():
        yield mend(match.start(), match.end(), f"“{match.group(1)}”")
    for match in _CORNERS.finditer(context.text) if "「" in context.characters and "“" in context.characters else ():
        yield mend(match.start(), match.end(), f"“{match.group(1)}”")
    if '"' not in context.text:
        return
    for line in context.lines:
        if line.text.count('"') % 2 == 0 and '="' not in line.text:
            for match in _STRAIGHT.finditer(line.text):
                yield mend(line.start + match.start(), line.start + match.end(), f"“{match.group(1)}”")

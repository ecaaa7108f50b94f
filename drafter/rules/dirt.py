"""Dirt: what is no part of a report and was left in it. The patterns are data (`dirt.toml`)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.context import HAN
from drafter.rules.rule import Spot, mend
from drafter.rules.tables import Tables, alternation, shipped_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.context import Context, Part


class _Patterns(NamedTuple):
    residue: re.Pattern[str]
    site_line: re.Pattern[str]
    site_part: re.Pattern[str]
    chat_start: re.Pattern[str]
    chat: dict[str, re.Pattern[str]]
    thinking: re.Pattern[str]
    garbled: re.Pattern[str]
    stutter: frozenset[str]
    stutter_shapes: tuple[re.Pattern[str], ...]
    stutter_signs: dict[str, tuple[frozenset[str], frozenset[str]]]
    stutter_halves: frozenset[str]
    stutter_behind: frozenset[str]
    stutter_ok: re.Pattern[str]


def _patterns(tables: Tables) -> _Patterns:
    data = tables.area("dirt")

    def any_of(name: str) -> str:
        return alternation(data[name], literal=False)

    return _Patterns(
        residue=regex(any_of("residue")),
        site_line=regex(any_of("site_lines")),
        site_part=regex(any_of("site_parts")),
        chat_start=regex(any_of("chat_starts")),
        chat={sign: regex(pattern) for sign, pattern in data["chat"].items()},
        thinking=regex(any_of("thinking"), re.MULTILINE),
        garbled=regex(any_of("garbled")),
        stutter=frozenset(data["stutter"]),
        stutter_shapes=tuple(map(regex, data["stutter_shapes"])),
        stutter_signs={
            sign: (frozenset(before), frozenset(behind)) for sign, (before, behind) in data["stutter_signs"].items()
        },
        stutter_halves=frozenset(data["stutter_halves"]),
        stutter_behind=frozenset(data["stutter_behind"]),
        stutter_ok=regex(any_of("stutter_ok")),
    )


def residue(context: Context) -> Iterator[Spot]:
    """Markers and tags that a site left in the text."""
    if not _RESIDUE_SIGN.search(context.text):
        return
    for match in context.tables.made(_patterns).residue.finditer(context.text):
        yield mend(match.start(), match.end(), "")


def without_residue(text: str) -> str:
    """The text without the markers that a site left."""
    return shipped_tables().made(_patterns).residue.sub("", text) if _RESIDUE_SIGN.search(text) else text


# each branch begins with a sign of its own, to which the search can skip
_RESIDUE_SIGN: Final = regex(r"<|&|\[|\{|\x0c|@|\$|#(?=[^\s#])|%(?=[%A-Za-z])|=\"")


def site(context: Context) -> Iterator[Spot]:
    """Lines and fragments that belong to a site or a page."""
    patterns = context.tables.made(_patterns)
    for line in context.lines:
        if len(line.text) > 120:  # noqa: PLR2004  # no line of a site is as long as a paragraph
            continue
        inner = line.text.strip()
        if patterns.site_line.fullmatch(inner):
            start = line.start + line.text.index(inner)
            yield mend(start, start + len(inner), "")
    yield from _lone_numbers(context)
    if not any(map(context.has, context.tables.area("dirt")["site_signs"])):
        return
    for match in patterns.site_part.finditer(context.text):
        line = context.line_of(match.start())
        if not patterns.site_line.fullmatch(line.text.strip()):
            yield Spot(match.start(), match.end())


_PARAGRAPH: Final = 40
_PAGES: Final = 3  # digits of the number of a page
_GOES_ON_BEHIND: Final = regex(rf"[{HAN}，、\d]$")


def _lone_numbers(context: Context) -> Iterator[Spot]:
    """The number of a page, alone on its line in the middle of a sentence."""
    for before, line in pairwise(context.lines):
        inner = line.text.strip()
        if len(inner) > _PAGES or not inner.isdecimal() or len(before.text) < _PARAGRAPH:
            continue
        if _GOES_ON_BEHIND.search(before.text, len(before.text) - 1):
            yield mend(line.start, line.end, "")


# ------------------------------------------------------------------------------------------- chat and characters
def chat(context: Context) -> Iterator[Spot]:
    """What a chat with a model left."""
    patterns = context.tables.made(_patterns)
    taken: list[tuple[int, int]] = []
    for line in context.lines:
        indent = len(line.text) - len(line.text.lstrip())
        match = patterns.chat_start.match(line.text, indent)
        if match:
            taken.append((line.start + match.start(), line.start + match.end()))
            yield Spot(*taken[-1])
    for sign, pattern in patterns.chat.items():
        for match in pattern.finditer(context.text) if context.has(sign) else ():
            if not any(start <= match.start() < end for start, end in taken):
                taken.append(match.span())
                yield Spot(match.start(), match.end())


def thinking(context: Context) -> Iterator[Spot]:
    """What a model thought before it answered."""
    if not _THOUGHT_SIGN.search(context.text):
        return
    for match in context.tables.made(_patterns).thinking.finditer(context.text):
        yield Spot(match.start(), match.end())


_THOUGHT_SIGN: Final = regex(r"<|\[|思考|思路分析|推理|Thinking|Reasoning")
"""What every thought has, soon looked for."""


def stutter(context: Context) -> Iterator[Spot]:
    """A word typed twice: 的的, 进一步进一步; 三是三是, 临江市临江市."""
    patterns = context.tables.made(_patterns)
    hits = [match for match in _TWICE.finditer(context.text) if _is_slip(match, context, patterns)]
    for shape in patterns.stutter_shapes:
        hits += shape.finditer(context.text)
    last = 0
    for match in sorted(hits, key=lambda match: match.start()):
        if match.start() < last or patterns.stutter_ok.match(context.text, match.start()):
            continue
        last = match.end()
        yield mend(match.start(), last, match[1])


def _is_slip(match: re.Match[str], context: Context, patterns: _Patterns) -> bool:
    """Whether what is written twice is no figure of speech: a word of the table, or long enough (临江市临江市)."""
    word, text = match[1], context.text
    if word in patterns.stutter:
        return True
    if word in patterns.stutter_signs:
        before, behind = patterns.stutter_signs[word]
        return (
            text[match.start() - 1 : match.start()] not in before and text[match.end() : match.end() + 1] not in behind
        )
    if word in patterns.stutter_halves:
        head = text[match.start() - 1 : match.start()]
        starts = head in patterns.stutter_behind or not _ONE_HAN.match(head)
        return starts and _GOES_ON.match(text, match.end()) is not None
    return len(word) >= _LONG_WORD and not any(sign in word for sign in context.tables.area("dirt")["stutter_not"])


_ONE_HAN: Final = regex(f"[{HAN}]")
_GOES_ON: Final = regex(rf"([{HAN}])(?!\1)")  # no 方方面面
_TWICE: Final = regex(rf"([{HAN}%]{{1,8}}?)\1")
_LONG_WORD: Final = 3


def garbled(context: Context) -> Iterator[Spot]:
    """Characters that were read with the wrong table."""
    signs = context.tables.area("dirt")["garbled_signs"]
    if not context.characters.isdisjoint(signs) or _PRIVATE.search(context.text):
        for match in context.tables.made(_patterns).garbled.finditer(context.text):
            yield Spot(match.start(), match.end())
    typical = context.characters.intersection(context.tables.area("dirt")["utf8_as_gbk"])
    for line in context.lines if len(typical) > 1 else ():
        if not typical.isdisjoint(line.text):
            yield from _utf8_as_gbk(line)


_PRIVATE: Final = regex("[\ue000-\uf8ff]")
_TWO_OF_UTF8: Final = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef\xbc[\x80-\xbf]){2,}")


def _utf8_as_gbk(line: Part) -> Iterator[Spot]:
    """Where the bytes that GBK has for the characters are UTF-8, two characters of it or more."""
    data = line.text.encode("gbk", "replace")
    for match in _TWO_OF_UTF8.finditer(data):
        start, end = (len(data[:at].decode("gbk", "ignore")) for at in match.span())
        yield Spot(line.start + start, line.start + end)


_CONTROL: Final = "".join(chr(code) for code in (*range(9), 0x0B, *range(0x0E, 0x20), 0x7F))
_ZERO_WIDTH: Final = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u00ad\ufeff\u180e\u2028\u2029\x85"
INVISIBLE: Final = _ZERO_WIDTH + _CONTROL
"""Characters that take no room."""

BIDI: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
"""Characters that turn the direction of writing."""

_INVISIBLE: Final = regex(f"[{_ZERO_WIDTH}{_CONTROL}]+")
_BIDI: Final = regex(f"[{BIDI}]+")


def invisible(context: Context) -> Iterator[Spot]:
    """Characters that nobody sees and every search trips over."""
    for match in _INVISIBLE.finditer(context.text):
        if match.end() < len(context.text) and ord(context.text[match.end()]) > 0xFFFF:  # noqa: PLR2004  # emoji joiner
            continue
        codes = " ".join(f"U+{ord(character):04X}" for character in match.group()[:3])
        yield mend(match.start(), match.end(), "", codes=codes)


def bidi(context: Context) -> Iterator[Spot]:
    """Characters that turn the direction of writing: the text is not what it looks like."""
    for match in _BIDI.finditer(context.text):
        codes = " ".join(f"U+{ord(character):04X}" for character in match.group()[:3])
        yield mend(match.start(), match.end(), "", codes=codes)

"""The body of notes: headings, bullets with their continuation lines, and remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.notes.front import word_lists
from drafter.numbering import read_marker
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_END: Final = regex(r"\r\n|\r|\n")
_BLANK: Final = " \t\u3000\u00a0\u200b\ufeff"
_HEADING: Final = regex(r"[ ]{0,3}(#{1,6})(?!#)[ \t\u3000]*(.*)")
# A sign that opens a bullet: with a blank behind it, or before a word (-完成); --, ** and -5% are none.
_SIGN: Final = regex(r"([-*+•·●○▪■◆►–—－＊])(?:[ \t\u3000]+|(?=[^\W\d_]|[《“\"【［\[（(])|$)")
_CHECKBOX: Final = regex(r"^\[[ xX√✓]\][ \t\u3000]+")
_RULE: Final = regex(r"([-=*_—])(?:[ \t]*\1){2,}")
_LONGEST_PLAIN_HEADING: Final = 40
_INTRODUCES: Final = ("：", ":")
_DEPTH: Final = {"han": 1, "han-brackets": 2}


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: its words without number, depth, line; `private` when it bears the mark."""

    text: str
    depth: int
    line: int
    private: bool


@dataclass(frozen=True, slots=True)
class Bullet:
    """A fact: its words, first and last line, headings above, indentation and mark as written."""

    text: str
    line: int
    last: int
    section: tuple[str, ...]
    private: bool
    indent: int
    marker: str


@dataclass(frozen=True, slots=True)
class Line:
    """A remark: a line outside bullets."""

    text: str
    line: int


def split_lines(text: str) -> list[str]:
    """The lines without their ends: LF, CRLF and CR end a line, nothing else does."""
    return _END.split(text)


def read_body(lines: Sequence[str], first: int) -> list[Title | Bullet | Line]:
    """Read the lines behind the front matter.

    Args:
        lines: the whole file.
        first: index of the first line of the body.

    Returns:
        Headings, bullets and remarks in order.
    """
    titles: list[Title] = []
    parts: list[Title | Bullet | Line] = []
    for part in _parts(lines, first):
        if isinstance(part, Title):
            titles = [*(title for title in titles if title.depth < part.depth), part]
        elif isinstance(part, Bullet):
            section = tuple(title.text for title in titles)
            parts.append(replace(part, section=section, private=part.private or any(title.private for title in titles)))
            continue
        parts.append(part)
    return parts


def facts_of(parts: Sequence[Title | Bullet | Line]) -> list[Bullet]:
    """The bullets that are facts.

    A bullet that only introduces those indented below it (荣誉：) is none: its words stand before theirs. What is
    indented below a private bullet is private.
    """
    done: list[Bullet] = []
    above: list[Bullet] = []
    for index, part in enumerate(parts):
        if not isinstance(part, Bullet):
            above = [] if isinstance(part, Title) else above
            continue
        above = [bullet for bullet in above if bullet.indent < part.indent]
        private = part.private or any(bullet.private for bullet in above)
        heads = "".join(bullet.text for bullet in above if bullet.text.endswith(_INTRODUCES))
        below = parts[index + 1] if index + 1 < len(parts) else None
        introduces = isinstance(below, Bullet) and below.indent > part.indent and part.text.endswith(_INTRODUCES)
        if not introduces:
            done.append(replace(part, text=heads + part.text, private=private))
        above.append(part)
    return done


def _parts(lines: Sequence[str], first: int) -> Iterator[Title | Bullet | Line]:
    """Headings, bullets and remarks, each bullet with its continuation lines."""
    open_bullet: Bullet | None = None
    hidden = _comment_lines(lines, first)
    depths: set[int] = set()  # of the headings without `#` so far
    for index in range(first, len(lines)):
        raw = lines[index]
        words = raw.strip(_BLANK)
        if not words or (_RULE.fullmatch(words) and index not in hidden):
            continue
        part = Line(words, index + 1) if index in hidden else _read_line(lines, index, depths)
        indented = raw[0] in " \t\u3000\u00a0"
        if isinstance(part, Line) and open_bullet is not None and indented and index not in hidden:
            open_bullet = replace(open_bullet, text=join_words(open_bullet.text, words), last=index + 1)
            continue
        if open_bullet is not None:
            yield from _finished(open_bullet)
        open_bullet = part if isinstance(part, Bullet) else None
        if open_bullet is None:
            yield part
    if open_bullet is not None:
        yield from _finished(open_bullet)


def _read_line(lines: Sequence[str], index: int, depths: set[int]) -> Title | Bullet | Line:
    """One line by itself; a line numbered 一、 or （一） is a heading when bullets follow, else a bullet.

    `depths` has the depths at which such headings stood before; the line's own is added.
    """
    raw = lines[index]
    heading = _HEADING.fullmatch(raw)
    if heading is not None and heading[2].strip(_BLANK):
        return _title(_without_closing(heading[2]), len(heading[1]), index, sure=True)
    words = raw.strip(_BLANK)
    indent = len(raw) - len(raw.lstrip(_BLANK))
    sign = _SIGN.match(words)
    if sign is not None:
        return Bullet(words[sign.end() :], index + 1, index + 1, (), private=False, indent=indent, marker=sign[1])
    marker = read_marker(words)
    if marker is None or marker.style in ("decimal", "roman"):
        return Line(words, index + 1)
    depth = _DEPTH.get(marker.style)
    if depth is not None and _heads(lines, index, depth, again=depth in depths):
        depths.add(depth)
        return _title(words, depth, index, sure=False)
    return Bullet(words[marker.end :], index + 1, index + 1, (), private=False, indent=indent, marker=marker.text)


def _heads(lines: Sequence[str], index: int, depth: int, *, again: bool) -> bool:
    """Whether a numbered line without `#` is a heading: short, no sentence, and over a bullet or a lower number.

    Where a line numbered like it was one before (`again`), it is one over a plain line too.
    """
    words = lines[index].strip(_BLANK)
    if len(words) > _LONGEST_PLAIN_HEADING or words.endswith(("。", "；", ";", "！")):
        return False
    below = next((line.strip(_BLANK) for line in lines[index + 1 : index + 20] if line.strip(_BLANK)), "")
    if _SIGN.match(below):
        return True
    marker = read_marker(below)
    if marker is None:
        return again and bool(below)
    return _DEPTH.get(marker.style, 9) > depth


def read_title(text: str, *, sure: bool = True) -> tuple[str, bool]:
    """What a heading says, without number and private mark, and whether it is private."""
    words, private = take_mark(text.strip(_BLANK))
    marker = read_marker(words, sure=sure)
    return (words[marker.end :] or words) if marker else words, private


def _title(text: str, depth: int, index: int, *, sure: bool) -> Title:
    """A heading of a line."""
    words, private = read_title(text, sure=sure)
    return Title(words, depth, index + 1, private)


def _without_closing(text: str) -> str:
    """A heading's words without the `##` that some editors put behind them."""
    words = text.rstrip(_BLANK)
    rest = words.rstrip("#")
    return rest if rest.endswith((" ", "\t")) else words


def read_words(text: str) -> tuple[str, bool]:
    """What a bullet says, without check box and private mark, and whether it is private."""
    return take_mark(_CHECKBOX.sub("", text.strip(_BLANK)))


def _finished(bullet: Bullet) -> Iterator[Bullet]:
    """A bullet with its words read; nothing for a blank one, as a form holds them."""
    text, private = read_words(bullet.text)
    if text:
        yield replace(bullet, text=text, private=private)


def take_mark(text: str) -> tuple[str, bool]:
    """A text without its mark of privacy at either end, and whether it had one.

    The mark is a word in brackets (round ones only in front), an order in front of a colon (别写：), or one as the last
    clause (……，不要写进去).
    """
    bare = text.strip(_BLANK)
    without = bare
    for mark in _private_marks():
        without = mark.sub("", without).strip(_BLANK)
    return without, without != bare


@cache
def _private_marks() -> tuple[re.Pattern[str], ...]:
    """The marks of a bullet that informs nobody: [内部] 【内部】 （内部掌握） 别写： ，不要写进去."""
    lists = word_lists()["private"]
    words, orders, clauses = ("|".join(map(re.escape, lists[name])) for name in ("words", "orders", "clauses"))
    mark = rf"\\?[\[［【][ ]?(?:{words}|{orders}|{clauses})[ ]?\\?[\]］】]"
    round_mark = rf"[(（][ ]?(?:{words}|{orders}|{clauses})[ ]?[)）]"
    return (
        regex(rf"^(?:{mark}|{round_mark})[：:]?|{mark}$|[(（][ ]?(?:{orders}|{clauses})[ ]?[)）]$", re.IGNORECASE),
        regex(rf"^(?:{orders})[ ]?[：:]", re.IGNORECASE),
        regex(rf"(?:[，,；;。.]|[ ][-–—])[ ]*(?:{clauses})[。.！!]?$", re.IGNORECASE),
    )


def _comment_lines(lines: Sequence[str], first: int) -> set[int]:
    """Indices of the lines within `<!-- … -->`: a form's guidance, no facts. One that is never closed hides nothing."""
    hidden: set[int] = set()
    start: int | None = None
    for index in range(first, len(lines)):
        line = lines[index]
        if start is None and line.lstrip(_BLANK).startswith("<!--"):
            start = index
        if start is not None and "-->" in line:
            hidden.update(range(start, index + 1))
            start = None
    return hidden


def blank_bullets(lines: Sequence[str], first: int) -> list[tuple[int, str]]:
    """The bullets of a form that nobody has filled in: index of the line, and the sign with the blanks before it."""
    hidden = _comment_lines(lines, first)
    found = ((index, _SIGN.fullmatch(lines[index].strip(_BLANK))) for index in range(first, len(lines)))
    return [(index, lines[index].rstrip(_BLANK)) for index, sign in found if sign and index not in hidden]


def join_words(before: str, after: str) -> str:
    """Two lines as one: a blank between Latin words, none beside Chinese."""
    latin = before[-1:].isascii() and after[:1].isascii() and before
    return f"{before} {after}" if latin else before + after

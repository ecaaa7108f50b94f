"""Paragraphs that an editor, a mail or a PDF broke into lines of one width: made whole, each place kept.

A line of a report is a paragraph, unless most long lines have one width and stop in the middle of a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BLANK: Final = " \t\u3000\u00a0"
_NARROWEST: Final = 44  # columns of a text that is broken into lines; a Chinese character takes two
_WIDEST: Final = 164
_SLACK: Final = 10  # columns that a line may lack: no mark begins a line, no word and no number is broken
_DEEPEST: Final = 12  # columns that the first line of a paragraph may be set in
_FEWEST: Final = 3  # lines that stop in the middle of a sentence
_ENDED: Final = frozenset("。！？：；…”》）」.!?:;|")
_NEVER_FIRST: Final = frozenset("，。、；：！？）》”〉」』】％%")
_N: Final = "[一二三四五六七八九十]{1,3}"
_NEW: Final = regex(rf"#|[-*+] |[|>]|```|~~~|<!--|{_N}、(?!{_N})|（{_N}）|第.{{1,4}}[章节条]")
_COLUMNS: Final = regex(r"\t|\||[ \u3000]{3,}")
_ASCII: Final = regex(r"[\x00-\x7f]")


class Whole(NamedTuple):
    """A text whose paragraphs are whole again.

    Attributes:
        text: the text.
        cuts: where line ends were left out, in order.
        gone: how many characters were left out up to each, itself included.
    """

    text: str
    cuts: tuple[int, ...]
    gone: tuple[int, ...]

    def back(self, offset: int) -> int:
        """The offset in the broken text."""
        number = bisect_right(self.cuts, offset)
        return offset + (self.gone[number - 1] if number else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the broken text."""
        return self.back(start), self.back(end - 1) + 1 if end > start else self.back(end)

    def is_cut(self, start: int, end: int) -> bool:
        """Whether a line end was left out inside a stretch of the text."""
        return bisect_right(self.cuts, start) < bisect_right(self.cuts, end - 1)


class _Line(NamedTuple):
    """A line: offset, words without blanks round them, blanks before them, width, and whether it is no prose."""

    start: int
    words: str
    indent: int
    width: int
    apart: bool

    @property
    def ended(self) -> bool:
        return self.words[-1:] in _ENDED


def whole(text: str) -> Whole | None:
    """Put the lines of broken paragraphs together.

    Args:
        text: a report.

    Returns:
        The text with its paragraphs whole, or None where no paragraph is broken.
    """
    rows = text.split("\n")
    if max(map(len, rows)) > _WIDEST:
        return None
    if sum(len(row) * 2 >= _NARROWEST and row.rstrip()[-1:] not in _ENDED for row in rows) < _FEWEST:
        return None  # so is most of what is no broken text
    layouts = [_layout(text, measure) for measure in (_columns, len)]  # a program may count characters
    layout = max(layouts, key=lambda one: len(one.broken))
    return _joined(text, layout) if _is_broken(layout) else None


class _Layout(NamedTuple):
    """The lines of a text, how wide a full one is at least, which are full, and which seem to go on with one."""

    lines: list[_Line]
    widest: int
    least: int
    full: int
    broken: list[_Line]


def _layout(text: str, measure: Callable[[str], int]) -> _Layout:
    lines = list(_lines(text, measure))
    sign = measure("一")
    widest = max((line.width for line in lines if not line.apart), default=0)
    least = widest - _SLACK * sign // 2
    full = [(line, after) for line, after in pairwise(lines) if line.width >= least and not line.apart]
    broken = [after for line, after in full if not line.ended and not after.apart and not _NEW.match(after.words)]
    return _Layout(lines, widest * 2 // sign, least, len(full), broken)


def _is_broken(layout: _Layout) -> bool:
    """Whether most long lines have one width and stop in the middle of a sentence."""
    if not _NARROWEST <= layout.widest <= _WIDEST or len(layout.broken) < _FEWEST:
        return False
    prose = sum(not line.apart for line in layout.lines)
    return len(layout.broken) * 2 >= layout.full and layout.full * 4 >= prose


def _columns(words: str) -> int:
    return 2 * len(words) - len(_ASCII.findall(words))


def _lines(text: str, measure: Callable[[str], int]) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        words = line.strip(f"{_BLANK}\r")
        indent = line.index(words[0]) if words else 0
        apart = not words or _COLUMNS.search(words) is not None
        set_in = min(
            measure(line[:indent]), _DEEPEST
        )  # what stands in the middle of the page tells nothing of its width
        yield _Line(start, words, indent, set_in + measure(words), apart)
        start += len(line) + 1


def _joined(text: str, layout: _Layout) -> Whole | None:
    """The text with the line ends inside its paragraphs left out; a line set in deeper begins another."""
    lines, least = layout.lines, layout.least
    indent = sorted(line.indent for line in layout.broken)[len(layout.broken) // 2]
    begin = [after.indent for line, after in pairwise(lines) if line.width < least and not after.apart]
    indented = sum(one > indent for one in begin) * 2 > len(begin)
    kept: list[str] = []
    cuts: list[int] = []
    gone: list[int] = []
    behind = at = 0
    for line, after in pairwise(lines):
        if line.width < least or not _goes_on(line, after, indent, indented=indented):
            continue
        end = line.start + line.indent + len(line.words)
        between = _between(line.words[-1], after.words[0])
        kept += (text[behind:end], between)
        at += end - behind + len(between)
        behind = after.start + after.indent
        cuts.append(at)
        gone.append(behind - at)
    return Whole("".join([*kept, text[behind:]]), tuple(cuts), tuple(gone)) if cuts else None


def _goes_on(line: _Line, after: _Line, indent: int, *, indented: bool) -> bool:
    """Whether a full line goes on in the next."""
    if line.apart or after.apart or line.words.startswith("#"):
        return False
    if after.words[0] in _NEVER_FIRST:
        return True
    if after.indent > indent or _NEW.match(after.words):
        return False
    return indented or not line.ended


def _between(before: str, after: str) -> str:
    """What stands between two lines put together: a blank between words of Latin letters."""
    letters = before.isascii() and after.isascii() and not (before.isdigit() and after.isdigit())
    return " " if letters and (before.isalnum() or before in ",;:.!?)") and after.isalnum() else ""

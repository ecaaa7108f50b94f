"""Marks of numbers: 、 behind 一, none behind （一）, a point behind 1; and of the heading behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.numbering import read_marker
from drafter.patterns import regex
from drafter.rules.numbering import SHORT, heads, numbered_lines
from drafter.rules.rule import Spot, mend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.context import Context

_DOUBLE: Final = regex(r"[（(]([一二三四五六七八九十\d]{1,3})[）)]([、，．.：:]+)")
_TWICE: Final = regex(
    r"(?:（[一二三四五六七八九十]{1,3}）){2}(?![项款类条、和至])|([一二三四五六七八九十]{1,3}、){2}(?![一二三四五六七八九十])"
)
_HAN_MARK: Final = regex(r"([一二三四五六七八九十]{1,3})([.．，,：:])[ \u3000]*(?=[^\d\s])")


_HAN_BLANK: Final = regex(r"([一二三四五六七八九十]{1,2})([ \u3000]+)(?=[\u3400-\u9fff]{2,20}[ \u3000]*$)")


def mark(context: Context) -> Iterator[Spot]:
    """A wrong mark behind a number: （一）、 or 一. or 1、; a number behind a number: （一）（二）."""
    for line, at in context.shared(heads):
        twice = _TWICE.match(line.text, at)
        if twice:
            yield Spot(line.start + at, line.start + twice.end(), variant="twice")
            continue
        double = _DOUBLE.match(line.text, at)
        if double:
            yield mend(line.start + double.start(2), line.start + double.end(2), "", number=double.group())
            continue
        han = _HAN_MARK.match(line.text, at)
        if han and len(line.text) - han.end() <= SHORT:
            yield mend(line.start + han.start(2), line.start + han.end(2), "、", number=han.group().strip())
    numbered_parts = any(numbered.level == 1 for numbered in numbered_lines(context))
    for line, at in context.shared(heads) if numbered_parts else ():
        blank = _HAN_BLANK.match(line.text, at)
        if blank:
            yield mend(line.start + blank.start(2), line.start + blank.end(2), "、", number=blank[1])
    for numbered in numbered_lines(context):
        if numbered.level == 3 and numbered.text.endswith("、"):  # noqa: PLR2004  # the third level: 1.
            yield mend(numbered.end - 1, numbered.end, ".", number=numbered.text)


_HALF: Final = regex(r"[(（]([ \u3000]?)([一二三四五六七八九十\d]{1,3})([ \u3000]?)[)）]")


_HALF_ONE: Final = regex(r"\d{1,2}\)(?=[\u3400-\u9fff“《])")


def brackets(context: Context) -> Iterator[Spot]:
    """Half-width brackets, or blanks inside them, round the number of a heading: (一)."""
    for line, at in context.shared(heads):
        half = _HALF_ONE.match(line.text, at)
        if half and not context.markdown:
            yield mend(line.start + half.end() - 1, line.start + half.end(), "）")
        match = _HALF.match(line.text, at)
        if match and match.group() != (right := f"（{match[2]}）"):
            yield mend(line.start + match.start(), line.start + match.end(), right)


_BODY: Final = 40
_SHORT_BODY: Final = 10
_TITLE: Final = 30


def _has_bare_parts(context: Context) -> bool:
    """Whether a part of the report has a heading that ends without a mark."""
    parts = (at.line.text[at.words :].rstrip() for at in numbered_lines(context) if at.level == 1)
    return any(0 < len(words) <= _TITLE and "。" not in words and words[-1] not in "；：，" for words in parts)


def heading_end(context: Context) -> Iterator[Spot]:
    """A heading that stands alone ends with a full stop."""
    lines = {line.start: number for number, line in enumerate(context.lines)}
    items: dict[int, bool] = {}
    for at in numbered_lines(context):
        among_items = items.get(at.level, False) and at.number > 1
        items[at.level] = at.line.text.rstrip().endswith(("；", ";")) or among_items
        if among_items:
            continue
        words = at.line.text[at.words :].rstrip().rstrip("*")
        if at.level > 2 or not words.endswith("。") or len(words) > _TITLE or "。" in words[:-1]:  # noqa: PLR2004
            continue
        number = lines[at.line.start]
        following = context.lines[number + 1].text if number + 1 < len(context.lines) else ""
        least = _SHORT_BODY if at.level == 1 and _has_bare_parts(context) else _BODY
        if len(following.strip()) < least or read_marker(following) is not None:
            continue
        end = at.line.start + at.words + len(words)
        yield mend(end - 1, end, "", title=words[:-1])

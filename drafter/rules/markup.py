"""Stars for names, and Markdown that a plain report still shows."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.context import HAN, Context
from drafter.rules.rule import Spot, mend

if TYPE_CHECKING:
    from collections.abc import Iterator

_STARS: Final = regex(rf"[*＊](?:[*＊]{{0,5}}(?=[{HAN}])|(?<=[{HAN}].)[*＊]{{0,5}})")
_BOLD: Final = regex(r"\*\*(?=[^\s*])([^*\n]{0,200}?[^\s*])\*\*(?!\*)")
_PUNCTUATION: Final = frozenset("PS")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in _PUNCTUATION


def _closes(text: str, start: int, end: int) -> bool:
    """Whether `**` at `start:end` can close bold (CommonMark 0.31, right-flanking)."""
    if not _is_mark(text[start - 1]):
        return True
    after = text[end : end + 1]
    return not after or after.isspace() or _is_mark(after)


def _opens(text: str, start: int, end: int) -> bool:
    """Whether `**` at `start:end` can open bold (left-flanking)."""
    if not _is_mark(text[end]):
        return True
    before = text[start - 1 : start]
    return not before or before.isspace() or _is_mark(before)


def bold_spans(context: Context) -> tuple[tuple[int, int], ...]:
    """Where the text has words in Markdown bold."""
    text = context.text
    if "**" not in text:
        return ()
    return tuple(
        match.span()
        for match in _BOLD.finditer(text)
        if _opens(text, match.start(), match.start() + 2) and _closes(text, match.end() - 2, match.end())
    )


def stars(context: Context) -> Iterator[Spot]:
    """Names and figures starred out."""
    if "*" not in context.text and "＊" not in context.text:
        return
    spans = bold_spans(context)
    emphasis = [m.span() for m in _EMPHASIS.finditer(context.text)] if context.markdown else []
    for match in _STARS.finditer(context.text):
        if any(start <= match.start() < end for start, end in (*spans, *emphasis)):
            continue
        if context.text[match.end() : match.end() + 1] in tuple("*＊"):
            continue  # the run goes on: it is seen from its end
        if len(match.group()) > 1 or not _is_footnote(context, match):
            yield Spot(match.start(), match.end())


def _is_footnote(context: Context, match: re.Match[str]) -> bool:
    """Whether a single star is the mark of a footnote: the first or the last character of its line."""
    line = context.line_of(match.start())
    return match.end() == line.end or not context.text[line.start : match.start()].strip()


_EMPHASIS: Final = regex(r"(?<!\*)\*(?=[^\s*])[^*\n]{0,100}?[^\s*]\*(?!\*)")
_LEFTOVER: Final = regex(
    r"[ \t]*(?:(?P<list>[-*+])[ \t]+(?=\S)|(?P<fence>```\w*|~~~\w*)[ \t]*$|(?P<rule>-{3,}|\*{3,}|_{3,})[ \t]*$)"
    r"|(?P<head>#{1,6})[ \t]+(?=\S)|(?P<quote>>)[ \t]+(?=\S)"
    r"|(?=[ \t|:-]+$)(?=[^\n]*---)(?P<table>[^\n]*\|[^\n]*)$"
)
_LEFTOVER_FIRST: Final = frozenset(" \t-*+`~_#>|:")
_INLINE: Final = regex(
    r"!\[[^\[\]\n]{0,80}\]\([^()\n]{1,200}\)|\[[^\[\]\n]{1,80}\]\((?:https?://|/|#)[^()\n]{0,200}\)|`[^`\n]{1,80}`|~~[^~\n]{1,80}~~|\[\^\w{1,10}\]"
)
_FENCE: Final = regex(r"^[ \t]*(```\w*|~~~\w*)[ \t]*$", re.MULTILINE)
_CUT: Final = frozenset({"head", "quote", "fence"})


def markdown(context: Context) -> Iterator[Spot]:
    """Markdown that a plain report still shows."""
    if context.markdown:
        for match in _FENCE.finditer(context.text):
            yield mend(match.start(1), match.end(1), "")
        return
    for start, end in bold_spans(context):
        yield mend(start, end, context.text[start + 2 : end - 2])
    for line in context.lines:
        found = _LEFTOVER.match(line.text) if line.text[0] in _LEFTOVER_FIRST else None
        if found is None:
            continue
        name = str(found.lastgroup)
        start, end = found.span(name)
        if name in _CUT:
            end += len(line.text[end:]) - len(line.text[end:].lstrip(" \t"))
            yield mend(line.start + start, line.start + end, "")
        else:
            yield Spot(line.start + start, line.start + end)
    for found in _INLINE.finditer(context.text):
        yield Spot(found.start(), found.end())

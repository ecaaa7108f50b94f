"""Dirt: what is no part of a report and was left in it. The patterns are data (`dirt.toml`)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.rules.context import HAN, Context
from drafter.rules.rule import Spot, mend
from drafter.rules.tables import Tables, alternation, shipped_tables

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Patterns(NamedTuple):
    residue: re.Pattern[str]
    site_line: re.Pattern[str]
    site_part: re.Pattern[str]
    letters: re.Pattern[str]
    letters_ok: tuple[str, ...]
    letters_ok_behind: tuple[str, ...]
    somebody: re.Pattern[str]
    waiting: re.Pattern[str]
    fields: re.Pattern[str]
    stars: re.Pattern[str]
    chat_start: re.Pattern[str]
    chat: re.Pattern[str]
    thinking: re.Pattern[str]
    garbled: re.Pattern[str]


def _patterns(tables: Tables) -> _Patterns:
    data = tables.area("dirt")
    suffix = alternation(data["suffixes"])

    def any_of(name: str) -> str:
        return alternation(data[name], literal=False)

    return _Patterns(
        residue=re.compile(any_of("residue")),
        site_line=re.compile(any_of("site_lines")),
        site_part=re.compile(any_of("site_parts")),
        letters=re.compile(
            # XX市, ×××, xxx万元: two or more beside Chinese or at a mark; X名: one, with what it counts behind
            rf"(?<![A-Za-z0-9])(?:[XxＸｘ]{{2,}}|×{{2,}}|[△▲□☐]{{2,}})(?![A-Za-z0-9])"
            rf"|(?<![A-Za-z0-9+＋\-—“‘《·.×])[XxＸｘ](?={suffix})|(?<=[{HAN}，、。（])×(?=[省市县区镇乡村局校同名个万亿某])"
            # 20xx年, 202X年
            r"|(?<!\d)(?:19|20)(?:[XxＸ×*＊]{1,2}|\d[XxＸ×*＊])(?![A-Za-z0-9])"
            # rings for characters, but not the rings of 二○○八年
            r"|(?<![一二三四五六七八九十〇○零])[○〇◯]{2,}(?![一二三四五六七八九十〇○零年])"
        ),
        letters_ok=tuple(data["letters_ok"]),
        letters_ok_behind=tuple(data["letters_ok_behind"]),
        somebody=re.compile(
            rf"某某(?={alternation(data['places'])})|(?<![{data['surnames']}])某某(?={suffix})|某年某月(?:某日)?|某月某日"
        ),
        waiting=re.compile(rf"[【\[［（(〔]\s*{any_of('waiting')}[^】\]］）)〕\n]{{0,40}}[】\]］）)〕]"),
        fields=re.compile(
            rf"[【\[［<＜〈](?:(?i:\s*{alternation(data['fields'])}\s*)[】\]］>＞〉]|[ \u3000]*[】\]］>＞〉](?!\())"
        ),
        stars=re.compile(rf"[*＊]{{1,6}}(?=[{HAN}])|(?<=[{HAN}])[*＊]{{1,6}}"),
        chat_start=re.compile(any_of("chat_starts")),
        chat=re.compile(any_of("chat")),
        thinking=re.compile(any_of("thinking"), re.MULTILINE),
        garbled=re.compile(any_of("garbled")),
    )


def residue(context: Context) -> Iterator[Spot]:
    """Markers and tags that a site left in the text."""
    for match in context.tables.made(_patterns).residue.finditer(context.text):
        yield mend(match.start(), match.end(), "")


def without_residue(text: str) -> str:
    """The text without the markers that a site left."""
    return shipped_tables().made(_patterns).residue.sub("", text) if _RESIDUE_SIGN.search(text) else text


_RESIDUE_SIGN: Final = re.compile(r"[#<&\[{\x0c]")


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
    for match in patterns.site_part.finditer(context.text):
        line = context.line_of(match.start())
        if not patterns.site_line.fullmatch(line.text.strip()):
            yield Spot(match.start(), match.end())


# ------------------------------------------------------------------------------------------- stars and Markdown
_BOLD: Final = re.compile(r"\*\*(?=[^\s*])([^*\n]{0,200}?[^\s*])\*\*(?!\*)")
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
    for match in context.tables.made(_patterns).stars.finditer(context.text):
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


_EMPHASIS: Final = re.compile(r"(?<!\*)\*(?=[^\s*])[^*\n]{0,100}?[^\s*]\*(?!\*)")
_LEFTOVER: Final = re.compile(
    r"^[ \t]*(?P<list>[-*+])[ \t]+(?=\S)|^[ \t]*(?P<fence>```\w*|~~~\w*)[ \t]*$|^(?P<head>#{1,6})[ \t]+(?=\S)"
    r"|^[ \t]*(?P<rule>-{3,}|\*{3,}|_{3,})[ \t]*$|^(?=[ \t|:-]+$)(?=[^\n]*---)(?P<table>[^\n]*\|[^\n]*)$"
    r"|^(?P<quote>>)[ \t]+(?=\S)|(?P<link>\[[^\[\]\n]{1,80}\]\((?:https?://|/|#)[^()\n]{0,200}\))|(?P<code>`[^`\n]{1,80}`)",
    re.MULTILINE,
)
_CUT: Final = frozenset({"head", "quote", "fence"})


def markdown(context: Context) -> Iterator[Spot]:
    """Markdown that a plain report still shows."""
    if context.markdown:
        for match in re.finditer(r"^[ \t]*(```\w*|~~~\w*)[ \t]*$", context.text, re.MULTILINE):
            yield mend(match.start(1), match.end(1), "")
        return
    for start, end in bold_spans(context):
        yield mend(start, end, context.text[start + 2 : end - 2])
    for match in _LEFTOVER.finditer(context.text):
        name = str(match.lastgroup)
        start, end = match.span(name)
        if name in _CUT:
            while end < len(context.text) and context.text[end] in " \t":
                end += 1
            yield mend(start, end, "")
        else:
            yield Spot(start, end)


# ------------------------------------------------------------------------------------------- placeholders
def placeholder(context: Context) -> Iterator[Spot]:
    """Something that waits to be filled."""
    text, patterns = context.text, context.tables.made(_patterns)
    if _LETTER.search(text):
        for match in patterns.letters.finditer(text):
            if text.startswith(patterns.letters_ok, match.start()) or text.endswith(
                patterns.letters_ok_behind, 0, match.start()
            ):
                continue
            if match.group().isascii() and not _beside_chinese(text, match.start(), match.end()):
                continue
            yield Spot(match.start(), _with_suffix(context, match.end()))
    if "某" in text:
        for match in patterns.somebody.finditer(text):
            yield Spot(match.start(), match.end())
    for pattern in (patterns.waiting, patterns.fields, _BLANKS, _BRACES, _TODO):
        for match in pattern.finditer(text):
            if not _is_rule_across(context, match):
                yield Spot(match.start(), match.end())


_LETTER: Final = re.compile("[XxＸｘ×△▲□☐○〇◯*＊]")
_BLANKS: Final = re.compile(r"[（(][ \u3000]+[）)]|（）|[_＿]{2,}(?![A-Za-z0-9_＿])")
_BRACES: Final = re.compile(r"\{\{[^{}\n]{0,60}\}\}|\{%?[^{}\n]{0,60}\}")
_TODO: Final = re.compile(r"(?:TODO|TBD|FIXME)(?![A-Za-z])(?<![A-Za-z]TODO)(?<![A-Za-z]TBD)(?<![A-Za-z]FIXME)")


def _is_rule_across(context: Context, match: re.Match[str]) -> bool:
    """Whether a run of low lines is Markdown's rule across the page, or stands inside an identifier."""
    if match.group().strip("_＿"):
        return False
    line = context.line_of(match.start())
    before = context.text[match.start() - 1 : match.start()]
    return (before.isascii() and before.isalnum()) or (context.markdown and line.text.strip() == match.group())


def _beside_chinese(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any("\u3000" <= character <= "\uffef" for character in around)


_ONE_HAN: Final = re.compile(f"[{HAN}%％]?")


def _with_suffix(context: Context, end: int) -> int:
    found = _ONE_HAN.match(context.text, end)
    return found.end() if found and context.text[end - 1] in "XxＸｘ×*＊○〇◯" else end


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
    for match in patterns.chat.finditer(context.text):
        if not any(start <= match.start() < end for start, end in taken):
            yield Spot(match.start(), match.end())


def thinking(context: Context) -> Iterator[Spot]:
    """What a model thought before it answered."""
    for match in context.tables.made(_patterns).thinking.finditer(context.text):
        yield Spot(match.start(), match.end())


def garbled(context: Context) -> Iterator[Spot]:
    """Characters that were read with the wrong table."""
    if context.text.isascii():
        return
    for match in context.tables.made(_patterns).garbled.finditer(context.text):
        yield Spot(match.start(), match.end())


_INVISIBLE: Final = re.compile(
    "[\u200b\u200c\u2060\u2061-\u2064\u00ad\ufeff\u180e]+|[\x00-\x08\x0b\x0e-\x1f\x7f]+|\u200d+"
)
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]+")


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

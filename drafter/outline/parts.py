"""The parts of a report that have no heading: title, salutation, lead; closing, signature, date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.model import Span
from drafter.patterns import regex
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.outline.headings import Row

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DIGIT: Final = "[0-9０-９]"
_HAN: Final = "[一二三四五六七八九十]"
_DATE: Final = regex(
    rf"""(?:{_DIGIT}{{4}}|[〇○零一二三四五六七八九]{{4}})[ \u3000]?年
         [ \u3000]?(?:{_DIGIT}{{1,2}}|{_HAN}{{1,2}})[ \u3000]?月
         (?:[ \u3000]?(?:{_DIGIT}{{1,2}}|{_HAN}{{1,3}})[ \u3000]?日)?
       | [0-9]{{4}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}
       | [0-9]{{1,2}}[ ]{_MONTH}[ ][0-9]{{4}} | {_MONTH}[ ](?:[0-9]{{1,2}},?[ ])?[0-9]{{4}}""",
    re.VERBOSE,
)
_BLANK: Final = " \t\u3000\u00a0"
_SENTENCE_END: Final = regex(r"[。！？!?]|\.(?=\s|$)")
_LONGEST_TITLE: Final = 60
_LONGEST_SUBTITLE: Final = 30
_LONGEST_SALUTATION: Final = 60
_LONGEST_CLOSING: Final = 80
_LONGEST_SIGNATURE: Final = 30
_SUBTITLE: Final = ("——", "—", "（", "(")  # ——2024年1月10日在市第九届人民代表大会第四次会议上
_TITLE_LINES: Final = 4
_TAIL_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the first section."""

    title: Span | None
    salutation: Span | None
    lead: Span | None


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind the last section's text, and the offset at which it begins."""

    closing: Span | None
    signature: Span | None
    date: Span | None
    start: int


def read_head(text: str, rows: Sequence[Row], title: Span | None) -> Head:
    """Read the lines before the first section.

    Args:
        text: the report.
        rows: those lines.
        title: the title, where a line with `#` is it; that line is not among the rows.

    Returns:
        The parts, each None where it is missing.
    """
    rest = list(rows)
    if title is None:
        lines = _title_lines(text, rest)
        if lines:
            title = Span(rest[0].start, rest[lines - 1].end)
            rest = rest[lines:]
    salutation = None
    if rest and _is_salutation(text[rest[0].start : rest[0].end]):
        salutation = Span(rest[0].start, rest[0].end)
        rest = rest[1:]
    lead = Span(rest[0].start, rest[-1].end) if rest else None
    return Head(title, salutation, lead)


def read_tail(text: str, rows: Sequence[Row]) -> Tail:
    """Read the last lines: a date, the name beside it, and the closing above, as far as they are there.

    Args:
        text: the report.
        rows: the lines behind the last heading, that one's own line left out.

    Returns:
        The parts, and where the text of the last section ends.
    """
    tail = list(rows[-_TAIL_LINES:])
    end = rows[-1].end if rows else len(text)
    signature = date = closing = None
    at = next((index for index in range(len(tail) - 1, -1, -1) if _date_in(text, tail[index])), None)
    if at is not None:
        signature, date = _date_in(text, tail[at]) or (None, None)
        beside = [index for index in (at - 1, at + 1) if 0 <= index < len(tail)]
        name = next((index for index in beside if signature is None and _is_signature(text, tail[index])), None)
        if name is not None:
            signature = Span(tail[name].start, tail[name].end)
            at = min(at, name)
        end, tail = tail[at].start, tail[:at]
    if tail and date is None and _named(text, tail[-1]):
        signature = Span(tail[-1].start, tail[-1].end)
        end, tail = tail[-1].start, tail[:-1]
    if tail and date is None and signature is None and len(tail) > 1 and _closing_in(text, tail[-2], whole=True):
        signature = Span(tail[-1].start, tail[-1].end) if _is_signature(text, tail[-1]) else None
        if signature is not None:
            end, tail = tail[-1].start, tail[:-1]
    if tail:
        closing = _closing_in(text, tail[-1], whole=False)
        end = closing.start if closing is not None else end
    return Tail(closing, signature, date, end)


def _title_lines(text: str, rows: Sequence[Row]) -> int:
    """How many of the first lines are the title: one that is no sentence, and short ones like it below."""
    count = 0
    for row in rows[:_TITLE_LINES]:
        line = text[row.start : row.end]
        longest = _LONGEST_SUBTITLE if count and not line.startswith(_SUBTITLE) else _LONGEST_TITLE
        if len(line) > longest * (1 if not line.isascii() else 2) or line.endswith(tuple("。：:；;，,.！!")):
            break
        count += 1
    return count


def _is_salutation(line: str) -> bool:
    """Whether a line addresses the readers, as 各位领导、同志们 does."""
    if len(line) > _LONGEST_SALUTATION or not line.endswith(("：", ":", ",", "，", "！", "!")):
        return False
    return any(word in line for word in words()["salutation"])


def _date_in(text: str, row: Row) -> tuple[Span | None, Span] | None:
    """The date that ends a line, and the name before it where the line holds both; None where there is more or none."""
    if row.end - row.start > 2 * _LONGEST_SIGNATURE:
        return None
    found = next((match for match in _DATE.finditer(text, row.start, row.end) if match.end() == row.end), None)
    if found is None:
        return None
    before = text[row.start : found.start()].rstrip(_BLANK)
    if not before or before in ("日期：", "日期:", "Date:"):
        return None, Span(found.start(), found.end())
    if len(before) > _LONGEST_SIGNATURE or text[found.start() - 1] not in _BLANK:
        return None
    return Span(row.start, row.start + len(before)), Span(found.start(), found.end())


def _is_signature(text: str, row: Row) -> bool:
    """Whether a line is a name: short, no sentence, no salutation."""
    line = text[row.start : row.end]
    short = len(line) <= _LONGEST_SIGNATURE * (2 if line.isascii() else 1)
    return short and not line.endswith(tuple("。；;，,！!？?：:")) and not line.startswith("#")


def _named(text: str, row: Row) -> bool:
    """Whether a line says that it is the signature: 述职人：张三."""
    line = text[row.start : row.end]
    return _is_signature(text, row) and line.startswith(
        tuple(f"{word}{colon}" for word in words()["signature"] for colon in "：:")
    )


def _closing_in(text: str, row: Row, *, whole: bool) -> Span | None:
    """The closing that a line is, or ends with, as 特此报告，请予评议 does."""
    starts = [row.start]
    if not whole:
        low = max(row.start, row.end - _LONGEST_CLOSING)
        starts += [found.end() for found in _SENTENCE_END.finditer(text, low, row.end) if found.end() < row.end]
    for start in starts:
        line = text[start : row.end]
        if len(line) <= _LONGEST_CLOSING * (2 if line.isascii() else 1) and line.lstrip().startswith(_closings()):
            return Span(row.end - len(line.lstrip()), row.end)
    return None


@cache
def words() -> dict[str, list[str]]:
    """The words of `drafter/data/outline/words.toml`."""
    lists = read_table("outline", "words.toml")
    return {name: table["words"] for name, table in lists.items()}


@cache
def _closings() -> tuple[str, ...]:
    """How a closing begins."""
    return tuple(words()["closing"])

"""Findings for a person: grouped by section, most serious first, the words in their line and a caret under them."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.formats.findings.result import Result, totals
from drafter.messages import say
from drafter.model import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.messages import Lang
    from drafter.model import Finding

WIDTH: Final = 78
"""Cells of a terminal that an excerpt may take."""

_INDENT: Final = 4
_ORDER: Final = {Level.ERROR: 0, Level.WARNING: 1}
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def cells(text: str) -> int:
    """The cells of a terminal that a text takes: two for a wide character, none for a combining one."""
    return sum(_cell(character) for character in text)


@cache
def _cell(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def visible(text: str) -> str:
    """The text with a mark for every character that nobody sees or that would move the cursor."""
    if text.isprintable():
        return text
    for character in set(text):  # the line of each finding is shown, and most have none
        if unicodedata.category(character) in _UNSEEN:
            text = text.replace(character, "�")
    return text


def excerpt(text: str, start: int, end: int, width: int = WIDTH - _INDENT) -> tuple[str, str]:
    """The line around a place, cut to a width, and the caret line under it.

    Args:
        text: the whole text.
        start: offset of the place.
        end: offset behind it.
        width: cells that the line may take.

    Returns:
        The line and the carets, which begin under the first character of the place.
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    line = visible(text[first : len(text) if last < 0 else last])
    left, right = start - first, min(max(end - first, start - first + 1), max(len(line), 1))
    low, high, used = left, left, 0
    while high < min(right, len(line)) and used + _cell(line[high]) <= width // 2:
        used += _cell(line[high])
        high += 1
    marked = max(used, 1)
    while True:  # grow by turns to both sides
        grown = False
        if low > 0 and used + _cell(line[low - 1]) <= width - 2:
            low -= 1
            used += _cell(line[low])
            grown = True
        if high < len(line) and used + _cell(line[high]) <= width - 2:
            used += _cell(line[high])
            high += 1
            grown = True
        if not grown:
            break
    head, tail = "…" if low > 0 else "", "…" if high < len(line) else ""
    before = cells(head) + cells(line[low:left])
    return f"{head}{line[low:high]}{tail}", " " * before + "^" * marked


def _finding_lines(result: Result, finding: Finding, lang: Lang) -> list[str]:
    place = f"{finding.line}:{finding.column}  " if finding.line is not None else ""
    level = say(f"findings.{finding.level.value}", lang)
    lines = [f"  {place}{level}  {visible(finding.message)}  [{finding.rule}]"]
    if finding.start is not None and finding.end is not None:
        line, carets = excerpt(result.text, finding.start, finding.end)
        lines += [" " * _INDENT + line, " " * _INDENT + carets]
    if finding.hint:
        lines.append(f"{' ' * _INDENT}{say('findings.hint', lang, hint=visible(finding.hint))}")
    return lines


def _groups(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings by section: sections with errors first, then in order of the text; in each the errors first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.section, []).append(finding)
    for group in groups.values():
        group.sort(key=lambda finding: _ORDER[finding.level])
    return sorted(groups.items(), key=lambda entry: _ORDER[entry[1][0].level])


def as_text(results: Sequence[Result], lang: Lang) -> str:
    """Findings for a terminal or a mail, without colour.

    Args:
        results: one for each report.
        lang: the reader's language.

    Returns:
        For each report its path and its findings by section; a line that sums up at the end.
    """
    lines: list[str] = []
    for result in results:
        if not result.findings:
            if len(results) > 1:
                lines += [say("findings.clean_report", lang, path=result.path), ""]
            continue
        lines += [result.path, ""] if result.path else []
        for section, group in _groups(result.findings):
            lines.append(visible(section) or say("findings.whole", lang))
            for finding in group:
                lines += _finding_lines(result, finding, lang)
            lines.append("")
    lines.append(summary_line(results, lang))
    return "\n".join(lines)


def summary_line(results: Sequence[Result], lang: Lang) -> str:
    """The counts in a sentence."""
    counts = totals(results)
    if not counts["errors"] and not counts["warnings"]:
        line = say("findings.clean", lang, count=len(results))
    else:
        line = say("findings.summary", lang, errors=counts["errors"], warnings=counts["warnings"], count=len(results))
    if counts["facts_placed"] or counts["facts_unused"]:
        line += say("findings.facts", lang, placed=counts["facts_placed"], unused=counts["facts_unused"])
    return line

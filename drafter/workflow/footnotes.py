"""The footnotes of a Word report: checked with it, apart from its body."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.messages import say
from drafter.model import Footnote, Span

if TYPE_CHECKING:
    from drafter.messages import Lang
    from drafter.model import Finding, Report
    from drafter.workflow.sources import Source


def with_footnotes(report: Report, source: Source, lang: Lang) -> Report:
    """A report with the footnotes of its file behind its body.

    Args:
        report: read from the text of the source.
        source: the file.
        lang: language of the labels.

    Returns:
        The report; the same one where the file has no footnotes.
    """
    text, footnotes = report.text, []
    for one in source.footnotes:
        text += "\n"
        label = say(f"word.{one.kind}", lang, number=one.number)
        footnotes.append(Footnote(label, Span(len(text), len(text) + len(one.text))))
        text += one.text
    return replace(report, text=text, footnotes=tuple(footnotes)) if footnotes else report


def at_mark(finding: Finding, report: Report, source: Source) -> Finding:
    """A finding in a footnote, at the words of the body that carry the footnote's mark; others as they are.

    Args:
        finding: its offsets are those of the report.
        report: what `with_footnotes` made.
        source: its file.

    Returns:
        The finding; its message names the footnote.
    """
    if finding.start is None:
        return finding
    for footnote, one in zip(report.footnotes, source.footnotes, strict=True):
        if footnote.span.start <= finding.start <= footnote.span.end:
            return replace(
                finding, start=max(one.at - 1, 0), end=one.at, message=f"[{footnote.label}] {finding.message}"
            )
    return finding

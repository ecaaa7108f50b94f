"""From a draft to the text of a report: Markdown that also reads as plain text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drafter.numbering import STYLES, write_marker

if TYPE_CHECKING:
    from drafter.model import Draft, DraftSection

_DEEPEST: Final = 6


def write_report(draft: Draft) -> str:
    """Write a report: the title as `#`, headings below it numbered by their levels, one blank line between paragraphs.

    Chinese reports are numbered 一、 （一） 1. （1） (GB/T 9704—2012, 7.3.3), English ones 1. 1.1 1.1.1.

    Args:
        draft: the report in the making.

    Returns:
        The text, ending in a line end. Reading it gives the draft's sections.
    """
    parts = [f"# {draft.title}"] if draft.title else []
    if draft.salutation:
        parts.append(draft.salutation)
    counts: list[int] = []
    for section in draft.sections:
        if section.level:
            counts = [*counts, *[0] * section.level][: section.level]
            counts[-1] += 1
            hashes = "#" * min(section.level + 1, _DEEPEST)
            parts.append(f"{hashes} {_number(counts, draft.lang)}{section.title}")
        parts += paragraphs(section, draft.lang)
    parts += [part for part in (draft.signature, draft.date) if part]
    return "\n\n".join(parts) + "\n"


def paragraphs(section: DraftSection, lang: str) -> list[str]:
    """The paragraphs of a section: its sentences joined, in English with a blank between.

    Args:
        section: the section.
        lang: language of the report.

    Returns:
        The paragraphs in order; none is blank.
    """
    texts = [sentence.text.strip() for sentence in section.sentences]
    starts = [*section.paragraphs, len(texts)]
    blank = " " if lang == "en" else ""
    joined = (blank.join(texts[start:end]) for start, end in pairwise(starts))
    return [paragraph for paragraph in joined if paragraph]


def _number(counts: list[int], lang: str) -> str:
    """The number of a heading, with the blank that stands behind it."""
    if lang == "en":
        decimal = tuple(max(count, 1) for count in counts)
        return write_marker("digit" if len(counts) == 1 else "decimal", decimal) + " "
    style = STYLES[min(len(counts), len(STYLES)) - 1]
    return write_marker(style, (counts[-1],)) + (" " if style == "digit" else "")

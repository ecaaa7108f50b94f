"""A list of questions as a Word file in the official layout, with lines to write the answers on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.shared import Pt

from drafter.formats.docx.write import open_writer
from drafter.numbering import write_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument

    from drafter.messages import Lang

_LINES: Final = 2


def word_form(
    title: str, opening: str, groups: Sequence[tuple[str, Sequence[tuple[int, str]]]], lang: Lang = "zh"
) -> WordDocument:
    """Lay questions out as a form.

    Args:
        title: of the form.
        opening: a sentence below it.
        groups: each with its heading and its numbered questions.
        lang: language of the layout.

    Returns:
        The document of python-docx.
    """
    writer = open_writer(lang)
    writer.title(title)
    writer.prose(opening)
    for place, (heading, questions) in enumerate(groups, 1):
        number = f"{write_han(place)}、" if lang == "zh" else ""
        writer.heading(number + heading, 1).paragraph_format.keep_with_next = True
        for count, question in questions:
            asked = writer.line(f"{count}. {question}", "body", indent=writer.layout.first_line)
            asked.paragraph_format.keep_with_next = asked.paragraph_format.keep_together = True
            lines = [writer.rule() for _ in range(_LINES)]
            for line in lines[:-1]:
                line.paragraph_format.keep_with_next = True
            lines[-1].paragraph_format.space_after = Pt(writer.layout.line_pitch / 3)
    return writer.document

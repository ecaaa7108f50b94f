"""Write a report as a Word file in the official layout (GB/T 9704—2012 body layout; values in `data/layout.toml`).

Two traps that other tools fall into: quotes, dashes and ellipses take a Latin font unless the run asks for the East
Asian one (`w:hint`), and the body behind a run-in heading takes the heading's font unless it is a run of its own.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from drafter.formats.layout import Font, Layout, heading_mark, load_layout

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from drafter.messages import Lang
    from drafter.model import Report, Section

_TWIPS_PER_MM: Final = 1440 / 25.4
_POINTS_PER_MM: Final = 72 / 25.4
_TWIPS_PER_POINT: Final = 20
_STRONG: Final = re.compile(r"\*\*(.+?)\*\*")
# What XML cannot hold; python-docx raises on it.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def word_report(report: Report, lang: Lang = "zh") -> WordDocument:
    """Lay a report out as a Word document; `save_docx` writes it.

    Args:
        report: the report as read.
        lang: language of the layout.

    Returns:
        The document of python-docx.
    """
    writer = open_writer(lang)
    if report.title is not None:
        writer.title(report.of(report.title))
    if report.salutation is not None:
        writer.line(report.of(report.salutation), "body")
    if report.lead is not None:
        writer.prose(report.of(report.lead))
    for section in report.walk():
        writer.section(report, section)
    if report.closing is not None:
        writer.prose(report.of(report.closing))
    if report.signature is not None or report.date is not None:
        writer.line("", "body")
    for part in (report.signature, report.date):
        if part is not None:
            writer.line(report.of(part), "body", right=writer.layout.signature_right)
    return writer.document


def open_writer(lang: Lang) -> Writer:
    """An empty document in the layout of a language, ready to be written."""
    layout = load_layout(lang)
    document = Document()
    _set_page(document, layout)
    _set_normal(document, layout)
    return Writer(document, layout)


class Writer:
    """Adds paragraphs in the fonts of the layout.

    Attributes:
        document: that of python-docx.
        layout: its layout.
    """

    def __init__(self, document: WordDocument, layout: Layout) -> None:
        self.document = document
        self.layout = layout

    def title(self, text: str) -> None:
        """The title, a line a paragraph, and a blank line."""
        for line in text.splitlines():
            self.line(line.lstrip("# "), "title", centred=self.layout.centred_title)
        self.line("", "body")

    def heading(self, text: str, level: int) -> Paragraph:
        """A heading in its level's font."""
        paragraph = self._paragraph(indent=self.layout.first_line)
        _run(paragraph, text, self.layout.fonts[f"level{min(level, 4)}"])
        # The outline level lets Word's navigation pane show the sections.
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level - 1))
        paragraph._p.get_or_add_pPr().append(outline)  # noqa: SLF001  # python-docx has no outline level
        return paragraph

    def section(self, report: Report, section: Section) -> None:
        """A heading and the text under it; a run-in heading shares its paragraph with its text."""
        body = report.of(section.body).strip()
        paragraph = self.heading(section.number + section.title, section.level)
        if section.run_in:
            first, _, rest = body.partition("\n")
            _run(paragraph, heading_mark(report, section) + first.strip(), self.layout.fonts["body"])
            body = rest
        else:
            paragraph.paragraph_format.keep_with_next = True
        self.prose(body)

    def prose(self, text: str) -> None:
        """Body text, a paragraph a line; blank lines are only the Markdown's."""
        for line in text.splitlines():
            if line.strip():
                self.line(line, "body", indent=self.layout.first_line)

    def line(
        self, text: str, role: str, *, centred: bool = False, indent: float = 0.0, right: float | None = None
    ) -> Paragraph:
        """One paragraph; `indent` and `right` in characters of the body."""
        paragraph = self._paragraph(indent=indent)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if right is not None:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(right * self.layout.fonts["body"].size)
        _run(paragraph, _STRONG.sub(r"\1", text.strip()), self.layout.fonts[role])
        return paragraph

    def rule(self) -> Paragraph:
        """A line to write on by hand, or to type on: an empty paragraph with a border below."""
        paragraph = self.document.add_paragraph()
        borders = OxmlElement("w:pBdr")
        for side in ("bottom", "between"):  # without the second, Word draws one line below several such paragraphs
            border = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "808080")):
                border.set(qn(f"w:{name}"), value)
            borders.append(border)
        paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001  # python-docx has no borders
        return paragraph

    def _paragraph(self, *, indent: float) -> Paragraph:
        paragraph = self.document.add_paragraph()
        if indent:
            element = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001  # indents in characters
            element.set(qn("w:firstLineChars"), str(round(indent * 100)))
            element.set(qn("w:firstLine"), str(round(indent * self.layout.fonts["body"].size * _TWIPS_PER_POINT)))
        return paragraph


def _run(paragraph: Paragraph, text: str, font: Font) -> None:
    run = paragraph.add_run(_NOT_XML.sub("", text))
    run.font.size = Pt(font.size)
    run.font.bold = font.bold or None
    _set_fonts(run._r.get_or_add_rPr(), font)  # noqa: SLF001  # python-docx has no East Asian font


def _set_fonts(properties: BaseOxmlElement, font: Font) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        if qn(theme) in fonts.attrib:
            del fonts.attrib[qn(theme)]
    for name, value in (("hint", "eastAsia"), ("ascii", font.latin), ("hAnsi", font.latin), ("eastAsia", font.east)):
        fonts.set(qn(f"w:{name}"), value)


def _set_normal(document: WordDocument, layout: Layout) -> None:
    """The style that every paragraph rests on: body font, exact line pitch, no space around."""
    style = document.styles["Normal"]
    body = layout.fonts["body"]
    style.font.size = Pt(body.size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    _set_fonts(style.element.get_or_add_rPr(), body)
    _set_spacing(style.element.get_or_add_rPr(), layout)
    shape = style.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(layout.line_pitch)
    shape.space_before = shape.space_after = Pt(0)


def _set_page(document: WordDocument, layout: Layout) -> None:
    page, section = layout.page, document.sections[0]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    number = layout.fonts["number"]
    section.footer_distance = Mm(page.bottom - page.number_below - number.size / _POINTS_PER_MM)
    if page.lines:
        _set_grid(section._sectPr, layout)  # noqa: SLF001  # python-docx has no grid
    document.settings.odd_and_even_pages_header_footer = True
    for footer, alignment in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        side = "right_indent" if alignment == WD_ALIGN_PARAGRAPH.RIGHT else "left_indent"
        setattr(paragraph.paragraph_format, side, Pt(number.size))
        _number(paragraph, layout)


def _set_grid(properties: BaseOxmlElement, layout: Layout) -> None:
    """The grid of lines; with one of characters, LibreOffice gives a character wider than its cell two cells."""
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(layout.page.text_height * _TWIPS_PER_MM / layout.page.lines)))
    properties.append(grid)


def _set_spacing(properties: BaseOxmlElement, layout: Layout) -> None:
    """What a character is set closer by, so that the page's number of them fits a line: 28 of 16 pt on 156 mm."""
    if layout.page.characters:
        cell = layout.page.text_width * _POINTS_PER_MM / layout.page.characters
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round((cell - layout.fonts["body"].size) * _TWIPS_PER_POINT)))
        properties.append(spacing)


def _number(paragraph: Paragraph, layout: Layout) -> None:
    """The page number as a field, between the words that the layout puts around it."""
    before, _, after = layout.page_number.partition("{page}")
    font = layout.fonts["number"]
    _run(paragraph, before, font)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  # python-docx has no fields
    _run(paragraph, "1", font)
    field.append(paragraph.runs[-1]._r)  # noqa: SLF001  # the field's shown value
    _run(paragraph, after, font)


def docx_bytes(document: WordDocument) -> bytes:
    """The document as the bytes of a .docx. python-docx destroys the old file on a full disk; bytes are written safely.

    Args:
        document: the document of python-docx.
    """
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()

"""Word files: read as a person sees them, written in the official layout, commented and mended in place.

The only door to python-docx.
"""

from drafter.formats.docx.comment import add_comments
from drafter.formats.docx.edit import apply_edits, is_editable
from drafter.formats.docx.footnotes import WordFootnote, read_footnotes
from drafter.formats.docx.form import word_form
from drafter.formats.docx.paragraphs import replace_paragraphs
from drafter.formats.docx.read import WordText, read_docx
from drafter.formats.docx.same import fingerprint, is_rest_same, lines_within
from drafter.formats.docx.tables import split_tables
from drafter.formats.docx.write import docx_bytes, word_report

__all__ = [
    "WordFootnote",
    "WordText",
    "add_comments",
    "apply_edits",
    "docx_bytes",
    "fingerprint",
    "is_editable",
    "is_rest_same",
    "lines_within",
    "read_docx",
    "read_footnotes",
    "replace_paragraphs",
    "split_tables",
    "word_form",
    "word_report",
]

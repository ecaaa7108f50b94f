"""Word files: read as a person sees them, written in the official layout, commented and mended in place.

The only door to python-docx.
"""

from drafter.formats.docx.comment import add_comments
from drafter.formats.docx.edit import apply_edits
from drafter.formats.docx.read import WordText, read_docx
from drafter.formats.docx.tables import split_tables
from drafter.formats.docx.write import docx_bytes, word_report

__all__ = ["WordText", "add_comments", "apply_edits", "docx_bytes", "read_docx", "split_tables", "word_report"]

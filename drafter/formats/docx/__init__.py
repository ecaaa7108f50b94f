"""Word files: read as a person sees them, written in the official layout, commented in place.

The only door to python-docx.
"""

from drafter.formats.docx.read import WordText, read_docx

__all__ = ["WordText", "read_docx"]

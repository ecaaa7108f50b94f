"""Text files in any of the encodings that people use; writing that never loses the old."""

from __future__ import annotations

from drafter.files.disk import STANDARD, read_file, read_text, write_bytes, write_file, write_text
from drafter.files.encoding import TextFile, decode

__all__ = ["STANDARD", "TextFile", "decode", "read_file", "read_text", "write_bytes", "write_file", "write_text"]

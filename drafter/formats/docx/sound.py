"""What a Word file is as a package, and what is raised where it is not sound."""

from __future__ import annotations

import zipfile
import zlib
from typing import Final

from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import LxmlError

from drafter.formats.package import Family

WORD: Final = Family(
    main="document.xml",
    other="word.not_word",
    old="word.old_doc",
    area="word",
    kind=r"(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled\w*)\.main",
)

UNSOUND: Final = (
    *(PackageNotFoundError, zipfile.BadZipFile, LxmlError, zlib.error),
    *(LookupError, ValueError, TypeError, AttributeError, OSError, EOFError, NotImplementedError, RuntimeError),
)
"""What python-docx, zipfile and lxml raise on a file that is not sound."""

"""How a report is laid out on paper: read from data, so that a unit's own house style is a file, not code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from drafter.shipped import read_table

if TYPE_CHECKING:
    from drafter.messages import Lang
    from drafter.model import Report, Section


@dataclass(frozen=True, slots=True)
class Font:
    """A font: for East Asian characters, for Latin ones, and its size in points."""

    east: str
    latin: str
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The page in mm, and its grid of lines and characters (0 for none)."""

    width: float
    height: float
    top: float
    left: float
    text_width: float
    text_height: float
    lines: int
    characters: int
    number_below: float

    @property
    def right(self) -> float:
        """Right margin in mm."""
        return self.width - self.left - self.text_width

    @property
    def bottom(self) -> float:
        """Bottom margin in mm."""
        return self.height - self.top - self.text_height


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of one language.

    Attributes:
        page: paper, margins and grid.
        fonts: by role: title, body, level1 to level4, number.
        line_pitch: distance of lines in points.
        first_line: indent of a paragraph's first line, in characters.
        signature_right: space right of the signature and date, in characters.
        centred_title: the title is centred.
        page_number: its text; `{page}` is the number.
    """

    page: Page
    fonts: dict[str, Font]
    line_pitch: float
    first_line: float
    signature_right: float
    centred_title: bool
    page_number: str

    @property
    def font_names(self) -> tuple[str, ...]:
        """The fonts that the reader's machine needs, each once, in order of use."""
        return tuple(dict.fromkeys(name for font in self.fonts.values() for name in (font.east, font.latin)))


@cache
def load_layout(lang: Lang) -> Layout:
    """The shipped layout of a language (`drafter/data/layout.toml`)."""
    data: dict[str, Any] = read_table("layout.toml")[lang]
    fonts = {role: Font(**values) for role, values in data["fonts"].items()}
    return Layout(page=Page(**data["page"]), fonts=fonts, **data["paragraph"])


def heading_mark(report: Report, section: Section) -> str:
    """The mark that closes a run-in heading as written, "" for none; it belongs to the sentence, not to the title."""
    heading = report.of(section.heading).rstrip()
    end = heading.rfind(section.title) + len(section.title)
    return heading[end:].strip(" *") if section.title else ""

"""The nouns of the program: frozen values, enums, and the Backend protocol. No behaviour beyond derived properties.

Offsets are characters of the text they belong to, start inclusive, end exclusive; lines and columns count from 1.
"""

from drafter.model.draft import Author, Draft, DraftSection, Sentence
from drafter.model.notes import Fact, Heading, Notes, Requirement
from drafter.model.report import Edit, Finding, Footnote, Level, Report, Section, Span
from drafter.model.request import Backend, Message, Reply, Request, Usage
from drafter.model.written import Approx, Figure, FigureKind, Name, NameKind

__all__ = [
    "Approx",
    "Author",
    "Backend",
    "Draft",
    "DraftSection",
    "Edit",
    "Fact",
    "Figure",
    "FigureKind",
    "Finding",
    "Footnote",
    "Heading",
    "Level",
    "Message",
    "Name",
    "NameKind",
    "Notes",
    "Reply",
    "Report",
    "Request",
    "Requirement",
    "Section",
    "Sentence",
    "Span",
    "Usage",
]

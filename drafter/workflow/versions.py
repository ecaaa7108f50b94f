"""The versions of a report's sections in the journal: which is whose, what a person changed by hand, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.figures import find_figures
from drafter.journal import FILE, FOLDER, Version
from drafter.model import Author

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from drafter.journal import Journal
    from drafter.messages import Lang
    from drafter.model import Report, Section

LEAD: Final = "lead"
WHOLE: Final = ""
"""The journal's id for the report as a whole."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A report's sections with their places in the journal.

    Attributes:
        path: the report's file.
        journal: the open journal.
        text: the report.
        sections: its sections, from `sections_of`.
        ids: id in the journal of each, in the same order.
        lang: language of the report.
    """

    path: Path
    journal: Journal
    text: str
    sections: tuple[Section, ...]
    ids: tuple[str, ...]
    lang: Lang

    def id_of(self, section: Section) -> str:
        """The journal's id of a section."""
        return self.ids[self.sections.index(section)]

    def save(self, section: Section, text: str, authors: Mapping[Author, int], instruction: str = "") -> Version:
        """Save a section's text as its newest version, unless it is that already."""
        return self.journal.save_version(
            self.path,
            Version(
                section=self.id_of(section),
                title=section.title if section.level else "",
                text=text,
                authors=dict(authors),
                instruction=instruction,
                figures=len(find_figures(text, lang=self.lang)),
            ),
        )

    def save_hand(self, sections: Iterable[Section], *, new: bool = False) -> tuple[tuple[Section, Version], ...]:
        """Save what a person changed since the newest version.

        Args:
            sections: those to look at.
            new: save those too that have no version yet; they are no change.

        Returns:
            The sections that were changed by hand, with the versions that hold them now.
        """
        latest = self.journal.latest(self.path)
        changed: list[tuple[Section, Version]] = []
        for section in sections:
            known = latest.get(self.id_of(section))
            text = body_text(self.text[section.body.start : section.body.end])
            if not text or (known is None and not new) or (known is not None and _same(known.text, text)):
                continue
            version = self.save(section, text, {Author.HAND: count_sentences(text, self.lang)})
            if known is not None:
                changed.append((section, version))
        return tuple(changed)

    def save_whole(self, authors: Mapping[Author, int]) -> Version:
        """Save the whole report as it is now."""
        figures = len(find_figures(self.text, lang=self.lang))
        return self.journal.save_version(self.path, Version(WHOLE, "", self.text, dict(authors), figures=figures))


def make_shelf(report: Report, sections: Sequence[Section], path: Path, journal: Journal, lang: Lang) -> Shelf:
    """Find a report's sections in the journal: by title, those of one title in order; else by the titles above."""
    ids: dict[str, list[str]] = {}
    for name, version in journal.latest(path).items():
        if name:
            ids.setdefault(LEAD if name == LEAD else version.title, []).append(name)
    found: list[str] = []
    above: list[tuple[int, str]] = []
    for section in sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        above.append((section.level, section.title))
        known = ids.get(section.title if section.level else LEAD)
        own = "/".join(title for _, title in above) if section.level else LEAD
        name = known.pop(0) if known else own
        while name in found:  # two sections of one title under one heading
            name += "'"
        found.append(name)
    return Shelf(path, journal, report.text, tuple(sections), tuple(found), lang)


def journal_home(report: Path, notes: str | None) -> Path:
    """The folder whose journal knows a report: its own, or that of its notes where only that has one."""
    places = [report.resolve().parent, *([Path(notes).resolve().parent] if notes and notes != "-" else [])]
    return next((place for place in places if (place / FOLDER / FILE).is_file()), places[0])


def body_text(text: str) -> str:
    """A section's text as the journal keeps it: a line a paragraph, no blank lines."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def count_sentences(text: str, lang: Lang) -> int:
    """How many sentences a text has."""
    from drafter.drafting.read import split_sentences  # noqa: PLC0415  # only for versions by hand

    return sum(1 for line in text.splitlines() for _ in split_sentences(line, lang))


def _same(one: str, other: str) -> bool:
    """Whether two texts differ in no more than blanks and line ends."""
    return "".join(one.split()) == "".join(other.split())

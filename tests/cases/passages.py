"""Read the passages: notes, drafts and hand-written edits, one TOML file a passage.

lang = "zh"                     # or "en"
year = 2024                     # the report's year, which the first note gives
notes = '''one fact a line, figures marked'''
drafts = ['''near to the notes''', '''in other words''', …]
edits = '''
0 subject_swap: 一审案件{52件} => …     draft, mutation, the words in it (found once), the words instead
1 drop: ，加装电梯9部 =>                  nothing instead: the words are left out
'''
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.cases.edits import FAITHFUL, UNFAITHFUL, Edit
from tests.cases.marks import Mark, read_marks

FOLDER = Path(__file__).parent / "passages"
_EDIT = re.compile(r"(\d) (\w+): (.+?) =>(?: (.*))?")


@dataclass(frozen=True, slots=True)
class Marked:
    """A plain text and its figures."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One report's notes, its faithful drafts, and the edits written by hand, by number of the draft."""

    id: str
    lang: str
    year: int
    notes: tuple[Marked, ...]
    drafts: tuple[Marked, ...]
    edits: tuple[tuple[int, Edit], ...]

    @property
    def facts(self) -> tuple[Mark, ...]:
        """The figures of the notes, without the report's year."""
        return tuple(mark for note in self.notes[1:] for mark in note.marks)


def load() -> list[Passage]:
    """All passages, by name of the file."""
    return [_passage(path) for path in sorted(FOLDER.glob("*.toml"))]


def _passage(path: Path) -> Passage:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lang = data["lang"]
    notes = tuple(Marked(*read_marks(line, lang)) for line in data["notes"].strip().splitlines())
    drafts = tuple(Marked(*read_marks(draft.strip(), lang)) for draft in data["drafts"])
    passage = Passage(path.stem, lang, data["year"], notes, drafts, ())
    lines = [line for line in data["edits"].strip().splitlines() if line and not line.startswith("#")]
    return Passage(path.stem, lang, data["year"], notes, drafts, tuple(_edit(line, passage) for line in lines))


def _edit(line: str, passage: Passage) -> tuple[int, Edit]:
    found = _EDIT.fullmatch(line)
    if not found or found[2] not in FAITHFUL | UNFAITHFUL:
        message = f"{passage.id}: not an edit: {line}"
        raise ValueError(message)
    index, mutation, old, new = int(found[1]), found[2], found[3], found[4] or ""
    draft = passage.drafts[index]
    if draft.text.count(old) != 1:
        message = f"{passage.id}: draft {index} has {old!r} {draft.text.count(old)} times, not once"
        raise ValueError(message)
    start = draft.text.index(old)
    edit = Edit(mutation, start, start + len(old), new, old, new)
    if mutation == "drop":
        gone = edit.narrowed(draft.text)
        lost = [mark for mark in draft.marks if gone.start <= mark.start and mark.end <= gone.end and not mark.optional]
        where = "、".join(_as_noted(mark, passage) for mark in lost)
        return index, Edit(mutation, gone.start, gone.end, gone.new, draft.text[gone.start : gone.end], where)
    return index, edit


def _as_noted(mark: Mark, passage: Passage) -> str:
    return next(fact.text for fact in passage.facts if fact.same == mark.same)

"""What notes lack, as a list of questions to take to colleagues: text, a Word form, or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafter.drafting.collecting.lacking import find_lacks
from drafter.drafting.plan import fill, pattern_values
from drafter.files import read_text, write_bytes, write_text
from drafter.kinds import load_kind
from drafter.messages import say
from drafter.notes import read_notes
from drafter.numbering import read_marker, write_han
from drafter.patterns import regex
from drafter.workflow.kind_name import kind_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    from drafter.drafting.collecting.lacking import Lack
    from drafter.kinds import Kind
    from drafter.messages import Lang
    from drafter.model import Notes
    from drafter.settings import Settings

_STRONG: Final = regex(r"\*\*([^*\n]+)\*\*")
_INNER: Final = str.maketrans('“”"', "‘’'")
FORMS: Final = ("text", "docx", "json")


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words.

    Attributes:
        number: from 1, on through all sections.
        text: the question.
        lack: what it asks for.
    """

    number: int
    text: str
    lack: Lack


@dataclass(frozen=True, slots=True)
class Sheet:
    """The questions of some notes, in the language of the report.

    Attributes:
        path: the notes.
        kind: the kind of report.
        title: of the list.
        opening: a sentence below it.
        groups: heading and questions, in the order of the report.
    """

    path: str
    kind: Kind
    title: str
    opening: str
    groups: tuple[tuple[str, tuple[Question, ...]], ...]

    @property
    def lang(self) -> Lang:
        """The language of the report."""
        return self.kind.lang

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for _, questions in self.groups for question in questions)


def make_sheet(path: str, settings: Settings, folders: Sequence[Traversable]) -> Sheet:
    """Find what notes lack.

    Args:
        path: the notes, or `-`; they may be without a fact.
        settings: of this run. A kind given by flag comes before that of the notes, any other after it.
        folders: a person's own folders of kinds.

    Returns:
        The questions; none where nothing lacks.

    Raises:
        InputError: the notes cannot be read.
        KindError: there is no such kind, or it is broken.
    """
    notes = read_notes(read_text(path), path, may_be_empty=True)
    kind = load_kind(kind_name(notes, settings), folders)
    groups: dict[str, list[Question]] = {}
    for number, lack in enumerate(find_lacks(notes, kind), 1):
        heading = lack.title or say("ask.front", kind.lang)
        groups.setdefault(heading, []).append(Question(number, _words(lack, kind.lang), lack))
    return Sheet(
        path,
        kind,
        say("ask.title", kind.lang, report=_report(notes, kind)),
        say("ask.opening", kind.lang),
        tuple((heading, tuple(questions)) for heading, questions in groups.items()),
    )


def _report(notes: Notes, kind: Kind) -> str:
    """What the report is called, as far as the notes say it."""
    return notes.title or fill(kind.title_patterns, pattern_values(notes, kind)) or kind.title


def _words(lack: Lack, lang: Lang) -> str:
    """A question in words; a guiding question of the kind is one already."""
    if lack.what == "empty":
        return lack.words
    if lack.what == "front":
        return say(f"ask.front_{lack.words}", lang)
    return say(f"ask.{lack.what}", lang, words=_quoted(lack.words))


def _quoted(text: str) -> str:
    """A bullet inside quotes: no number, closing mark or Markdown; its own quotes inner ones (GB/T 15834—2011, 4.8)."""
    number = read_marker(text)
    bare = _STRONG.sub(r"\1", text[number.end :] if number else text).strip().rstrip("。；;，,.")
    return bare.translate(_INNER)


def sheet_text(sheet: Sheet) -> str:
    """The list as text, with room for the answers."""
    parts = [sheet.title, sheet.opening]
    for place, (heading, questions) in enumerate(sheet.groups, 1):
        number = f"{write_han(place)}、" if sheet.lang == "zh" else ""
        answer = say("ask.answer", sheet.lang)
        rows = [f"{question.number}. {question.text}\n   {answer}" for question in questions]
        parts.append("\n".join((number + heading, *rows)))
    return "\n\n".join(parts) + "\n"


def sheet_json(sheet: Sheet) -> str:
    """The list as JSON; `fact` and `line` are null where a question is about no bullet of the notes."""
    rows = [
        {
            "number": question.number,
            "lacks": question.lack.what,
            "section": question.lack.section,
            "title": question.lack.title,
            "question": question.text,
            "about": question.lack.words,
            "fact": question.lack.fact.id if question.lack.fact else None,
            "line": question.lack.fact.line if question.lack.fact else None,
        }
        for question in sheet.questions
    ]
    whole = {"schema": 1, "notes": sheet.path, "kind": sheet.kind.name, "questions": rows}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def write_sheet(sheet: Sheet, form: str, output: str) -> None:
    """Write the list.

    Args:
        sheet: the questions.
        form: one of `FORMS`.
        output: the file, or `-`.

    Raises:
        StorageError: it cannot be written.
    """
    if form == "docx":
        from drafter.formats.docx import docx_bytes, word_form  # noqa: PLC0415  # python-docx takes 0.2 s

        groups = [(heading, [(one.number, one.text) for one in questions]) for heading, questions in sheet.groups]
        write_bytes(output, docx_bytes(word_form(sheet.title, sheet.opening, groups, sheet.lang)))
        return
    write_text(output, sheet_json(sheet) if form == "json" else sheet_text(sheet))

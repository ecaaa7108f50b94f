"""The desks at which a person answers: a terminal with a line editor, or plain lines for scripts and screen readers."""

from __future__ import annotations

import os
import select
import shutil
import sys
from typing import TYPE_CHECKING, Final

from drafter.cli.folding import cells, fold
from drafter.console import can_ask, note, printable
from drafter.files import decode
from drafter.messages import Lang, say
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.cli.line_editor import LineEditor
    from drafter.workflow.collect import Desk, Tone

_BURST: Final = 0.05  # seconds within which the next line of a paste arrives
_LONGEST_LINE: Final = 4095  # bytes of a line that a terminal passes on; it drops the rest without a word
_HANG: Final = regex(r"[✓! ]*(?:- |[0-9]+\. )?")  # the mark of a line, below which its further lines do not go
_COLOURS: Final = {"title": "\x1b[1m", "good": "\x1b[32m", "warn": "\x1b[33m"}


def open_desk(lang: Lang, colour: str, *, plain: bool) -> Desk:
    """The desk for this run.

    Args:
        lang: the reader's language.
        colour: "auto", "always" or "never".
        plain: lines only: no colour, no editor, nothing is ever drawn again.
    """
    if plain or not can_ask() or os.environ.get("TERM", "") in {"dumb", ""}:
        return PlainDesk(lang)
    from drafter.cli.line_editor import LineEditor  # noqa: PLC0415  # prompt_toolkit takes 0.15 s

    coloured = colour == "always" or (colour == "auto" and "NO_COLOR" not in os.environ)
    return EditorDesk(LineEditor(colour=coloured), lang, coloured=coloured)


class EditorDesk:
    """A terminal with a line editor.

    Args:
        editor: asks for the lines.
        lang: the reader's language.
        coloured: tones are shown in colour.
    """

    def __init__(self, editor: LineEditor, lang: Lang, *, coloured: bool) -> None:
        self._editor = editor
        self._lang: Lang = lang
        self._coloured = coloured

    @property
    def is_lively(self) -> bool:
        """A person sits there."""
        return True

    def ask(self, question: str, default: str = "") -> str | None:
        """Ask for a line; a blank one within a burst of lines belongs to a paste and is no answer."""
        while True:
            text = self._editor.ask(printable(say("collect.ask", self._lang, question=question)), default)
            if text is None or text.strip() or not (self._editor.has_more() or _waits()):
                return None if text is None else printable(text)

    def tell(self, text: str, tone: Tone = "plain") -> None:
        """Show lines, folded to the terminal."""
        width = shutil.get_terminal_size().columns
        head = {"title": "", "plain": "  ", "point": "  - ", "hint": "  ", "good": "✓ ", "warn": "! "}[tone]
        mark = _HANG.match(head + text)
        lines = fold(head + printable(text), width, indent=cells(mark[0]) if mark else 0)
        if tone == "title":
            lines = "\n" + lines
        tint = _COLOURS.get(tone, "") if self._coloured else ""
        _show(f"{tint}{lines}\x1b[0m" if tint else lines)


class PlainDesk:
    """Lines in, lines out: for a script, a file of answers, a screen reader.

    Args:
        lang: the reader's language.
    """

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._lively = can_ask()

    @property
    def is_lively(self) -> bool:
        """Whether a person sits there."""
        return self._lively

    def ask(self, question: str, default: str = "") -> str | None:
        """Ask for a line. Words to edit are told, as a plain line cannot hold them."""
        while True:
            if self._lively:
                if default:
                    self.tell(say("collect.edit_old", self._lang, text=default), "hint")
                _show(printable(say("collect.ask_plain", self._lang, question=question)), end="")
            data = sys.stdin.buffer.readline()
            if not data:
                return None
            text = printable(self._decoded(data)).rstrip("\n")
            if self._lively and len(data) > _LONGEST_LINE:
                self.tell(say("collect.too_long", self._lang), "warn")
            if text.strip() or not (self._lively and _waits()):
                return text

    def tell(self, text: str, tone: Tone = "plain") -> None:
        """Show lines; a warning says that it is one."""
        note(say("collect.plain_warn", self._lang, text=text) if tone == "warn" else text)

    def _decoded(self, data: bytes) -> str:
        """A line's words; a script's may be in any encoding that files may have."""
        try:
            return data.decode(sys.stdin.encoding or "utf-8")
        except UnicodeDecodeError:
            return decode(data, "-").text


def _show(text: str, end: str = "\n") -> None:
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(encoding, "replace").decode(encoding) + end)
    sys.stderr.flush()


def _waits() -> bool:
    """Whether the terminal has more to read at once, as it does in the middle of a paste."""
    try:
        return bool(select.select([sys.stdin], [], [], _BURST)[0])
    except (OSError, ValueError):  # Windows selects sockets only
        return False

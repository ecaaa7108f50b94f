"""Everything that a person sees on a terminal; the only importer of rich.

Results go to stdout, all else to stderr. Text from files, notes and models is cleaned here, once, at the boundary:
a terminal obeys control characters, and rich reads `[/x]` as markup.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

from drafter.messages import Lang, say
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType
    from typing import Self

    from rich.live import Live
    from rich.progress import Progress, TaskID
    from rich.table import Table

    from drafter.errors import DrafterError
    from drafter.model import DraftSection, Usage

# C0 without tab and newline, DEL, C1, zero-width and bidi controls, line separators, BOM, tags, surrogates:
# all that moves, hides or recolours text.
_UNSEEN: Final = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f\ud800-\udfff]"
)


def printable(text: str) -> str:
    """The text without characters that steer a terminal, hide words or turn their order."""
    return _UNSEEN.sub("", text)


def write(text: str) -> None:
    """Write a result to stdout, with a line end; never fails on a character the terminal's encoding lacks."""
    _put(sys.stdout, text if text.endswith("\n") else text + "\n")


def note(text: str) -> None:
    """Write a remark to stderr, one line or more."""
    _put(sys.stderr, printable(text) + "\n")


def _put(stream: object, text: str) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))  # type: ignore[attr-defined]  # a text stream
    stream.flush()  # type: ignore[attr-defined]  # a text stream


def show_error(error: DrafterError, lang: Lang) -> None:
    """Show an error on stderr: the sentence, then the way out."""
    note(say("console.error", lang, sentence=error.say(lang)))
    hint = error.hint(lang)
    if hint:
        note(say("console.hint", lang, hint=hint))


def show_stopped(lang: Lang) -> None:
    """Say on stderr that a signal ended the run, and that nothing is lost."""
    note("\n" + say("console.stopped", lang))


def show_table(rows: Sequence[Sequence[str]], headers: Sequence[str] = ()) -> None:
    """Write a table to stdout, columns aligned by the cells that wide characters take."""
    from rich.console import Console  # noqa: PLC0415  # a third of the start-up time
    from rich.table import Table  # noqa: PLC0415  # the same
    from rich.text import Text  # noqa: PLC0415  # the same

    table = Table(box=None, show_header=bool(headers), pad_edge=False, padding=(0, 2, 0, 0))
    for index in range(max((len(row) for row in rows), default=0)):
        table.add_column(headers[index] if headers else "", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    if not console.is_terminal:
        console.width = 1000
    console.print(table)


def show_diff(diff: str, colour: str = "auto") -> None:
    """Write a unified diff to stdout; on a terminal, or where colour is "always", additions green and removals red."""
    coloured = colour == "always" or (colour == "auto" and sys.stdout.isatty())
    for line in printable(diff).splitlines():
        tint = {"+": "\x1b[32m", "-": "\x1b[31m"}.get(line[:1], "") if coloured else ""
        write(f"{tint}{line}\x1b[0m" if tint else line)


def show_words(pieces: Iterable[tuple[str, str]], colour: str = "auto") -> None:
    """Write a word-level difference to stdout: what is gone red, what is new green, or marked [-gone-]{+new+}.

    Args:
        pieces: (side, text) with side "both", "old" or "new".
        colour: "always", "never", or "auto" for colour on a terminal.
    """
    coloured = colour == "always" or (colour == "auto" and sys.stdout.isatty())
    gone, new = ("\x1b[31;9m{}\x1b[0m", "\x1b[32m{}\x1b[0m") if coloured else ("[-{}-]", "{{+{}+}}")
    forms = {"both": "{}", "old": gone, "new": new}
    write("".join(forms[side].format(printable(text)) for side, text in pieces))


def show_status(text: str) -> None:
    """Show a line on stderr that the next one replaces, where that is a terminal; "" clears it."""
    if sys.stderr.isatty():
        _put(sys.stderr, f"\r\x1b[K{printable(text)}")


def can_ask() -> bool:
    """Whether a person sits at the terminal, to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> str:
    """Ask a person on the terminal; "" where the input ends."""
    sys.stderr.write(printable(question))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


# --------------------------------------------------------------------------------------------- progress of a draft
@dataclass
class _Row:
    """What is known of one section while it is written."""

    title: str
    state: str
    started: float = 0.0
    seconds: float = 0.0
    chars: int = 0
    repaired: int = 0
    composed: int = 0


@dataclass
class DraftProgress:
    """The progress of a draft on stderr: a line per section with state, seconds and characters.

    On a terminal the lines live; elsewhere each section is one line when it is done.

    Attributes:
        lang: the reader's language.
    """

    lang: Lang
    _rows: dict[str, _Row] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _live: Live | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415  # only on a terminal
            from rich.live import Live  # noqa: PLC0415  # only on a terminal

            self._live = Live(
                get_renderable=self._table, console=Console(stderr=True), refresh_per_second=8, transient=False
            )
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def planned(self, sections: Sequence[tuple[str, str]]) -> None:
        """Take the (id, title) of every section, in order of the report."""
        for key, title in sections:
            self._rows[key] = _Row(title=printable(title), state="waiting")

    def started(self, key: str) -> None:
        """A section is being written."""
        with self._lock:
            row = self._rows[key]
            row.state, row.started = "writing", time.monotonic()

    def heard(self, key: str, piece: str) -> None:
        """A piece of a reply arrived."""
        with self._lock:
            self._rows[key].chars += len(piece)

    def repairing(self, key: str) -> None:
        """A refused sentence is asked for again."""
        with self._lock:
            self._rows[key].state = "repairing"

    def done(self, key: str, section: DraftSection, *, recalled: bool) -> None:
        """A section is finished and saved."""
        from drafter.model import Author  # noqa: PLC0415  # a tenth of the start-up of `--help`

        with self._lock:
            if not section.sentences:  # a heading that only holds subsections
                del self._rows[key]
                return
            row = self._rows[key]
            row.state = "recalled" if recalled else "done"
            row.seconds = time.monotonic() - row.started
            row.chars = sum(len(sentence.text) for sentence in section.sentences)
            authors = [sentence.author for sentence in section.sentences if sentence.facts]
            row.repaired, row.composed = authors.count(Author.REPAIR), authors.count(Author.COMPOSER)
            if self._live is None:
                note("  ".join(cell for cell in self._cells(row) if cell))

    def failed(self, key: str) -> None:
        """A section could not be written."""
        with self._lock:
            self._rows[key].state = "failed"

    def _cells(self, row: _Row) -> tuple[str, ...]:
        running = row.state in {"writing", "repairing"}
        seconds = time.monotonic() - row.started if running else row.seconds
        return (
            say(f"console.mark_{row.state}", self.lang),
            row.title,
            say(f"console.state_{row.state}", self.lang),
            say("console.chars", self.lang, chars=row.chars) if row.chars else "",
            say("console.seconds", self.lang, seconds=seconds) if row.started else "",
            say("console.repaired", self.lang, count=row.repaired) if row.repaired else "",
            say("console.composed", self.lang, count=row.composed) if row.composed else "",
        )

    def _table(self) -> Table:
        from rich.table import Table  # noqa: PLC0415  # only on a terminal
        from rich.text import Text  # noqa: PLC0415  # only on a terminal

        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        with self._lock:
            for row in self._rows.values():
                table.add_row(*(Text(cell) for cell in self._cells(row)))
        return table


@dataclass
class ByteProgress:
    """A bar of bytes on stderr, for fetches; off a terminal a line each tenth.

    Attributes:
        title: what is fetched.
    """

    title: str
    _bar: Progress | None = None
    _task: TaskID | None = None
    _tenths: int = -1

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415  # only on a terminal
            from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn  # noqa: PLC0415  # the same

            console = Console(stderr=True)
            self._bar = Progress(
                "{task.description}", BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=console
            )
            self._task = self._bar.add_task(printable(self.title))
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, here: int, whole: int) -> None:
        """So many bytes of the whole are here."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=here, total=whole)
            return
        tenths = here * 10 // max(whole, 1)
        if tenths > self._tenths:
            self._tenths = tenths
            note(f"{self.title}  {tenths * 10} %")


def show_usage(usage: Usage, requests: int, lang: Lang) -> None:
    """Say on stderr what a run cost."""
    if usage.prompt_tokens is None:
        note(say("console.usage_plain", lang, requests=requests, seconds=usage.seconds))
        return
    note(
        say(
            "console.usage",
            lang,
            requests=requests,
            prompt=usage.prompt_tokens,
            completion=usage.completion_tokens or 0,
            seconds=usage.seconds,
        )
    )

"""The line editor of a terminal; the only importer of prompt_toolkit.

prompt_toolkit and not GNU readline, as Python wraps it: readline asks the C library for the width of a character and
loses count of Chinese in many locales, is missing on Windows, and cannot be given words to edit without global hooks.
prompt_toolkit counts cells by itself, and shows a bracketed paste as one text to look at before Enter.
"""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from drafter.cli import Stopped
from drafter.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit import PromptSession

_SIGNALS: Final = {signal.SIGINT: Exit.INTERRUPTED, signal.SIGTERM: Exit.TERMINATED}


class LineEditor:
    """Asks for lines on the terminal: arrow keys, history, Chinese of double width, pasted lines.

    Args:
        colour: colours may be used.
    """

    def __init__(self, *, colour: bool) -> None:
        from prompt_toolkit import PromptSession  # noqa: PLC0415  # 0.15 s; only where a person is asked
        from prompt_toolkit.output import ColorDepth, create_output  # noqa: PLC0415  # the same
        from prompt_toolkit.output.vt100 import Vt100_Output  # noqa: PLC0415  # the same

        output = create_output(stdout=sys.stderr)
        if isinstance(output, Vt100_Output):
            output.enable_cpr = False  # a slow terminal would send its answer into the next question
        self._session: PromptSession[str] = PromptSession(
            output=output,
            prompt_continuation="  ",
            reserve_space_for_menu=0,
            color_depth=None if colour else ColorDepth.DEPTH_1_BIT,
        )
        self._stop: Exit | None = None

    def ask(self, question: str, default: str = "") -> str | None:
        """Ask for a line.

        Args:
            question: what stands before it.
            default: words that stand there already.

        Returns:
            The line, or the lines of a paste; None when the input ends (Ctrl-D).

        Raises:
            Stopped: Ctrl-C, or a signal; the terminal is as it was.
        """
        with self._signals():
            try:
                text = self._session.prompt(question, default=default, pre_run=self._leave, handle_sigint=False)
            except EOFError:
                text = None
            except KeyboardInterrupt:
                self._stop = Exit.INTERRUPTED
                text = None
        if self._stop is not None:
            raise Stopped(self._stop)
        return text

    def has_more(self) -> bool:
        """Whether keys that were pressed, or pasted by a terminal without bracketed paste, wait to be read."""
        from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead  # noqa: PLC0415  # loaded already

        keys = get_typeahead(self._session.input)
        store_typeahead(self._session.input, keys)
        return bool(keys)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """While a line is edited a signal ends the editor, which then sets the terminal right.

        An exception out of a signal handler would rise in the middle of the editor's event loop, which shows it and
        waits for a key.
        """
        before = {number: signal.signal(number, self._on_signal) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _on_signal(self, number: int, _frame: object) -> None:
        self._stop = _SIGNALS[signal.Signals(number)]
        loop = self._session.app.loop
        if loop is not None:
            loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        """End the editor where a signal has come and the line is not done already."""
        app = self._session.app
        if self._stop is not None and app.is_running and not app.is_done:
            app.exit(exception=EOFError())

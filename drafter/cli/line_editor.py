"""The line editor of a terminal; the only importer of prompt_toolkit.

prompt_toolkit and not GNU readline, as Python wraps it: readline asks the C library for the width of a character and
loses count of Chinese in many locales, is missing on Windows, and cannot be given words to edit without global hooks.
prompt_toolkit counts cells by itself, and shows a bracketed paste as one text to look at before Enter.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from drafter.cli import Stopped
from drafter.errors import Exit

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession


class LineEditor:
    """Asks for lines on the terminal: arrow keys, history, Chinese of double width, pasted lines."""

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

    def ask(self, question: str, default: str = "") -> str | None:
        """Ask for a line.

        Args:
            question: what stands before it.
            default: words that stand there already.

        Returns:
            The line, or the lines of a paste; None when the input ends (Ctrl-D).

        Raises:
            Stopped: Ctrl-C.
        """
        try:
            return self._session.prompt(question, default=default)
        except EOFError:
            return None
        except KeyboardInterrupt:
            raise Stopped(Exit.INTERRUPTED) from None

    def has_more(self) -> bool:
        """Whether keys that were pressed, or pasted by a terminal without bracketed paste, wait to be read."""
        from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead  # noqa: PLC0415  # loaded already

        keys = get_typeahead(self._session.input)
        store_typeahead(self._session.input, keys)
        return bool(keys)

"""The command line: read arguments, call one verb, show, exit."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Never

from drafter.errors import DrafterError, Exit

if TYPE_CHECKING:
    from types import FrameType


class Stopped(BaseException):
    """A signal that ends the program: Ctrl-C, or a polite kill.

    A class of its own: Typer turns KeyboardInterrupt into exit status 1, and SIGTERM kills Python without clean-up.

    Args:
        status: what the shell expects for that signal.
    """

    def __init__(self, status: Exit) -> None:
        super().__init__(status)
        self.status = status


def _stop(signum: int, _frame: FrameType | None) -> Never:
    raise Stopped(Exit.INTERRUPTED if signum == signal.SIGINT else Exit.TERMINATED)


def _run(words: list[str]) -> int:
    """Run the command; its exit status.

    Raises:
        DrafterError: also for a command line that cannot be followed.
    """
    from typer import Abort  # noqa: PLC0415  # behind the handlers of `main`: Ctrl-C during import is a Ctrl-C too
    from typer.exceptions import TyperException  # noqa: PLC0415  # the same

    from drafter.cli.app import make_app  # noqa: PLC0415  # the same

    try:
        return make_app(words)(standalone_mode=False) or Exit.CLEAN
    except TyperException as error:
        from drafter.cli.usage import is_help, usage_error  # noqa: PLC0415  # only on the way out

        if is_help(error):
            print(error.format_message(), file=sys.stderr)  # noqa: T201  # the library's page, in the reader's language
            return Exit.USAGE
        raise usage_error(error) from None
    except Abort:  # the terminal was closed while a question stood
        raise Stopped(Exit.INTERRUPTED) from None


def main() -> None:
    """Run the program; the only place that ends it, and the only one that turns an error into a sentence."""
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    try:
        sys.exit(_run(sys.argv[1:]))
    except DrafterError as error:
        from drafter.cli.options import reader_lang  # noqa: PLC0415  # only on the way out
        from drafter.console import show_error  # noqa: PLC0415  # only on the way out

        show_error(error, reader_lang())
        sys.exit(error.exit)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong, and nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.CLEAN)
    except Stopped as stop:
        from drafter.cli.options import reader_lang  # noqa: PLC0415  # only on the way out
        from drafter.console import show_stopped  # noqa: PLC0415  # only on the way out

        show_stopped(reader_lang())
        sys.stdout.flush()
        # A worker may sit in a read that nothing can interrupt, and a normal exit would wait for it.
        os._exit(stop.status)

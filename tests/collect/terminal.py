"""The program in a real pseudo-terminal: keys in, screen out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

# A session of its own whose terminal is the one on standard input: only then is Ctrl-C a signal.
_LAUNCH = (
    "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, '-m', 'drafter', *sys.argv[1:]])"
)
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[()][AB0]|[=>])")
_PATIENCE = 40.0  # seconds; a busy machine is no failure


class Terminal:
    """A run of `drafter` in a terminal of its own.

    Args:
        words: the command line.
        cwd: the working folder.
        columns: how wide the terminal is.
        limit: bytes that a file may have at most; None for no limit.
        variables: of the environment, beside those of a Chinese reader.
    """

    def __init__(
        self,
        *words: str,
        cwd: Path,
        columns: int = 80,
        limit: int | None = None,
        variables: dict[str, str] | None = None,
    ) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        own = {"LC_ALL": "C.UTF-8", "DRAFTER_LANG": "zh", "TERM": "xterm-256color"}
        folders = {"DRAFTER_CONFIG_DIR": str(cwd / "config"), "DRAFTER_STATE_DIR": str(cwd / "state")}
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("DRAFTER_", "NO_COLOR"))}
        bound = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));" if limit else ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", bound + _LAUNCH, *words],
            stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env={**kept, **own, **folders, **(variables or {})},
        )  # fmt: skip
        self.modes = termios.tcgetattr(slave)
        self.slave = slave
        self.raw = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)

    @property
    def text(self) -> str:
        """All that was written to the screen, without the sequences that steer it."""
        return _ESCAPES.sub("", self.raw.decode(errors="replace"))

    def read(self, seconds: float = 0.0) -> bool:
        """Take in what was written; whether there was anything."""
        ready = select.select([self.master], [], [], seconds)[0]
        if ready:
            self.raw += os.read(self.master, 65536)
        return bool(ready)

    def wait(self, words: str, times: int = 1) -> None:
        """Wait until some words are on the screen."""
        end = time.monotonic() + _PATIENCE
        while self.text.count(words) < times:
            assert time.monotonic() < end, f"{words!r} did not come:\n{self.text}"
            ended = self.process.poll() is not None
            assert self.read(0.2) or not ended, f"ended without {words!r}:\n{self.text}"

    def ready(self, prompts: int = 1) -> None:
        """Wait until the editor has asked so many times (it switches bracketed paste on each time) and reads keys."""
        end = time.monotonic() + _PATIENCE
        while self.raw.count(b"\x1b[?2004h") < prompts or termios.tcgetattr(self.slave)[3] & termios.ICANON:
            assert time.monotonic() < end, f"no question:\n{self.text}"
            self.read(0.05)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def answer(self, keys: str, words: str) -> None:
        """Press keys and Enter, and wait for words that were not on the screen before, and for the next question."""
        times, prompts = self.text.count(words) + 1, self.raw.count(b"\x1b[?2004h")
        self.type(keys + "\r")
        self.wait(words, times)
        if prompts:  # plain lines have no editor
            self.ready(prompts + 1)

    def status(self) -> int:
        """Wait for the end; its exit status."""
        end = time.monotonic() + _PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it goes on:\n{self.text}"
            self.read(0.1)
        while self.read(0.05):
            pass
        return self.process.returncode

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def is_restored(self) -> bool:
        """Whether the terminal echoes and edits lines again as it did at the start."""
        return termios.tcgetattr(self.slave)[3] == self.modes[3]

"""What can go wrong, as one tree. Each error is a sentence, a place and a way out; each class has its exit code.

    DrafterError                 (2) anything that a person, a file or a server can cause
    |-- UsageError               (2) the command line or the settings cannot be followed
    |-- InputError               (2) a file that is missing, unreadable, or not what it should be
    |   `-- NotesError           (2) notes that cannot be read; carries file and line
    |-- KindError                (2) a kind or a prompt that is missing or broken
    |-- StorageError             (2) the disk is full, a file cannot be written, the journal is busy
    |-- BackendError             (4) the model or the network failed
    |   |-- RetryableError       (4) worth another try: time-outs, 429, 5xx, a broken answer
    |   |   |-- EmptyError       (4) the answer has no text; where no try brings any, others may go on
    |   |   `-- TruncatedError   (4) the answer stopped early; the part that came is kept in `partial`
    |   |-- RefusedError         (4) the server will not answer this request (content filter): others may go on
    |   `-- AccountError         (4) key, quota, balance, unknown model, context length: a person must act
    `-- PolicyError              (5) confidential text would leave the machine

Errors are raised with a key of the message catalogue, so that one sentence serves both languages.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar

from drafter.messages import Lang, say


class Exit(IntEnum):
    """Exit status of the program; part of its contract."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    PARTIAL = 3
    BACKEND = 4
    POLICY = 5
    INTERRUPTED = 130
    TERMINATED = 143


class DrafterError(Exception):
    """Anything that a person, a file or a server can cause.

    Args:
        key: message of the catalogue; `<key>_hint`, where the catalogue has it, is the way out.
        path: the file or address it is about, for the place.
        line: line in that file, from 1.
        values: what fills the message.
    """

    exit: ClassVar[Exit] = Exit.USAGE

    def __init__(self, key: str, /, *, path: str = "", line: int | None = None, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.path = path
        self.line = line
        self.values = values

    def say(self, lang: Lang) -> str:
        """The sentence, with its place in front where it has one."""
        text = say(self.key, lang, path=self.path, line=self.line, **self.values)
        if self.line is not None:
            return f"{self.path}:{self.line}: {text}"
        return text

    def hint(self, lang: Lang) -> str:
        """The way out, or an empty text; what was probably meant (the value `near`) comes first."""
        meant = say("errors.near", lang, near=self.values["near"]) if self.values.get("near") else ""
        try:
            return meant + say(f"{self.key}_hint", lang, path=self.path, line=self.line, **self.values)
        except KeyError:
            return meant

    def __str__(self) -> str:
        return self.say("en")


class UsageError(DrafterError):
    """The command line or the settings cannot be followed."""


class InputError(DrafterError):
    """A file that is missing, unreadable, or not what it should be."""


class NotesError(InputError):
    """Notes that cannot be read; carries file and line."""


class KindError(DrafterError):
    """A kind or a prompt that is missing or broken."""


class StorageError(DrafterError):
    """The disk is full, a file cannot be written, or the journal is busy."""


class BackendError(DrafterError):
    """The model or the network failed."""

    exit = Exit.BACKEND


class RetryableError(BackendError):
    """Worth another try: a time-out, too many requests, a server fault, a broken or empty answer.

    Args:
        key: message of the catalogue.
        retry_after: seconds that the server asked for, or None.
        values: what fills the message.
    """

    def __init__(self, key: str, /, *, retry_after: float | None = None, **values: object) -> None:
        super().__init__(key, **values)  # type: ignore[arg-type]  # path and line travel in values
        self.retry_after = retry_after


class EmptyError(RetryableError):
    """The answer has no text. The server works, so where no try brings any, the other requests may go on."""


class TruncatedError(RetryableError):
    """The answer stopped early.

    Args:
        key: message of the catalogue.
        partial: the text that came.
        usage: what it cost, a `drafter.model.Usage`, which this layer does not know; None where nobody said.
        values: what fills the message.
    """

    def __init__(self, key: str, /, *, partial: str, usage: object = None, **values: object) -> None:
        super().__init__(key, **values)  # type: ignore[arg-type]  # path and line travel in values
        self.partial = partial
        self.usage = usage


class RefusedError(BackendError):
    """The server will not answer this request, e.g. a content filter; others may go on."""


class AccountError(BackendError):
    """Key, quota, balance, unknown model or context length: a person must act; a retry cannot help."""


class PolicyError(DrafterError):
    """Confidential text would leave the machine."""

    exit = Exit.POLICY

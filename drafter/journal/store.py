"""The journal's file: SQLite, durable, shared between processes; the only importer of sqlite3."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from drafter.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BUSY_SECONDS: Final = 10.0

# The schema in steps: a file that knows n of them is taken through the rest. Append; never change a step.
STEPS: Final = (
    """
    CREATE TABLE replies (
        id INTEGER PRIMARY KEY, digest TEXT NOT NULL, at TEXT NOT NULL, backend TEXT NOT NULL, model TEXT NOT NULL,
        section TEXT NOT NULL, text TEXT NOT NULL, prompt_tokens INTEGER, completion_tokens INTEGER,
        cached_tokens INTEGER, seconds REAL NOT NULL);
    CREATE INDEX replies_by_digest ON replies (digest, id);
    """,
    """
    CREATE TABLE versions (
        id INTEGER PRIMARY KEY, report TEXT NOT NULL, section TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
        authors TEXT NOT NULL, instruction TEXT NOT NULL, figures INTEGER NOT NULL, at TEXT NOT NULL,
        restored INTEGER REFERENCES versions (id));
    CREATE INDEX versions_by_report ON versions (report, section, id);
    """,
)

_FAULTS: Final = {
    sqlite3.SQLITE_BUSY: "journal.busy",
    sqlite3.SQLITE_LOCKED: "journal.busy",
    sqlite3.SQLITE_FULL: "journal.full",
    sqlite3.SQLITE_READONLY: "journal.read_only",
    sqlite3.SQLITE_PERM: "journal.read_only",
    sqlite3.SQLITE_CANTOPEN: "journal.read_only",
    sqlite3.SQLITE_CORRUPT: "journal.corrupt",
    sqlite3.SQLITE_NOTADB: "journal.corrupt",
}
_PRIMARY: Final = 0xFF  # the low byte of an extended result code is the primary one


class Store:
    """An open file of the journal. Threads may share it: their statements go one by one.

    Args:
        path: the file; its folder is made where it is missing.

    Raises:
        StorageError: it is corrupt, busy for too long, from a newer drafter, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        _make_folder(path.parent)
        with self._guarded():
            self._db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def run(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement; what it changed is on the disk when this returns, outside a transaction.

        Args:
            statement: SQL.
            values: what fills its marks.

        Returns:
            Its rows.

        Raises:
            StorageError: SQLite could not.
        """
        with self._lock, self._guarded():
            return self._db.execute(statement, values).fetchall()

    def insert(self, table: str, **columns: object) -> int:
        """Add a row.

        Args:
            table: its table.
            columns: column to value.

        Returns:
            The number of the row.

        Raises:
            StorageError: SQLite could not.
        """
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  # names are those of our schema
        with self._lock, self._guarded():
            return self._db.execute(statement, list(columns.values())).lastrowid or 0

    @contextmanager
    def alone(self) -> Iterator[None]:
        """A transaction in which nobody else writes; undone where it ends in an error."""
        with self._lock, self._guarded():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def _prepare(self) -> None:
        """Set up durability, and take the schema through the steps that it lacks."""
        self.run("PRAGMA synchronous = FULL")
        if self.run("PRAGMA journal_mode")[0][0] != "wal":
            self.run("PRAGMA journal_mode = WAL")
        with self.alone():  # of two processes that begin the file, one waits; and it must be writable
            known = self.run("PRAGMA user_version")[0][0]
            if known > len(STEPS):
                raise StorageError("journal.newer", path=str(self.path))
            for step in STEPS[known:]:
                for statement in filter(str.strip, step.split(";")):
                    self.run(statement)
            self.run(f"PRAGMA user_version = {len(STEPS)}")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """What SQLite says, as one sentence with a way out."""
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
            raise StorageError(_FAULTS.get(code, "journal.failed"), path=str(self.path), why=error) from error


def _make_folder(folder: Path) -> None:
    """The journal's folder, for its owner alone, kept out of version control."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise StorageError("journal.read_only", path=str(folder), why=error.strerror) from error

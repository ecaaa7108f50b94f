"""What the journal holds: replies by the digest of their request, and versions of sections."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Final, Self

from drafter.errors import StorageError
from drafter.journal.remember import Remembered
from drafter.journal.store import Store
from drafter.model import Author, Reply, Usage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from drafter.model import Backend

FOLDER: Final = ".drafter"
FILE: Final = "journal.sqlite3"


@dataclass(frozen=True, slots=True)
class Version:
    """A section as it once was.

    Attributes:
        section: id of the section, e.g. "performance/2".
        title: its heading without number.
        text: its text.
        authors: who wrote how many of its sentences.
        instruction: what the person asked for, or "".
        figures: how many figures stand in it.
        id: number in the journal; 0 before it is saved.
        report: the report, relative to the journal's folder where it lies inside.
        at: when it was saved, UTC, ISO.
        restored: the version that was brought back by this one, or None.
    """

    section: str
    title: str
    text: str
    authors: Mapping[Author, int]
    instruction: str = ""
    figures: int = 0
    id: int = 0
    report: str = ""
    at: str = ""
    restored: int | None = None


COLUMNS: Final = tuple(entry.name for entry in fields(Version))  # those of the table, too


def open_journal(folder: Path, state: Path) -> Journal:
    """Open or begin the journal of a folder.

    Args:
        folder: where the notes or the report lie.
        state: the person's state folder, for folders that cannot be written.

    Returns:
        The journal; close it, or use it in a `with`.

    Raises:
        StorageError: it is corrupt, busy for too long, from a newer drafter, or can be kept in neither place.
    """
    base = folder.resolve()
    try:
        return Journal(base / FOLDER / FILE, base)
    except StorageError as error:
        if error.key != "journal.read_only":
            raise
    name = hashlib.sha256(os.fsencode(base)).hexdigest()[:16]
    return Journal(state / "journals" / name / FILE, base, moved=True)


class Journal:
    """An open journal.

    Args:
        path: the file.
        base: the folder it is about; reports inside are known by their relative path.
        moved: it lies elsewhere because `base` cannot be written.
    """

    def __init__(self, path: Path, base: Path, *, moved: bool = False) -> None:
        self.path = path
        self.base = base
        self.moved = moved
        self._store = Store(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. What was saved is saved."""
        self._store.close()

    # ------------------------------------------------------------------------------------------ replies
    def find_reply(self, digest: str) -> Reply | None:
        """The latest reply to a request, or None.

        Args:
            digest: of the request, by `request_digest`.
        """
        rows = self._store.run(
            "SELECT text, model, prompt_tokens, completion_tokens, cached_tokens, seconds"
            " FROM replies WHERE digest = ? ORDER BY id DESC LIMIT 1",
            (digest,),
        )
        return Reply(rows[0][0], rows[0][1], Usage(*rows[0][2:])) if rows else None

    def save_reply(self, digest: str, reply: Reply, *, backend: str, section: str = "") -> None:
        """Save a reply; it is on the disk when this returns.

        Args:
            digest: of the request.
            reply: what came.
            backend: who answered.
            section: title of the section it serves.
        """
        answer = {"text": reply.text, "model": reply.model, **asdict(reply.usage)}
        self._store.insert("replies", digest=digest, at=_now(), backend=backend, section=section, **answer)

    def remember(self, backend: Backend, *, fresh: bool = False) -> Remembered:
        """The same backend, asked only for what the journal does not hold.

        Args:
            backend: who answers what is new.
            fresh: ask for everything again.
        """
        return Remembered(backend, self, fresh=fresh)

    # ------------------------------------------------------------------------------------------ versions
    def save_version(self, report: Path, version: Version) -> Version:
        """Save a version of a section, unless the latest one has the same heading and text.

        Args:
            report: the report's file.
            version: the section; its id, report and time are set here.

        Returns:
            The version as saved, or the latest one where nothing changed.
        """
        return self.save_versions(report, [version])[0]

    def save_versions(self, report: Path, versions: Sequence[Version]) -> list[Version]:
        """Save versions of several sections in one step: all of them or none, and the disk is waited for once.

        Args:
            report: the report's file.
            versions: the sections; see `save_version`.

        Returns:
            The versions as saved, or the latest ones where nothing changed.
        """
        name, at = self.name_of(report), _now()
        with self._store.alone():  # nobody saves between the look and the insert
            return [self._save(replace(version, report=name, at=at)) for version in versions]

    def _save(self, version: Version) -> Version:
        latest = self._select("report = ? AND section = ? ORDER BY id DESC LIMIT 1", version.report, version.section)
        same = latest and (latest[0].title, latest[0].text) == (version.title, version.text)
        return latest[0] if same else self._insert(version)

    def history(self, report: Path, section: str = "") -> list[Version]:
        """The versions of a report's sections, the oldest first.

        Args:
            report: the report's file.
            section: id of one section; "" for all.
        """
        where = "report = ? AND (section = ? OR ? = '') ORDER BY id"
        return self._select(where, self.name_of(report), section, section)

    def latest(self, report: Path) -> dict[str, Version]:
        """The newest version of each section of a report, by the section's id, in order of first saving.

        Args:
            report: the report's file.
        """
        return {version.section: version for version in self.history(report)}

    def version(self, number: int) -> Version:
        """One version.

        Args:
            number: its id.

        Raises:
            StorageError: there is none.
        """
        found = self._select("id = ?", number)
        if not found:
            raise StorageError("journal.no_version", path=str(self.path), number=number)
        return found[0]

    def restore(self, number: int) -> Version:
        """Make an old version the newest of its section again; nothing between is lost.

        Args:
            number: its id.

        Returns:
            The new version, whose text is the old one's.

        Raises:
            StorageError: there is none.
        """
        return self._insert(replace(self.version(number), at=_now(), restored=number))

    def name_of(self, report: Path) -> str:
        """How the journal calls a report: its path from the journal's folder, or the whole path outside of it.

        Args:
            report: the report's file.
        """
        path = report.resolve()
        inside = path.relative_to(self.base) if path.is_relative_to(self.base) else path
        return inside.as_posix().encode("utf-8", "backslashreplace").decode()

    def _select(self, where: str, *values: object) -> list[Version]:
        rows = self._store.run(f"SELECT {', '.join(COLUMNS)} FROM versions WHERE {where}", values)  # noqa: S608  # our own
        found = (dict(zip(COLUMNS, row, strict=True)) for row in rows)
        return [Version(**{**row, "authors": _authors(row["authors"])}) for row in found]

    def _insert(self, version: Version) -> Version:
        row = {name: getattr(version, name) for name in COLUMNS if name != "id"}
        row["authors"] = json.dumps({author.value: count for author, count in version.authors.items()})
        return replace(version, id=self._store.insert("versions", **row))


def _authors(text: str) -> dict[Author, int]:
    return {Author(name): count for name, count in json.loads(text).items()}


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())

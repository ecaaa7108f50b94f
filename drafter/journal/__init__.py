"""The record of replies and of versions: what was paid for once is not asked again, what was written is not lost.

It is an SQLite file, `.drafter/journal.sqlite3`, in the folder of the notes (or of the report), so that it moves with
the folder. Where that folder cannot be written, it lies in the person's state folder, named by the folder's path; the
journal's `moved` says so. A record is on the disk when the call that saves it returns, also if the process or the
machine stops in that moment (WAL, synchronous=FULL). Several processes and threads may use one journal at once.
"""

from drafter.journal.record import FILE, FOLDER, Journal, Version, open_journal
from drafter.journal.remember import Remembered, request_digest

__all__ = ["FILE", "FOLDER", "Journal", "Remembered", "Version", "open_journal", "request_digest"]

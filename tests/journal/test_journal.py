from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafter.errors import RetryableError, StorageError
from drafter.journal import Journal, Version, open_journal, request_digest, store
from drafter.messages import LANGS
from drafter.model import Author, Message, Reply, Request, Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REQUEST = Request((Message("system", "写述职报告。"), Message("user", "[1] 完成投资2860万元")), section="履职情况")
REPLY = Reply("一是完成投资2860万元。", "small", Usage(31, 12, None, 1.5))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_journal(tmp_path / "notes", tmp_path / "state") as opened:
        yield opened


def again(journal: Journal) -> Journal:
    return open_journal(journal.base, journal.base / "nowhere")


# ------------------------------------------------------------------------------------------------ replies
def test_a_reply_is_found_by_its_request_also_by_another_process(journal: Journal) -> None:
    digest = request_digest(REQUEST, backend="openai", model="small")
    assert journal.find_reply(digest) is None
    journal.save_reply(digest, REPLY, backend="openai")
    with again(journal) as other:
        assert other.find_reply(digest) == REPLY


@pytest.mark.parametrize(
    "change",
    [
        {"messages": (*REQUEST.messages, Message("user", "改"))},
        {"max_tokens": 5},
        {"temperature": 0.7},
        {"seed": 2},
        {"stop": ("\n",)},
        {"messages": (Message("user", "写述职报告。"), REQUEST.messages[1])},
    ],
)
def test_whatever_is_sent_is_part_of_the_digest(change: dict[str, object]) -> None:
    changed = replace(REQUEST, **change)  # type: ignore[arg-type]  # a table of attributes
    assert request_digest(changed, backend="b", model="m") != request_digest(REQUEST, backend="b", model="m")


def test_whom_a_reply_serves_is_not_part_of_the_digest() -> None:
    digest = request_digest(REQUEST, backend="b", model="m")
    assert request_digest(replace(REQUEST, section="", facts=("1",)), backend="b", model="m") == digest
    assert request_digest(REQUEST, backend="c", model="m") != digest
    assert request_digest(REQUEST, backend="b", model="n") != digest


class Counting:
    """A backend that says how often it was asked, and fails where told to."""

    name, model, place = "counting", "m", ""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.closed = False

    def complete(self, request: Request, on_text: Callable[[str], None] | None = None) -> Reply:
        self.asked.append(request.messages[-1].text)
        if "坏" in request.messages[-1].text:
            raise RetryableError("backends.unknown", name="x")
        return Reply(f"答：{request.messages[-1].text}（{len(self.asked)}）", "m", Usage(5, 7, None, 1.0))

    def close(self) -> None:
        self.closed = True


def ask(text: str) -> Request:
    return Request((Message("user", text),))


def test_only_what_is_new_is_asked(journal: Journal) -> None:
    backend = Counting()
    first = [journal.remember(backend).complete(ask(text)).text for text in "甲乙丙"]
    with again(journal) as other:
        second = [other.remember(backend).complete(ask(text)) for text in "甲丁丙"]
    assert backend.asked == ["甲", "乙", "丙", "丁"]
    assert [second[0].text, second[2].text] == [first[0], first[2]]
    assert second[0].usage.prompt_tokens == 0, "what is remembered costs nothing"


def test_fresh_asks_again_and_the_newer_reply_counts(journal: Journal) -> None:
    backend = Counting()
    journal.remember(backend).complete(ask("甲"))
    fresh = journal.remember(backend, fresh=True).complete(ask("甲"))
    assert backend.asked == ["甲", "甲"]
    assert journal.remember(backend).complete(ask("甲")).text == fresh.text


def test_a_failure_is_not_remembered(journal: Journal) -> None:
    backend = Counting()
    for _ in range(2):
        with pytest.raises(RetryableError):
            journal.remember(backend).complete(ask("坏"))
    assert len(backend.asked) == 2


def test_a_remembered_reply_is_shown_too(journal: Journal) -> None:
    remembered = journal.remember(Counting())
    remembered.complete(ask("甲"))
    seen: list[str] = []
    text = remembered.complete(ask("甲"), seen.append).text
    assert "".join(seen) == text
    remembered.close()
    assert remembered.place == ""


def test_threads_share_a_journal(journal: Journal) -> None:
    def save(start: int) -> None:
        for number in range(start, start + 25):
            journal.save_reply(str(number), replace(REPLY, text=str(number)), backend="b")
            assert journal.find_reply(str(number)) == replace(REPLY, text=str(number))

    threads = [threading.Thread(target=save, args=(start,)) for start in range(0, 100, 25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(journal.find_reply(str(number)) for number in range(100))


# ------------------------------------------------------------------------------------------------ versions
def version(text: str, section: str = "performance/1", **more: object) -> Version:
    return Version(section, "主要工作", text, {Author.MODEL: 3, Author.COMPOSER: 1}, **more)  # type: ignore[arg-type]  # attributes


def test_versions_are_kept_in_order_and_one_can_be_brought_back(journal: Journal) -> None:
    report = journal.base / "report.md"
    first = journal.save_version(report, version("旧", figures=2))
    journal.save_version(report, version("他节", section="lead"))
    second = journal.save_version(report, version("新", instruction="更简洁"))
    back = journal.restore(first.id)
    assert (back.text, back.restored, back.figures) == ("旧", first.id, 2)
    assert [item.text for item in journal.history(report, "performance/1")] == ["旧", "新", "旧"]
    assert len(journal.history(report)) == 4
    assert journal.version(second.id) == second
    assert {section: item.id for section, item in journal.latest(report).items()} == {"performance/1": 4, "lead": 2}
    with again(journal) as other:
        assert other.history(report)[0] == first


def test_nothing_changed_is_no_new_version(journal: Journal) -> None:
    report = journal.base / "report.md"
    first = journal.save_version(report, version("同"))
    assert journal.save_version(report, version("同")) == first
    assert journal.save_version(report, replace(version("同"), title="新题")).id != first.id


def test_versions_of_several_sections_are_saved_together(journal: Journal, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    first = journal.save_version(report, version("同"))
    saved = journal.save_versions(report, [version("同"), version("新", section="lead")])
    assert saved[0] == first
    assert [one.section for one in journal.history(report)] == [first.section, "lead"]


def test_reports_inside_move_with_their_folder(journal: Journal, tmp_path: Path) -> None:
    journal.save_version(journal.base / "out" / "report.md", version("文"))
    journal.save_version(tmp_path / "elsewhere.md", version("文"))
    journal.close()
    moved = tmp_path / "moved"
    journal.base.rename(moved)
    with open_journal(moved, tmp_path / "state") as other:
        assert [item.report for item in other.history(moved / "out" / "report.md")] == ["out/report.md"]
        assert [item.report for item in other.history(tmp_path / "elsewhere.md")] == [str(tmp_path / "elsewhere.md")]


def test_a_version_that_is_not_there_is_one_sentence(journal: Journal) -> None:
    with pytest.raises(StorageError) as caught:
        journal.restore(99)
    assert caught.value.key == "journal.no_version"


def test_file_names_that_are_no_text_are_kept_apart(journal: Journal) -> None:
    one, two = (journal.base / os.fsdecode(name) for name in (b"\xff.md", b"\xfe.md"))
    journal.save_version(one, version("甲"))
    assert journal.history(two) == []
    assert len(journal.history(one)) == 1


# ------------------------------------------------------------------------------------------------ the file
def fault(path: Path, state: Path) -> StorageError:
    with pytest.raises(StorageError) as caught:
        open_journal(path, state).close()
    for lang in LANGS:
        assert str(path) in caught.value.say(lang)
        assert caught.value.hint(lang)
    return caught.value


def test_a_damaged_file_is_one_sentence_and_is_not_overwritten(tmp_path: Path) -> None:
    open_journal(tmp_path, tmp_path).close()
    path = tmp_path / ".drafter" / "journal.sqlite3"
    path.write_bytes(b"not a database, but something that a person may want back" * 99)
    before = path.read_bytes()
    assert fault(tmp_path, tmp_path).key == "journal.corrupt"
    assert path.read_bytes() == before


def test_a_file_that_is_damaged_inside_is_one_sentence(tmp_path: Path) -> None:
    with open_journal(tmp_path, tmp_path) as journal:
        for number in range(400):
            journal.save_reply(str(number), REPLY, backend="b")
    path = journal.path
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xaa" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StorageError) as caught, open_journal(tmp_path, tmp_path) as journal:
        journal.find_reply("7")
    assert caught.value.key == "journal.corrupt"


def test_a_file_of_a_newer_drafter_is_left_alone(tmp_path: Path) -> None:
    open_journal(tmp_path, tmp_path).close()
    with sqlite3.connect(tmp_path / ".drafter" / "journal.sqlite3") as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    assert fault(tmp_path, tmp_path).key == "journal.newer"


def test_an_older_file_is_taken_through_the_steps_and_keeps_its_records(tmp_path: Path) -> None:
    folder = tmp_path / ".drafter"
    folder.mkdir()
    raw = sqlite3.connect(folder / "journal.sqlite3")
    raw.executescript(store.STEPS[0])
    raw.execute("INSERT INTO replies VALUES (1, 'd', 'now', 'b', 'm', '', 'old', NULL, NULL, NULL, 0.5)")
    raw.execute("PRAGMA user_version = 1")
    raw.commit()
    raw.close()
    with open_journal(tmp_path, tmp_path) as journal:
        assert journal.find_reply("d") == Reply("old", "m", Usage(None, None, None, 0.5))
        journal.save_version(tmp_path / "r.md", version("新"))


def test_a_file_that_another_program_holds_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    with open_journal(tmp_path, tmp_path) as journal:
        raw = sqlite3.connect(journal.path, isolation_level=None)
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as caught:
            journal.save_reply("d", REPLY, backend="b")
        raw.execute("ROLLBACK")
        raw.close()
        assert caught.value.key == "journal.busy"
        journal.save_reply("d", REPLY, backend="b")


def test_we_wait_long_enough_for_another_program() -> None:
    assert store.BUSY_SECONDS >= 5


def test_a_full_disk_is_one_sentence_and_nothing_saved_is_lost(journal: Journal) -> None:
    journal.save_reply("first", REPLY, backend="b")
    pages = journal._store.run("PRAGMA page_count")[0][0]  # SQLite's own way to a full disk
    journal._store.run(f"PRAGMA max_page_count = {pages}")  # the same
    with pytest.raises(StorageError) as caught:
        journal.save_reply("second", replace(REPLY, text="长" * 100_000), backend="b")
    assert caught.value.key == "journal.full"
    assert journal.find_reply("first") == REPLY


def test_where_the_folder_cannot_be_written_the_state_folder_serves(tmp_path: Path) -> None:
    notes, state = tmp_path / "notes", tmp_path / "state"
    notes.mkdir()
    (notes / ".drafter").write_text("a file where the folder should be", encoding="utf-8")
    with open_journal(notes, state) as journal:
        assert journal.moved
        assert journal.path.is_relative_to(state)
        journal.save_version(notes / "report.md", version("文"))
    with open_journal(notes, state) as journal:
        assert journal.history(notes / "report.md")[0].report == "report.md"
    other = tmp_path / "other"
    other.mkdir()
    (other / ".drafter").touch()
    with open_journal(other, state) as journal:
        assert journal.history(other / "report.md") == [], "two folders, two journals"


def test_where_nothing_can_be_written_it_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".drafter").touch()
    (tmp_path / "state").touch()
    assert fault(tmp_path, tmp_path / "state").key == "journal.read_only"


def test_the_journal_is_private_and_kept_out_of_version_control(journal: Journal) -> None:
    assert journal.path.parent.stat().st_mode & 0o077 == 0
    assert (journal.path.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert journal._store.run("PRAGMA journal_mode") == [("wal",)]  # what durability rests on
    assert journal._store.run("PRAGMA synchronous") == [(2,)]  # FULL


# ------------------------------------------------------------------------------------------------ processes
SAVER = """
import sys
from pathlib import Path
from drafter.journal import open_journal
from drafter.model import Reply
journal = open_journal(Path(sys.argv[1]), Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    digest = f"{sys.argv[2]}-{number}"
    journal.save_reply(digest, Reply("文" * 2000 + digest), backend="b")
    print(digest, flush=True)
"""


def saver(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", SAVER, str(folder), name, str(count)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("after", [1, 7, 40, 200])
def test_nothing_saved_is_lost_by_kill_9(tmp_path: Path, after: int) -> None:
    process = saver(tmp_path, "k", 100_000)
    assert process.stdout
    assert process.stderr
    confirmed = [process.stdout.readline().strip() for _ in range(after)]
    process.kill()
    confirmed += process.stdout.read().split()
    assert process.wait() == -9
    process.stdout.close()
    process.stderr.close()
    with open_journal(tmp_path, tmp_path) as journal:
        lost = [digest for digest in confirmed if journal.find_reply(digest) != Reply("文" * 2000 + digest)]
        assert lost == []
        assert journal._store.run("PRAGMA integrity_check") == [("ok",)]  # the file, not our reading
        journal.save_reply("after", REPLY, backend="b")


def test_processes_that_begin_one_journal_at_once_all_save(tmp_path: Path) -> None:
    processes = [saver(tmp_path, name, 30) for name in "abc"]
    for process in processes:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    with open_journal(tmp_path, tmp_path) as journal:
        assert all(journal.find_reply(f"{name}-{number}") for name in "abc" for number in range(30))


def test_an_import_of_the_settings_brings_neither_sqlite_nor_openai() -> None:
    heavy = "{'sqlite3', 'openai', 'asyncio', 'httpx2', 'platformdirs'}"
    look = f"import sys, drafter.settings; print(*{heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout == "\n"

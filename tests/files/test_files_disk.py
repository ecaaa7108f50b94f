"""Files are read or refused with a way out; a write is whole or leaves the old file."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InputError, StorageError
from drafter.files import TextFile, read_file, read_text, write_file, write_text

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "述职报告.md"
    write_text(path, "# 一、成效\n完成12项。\n")
    assert path.read_bytes() == "# 一、成效\n完成12项。\n".encode()
    assert read_text(path) == "# 一、成效\n完成12项。\n"


def test_an_edit_of_a_windows_file_keeps_its_form(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes("# 成效\r\n- 完成12项\r\n".encode("utf-16"))
    file = read_file(path)
    write_file(path, file.with_text(file.text.replace("12", "13")))
    assert path.read_bytes() == "# 成效\r\n- 完成13项\r\n".encode("utf-16")


def test_text_is_read_with_plain_line_ends_even_where_the_file_mixes_them(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("一\r\n二\n三\r四".encode())
    assert read_text(path) == "一\n二\n三\n四"


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda path: None, "errors.missing_file"),
        (lambda path: path.mkdir(), "files.directory"),
        (lambda path: path.write_bytes(b""), "files.empty"),
        (lambda path: path.symlink_to(path), "files.unreadable"),
        (lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 65 * 2**20), "files.too_large"),
    ],
)
def test_a_bad_input_is_one_sentence_with_a_way_out(tmp_path: Path, make, key: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  # a case's own maker
    path = tmp_path / "notes.md"
    make(path)
    with pytest.raises(InputError) as caught:
        read_text(path)
    assert caught.value.key == key
    assert caught.value.exit == 2
    for lang in ("zh", "en"):
        assert str(path) in caught.value.say(lang)
        assert caught.value.hint(lang)


def test_a_path_that_cannot_be_is_an_input_error() -> None:
    with pytest.raises(InputError):
        read_text("a\0b")


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot read"):
        read_text(path)


def test_permissions_stay_and_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "report.md", tmp_path / "link.md"
    path.write_text("旧")
    path.chmod(0o640)
    link.symlink_to(path.name)
    write_text(link, "新")
    assert link.is_symlink()
    assert path.read_text() == "新"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_that_the_person_set_for_new_files(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_text(tmp_path / "a.md", "新")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    path = tmp_path / "report.md"
    path.write_text("旧")

    def fail(handle: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError) as caught:
        write_text(path, "新")
    assert caught.value.key == ("files.disk_full" if error in (errno.ENOSPC, errno.EDQUOT) else "files.unwritable")
    assert caught.value.hint("zh")
    assert [item.name for item in tmp_path.iterdir()] == ["report.md"]
    assert path.read_text() == "旧"


def test_an_interrupt_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.md"
    path.write_text("旧")

    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(path, "新")
    assert [item.name for item in tmp_path.iterdir()] == ["report.md"]
    assert path.read_text() == "旧"


def test_leftovers_of_a_crash_are_swept_and_young_ones_stay(tmp_path: Path) -> None:
    old, young, other = (
        tmp_path / ".drafter-0123456789abcdef",
        tmp_path / ".drafter-fedcba9876543210",
        tmp_path / ".drafter-rc",
    )
    for path in (old, young, other):
        path.touch()
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    write_text(tmp_path / "a.md", "新")
    assert not old.exists()
    assert young.exists()
    assert other.exists()


@pytest.mark.parametrize("place", ["missing/a.md", "file.md/a.md", "."])
def test_a_place_that_cannot_be_written_is_a_storage_error(tmp_path: Path, place: str) -> None:
    (tmp_path / "file.md").write_text("x")
    with pytest.raises(StorageError) as caught:
        write_text(tmp_path / place, "新")
    assert caught.value.hint("en")


def test_a_long_chinese_name_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("报" * 84 + ".md")  # 255 bytes: all that file systems allow
    write_text(path, "新")
    assert read_text(path) == "新"


def test_half_a_character_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("旧")
    with pytest.raises(StorageError, match="U\\+D800"):
        write_text(path, "新\ud800")
    assert path.read_text() == "旧"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text(path, "新")
        assert os.read(reader, 10) == "新".encode()
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_dash_is_standard_input_and_output() -> None:
    program = "from drafter.files import read_file, write_file; write_file('-', read_file('-').with_text('稿\\n'))"
    done = subprocess.run(
        [sys.executable, "-c", program], input="材料\r\n".encode("gbk"), capture_output=True, check=True
    )
    assert done.stdout == "稿\r\n".encode("gbk")


@given(
    st.text(st.characters(codec="utf-8"), max_size=100), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
)
def test_any_text_is_stored_in_any_encoding(text: str, encoding: str) -> None:
    assert TextFile(text, encoding).encode().decode(encoding) == text

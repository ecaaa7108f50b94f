"""What a person, a file or a server can cause is a sentence with a way out, and the documented exit status."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest
from docx import Document

from drafter.formats.docx import docx_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Done

NOTES = "---\n文种: 述职报告\n年度: 2023\n---\n# 个人履职情况\n- 完成志愿服务14场\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


def refused(done: Done, status: int, *words: str) -> None:
    assert done.status == status, done.err
    assert "Traceback" not in done.err
    assert "Warning" not in done.err  # what a library says to its programmers is no sentence for a person
    assert "办法：" in done.err
    assert not done.out
    for word in words:
        assert word in done.err


def test_a_missing_file(drafter: Callable[..., Done]) -> None:
    refused(drafter("draft", "nowhere.md"), 2, "nowhere.md")
    refused(drafter("check", "nowhere.md"), 2, "nowhere.md")
    refused(drafter("figures", "nowhere.md"), 2, "nowhere.md")


def test_a_folder(drafter: Callable[..., Done], tmp_path: Path) -> None:
    refused(drafter("draft", tmp_path), 2, "文件夹")


def test_a_binary_file(drafter: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "photo.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    refused(drafter("draft", "photo.md"), 2, "PNG")


def test_a_word_file_without_words(drafter: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx_bytes(Document()))
    refused(drafter("check", "a.docx"), 2, "a.docx", "空的")


@pytest.mark.parametrize("text", ["", "   \n\n", "---\n年度: 2023\n---\n# 个人履职情况\n还没有写\n"])
def test_empty_notes_and_notes_without_bullets(drafter: Callable[..., Done], tmp_path: Path, text: str) -> None:
    (tmp_path / "n.md").write_text(text, encoding="utf-8")
    refused(drafter("draft", "n.md"), 2, "n.md")


def test_an_unknown_kind_names_the_nearest(drafter: Callable[..., Done], notes: Path) -> None:
    refused(drafter("draft", notes, "--kind", "zh-dooty"), 2, "zh-duty")


def test_an_unknown_key_names_file_and_line(drafter: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "n.md").write_text(NOTES.replace("年度", "年渡"), encoding="utf-8")
    refused(drafter("draft", "n.md"), 2, "n.md:3", "年度")


def test_an_unreachable_server(drafter: Callable[..., Done], notes: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    done = drafter(
        "draft", notes, "--backend", "openai", "--base-url", f"http://127.0.0.1:{port}/v1", "--model", "m",
        DRAFTER_RETRIES="0", DRAFTER_API_KEY="sk-test-key-for-nobody",
    )  # fmt: skip
    refused(done, 4, f"127.0.0.1:{port}")
    assert not (tmp_path / "report.md").exists()
    assert notes.read_text(encoding="utf-8") == NOTES


class _Html(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = b"<html><body>Sign in to the wireless network</body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Keep quiet."""


@pytest.fixture
def html_server() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Html)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_server_that_answers_html(drafter: Callable[..., Done], notes: Path, html_server: str) -> None:
    done = drafter(
        "draft", notes, "--backend", "openai", "--base-url", html_server, "--model", "m",
        DRAFTER_RETRIES="0", DRAFTER_API_KEY="sk-test-key-for-nobody",
    )  # fmt: skip
    refused(done, 4)


def test_confidential_notes_do_not_leave_the_machine(drafter: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "n.md").write_text(NOTES.replace("年度", "密级: 秘密\n年度"), encoding="utf-8")
    done = drafter(
        "draft", "n.md", "--backend", "openai", "--base-url", "https://api.example.com/v1", "--model", "m",
        DRAFTER_API_KEY="sk-test-key-for-nobody",
    )  # fmt: skip
    refused(done, 5)


def test_a_report_is_not_written_over_its_notes(drafter: Callable[..., Done], notes: Path) -> None:
    refused(drafter("draft", notes, "-o", notes), 2)
    assert notes.read_text(encoding="utf-8") == NOTES


def test_an_unknown_command_or_option_is_bad_usage(drafter: Callable[..., Done]) -> None:
    for words in (("drauft",), ("draft", "--no-such-option", "x")):
        done = drafter(*words)
        assert done.status == 2
        assert "Traceback" not in done.err


def test_doctor_says_what_works_and_the_way_out(drafter: Callable[..., Done]) -> None:
    sound = drafter("doctor")
    assert sound.status == 0
    assert "[正常]" in sound.out
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
    done = drafter("doctor", "--backend", "openai", "--base-url", url, "--model", "m")
    assert done.status == 4
    assert "[不行]" in done.out
    assert "办法：" in done.out


def test_an_old_word_file_is_refused_with_a_way_out(drafter: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "report.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))
    refused(drafter("check", "report.doc"), 2, ".docx")


def test_one_bad_file_among_several_reports_hides_none_of_the_others(
    drafter: Callable[..., Done], tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("# 述职报告\n\n走访XX市企业。\n", encoding="utf-8")
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    (tmp_path / "b.md").write_text("# 述职报告\n\n投入*亿元。\n", encoding="utf-8")
    done = drafter("check", "a.md", "empty.md", "b.md", "nowhere.md", "--exit-zero")
    assert done.status == 2
    assert "XX市" in done.out
    assert "*亿元" in done.out
    assert "empty.md" in done.err
    assert "nowhere.md" in done.err
    refused(drafter("check", "empty.md", "nowhere.md"), 2, "empty.md", "nowhere.md")

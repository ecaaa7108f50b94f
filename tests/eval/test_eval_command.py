"""`drafter eval` as a person runs it, against real servers on the loopback: one that works, one that lies."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tests.servers.loopback import Loopback, completion
from tests.servers.scripted import lie, lying_server, timed

if TYPE_CHECKING:
    from conftest import Eval

    from tests.servers.loopback import Asked

SAMPLES = Path(__file__).parents[2] / "samples"
NURSE = SAMPLES / "community-nurse"
VOID = {"meta", "link", "br", "hr", "img", "input"}
_FACT = re.compile(r"^\[(\d+)\](.+)$", re.MULTILINE)


def truthful(asked: Asked) -> str:
    """A sentence for each fact that is asked for, in its own words; to a plain prompt chat and a list."""
    facts = _FACT.findall(asked.prompt.split("注意：")[0])
    if not facts:
        return lie(asked)
    return "\n".join(f"[{number}]本人认真做好{text}工作。" for number, text in facts)


def working_server() -> Loopback:
    return Loopback(lambda connection, asked: completion(truthful(asked))(connection, asked))


def openai(server: Loopback) -> list[str]:
    return ["--backend", "openai", "--base-url", server.url, "--model", "small"]


def results(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return data


def own_files() -> dict[Path, bytes]:
    """Every file in the samples' folders, with what is in it."""
    return {path: path.read_bytes() for path in SAMPLES.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_composer_on_the_shipped_samples(evaluate: Eval, tmp_path: Path) -> None:
    before = own_files()  # whoever drafted a sample where it lies has a journal there
    done = evaluate("-o", "out")
    assert done.status == 0, done.err
    data = results(tmp_path / "out")
    assert data["schema"] == 1
    assert {run["sample"] for run in data["runs"]} == {path.parent.name for path in SAMPLES.glob("*/notes.md")}
    (column,) = data["columns"]
    assert column["passes"]["faults"]
    assert not any(column["faults"].values())
    assert "| community-nurse |" in done.out
    assert f"[1/{len(data['runs'])}]" in done.err
    drafts = {path.name for path in (tmp_path / "out" / "drafts").iterdir()}
    assert "village.compose.shipped.seed1.md" in drafts
    assert own_files() == before, "the samples' own folders are left alone"


@pytest.mark.slow
def test_a_server_and_its_baseline(evaluate: Eval, tmp_path: Path) -> None:
    with working_server() as server:
        done = evaluate(NURSE, *openai(server), "--plain", "-o", "out")
    assert done.status == 0, done.err
    ours, plain = results(tmp_path / "out")["columns"]
    assert (ours["method"], plain["method"]) == ("drafter", "plain")
    assert not any(ours["faults"].values())
    assert {name for name, count in plain["faults"].items() if count} >= {
        "chat",
        "reader",
        "figures_invented",
        "heading",
    }
    assert ours["prompt_tokens"] == 31 * ours["requests"]
    assert ours["evaluated_tokens"] == 24 * ours["requests"]
    assert ours["evaluated_over_plain"] == pytest.approx(ours["evaluated_tokens"] / plain["evaluated_tokens"], abs=1e-3)
    cold = [asked for asked in server.asked if asked.method == "POST" and "1 + 1" in asked.prompt]
    assert len(cold) == 2, "each run begins with a request that is not counted"
    assert len(server.asked) - len(cold) == ours["requests"] + plain["requests"]


@pytest.mark.slow
def test_a_server_that_lies_changes_no_word_of_the_report(evaluate: Eval, tmp_path: Path) -> None:
    with lying_server() as server:
        done = evaluate(
            NURSE, SAMPLES / "school-principal-en", *openai(server), "-o", "out", "--seed", "1", "--seed", "2"
        )
    assert done.status == 0, done.err
    (column,) = results(tmp_path / "out")["columns"]
    assert column["runs"] == 4
    assert not any(column["faults"].values())
    assert column["composed"] == 1
    assert not column["passes"]["composed"]


@pytest.mark.slow
def test_what_is_done_is_not_done_again(evaluate: Eval, tmp_path: Path) -> None:
    with working_server() as server:
        first = evaluate(NURSE, *openai(server), "-o", "out")
        count = len(server.asked)
        again = evaluate(NURSE, *openai(server), "-o", "out")
        assert len(server.asked) == count
        assert again.out == first.out
        assert "1 runs were done before" in again.err
        assert "files changed" not in again.err
        evaluate(NURSE, *openai(server), "-o", "out", "--fresh")
        assert len(server.asked) == 2 * count


@pytest.mark.slow
def test_what_an_older_state_of_the_program_did_is_told(evaluate: Eval, tmp_path: Path) -> None:
    with working_server() as server:
        evaluate(NURSE, *openai(server), "-o", "out")
        path = tmp_path / "out" / "results.json"
        data = results(tmp_path / "out")
        data["runs"][0]["program"] = "another"
        path.write_text(json.dumps(data), encoding="utf-8")
        done = evaluate(NURSE, *openai(server), "-o", "out")
    assert "1 of them were done before the program's files changed" in done.err


@pytest.mark.slow
def test_another_backend_in_the_same_folder_stands_beside_the_first(evaluate: Eval, tmp_path: Path) -> None:
    evaluate(NURSE, "-o", "out")
    with working_server() as server:
        evaluate(NURSE, *openai(server), "-o", "out")
    data = results(tmp_path / "out")
    assert {column["backend"] for column in data["columns"]} == {"compose", "openai"}
    assert len(data["made"]["commands"]) == 2


@pytest.mark.slow
@pytest.mark.parametrize(("signum", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_kill_keeps_what_is_done_and_the_next_run_goes_on(
    evaluate: Eval, own: dict[str, str], tmp_path: Path, signum: int, status: int
) -> None:
    with Loopback(timed(0.05, truthful)) as server:
        words = [str(NURSE), str(SAMPLES / "messy"), str(SAMPLES / "village"), *openai(server), "-o", "out"]
        process = subprocess.Popen([sys.executable, "-m", "drafter", "eval", *words], cwd=tmp_path, env=own, stderr=-1)
        while not (tmp_path / "out" / "index.html").is_file():
            time.sleep(0.01)
        process.send_signal(signum)
        process.communicate(timeout=60)
        assert process.returncode == status
        kept = results(tmp_path / "out")["runs"]
        assert 1 <= len(kept) < 3
        done = evaluate(*words)
        assert done.status == 0, done.err
    runs = results(tmp_path / "out")["runs"]
    assert [run["sample"] for run in runs] == ["community-nurse", "messy", "village"]
    assert runs[: len(kept)] == kept


@pytest.mark.slow
def test_without_a_folder_ctrl_c_shows_what_is_done(own: dict[str, str], tmp_path: Path) -> None:
    with Loopback(timed(0.1, truthful)) as server:
        words = [str(NURSE), str(SAMPLES / "village"), *openai(server)]
        command = [sys.executable, "-m", "drafter", "eval", *words]
        process = subprocess.Popen(command, cwd=tmp_path, env=own, stderr=-1, stdout=-1, text=True)
        assert process.stderr is not None
        assert "village" in next(line for line in process.stderr if "[2/2]" in line)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "| community-nurse |" in out
    assert "| village |" not in out
    assert [path for path in tmp_path.iterdir() if path.name not in {"config", "state"}] == []


@pytest.mark.slow
def test_a_backend_that_fails_is_told_and_the_others_go_on(evaluate: Eval, tmp_path: Path) -> None:
    with working_server() as gone:
        pass
    done = evaluate(NURSE, *openai(gone), "--backend", "compose", "-o", "out")
    assert done.status == 4
    failed, composed = results(tmp_path / "out")["runs"]
    assert failed["score"] is None
    assert failed["error"]
    assert composed["score"]["counts"]["chat"] == 0
    assert "asked no more" in done.err


def test_a_report_of_ours_with_a_fault_is_an_error(evaluate: Eval, tmp_path: Path) -> None:
    """A set of prompts is data: one whose opening states a figure that no note has is found out."""
    kind = tmp_path / "mine" / "zh-duty"
    kind.mkdir(parents=True)
    text = (SAMPLES.parent / "prompts" / "zh-duty" / "kind.toml").read_text(encoding="utf-8")
    kind.joinpath("kind.toml").write_text(
        text.replace("现将履职情况报告如下。", "全年完成投资99亿元。"), encoding="utf-8"
    )
    done = evaluate(NURSE, "--prompts", "shipped", "--prompts", "mine", "-o", "out")
    assert done.status == 1
    shipped, mine = results(tmp_path / "out")["columns"]
    assert (shipped["prompts"], mine["prompts"]) == ("shipped", "mine")
    assert not any(shipped["faults"].values())
    assert mine["faults"]["figures_invented"] == 1


@pytest.mark.slow
def test_a_temperature_is_asked_for(evaluate: Eval) -> None:
    with working_server() as server:
        evaluate(NURSE, *openai(server), "--temperature", "0.7")
        asked = [one.body["temperature"] for one in server.asked if one.method == "POST" and "1 + 1" not in one.prompt]
    assert set(asked) == {0.7}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "no such file"),
        (["."], "no notes"),
        ([NURSE, "--plain"], "--plain needs"),
        ([NURSE, "--model", "m"], "no backend takes --model"),
        (
            [NURSE, "--backend", "openai", "--backend", "local", "--model", "a", "--model", "b", "--model", "c"],
            "3 values",
        ),
        ([NURSE, "--temperature", "9"], "--temperature must be"),
        ([NURSE, "--prompts", "nowhere"], "no such file"),
    ],
)
def test_what_cannot_be_followed_is_said(evaluate: Eval, words: list[str], said: str) -> None:
    done = evaluate(*words)
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_folder_with_something_else_is_not_overwritten(evaluate: Eval, tmp_path: Path) -> None:
    other = tmp_path / "out" / "results.json"
    other.parent.mkdir()
    other.write_text('{"schema": 7}', encoding="utf-8")
    done = evaluate(NURSE, "-o", "out")
    assert done.status == 2
    assert other.read_text(encoding="utf-8") == '{"schema": 7}'


class Page(HTMLParser):
    """Whether every element of a page is closed, and what it holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        assert not {"src", "href"} & {name for name, _ in attrs}, "nothing is fetched"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.slow
def test_the_page_is_whole_and_needs_nothing_else(evaluate: Eval, tmp_path: Path) -> None:
    with working_server() as server:
        evaluate(NURSE, *openai(server), "--plain", "--backend", "compose", "-o", "out")
    text = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert "script" not in page.tags
    assert page.tags.count("svg") >= 8
    for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        shapes = list(ET.fromstring(svg))
        assert len(shapes) > 1
        assert all(float(shape.get(name, "0")) >= 0 for shape in shapes for name in ("x", "y", "width", "height"))


@pytest.mark.slow
def test_words_of_a_reply_stay_words_in_page_and_table(evaluate: Eval, tmp_path: Path) -> None:
    with Loopback(completion("<script>alert(1)</script> | 您 **好**")) as server:
        evaluate(NURSE, *openai(server), "--plain", "-o", "out")
    assert "<script" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    table = (tmp_path / "out" / "results.md").read_text(encoding="utf-8")
    assert "<script" not in table
    widths = {len(re.split(r"(?<!\\)\|", line)) for line in table.splitlines() if line.startswith("|")}
    assert len(widths) <= 3, "three tables, each with rows of one width"

"""The promise of rewriting: the rest is untouched to the byte, no figure or name is lost or invented, and what is refused
stays as it was, and is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from drafter.drafting.read import split_sentences, without_run_mark
from drafter.figures import compare_figures
from drafter.names import compare_names
from drafter.outline import read_report
from tests.rewrite.conftest import SAMPLES
from tests.servers.loopback import Loopback
from tests.servers.scripted import lie, timed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.workflow.rewrite import RewriteRun
    from tests.servers.loopback import Asked

_SENTENCE = re.compile(r"^\[(\d+)\] ?(.+)$", re.MULTILINE)


def honest(asked: Asked) -> str:
    """Each old sentence with a few words more, as an editor asked for fuller prose would write it."""
    chinese = "小节：" in asked.prompt
    lines = []
    for number, text in _SENTENCE.findall(asked.prompt):
        front = "立足岗位职责，" if chinese else "With care for the work, "
        lines.append(f"[{number}]{front}{text}")
    return "\n".join(lines)


def stammering(asked: Asked) -> str:
    """Each old sentence twice, the second time with a few words more, as small models do."""
    once = re.findall(r"^\[\d+\].+$", honest(asked), re.MULTILINE)
    twice = (line.replace("]立足岗位职责，", "]").replace("]With care for the work, ", "]") for line in once)
    return "\n".join(line for pair in zip(twice, once, strict=True) for line in pair)


def parts(text: str) -> list[tuple[int, int]]:
    return [(section.body.start, section.body.end) for section in read_report(text).walk()]


def assert_only_body_changed(old: bytes, new: bytes, which: int) -> None:
    """All bytes but those of one section's own text are the same."""
    before, after = old.decode(), new.decode()
    start, end = parts(before)[which]
    start_now, end_now = parts(after)[which]
    assert before[:start] == after[:start_now]
    assert before[end:] == after[end_now:]


def facts_of(text: str) -> list[str]:
    """The sentences of a report, each a fact."""
    lang = "zh" if re.search("[一-鿿]", text) else "en"
    return [without_run_mark(one) for line in text.splitlines() for one in split_sentences(line, lang)]


def assert_same_facts(old: str, new: str) -> None:
    """Whatever figures and names say of the new text, they say of the old one too: nothing is lost or invented."""
    facts = facts_of(old)
    for compare in (compare_figures, compare_names):
        known = {(one.rule, one.text) for one in compare(facts, old)}
        assert [one for one in compare(facts, new) if (one.rule, one.text) not in known] == []


def sections(sample: Path) -> list[tuple[int, str]]:
    """Those with text and none below them: a part is rewritten with what is below."""
    report = read_report(sample.read_text(encoding="utf-8"))
    return [
        (place, section.title)
        for place, section in enumerate(report.walk())
        if section.body.end > section.body.start and not section.children
    ]


CASES = [pytest.param(path, place, id=f"{path.parent.name}-{place}") for path in SAMPLES for place, _ in sections(path)]


def rewrite_one(
    sample: Path, place: int, tmp_path: Path, run: Callable[..., RewriteRun], url: str
) -> tuple[RewriteRun, bytes, bytes]:
    path = tmp_path / "report.md"
    path.write_bytes(sample.read_bytes())
    title = dict(sections(sample))[place]
    made = run(path, title, url=url)
    return made, sample.read_bytes(), path.read_bytes()


@pytest.mark.parametrize(("sample", "place"), CASES)
def test_the_composer(sample: Path, place: int, tmp_path: Path, rewritten: Callable[..., RewriteRun]) -> None:
    made, old, new = rewrite_one(sample, place, tmp_path, rewritten, "")
    assert_only_body_changed(old, new, place)
    assert_same_facts(old.decode(), new.decode())
    assert made.changes[0].made.missed == 0


@pytest.mark.parametrize(("sample", "place"), CASES)
def test_a_server_that_lies(sample: Path, place: int, tmp_path: Path, rewritten: Callable[..., RewriteRun]) -> None:
    with Loopback(timed(0, lie)) as server:
        made, old, new = rewrite_one(sample, place, tmp_path, rewritten, server.url)
    assert new == old, "every sentence was a lie, so every old one stays"
    told = {one.unit for one in made.changes[0].made.kept}
    assert told == set(range(len(made.changes[0].made.passage.units))), "and each is told, with its reason"


@pytest.mark.parametrize(("sample", "place"), CASES)
def test_an_honest_server(sample: Path, place: int, tmp_path: Path, rewritten: Callable[..., RewriteRun]) -> None:
    with Loopback(timed(0, honest)) as server:
        made, old, new = rewrite_one(sample, place, tmp_path, rewritten, server.url)
    assert_only_body_changed(old, new, place)
    assert_same_facts(old.decode(), new.decode())
    assert made.changes[0].made.changes, "an honest sentence gets through"


@pytest.mark.parametrize(("sample", "place"), CASES)
def test_a_server_that_says_all_twice(
    sample: Path, place: int, tmp_path: Path, rewritten: Callable[..., RewriteRun]
) -> None:
    with Loopback(timed(0, stammering)) as server:
        made, old, new = rewrite_one(sample, place, tmp_path, rewritten, server.url)
    assert_same_facts(old.decode(), new.decode())
    passage = made.changes[0].made.passage
    sentences = sum(len(list(split_sentences(one.text, "zh"))) for one in passage.units)
    assert sum(len(list(split_sentences(one.text, "zh"))) for one in made.changes[0].made.changes) <= sentences

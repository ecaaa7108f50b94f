"""The promise, against a server that lies: whatever comes back, the draft states every fact and nothing else."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.figures import compare_figures
from drafter.model import Author, Draft, Request
from drafter.names import compare_names
from drafter.provenance import place
from tests.drafting.scripted import DATA, body, facts_sent, notes_of, write

NOTES = notes_of("hospital.md")
FACTS = [fact.text for fact in NOTES.open_facts]
FRAME = [NOTES.post, "提升医疗质量", "优化就医服务"]
LIES = tomllib.loads((DATA / "lies.toml").read_text(encoding="utf-8"))["reply"]
DIRT = (
    "您",
    "**",
    "```",
    "<think",
    "好的",
    "以下是",
    "希望",
    "抱歉",
    "人工智能",
    "[1]",
    "47.5",
    "该同志",
    "《健康报》",
    "\x1b",
    "\x00",
    "{",
)


def assert_promise(draft: Draft) -> None:
    text = body(draft)
    assert compare_figures(FACTS + FRAME, text, year=NOTES.year) == []
    assert compare_names(FACTS, text) == []
    assert place(NOTES.facts, text, year=NOTES.year).unused == ()
    assert draft.unused == ()
    assert [mark for mark in DIRT if mark in text] == []
    sentences = [sentence.text for section in draft.sections for sentence in section.sentences]
    assert len(sentences) == len(set(sentences))
    assert all(sentence.endswith(("。", "！", "？", "；")) for sentence in sentences)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie["name"])
@pytest.mark.parametrize("repairs", [0, 1, 3])
def test_whatever_the_server_says_the_draft_is_true_and_complete(lie: dict[str, str], repairs: int) -> None:
    def answer(request: Request) -> str:
        facts = facts_sent(request)
        return lie["text"].format(facts="\n".join(f"{fact}。" for fact in facts), first=f"{facts[0]}。")

    assert_promise(write(NOTES, answer, repairs=repairs))


def test_a_reply_of_ten_thousand_characters_does_not_swell_the_report() -> None:
    draft = write(NOTES, lambda _: "[1]一是坚持问题导向，扎实开展各项工作，推动工作落到实处。" * 350)
    assert_promise(draft)
    assert len(body(draft)) < 3 * sum(map(len, FACTS)) + 300


def test_a_server_that_tells_the_truth_is_used() -> None:
    def answer(request: Request) -> str:
        marks = "一二三四五六"
        facts = [fact.split("]", 1)[1] for fact in facts_sent(request)]
        return "\n".join(
            f"[{n}]{marks[n - 1]}是坚持不懈、真抓实干，{fact}，推动工作取得实效。" for n, fact in enumerate(facts, 1)
        )

    draft = write(NOTES, answer)
    assert_promise(draft)
    written = [sentence for section in draft.sections for sentence in section.sentences if sentence.facts]
    assert {sentence.author for sentence in written} == {Author.MODEL}
    assert not any(section.refused for section in draft.sections)


PIECES = [
    *FACTS,
    *(lie["text"] for lie in LIES),
    "[1]",
    "[2][3]",
    "一是",
    "。",
    "\n",
    "2024年",
    "第一",
    "荣获",
    "本人",
    "，",
    "不",
    "“",
    "《",
    "```",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=14).map("".join))
def test_any_text_at_all_gives_a_true_and_complete_draft(text: str) -> None:
    draft = write(NOTES, lambda _: text)
    found = body(draft)
    assert compare_figures(FACTS + FRAME, found, year=NOTES.year) == []
    assert place(NOTES.facts, found, year=NOTES.year).unused == ()
    assert draft.unused == ()
    assert "47.5" not in found

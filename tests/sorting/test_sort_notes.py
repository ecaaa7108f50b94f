"""Headings written into notes: every line as it was, every bullet below its heading, what a model says only weighed."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.drafting.collecting.filing import file_bullets, loose_bullets, write_filings
from drafter.drafting.plan import fact_paths
from drafter.drafting.sort_asking import PROMPT, Asking, ask_sections, read_sections, sort_requests
from drafter.errors import NotesError, RefusedError
from drafter.kinds import list_kinds, load_kind
from drafter.model import Notes, Reply
from drafter.notes import read_notes
from drafter.notes.body import split_lines
from drafter.prompts import load_prompt

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "written.toml").read_text(encoding="utf-8"))["case"]
REPLIES = tomllib.loads((HERE / "replies.toml").read_text(encoding="utf-8"))["case"]


def written(text: str, kind_name: str = "zh-duty", said: dict[str, str] | None = None) -> tuple[str, list[int]]:
    kind = load_kind(kind_name)
    notes = read_notes(text, may_be_empty=True)
    loose = loose_bullets(text, notes, kind)
    new, left = write_filings(text, file_bullets(loose, notes, kind, said), kind) if loose else (text, ())
    return new, [fact.line for filing in left for fact in filing.loose.facts]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_headings_are_written(case: dict[str, Any], end: str, *, last: bool) -> None:
    before, after = (case[name].removeprefix("\n").replace("\n", end) for name in ("before", "after"))
    if not last:
        before, after = before.removesuffix(end), after.removesuffix(end)
    new, left = written(before, case.get("kind", "zh-duty"))
    assert (new, left) == (after, case.get("left", []))
    assert written(new, case.get("kind", "zh-duty"))[0] == new


def test_front_matter_stays() -> None:
    front = "---\n文种：述职报告\n年度：2023\n---\n"
    new, _ = written(front + "- 2024年建成服务中心\n- 完成投资31.6亿元\n")
    assert new == front + "\n# 个人履职情况\n\n- 完成投资31.6亿元\n\n# 努力的方向\n\n- 2024年建成服务中心\n"


_LINES = st.sampled_from(
    [
        *("", "  ", "- 完成投资31.6亿元", "* 今后加强学习", "  - 每月一次", "  续行", "备注", "　备注", "---", "- ", "1. 走访企业"),
        *("<!-- 出处 -->", "<!--", "-->", "# 个人履职情况", "## 组织建设", "# 努力的方向 [内部]", "一、学习不够", "（一）加强领导"),
        *("- [内部] 学习不系统", "- 荣誉：", "①完成三件", "# 述职报告", "- 学习不够，作风不实"),
    ]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(_LINES, max_size=14), st.sampled_from(["\n", "\r\n"]))
def test_no_line_and_no_fact_is_lost_whatever_the_notes_are(lines: list[str], end: str) -> None:
    text = end.join(lines)
    try:
        notes = read_notes(text, may_be_empty=True)
    except NotesError:
        return
    new, left = written(text)
    after = read_notes(new, may_be_empty=True)
    old_lines, new_lines = (Counter(line for line in split_lines(one) if line.strip("　 -")) for one in (text, new))
    assert not old_lines - new_lines
    assert all(line.startswith("#") for line in new_lines - old_lines)
    assert stated(notes) == stated(after)
    loose = loose_bullets(new, after, load_kind("zh-duty"))
    assert sum(len(one.facts) for one in loose) == len(left)
    # One that had to stay may find another section by its likeness to what stands below the headings now.
    assert left or written(new)[0] == new


def stated(notes: Notes) -> Counter[tuple[str, bool]]:
    return Counter((fact.text, fact.private) for fact in notes.facts)


def test_what_sort_writes_is_where_a_draft_puts_it() -> None:
    text = (HERE.parents[1] / "samples" / "messy" / "notes.md").read_text(encoding="gb18030")
    kind, notes = load_kind("zh-duty"), read_notes(text)
    new, left = written(text)
    paths, after = fact_paths(notes, kind), read_notes(new)
    there = {fact.text: path for fact in after.facts for path in [fact_paths(after, kind).get(fact.id)]}
    assert not left
    assert all(there[fact.text] == paths[fact.id] for fact in notes.open_facts)


@pytest.mark.parametrize("case", REPLIES)
def test_only_numbers_and_sections_are_read_in_a_reply(case: dict[str, Any]) -> None:
    read = read_sections(case["reply"], 3, load_kind("zh-duty"))
    assert [read.get(index, "") for index in range(3)] == case["read"]


TEXT = "- 推进老旧小区改造\n- 下一步，将建立巡查制度\n- 今后加强学习\n- 学习不系统，作风不实\n- 完成投资31.6亿元\n- 打算轮岗\n"


def test_a_model_is_weighed_and_clear_words_count_more() -> None:
    said = {"1": "next", "2": "performance", "3": "next", "4": "shortcomings", "5": "performance", "6": "next"}
    new, _ = written(TEXT, said=said)
    _, _, steps = new.partition("# 努力的方向")
    assert "- 推进老旧小区改造" in steps, "nothing but the model speaks of this one"
    assert "- 下一步" in steps, "one slip against clear words is not followed"


def test_a_model_that_goes_against_clear_words_is_not_heard() -> None:
    said = dict.fromkeys("123456", "next")
    assert written(TEXT, said=said)[0] != written(TEXT)[0], "right in most: heard"
    assert written(TEXT, said=dict.fromkeys("123456", "lead"))[0] == written(TEXT)[0]


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda kind: kind.name)
def test_every_kind_can_ask_a_model(kind: Any) -> None:
    asking = Asking(load_prompt(PROMPT, kind.folders), 1)
    facts = [f"fact {number}" for number in range(11)]
    requests = sort_requests(facts, kind, asking)
    prompts = [request.messages[-1].text for request in requests]
    assert len(requests) == 2
    assert all(sum(f"]{fact}\n" in f"{prompt}\n".replace("] ", "]") for prompt in prompts) == 1 for fact in facts)
    assert all(spec.id in prompts[0] for spec in kind.sections if spec.questions)
    assert "closing" not in prompts[0]


def test_a_refused_request_leaves_its_facts_out() -> None:
    kind = load_kind("zh-duty")
    steps = ask_sections([f"要点{n}" for n in range(10)], kind, Asking(load_prompt(PROMPT, kind.folders)))
    next(steps)
    steps.throw(RefusedError("backends.refused", said=""))
    with pytest.raises(StopIteration) as done:
        steps.send(Reply("[2] next"))
    assert done.value.value == {9: "next"}

"""What a person may say: which section, which sentence, what length, which style."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.drafting.rewrite_text import edits_of, read_passage
from drafter.drafting.rewrite_tighten import reordered, retell, tighten, without_last_clause
from drafter.drafting.rewrite_wish import Length, make_wish, read_length, shared_out
from drafter.drafting.rewrite_words import styles
from drafter.drafting.wording import finer_edits, word_diff
from drafter.errors import UsageError
from drafter.figures import find_figures
from drafter.kinds import load_kind
from drafter.model import Edit, Span
from drafter.names import find_names
from drafter.outline import read_report
from drafter.prompts import load_prompt, render
from drafter.rules.safety import apply_edits
from drafter.workflow.find import find_section, find_sentence, sections_of
from drafter.workflow.history import line_edits

HERE = Path(__file__).parent
LENGTHS = tomllib.loads((HERE / "lengths.toml").read_text(encoding="utf-8"))["length"]
SHARES = tomllib.loads((HERE / "lengths.toml").read_text(encoding="utf-8"))["share"]
FOUND = tomllib.loads((HERE / "found.toml").read_text(encoding="utf-8"))["found"]
EDUCATION = (HERE.parents[1] / "samples" / "education" / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", LENGTHS, ids=lambda case: case["text"])
def test_a_length_in_an_instruction(case: dict[str, Any]) -> None:
    wanted = Length(case.get("low"), case.get("high"), case.get("words", False))
    assert read_length(case["text"], case.get("lang", "zh")) == wanted


@pytest.mark.parametrize("case", SHARES, ids=lambda case: f"{case['text']} {case['weights']}")
def test_a_length_asked_of_several_sections_is_shared_out(case: dict[str, Any]) -> None:
    lang = case.get("lang", "zh")
    wishes = shared_out(make_wish(case["text"], "", lang), case["weights"], lang)
    for limit in ("low", "high"):
        assert [getattr(wish.length, limit) for wish in wishes] == case.get(limit, [None] * len(wishes))
    for wish in wishes:
        assert len(wishes) == 1 or str(wish.length.low or wish.length.high) in wish.words, "a model is told its part"


def test_a_clause_with_a_level_of_honour_is_never_dropped() -> None:
    assert not without_last_clause("教师职业生涯全周期管理改革入选市“十佳”，全省推广。", "zh")
    assert without_last_clause("教师职业生涯全周期管理改革入选市“十佳”，反响很好。", "zh")


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["words"])
def test_a_section_is_found_as_a_person_names_it(case: dict[str, Any]) -> None:
    sections = sections_of(read_report(EDUCATION), "导语")
    if not case["titles"]:
        with pytest.raises(UsageError):
            find_section(sections, case["words"])
        return
    assert [section.title for section in find_section(sections, case["words"])] == case["titles"]


def passages() -> list[Any]:
    sections = sections_of(read_report(EDUCATION), "导语")
    return [read_passage(EDUCATION, section.body, title=section.title, lang="zh") for section in sections]


def test_a_sentence_is_found_by_some_of_its_words() -> None:
    ((place, unit),) = find_sentence(passages(), "志愿服务14场")
    assert "人均23.5小时" in passages()[place].units[int(unit) - 1].text
    ((place, unit),) = find_sentence(passages(), "局机关一共开展了志愿服务14场，人均23.5小时")
    assert "人均23.5小时" in passages()[place].units[int(unit) - 1].text
    with pytest.raises(UsageError):
        find_sentence(passages(), "购置办公设备")


def test_every_style_has_words_in_both_languages_and_an_unknown_one_is_refused() -> None:
    for name in styles():
        assert make_wish("", name, "zh").words != make_wish("", name, "en").words
    with pytest.raises(UsageError):
        make_wish("", "poetic", "zh")


@pytest.mark.parametrize("kind", ["zh-duty", "en-duty", "zh-integrity"])
def test_the_prompt_of_a_kind_and_its_worked_example(kind: str) -> None:
    found = load_kind(kind)
    prompt = load_prompt("rewrite.md", found.folders)
    values = {
        "title": "t",
        "wish": "w",
        "sentences": ["甲。", "乙。"],
        "facts": [],
        "faults": [],
        "person": found.person,
    }
    turns = render(prompt, values)
    assert [turn.role for turn in turns] == ["system", "user", "assistant", "user"]
    for example in prompt.examples:
        lines = example.reply.splitlines()
        assert [line[:3] for line in lines] == [f"[{n}]" for n in range(1, len(example.inputs["sentences"]) + 1)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("切实加强队伍管理，扎实推进“切实加强”工程。", "加强队伍管理，推进“切实加强”工程。"),
        ("学习不积极开展。", "学习不积极开展。"),
        ("积极性不高。", "积极性不高。"),
        ("与此同时，举办了讲座12场。", "举办讲座12场。"),
    ],
)
def test_empty_words_go_where_nothing_depends_on_them(old: str, new: str) -> None:
    assert tighten(old, "zh") == new


@pytest.mark.parametrize(
    "path", sorted((HERE.parents[1] / "samples").glob("*/report.md")), ids=lambda path: path.parent.name
)
def test_tightening_keeps_every_figure_and_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lang = "en" if path.parent.name.endswith(("-en", "nurse")) else "zh"
    for line in text.splitlines():
        short = tighten(line, lang)
        assert len(short) <= len(line)
        assert [figure.text for figure in find_figures(short)] == [figure.text for figure in find_figures(line)]
        assert [name.text for name in find_names(short)] == [name.text for name in find_names(line)]


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("本人担任校长。本人分管教学。", ["本人担任校长，分管教学。"]),
        ("本人担任校长，学校获奖。本人分管教学。", ["本人担任校长，学校获奖。", "本人分管教学。"]),
        ("一是本人抓学习。二是本人抓培训。", ["本人抓学习。", "本人抓培训。"]),
    ],
)
def test_a_repeated_subject_is_merged_where_no_other_subject_stands_between(body: str, made: list[str]) -> None:
    passage = read_passage(body, Span(0, len(body)), title="", lang="zh")
    assert [one.text for one in retell(passage, "tighten")] == made


def test_members_with_figures_come_first_and_are_numbered_anew() -> None:
    old = ("总的看有进展。", "一是抓学习。", "效果较好。", "二是培训12场。")
    assert reordered(old, "zh") == ("总的看有进展。", "一是培训12场。", "二是抓学习。", "效果较好。")
    leaning = ("一是抓学习。", "二是其中培训12场。")
    assert reordered(leaning, "zh") == leaning


TEXTS = st.text(alphabet="甲乙丙，。12 a\n", max_size=40)


@given(TEXTS, TEXTS)
def test_a_word_diff_holds_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.side != "new") == old
    assert "".join(piece.text for piece in pieces if piece.side != "old") == new


@given(TEXTS.filter(bool), TEXTS)
def test_finer_edits_make_the_same_text_and_each_takes_the_place_of_something(old: str, new: str) -> None:
    edits = finer_edits(old, Edit(1, 1 + len(old), new))
    assert apply_edits("<" + old + ">", edits) == "<" + new + ">"
    assert all(1 <= edit.start < edit.end <= 1 + len(old) for edit in edits)


LINES = st.lists(st.text(alphabet="甲乙丙丁。", min_size=1, max_size=4), min_size=1, max_size=6)


@given(LINES, LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\n　　"]))
def test_lines_become_others_and_nothing_else(old: list[str], new: list[str], between: str) -> None:
    front, behind = "# 题\n\n前文\n", "\n\n后文。"
    text = front + between.join(old) + behind
    span = Span(len(front), len(text) - len(behind))
    made = apply_edits(text, line_edits(text, span, new))
    assert made.startswith(front)
    assert made.endswith(behind)
    inner = made[len(front) : len(made) - len(behind)]
    assert [line.strip() for line in inner.splitlines() if line.strip()] == new


@given(
    st.lists(
        st.lists(st.sampled_from(["甲。", "乙！", "丙12件。", "丁“戊”。"]), min_size=1, max_size=4),
        min_size=1,
        max_size=3,
    ),
    st.data(),
)
def test_edits_of_sentences_make_the_new_paragraphs(paragraphs: list[list[str]], data: Any) -> None:
    body = "\n\n".join("".join(sentences) for sentences in paragraphs)
    passage = read_passage(body, Span(0, len(body)), title="", lang="zh")
    new = [
        data.draw(st.lists(st.sampled_from(["甲。", "新。", "另。"]), min_size=1, max_size=4))
        for _ in passage.paragraphs
    ]
    assert apply_edits(body, edits_of(passage, new)) == "\n\n".join("".join(sentences) for sentences in new)


def test_tables_quotations_and_code_are_no_sentences() -> None:
    body = "一是做事。\n\n| 项目 | 数 |\n|---|---|\n\n> 引文。\n\n```\n代码。\n```\n\n- 列表项。\n"
    passage = read_passage(body, Span(0, len(body)), title="", lang="zh")
    assert [unit.text for unit in passage.units] == ["一是做事。", "列表项。"]


def test_a_wrapped_sentence_is_one_and_stays_as_it_is_wrapped() -> None:
    body = "In 2023 I served as head of the school\nand was responsible for 842 pupils. I led 38 observations."
    passage = read_passage(body, Span(0, len(body)), title="", lang="en")
    assert [unit.bare for unit in passage.units] == [
        "In 2023 I served as head of the school and was responsible for 842 pupils.",
        "I led 38 observations.",
    ]

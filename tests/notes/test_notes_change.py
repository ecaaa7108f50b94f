"""A bullet is changed or taken out, the front matter filled in; all else stays byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import NotesError
from drafter.notes import read_notes, remove_fact, replace_fact, set_front, words_at

NOTES = "---\n年度: 2023\n姓名:\n职务：\n---\n# 成效\n<!-- 出处：a.txt，第3行 -->\n1. 甲\n  续行\n\n备注\n* [内部] 乙\n- 荣誉：\n  - 集体22项\n"


@pytest.mark.parametrize(("line", "words"), [(8, "甲续行"), (12, "[内部] 乙"), (14, "集体22项")])
def test_a_fact_is_edited_as_it_is_written(line: int, words: str) -> None:
    assert words_at(NOTES, line) == words


@pytest.mark.parametrize(
    ("line", "new", "old_lines", "new_lines"),
    [
        (8, "丙", "1. 甲\n  续行\n", "1. 丙\n"),
        (12, "[内部] 丁", "* [内部] 乙\n", "* [内部] 丁\n"),
        (12, "丁", "* [内部] 乙\n", "* 丁\n"),
        (14, "集体23项", "  - 集体22项", "  - 集体23项"),
    ],
)
def test_a_fact_is_replaced(line: int, new: str, old_lines: str, new_lines: str) -> None:
    for end in ("\n", "\r\n"):
        text = NOTES.replace("\n", end)
        assert replace_fact(text, line, new) == NOTES.replace(old_lines, new_lines).replace("\n", end)


@pytest.mark.parametrize(("line", "words"), [(8, " "), (8, "\n"), (7, "甲"), (11, "甲"), (99, "甲"), (13, "甲")])
def test_what_would_not_be_a_fact_is_refused(line: int, words: str) -> None:
    with pytest.raises(NotesError):
        replace_fact(NOTES, line, words)


def test_a_fact_goes_with_its_source_and_not_with_a_remark() -> None:
    assert remove_fact(NOTES, 8, ["<!-- 出处"]) == NOTES.replace("<!-- 出处：a.txt，第3行 -->\n1. 甲\n  续行\n", "")
    assert remove_fact(NOTES, 8) == NOTES.replace("1. 甲\n  续行\n", "")
    assert remove_fact(NOTES, 12, ["<!-- 出处"]) == NOTES.replace("* [内部] 乙\n", "")
    assert remove_fact("# A\n- 甲\n- 乙", 3) == "# A\n- 甲\n"
    with pytest.raises(NotesError):
        remove_fact(NOTES, 13)  # what it introduces would change with it


@pytest.mark.parametrize(
    "value",
    [
        "李敏",
        "党委书记、局长",
        "局长: 代理",
        "#1",
        "- 甲",
        '“局长”"',
        "[甲]",
        "{乙}",
        "2023",
        "&甲",
        "* 乙",
        "a\\b",
        "'",
    ],
)
def test_a_value_of_the_front_matter_is_read_back(value: str) -> None:
    for key in ("name", "post"):
        notes = read_notes(set_front(NOTES, key, value))
        assert getattr(notes, key) == value
    assert set_front(NOTES, "name", "李敏") == NOTES.replace("姓名:", "姓名: 李敏")


def test_a_value_without_its_key_is_refused() -> None:
    for key in ("unit", "year_of"):
        with pytest.raises(NotesError):
            set_front(NOTES, key, "市教育局")


LINES = st.sampled_from(
    [
        "",
        "# 成效",
        "## 党建",
        "- 甲",
        "  - 乙",
        "* 丙：",
        "  续行",
        "1. 丁",
        "备注",
        "<!--",
        "-->",
        "- [内部] 戊",
        "---",
        "- ",
    ]
)


@given(st.lists(LINES, max_size=15), st.integers(0, 5), st.text("甲12 项“《（：-#[]ab", max_size=10))
def test_one_fact_changes_and_no_other(lines: list[str], which: int, words: str) -> None:
    text = "\n".join(["# 首", *lines])
    facts = read_notes(text, may_be_empty=True).facts
    if not facts:
        return
    fact = facts[which % len(facts)]
    rest = [(one.text, one.section, one.private) for one in facts if one is not fact]
    for change in (lambda: remove_fact(text, fact.line), lambda: replace_fact(text, fact.line, words)):
        try:
            changed = read_notes(change(), may_be_empty=True).facts
        except NotesError:  # blank, or it would have changed its neighbours
            continue
        others = [
            (one.text, one.section, one.private)
            for one in changed
            if len(changed) == len(rest) or one.line != fact.line
        ]
        assert others == rest

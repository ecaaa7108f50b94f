"""A fact is added as one line; all else stays byte for byte, and reading gives it back."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafter.errors import NotesError
from drafter.notes import add_fact, add_facts, read_notes

NOTES = "---\n年度: 2023\n---\n# 成效\n- 甲\n\n## 党建\n* 乙\n  丙\n\n备注\n\n# 不足\n<!-- 说明\n- 例\n-->\n"


@pytest.mark.parametrize(
    ("section", "line", "want"),
    [
        ("成效", "- 甲\n", "- 甲\n- 新\n"),
        ("党建", "  丙\n", "  丙\n* 新\n"),
        (("成效", "党建"), "  丙\n", "  丙\n* 新\n"),
        ("一、不足", "-->\n", "-->\n- 新\n"),
        ("", "2023\n---\n", "2023\n---\n- 新\n"),
        ("方向", "-->\n", "-->\n\n# 方向\n- 新\n"),
        (("成效", "业务"), "备注\n", "备注\n\n## 业务\n- 新\n"),
    ],
)
def test_a_fact_goes_behind_those_of_its_section(section: str | tuple[str, ...], line: str, want: str) -> None:
    assert add_fact(NOTES, section, "新") == NOTES.replace(line, want)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("# A\n1. 甲\n2. 乙\n", "# A\n1. 甲\n2. 乙\n3. 新\n"),
        ("# A\n  （1）甲\n", "# A\n  （1）甲\n  （2）新\n"),
        ("# A\n九、甲\n", "# A\n九、甲\n十、新\n"),
        ("# A\n①甲\n", "# A\n①甲\n②新\n"),
        ("# A\n* 甲\n    - 子\n", "# A\n* 甲\n    - 子\n* 新\n"),
        ("# A\n- 荣誉：\n  - 22项\n", "# A\n- 荣誉：\n  - 22项\n- 新\n"),
        ("# A\r\n- 甲\r\n", "# A\r\n- 甲\r\n- 新\r\n"),
        ("# A\n- 甲", "# A\n- 甲\n- 新"),
        ("", "\n# A\n- 新\n"),
        ("# A\n# B\n", "# A\n- 新\n# B\n"),
        ("# A\n提示\n\n- \n\n# B\n- \n", "# A\n提示\n\n- 新\n\n# B\n- \n"),
        ("# A\n*", "# A\n* 新"),
        ("# A\n<!--\n- \n-->\n", "# A\n<!--\n- \n-->\n- 新\n"),
        ("# A\n- 甲\n- \n", "# A\n- 甲\n- 新\n- \n"),
    ],
)
def test_a_fact_takes_the_form_of_its_neighbours(text: str, want: str) -> None:
    assert add_fact(text, "A", "新") == want


def test_a_blank_fact_is_refused() -> None:
    with pytest.raises(NotesError) as caught:
        add_fact(NOTES, "成效", " \n")
    assert caught.value.key == "notes.blank_fact"


def test_a_private_fact_stays_private() -> None:
    assert read_notes(add_fact("", "成效", "[内部] 张三")).facts[0].private


@pytest.mark.parametrize(
    ("text", "want", "at"),
    [
        ("# A\n- 甲\n\n# B\n", "# A\n- 甲\n- 新\n<!-- 源 -->\n- 又\n\n# B\n", (3, 5)),
        ("# A\n九、甲\n", "# A\n九、甲\n十、新\n<!-- 源 -->\n十一、又\n", (3, 5)),
        ("# A\n- \n", "# A\n- 新\n<!-- 源 -->\n- 又\n", (2, 4)),
        ("# B\n- 甲", "# B\n- 甲\n\n# A\n- 新\n<!-- 源 -->\n- 又", (5, 7)),
    ],
)
def test_several_facts_are_added_at_once(text: str, want: str, at: tuple[int, ...]) -> None:
    assert add_facts(text, "A", [("新", ""), ("又", "<!-- 源 -->")]) == (want, at)


def test_of_several_facts_none_is_added_where_one_cannot_be() -> None:
    with pytest.raises(NotesError):
        add_facts(NOTES, "成效", [("新", ""), (" ", "")])


LINES = st.sampled_from(
    [
        "",
        "# 成效",
        "## 党建",
        "一、成效",
        "（一）党建",
        "- 甲",
        "  - 乙",
        "* 丙：",
        "  续行",
        "1. 丁",
        "二、戊",
        "备注",
        "<!--",
        "-->",
        "- [内部]",
        "---",
        "　全角",
    ]
)
FACTS = st.text(st.sampled_from("甲乙12 项“《（，、：。-#[]ab\n"), min_size=1, max_size=12)


@given(
    st.lists(LINES, max_size=15),
    st.sampled_from(["成效", "党建", "", "新节", ("成效", "党建"), ("成效", "甲节")]),
    FACTS,
    st.sampled_from(["\n", "\r\n"]),
)
def test_the_fact_is_read_back_and_the_rest_is_untouched(
    lines: list[str], section: str | tuple[str, ...], fact: str, end: str
) -> None:
    text = end.join(lines)
    try:
        before = [(one.text, one.section, one.private) for one in read_notes(text).facts]
    except NotesError as error:
        assume(error.key == "notes.no_facts")
        before = []
    try:
        added = add_fact(text, section, fact)
    except NotesError:  # blank, or it would have changed its neighbours
        return
    after = [(one.text, one.section, one.private) for one in read_notes(added).facts]
    assert len(after) == len(before) + 1
    rest = list(after)
    for one in before:
        rest.remove(one)
    assert "".join(rest[0][0].split()) == "".join(_alone(" ".join(fact.split())).split())
    start = next((at for at, (a, b) in enumerate(zip(text, added, strict=False)) if a != b), len(text))
    assert text[start:] == added[len(added) - len(text) + start :], "only an insertion"


def _alone(fact: str) -> str:
    """What a fact reads as that is all there is: behind a dash, or a number where a dash would make a rule of it (- --)."""
    try:
        return read_notes(f"- {fact}").facts[0].text
    except NotesError:
        return read_notes(f"1. {fact}").facts[0].text

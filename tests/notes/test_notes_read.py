"""Notes are read as people write them; what cannot be read is named with its line and the way out."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import DrafterError, NotesError
from drafter.notes import read_notes

BAD = tomllib.loads((Path(__file__).parent / "bad.toml").read_text(encoding="utf-8"))["case"]


def texts(body: str) -> list[str]:
    return [fact.text for fact in read_notes(body).facts]


def test_the_front_matter_is_read_in_chinese() -> None:
    notes = read_notes(
        """---
文种: 述职报告
标题: 2024年度述职报告
年度: 2024
姓名: 龚 正
职务: 市水务局党组书记、局长
单位: 市水务局
称谓: 各位领导、同志们：
日期: 2024年12月5日
密级: 内部
---
- 完成12项
""",
        "notes.md",
    )
    assert (notes.kind, notes.title, notes.year) == ("述职报告", "2024年度述职报告", 2024)
    assert (notes.name, notes.post, notes.unit) == ("龚 正", "市水务局党组书记、局长", "市水务局")
    assert (notes.salutation, notes.date, notes.classification) == ("各位领导、同志们：", "2024年12月5日", "内部")
    assert (notes.lines["year"], notes.lines["classification"]) == (4, 10)


def test_the_front_matter_is_read_in_english() -> None:
    notes = read_notes("---\nKind: en-duty\nTITLE: Annual report: 2024\nYear: 2024 # fiscal\n---\n- Served 12\n")
    assert (notes.kind, notes.title, notes.year) == ("en-duty", "Annual report: 2024", 2024)


def test_a_windows_clerks_notes_are_read() -> None:
    lines = [
        "\ufeff---",
        "文种：述职报告",
        "年度:２０２３年",
        "标题：甲：乙",
        "---",
        "# 成效",
        "－ 完成12项",
        "　　整改200个",
    ]
    notes = read_notes("\r\n".join(lines))
    assert (notes.kind, notes.year, notes.title) == ("述职报告", 2023, "甲：乙")
    assert [(fact.text, fact.section, fact.line) for fact in notes.facts] == [("完成12项整改200个", ("成效",), 7)]


@pytest.mark.parametrize("value", ["*关于作风*", "&c", "@all", "50%", "%5", "!", "`a`", "> 3", "- 5"])
def test_a_value_is_text_whatever_sign_it_begins_with(value: str) -> None:
    assert read_notes(f"---\n标题: {value}\n---\n- a\n").title == value


@pytest.mark.parametrize(
    "mark",
    ["- ", "* ", "+ ", "• ", "· ", "-", "－", "＊ ", "1. ", "1.", "１．", "1、", "（1）", "(1)", "（一）", "①", "12. "],
)
def test_every_mark_opens_a_fact(mark: str) -> None:
    assert texts(f"# 成效\n{mark}完成近200个\n") == ["完成近200个"]


@pytest.mark.parametrize(
    "line",
    [
        "3.5亿元投资完成",
        "**重点**如下",
        "-5%的降幅",
        "--",
        "---",
        "***",
        "一、二季度完成",
        "说明文字",
        "> 问：做了什么？",
    ],
)
def test_what_is_no_bullet_is_no_fact(line: str) -> None:
    assert texts(f"- 甲\n\n{line}\n") == ["甲"]


def test_a_numbered_note_that_begins_with_a_year_is_a_fact() -> None:
    assert texts("20.2026年完成12项\n") == ["2026年完成12项"]


def test_lines_continue_a_bullet_and_others_are_remarks() -> None:
    notes = read_notes("开头的话\n- 完成\n  12项\n- Served\n  1,234 patients\n\n  in May\n没有缩进\n")
    assert [fact.text for fact in notes.facts] == ["完成12项", "Served 1,234 patients in May"]
    assert [fact.line for fact in notes.facts] == [2, 4]
    assert notes.remarks == ((1, "开头的话"), (8, "没有缩进"))


def test_headings_nest_and_lose_their_number() -> None:
    notes = read_notes("- 零\n# 一、成效 ##\n## （一）党建\n- 甲\n## 业务\n- 乙\n#不足\n- 丙\n")
    assert [(fact.id, fact.section) for fact in notes.facts] == [
        ("1", ()),
        ("2", ("成效", "党建")),
        ("3", ("成效", "业务")),
        ("4", ("不足",)),
    ]
    assert [(heading.title, heading.depth, heading.line) for heading in notes.headings] == [
        ("成效", 1, 2),
        ("党建", 2, 3),
        ("业务", 2, 5),
        ("不足", 1, 7),
    ]


def test_numbered_lines_without_a_sign_are_headings_only_above_bullets() -> None:
    notes = read_notes("一、成效\n（一）党建\n- 甲\n（二）整改问题近200个\n二、完成12项\n三、完成13项\n")
    assert [(fact.text, fact.section) for fact in notes.facts] == [
        ("甲", ("成效", "党建")),
        ("整改问题近200个", ("成效", "党建")),
        ("完成12项", ("成效", "党建")),
        ("完成13项", ("成效", "党建")),
    ]


@pytest.mark.parametrize(
    "mark", ["[内部]", "【内部】", "［内部］", "[private]", "[Private] ", "【内部】：", "\\[内部\\]"]
)
def test_a_private_bullet_is_marked_and_the_mark_is_gone(mark: str) -> None:
    notes = read_notes(f"- {mark}张三的处分\n  已上报\n- 李四的处分 {mark.rstrip('：')}\n- 完成12项\n")
    assert [(fact.text, fact.private) for fact in notes.facts] == [
        ("张三的处分已上报", True),
        ("李四的处分", True),
        ("完成12项", False),
    ]
    assert [fact.text for fact in notes.open_facts] == ["完成12项"]


@pytest.mark.parametrize(
    "line",
    [
        "（内部掌握）张三的处分",
        "(内部)张三的处分",
        "不写：张三的处分",
        "别写: 张三的处分",
        "张三的处分，不要写进去",
        "张三的处分；先不写进去。",
        "张三的处分（不写）",
        "（内部掌握）张三的处分，不要写进去",
        "[internal] 张三的处分, leave out",
        "Do not mention: 张三的处分",
        "张三的处分 - off the record",
    ],
)
def test_a_bullet_marked_as_people_do_is_private(line: str) -> None:
    assert [(fact.text, fact.private) for fact in read_notes(f"- {line}\n- 完成12项\n").facts] == [
        ("张三的处分", True),
        ("完成12项", False),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "编发《内部参考》12期",
        "保密：开展保密检查2次",
        "内部：岗位练兵3次",
        "开展培训3期（内部）",
        "会议记录有时漏记，不写",
        "不写空话，注重实效",
        "12 private rooms, 4 left out",
        "Private: 3 lessons a week",
        "Taught staff to leave out empty phrases",
    ],
)
def test_a_bullet_that_only_has_such_words_is_open(line: str) -> None:
    assert [fact.private for fact in read_notes(f"- {line}\n").facts] == [False]


def test_what_stands_below_a_private_bullet_or_heading_is_private() -> None:
    notes = read_notes("- [内部] 处分：\n  - 张三\n# 谈话 [内部]\n- 李四\n# 成效\n- 完成12项\n")
    assert [(fact.text, fact.section, fact.private) for fact in notes.facts] == [
        ("处分：张三", (), True),
        ("李四", ("谈话",), True),
        ("完成12项", ("成效",), False),
    ]


def test_a_bullet_that_introduces_others_stands_before_each() -> None:
    assert texts("- 荣誉：\n  - 集体22项\n  - 个人61人次\n- 小结：\n- 完成\n  - 其中3项\n") == [
        "荣誉：集体22项",
        "荣誉：个人61人次",
        "小结：",
        "完成",
        "其中3项",
    ]


def test_the_guidance_of_a_form_is_no_fact() -> None:
    notes = read_notes("<!-- 例如：\n- 完成12项\n-->\n- 甲\n- [ ] 乙\n- [x] 丙\n-\n<!-- 没有收尾\n- 丁\n")
    assert [fact.text for fact in notes.facts] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["name"])
def test_bad_notes_are_one_sentence_with_line_and_way_out(case: dict[str, object]) -> None:
    with pytest.raises(NotesError) as caught:
        read_notes(str(case["text"]), "notes.md")
    error = caught.value
    assert error.key == case["key"]
    assert error.exit == 2
    if "line" in case:
        assert error.line == case["line"]
        assert error.say("zh").startswith(f"notes.md:{case['line']}: ")
    for lang in ("zh", "en"):
        assert error.hint(lang)
    for words in case.get("says", ()):  # type: ignore[attr-defined]  # a list of texts
        assert words in error.say("zh") + error.hint("zh")


@pytest.mark.parametrize("text", ["---\n" + "要求: " + "[" * 100_000 + "\n---\n- a\n", "---\na: " * 3])
def test_hostile_front_matter_is_refused(text: str) -> None:
    with pytest.raises(NotesError):
        read_notes(text)


PIECES = st.sampled_from(
    [
        "---",
        "...",
        "年度：2023",
        "要求:",
        "  - 三分之一",
        "# 一、",
        "- ",
        "  ",
        "\t",
        "[内部]",
        "（一）",
        "1.",
        ":",
        "<!--",
        "-->",
        "&a",
        "*a",
        "{",
        "\r",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=20).map("\n".join), st.sampled_from(["", "---\n"]))
def test_any_text_is_notes_or_an_error_of_ours(text: str, head: str) -> None:
    try:
        notes = read_notes(head + text)
    except DrafterError:
        return
    assert all(fact.text.strip() for fact in notes.facts)
    lines = [fact.line for fact in notes.facts]
    assert lines == sorted(set(lines))


def test_notes_that_are_still_being_collected_may_have_no_fact() -> None:
    notes = read_notes("---\n年度: 2023\n---\n# 成效\n提示\n- \n", may_be_empty=True)
    assert (notes.facts, notes.year, [heading.title for heading in notes.headings]) == ((), 2023, ["成效"])


def test_known_keys_in_the_first_lines_need_no_fences() -> None:
    notes = read_notes(
        "\n文种：述职报告\n姓名：龚 正\n密级: 秘密\n\n一、主要工作\n1、完成项目12个\n二、不足\n学习不够系统\n"
    )
    assert (notes.kind, notes.name, notes.classification) == ("述职报告", "龚 正", "秘密")
    assert [(fact.text, fact.section, fact.line) for fact in notes.facts] == [("完成项目12个", ("主要工作",), 7)]
    assert [heading.title for heading in notes.headings] == ["主要工作", "不足"]
    assert notes.remarks == ((9, "学习不够系统"),)


def test_a_key_twice_in_the_first_lines_is_named() -> None:
    with pytest.raises(NotesError) as caught:
        read_notes("年度：2023\n年度：2024\n- 完成12项\n", "n.md")
    assert (caught.value.key, caught.value.line) == ("notes.duplicate_key", 2)


@pytest.mark.parametrize("first", ["成效：完成12项", "- 姓名：李某", "# 姓名：李某", "完成：年度计划"])
def test_what_is_no_known_key_is_no_front_matter(first: str) -> None:
    notes = read_notes(f"{first}\n- 完成12项\n")
    assert not notes.name
    assert notes.facts[-1].text == "完成12项"


def test_numbered_lines_with_text_between_stay_facts_where_none_was_a_heading() -> None:
    assert texts("一、完成项目12个\n二、培训6期\n另有说明\n三、检查30家") == ["完成项目12个", "培训6期", "检查30家"]

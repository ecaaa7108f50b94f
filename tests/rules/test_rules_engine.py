"""The engine: choice of rules, places, exemptions, habits, languages, tables of a person's own."""

from __future__ import annotations

import pytest

from drafter.errors import InputError
from drafter.notes import read_notes
from drafter.rules import (
    check_report,
    chosen,
    findings_of,
    fix_report,
    ignored_in,
    make_context,
    read_tables,
    summary_of,
)
from drafter.rules.requirements import share_words
from tests.rules.broken_lines import broken

DIRTY = "一、主要工作\n全年组织培训XX场,完成任务。\n"


def rules(text: str, **options: object) -> list[str]:
    return [finding.rule for finding in check_report(text, **options)]  # type: ignore[arg-type]


def test_rules_are_chosen_by_id_and_by_group() -> None:
    assert rules(DIRTY) == ["dirt/placeholder", "punctuation/halfwidth"]
    assert rules(DIRTY, select=["dirt"]) == ["dirt/placeholder"]
    assert rules(DIRTY, select=["dirt/placeholder", "punctuation"]) == ["dirt/placeholder", "punctuation/halfwidth"]
    assert rules(DIRTY, ignore=["dirt"]) == ["punctuation/halfwidth"]


def test_a_finding_has_line_column_offsets_words_and_section() -> None:
    finding = check_report(DIRTY, select=["dirt"])[0]
    assert (finding.line, finding.column) == (2, 7)
    assert DIRTY[finding.start : finding.end] == finding.text == "XX场"
    assert finding.section == "一、主要工作"


def test_messages_are_in_the_language_asked_for() -> None:
    assert check_report(DIRTY, select=["dirt"])[0].message.startswith("没有填写")
    assert check_report(DIRTY, select=["dirt"], lang="en")[0].message.startswith("something waits")


@pytest.mark.parametrize(
    "text",
    [
        "全年组织培训XX场。 <!-- drafter: ignore dirt/placeholder -->",
        "全年组织培训XX场。 <!-- drafter: ignore dirt, tone -->",
        "<!-- drafter: ignore -->\n全年组织培训XX场。",
        "完成任务。\n全年组织培训XX场。\n<!-- drafter: ignore-file dirt -->",
    ],
)
def test_a_comment_excuses_its_line_the_next_or_the_file(text: str) -> None:
    assert rules(text) == []


def test_a_comment_excuses_no_other_rule_and_no_other_line() -> None:
    assert rules("培训XX场。 <!-- drafter: ignore tone -->") == ["dirt/placeholder"]
    assert rules("培训XX场。\n培训8场。 <!-- drafter: ignore dirt -->") == ["dirt/placeholder"]


def test_settings_excuse_files_by_pattern() -> None:
    per_file = {"archive/*.md": ["time"], "*.txt": ["dirt/stars", "tone"]}
    assert ignored_in("archive/2021.md", per_file) == {"time"}
    assert ignored_in("drafts/a.txt", per_file) == {"dirt/stars", "tone"}
    assert ignored_in("a.md", per_file) == frozenset()


def test_a_habit_is_said_once_with_its_count() -> None:
    text = "".join(f"本人认真学习,带头落实第{word}项任务。\n" for word in "甲乙丙丁戊己庚辛")
    findings = check_report(text, select=["punctuation/halfwidth"])
    assert len(findings) == 1
    assert "8" in findings[0].message
    few = check_report(text[: text.index("丙")], select=["punctuation/halfwidth"])
    assert len(few) == 3


def test_a_person_adds_phrases_of_their_own() -> None:
    tables = read_tables(
        {
            "phrases": 'phrases = ["打造临江样板工程"]',
            "timeline": '[[event]]\nwords = ["临江大会战"]\nfirst = 2020\nlast = 2020',
            "tone": '[colloquial]\n"顶呱呱" = "顶呱呱"',
        }
    )
    text = "2023年工作总结\n打造临江祥板工程。积极投身临江大会战。成绩顶呱呱。"
    assert rules(text) == []
    assert rules(text, tables=tables) == ["phrases/misspelt", "time/passed", "tone/colloquial"]


def test_a_table_that_cannot_be_read_is_said() -> None:
    with pytest.raises(InputError):
        read_tables({"nonsense": ""})
    with pytest.raises(InputError):
        read_tables({"tone": "colloquial = ["}, "rules")


def test_the_summary_counts_figures_and_facts() -> None:
    notes = read_notes("- 全年组织培训12场\n- 办结信访件128件\n- 带头遵守廉洁纪律，家风良好\n", "notes.md")
    context = make_context("全年组织培训12场，占比8%。", facts=notes)
    found = [finding.rule for finding in findings_of(context, chosen(["figures", "facts"]))]
    assert sorted(found) == ["facts/unused", "figures/dropped", "figures/unsourced"]
    assert summary_of(context) == {"figures": 2, "facts_placed": 1, "facts_unused": 2}


def test_a_private_fact_sources_nothing() -> None:
    notes = read_notes("- 全年组织培训12场\n- [内部] 投诉36件\n", "notes.md")
    assert rules("全年组织培训12场，投诉36件。", facts=notes, select=["figures"]) == ["figures/unsourced"]


def test_a_share_that_falls_short_is_said_with_its_gap_and_the_rule_of_counting() -> None:
    notes = read_notes("---\n要求:\n  - 存在的不足不少于三分之一\n---\n- 全年组织培训12场\n", "notes.md")
    body, problems = "做" * 1961, "缺" * 606
    text = f"标题述职报告\n一、工作情况\n{body}。\n二、存在的不足\n{problems}。\n"
    message = check_report(text, facts=notes, kind="zh-duty", select=["requirements/share"])[0].message
    assert message == "存在的不足614字，占23.7%，要求不少于三分之一，还差249字（按含标点、含标题、不含空格计）"


@pytest.mark.parametrize(
    ("share", "zh", "en"),
    [(1 / 3, "三分之一", "1/3"), (0.25, "25%", "25%"), (0.5, "50%", "50%"), (2 / 3, "三分之二", "2/3")],
)
def test_a_share_is_said_as_a_person_says_it(share: float, zh: str, en: str) -> None:
    assert (share_words(share, "zh"), share_words(share, "en")) == (zh, en)


def test_nothing_gives_nothing() -> None:
    assert check_report("") == []
    assert check_report("\n\n  \n") == []


@pytest.mark.parametrize("seed", ["1", "一", "（", "“", "*", "#", " ", "，", "X", "某", "年", "、", "=", "[", "\u200b"])
def test_no_character_makes_it_slow(seed: str) -> None:
    check_report(seed * 20_000)


@pytest.mark.parametrize("kind", ["zh-duty", None])
@pytest.mark.parametrize(
    "body", ["", "学习不够深入。", "一是学习不够深入。", "（一）学习不够深入。\n（二）调研不够扎实。"]
)
def test_sections_of_any_shape_are_read(kind: str | None, body: str) -> None:
    text = f"述职报告\n一、存在的不足\n{body}\n二、努力方向\n{body}\n三、上年度问题整改情况\n{body}\n"
    check_report(text, kind=kind, year=2023, facts=["学习不够深入"], against=["学习不够深入，调研不够扎实。"])


def test_several_rules_are_named_in_one_text() -> None:
    text = "全年组织培训XX场。效果好，，群众满意。"
    assert {finding.rule for finding in check_report(text, select=["dirt/stars, punctuation"])} == {
        "punctuation/doubled"
    }
    assert {finding.rule for finding in check_report(text, ignore=["dirt,sections"])} == {"punctuation/doubled"}


NOTES = "---\n年度: 2023\n要求:\n  - 问题不少于三分之一\n---\n# 履职\n- 全年组织志愿服务14场\n"
DATED = "2023年述职报告\n一、履职情况\n全年组织志愿服务14场。\n二、存在的不足\n学习不深。\n特此报告。\n张 伟\n2023年12月5日\n"


def test_a_notice_names_a_part_by_other_words_than_its_heading() -> None:
    found = check_report(DATED, facts=read_notes(NOTES), kind="zh-duty", select=["requirements/share"])
    assert [finding.text for finding in found] == ["二、存在的不足"]


def test_the_day_of_signing_is_held_to_the_notes_only_where_they_give_one() -> None:
    assert check_report(DATED, facts=read_notes(NOTES), select=["figures"]) == []
    dated = read_notes(NOTES.replace("年度: 2023", "年度: 2023\n日期: 2023年12月6日"))
    assert [finding.text for finding in check_report(DATED, facts=dated, select=["figures"])] == ["2023年12月5日"]


def test_one_slip_in_an_honour_is_told_once_and_by_either_rule_where_the_other_is_off() -> None:
    facts = ["5个党组织获评市级先进党支部示范点"]
    report = "一年来，5个党组织获评省级先进党支部示范点。"
    assert [one.rule for one in check_report(report, facts=facts, select=["figures", "names"])] == ["names/level"]
    assert [one.rule for one in check_report(report, facts=facts, select=["figures"])] == ["figures/scope"]


BROKEN = broken(
    "2023年度述职报告\n一、主要工作\n"
    "本人坚持把理论学习放在首位，全年参加集体学习12次，撰写心得体会6篇，围绕营商环境开展调研8次，"
    "形成报告3篇，推动解决问题26个，获评“先锋支部”“示范支部”称号，修订《干部教育培训管理办法》"
    "《考勤管理办法》等制度9项,在XX镇开展宣讲14场，惠及群众近200多人，企业满意度持续提升。\n",
    56,
    "　　",
)


def test_in_a_text_broken_into_lines_each_finding_stands_where_a_person_sees_it() -> None:
    lines = BROKEN.split("\n")
    found = check_report(BROKEN)
    assert [(one.rule, one.text.replace("\n", "")) for one in found] == [
        ("punctuation/halfwidth", ","),
        ("dirt/placeholder", "XX镇"),
        ("numerals/hedge", "近200多"),
    ]
    for one in found:
        assert one.line is not None
        assert one.column is not None
        assert one.start is not None
        assert BROKEN[one.start : one.end] == one.text
        assert lines[one.line - 1][one.column - 1 :].startswith(one.text.split("\n")[0])


def test_a_text_broken_into_lines_is_mended_in_its_lines() -> None:
    mended = fix_report(BROKEN)
    assert mended.text == BROKEN.replace(",", "，")
    assert fix_report(mended.text).text == mended.text


def test_a_line_that_is_exempted_is_one_of_the_broken_text() -> None:
    lines = BROKEN.split("\n")
    number = next(number for number, line in enumerate(lines) if "XX" in line)
    lines.insert(number, "<!-- drafter: ignore dirt -->")
    assert "dirt/placeholder" not in {one.rule for one in check_report("\n".join(lines))}


def test_an_earlier_report_may_be_broken_into_other_lines() -> None:
    sentence = "持续优化教育公共服务，着力提升机关工作效率，围绕营商环境开展调研，推动企业满意度和获得感持续提升。"
    now = f"一、主要工作\n{sentence}办结群众来信来访128件。\n"
    before = broken("一、主要工作\n" + sentence * 3, 48)
    assert "copying/same" in {one.rule for one in check_report(now, against=[before])}

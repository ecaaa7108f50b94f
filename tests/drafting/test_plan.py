from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.drafting.plan import bare_title, fill, pattern_values, plan_sections, section_for
from drafter.kinds import count_chars, load_kind
from drafter.model import Requirement
from drafter.notes import read_notes
from tests.drafting.scripted import notes_of

KIND = load_kind("zh-duty")


def plans_of(text: str) -> list[tuple[str, int, str, tuple[str, ...]]]:
    plans = plan_sections(read_notes(text), KIND)
    return [(plan.id, plan.level, plan.title, tuple(fact.text for fact in plan.facts)) for plan in plans if plan.facts]


def test_sections_stand_in_the_order_of_the_kind_and_subsections_in_that_of_the_notes() -> None:
    text = "# 下一步工作\n- 甲将做\n# 主要工作\n## 二组\n- 乙\n## 一组\n- 丙\n- 丁\n# 存在问题\n- 戊"
    assert plans_of(text) == [
        ("performance/1", 2, "二组", ("乙",)),
        ("performance/2", 2, "一组", ("丙", "丁")),
        ("shortcomings", 1, "存在的不足", ("戊",)),
        ("next", 1, "努力的方向", ("甲将做",)),
    ]


def test_a_heading_that_fits_no_section_is_a_part_of_the_results() -> None:
    assert plans_of("# 抓安全生产\n- 检查12次\n# 不足\n- 学习不够") == [
        ("performance/1", 2, "抓安全生产", ("检查12次",)),
        ("shortcomings", 1, "存在的不足", ("学习不够",)),
    ]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("2024年计划", "next"),
        ("2024年重点工作", "next"),
        ("2023年主要工作", "performance"),
        ("2023年存在问题", "shortcomings"),
        ("2023—2024学年教学工作", "performance/1"),
    ],
)
def test_a_heading_with_a_year_is_known_and_one_of_a_later_year_is_of_the_next_steps(
    heading: str, section: str
) -> None:
    assert plans_of(f"---\n年度: 2023\n---\n# {heading}\n- 甲12次\n# 结语\n- 乙")[0][0] == section


def test_a_heading_over_all_the_others_is_the_title() -> None:
    assert plans_of("# 2024年度工作情况汇总材料\n## 主要工作\n- 甲\n## 存在的不足\n### 学习方面\n- 乙不够") == [
        ("performance", 1, "个人履职情况", ("甲",)),
        ("shortcomings/1", 2, "学习方面", ("乙不够",)),
    ]


def test_a_heading_that_only_holds_subsections_has_a_plan_without_facts() -> None:
    plans = plan_sections(read_notes("# 履职情况\n## 甲\n### 甲一\n- 一\n## 乙\n- 二"), KIND)
    assert [(plan.id, plan.level, len(plan.facts)) for plan in plans if plan.level] == [
        ("performance", 1, 0),
        ("performance/1", 2, 0),
        ("performance/1/1", 3, 1),
        ("performance/2", 2, 1),
    ]


def test_bullets_under_no_heading_are_sorted_by_their_words_and_the_sorting_shows() -> None:
    plans = plan_sections(read_notes("- 理论学习不够深入\n- 走访群众60户\n- 下一步完善制度3项"), KIND)
    assert [(plan.id, [fact.id for fact in plan.facts], plan.sorted_in) for plan in plans if plan.facts] == [
        ("performance", ["2"], ("2",)),
        ("shortcomings", ["1"], ("1",)),
        ("next", ["3"], ("3",)),
    ]


def test_a_bullet_under_a_heading_is_not_called_sorted() -> None:
    assert not any(plan.sorted_in for plan in plan_sections(notes_of("hospital.md"), KIND))


def test_private_facts_are_in_no_plan() -> None:
    plans = plan_sections(notes_of("hospital.md"), KIND)
    assert not any("47.5" in fact.text for plan in plans for fact in plan.facts)


def test_the_lead_opens_with_the_office_and_the_report_ends_with_the_closing() -> None:
    plans = plan_sections(notes_of("hospital.md"), KIND)
    assert plans[0].opening == "2024年，本人担任市第三医院内科主任。"
    assert plans[0].ending == "现将履职情况报告如下。"
    assert (plans[-1].id, plans[-1].ending) == ("closing", KIND.closing)


def test_a_section_without_facts_is_left_out_not_invented() -> None:
    assert "next" not in [plan.id for plan in plan_sections(read_notes("# 主要工作\n- 走访60户"), KIND)]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("存在的不足", "shortcomings"),
        ("二、存在的问题和不足", "shortcomings"),
        ("（二）努力方向：", "next"),
        ("2. 下一步工作打算", "next"),
        ("Performance", "performance"),
        ("主要工作及成效", "performance"),
        ("下一步", "next"),
        ("三、打算", "next"),
        ("明年计划安排", "next"),
        ("问题", "shortcomings"),
        ("短板弱项", "shortcomings"),
        ("补短板、强弱项", None),
        ("工作", None),
        ("措", None),
        ("突出政治建设", None),
        ("问题导向抓整改", None),
    ],
)
def test_headings_find_their_section(heading: str, section: str | None) -> None:
    found = section_for(heading, KIND)
    assert (found.id if found else None) == section


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Plans for next year", "next"),
        ("Looking ahead", "next"),
        ("Priorities for 2025", "next"),
        ("Issues in the year", "shortcomings"),
        ("What we did", "performance"),
        ("Staff and training", None),
    ],
)
def test_english_headings_find_their_section(heading: str, section: str | None) -> None:
    found = section_for(heading, load_kind("en-duty"))
    assert (found.id if found else None) == section


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("一、甲乙", "甲乙"),
        ("（十二）甲。", "甲"),
        ("3．甲：", "3．甲"),
        ("1.2 甲", "甲"),
        ("十四五规划", "十四五规划"),
        ("2024年工作", "2024年工作"),
    ],
)
def test_a_bare_title_has_no_number(heading: str, title: str) -> None:
    assert bare_title(heading) == title


def test_lengths_come_from_the_kind_and_the_notes_and_are_shared_by_the_facts() -> None:
    notes = replace(notes_of("hospital.md"), requirements=(Requirement("个人履职情况", min_chars=600, max_chars=900),))
    lengths = {plan.id: (plan.min_chars, plan.max_chars) for plan in plan_sections(notes, KIND)}
    one, two = lengths["performance/1"], lengths["performance/2"]
    assert one[0]
    assert two[0]
    assert one[1]
    assert two[1]
    assert 598 <= one[0] + two[0] <= 600
    assert 898 <= one[1] + two[1] <= 900
    assert one[0] > two[0]
    assert lengths["shortcomings"][0] == 100


def test_a_pattern_is_used_only_when_all_its_values_are_known() -> None:
    assert fill(["{year}年{office}", "{year}年", "无"], {"year": "2024"}) == "2024年"
    assert fill(["{year}年"], {}) == ""


def test_the_office_is_the_post_with_its_unit() -> None:
    notes = notes_of("hospital.md")
    assert pattern_values(replace(notes, unit="市第三医院", post="内科主任"), KIND)["office"] == "市第三医院内科主任"
    assert pattern_values(replace(notes, unit="市第三医院"), KIND)["office"] == "市第三医院内科主任"
    assert "office" not in pattern_values(replace(notes, unit="市第三医院", post=""), KIND)
    assert pattern_values(replace(notes, unit="望湖社区", post="社区党委书记"), KIND)["office"] == "望湖社区党委书记"


def test_the_office_in_english() -> None:
    notes = replace(notes_of("hospital.md"), unit="Northfield School", post="Principal")
    assert pattern_values(notes, load_kind("en-duty"))["office"] == "Principal of Northfield School"


def test_a_length_of_the_whole_is_shared_out_over_the_sections() -> None:
    notes = replace(notes_of("hospital.md"), requirements=(Requirement(min_chars=2000, max_chars=2500),))
    plans = [plan for plan in plan_sections(notes, KIND) if plan.facts]
    frame = sum(
        count_chars(plan.title + plan.opening + plan.ending, KIND.counting) for plan in plan_sections(notes, KIND)
    )
    assert 2000 - frame - len(plans) <= sum(plan.min_chars or 0 for plan in plans) <= 2000 - frame
    assert 2500 - frame - len(plans) <= sum(plan.max_chars or 0 for plan in plans) <= 2500 - frame


def test_a_share_is_taken_of_the_length_to_be_expected_and_never_of_more_than_is_allowed() -> None:
    third = Requirement("存在的不足", min_share=1 / 3)
    notes = replace(notes_of("hospital.md"), requirements=(third, Requirement(max_chars=450)))
    (plan,) = [plan for plan in plan_sections(notes, KIND) if plan.id == "shortcomings"]
    assert plan.min_chars == 150
    assert plan.max_chars == 150  # what it must have overrides its part of the whole


def test_a_thin_report_is_not_spun_out_unless_the_notes_demand_it() -> None:
    text = "---\n文种: 述职报告\n{demand}---\n\n# 个人履职情况\n- 走访困难户38户\n\n# 存在的不足\n- 学习不够\n"
    kind = load_kind("zh-duty")
    thin, demanded = (
        {plan.id: plan for plan in plan_sections(read_notes(text.format(demand=demand), "notes.md"), kind)}
        for demand in ("", "要求: 存在的不足不少于200字\n")
    )
    assert thin["performance"].min_chars == thin["performance"].max_chars == int(1.5 * len("走访困难户38户"))
    assert demanded["performance"].min_chars == 300
    assert demanded["shortcomings"].min_chars == 200


@pytest.mark.parametrize(
    ("body", "opening"),
    [
        (
            "# Performance\n- ran 4 courses\n## ESOL\n- 13 passed\n# Shortcomings\n- too few tutors\n",
            "In 2024 I served as Tutor of X School; this report covers performance of duties, ESOL and shortcomings.",
        ),
        ("# Performance\n- ran 4 courses\n", "In 2024 I served as Tutor of X School."),
        ("# Summary\n- taught in 3 towns\n# Next steps\n- run 5 courses\n", "In 2024 I served as Tutor of X School."),
    ],
)
def test_the_lead_without_facts_says_what_the_report_covers(body: str, opening: str) -> None:
    notes = read_notes(f"---\nkind: en-duty\nyear: 2024\npost: Tutor\nunit: X School\n---\n{body}")
    lead = next(plan for plan in plan_sections(notes, load_kind("en-duty")) if plan.spec.id == "lead")
    assert lead.opening == opening

"""What was written is read as the same tree, and reads as plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.model import Draft, DraftSection, Sentence
from drafter.outline import read_report, write_report


def section(level: int, title: str, *paragraphs: str) -> DraftSection:
    starts = tuple(range(len(paragraphs))) or (0,)
    return DraftSection("x", level, title, tuple(Sentence(text) for text in paragraphs), starts)


def test_a_chinese_report_is_numbered_by_the_standard() -> None:
    draft = Draft(
        title="2024年度述职报告",
        salutation="各位领导、同志们：",
        sections=(
            section(0, "", "现将履职情况报告如下。"),
            section(1, "履职情况"),
            section(2, "防汛", "转移群众1.2万人次。", "加固大坝3座。"),
            section(3, "巡堤", "日巡夜查。"),
            section(4, "日巡", "早晚各一次。"),
            section(2, "除险", "除险3座。"),
            section(1, "存在不足", "学习不够。"),
            section(0, "", "特此报告，请予评议。"),
        ),
        signature="王强",
        date="2024年12月5日",
    )
    assert write_report(draft) == (
        "# 2024年度述职报告\n\n各位领导、同志们：\n\n现将履职情况报告如下。\n\n## 一、履职情况\n\n### （一）防汛\n\n"
        "转移群众1.2万人次。\n\n加固大坝3座。\n\n#### 1. 巡堤\n\n日巡夜查。\n\n##### （1）日巡\n\n早晚各一次。\n\n"
        "### （二）除险\n\n除险3座。\n\n## 二、存在不足\n\n学习不够。\n\n特此报告，请予评议。\n\n王强\n\n2024年12月5日\n"
    )


def test_an_english_report_is_numbered_by_decimals() -> None:
    sections = (
        section(1, "Results"),
        section(2, "Care", "Treated 5.", "Done."),
        section(2, "Training"),
        section(1, "Plans"),
    )
    one = DraftSection("x", 0, "", (Sentence("One."), Sentence("Two.")), (0,))
    draft = Draft("Duty report", sections=(one, *sections), lang="en")
    assert write_report(draft) == (
        "# Duty report\n\nOne. Two.\n\n## 1. Results\n\n### 1.1 Care\n\nTreated 5.\n\nDone.\n\n### 1.2 Training\n\n## 2. Plans\n"
    )


def levels(steps: list[int]) -> list[int]:
    """Levels that begin at 1 and go down one at a time."""
    found = []
    for step in steps:
        found.append(min(step, (found[-1] if found else 0) + 1))
    return found


LEVELS = st.lists(st.integers(1, 4), max_size=12).map(levels)
TITLES = st.text(st.sampled_from("成效党建《纲要》“双建”、，（一）2024年-项目二"), min_size=1, max_size=30).filter(
    lambda text: text[0] not in "、，-"
)
LINES = st.text(st.sampled_from("完成近200个，“四强”：一是。；《》（）"), max_size=60).map(lambda text: f"本人{text}。")
WORDS = st.lists(st.sampled_from(["abcd", "EFG", "12%", "7", "I"]), max_size=8).map(
    lambda words: " ".join(["We", *words])
)


@given(LEVELS, st.data())
def test_reading_what_was_written_gives_the_same_tree(depths: list[int], data: st.DataObject) -> None:
    lang = data.draw(st.sampled_from(["zh", "en"]))
    titles, lines = (TITLES, LINES) if lang == "zh" else (WORDS, WORDS.map(lambda text: f"{text}."))
    sections = tuple(section(depth, data.draw(titles), *data.draw(st.lists(lines, max_size=3))) for depth in depths)
    draft = Draft("述职报告" if lang == "zh" else "Duty report", sections=sections, lang=lang)
    report = read_report(write_report(draft))
    assert [(one.level, one.title, report.of(one.body)) for one in report.walk()] == [
        (one.level, one.title, "\n\n".join(sentence.text for sentence in one.sentences)) for one in sections
    ]
    assert report.of(report.title) == draft.title


@given(LEVELS, st.data())
def test_the_same_tree_is_read_without_hashes(depths: list[int], data: st.DataObject) -> None:
    """Chinese reports read as plain text: the numbers carry the tree, when each heading has a body."""
    names = st.text(st.sampled_from("成效党建德育项目"), min_size=2, max_size=20)
    bodies = st.lists(LINES, min_size=1, max_size=2)
    sections = tuple(section(depth, data.draw(names), *data.draw(bodies)) for depth in depths)
    report = read_report(write_report(Draft("述职报告", sections=sections)).replace("#", "").replace("\n ", "\n"))
    assert [(one.level, one.title) for one in report.walk()] == [(one.level, one.title) for one in sections]

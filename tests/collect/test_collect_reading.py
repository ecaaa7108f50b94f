"""What is read in a fact is what the gate will read, with what a figure counts; what lacks is doubted."""

from __future__ import annotations

import pytest

from drafter.drafting.collecting import read_fact
from drafter.kinds import load_kind


@pytest.mark.parametrize(
    ("text", "figures", "names"),
    [
        ("整改90多个支部中存在的近200个问题", ("90多个支部", "近200个问题"), ()),
        ("完成投资31.6亿元，占年计划的105.3%", ("31.6亿元", "105.3%"), ()),
        ("5个党组织获评市级先进党支部示范点", ("5个党组织",), ("市级先进党支部示范点",)),
        ("走访96次覆盖全部县区", ("96次",), ()),
        ("“走访百个支部”活动", (), ("“走访百个支部”",)),
        ("没有什么", (), ()),
    ],
)
def test_what_is_read(text: str, figures: tuple[str, ...], names: tuple[str, ...]) -> None:
    read = read_fact(text, load_kind("zh-duty").sections[1], "zh")
    assert (read.figures, read.names) == (figures, names)


@pytest.mark.parametrize(
    ("text", "section", "doubts"),
    [
        ("开展主题教育", "performance", ["no_figure"]),
        ("2023年3月5日开展主题教育", "performance", ["no_figure"]),
        ("开展主题教育14场", "performance", []),
        ("开展主题教育", "shortcomings", []),
        ("实验中学获特色学校", "performance", ["no_level"]),
        ("实验中学获教育部国防教育特色学校", "performance", []),
        ("实验中学被教育部授予国防教育特色学校", "performance", []),
        ("市教育局获先进集体", "performance", ["no_level"]),
        ("实验中学获全国国防教育特色学校", "performance", []),
        ("获市级先进集体", "performance", []),
        ("获区“最美护士”称号", "performance", []),
        ("学校获评区教育质量综合评价一等奖", "performance", []),
        ("本人被评为优秀共产党员", "performance", ["no_level"]),
        ("校园安全零事故", "performance", []),
        ("全年未发生较大以上安全事故", "performance", []),
        ("零星开展宣传", "performance", ["no_figure"]),
    ],
)
def test_what_lacks(text: str, section: str, doubts: list[str]) -> None:
    kind = load_kind("zh-duty")
    spec = kind.section(section)
    assert spec is not None
    assert list(read_fact(text, spec, "zh").doubts) == doubts


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Held reading hours", ["no_figure"]),
        ("Held 14 reading hours", []),
        ("There was no accident in the laboratories", []),
        ("Our team won an award for service", ["no_level"]),
        ("Our team won the national award for service", []),
    ],
)
def test_what_lacks_in_english(text: str, doubts: list[str]) -> None:
    spec = load_kind("en-duty").section("performance")
    assert spec is not None
    assert list(read_fact(text, spec, "en").doubts) == doubts

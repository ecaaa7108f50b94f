"""What must hold of the composer's text, whatever a clerk wrote."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from drafter.drafting.compose import compose_section, compose_sentences
from drafter.drafting.compose_clean import clean, mask, split
from drafter.drafting.compose_run import group_sizes
from drafter.drafting.plan import SectionPlan
from drafter.figures import find_figures
from drafter.kinds import SectionSpec, load_kind
from drafter.model import Author, Fact, Sentence
from drafter.numbering import write_han

ZH = load_kind("zh-duty")
DOUBLED = re.compile(r"[，。；：、！？,;]{2}")
LIST_MARK = re.compile(r"(?:[-*+•·]\s|[0-9]{1,2}[.、]\D|#)")
STRAY = str.maketrans("", "", " \t\n，。；：、！？,;:.!?“”\"'*`-…—()（）")

subjects = st.sampled_from(
    ["我局", "全市", "本科室", "局机关", "实验小学", "“三服务”平台", "《工作条例》", "党建工作", "门诊量", ""]
)
verbs = st.sampled_from(
    ["开展", "完成", "获", "整治", "培训", "新建", "不够", "", "办结", "走访", "学习", "落实不到位"]
)
counts = st.sampled_from(
    [
        "14场",
        "近200个",
        "3.2亿元",
        "12.5%",
        "２３项",
        "第一名",
        "三分之二",
        "5月12日",
        "1,280人次",
        "90多个",
        "提高2.3个百分点",
        "15%～30%",
        "约3万亩",
        "",
    ]
)
objects = st.sampled_from(
    ["活动", "教育", "纠纷", "“最多跑一次”改革", "志愿服务", "制度", "问题", "会", "平台", "荣誉", "村民", "力度"]
)
marks = st.sampled_from(["，", "；", "、", "。", ",", ";", "：", ":", " ", ""])
leads = st.sampled_from(["", "- ", "1. ", "2、", "（3）", "①", "一是", "**", "• "])
ends = st.sampled_from(["", "。", "；", ";", ".", "，", "！", "……", " "])
parts = st.builds(lambda *words: "".join(words), subjects, verbs, counts, objects)
bullets = st.builds(
    lambda lead, first, mark, second, end: f"{lead}{first}{mark}{second}{end}", leads, parts, marks, parts, ends
)
texts = st.one_of(bullets, st.text(alphabet='开展活动获第一，。；：、“”《》（）12.%近多 ,;"*-是一二会abI', max_size=40))
sections = st.sampled_from(ZH.sections)


def facts_of(texts_: list[str]) -> list[Fact]:
    return [Fact(str(number), text, number) for number, text in enumerate(texts_, 1)]


def words_of(text: str) -> str:
    """The words of a text without marks, widths folded."""
    return text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}).translate(STRAY)


def is_within(words: str, text: str) -> bool:
    """Whether the characters stand in the text in their order."""
    rest = iter(text)
    return all(char in rest for char in words)


@given(st.lists(texts, max_size=14), sections)
def test_nothing_is_lost(written: list[str], section: SectionSpec) -> None:
    facts = facts_of(written)
    sentences = compose_sentences(facts, kind=ZH, section=section)
    stated = [fact for sentence in sentences for fact in sentence.facts]
    assert stated == [fact.id for fact in facts if clean(fact.text)]
    for fact in facts:
        if clean(fact.text):
            (told,) = [sentence for sentence in sentences if fact.id in sentence.facts]
            assert is_within(words_of(clean(fact.text)).replace("我", ""), words_of(told.text).replace("本人", ""))


@given(st.lists(texts, max_size=14), sections, st.integers(0, 5))
@example(["1;一是;1"], ZH.sections[0], 0)
def test_style_marks(written: list[str], section: SectionSpec, start: int) -> None:
    for sentence in compose_sentences(facts_of(written), kind=ZH, section=section, start=start):
        assert sentence.author is Author.COMPOSER
        assert sentence.text[-1] in "。！？"
        assert not DOUBLED.search(mask(sentence.text)), sentence.text
        assert not LIST_MARK.match(sentence.text)
        assert "\n" not in sentence.text


@given(st.lists(bullets, max_size=14), sections)
def test_composing_is_repeatable(written: list[str], section: SectionSpec) -> None:
    facts = facts_of(written)
    assert compose_sentences(facts, kind=ZH, section=section) == compose_sentences(facts, kind=ZH, section=section)


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(texts, st.sampled_from(["，", "。；", "，。；：、"]))
def test_cutting_loses_nothing(text: str, at: str) -> None:
    joined = "".join(piece + mark for piece, mark in split(text, at))
    assert is_within(words_of(joined), words_of(text))
    assert words_of(joined) == words_of(text)


@given(
    st.lists(st.sampled_from(["开展活动14场", "获先进集体", "新建村道3公里"]), min_size=1, max_size=40),
    st.integers(0, 4),
)
def test_runs_have_no_gap(written: list[str], start: int) -> None:
    section = ZH.section("performance")
    assert section is not None
    told = compose_sentences(facts_of(written), kind=ZH, section=section, start=start)
    numbers = [
        text.split("是")[0] for text in (one.text for one in told) if re.match(r"[一二三四五六七八九十]+是", text)
    ]
    if len(written) == 1 and not start:
        assert not numbers
    else:
        assert numbers == [write_han(number) for number in range(start + 1, start + 1 + len(numbers))]
        assert numbers


@given(st.lists(bullets, max_size=40), st.integers(1, 9))
def test_groups_take_every_fact(written: list[str], most: int) -> None:
    sizes = group_sizes(written, most)
    assert sum(sizes) == len(written)
    assert len(sizes) == min(len(written), most)
    assert all(sizes)
    assert max(sizes, default=0) - min(sizes, default=0) <= 5  # a cut moves by one place at either end


def test_a_cut_moves_to_where_neighbours_are_less_alike() -> None:
    assert group_sizes(["走访企业12家", "发放贷款3亿元", "贷款逾期率1%"], 2) == (1, 2)
    assert group_sizes(["发放贷款3亿元", "贷款逾期率1%", "走访企业12家"], 2) == (2, 1)


def test_private_facts_never_appear() -> None:
    facts = [Fact("1", "开展活动14场", 1), Fact("2", "群众举报3件", 2, private=True)]
    for section in ZH.sections:
        told = compose_sentences(facts, kind=ZH, section=section)
        assert "举报" not in "".join(one.text for one in told)
        assert all("2" not in one.facts for one in told)


def test_a_section_has_its_frame_and_breaks_before_members() -> None:
    section = ZH.section("performance")
    assert section is not None
    facts = facts_of(
        [f"走访企业{number}家，{'解决用工、用地、融资等方面的困难，' * 3}帮助企业渡过难关" for number in range(2, 8)]
    )
    plan = SectionPlan("performance", 1, "履职情况", section, tuple(facts), opening="开头。", ending="结尾。")
    made = compose_section(plan, kind=ZH)
    assert made.sentences[0] == Sentence("开头。", (), Author.COMPOSER)
    assert made.sentences[-1] == Sentence("结尾。", (), Author.COMPOSER)
    assert made.paragraphs[0] == 0
    assert len(made.paragraphs) > 1
    assert all(made.sentences[place].text[1] == "是" for place in made.paragraphs[1:])


def figures_of(text: str) -> Counter[tuple[str | None, ...]]:
    return Counter((one.kind, one.value, one.low, one.high, one.unit, one.approx) for one in find_figures(text))


@settings(max_examples=40)
@given(st.lists(bullets, min_size=1, max_size=5), sections)
def test_every_figure_survives_with_its_value_unit_and_hedge(written: list[str], section: SectionSpec) -> None:
    for fact in facts_of(written):
        told = "".join(one.text for one in compose_sentences([fact], kind=ZH, section=section))
        assert figures_of(told) == figures_of(fact.text), (fact.text, told)

"""What holds for every report: its own text gives nothing, any one change gives one finding at its place."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import compare_figures, find_figures
from drafter.figures import align, compare
from tests.cases.score import read

if TYPE_CHECKING:
    from drafter.model import Finding

ROWS = read("consistency.jsonl")
REPORTS = [row for row in ROWS if row["mutation"] == "verbatim"]
NAMES = [row["passage"] for row in REPORTS]


def findings(facts: list[str], draft: str, row: dict[str, Any]) -> list[Finding]:
    return compare_figures(facts, draft, year=2023, lang=row["lang"])


@pytest.mark.parametrize("row", REPORTS, ids=NAMES)
def test_a_text_compared_with_itself_gives_nothing(row: dict[str, Any]) -> None:
    assert findings([row["draft"]], row["draft"], row) == []


@pytest.mark.parametrize("row", REPORTS, ids=NAMES)
def test_its_sentences_in_another_order_give_nothing(row: dict[str, Any]) -> None:
    ends = "。" if row["lang"] == "zh" else ". "
    sentences = [part for part in re.split(r"(?<=。)|(?<=[a-z]\. )", row["draft"]) if part.strip()]
    random.Random(7).shuffle(sentences)
    assert findings([row["draft"]], "".join(f"{s.rstrip(ends)}{ends}" for s in sentences), row) == []


@pytest.mark.parametrize("row", REPORTS, ids=NAMES)
def test_any_one_digit_changed_gives_one_finding_at_its_place(row: dict[str, Any]) -> None:
    draft = row["draft"]
    for figure in find_figures(draft, lang=row["lang"]):
        digits = [i for i in range(figure.start, figure.end) if draft[i].isdigit()]
        if figure.kind in {"date", "rank", "ordinal"} or len(digits) < 2:
            continue  # a date or a rank may turn into none; of one digit a neighbour's value may come
        at = digits[-1]
        digit = (int(draft[at]) + 3) % 10
        if figure.kind == "range" and digit < int(draft[at]):
            continue  # 5至1秒 is no range any more
        changed = f"{draft[:at]}{digit}{draft[at + 1 :]}"
        found = findings([draft], changed, row)
        assert len(found) == 1, (figure.text, found)
        assert found[0].start is not None
        assert found[0].start < figure.end
        assert found[0].end > figure.start


@pytest.mark.parametrize("row", REPORTS, ids=NAMES)
def test_a_sentence_of_a_report_is_a_part_of_it(row: dict[str, Any]) -> None:
    for sentence in re.split(r"(?<=[。；])", row["draft"]):
        assert compare_figures([row["draft"]], sentence, year=2023, lang=row["lang"], partial=True) == []


@given(st.integers(1000, 99_999).filter(lambda n: n % 10))
def test_any_notation_of_a_number_is_that_number(number: int) -> None:
    facts = [f"办结案件{number}件"]
    wide = str(number).translate({ord(str(i)): "０１２３４５６７８９"[i] for i in range(10)})
    for written in (f"{number}件", f"{number:,}件", f"{wide}件", f"{number} 件", f"{number / 10000}万件"):
        assert compare_figures(facts, f"全年办结案件{written}。") == [], written


@given(st.integers(2, 99), st.integers(2, 99))
def test_another_value_is_never_passed(one: int, two: int) -> None:
    found = compare_figures([f"培训党员{one}名"], f"培训党员{two}名。")
    assert bool(found) == (one != two)


@settings(max_examples=60)
@given(st.text(alphabet="1一十万亿个件%百分之、，。：；近多第 ab（）", max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for finding in compare_figures(["办结案件436件、罚没738.5万元，同比增长8.3%"], text):
        assert finding.start is None or text[finding.start : finding.end] == finding.text


def test_odd_long_texts_end() -> None:
    facts = [f"第{i}项工作完成{i * 7 + 3}件，同比增长{i}.5%，覆盖{i + 2}个村" for i in range(60)]
    for text in (
        "1个，" * 3000,
        "1个、" * 3000,
        "完成10件" * 2000,
        "（" * 20_000,
        "分别" * 5000 + "1个2个",
        "甲、" * 5000 + "5个",
        "甲3个，" * 3000,
        "百分之" * 5000,
        "1," * 5000,
        "3—" * 5000,
        "1月" * 5000,
        "one " * 5000,
        "two thirds " * 3000,
    ):
        assert compare_figures(facts, text)


@pytest.mark.parametrize("name", NAMES)
def test_facts_stated_word_for_word_are_judged_as_when_all_are_weighed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for row in ROWS if row["passage"] == name][::25]
    pairs = [(row["notes"][1:], draft, row) for row in rows for draft in (row["draft"], _shuffled(row))]
    quick = [findings(*pair) for pair in pairs]
    assert any(_settled(*pair) for pair in pairs)
    monkeypatch.setattr(align, "settled", lambda *_: {})
    assert quick == [findings(*pair) for pair in pairs]


def _shuffled(row: dict[str, Any]) -> str:
    """The facts of a row in another order, each a sentence or a clause of its own."""
    chance = random.Random(row["id"])
    facts = [fact.rstrip("。.；;") for fact in row["notes"][1:]]
    chance.shuffle(facts)
    marks = ("。", "；") if row["lang"] == "zh" else (". ", "; ")
    leads = ("", "", "一是", "全市") if row["lang"] == "zh" else ("", "In all, ")
    return "".join(f"{chance.choice(leads)}{fact}{chance.choice(marks)}" for fact in facts)


def _settled(facts: list[str], draft: str, row: dict[str, Any]) -> bool:
    layout, stated = compare._drafted(draft, row["lang"], 2023, None)
    known, _ = compare._prepared(tuple(facts), row["lang"], 2023)
    return bool(align.settled(layout, stated, known.stated, known.wholes))

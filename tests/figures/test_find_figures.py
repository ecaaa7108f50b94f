"""The figure reader: every form of writing a figure, and what holds for any text."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.figures import find_figures

FORMS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "forms.toml").read_text(encoding="utf-8"))
ROWS = [(text, want) for rows in FORMS.values() for text, want in rows.items()]
DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
SIGNS = (
    "0123456789０５.,，、。：∶零〇一二三十百千万亿两廿半几多余近约第点分之年月日号季度上下前-—～至到%％‰元角个家名位成折倍番打 \n"
    "“”《》（）〔〕/×+abcQ$¥￥£onehalfdozenthirdMaytwentyandpoint"
)


def shown(text: str) -> str:
    """The figures of a text as a writer of cases notes them."""
    parts = []
    for figure in find_figures(text):
        value = figure.value if figure.value is not None else f"{figure.low}..{figure.high}"
        parts.append(" ".join(part for part in (figure.kind, value, figure.unit, figure.approx) if part))
    return " | ".join(parts)


@pytest.mark.parametrize(("text", "want"), ROWS)
def test_each_form(text: str, want: str) -> None:
    assert shown(text) == want


def in_chinese(number: int) -> str:
    """A number below a hundred million in Chinese numerals, as it is read aloud."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1_000 else ""
        return f"{in_chinese(number // 10_000)}万{gap}{in_chinese(rest) if rest else ''}"
    text, gap = "", False
    for power, unit in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text


def notations(number: int) -> dict[str, str]:
    """The notations of one number, each with the unit 人."""
    chinese = in_chinese(number)
    wan = f"{number // 10_000}.{number % 10_000:04}".rstrip("0").rstrip(".") + "万"
    return {
        "arabic": str(number),
        "grouped": f"{number:,}",
        "full width": str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        "chinese": chinese,
        "formal": chinese.translate(FORMAL),
        "wan": wan if number >= 10_000 else str(number),
        "spaced": f"{number} ",
    }


@given(st.integers(min_value=2, max_value=99_999_999))
def test_any_notation_of_a_number_reads_the_same(number: int) -> None:
    for name, written in notations(number).items():
        found = find_figures(f"全年共服务群众{written}人。")
        assert [(figure.value, figure.unit) for figure in found] == [(str(number), "人")], (name, written)


@given(st.integers(min_value=1, max_value=9_999), st.integers(min_value=0, max_value=99))
def test_a_percentage_reads_the_same_in_signs_and_in_words(whole: int, part: int) -> None:
    digits = f"{part:02}".rstrip("0")
    decimal = f"{whole}.{digits}" if digits else str(whole)
    spoken = in_chinese(whole) + (f"点{''.join(DIGITS[int(digit)] for digit in digits)}" if digits else "")
    values = {find_figures(f"完成率达{form}。")[0].value for form in (f"{decimal}%", f"{decimal}％", f"百分之{spoken}")}
    assert values == {decimal}


@given(st.text(alphabet=st.sampled_from(SIGNS), max_size=60) | st.text(max_size=60))
def test_any_text_is_read_in_order_without_overlap_and_by_exact_places(text: str) -> None:
    last = 0
    for figure in find_figures(text):
        assert last <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert (figure.value is None) == (figure.low is not None and figure.high is not None)
        last = figure.end


@pytest.mark.parametrize(
    "piece",
    ["7", "一", "（", "“", "《", "〔", " ", ",", "1,", "一1", "第", "半", "-1", "1-", "1至", "1/", "百分之", "1万", "１", "one ",
     "a hundred ", "twenty-", "half a ", "1:1:", "\n1.", "1 ", "一 ", "1月1日至", "http://1", "翻", "点", "1 1/", "元1", "个",
     "two thirds ", "one hundred ", "a ", "and ", "万", "0", "年", "3—", "May 2 ", "about one ", "3 of ", "3次", "1月"],
)  # fmt: skip
def test_long_monotonous_text_ends_and_stays_in_order(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    ends = [(figure.start, figure.end) for figure in find_figures(text)]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))


def test_one_counts_by_itself_and_a_long_text_of_it_ends() -> None:
    assert [figure.value for figure in find_figures("  one. ")] == ["1"]
    assert find_figures("one " * 50_000) == []


def test_a_million_digits_are_no_error() -> None:
    assert find_figures("1" * 1_000_000) == []
    assert find_figures("一" * 1_000_000) == []


def test_the_language_of_a_reading_follows_the_text() -> None:
    assert [figure.lang for figure in find_figures("全年服务36人，a total of 36 visits")] == ["zh", "en"]
    assert [figure.lang for figure in find_figures("The capacity was 360.")] == ["en"]

"""Marks of headings and items are read and written; what only looks like one is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.numbering import STYLES, Style, read_han, read_marker, write_han, write_marker


@pytest.mark.parametrize(
    ("line", "text", "style", "parts", "words"),
    [
        ("一、成效", "一、", "han", (1,), "成效"),
        ("十二．成效", "十二．", "han", (12,), "成效"),
        ("  （二）党建", "（二）", "han-brackets", (2,), "党建"),
        ("(二) 党建", "(二)", "han-brackets", (2,), "党建"),
        ("3. 项目", "3.", "digit", (3,), "项目"),
        ("3、项目", "3、", "digit", (3,), "项目"),
        ("１．项目", "１．", "digit", (1,), "项目"),
        ("20.2026年计划", "20.", "digit", (20,), "2026年计划"),
        ("（4）项目", "（4）", "digit-brackets", (4,), "项目"),
        ("④项目", "④", "circled", (4,), "项目"),
        ("1.2 Results", "1.2", "decimal", (1, 2), "Results"),
        ("IV. Results", "IV.", "roman", (4,), "Results"),
    ],
)
def test_a_mark_is_read(line: str, text: str, style: str, parts: tuple[int, ...], words: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.text, marker.style, marker.parts, line[marker.end :]) == (text, style, parts, words)


@pytest.mark.parametrize(
    "line",
    [
        "一、二季度完成12项",
        "二、三产业占比",
        "3.5亿元",
        "2023年",
        "一是强化",
        "第一，",
        "12",
        "",
        "I am",
        "（略）",
        "1.5",
    ],
)
def test_what_only_looks_like_a_mark_is_none(line: str) -> None:
    assert read_marker(line) is None


def test_where_a_number_is_sure_a_grade_is_no_enumeration() -> None:
    marker = read_marker("一、二级医院创建", sure=True)
    assert marker is not None
    assert marker.parts == (1,)


@given(st.sampled_from([*STYLES, "circled", "roman"]), st.integers(1, 50))
def test_a_mark_that_was_written_is_read(style: Style, number: int) -> None:
    marker = read_marker(f"{write_marker(style, (number,))} 成效")
    assert marker is not None
    assert marker.parts == (number,)
    assert style in (marker.style, "circled")  # beyond ⑳ it is written （21）


@given(st.integers(1, 99))
def test_chinese_numerals_are_read_as_written(number: int) -> None:
    assert read_han(write_han(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,000", 3000),
        ("３０００", 3000),
        ("两千五百", 2500),
        ("3千", 3000),
        ("1.5万", 15000),
        ("三万五千", 35000),
        ("二〇二三", 2023),
        ("一百零五", 105),
    ],
)
def test_numbers_are_read(text: str, number: int) -> None:
    assert read_han(text) == number


@pytest.mark.parametrize("text", ["", "若干", "abc", "一半", "1.2.3"])
def test_words_are_no_number(text: str) -> None:
    assert read_han(text) is None

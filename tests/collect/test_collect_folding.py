"""Lines fit the terminal; nothing is lost, and no line begins with a closing mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.cli.folding import _UNIT, cells, fold


@pytest.mark.parametrize(
    ("text", "width", "want"),
    [
        ("一二三四五六七八九十", 12, "一二三四五六\n七八九十"),
        ("一二三四五六，七八九十", 12, "一二三四五\n六，七八九十"),
        ("一二三四五（六七）八九", 12, "一二三四五\n（六七）八九"),
        ("one two three four", 13, "one two three\nfour"),
        ("完成投资31.6亿元", 12, "完成投资\n31.6亿元"),
        ("  · 一二三四五六七", 12, "  · 一二三四\n五六七"),
        ("一行\n二行", 20, "一行\n二行"),
        ("一二三四五六七八", 6, "一二三四五六七八"),
    ],
)
def test_where_a_line_breaks(text: str, width: int, want: str) -> None:
    assert fold(text, width) == want


@given(st.text("一二，。（）《》ab1 .%\n", max_size=80), st.integers(14, 40), st.integers(0, 2))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int, indent: int) -> None:
    folded = fold(text, width, indent)
    assert "".join(folded.split()) == "".join(text.split())
    for line in folded.split("\n"):
        assert cells(line) <= width or len(_UNIT.findall(line.strip())) == 1, "only what must not be parted is wider"

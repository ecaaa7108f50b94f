"""The figure reader on its cases, and what holds for any text."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.figures import find_figures

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "forms.toml").read_text(encoding="utf-8"))
ROWS = [(form, text, want) for form, rows in CASES.items() for text, want in rows.items()]


def shown(text: str) -> str:
    """The figures of a text as a writer of cases notes them: `kind value [unit] [hedge]`, parted by " | "."""
    parts = []
    for figure in find_figures(text):
        value = figure.value if figure.value is not None else f"{figure.low}..{figure.high}"
        parts.append(" ".join(part for part in (figure.kind, value, figure.unit, figure.approx) if part))
    return " | ".join(parts)


@pytest.mark.parametrize(("form", "text", "want"), ROWS)
def test_each_form(form: str, text: str, want: str) -> None:
    assert shown(text) == want


@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789０５.,，、。零一二三十百千万亿两半第点分之几多余近约年月日号季度上下-—至到%％元个家名 \n“”《》（）(abcQ$¥onehalfdozenthird"
        )
    )
)
def test_any_text_is_read_without_error_in_order_and_without_overlap(text: str) -> None:
    last = 0
    for figure in find_figures(text):
        assert last <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert (figure.value is None) == (figure.low is not None and figure.high is not None)
        last = figure.end
    assert json.dumps([figure.value for figure in find_figures(text)])

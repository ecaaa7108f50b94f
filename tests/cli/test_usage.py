"""A command line that cannot be followed is a sentence and a way out, in the reader's language; so are help pages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drafter.cli.folding import cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Done

CASES = tomllib.loads((Path(__file__).parent / "usage.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case["words"]))
def test_what_is_wrong_and_the_way_out(drafter: Callable[..., Done], case: dict[str, Any], lang: str) -> None:
    done = drafter(*case["words"], DRAFTER_LANG=lang)
    assert done.status == 2
    assert done.out == ""
    for words in case[lang]:
        assert words in done.err
    assert len(done.err.strip().splitlines()) == 2


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_chinese_help_page_is_chinese_and_fits(drafter: Callable[..., Done], width: int) -> None:
    page = drafter("draft", "--help", DRAFTER_LANG="zh", COLUMNS=str(width)).out
    for heading in ("用法：", "参数：", "选项：", "显示这份说明。", "[必填]"):
        assert heading in "".join(page.split())
    for word in ("Usage", "Options", "Arguments", "Show this"):
        assert word not in page
    assert max(map(cells, page.splitlines())) <= max(width, 60)  # an option's own name may be longer than its column


def test_no_words_show_the_help(drafter: Callable[..., Done]) -> None:
    done = drafter(DRAFTER_LANG="zh")
    assert done.status == 2
    assert done.err.startswith("用法：")

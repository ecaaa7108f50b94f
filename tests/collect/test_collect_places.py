"""A fact goes into its section, whatever form the notes have, and reading finds it there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.drafting.collecting import list_places, place_at, put_fact
from drafter.drafting.plan import fact_paths
from drafter.errors import NotesError, StorageError
from drafter.kinds import load_kind
from drafter.notes import read_notes

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.workflow.collect import Notebook

KIND = load_kind("zh-duty")


@pytest.mark.parametrize(
    ("text", "section", "below", "path"),
    [
        ("# 导语\n- 甲\n# 存在不足\n", "shortcomings", (), ("存在不足",)),
        ("# 导语\n- 甲\n", "shortcomings", (), ("存在的不足",)),
        ("# 2023年述职\n## 履职情况\n- 甲\n", "performance", (), ("2023年述职", "履职情况")),
        ("# 2023年述职\n## 履职情况\n- 甲\n", "next", (), ("2023年述职", "努力的方向")),
        ("# 2023年述职\n## 履职情况\n## 存在的不足\n", "next", (), ("2023年述职", "努力的方向")),
        ("# 履职情况\n## 党建\n- 甲\n## 业务\n", "performance", ("业务",), ("履职情况", "业务")),
        ("# 履职情况\n## 党建\n- 甲\n", "performance", ("廉政",), ("履职情况", "廉政")),
        ("一、履职情况\n（一）党建\n- 甲\n", "performance", ("党建",), ("履职情况", "党建")),
        ("# 党建\n- 甲\n", "performance", ("党建",), ("党建",)),
        ("- 甲\n", "lead", (), ("导语",)),
    ],
)
def test_where_a_fact_goes(text: str, section: str, below: tuple[str, ...], path: tuple[str, ...]) -> None:
    places = list_places(read_notes(text, may_be_empty=True), KIND)
    spec = KIND.section(section)
    assert spec is not None
    place = place_at(places, spec, below)
    assert place.path == path
    notes = read_notes(put_fact(text, KIND, place, "新"))
    assert [fact.section for fact in notes.facts if fact.text == "新"] == [path]


def test_a_new_section_stands_in_the_order_of_the_kind() -> None:
    text = "---\n年度: 2023\n---\n\n# 个人履职情况\n- 甲\n\n# 努力的方向\n- 乙\n"
    for section, new in (("lead", "任局长"), ("shortcomings", "指导不够")):
        spec = KIND.section(section)
        assert spec is not None
        place = place_at(list_places(read_notes(text), KIND), spec)
        text = put_fact(text, KIND, place, new)
    assert text == (
        "---\n年度: 2023\n---\n\n# 导语\n- 任局长\n\n# 个人履职情况\n- 甲\n\n# 存在的不足\n- 指导不够\n\n# 努力的方向\n- 乙\n"
    )


def test_the_places_of_a_form_are_its_sections() -> None:
    places = list_places(read_notes("# 导语\n", may_be_empty=True), KIND)
    assert [place.title for place in places] == ["导语", "个人履职情况", "存在的不足", "努力的方向"]


def test_a_private_fact_is_at_its_place() -> None:
    places = list_places(read_notes("# 存在的不足\n- [内部] 甲\n"), KIND)
    assert [(place.spec.id, len(place.facts)) for place in places] == [
        ("lead", 0), ("performance", 0), ("shortcomings", 1), ("next", 0),
    ]  # fmt: skip


LINES = st.sampled_from(
    ["", "# 述职", "# 履职情况", "## 党建", "## 存在的不足", "# 存在的不足", "一、努力的方向", "（一）党建", "- 甲", "  - 乙", "* 丙：", "1. 丁", "备注", "- "]
)  # fmt: skip


def test_a_heading_that_would_make_another_of_a_bullet_is_not_written() -> None:
    text = "（一）党建\n- 甲\n（一）党建\n一、努力的方向\n（一）党建"
    before = read_notes(text)
    place = place_at(list_places(before, KIND), KIND.sections[0])
    with pytest.raises(NotesError):
        put_fact(text, KIND, place, "新的一条")


@given(st.lists(LINES, max_size=12), st.sampled_from(KIND.sections), st.sampled_from([(), ("党建",), ("新节",)]))
def test_the_new_fact_is_found_in_its_place(lines: list[str], spec: object, below: tuple[str, ...]) -> None:
    text = "\n".join(lines)
    before = read_notes(text, may_be_empty=True)
    place = place_at(list_places(before, KIND), spec, below)  # type: ignore[arg-type]  # drawn from the kind
    try:
        notes = read_notes(put_fact(text, KIND, place, "新的一条"))
    except NotesError:  # said, and nothing was written
        return
    paths = fact_paths(notes, KIND)
    assert [paths[fact.id] for fact in notes.facts if fact.text == "新的一条"] == [place.key]
    assert [fact.text for fact in notes.facts if fact.text != "新的一条"] == [fact.text for fact in before.facts]


def test_a_file_that_may_not_be_written_is_refused_before_any_question(
    notebook: Callable[..., Notebook], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(StorageError) as caught:
        notebook("# 导语\n- 甲\n")
    assert caught.value.key == "files.unwritable"

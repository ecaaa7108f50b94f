from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.drafting.plan import cover_depth, default_section, fact_paths, section_for, sort_fact
from drafter.files import read_text
from drafter.kinds import load_kind
from drafter.notes import read_notes

HERE = Path(__file__).parent
SAMPLES = sorted(Path(__file__).parents[2].glob("samples/*/notes.md"))
LEAST_SHARE = 0.93  # of the labelled bullets; what is missed is told in the assertion
LEAST_SHARE_OF_SAMPLES = 0.85  # their plans are often worded like deeds, and their leads like results
PLANS = ("next", "shortcomings")


def labelled() -> list[tuple[str, int, str, str]]:
    """(kind, year, section, bullet) of every line of `bullets.txt`."""
    found: list[tuple[str, int, str, str]] = []
    kind, year = "", 0
    for line in (HERE / "bullets.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind, year = line[1:-1].split()[0], int(line[1:-1].split()[1])
        elif line and not line.startswith("#"):
            section, bullet = line.split(" | ", 1)
            found.append((kind, year, section, bullet))
    return found


BULLETS = labelled()


def test_the_labels_are_sections_of_their_kinds() -> None:
    assert len(BULLETS) >= 80
    for kind, _, section, bullet in BULLETS:
        assert load_kind(kind).section(section) is not None, bullet


def test_nearly_all_labelled_bullets_are_sorted_as_a_person_would() -> None:
    missed = [
        (section, got, bullet)
        for kind, year, section, bullet in BULLETS
        if (got := sort_fact(bullet, load_kind(kind), year=year).id) != section
    ]
    assert 1 - len(missed) / len(BULLETS) >= LEAST_SHARE, missed


def test_the_samples_without_their_headings_are_mostly_sorted_as_their_writers_did() -> None:
    asked, missed = 0, []
    for path in SAMPLES:
        notes = read_notes(read_text(path), str(path))
        kind = load_kind(notes.kind)
        cover = cover_depth(notes, kind)
        for fact in notes.open_facts:
            if fact.section[cover:]:
                written = (section_for(fact.section[cover], kind) or default_section(kind)).id
                got = sort_fact(fact.text, kind, year=notes.year).id
                asked += 1
                missed += [(written, got, fact.text)] if got != written else []
    assert asked > 200
    assert 1 - len(missed) / asked >= LEAST_SHARE_OF_SAMPLES, missed
    assert not [one for one in missed if one[0] == "performance" and one[1] in PLANS], "a deed was taken for a plan"


@pytest.mark.parametrize(
    ("bullet", "section"),
    [
        ("学习不系统，业务知识掌握不全面。", "shortcomings"),
        ("打算每月参加业务培训１次，补齐业务知识短板！", "next"),
        ("下步打算", "next"),
        ("于2024年6月前建成综合服务中心", "next"),
        ("于2023年6月前建成综合服务中心", "performance"),
        ("投入不足50万元，建成口袋公园7个", "performance"),
    ],
)
def test_single_bullets(bullet: str, section: str) -> None:
    assert sort_fact(bullet, load_kind("zh-duty"), year=2023).id == section


def test_likeness_to_the_facts_of_a_section_decides_where_words_do_not() -> None:
    kind = load_kind("zh-duty")
    bullet = "年轻护士操作技能培训"
    assert sort_fact(bullet, kind).id == "performance"
    assert sort_fact(bullet, kind, known={"next": ["每季度举办年轻护士操作技能培训"]}).id == "next"


def test_bullets_under_the_title_of_the_report_are_sorted_too() -> None:
    kind = load_kind("zh-duty")
    notes = read_notes("# 2023年述职材料\n- 今后加强学习\n## 个人履职情况\n- 培训12期\n")
    assert fact_paths(notes, kind) == {"1": ("next",), "2": ("performance",)}


@given(st.text(max_size=60))
def test_any_bullet_has_a_section(bullet: str) -> None:
    for name in ("zh-duty", "en-duty"):
        kind = load_kind(name)
        assert sort_fact(bullet, kind, year=2023) in kind.sections

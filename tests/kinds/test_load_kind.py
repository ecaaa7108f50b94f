from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from drafter.errors import KindError
from drafter.kinds import Counting, count_chars, list_kinds, load_kind

SMALL = """
title = "试用报告"
lang = "zh"
person = "我"
aliases = ["试用"]

[[section]]
id = "lead"
title = "开头"
level = 0

[[section]]
id = "deeds"
title = "做了什么"
max_chars = 900

[[section.item]]
label = "学习"
words = ["学习", "培训"]
"""


def write_kind(folder: Path, text: str, name: str = "mine") -> Path:
    home = folder / name
    home.mkdir(parents=True)
    (home / "kind.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["zh-duty", "述职报告", "个人述职报告"])
def test_a_kind_is_found_by_id_title_and_alias(name: str) -> None:
    assert load_kind(name).name == "zh-duty"


def test_every_kind_that_comes_with_the_program_can_be_read_and_its_words_lead_to_it() -> None:
    for kind in list_kinds():
        for word in (kind.name, kind.title, *kind.aliases):
            assert load_kind(word).name == kind.name, word


def test_no_two_kinds_or_sections_share_a_word() -> None:
    words = [word for kind in list_kinds() for word in {kind.name, kind.title, *kind.aliases}]
    assert len(words) == len(set(words))
    for kind in list_kinds():
        titles = [word for spec in kind.sections for word in {spec.id, spec.title, *spec.aliases}]
        assert len(titles) == len(set(titles)), kind.name


def test_what_is_changed_on_the_disk_is_read_again(tmp_path: Path) -> None:
    nearest, folder = tmp_path / "nearest", write_kind(tmp_path / "folder", SMALL)
    folders = (nearest, folder)
    first = load_kind("mine", folders)
    assert load_kind("mine", folders) == first
    (folder / "mine" / "kind.toml").write_text(SMALL.replace("试用报告", "改过的报告"), encoding="utf-8")
    assert load_kind("mine", folders).title == "改过的报告"
    (nearest / "mine").mkdir(parents=True)  # a folder of prompts alone goes before the kind's own
    assert load_kind("mine", folders).folders == (nearest / "mine", folder / "mine")
    write_kind(nearest, SMALL.replace("试用报告", "更近的报告"), "mine2")
    assert load_kind("更近的报告", folders).name == "mine2"
    (folder / "mine" / "kind.toml").unlink()
    with pytest.raises(KindError):
        load_kind("mine", folders)


def test_a_persons_folder_adds_a_kind_and_overrides_one(tmp_path: Path) -> None:
    folder = write_kind(tmp_path, SMALL)
    write_kind(folder, SMALL.replace("试用报告", "述职报告").replace("试用", "述"), "zh-duty")
    assert load_kind("试用", [folder]).name == "mine"
    assert load_kind("zh-duty", [folder]).person == "我"
    assert load_kind("zh-duty").person == "本人"
    assert "mine" in [kind.name for kind in list_kinds([folder])]


def test_one_file_of_a_kind_can_be_overridden_alone(tmp_path: Path) -> None:
    (tmp_path / "zh-duty").mkdir()
    (tmp_path / "zh-duty" / "system.md").write_text("+++\n+++\n", encoding="utf-8")
    kind = load_kind("zh-duty", [tmp_path])
    assert kind.folders[0] == tmp_path / "zh-duty"
    assert kind.title == "述职报告"


def test_a_kind_uses_the_files_of_its_base_behind_its_own(tmp_path: Path) -> None:
    folder = write_kind(tmp_path, 'base = "zh-duty"\n' + SMALL)
    assert [home.name for home in load_kind("mine", [folder]).folders] == ["mine", "zh-duty"]


def test_bases_in_a_circle_are_refused(tmp_path: Path) -> None:
    folder = write_kind(tmp_path, 'base = "mine"\n' + SMALL)
    with pytest.raises(KindError) as caught:
        load_kind("mine", [folder])
    assert caught.value.key == "kinds.base_cycle"


def test_an_unknown_kind_names_the_nearest() -> None:
    with pytest.raises(KindError, match="zh-duty") as caught:
        load_kind("zh-dutty")
    assert "zh-duty" in caught.value.hint("zh")


CASES = tomllib.loads((Path(__file__).parent / "broken_kinds.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_broken_kind_is_refused_with_its_place(case: dict[str, str | int], tmp_path: Path) -> None:
    folder = write_kind(tmp_path, SMALL.replace(str(case["replace"]), str(case["by"]), 1))
    with pytest.raises(KindError) as caught:
        load_kind("mine", [folder])
    assert caught.value.key == f"kinds.{case['key']}"
    assert caught.value.line == case["line"]
    for lang in ("zh", "en"):
        assert str(case["says"]) in caught.value.say(lang)
        assert caught.value.hint(lang)


def test_the_section_is_found_by_id_title_or_alias_and_carries_its_demands() -> None:
    kind = load_kind("zh-duty")
    for word in ("shortcomings", "存在的不足", "存在问题"):
        spec = kind.section(word)
        assert spec is not None
        assert spec.id == "shortcomings"
    assert kind.section("天气") is None
    assert [one.section for one in kind.requirements] == ["", *(spec.id for spec in kind.sections)]


@pytest.mark.parametrize(
    ("text", "counting", "count"),
    [
        ("增长12.5%。", Counting(), 8),
        ("增长12.5%。", Counting(punctuation=False), 6),
        ("a b\n c", Counting(), 3),
        ("a b", Counting(spaces=True), 3),
        ("　“四个意识”\n", Counting(punctuation=False), 4),
        ("", Counting(), 0),
    ],
)
def test_characters_are_counted_by_the_rule(text: str, counting: Counting, count: int) -> None:
    assert count_chars(text, counting) == count

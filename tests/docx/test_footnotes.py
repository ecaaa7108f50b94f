"""Footnotes and endnotes of a Word file: read apart from the body, checked with it, at a place a person can find."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from drafter.formats.docx import read_docx, read_footnotes
from drafter.settings import CheckSettings
from drafter.workflow.check import check, comment, make_standard, mend
from drafter.workflow.importing import read_facts
from tests.docx.test_odd_bodies import parts_of

FILES = tomllib.loads((Path(__file__).parent / "footnotes.toml").read_text(encoding="utf-8"))["file"]


def word_file(case: dict[str, Any], folder: Path) -> str:
    path = folder / "notes.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts_of(case).items():
            archive.writestr(name, content)
    return str(path)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case["name"])
def test_notes_are_read_with_the_place_of_their_marks(case: dict[str, Any], tmp_path: Path) -> None:
    word = read_docx(word_file(case, tmp_path))
    found = [[one.kind, one.number, one.text, word.text[: one.at]] for one in read_footnotes(word)]
    assert [one[:3] for one in found] == [one[:3] for one in case["notes"]]
    assert all(before.endswith(last) for (*_, before), (*_, last) in zip(found, case["notes"], strict=True))
    assert not any(text in word.text for _, _, text, _ in case["notes"])  # apart from the body


FAULTY = {
    "body": "<w:p><w:r><w:t>2025年述职报告</w:t></w:r></w:p><w:p><w:r><w:t>一、履职情况</w:t></w:r></w:p>"
    '<w:p><w:r><w:t>走访企业120家</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>',
    "footnotes": '<w:footnote w:id="2"><w:p><w:r><w:t>其中民营96家,由XX局统计</w:t></w:r></w:p></w:footnote>',
}
NOTES = "# 履职情况\n- 走访企业120家，其中民营95家\n"


def test_a_fault_in_a_note_is_told_at_its_words_and_commented_at_its_mark(tmp_path: Path) -> None:
    path = word_file(FAULTY, tmp_path)
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    standard = make_standard(CheckSettings(), [], notes=str(tmp_path / "notes.md"))
    run = check(path, standard)
    found = {one.rule: one for one in run.result.findings if one.section == "脚注1"}
    assert {"figures/altered", "dirt/placeholder", "punctuation/halfwidth"} <= set(found)
    for one in found.values():
        assert run.result.text[one.start : one.end] == one.text
        assert one.fix is None
    assert found["figures/altered"].text == "96家"
    reviewed = tmp_path / "reviewed.docx"
    assert comment(run, str(reviewed)) == len(run.result.findings)
    said = {one.text.split("\n")[0]: one.comment_id for one in Document(str(reviewed)).comments}
    told = next(text for text in said if "96家" in text)
    assert told.startswith("[脚注1] ")
    assert b"<w:footnoteReference" in zipfile.ZipFile(reviewed).read("word/document.xml")
    assert "XX局" in zipfile.ZipFile(reviewed).read("word/footnotes.xml").decode()


def test_a_figure_placed_in_a_note_is_placed(tmp_path: Path) -> None:
    path = word_file({**FAULTY, "footnotes": FAULTY["footnotes"].replace("96", "95")}, tmp_path)
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    run = check(path, make_standard(CheckSettings(), [], notes=str(tmp_path / "notes.md")))
    assert not [one.rule for one in run.result.findings if one.rule.startswith(("figures/", "facts/"))]


def test_a_mend_leaves_notes_as_they_are_and_notes_count_for_no_length(tmp_path: Path) -> None:
    path = word_file(FAULTY, tmp_path)
    before = Path(path).read_bytes()
    assert mend(path, make_standard(CheckSettings(), []), write=True).edits == ()
    assert Path(path).read_bytes() == before
    (tmp_path / "notes.md").write_text("---\n要求: 全文不超过25字\n---\n" + NOTES, encoding="utf-8")
    run = check(path, make_standard(CheckSettings(), [], notes=str(tmp_path / "notes.md")))
    assert not [one for one in run.result.findings if one.rule == "requirements/length"]


def test_what_a_note_states_is_imported_with_its_place(tmp_path: Path) -> None:
    facts, _ = read_facts(word_file(FAULTY, tmp_path))
    assert [(one.text, one.place) for one in facts][-1] == ("其中民营96家,由XX局统计", "脚注1")

from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from drafter.drafting.gather import append, gather
from drafter.drafting.tables import Found
from drafter.errors import InputError, UsageError
from drafter.kinds import load_kind
from drafter.notes import read_notes
from drafter.workflow.importing import import_files, read_facts

if TYPE_CHECKING:
    from pathlib import Path

KIND = load_kind("zh-duty")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)
FACTS = st.lists(WORDS.map(lambda words: f"完成{' '.join(words.split())}任务3项"), min_size=1, max_size=8, unique=True)
PATHS = st.sampled_from([(), ("党建",), ("存在的不足",), ("个人履职情况", "抓学习"), ("一、政治建设", "（二）阵地")])


@given(st.data(), FACTS, WORDS)
def test_notes_give_back_exactly_the_facts_that_were_gathered(
    data: st.DataObject, facts: list[str], source: str
) -> None:
    found = [(Found(fact, "x", data.draw(PATHS)), f"{source}-->") for fact in facts]
    text = gather(found, KIND, "---\n文种: 述职报告\n---\n\n说明")
    assert sorted(fact.text for fact in read_notes(text).facts) == sorted(facts)


@given(st.data(), FACTS)
def test_what_is_added_to_notes_leaves_them_as_they_are(data: st.DataObject, facts: list[str]) -> None:
    old = "# 个人履职情况\r\n- 组织培训14场\r\n\r\n# 存在的不足\r\n1. 学习不够\r\n"
    found = [(Found(fact, "x", data.draw(PATHS)), "s") for fact in facts]
    text, known = append(old, found, KIND)
    assert known == 0
    texts = [fact.text for fact in read_notes(text).facts]
    assert sorted(texts) == sorted([*facts, "组织培训14场", "学习不够"])
    assert append(text, found, KIND) == (text, len(facts))


REPORT = """2022年度述职报告

各位领导、同志们：

2022年，本人担任局长，分管党建工作。现将履职情况报告如下。

一、个人履职情况

（一）抓党建。一是组织培训14场，参训1,200人次。二是整改近200个问题。

二、存在的不足

一是学习不够深入。

特此报告，请予评议。

李明
2022年12月5日
"""


def test_last_years_report_gives_its_sentences_under_the_sections_of_the_kind(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(REPORT.encode("gb18030"))
    run = import_files([str(tmp_path / "report.txt")], str(tmp_path / "notes.md"), kind_name="zh-duty")
    facts = [(fact.text, fact.section) for fact in read_notes((tmp_path / "notes.md").read_text("utf-8")).facts]
    assert facts == [
        ("2022年，本人担任局长，分管党建工作", ("导语",)),
        ("组织培训14场，参训1,200人次", ("个人履职情况", "抓党建")),
        ("整改近200个问题", ("个人履职情况", "抓党建")),
        ("学习不够深入", ("存在的不足",)),
    ]
    assert [omission.text for _, omission in run.omissions] == ["现将履职情况报告如下"]
    assert "<!-- 出处：report.txt，第9行 -->" in run.text


def test_a_word_file_gives_paragraphs_and_tables_with_their_rows_kept_together(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("一、个人履职情况")
    document.add_paragraph("组织培训14场。")
    table = document.add_table(rows=3, cols=4)
    rows = [("指标", "单位", "目标", "完成"), ("办件量", "件", "300", "320"), ("", "", "", "满意率98.5%")]
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("二、存在的不足")
    document.add_paragraph("学习不够深入。")
    document.save(str(tmp_path / "plan.docx"))
    found, omissions = read_facts(str(tmp_path / "plan.docx"))
    assert [(fact.text, fact.place, fact.headings) for fact in found] == [
        ("组织培训14场", "第2段", ("个人履职情况",)),
        ("学习不够深入", "第4段", ("存在的不足",)),
        ("办件量320件，目标300件", "表1!A2:D2", ("个人履职情况",)),
        ("办件量：满意率98.5%", "表1!A2:D3", ("个人履职情况",)),
    ]
    assert not omissions


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_in_any_encoding_and_with_any_delimiter(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [["指标", "单位", "计划", "完成"], ["完成投资", "亿元", "30", "31.6"], ["办结", "件", '"1,200"', '"1,286"']]
    if delimiter != ",":
        rows = [[cell.strip('"') for cell in row] for row in rows]
    text = "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    found, _ = read_facts(str(tmp_path / "t.csv"))
    assert [(fact.text, fact.place) for fact in found] == [
        ("完成投资31.6亿元，计划30亿元", "A2:D2"),
        ("办结1,286件，计划1,200件", "A3:D3"),
    ]


# ------------------------------------------------------------------------------------------------ refusals
def sheet(path: Path, extra: dict[str, bytes] | None = None) -> Path:
    book = Workbook()
    book.active.append(["指标", "完成"])
    book.active.append(["办件", "3件"])
    book.save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return path


REFUSED = {
    "sheet.macros": {"xl/vbaProject.bin": b"x"},
    "sheet.too_large": {"xl/worksheets/sheet9.xml": b" " * (40 * 2**20)},
    "sheet.broken": {"xl/more.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'},
}


@pytest.mark.parametrize("key", REFUSED)
def test_a_workbook_that_is_not_safe_is_refused(tmp_path: Path, key: str) -> None:
    path = sheet(tmp_path / "t.xlsx", REFUSED[key])
    with pytest.raises(InputError) as caught:
        read_facts(str(path))
    assert caught.value.key == key
    assert caught.value.hint("zh")


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("t.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "sheet.old"),
        ("t.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "sheet.password"),
        ("~$t.xlsx", bytes(165), "sheet.owner_file"),
        ("t.xlsx", b"no archive", "sheet.broken"),
        ("t.pdf", b"%PDF-1.7", "import.unknown"),
        ("t.txt", "\n", "files.empty"),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_own_sentence(
    tmp_path: Path, name: str, data: bytes | str, key: str
) -> None:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(InputError) as caught:
        read_facts(str(tmp_path / name))
    assert caught.value.key == key
    assert caught.value.hint("en")


def test_notes_that_exist_are_added_to_only_when_asked(tmp_path: Path) -> None:
    source, notes = sheet(tmp_path / "t.xlsx"), tmp_path / "notes.md"
    notes.write_text("# 个人履职情况\n- 组织培训14场\n", encoding="utf-8")
    with pytest.raises(UsageError):
        import_files([str(source)], str(notes), kind_name="zh-duty")
    assert "办件" not in notes.read_text("utf-8")
    import_files([str(source)], str(notes), kind_name="zh-duty", add=True)
    expected = "# 个人履职情况\n- 组织培训14场\n<!-- 出处：t.xlsx，Sheet!A2:B2 -->\n- 办件3件\n"
    assert notes.read_text("utf-8") == expected
    with pytest.raises(UsageError):
        import_files([str(notes)], str(notes), kind_name="zh-duty", add=True)


def test_the_command_says_what_it_left_out_and_ends_with_partial(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["指标", "完成"], ["办件", 3], ["合计", "=SUM(B2:B2)"], ["走访", 5]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    command = [sys.executable, "-m", "drafter", "import", "t.xlsx", "-o", "n.md", "--lang", "en"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 3
    assert "Sheet!B3 is a formula without a stored result" in done.stderr
    new = (tmp_path / "n.md").read_text("utf-8")
    assert "- 办件3" in new
    assert "- 走访5" in new
    assert "合计" not in new, "a name whose value is not known is no heading of what follows"

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from drafter.drafting.table_facts import read_table
from drafter.drafting.tables import grid
from drafter.figures import find_figures
from drafter.formats.xlsx import read_xlsx

CASES = tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))["table"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_table_gives_its_facts(case: dict[str, Any]) -> None:
    found, _ = read_table(grid(case["rows"], "t"))
    assert [fact.text for fact in found] == case["facts"]


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 300)), min_size=1, max_size=5))
def test_every_figure_of_a_row_is_in_its_fact(rows: list[tuple[int, int, int]]) -> None:
    heads = ["指标", "单位", "年度目标", "实际完成", "完成率"]
    cells = [[f"办结事项{'甲乙丙丁戊'[n]}", "件", str(a), str(b), f"{c}%"] for n, (a, b, c) in enumerate(rows)]
    found, omissions = read_table(grid([heads, *cells], "t"))
    assert not omissions
    for fact, row in zip(found, rows, strict=True):
        assert sorted(int(one.value or 0) for one in find_figures(fact.text)) == sorted(row)


def test_a_rate_that_does_not_say_that_it_is_per_cent_is_doubted() -> None:
    _, omissions = read_table(grid([["指标", "完成", "完成率"], ["投资", "3亿元", "105.3"]], "t"))
    assert [(one.kind, one.place) for one in omissions] == [("no_unit", "t!C2")]


@pytest.fixture
def workbook(tmp_path: Path) -> str:
    book = Workbook()
    sheet = book.active
    sheet.title = "指标"
    sheet.append(["2023年主要指标完成情况"])
    sheet.append(["指标", "单位", "2023年", None, "同比"])
    sheet.append([None, None, "目标", "完成", None])
    sheet.append(["一、党建工作"])
    sheet.append(["党员活动", "场", 12, 14, 0.1667])
    sheet.append(["内部指标", "件", 1, 1, 0])
    sheet.append(["竣工日期", None, None, 45058, None])
    sheet.append(["合计", "件", None, "=SUM(D5:D6)", None])
    sheet.append(["坏值", "件", None, "#DIV/0!", None])
    sheet.append(["看机器", None, None, 45058, None])
    for area in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A4:E4"):
        sheet.merge_cells(area)
    sheet["E5"].number_format = "0.0%"
    sheet["D7"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["D10"].number_format = "mmm-yy"
    sheet["F5"] = "藏着的列"
    sheet.column_dimensions["F"].hidden = True
    sheet.row_dimensions[6].hidden = True
    secret = book.create_sheet("底稿")
    secret.append(["指标", "完成"])
    secret.sheet_state = "hidden"
    path = tmp_path / "指标.xlsx"
    book.save(path)
    return str(path)


def test_a_workbook_is_read_as_a_person_sees_it(workbook: str) -> None:
    (table,), omissions = read_xlsx(workbook)
    found, doubts = read_table(table)
    assert [(fact.text, fact.headings) for fact in found] == [
        ("党员活动14场，2023年目标12场，同比增长16.7%", ("一、党建工作",)),
        ("竣工日期2023年5月12日", ("一、党建工作",)),
    ]
    assert not doubts
    assert {(one.kind, one.place) for one in omissions} == {
        ("hidden_sheet", "底稿"),
        ("hidden_rows", "指标!6"),
        ("hidden_columns", "指标!F"),
        ("no_value", "指标!D8"),
        ("error_value", "指标!D9"),
        ("unknown_format", "指标!D10"),
    }


@pytest.mark.parametrize(
    ("number", "shows"),
    [(14, "2023/5/12"), (31, "2023年5月12日"), (57, "2023年5月"), (58, "5月12日"), (4, "45,058.00"), (9, "4505800%")],
)
def test_formats_that_a_file_names_by_number(tmp_path: Path, number: int, shows: str) -> None:
    book = Workbook()
    cell = book.active["A1"]
    cell.value, cell.number_format = 45058, "0"
    cell._style.numFmtId = number
    book.save(tmp_path / "n.xlsx")
    (table,), omissions = read_xlsx(str(tmp_path / "n.xlsx"))
    assert [row[0].text for row in table.rows] == [shows]
    assert not omissions


def test_money_in_the_sign_of_the_machine_is_left_out(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = 31.6
    book.active["A1"].number_format = "0"
    book.active["A1"]._style.numFmtId = 7
    book.save(tmp_path / "n.xlsx")
    tables, omissions = read_xlsx(str(tmp_path / "n.xlsx"))
    assert not tables
    assert [one.kind for one in omissions] == ["unknown_format"]

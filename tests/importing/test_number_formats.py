from __future__ import annotations

import csv
import shutil
import subprocess
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from drafter.formats.xlsx import read_xlsx
from drafter.formats.xlsx.show import general, show_number
from drafter.formats.xlsx.tokens import UnknownFormatError

CASES = tomllib.loads(Path(__file__).with_name("formats.toml").read_text(encoding="utf-8"))
SOFFICE = shutil.which("soffice")


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: f"{case['format']}|{case['value']}")
def test_a_number_is_shown_as_its_cell_shows_it(case: dict[str, Any]) -> None:
    assert show_number(case["value"], case["format"]) == case["shows"]


@pytest.mark.parametrize("case", CASES["unknown"], ids=lambda case: case["format"])
def test_a_format_that_is_not_known_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(UnknownFormatError):
        show_number(case["value"], case["format"])


@given(st.decimals(min_value=Decimal("1e-4"), max_value=Decimal(99999999999), allow_nan=False, places=6))
def test_general_is_the_number_to_ten_digits_in_at_most_eleven_characters(value: Decimal) -> None:
    shown = general(value)
    assert len(shown) <= 11
    assert abs(Decimal(shown) - value) <= value * Decimal("1e-9") + Decimal("1e-12")


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_keeps_its_digits_under_thousands(value: int) -> None:
    assert show_number(value, "#,##0") == f"{value:,}"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False), st.integers(0, 4))
def test_decimals_are_rounded_half_up(value: Decimal, places: int) -> None:
    shown = show_number(value, "0." + "0" * places if places else "0")
    assert abs(Decimal(shown) - value) <= Decimal(5).scaleb(-places - 1)


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_cells_read_as_libreoffice_shows_them(tmp_path: Path) -> None:
    """LibreOffice writes formatted values to .csv: what a person sees in the cells."""
    cases = [case for case in CASES["case"] if case.get("office", True)]
    book = Workbook()
    sheet = book.active
    for row, case in enumerate(cases, 1):
        sheet.cell(row, 1, case["value"]).number_format = case["format"]
    path = tmp_path / "formats.xlsx"
    book.save(path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"  # UTF-8, values as shown
    command = [str(SOFFICE), profile, "--headless", "--convert-to", target, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    with (tmp_path / "formats.csv").open(encoding="utf-8", newline="") as stream:
        seen = [" ".join(row[0].split()) for row in csv.reader(stream)]
    (table,), omissions = read_xlsx(str(path))
    assert not omissions
    assert [row[0].text for row in table.rows] == seen


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_workbook_that_libreoffice_saved_reads_the_same(tmp_path: Path) -> None:
    book = Workbook()
    for row, case in enumerate((case for case in CASES["case"] if case.get("office", True)), 1):
        book.active.cell(row, 1, case["value"]).number_format = case["format"]
    book.active["B1"] = "=SUM(A1:A1)"
    path = tmp_path / "own.xlsx"
    book.save(path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "lo"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    (own,), left_out = read_xlsx(str(path))
    (saved,), none_left = read_xlsx(str(tmp_path / "lo" / "own.xlsx"))
    assert [omission.kind for omission in left_out] == ["no_value"]
    assert not none_left  # LibreOffice stores what its formulas give
    column = [[cell.text for cell in row if cell.column == 1] for row in saved.rows]
    assert [row for row in column if row] == [[row[0].text] for row in own.rows]

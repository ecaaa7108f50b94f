"""A report keeps its words in every form: what is handed in says what was checked."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from drafter import find_figures
from drafter.errors import UsageError
from drafter.files import read_text
from drafter.formats.docx import read_docx
from drafter.workflow.export import export

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/report.md"))
RUN_IN = (
    "# 述职报告\n\n各位领导：\n\n一、履职情况\n（一）突出政治建设。一是完成志愿服务14场。\n二是“两个维护”——入脑入心……\n"
)


def words(text: str) -> str:
    """A text without Markdown and blanks."""
    return re.sub(r"\s", "", re.sub(r"^#+ |\*\*", "", text, flags=re.MULTILINE))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("form", [".docx", ".html", ".txt"])
def test_every_word_and_figure_is_kept(sample: Path, form: str, tmp_path: Path) -> None:
    output = tmp_path / f"report{form}"
    export(str(sample), str(output))
    text = read_docx(str(output)).text if form == ".docx" else read_text(output)
    if form == ".html":
        text = html.unescape(re.sub(r"<[^>]*>", "", text[text.index("<body>") :]))
    source = read_text(sample)
    assert words(text) == words(source)
    assert [figure.text for figure in find_figures(text)] == [figure.text for figure in find_figures(source)]


def test_the_word_file_has_the_official_layout(tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text(RUN_IN, encoding="utf-8")
    export(str(tmp_path / "r.md"), str(tmp_path / "r.docx"))
    document = read_docx(str(tmp_path / "r.docx")).document
    section = document.sections[0]
    millimetres = [round(length.mm) for length in (section.page_width, section.page_height, section.top_margin)]
    assert millimetres == [210, 297, 37]
    assert [round(length.mm) for length in (section.left_margin, section.right_margin)] == [28, 26]
    run_in = next(one for one in document.paragraphs if one.text.startswith("（一）"))
    fonts = [run._r.rPr.find(qn("w:rFonts")) for run in run_in.runs]
    assert [font.get(qn("w:eastAsia")) for font in fonts] == ["楷体_GB2312", "仿宋_GB2312"]
    assert all(font.get(qn("w:hint")) == "eastAsia" for font in fonts), "quotes and dashes would fall to a Latin font"
    assert run_in.runs[0].text == "（一）突出政治建设"
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_an_unknown_form_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        export(str(SAMPLES[0]), str(tmp_path / "r.odt"))
    assert ".docx" in caught.value.hint("zh")


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here: PDF is not tested")
def test_a_pdf_has_the_words_too(tmp_path: Path) -> None:
    output = tmp_path / "report.pdf"
    export(str(SAMPLES[0]), str(output))
    assert output.read_bytes().startswith(b"%PDF-")

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap, qn

from drafter.errors import InputError
from drafter.formats.docx import add_comments, apply_edits, docx_bytes, read_docx, replace_paragraphs
from drafter.formats.docx.counting import chinese, render
from drafter.model import Edit, Finding, Level, Span

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument


def saved(document: WordDocument, path: Path) -> str:
    path.write_bytes(docx_bytes(document))
    return str(path)


def paragraph(document: WordDocument, inner: str) -> None:
    document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def finding(text: str, words: str) -> Finding:
    start = text.index(words)
    return Finding("dirt/x", Level.ERROR, f"“{words}”", start=start, end=start + len(words), text=words)


NUMBERED = """<w:numbering {ns}>
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


@pytest.fixture
def numbered(tmp_path: Path) -> str:
    document = Document()
    root = document.part.numbering_part.element
    for old in list(root):
        root.remove(old)
    root.extend(list(parse_xml(NUMBERED.format(ns=nsdecls("w")))))
    for number, depth, text in [
        (1, 0, "履职"),
        (1, 1, "政治"),
        (1, 1, "组织"),
        (1, 2, "点"),
        (1, 0, "不足"),
        (1, 1, "学习"),
        (2, 0, "方向"),
    ]:
        line = document.add_paragraph(text)
        properties = line._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = number
        properties.get_or_add_ilvl().val = depth
    return saved(document, tmp_path / "numbered.docx")


def test_automatic_numbers_are_rendered_as_word_shows_them(numbered: str) -> None:
    assert read_docx(numbered).text.split("\n") == [
        "一、履职", "（一）政治", "（二）组织", "1. 点", "二、不足", "（一）学习", "五、方向"
    ]  # fmt: skip


def test_a_text_box_comes_out_once_behind_its_paragraph(tmp_path: Path) -> None:
    document = Document()
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    both = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{choice}{fallback}'
    paragraph(document, f"<w:r><w:t>正文</w:t></w:r><w:r>{both}</mc:AlternateContent></w:r>")
    assert read_docx(saved(document, tmp_path / "box.docx")).text == "正文\n框内"


def test_revisions_are_read_as_accepted(tmp_path: Path) -> None:
    document = Document()
    paragraph(
        document,
        "<w:r><w:t>完成</w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>22</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:r><w:t>项</w:t></w:r>",
    )
    paragraph(document, "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>两段</w:t></w:r>")
    paragraph(document, "<w:r><w:t>并一段</w:t></w:r>")
    assert read_docx(saved(document, tmp_path / "revised.docx")).text == "完成22项\n两段并一段"


def test_tables_fields_tabs_and_comments(tmp_path: Path) -> None:
    document = Document()
    line = document.add_paragraph("甲\t乙")
    document.add_comment(line.runs, text="批注不是正文", author="x")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "指标", "31.6亿元"
    paragraph(
        document,
        '<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>',
    )
    assert read_docx(saved(document, tmp_path / "t.docx")).text == "甲\t乙\n指标\n31.6亿元\n3"


def bad_files(folder: Path) -> dict[str, Path]:
    """Files that are not fit to read, each with the message that says so."""
    made = {
        "word.old_doc": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        "word.password": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(64) + "EncryptedPackage".encode("utf-16-le"),
        "word.broken": b"PK\x03\x04 not a zip at all",
        "word.not_word": zipped({"hello.txt": b"x"}),
        "word.too_large": zipped({"word/document.xml": b"<a>" + b" " * 50_000_000}),
        "word.owner_file": bytes(162),
    }
    paths = {}
    for key, content in made.items():
        name = "~$report.docx" if key == "word.owner_file" else key.replace(".", "_") + ".docx"
        paths[key] = folder / name
        paths[key].write_bytes(content)
    return paths


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_what_is_no_sound_word_file_is_refused_with_its_own_sentence(tmp_path: Path) -> None:
    for key, path in bad_files(tmp_path).items():
        with pytest.raises(InputError) as caught:
            read_docx(str(path))
        assert caught.value.key == key
        assert caught.value.hint("zh")


def test_a_missing_part_is_a_sentence_too(tmp_path: Path) -> None:
    sound = docx_bytes(Document())
    with zipfile.ZipFile(BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "word/styles.xml"}
    parts["word/document.xml"] = parts["word/document.xml"][:-40]
    path = tmp_path / "cut.docx"
    path.write_bytes(zipped(parts))
    with pytest.raises(InputError, match="not a sound Word file"):
        read_docx(str(path))


def test_comments_stand_on_their_exact_words_and_the_text_stays(tmp_path: Path) -> None:
    document = Document()
    line = document.add_paragraph("荣获集体荣誉")
    line.add_run("22项、个人").bold = True
    line.add_run("荣誉61人次。")
    word = read_docx(saved(document, tmp_path / "a.docx"))
    wanted = ["誉22项", "22项、", "61人次", "荣誉61"]
    assert add_comments(word, [finding(word.text, words) for words in wanted], lambda f: f.message) == len(wanted)
    again = read_docx(saved(word.document, tmp_path / "b.docx"))
    assert again.text == word.text
    assert [comment.text for comment in again.document.comments] == [f"“{words}”" for words in wanted]
    assert [spanned(again.document, str(number)) for number in range(len(wanted))] == wanted
    bold = "".join(run.text for run in again.document.paragraphs[0].runs if run.bold)
    assert bold == "22项、个人"


def spanned(document: WordDocument, key: str) -> str:
    text, inside = "", False
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart") and element.get(qn("w:id")) == key:
            inside = True
        elif element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == key:
            return text
        elif inside and element.tag == qn("w:t"):
            text += element.text
    raise AssertionError(key)


def test_a_finding_without_a_place_is_put_at_the_start(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("标题")
    word = read_docx(saved(document, tmp_path / "a.docx"))
    assert add_comments(word, [Finding("sections/missing", Level.ERROR, "缺少落款")], lambda f: f.message) == 1
    assert spanned(word.document, "0") == "标题"


def test_edits_change_the_words_and_keep_the_format(tmp_path: Path) -> None:
    document = Document()
    line = document.add_paragraph("计##paid")
    line.add_run("begin##划,很").bold = True
    document.add_paragraph("另一段")
    word = read_docx(saved(document, tmp_path / "a.docx"))
    start = word.text.index("##")
    comma = word.text.index(",")
    left = apply_edits(
        word,
        [
            Edit(start, start + 13, ""),
            Edit(comma, comma + 1, "，"),
            Edit(len("计##paidbegin##划,很"), len(word.text), ""),
        ],
    )
    assert [edit.text for edit in left] == [""]
    again = read_docx(saved(word.document, tmp_path / "b.docx"))
    assert again.text == "计划，很\n另一段"
    assert again.document.paragraphs[0].runs[1].bold


def test_no_counting_format_raises() -> None:
    assert chinese(12) == "十二"
    assert chinese(105) == "一百零五"
    for fmt in (
        "decimal",
        "chineseCountingThousand",
        "upperRoman",
        "decimalEnclosedCircle",
        "ideographZodiac",
        "unheardOf",
    ):
        for number in (0, 1, 10, 26, 27, 9999, 10000):
            assert isinstance(render(number, fmt), str)
    assert render(4, "upperRoman") == "IV"
    assert render(3, "ideographTraditional") == "丙"
    assert render(11, "chineseLegalSimplified") == "壹拾壹"


DIAGRAM = """<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="{a}"><dgm:ptLst>
<dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>抓学习的的事</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"""


def field_and_diagram(path: Path) -> str:
    """A Word file with a paragraph that a field numbers, and a diagram behind the next."""
    document = Document()
    part = Part(PackURI("/word/diagrams/data1.xml"), "application/xml", DIAGRAM.format(a=nsmap["a"]).encode())
    key = document.part.relate_to(part, f"{nsmap['r']}/diagramData")
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> AUTONUM </w:instrText></w:r>"
    paragraph(document, f"{field.format('begin')}{code}{field.format('end')}<w:r><w:t>履职</w:t></w:r>")
    document.add_paragraph("图见下").add_run()._r.append(  # python-docx writes no diagrams
        parse_xml(
            f'<w:drawing {nsdecls("w", "r")}><d:relIds xmlns:d="{nsmap["a"][:-4]}diagram" r:dm="{key}"/></w:drawing>'
        )
    )
    document.add_paragraph("完")
    return saved(document, path)


def test_a_comment_on_what_is_in_no_run_stands_beside_it(tmp_path: Path) -> None:
    word = read_docx(field_and_diagram(tmp_path / "a.docx"))
    assert word.text == "1.履职\n图见下\n抓学习的的事\n完"
    assert add_comments(word, [finding(word.text, "."), finding(word.text, "的的")], lambda one: one.message) == 2
    again = read_docx(saved(word.document, tmp_path / "b.docx"))
    assert again.text == word.text
    marked = [
        "".join(text.text or "" for text in start.itersiblings(qn("w:r"), qn("w:t")) for text in text.iter(qn("w:t")))
        for start in word.document.element.body.iter(qn("w:commentRangeStart"))
    ]
    assert marked == ["履职", "图见下"]


def test_words_of_a_diagram_are_not_rewritten_in_place(tmp_path: Path) -> None:
    word = read_docx(field_and_diagram(tmp_path / "a.docx"))
    at = word.text.index("的的")
    assert apply_edits(word, [Edit(at, at + 2, "的")]) == (Edit(at, at + 2, "的"),)
    assert replace_paragraphs(word, Span(word.text.index("图"), len(word.text)), ["新"])
    assert read_docx(saved(word.document, tmp_path / "b.docx")).text == word.text

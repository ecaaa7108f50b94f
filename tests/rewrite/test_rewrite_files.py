"""Files of every sort: what is not rewritten is the same to the byte, in Word to the XML."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml.etree import tostring

from drafter.errors import StorageError, UsageError
from drafter.formats.docx import docx_bytes, word_report
from drafter.model import Edit, Span
from drafter.outline import read_report
from drafter.workflow.history import list_versions, prepare_restore, restore
from drafter.workflow.store import open_stored, put_back, with_edits
from tests.servers.loopback import Loopback
from tests.servers.scripted import lie, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.workflow.rewrite import RewriteRun

SAMPLES = Path(__file__).parents[2] / "samples"
EDUCATION = (SAMPLES / "education" / "report.md").read_text(encoding="utf-8")
SECTION = "突出内涵建设"


def stored_as(text: str, encoding: str, newline: str, mark: str = "") -> bytes:
    return (mark + text.replace("\n", newline)).encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "newline", "mark"),
    [("gb18030", "\r\n", ""), ("utf-8", "\r\n", "\ufeff"), ("utf-16-le", "\n", "\ufeff"), ("utf-8", "\r", "")],
)
def test_encoding_mark_and_line_ends_stay(
    encoding: str, newline: str, mark: str, tmp_path: Path, rewritten: Callable[..., RewriteRun]
) -> None:
    path = tmp_path / "report.md"
    old = stored_as(EDUCATION, encoding, newline, mark)
    path.write_bytes(old)
    assert rewritten(path, SECTION).changed
    new = path.read_bytes()
    marker, following = (stored_as(words, encoding, newline) for words in (SECTION, "### （四）"))
    assert new[: new.index(marker)] == old[: old.index(marker)]
    assert new[new.index(following) :] == old[old.index(following) :]
    assert new != old


def test_mixed_line_ends_and_trailing_blanks_stay(tmp_path: Path, rewritten: Callable[..., RewriteRun]) -> None:
    head, body, tail = EDUCATION.partition("一是认真落实党建和德育联动机制")
    text = head.replace("\n", "\r\n").replace("履职情况", "履职情况  ", 1) + body + tail
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode())
    rewritten(path, SECTION)
    new = path.read_bytes()
    assert new.startswith(head.replace("\n", "\r\n").replace("履职情况", "履职情况  ", 1).encode())
    assert new.endswith(tail[tail.index("### （四）") :].encode())
    assert new != text.encode()


def paragraphs(path: Path) -> list[bytes]:
    """The XML of every paragraph; `xml:space` on a text says nothing where the text has no blank at its ends."""
    return [
        tostring(one, method="c14n").replace(b' xml:space="preserve"', b"")
        for one in Document(str(path)).element.body.iter(qn("w:p"))
    ]


@pytest.fixture
def word(tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    path.write_bytes(docx_bytes(word_report(read_report(EDUCATION))))
    return path


def test_in_word_only_the_paragraphs_of_the_section_change(word: Path, rewritten: Callable[..., RewriteRun]) -> None:
    old, parts = paragraphs(word), part_names(word)
    made = rewritten(word, SECTION)
    assert made.changed
    new = paragraphs(word)
    changed = [place for place, (one, two) in enumerate(zip(old, new, strict=True)) if one != two]
    texts = ["".join(run.text for run in Document(str(word)).paragraphs[place].runs) for place in changed]
    assert len(changed) == 1
    assert "党建和德育联动机制" in texts[0]
    assert part_names(word) == parts


def part_names(path: Path) -> dict[str, int]:
    """The parts of the file; those that are no paragraphs keep their size."""
    with zipfile.ZipFile(path) as archive:
        return {part.filename: part.file_size for part in archive.infolist() if part.filename != "word/document.xml"}


def test_a_lying_server_changes_nothing_in_word(word: Path, rewritten: Callable[..., RewriteRun]) -> None:
    old = word.read_bytes()
    with Loopback(timed(0, lie)) as server:
        made = rewritten(word, SECTION, url=server.url)
    assert not made.changed
    assert word.read_bytes() == old


def test_the_format_of_a_run_stays(tmp_path: Path, rewritten: Callable[..., RewriteRun]) -> None:
    document = Document()
    for line in ("述职报告", "一、主要工作"):
        document.add_paragraph(line)
    paragraph = document.add_paragraph()
    paragraph.add_run("一是切实加强学习。").bold = True
    paragraph.add_run("二是接待来访12批。").italic = True
    document.add_paragraph("二、存在不足")
    document.add_paragraph("一是研究不够深入。")
    path = tmp_path / "own.docx"
    path.write_bytes(docx_bytes(document))
    rewritten(path, "主要工作")
    runs = Document(str(path)).paragraphs[2].runs
    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("一是加强学习。", True, None),
        ("二是接待来访12批。", None, True),
    ]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_version_with_another_number_of_paragraphs_comes_back_to_word(
    count: int, word: Path, tmp_path: Path, rewritten: Callable[..., RewriteRun]
) -> None:
    """The section had another number of paragraphs once: paragraphs are added or removed within it and nowhere else."""
    from drafter.journal import Version, open_journal  # noqa: PLC0415  # only here

    rewritten(word, SECTION)
    old = paragraphs(word)
    text = "\n".join(f"第{number}段，开展活动{number}场。" for number in range(1, count + 1))
    with open_journal(tmp_path, tmp_path / "state") as journal:
        section = next(one for one in journal.latest(word).values() if SECTION in one.title)
        number = journal.save_version(word, Version(section.section, section.title, text, {})).id
    restoring = prepare_restore(str(word), number, tmp_path / "state")
    restore(restoring, tmp_path / "state")
    new = paragraphs(word)
    assert len(new) == len(old) + count - 1
    place = next(at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two)
    assert new[:place] == old[:place]
    assert new[place + count :] == old[place + 1 :]
    lines = [one.text for one in Document(str(word)).paragraphs]
    assert lines[lines.index("第1段，开展活动1场。") :][:count] == text.split("\n")


def test_an_edit_outside_its_section_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(EDUCATION, encoding="utf-8")
    stored = open_stored(str(path))
    with pytest.raises(StorageError):
        with_edits(stored, [Edit(0, 1, "x")], [Span(50, 60)])


def test_a_sentence_that_would_be_a_heading_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(EDUCATION, encoding="utf-8")
    stored = open_stored(str(path))
    body = next(stored.report.walk()).children[0].body
    with pytest.raises(StorageError):
        with_edits(stored, [Edit(body.start, body.start, "## 三、新的一节\n\n")], [body])


def test_a_report_that_another_program_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(EDUCATION, encoding="utf-8")
    stored = open_stored(str(path))
    body = next(stored.report.walk()).children[0].body
    data, _ = with_edits(stored, [Edit(body.start, body.end, "一是学习。")], [body])
    path.write_text(EDUCATION + "另一人的话。", encoding="utf-8")
    with pytest.raises(StorageError):
        put_back(stored, data)
    assert path.read_text(encoding="utf-8").endswith("另一人的话。")


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_history_round_trips(suffix: str, tmp_path: Path, rewritten: Callable[..., RewriteRun]) -> None:
    path = tmp_path / f"report.{suffix}"
    if suffix == "md":
        path.write_bytes(stored_as(EDUCATION, "gb18030", "\r\n"))
    else:
        path.write_bytes(docx_bytes(word_report(read_report(EDUCATION))))
    state = tmp_path / "state"
    old = path.read_bytes() if suffix == "md" else paragraphs(path)
    rewritten(path, SECTION)
    entries = list_versions(str(path), state)
    assert [(dict(entry.version.authors), entry.figures_before) for entry in entries] == [
        ({"hand": 5}, None),
        ({"composer": 2, "hand": 3}, entries[0].version.figures),
    ]
    assert entries[0].version.figures == entries[1].version.figures == 2
    new = restore(prepare_restore(str(path), entries[0].version.id, state), state)
    assert new.restored == entries[0].version.id
    assert (path.read_bytes() if suffix == "md" else paragraphs(path)) == old
    assert not prepare_restore(str(path), new.id, state).changes


def test_what_a_person_changed_by_hand_is_kept_and_said(tmp_path: Path, rewritten: Callable[..., RewriteRun]) -> None:
    path = tmp_path / "report.md"
    path.write_text(EDUCATION, encoding="utf-8")
    rewritten(path, SECTION)
    own = path.read_text(encoding="utf-8").replace("人均23.5小时", "人均超过20小时")
    path.write_text(own, encoding="utf-8")
    made = rewritten(path, SECTION, style="formal")
    assert [section.title for section, _ in made.by_hand] == ["突出内涵建设，促进中心工作"]
    last = list_versions(str(path), tmp_path / "state")[-1].version
    assert last.authors == {"hand": 5}
    assert "人均超过20小时" in last.text
    assert path.read_text(encoding="utf-8") == own


def test_a_section_that_is_gone_is_said(tmp_path: Path, rewritten: Callable[..., RewriteRun]) -> None:
    path = tmp_path / "report.md"
    path.write_text(EDUCATION, encoding="utf-8")
    rewritten(path, SECTION)
    path.write_text(path.read_text(encoding="utf-8").replace(SECTION, "别的题目"), encoding="utf-8")
    with pytest.raises(UsageError):
        prepare_restore(str(path), 1, tmp_path / "state")
    with pytest.raises(UsageError):
        prepare_restore(str(path), 99, tmp_path / "state")

"""Make `figures.jsonl` and `consistency.jsonl` from the passages, and `suite_zh.jsonl` and `suite_en.jsonl` from the suites.

    python -m tests.cases.make            write the files
    python -m tests.cases.make --check    exit 1 when they are not what the passages give

A faithful pair says the same facts in other words, notation or order; an unfaithful one alters one thing, alone or
beside a faithful change ("thousands+digit"). `was` is what stood there, `where` what stands there now (for a drop:
the figure that is missing, as noted), `span` the altered stretch of the draft. The choice is seeded by the passage's
name, so that the same passages always give the same files.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.cases.edits import FAITHFUL, Edit, apply
from tests.cases.faithful import figure_edits, layouts, whole_edits
from tests.cases.marks import Mark, read_marks
from tests.cases.passages import Passage, load
from tests.cases.unfaithful import alterations

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
Row = dict[str, object]
ALL = "(all)"


def figure_rows(passage: Passage) -> Iterator[Row]:
    """Each draft with every figure marked."""
    for index, draft in enumerate(passage.drafts):
        yield {
            "lang": passage.lang, "kind": "genre", "text": draft.text, "expect": [_mark_row(mark) for mark in draft.marks],
            "year": passage.year, "source": f"consistency/{passage.id}#{index}", "passage": passage.id,
        }  # fmt: skip


def suite_rows(lang: str) -> Iterator[Row]:
    """The short sentences of a suite; `sort` is the heading that they stand under."""
    sort = ""
    for line in (HERE / "suites" / f"{lang}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            sort = line.lstrip("# ").partition(":")[0]
        elif line:
            text, marks = read_marks(line, lang)
            yield {"lang": lang, "sort": sort, "text": text, "expect": [_mark_row(mark) for mark in marks]}


def _mark_row(mark: Mark) -> Row:
    row: Row = {"text": mark.text, "start": mark.start, "end": mark.end, "kind": mark.kind, "value": mark.value}
    if mark.unit:
        row["unit"] = mark.unit
    if mark.approx:
        row["approx"] = mark.approx
    if mark.optional or mark.approx == "<":  # the tools that share this format know no hedge "under"
        row["optional"] = True
    return row


def pair_rows(passage: Passage) -> list[Row]:
    """All pairs of a passage, numbered."""
    rng = Random(passage.id)
    rows: list[Row] = []
    for index in range(len(passage.drafts)):
        rows += _faithful(passage, index, rng)
        rows += _unfaithful(passage, index, rng)
    seen: set[object] = set()
    kept = [row for row in rows if not (row["draft"] in seen or seen.add(row["draft"]))]
    notes = [note.text for note in passage.notes]
    return [
        {"id": f"{passage.id}-{number:03d}", "lang": passage.lang, "passage": passage.id, "notes": notes, **row}
        for number, row in enumerate(kept, 1)
    ]


def _row(mutation: str, base: int, draft: str, words: tuple[str, str], span: tuple[int, int]) -> Row:
    was, where = words
    label = "faithful" if mutation in FAITHFUL else "unfaithful"
    return {
        "draft": draft,
        "label": label,
        "mutation": mutation,
        "where": where,
        "was": was,
        "span": list(span),
        "base": base,
    }


def _changed(old: str, new: str) -> tuple[int, int]:
    """The stretch of `new` that differs from `old`."""
    edit = Edit("", 0, len(old), new, "", "").narrowed(old)
    return edit.start, edit.start + len(edit.new)


def _faithful(passage: Passage, index: int, rng: Random) -> Iterator[Row]:
    draft = passage.drafts[index].text
    yield _row("paraphrase" if index else "verbatim", index, draft, ("", ""), (0, len(draft)))
    hand = [edit for base, edit in passage.edits if base == index and edit.faithful]
    forms = _one_of_each(list(figure_edits(passage, index)), rng)
    edits = hand + (rng.sample(forms, min(4, len(forms))) if index else forms)
    for edit in edits:
        new, _ = apply(draft, [edit])
        yield _row(edit.mutation, index, new, (edit.was, edit.where), _changed(draft, new))
    for name, all_edits in whole_edits(passage, index) if not index else ():
        new, _ = apply(draft, all_edits)
        yield _row(name, index, new, ("", ALL), _changed(draft, new))
    for name, new in list(layouts(passage, index))[: 1 if index else None]:
        yield _row(name, index, new, ("", ALL), _changed(draft, new))
    for _ in range(1 if index else 2):
        some = _apart(rng.sample(edits, min(4, len(edits))))
        new, _places = apply(draft, some)
        yield _row("multi", index, new, ("", " | ".join(edit.where for edit in some)), _changed(draft, new))


def _unfaithful(passage: Passage, index: int, rng: Random) -> Iterator[Row]:
    draft = passage.drafts[index].text
    edits = [edit for base, edit in passage.edits if base == index and not edit.faithful]
    edits += alterations(passage, index, rng)
    for edit in edits:
        new, places = apply(draft, [edit])
        yield _row(edit.mutation, index, new, (edit.was, edit.where), places[edit])
    faithful = [edit for base, edit in passage.edits if base == index and edit.faithful] + list(
        figure_edits(passage, index)
    )
    for edit in rng.sample(edits, min(2 if index else 4, len(edits))):
        beside = [other for other in faithful if other.apart(edit)]
        if beside:
            other = rng.choice(beside)
            new, places = apply(draft, [edit, other])
            yield _row(f"{other.mutation}+{edit.mutation}", index, new, (edit.was, edit.where), places[edit])


def _one_of_each(edits: list[Edit], rng: Random) -> list[Edit]:
    by_name: dict[str, list[Edit]] = {}
    for edit in edits:
        by_name.setdefault(edit.mutation, []).append(edit)
    return [rng.choice(same) for same in by_name.values()]


def _apart(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if all(edit.apart(other) for other in kept):
            kept.append(edit)
    return kept


def contents() -> dict[Path, str]:
    """Each file and what it should hold."""
    passages = load()
    rows = {
        "figures.jsonl": [row for passage in passages for row in figure_rows(passage)],
        "consistency.jsonl": [row for passage in passages for row in pair_rows(passage)],
        "suite_zh.jsonl": list(suite_rows("zh")),
        "suite_en.jsonl": list(suite_rows("en")),
    }
    return {
        HERE / name: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in all_) for name, all_ in rows.items()
    }


def main(arguments: list[str]) -> int:
    """Write the files, or with --check say which are stale."""
    stale = 0
    for path, text in contents().items():
        if arguments == ["--check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                print(f"stale: {path.name}: run python -m tests.cases.make", file=sys.stderr)
                stale = 1
            continue
        path.write_text(text, encoding="utf-8")
        rows = [json.loads(line) for line in text.splitlines()]
        counts = Counter(f"{row['label']} {row['mutation'].split('+')[-1]}" for row in rows if "label" in row)
        print(path.name, len(rows), dict(sorted(counts.items())))
    return stale


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

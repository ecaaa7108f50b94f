"""A hundred rewrites over the samples: the rest the same to the byte, no figure or name lost or invented, each old sentence
that stays told with its reason.

    python tests/benchmarks/rewrites.py [COUNT]                          a server that lies in every sentence
    python tests/benchmarks/rewrites.py [COUNT] --backend local ...      any backend: --backend --base-url --model

Prints the counts; exits with 1 where the bar is missed. The seconds are those of this machine.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import sys
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.drafting.read import split_sentences, without_run_mark
from drafter.errors import DrafterError
from drafter.figures import compare_figures
from drafter.names import compare_names
from drafter.outline import read_report
from drafter.settings import Settings, load_settings
from drafter.workflow.find import name_of
from drafter.workflow.rewrite import rewrite, save
from drafter.workflow.rewrite_order import Order, prepare
from tests.rewrite.conftest import SAMPLES, Quiet
from tests.servers.scripted import lying_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.model import Section

WISHES = (
    {"style": "concise"},
    {"style": "formal"},
    {"style": "results"},
    {"instruction": "压到150字"},
    {"style": "expand"},
)


def jobs() -> Iterator[tuple[Path, Section, dict[str, str]]]:
    """Sections and wishes in turn, so that any number of them covers samples and wishes alike."""
    found = [
        (path, section)
        for path in SAMPLES
        for section in read_report(path.read_text(encoding="utf-8")).walk()
        if section.body.end > section.body.start
    ]
    for turn in itertools.count():
        for place, (path, section) in enumerate(found):
            yield path, section, WISHES[(place + turn) % len(WISHES)]


def faults(old: str, new: str, section: Section) -> list[str]:
    """What the bar forbids."""
    found: list[str] = []
    tail = old[section.body.end :]
    if not (new.startswith(old[: section.body.start]) and new.endswith(tail)):
        found.append("rest")
    before, after = old[section.body.start : section.body.end], new[section.body.start : len(new) - len(tail)]
    lang = "zh" if re.search("[一-鿿]", old) else "en"
    facts = [without_run_mark(one) for line in before.splitlines() for one in split_sentences(line, lang)]
    known = [old[: section.body.start]]
    for compare in (compare_figures, compare_names):
        own = {(one.rule, one.text) for one in compare([*facts, *known], before)}
        found += [
            f"{one.rule} {one.text}" for one in compare([*facts, *known], after) if (one.rule, one.text) not in own
        ]
    return found


def one(path: Path, section: Section, wish: dict[str, str], settings: Settings, counts: Counter[str]) -> list[str]:
    """One rewrite; what the bar forbids in it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.md"
        report.write_bytes(path.read_bytes())
        order = Order(section=section.title, **wish)
        job = prepare(str(report), order, settings, (), lambda names: names.index(name_of(section)))
        run = rewrite(job, state=Path(folder), settings=settings, watch=Quiet())
        if run.changed:
            save(run, state=Path(folder))
        if job.backend is not None:
            job.backend.close()
        made = run.changes[0].made
        counts["sentences"] += len(made.passage.units)
        counts["new"] += sum(len(change.units) for change in made.changes)
        counts["kept"] += len(made.kept)
        counts["dropped clauses"] += len(made.dropped)
        counts["length missed"] += bool(made.missed)
        counts["length asked"] += "instruction" in wish
        counts.update(f"kept: {kept.reason}" for kept in made.kept)
        text = report.read_text(encoding="utf-8")
        found = faults(path.read_text(encoding="utf-8"), text, section)
        changed = {place for change in made.changes for place in change.units}
        told = {kept.unit for kept in made.kept}
        return found + (["untold"] if told & changed else [])


def main() -> int:
    """Run them and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=100)
    for name in ("--backend", "--base-url", "--model"):
        parser.add_argument(name)
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    bad = 0
    started = time.monotonic()
    with nullcontext() if given.backend else lying_server() as server:
        flags = {"backend": given.backend, "base_url": given.base_url, "model": given.model}
        if server is not None:
            flags = {"backend": "openai", "base_url": server.url, "model": "scripted"}
            os.environ.setdefault("DRAFTER_API_KEY", "sk-test-key-for-nobody")
        settings = load_settings(flags, cwd=Path.cwd(), env=os.environ)
        for number, (path, section, wish) in enumerate(itertools.islice(jobs(), given.count), 1):
            try:
                found = one(path, section, wish, settings, counts)
            except DrafterError as error:
                found = [str(error)]
            bad += bool(found)
            print(f"{number} {path.parent.name} {section.title} {wish}: {found}" if found else number, flush=True)
    for name, count in (("rewrites", given.count), ("with a fault", bad), *sorted(counts.items())):
        print(f"{count:6}  {name}")
    print(f"{time.monotonic() - started:6.1f}  seconds")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())

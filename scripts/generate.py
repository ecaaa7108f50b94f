"""What the generated parts of README.md and docs/ are made of; called by cog through scripts/docs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SECONDS = re.compile(r"  [\d.]+ s\b")
SHOWN = 14  # lines of a long output that are shown


def run(folder: Path, *words: str) -> str:
    """What a command prints, stderr first as on a terminal; names of temporary folders and times left out."""
    own = {"DRAFTER_CONFIG_DIR": str(folder / "config"), "DRAFTER_STATE_DIR": str(folder / "state")}
    done = subprocess.run(
        [sys.executable, "-m", "drafter", *words],
        cwd=folder,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    text = (done.stderr + done.stdout).replace(f"{folder}/", "")
    lines = (_SECONDS.sub("", line).rstrip() for line in text.strip().splitlines())
    return "\n".join(line for line in lines if not line.startswith("usage"))


def block(command: str, text: str, lines: int = SHOWN) -> str:
    """A command and what it prints, as a Markdown block; a long output is cut."""
    rows = text.splitlines()
    shown = rows if len(rows) <= lines else [*rows[:lines], "…"]
    return f"```text\n$ drafter {command}\n" + "\n".join(shown) + "\n```\n"


def help_text(*words: str) -> str:
    """The help of a command, as a Markdown block."""
    return block(" ".join([*words, "--help"]), run(ROOT, *words, "--help"), lines=100)


def tour() -> str:
    """Five minutes with real output: draft the sample, spoil it, and let the check find what was spoilt."""
    parts = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        shutil.copy(ROOT / "samples" / "education" / "notes.md", folder / "notes.md")
        parts.append("The sample notes become a report; here the built-in composer writes, no model:\n")
        parts.append(block("draft notes.md", run(folder, "draft", "notes.md")))
        report = folder / "report.md"
        text = report.read_text(encoding="utf-8")
        parts.append("A part of it:\n\n> " + next(line for line in text.splitlines() if "近200个" in line) + "\n")
        spoilt = text.replace("近200个问题", "200多个问题").replace("市级先进党支部", "省级先进党支部")
        report.write_text(spoilt.replace("群众满意度", "##paidbegin##群众满意度"), encoding="utf-8")
        parts.append("Three slips later (a hedge, a level, residue of a web page), before it is handed in:\n")
        found = run(folder, "check", "report.md", "--notes", "notes.md")
        parts.append(block("check report.md --notes notes.md", found, lines=30))
        parts.append("What is read as a figure, and how:\n")
        line = "整改90多个支部中存在的近200个问题，满意率由第八升至第四，增长一成半。"
        (folder / "line.txt").write_text(line, encoding="utf-8")
        parts.append(block("figures line.txt", run(folder, "figures", "line.txt")))
    return "\n".join(parts)

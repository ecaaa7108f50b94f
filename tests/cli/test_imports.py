"""What a command does not need, it does not load: start-up is a feature."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "openai",
    "docx",
    "asyncio",
    "rich",
    "sqlite3",
    "jinja2",
    "llama_cpp",
    "openpyxl",
    "pydantic",
    "prompt_toolkit",
)
SAMPLE = Path(__file__).parents[2] / "samples" / "education"
CODE = f"""
import sys
sys.argv = ["drafter", *sys.argv[1:]]
from drafter.cli import main
try:
    main()
except SystemExit:
    pass
print("LOADED", *[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--help"], set()),
        (["draft", "--help"], set()),
        (["collect", "--help"], set()),
        (["eval", "--help"], set()),
        (["sort", "notes.md", "--yes"], set()),
        (["ask", "notes.md"], set()),
        (["collect", "new.md"], set()),
        (["check", str(SAMPLE / "report.md"), "--notes", str(SAMPLE / "notes.md")], set()),
        (["kinds", "show", "zh-duty"], set()),
        (["draft", "notes.md", "-o", "-"], {"sqlite3", "jinja2"}),
    ],
)
def test_a_command_loads_only_what_it_needs(words: list[str], allowed: set[str], tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "notes.md", tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", CODE, *words], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    loaded = set(done.stderr.splitlines()[-1].removeprefix("LOADED").split())
    assert loaded <= allowed

"""Patterns kept between runs find what compiled ones find, and whatever lies where they are kept does no harm."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PATTERNS = (
    r"(?P<year>\d{4})年|(?P<month>\d{1,2})月",
    r"[㐀-鿿]+(?=[，。])",
    r"(?i:about|近)\s*(\d+)",
    r"[^\u0000-\U0010fffe]",
    r"(a)|\1",
)
TEXT = "2023年9月，about 20人，About 近 30户。abc"
# A run that finds with each pattern, and says how many it had to compile.
RUN = f"""
import re
from re import _compiler
parsed = []
parse = _compiler._code
_compiler._code = lambda *given: parsed.append(given) or parse(*given)
from drafter.patterns import regex
for source in {PATTERNS!r}:
    for flags in (0, re.IGNORECASE, re.ASCII):
        late = regex(source, flags)
        print([(found.span(), found.groupdict()) for found in late.finditer({TEXT!r})], late.flags, late.groups)
print(sum(given[0].state.str in {PATTERNS!r} for given in parsed))
"""


def run(pycache: Path, **variables: str) -> tuple[list[str], int]:
    """What is found by each pattern, and how many were compiled."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(pycache), "PYTHONIOENCODING": "utf-8", **variables}
    done = subprocess.run(
        [sys.executable, "-c", RUN], capture_output=True, encoding="utf-8", env=environment, check=True
    )
    *found, count = done.stdout.splitlines()
    return found, int(count)


def kept(pycache: Path) -> Path:
    """The file in which a run keeps its patterns."""
    (place,) = pycache.rglob("*.patterns")
    return place


@pytest.fixture
def expected() -> list[str]:
    """What `re` itself finds."""
    return [
        str([(found.span(), found.groupdict()) for found in pattern.finditer(TEXT)])
        + f" {pattern.flags} {pattern.groups}"
        for source in PATTERNS
        for flags in (0, re.IGNORECASE, re.ASCII)
        for pattern in [re.compile(source, flags)]
    ]


def test_the_second_run_compiles_nothing_and_finds_the_same(tmp_path: Path, expected: list[str]) -> None:
    first, second = run(tmp_path), run(tmp_path)
    assert first == (expected, len(expected))
    assert second == (expected, 0)
    assert [path.name for path in kept(tmp_path).parent.glob("*.patterns*")] == [kept(tmp_path).name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        os.urandom(999),
        marshal.dumps(("another Python", {})),
        marshal.dumps(7),
        marshal.dumps((sys.version, 7)),
    ],
    ids=["empty", "short", "random", "another Python", "number", "no entries"],
)
def test_a_file_that_is_something_else_is_made_anew(content: bytes, tmp_path: Path, expected: list[str]) -> None:
    run(tmp_path)
    kept(tmp_path).write_bytes(content)
    assert run(tmp_path)[0] == expected
    assert run(tmp_path) == (expected, 0)


@pytest.mark.parametrize(
    "entry",
    [(0, b"", 0, {}, (None,)), (0, bytes(4000), 3, {}, (None,)), (0, b"abc", 0, {}, (None,)), (1, 2), "no entry", None],
)
def test_a_code_that_cannot_be_is_compiled_again(entry: object, tmp_path: Path, expected: list[str]) -> None:
    run(tmp_path)
    owner, entries = marshal.loads(kept(tmp_path).read_bytes())
    kept(tmp_path).write_bytes(marshal.dumps((owner, dict.fromkeys(entries, entry))))
    assert run(tmp_path)[0] == expected


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path, expected: list[str]) -> None:
    assert run(tmp_path, PYTHONDONTWRITEBYTECODE="1")[0] == expected
    assert not list(tmp_path.rglob("*.patterns"))
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"a file where a folder should be")
    assert run(blocked)[0] == expected

"""What the doors say: no key without a message, no message that nobody says, no error of a person's without a way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import drafter
from drafter.backends.answers import table
from drafter.messages import area

SOURCES = Path(drafter.__file__).parent
KEY = re.compile(r'f?"(backends|models|journal|probe)\.([a-z_]+)"')
# Made of parts in `faults.py`: the classes of the data file, and those of HTTP.
MADE = {f"backends.{row['class']}" for row in table()["fault"]} | {
    f"backends.{name}" for name in ("forbidden", "not_found", "bad_request")
}
# Passed on only within the sentence of `models.no_source`, which has the way out.
WITHIN = {"models.no_answer", "models.no_part", "models.short", "models.wrong"}


def said() -> set[str]:
    folders = (SOURCES / "backends", SOURCES / "journal")
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.py")]
    named = {f"{key[1]}.{key[2]}" for text in texts for key in KEY.finditer(text)}
    return (named - {"models.toml"}) | MADE  # the name of a file


def catalogue() -> set[str]:
    return {f"{name}.{key}" for name in ("backends", "models", "journal", "probe") for key in area(name)}


def test_every_key_has_a_message_and_every_message_is_said() -> None:
    plain = {key for key in catalogue() if not key.endswith("_hint")}
    assert said() == plain


def test_every_way_out_belongs_to_a_message() -> None:
    assert {key.removesuffix("_hint") for key in catalogue() if key.endswith("_hint")} <= said()


@pytest.mark.parametrize("key", sorted(key for key in said() - WITHIN if not key.startswith("probe.")))
def test_every_error_has_a_way_out(key: str) -> None:
    assert f"{key}_hint" in catalogue()

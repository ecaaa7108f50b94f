"""A late pattern does all that a compiled one does, and compiles only when it is asked for something."""

from __future__ import annotations

import re

import pytest

from drafter.patterns import regex

TEXT = "全年投入1.2万元，走访210户，Visited 35 homes"


def test_the_source_is_made_at_the_first_use_and_once() -> None:
    made: list[str] = []

    def source() -> str:
        made.append("made")
        return r"\d+"

    pattern = regex(source)
    assert made == []
    assert [found[0] for found in pattern.finditer(TEXT)] == ["1", "2", "210", "35"]
    assert pattern.search(TEXT)
    assert made == ["made"]


@pytest.mark.parametrize("member", ["search", "match", "fullmatch", "findall", "split"])
def test_finds_what_the_compiled_pattern_finds(member: str) -> None:
    late, compiled = (
        regex(r"(?P<number>\d+)|visited", re.IGNORECASE),
        re.compile(r"(?P<number>\d+)|visited", re.IGNORECASE),
    )
    for text in (TEXT, "VISITED", "12", ""):
        assert str(getattr(late, member)(text)) == str(getattr(compiled, member)(text))


def test_has_the_members_of_the_compiled_pattern() -> None:
    late, compiled = regex(r"(?P<number>\d+)", re.IGNORECASE), re.compile(r"(?P<number>\d+)", re.IGNORECASE)
    assert (late.pattern, late.flags, late.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert late.groupindex == compiled.groupindex
    assert late.sub("#", TEXT) == compiled.sub("#", TEXT)
    assert late.subn("#", TEXT) == compiled.subn("#", TEXT)


def test_a_mistake_in_the_pattern_is_raised_at_the_first_use() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("")


def test_knows_no_other_member() -> None:
    with pytest.raises(AttributeError):
        _ = regex("a").finds  # type: ignore[attr-defined]

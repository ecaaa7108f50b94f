"""Slips of typing, of a scan, of a program: rules that are patterns of the data and nothing else (`slips.toml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.context import HAN
from drafter.rules.rule import Spot, mend

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from drafter.rules.context import Context
    from drafter.rules.tables import Tables


class _Row(NamedTuple):
    """A pattern, what should stand in its place, what it needs, and of how many hits at most it speaks."""

    find: re.Pattern[str]
    mend: str | None
    signs: frozenset[str]
    has: re.Pattern[str] | None
    rare: int


_ANY: Final = 1 << 30


def _rows(tables: Tables) -> dict[str, tuple[_Row, ...]]:
    return {
        name: tuple(
            _Row(
                regex(row["find"].replace("{han}", HAN)),
                row.get("mend"),
                frozenset(row.get("signs", "")),
                regex(row["has"]) if "has" in row else None,
                row.get("rare", _ANY),
            )
            for row in table["rows"]
        )
        for name, table in tables.area("slips").items()
    }


def of(name: str) -> Callable[[Context], Iterator[Spot]]:
    """The finder of a table of `slips.toml`."""

    def find(context: Context) -> Iterator[Spot]:
        for row in context.tables.made(_rows)[name]:
            if row.signs and context.characters.isdisjoint(row.signs):
                continue
            if row.has is not None and row.has.search(context.text) is None:
                continue
            hits = list(row.find.finditer(context.text))
            for match in hits if len(hits) <= row.rare else ():
                start, end = match.span("at" if "at" in row.find.groupindex and match["at"] is not None else 0)
                yield Spot(start, end) if row.mend is None else mend(start, end, match.expand(row.mend))

    return find

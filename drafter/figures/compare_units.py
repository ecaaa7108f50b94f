"""The units that the comparer goes by, read once from `drafter/data/figures/compare_units.toml`."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Units(NamedTuple):
    """What the data files say of units.

    Attributes:
        same: unit to the name of its group.
        counters: two units to the names beside which one may stand for the other.
        generic: units that may stand for any of `sortal`; as names of groups.
        sortal: units of things.
        others: unit to the names of what it does not count, though a plain 个 counts both.
        measures: unit to its dimension and its factor to the dimension's first unit.
        dimensions: all of these.
        money: name of a currency to its group.
        parts: part of a currency to its group and how much of it that is.
        hedges: hedge to the name of its group.
        growth: what ends the words before a multiple that comes on top.
    """

    same: Mapping[str, str]
    counters: Mapping[frozenset[str], tuple[str, ...]]
    generic: frozenset[str]
    sortal: frozenset[str]
    others: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, tuple[str, Decimal]]
    dimensions: frozenset[str]
    money: Mapping[str, str]
    parts: Mapping[str, tuple[str, Decimal]]
    hedges: Mapping[str, str]
    growth: tuple[str, ...]


@cache
def units() -> Units:
    """The units of the data files."""
    data = read_table("figures", "compare_units.toml")
    same, money = _groups(data["same"]["groups"]), _groups(data["money"]["groups"])
    return Units(
        same=same,
        counters={frozenset(pair): tuple(names.split()) for *pair, names in data["same"]["counters"]},
        generic=frozenset(same.get(unit, unit) for unit in data["same"]["generic"]),
        sortal=frozenset(data["same"]["sortal"]) | frozenset(same.get(u, u) for u in data["same"]["sortal"]),
        others={unit: tuple(names.split()) for unit, names in data["same"]["others"].items()},
        measures={
            unit.lower(): (dimension, Decimal(factor))
            for dimension, table in data["measure"].items()
            for unit, factor in table.items()
        },
        dimensions=frozenset(data["measure"]),
        money=money,
        parts={part: (money[whole], Decimal(factor)) for part, (whole, factor) in data["money"]["parts"].items()},
        hedges=_groups(data["hedge"]["same"]),
        growth=tuple(data["multiple"]["growth"]),
    )


def _groups(groups: Iterable[Iterable[str]]) -> dict[str, str]:
    """Each name with that of its group; groups that share a name are one."""
    found: dict[str, str] = {}
    for group in groups:
        names = list(group)
        heads = {found[name] for name in names if name in found}
        head = min(heads) if heads else names[0]
        for name, old in list(found.items()):
            if old in heads:
                found[name] = head
        found.update(dict.fromkeys(names, head))
    return found

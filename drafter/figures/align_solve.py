"""The assignment problem: which rows take which columns, so that the sum of the weights is greatest."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# beyond this many rows or columns that compete, the best edge is taken first: bounds the time on odd input
_EXACT: Final = 24


def assign(edges: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """Match rows with columns one to one.

    Args:
        edges: row to column to weight; only these pairs are allowed; weights are positive.

    Returns:
        Row to column. Exact for each group of up to 24 rows and columns that share edges, else best edge first.
    """
    wanted = Counter(chain.from_iterable(edges.values()))
    found = {row: next(iter(columns)) for row, columns in edges.items() if _is_alone(columns, wanted)}
    for group in _groups({row: columns for row, columns in edges.items() if row not in found}):
        columns = sorted({column for row in group for column in edges[row]})
        if len(group) == 1:
            row = group[0]
            found[row] = max(columns, key=lambda column: (edges[row][column], -column))
        elif max(len(group), len(columns)) <= _EXACT:
            found.update(_exact(group, columns, edges))
        else:
            found.update(_greedy(group, edges))
    return found


def _is_alone(columns: Mapping[int, float], wanted: Mapping[int, int]) -> bool:
    """Whether a row and its column have only each other."""
    return len(columns) == 1 and all(wanted[column] == 1 for column in columns)


def _groups(edges: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Rows that compete, directly or through others."""
    head: dict[int, int] = {}

    def find(row: int) -> int:
        while head[row] != row:
            head[row] = head[head[row]]
            row = head[row]
        return row

    owner: dict[int, int] = {}
    for row, columns in edges.items():
        if not columns:
            continue
        head[row] = row
        for column in columns:
            other = owner.setdefault(column, row)
            head[find(other)] = find(row)
    groups: dict[int, list[int]] = {}
    for row in head:
        groups.setdefault(find(row), []).append(row)
    return list(groups.values())


def _greedy(group: list[int], edges: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    ranked = sorted(
        ((weight, row, column) for row in group for column, weight in edges[row].items()),
        key=lambda edge: (-edge[0], edge[1], edge[2]),
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, row, column in ranked:
        if row not in found and column not in taken:
            found[row] = column
            taken.add(column)
    return found


def _exact(rows: list[int], columns: list[int], edges: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """The Hungarian method with potentials, on the square matrix of costs (0 where there is no edge)."""
    if len(rows) == 2 == len(edges[rows[0]]) == len(edges[rows[1]]) == len(columns):  # noqa: PLR2004  # the commonest
        return _of_two(rows, columns, edges)
    size = max(len(rows), len(columns))
    cost = [[0.0] * (size + 1) for _ in range(size + 1)]
    for i, row in enumerate(rows, 1):
        weights = edges[row]
        for j, column in enumerate(columns, 1):
            cost[i][j] = -weights.get(column, 0.0)
    taken = _hungarian(cost, size)
    found: dict[int, int] = {}
    for j, column in enumerate(columns, 1):
        i = taken[j]
        if i <= len(rows) and column in edges[rows[i - 1]]:
            found[rows[i - 1]] = column
    return found


def _of_two(rows: list[int], columns: list[int], edges: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """The same for two rows that both may take either column."""
    one, two = (edges[row] for row in rows)
    first, other = sorted(columns, key=lambda column: -one[column])
    gives_way = one[first] - one[other] < two[first] - two[other]
    return dict(zip(rows, (other, first) if gives_way else (first, other), strict=True))


def _hungarian(cost: list[list[float]], size: int) -> list[int]:
    """For each column from 1, the row from 1 that takes it, at least cost.

    Source: Kuhn 1955, in the form with potentials of Jonker and Volgenant 1987.
    """
    u, v, taken = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        taken[0], column = row, 0
        way, least, used = [0] * (size + 1), [float("inf")] * (size + 1), [False] * (size + 1)
        while taken[column]:
            used[column] = True
            at, delta, following = taken[column], float("inf"), 0
            for j in range(1, size + 1):
                if used[j]:
                    continue
                reduced = cost[at][j] - u[at] - v[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(size + 1):
                if used[j]:
                    u[taken[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            taken[column] = taken[way[column]]
            column = way[column]
    return taken

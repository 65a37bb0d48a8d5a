"""The cheapest way to give each of some rows a column of its own, exact for any costs.

Successive shortest augmenting paths (H. W. Kuhn's assignment problem, 1955): each further row takes the column that
costs least, and rows placed before make room where that is cheaper. Paths are found by R. Bellman's and L. Ford's
method, because moving a row can save cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Costs = Sequence[Sequence[Fraction]]


def cheapest(costs: Costs) -> tuple[int, ...]:
    """The column of each row: none taken twice, and the sum of ``costs[row][column]`` least.

    There are at least as many columns as rows. Between assignments that cost the same, the same costs always lead to
    the same one.
    """
    row_at: dict[int, int] = {}
    for row in range(len(costs)):
        _place(row, costs, row_at)
    column_of = {row: column for column, row in row_at.items()}
    return tuple(column_of[row] for row in range(len(costs)))


def _place(row: int, costs: Costs, row_at: dict[int, int]) -> None:
    """Give one row more a column, moving others along the path that costs least."""
    reach, before = _reached(row, costs, row_at)
    free = (column for column in range(len(reach)) if column not in row_at)
    column = min(free, key=lambda each: (reach[each], each))
    while column in before:
        row_at[column] = row_at[before[column]]
        column = before[column]
    row_at[column] = row


def _reached(row: int, costs: Costs, row_at: dict[int, int]) -> tuple[list[Fraction], dict[int, int]]:
    """What each column costs a further row, and from which taken column its row would move there."""
    reach, before = list(costs[row]), dict[int, int]()
    moved = True
    while moved:
        moved = False
        for taken, other in row_at.items():
            for column, cost in enumerate(costs[other]):
                through = reach[taken] - costs[other][taken] + cost
                if through < reach[column]:
                    reach[column], before[column], moved = through, taken, True
    return reach, before

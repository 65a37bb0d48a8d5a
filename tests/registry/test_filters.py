"""What is typed above a column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from firemode_desktop.domain.fields import Cell, Field, Kind, Problem
from firemode_desktop.domain.filters import matcher

NAME = Field("name", "Name", Kind.TEXT)
WIDTH = Field("width_m", "Width", Kind.DECIMAL, decimals=2, unit="m")
DAY = Field("day", "Day", Kind.DATE)


@pytest.mark.parametrize(
    ("field", "typed", "cell", "wanted"),
    [
        (NAME, "EV", "Level-1", True),
        (NAME, "x", "Level-1", False),
        (NAME, "=level-1", "Level-1", True),
        (NAME, "=Level", "Level-1", False),
        (NAME, "=", None, True),
        (NAME, "=", "Level-1", False),
        (NAME, "<>", "Level-1", True),
        (NAME, "<>", None, False),
        (WIDTH, "0.9", Decimal("0.90"), True),
        (WIDTH, ">0,9", Decimal("0.91"), True),
        (WIDTH, ">0,9", Decimal("0.90"), False),
        (WIDTH, ">=0,9 m", Decimal("0.90"), True),
        (WIDTH, "<0.9", Decimal("0.90"), False),
        (WIDTH, "<=0.9", Decimal("0.90"), True),
        (WIDTH, "=0.9", Decimal("0.90"), True),
        (WIDTH, "0.8..0.9", Decimal("0.90"), True),
        (WIDTH, "0.8..0.9", Decimal("0.91"), False),
        (WIDTH, "0.8..", Decimal("3"), True),
        (WIDTH, "<1", None, False),
        (WIDTH, "<1", Problem("4", "too wide"), False),
        (DAY, ">1/1/2026", date(2026, 1, 2), True),
        (DAY, ">1/1/2026", date(2026, 1, 1), False),
        (DAY, "Jan", date(2026, 1, 1), True),
    ],
)
def test_that_a_filter_wants_what_it_says(field: Field, typed: str, cell: Cell, wanted: bool) -> None:
    want = matcher(field, typed)
    assert want is not None
    assert want(cell, field.show(cell)) is wanted


@pytest.mark.parametrize("typed", ["", "  "])
def test_that_an_empty_filter_asks_for_nothing(typed: str) -> None:
    assert matcher(NAME, typed) is None


def test_that_a_comparison_that_is_not_finished_is_not_an_error() -> None:
    want = matcher(WIDTH, ">")
    assert want is not None
    assert want(Decimal(1), "1.00") is False

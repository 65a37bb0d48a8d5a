"""What a column of a list is: one declaration from which heading, cell, order and drawing are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from firemode_desktop.domain.standing import Standing

Row = TypeVar("Row")


@dataclass(frozen=True)
class Mark:
    """A shape before the text of a cell; ``colour`` is a name of the palette where it is not the standing's own."""

    standing: Standing
    colour: str = ""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. ``text`` is what stands in the cell.

    ``order`` sorts (by the text in natural order where it is left out); ``mark`` puts a shape before the text, ``tone``
    names a colour of the palette for it, ``share`` draws a bar: so many of so many, and how many of them are bad.
    """

    name: str
    title: str
    text: Callable[[Row], str]
    width: int = 120
    unit: str = ""
    numeric: bool = False
    stretch: bool = False
    strong: bool = False
    order: Callable[[Row], Any] | None = None
    mark: Callable[[Row], Mark | None] | None = None
    tone: Callable[[Row], str] | None = None
    share: Callable[[Row], tuple[int, int]] | None = None
    tip: Callable[[Row], str] | None = None
    hidden: bool = False
    """Left out until it is asked for."""
    roomy: bool = False
    """Left out where the list is narrow."""

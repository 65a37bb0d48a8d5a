"""How a column is declared: its type, and in ``info`` what a person is told about it.

``info`` keys: ``label`` str · ``unit`` str | None · ``minimum``, ``maximum`` Decimal | None (inclusive) ·
``above`` Decimal | None (exclusive) · ``choices`` type[Word] | None · ``help`` str | None.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import MappedColumn, mapped_column

from firemode_desktop.domain.words import Word


def column(
    *args: Any,
    label: str,
    unit: str | None = None,
    minimum: int | str | None = None,
    maximum: int | str | None = None,
    above: int | str | None = None,
    choices: type[Word] | None = None,
    help: str | None = None,
    aside: bool = False,
    **kwargs: Any,
) -> MappedColumn[Any]:
    """A mapped column that carries what a person sees; limits are in the column's unit.

    One that is ``aside`` is for other programs: a line of text that is out of sight while it is empty.
    """
    info = {
        "label": label,
        "unit": unit,
        "minimum": None if minimum is None else Decimal(minimum),
        "maximum": None if maximum is None else Decimal(maximum),
        "above": None if above is None else Decimal(above),
        "choices": choices,
        "help": help,
        "aside": aside,
    }
    return mapped_column(*args, info=info, **kwargs)


def finite(name: str, constraint: str) -> CheckConstraint:
    """A CHECK that NUMERIC column ``name`` is a number: PostgreSQL holds ``NaN >= 1`` true."""
    return CheckConstraint(
        f"{name} NOT IN ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)", name=constraint
    )


def one_of(name: str, words: type[Word], constraint: str, nullable: bool = False) -> CheckConstraint:
    """A CHECK that column ``name`` holds one of ``words``."""
    listed = ", ".join(f"'{value}'" for value in words.values())
    return CheckConstraint(f"{name} IN ({listed})" + (f" OR {name} IS NULL" if nullable else ""), name=constraint)

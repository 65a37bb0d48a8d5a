"""Whole stairs of a building: made from a rule, copied, their floors renumbered – each in one transaction.

The window does the same to its draft; here it is done to what is saved, through the same book and the same save.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.floor_series import Renumbering, usual_renumbering
from firemode_desktop.domain.names import Named
from firemode_desktop.domain.renumber import Renamed, renumber
from firemode_desktop.domain.stair_copy import copy_of
from firemode_desktop.domain.stair_rule import StairRule, plan
from firemode_desktop.services import registry


@dataclass(frozen=True)
class StairsDone:
    """What was done, or would be: the stairs, how many rows of each register are new, and the names that change."""

    stairs: tuple[str, ...]
    counts: Mapping[str, int]
    renamed: tuple[Renamed, ...] = ()


def add_stairs(session: Session, building_id: UUID, rule: StairRule, by: UUID | None, dry_run: bool) -> StairsDone:
    """Make stairs from a rule. Raises ``Invalid`` with every reason why it cannot be, by field."""
    book = registry.load_book(session, building_id)
    planned = plan(rule, book)
    _refuse({" ".join(key): why for key, why in planned.problems.items()})
    _save(session, building_id, book, planned.into, by, dry_run)
    return StairsDone(planned.stairs, planned.counts())


def copy_stair(
    session: Session, building_id: UUID, stair: str, names: str, by: UUID | None, dry_run: bool
) -> StairsDone:
    """Copy a stair under other names. Raises ``Missing`` where there is no such stair, ``Invalid`` with the reason."""
    book = registry.load_book(session, building_id)
    copy = copy_of(book, stair_named(book, stair), names)
    _refuse({"names": copy.problem} if copy.problem else {})
    _save(session, building_id, book, copy.into, by, dry_run)
    lines = tuple(Renamed(one, before, after) for one, before, after in copy.renamed())
    return StairsDone(copy.names, copy.counts(), lines)


def renumber_floors(
    session: Session,
    building_id: UUID,
    stair: str,
    change: Callable[[Renumbering], Renumbering],
    by: UUID | None,
    dry_run: bool,
) -> StairsDone:
    """Give the floors of a stair other names and numbers: ``change`` is what differs from how they are.

    Raises ``Missing`` where there is no such stair, ``Invalid`` with every reason why it cannot be, by field.
    """
    book = registry.load_book(session, building_id)
    key = stair_named(book, stair)
    done = renumber(book, change(usual_renumbering(book, key)))
    _refuse(done.problems)
    _save(session, building_id, book, done.into, by, dry_run)
    new = [line.one for line in done.changed if not line.before]
    return StairsDone((book["stairs"].names.name(key),), {f"{one}s": new.count(one) for one in new}, done.changed)


def stair_named(book: Book, name: str) -> UUID:
    """The stair of that name; raises ``Missing`` with those there are."""
    names = book["stairs"].names
    found = names.find(name, None)
    if not isinstance(found, Named):
        raise Missing(found, [entry.name for entry in names.entries])
    return found.key


def _refuse(problems: Mapping[str, str]) -> None:
    if problems:
        details = [{"field": name, "message": why} for name, why in problems.items()]
        more = f" And {len(details) - 1} more." if len(details) > 1 else ""
        raise Invalid(f"{details[0]['message']}{more}", details)


def _save(
    session: Session, building_id: UUID, book: Book, make: Callable[[Book], Book], by: UUID | None, dry_run: bool
) -> None:
    changes = Changes.between(book, make(book))
    if not dry_run:
        registry.save_book(session, building_id, changes, by)

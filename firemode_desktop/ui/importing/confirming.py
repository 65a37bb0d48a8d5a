"""Carrying out an import that was confirmed, beside the window: once more the file, the rows left out, the writing.

Nothing of it is done by halves: what is cancelled or fails leaves neither baselines nor a workbook of rows left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from firemode_desktop.imports.baselines.plan import Plan, PlannedRow
from firemode_desktop.imports.files.opening import is_another
from firemode_desktop.services.files import keep_apart
from firemode_desktop.services.settling import settled
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import whole_after
from firemode_desktop.ui.importing.checking import Checked
from firemode_desktop.ui.importing.wording import STATUS_WORDS
from firemode_desktop.ui.language import tr


@dataclass(frozen=True)
class Order:
    """What was confirmed, and by whom. ``rejected``: the workbook for the rows left out, where some are.

    ``as_read``: what was read is meant, whatever stands on the disk by now.
    """

    checked: Checked
    by: UUID
    rejected: Path | None = None
    as_read: bool = False


def carry_out(work: Work, order: Order) -> Any:
    """Write the plan that was looked at; ``None``, and nothing written, where the file is another one by now.

    The same order again settles a reply that got lost: it has the number of the import.

    Raises:
        Invalid: the workbook of rows left out cannot be saved; the plan has errors.
        Refused: that workbook would stand in the place of the file itself.
        Conflict: the building's baselines have changed since the check.
        Unreachable: the server is gone; nothing was written.
        InDoubt: it went around the COMMIT and does not come back; confirming again finds out.
    """
    work.tell(0, 0, tr("looking at the file once more"))
    if not order.as_read and is_another_by_now(order.checked):
        return None
    if order.rejected is None:
        return _settled(work, order)
    work.tell(0, 0, tr("setting the other rows aside"))
    keep_apart(order.rejected, order.checked.file)
    with whole_after(order.rejected, _rejected(order.checked)):
        return _settled(work, order)


def _settled(work: Work, order: Order) -> Any:
    def attempt() -> Any:
        return work.run(partial(_write, work, order))

    return settled(attempt, order.checked.batch_id, lambda text: work.tell(0, 0, text))


def is_another_by_now(checked: Checked) -> bool:
    """Whether the file on the disk holds other bytes than those that were read, or is gone."""
    return is_another(checked.file, checked.plan.sha256)


def _write(work: Work, order: Order, session: Any) -> Any:
    from firemode_desktop.services import importing

    checked, skip = order.checked, order.rejected is not None
    return importing.apply(
        session, checked.plan, batch_id=checked.batch_id, by=order.by, skip_invalid=skip, tell=work.tell
    )


def _rejected(checked: Checked) -> bytes:
    from firemode_desktop.services.workbooks import rejected_rows

    return rejected_rows(checked.plan)


def what_differs(before: Plan, now: Plan) -> tuple[str, ...]:
    """What became of rows that stand otherwise than at the check before: ``Pressure, row 3: new → changed``."""
    was: Mapping[tuple[Any, ...], PlannedRow] = {_key(row): row for row in before.rows}
    found = []
    for row in now.rows:
        earlier = was.get(_key(row))
        if earlier is not None and (earlier.status, earlier.replaces) != (row.status, row.replaces):
            found.append(
                tr("{sheet}, row {row}: {standing}", sheet=row.sheet, row=row.row, standing=_standing(earlier, row))
            )
    return tuple(found)


def _key(row: PlannedRow) -> tuple[Any, ...]:
    return row.sheet, row.row, row.kind, row.source_ref


def _standing(before: PlannedRow, now: PlannedRow) -> str:
    if before.status is now.status:
        return tr("replaces another baseline")
    return f"{STATUS_WORDS[before.status]} → {STATUS_WORDS[now.status]}"

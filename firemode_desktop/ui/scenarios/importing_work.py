"""Reading, checking and saving a workbook of scenarios, beside the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from firemode_desktop.domain.errors import Conflict
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.files.opening import is_another
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.imports.scenarios.mapping import ScenarioMapping
from firemode_desktop.imports.scenarios.plan import ScenarioPlan
from firemode_desktop.imports.tables.corrections import Corrections, corrected
from firemode_desktop.services import scenario_files
from firemode_desktop.services.settling import settled
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import whole_after
from firemode_desktop.ui.importing.offer import Offer
from firemode_desktop.ui.importing.preview import Preview
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scenarios.importing_preview import offer_of, preview_of

STEPS = 3


@dataclass(frozen=True)
class Choices:
    """What a person said about a file: how its matrices are read, and what stands in single cells instead.

    ``afresh``: without the answers that were given before to such headings.
    """

    mapping: ScenarioMapping | None = None
    corrections: Corrections = field(default_factory=Corrections)
    afresh: bool = False


@dataclass(frozen=True)
class Source:
    """Which file, for which building, at what moment; ``workbook`` where it was read already."""

    file: Path
    building_id: UUID
    at: datetime
    choices: Choices = field(default_factory=Choices)
    workbook: Workbook | None = None


@dataclass(frozen=True)
class Checked:
    """A file as it was read and what importing it would do. ``batch_id`` is the import's, should it be confirmed."""

    source: Source
    workbook: Workbook
    plan: ScenarioPlan
    preview: Preview
    offer: Offer
    batch_id: UUID


@dataclass(frozen=True)
class Order:
    """What was confirmed; ``rejected`` is the workbook for the rows left out, where some are."""

    checked: Checked
    by: UUID
    at: datetime
    rejected: Path | None = None


def check(work: Work, source: Source) -> Checked:
    """Read and check a file; nothing is written.

    Raises:
        Invalid, Missing: the file cannot be read at all, or there is no such building any more.
    """
    work.tell(0, STEPS, tr("reading the file"))
    workbook = source.workbook or read_file(source.file)
    work.tell(1, STEPS, tr("checking every cell"))
    laid = corrected(workbook, source.choices.corrections)
    said = source.choices
    plan = work.run(
        lambda session: scenario_files.plan(
            session, source.building_id, laid, source.at, said.mapping, afresh=said.afresh
        )
    )
    work.tell(STEPS, STEPS, "done")
    return Checked(source, workbook, plan, preview_of(laid, plan), offer_of(plan), uuid4())


def carry_out(work: Work, order: Order) -> scenario_files.ScenarioOutcome:
    """Save what was looked at as drafts; nothing where the file is another one by now.

    Raises:
        Conflict: the file, or a scenario, is another one than what was looked at.
    """
    work.tell(0, 0, tr("saving drafts"))
    plan = order.checked.plan
    if is_another(order.checked.source.file, plan.sha256):
        raise Conflict(tr("{file_name} has changed since it was read; read it again.", file_name=plan.file_name))
    job = partial(_save, order)

    def attempt() -> scenario_files.ScenarioOutcome:
        return settled(lambda: work.run(job), order.checked.batch_id, lambda text: work.tell(0, 0, text))

    if order.rejected is None:
        return attempt()
    with whole_after(order.rejected, scenario_files.rejected(plan)):
        return attempt()


def _save(order: Order, session: Any) -> scenario_files.ScenarioOutcome:
    checked = order.checked
    return scenario_files.apply(
        session,
        checked.source.building_id,
        checked.plan,
        batch_id=checked.batch_id,
        by=order.by,
        at=order.at,
        skip_invalid=order.rejected is not None,
    )

"""The steps of an import beside the window: read the file, look at the building, hold one against the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.imports.tables.corrections import Corrections, corrected
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.importing.mapping_tried import Tried, tried_of
from firemode_desktop.ui.importing.offer import Offer, offer_of
from firemode_desktop.ui.importing.preview import Preview, preview_of
from firemode_desktop.ui.language import tr

if TYPE_CHECKING:
    from firemode_desktop.services.importing.mappings import Remembered

STEPS = 4


@dataclass(frozen=True)
class Choices:
    """What a person said about a file: for all of it (``None`` leaves it to the file), and about single cells."""

    kind: str | None = None
    provenance: str | None = None
    mapping: FileMapping | None = None
    corrections: Corrections = field(default_factory=Corrections)


@dataclass(frozen=True)
class Checked:
    """A file as it was read, and what was made of it. ``batch_id`` is the import's, should it be confirmed.

    ``workbook`` holds the cells as they stand in the file; ``survey`` is what they were held against.
    """

    file: Path
    workbook: Workbook
    survey: Survey
    choices: Choices
    plan: Plan
    preview: Preview
    offer: Offer
    batch_id: UUID
    tried: Tried
    remembered: tuple[Remembered, ...] = ()

    @property
    def read_before(self) -> tuple[Remembered, ...]:
        """How headings of this file were read before, as far as it is read so now."""
        told = {table.fingerprint for table in self.plan.mapping.tables}
        return tuple(one for one in self.remembered if one.fingerprint in told and self.plan.proposal.remembered)


@dataclass(frozen=True)
class Source:
    """Which file, for which building, at what moment; ``workbook`` where it was read already, ``survey`` with what is
    ``remembered`` where the building was looked at already."""

    file: Path
    building_id: UUID
    at: datetime
    choices: Choices = Choices()
    workbook: Workbook | None = None
    survey: Survey | None = None
    remembered: tuple[Remembered, ...] = ()


def check(work: Work, source: Source) -> Checked:
    """Read and check a file; nothing is written. Can be cancelled between its steps.

    Raises:
        Invalid: the file cannot be read at all, in one sentence.
        Missing: there is no such file, or no such building.
    """
    work.tell(0, STEPS, tr("reading the file"))
    workbook = source.workbook or read_file(source.file)
    work.tell(1, STEPS, tr("looking at the building"))
    survey, remembered = source.survey, source.remembered
    if survey is None:
        survey, remembered = work.run(partial(_look, source.building_id, source.at))
    work.tell(2, STEPS, tr("checking every cell"))
    choices = source.choices
    plan = plan_with(workbook, survey, choices, remembered)
    work.tell(3, STEPS, tr("laying out the rows"))
    checked = Checked(
        source.file,
        workbook,
        survey,
        choices,
        plan,
        preview_of(corrected(workbook, choices.corrections), plan),
        offer_of(plan),
        uuid4(),
        tried_of(plan),
        remembered,
    )
    work.tell(STEPS, STEPS, "done")
    return checked


def plan_with(workbook: Workbook, survey: Survey, choices: Choices, remembered: tuple[Remembered, ...]) -> Plan:
    """What an import would do with what a person said of the file, and with what was said of its like before."""
    return plan_import(
        workbook,
        survey,
        kind=choices.kind,
        provenance=choices.provenance,
        mapping=choices.mapping,
        corrections=choices.corrections,
        remembered={one.fingerprint: one.mapping for one in remembered},
    )


def _look(building_id: UUID, at: datetime, session: Any) -> tuple[Survey, tuple[Remembered, ...]]:
    """The building as it is, and how foreign headings were read before."""
    from firemode_desktop.services import baselines
    from firemode_desktop.services.importing import mappings

    return baselines.survey_at(session, building_id, at), mappings.holding(session, building_id)


def forget(fingerprints: tuple[str, ...], by: UUID, at: datetime, session: Any) -> None:
    """Headings are read as the program proposes again; imports made before stay as they are."""
    from firemode_desktop.services.importing import mappings

    for fingerprint in fingerprints:
        mappings.forget(session, fingerprint, by=by, at=at)


def save_template(work: Work, building_id: UUID, at: datetime, target: Path) -> Path:
    """Write the workbook to fill in, one row a location. Raises ``Missing``, and ``Invalid`` for a bad folder."""
    from firemode_desktop.services import baselines, workbooks

    def job(session: Any) -> bytes:
        day = baselines.building_day(session, building_id, at)
        return workbooks.baseline_template(session, building_id, day).content

    work.tell(0, 2, tr("laying out the rows"))
    data = work.run(job)
    work.tell(1, 2, tr("writing the file"))
    write_whole(target, data)
    work.tell(2, 2, "done")
    return target

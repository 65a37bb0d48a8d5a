"""The steps of an import of results beside the window: read the file, look at the session, see what it would become."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.files.opening import is_another
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.imports.results import Said, plan_results
from firemode_desktop.imports.tables.corrections import Corrections, corrected
from firemode_desktop.services.files import keep_apart
from firemode_desktop.services.importing import results_survey
from firemode_desktop.services.results import Looked, ResultsOutcome, apply, keep_evidence, look
from firemode_desktop.services.settling import settled
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import whole_after
from firemode_desktop.ui.importing.offer import Offer
from firemode_desktop.ui.importing.preview import Preview
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.testing.importing.preview import preview_of
from firemode_desktop.ui.testing.importing.wording import offer_of

STEPS = 4


@dataclass(frozen=True)
class Choices:
    """What a person said about a file: for all of it, and about single cells."""

    said: Said = field(default_factory=Said)
    corrections: Corrections = field(default_factory=Corrections)


@dataclass(frozen=True)
class Source:
    """Which file, for which session, by whom, at what moment; ``workbook`` where it was read already."""

    file: Path
    session_id: UUID
    by: UUID
    at: datetime
    choices: Choices = field(default_factory=Choices)
    workbook: Workbook | None = None


@dataclass(frozen=True)
class Checked:
    """A file as it was read, and what recording would make of it. ``batch_id`` is the import's, should it be confirmed.

    ``workbook`` holds the cells as they stand in the file.
    """

    source: Source
    workbook: Workbook
    looked: Looked
    preview: Preview
    offer: Offer
    batch_id: UUID

    @property
    def file(self) -> Path:
        """The file that was read."""
        return self.source.file


def check(work: Work, source: Source) -> Checked:
    """Read and check a file; nothing is recorded. Can be cancelled between its steps.

    Raises:
        Invalid: the file cannot be read at all, in one sentence.
        Missing: there is no such file, or no such session.
        Refused: the session takes no more results.
    """
    work.tell(0, STEPS, tr("reading the file"))
    workbook = source.workbook or read_file(source.file)
    work.tell(1, STEPS, tr("looking at the session"))
    survey = work.run(lambda session: results_survey(session, source.session_id, source.at))
    work.tell(2, STEPS, tr("checking every cell"))
    choices = source.choices
    plan = plan_results(workbook, survey, source.file.parent, choices.said, choices.corrections)
    work.tell(3, STEPS, tr("judging every reading"))
    looked = work.run(lambda session: look(session, plan, by=source.by, at=source.at))
    shown = preview_of(corrected(workbook, choices.corrections), looked)
    work.tell(STEPS, STEPS, "done")
    return Checked(source, workbook, looked, shown, offer_of(looked), uuid4())


@dataclass(frozen=True)
class Order:
    """What was confirmed. ``rejected``: the workbook for the rows left out, where some are.

    ``as_read``: what was read is meant, whatever stands on the disk by now.
    """

    checked: Checked
    store: EvidenceFolder
    at: datetime
    rejected: Path | None = None
    as_read: bool = False


def carry_out(work: Work, order: Order) -> ResultsOutcome | None:
    """Record what was looked at; ``None``, and nothing recorded, where the file is another one by now.

    The same order again settles a reply that got lost: it has the number of the import.

    Raises:
        Invalid: the workbook of rows left out cannot be saved, or a file of evidence cannot be kept.
        Refused: that workbook would stand in the place of the file itself.
        Conflict: the session has got other results since the check.
        Unreachable: the server is gone; nothing was recorded.
        InDoubt: it went around the COMMIT and does not come back; confirming again finds out.
    """
    work.tell(0, 0, tr("looking at the file once more"))
    if not order.as_read and _is_another_by_now(order.checked):
        return None
    work.tell(0, 0, tr("keeping the evidence"))
    files = keep_evidence(order.store, order.checked.looked.plan)
    job = partial(_record, work, order, files)

    def attempt() -> ResultsOutcome:
        return settled(lambda: work.run(job), order.checked.batch_id, lambda text: work.tell(0, 0, text))

    if order.rejected is None:
        return attempt()
    work.tell(0, 0, tr("setting the other rows aside"))
    keep_apart(order.rejected, order.checked.file)
    with whole_after(order.rejected, _rejected(order.checked)):
        return attempt()


def _is_another_by_now(checked: Checked) -> bool:
    """Whether the file on the disk holds other bytes than those that were read, or is gone."""
    return is_another(checked.file, checked.looked.plan.sha256)


def _record(work: Work, order: Order, files: Any, session: Any) -> ResultsOutcome:
    checked = order.checked
    return apply(
        session,
        checked.looked,
        files,
        batch_id=checked.batch_id,
        by=checked.source.by,
        at=order.at,
        skip_invalid=order.rejected is not None,
        tell=work.tell,
    )


def _rejected(checked: Checked) -> bytes:
    from firemode_desktop.services.workbooks import rejected_results

    return rejected_results(checked.looked.plan)

"""A file of registers beside the window: read it, and hold it against the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.merge import Clash, rebase
from firemode_desktop.imports.registers.plan import RegisterPlan
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.registry.preview import Count, Line, counts_of, lines_of

if TYPE_CHECKING:
    from firemode_desktop.imports.cobie import Proposal

STEPS = 3


@dataclass(frozen=True)
class Said:
    """What a person said of a COBie file: the spaces of each stair as patterns, nothing before they were asked; the
    ground floor where the file leaves a doubt; and whether each door has a doorway of its size."""

    stairs: Mapping[str, str] = field(default_factory=dict)
    ground: str | None = None
    doorways: bool = True


@dataclass(frozen=True)
class Source:
    """Which file, for the draft of which building, by whom and when; ``said`` is what was said of a COBie file."""

    file: Path
    draft: Book
    by: UUID
    at: datetime
    said: Said = field(default_factory=Said)


@dataclass(frozen=True)
class Checked:
    """A file that was held against the draft ``plan.saved``, and what the screen shows of it.

    ``proposal`` are the stairs that a COBie file seems to hold, ``said`` is what a person said of it.
    """

    file: Path
    plan: RegisterPlan
    proposal: Proposal | None
    said: Said
    lines: tuple[Line, ...]
    counts: tuple[Count, ...]


def check(work: Work, source: Source) -> Checked:
    """Read and check a file; nothing is changed. Can be cancelled between its steps.

    Raises:
        Invalid: the file cannot be read at all, in one sentence.
        Missing: there is no such file.
        Refused: this person may not change registers.
    """
    from firemode_desktop.imports.cobie import plan_cobie, propose_stairs
    from firemode_desktop.imports.files.workbook import read_file
    from firemode_desktop.imports.registers.book import plan_registers
    from firemode_desktop.services import registry_files

    work.tell(0, STEPS, tr("reading the file"))
    workbook = read_file(source.file)
    closed = work.run(partial(_closed, source.by))
    work.tell(1, STEPS, tr("holding it against the registers"))
    if registry_files.format_of(workbook) is registry_files.Format.COBIE:
        proposal = propose_stairs(workbook)
        said, today = source.said, source.at.astimezone().date()
        plan = plan_cobie(workbook, source.draft, said.stairs, today, ground=said.ground, doorways=said.doorways)
    else:
        proposal, plan = None, plan_registers(workbook, source.draft, closed=closed)
    work.tell(2, STEPS, tr("laying out the rows"))
    checked = Checked(source.file, plan, proposal, source.said, lines_of(plan), counts_of(plan))
    work.tell(STEPS, STEPS, "done")
    return checked


def _closed(by: UUID, session: Any) -> frozenset[str]:
    from firemode_desktop.services import registry_files

    return registry_files.closed_to(session, by)


def put_into(plan: RegisterPlan, draft: Book) -> tuple[Book, tuple[Clash, ...]]:
    """The draft with the plan put into it; what was changed there since the file was held against it stays.

    Where both changed the same cell the file's value is taken, and the cell is among the clashes.
    """
    return (plan.draft, ()) if plan.saved is draft else rebase(plan.saved, plan.draft, draft)


def export(work: Work, draft: Book, target: Path) -> Path:
    """Write the registers as they are on screen; ``Invalid`` where the folder cannot be written to."""
    from firemode_desktop.exports.registers import registers_workbook

    work.tell(0, 2, tr("laying out the rows"))
    data = registers_workbook(draft)
    work.tell(1, 2, tr("writing the file"))
    write_whole(target, data)
    work.tell(2, 2, "done")
    return target

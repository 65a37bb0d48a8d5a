"""A COBie workbook held against a building: proposal, and plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from uuid import UUID, uuid4

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.fields import Field
from firemode_desktop.domain.fields import Problem as Bad
from firemode_desktop.domain.names import folded
from firemode_desktop.imports.cobie.components import read_components
from firemode_desktop.imports.cobie.drafting import Drafting
from firemode_desktop.imports.cobie.levels import read_levels
from firemode_desktop.imports.cobie.sheets import Ledger, Tables, read_tables
from firemode_desktop.imports.cobie.site import read_site
from firemode_desktop.imports.cobie.stairs import Group, Proposal, groups, matched, propose
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.registers.plan import RegisterPlan
from firemode_desktop.imports.tables.problems import Problem, of_sheet


def propose_stairs(workbook: Workbook) -> Proposal:
    """Which spaces of the file form which stairs, for a person to confirm. Raises ``Invalid``: it is no COBie file."""
    return propose(read_tables(workbook, Ledger()))


def plan_cobie(
    workbook: Workbook,
    saved: Book,
    stairs: Mapping[str, str],
    today: date,
    *,
    ground: str | None = None,
    doorways: bool = True,
    new_key: Callable[[], UUID] = uuid4,
) -> RegisterPlan:
    """What an import of ``workbook`` into ``saved`` would do.

    ``stairs``: name → patterns of space names separated by commas; without any the file's own proposal is taken if
    nothing of it is in doubt, else the plan holds an error for each doubt and changes nothing. ``ground`` names the
    ground floor, ``doorways`` says whether a doorway is made for each door, ``today`` bounds dates of installation.

    Raises:
        Invalid: it is no COBie workbook, or it has no floor called ``ground``.
    """
    ledger = Ledger()
    tables = read_tables(workbook, ledger)
    chosen, errors = _chosen(tables, stairs, saved["stairs"].register.field("stair_name"))
    drafting = Drafting(saved, ledger, new_key)
    if not errors:
        site = read_site(tables, ledger, read_levels(tables, ledger, ground), chosen)
        read_components(site, today, doorways=doorways)
        drafting.take(site.wanted)
        ledger.close(tables)
    return RegisterPlan(
        workbook.file_name,
        workbook.sha256,
        saved,
        drafting.draft,
        tuple(drafting.rows),
        (*errors, *drafting.errors),
        tuple(ledger.warnings),
        tuple(ledger.left_out),
    )


def _chosen(tables: Tables, stairs: Mapping[str, str], called: Field) -> tuple[list[Group], list[Problem]]:
    """The stairs as somebody said, else as proposed; with an error for each doubt."""
    sheet = tables["space"][0].sheet if tables["space"] else "Space"
    errors: list[Problem] = []
    if stairs:
        found = matched(tables, stairs, lambda code, said: errors.append(of_sheet(sheet, code, said)))
        return found, [*(of_sheet(sheet, "not_valid", said) for said in _misnamed(stairs, called)), *errors]
    proposal = propose(tables)
    if not proposal.doubts:
        return groups(tables), []
    errors = [of_sheet(sheet, "stairs_unclear", doubt) for doubt in proposal.doubts]
    names = "; ".join(f"{stair.name} ({len(stair.spaces)} spaces)" for stair in proposal.stairs)
    said = f'Say which spaces form which stair (as a command: --stair "NAME=pattern"). Found: {names or "none"}.'
    return [], [*errors, of_sheet(sheet, "stairs_proposed", said, names or None)]


def _misnamed(stairs: Iterable[str], called: Field) -> list[str]:
    """What keeps stairs from being called so: each name must stand, and no two may be alike."""
    cells = ((name, called.check(name)) for name in stairs)
    unfit = [f"No stair can be called “{name[:40]}”: {cell.reason}" for name, cell in cells if isinstance(cell, Bad)]
    alike = Counter(folded(name) for name in stairs)
    return [*unfit, *(f"{count} stairs cannot all be called “{name}”." for name, count in alike.items() if count > 1)]

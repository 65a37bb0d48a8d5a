"""The states of the page that are worth a picture, and the workbooks that are looked at in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from firemode_desktop.domain.baseline_draft import Typed
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.paths import resources
from firemode_desktop.ui.importing.wording import IMPORTED

if TYPE_CHECKING:
    from firemode_desktop.ui.baselines.page import BaselinesPage

PRESSURE, VELOCITY, FORCE, IMPORTS = range(4)
TYPED = (("61,5",), ("18",), ("0.18 inwg",))
POINTS = ("1.2", "1.3", "1.1", "0.8", "1.25", "", "", "", "")


def pictures(page: BaselinesPage) -> Iterator[str]:
    """Bring the page into one state after the other; yields the name of each. Nothing is written into the building."""
    for index, name in ((VELOCITY, "velocity"), (FORCE, "force"), (IMPORTS, "imports")):
        page.tabs.choose(index)
        yield name
    yield from _entering(page)
    page.tabs.choose(PRESSURE)
    page.views.choose(1)
    yield "section"
    page.views.choose(0)
    page.advice.list.step()
    yield "advice"
    page.tabs.choose(PRESSURE)
    page.show_as_empty()
    yield "empty"
    page.start_import()
    yield "import"
    with _workbooks(page) as (doubtful, telling, wrong):
        for file, name in ((doubtful, "columns"), (telling, "site"), (wrong, "preview")):
            page.panel.read(file)
            yield name
    page.panel.close_panel()


def fill(page: BaselinesPage) -> Iterator[None]:
    """Put the pilot's baselines on record, and then some that are corrected so that there is something to advise on and
    something outside the rule; to be called for the next step whenever nothing runs any more."""
    with TemporaryDirectory() as folder:
        corrected = Path(folder) / "corrections.xlsx"
        _changed(corrected, {("Stair-A", "Level-8", "all_closed"): 34, ("Stair-B", "Ground", "evac_doors_open"): 18.5})
        for file in (resources() / "pilot-baseline.xlsx", corrected):
            page.import_file(file)
            yield
            page.panel.write_all()
            yield
    page.tools.notices.settle(IMPORTED)


def _changed(target: Path, values: Mapping[tuple[str, ...], float]) -> None:
    """The pilot's pressures with other values at some stair, floor and case."""
    from openpyxl import load_workbook

    book: Any = load_workbook(resources() / "pilot-baseline.xlsx")
    for other in book.worksheets[1:]:
        book.remove(other)
    for row in book.worksheets[0].iter_rows(min_row=2):
        value = values.get(tuple(str(cell.value) for cell in row[:3]))
        if value is not None:
            row[3].value = value
    book.save(target)


def _entering(page: BaselinesPage) -> Iterator[str]:
    """Typed values with one in another unit, and the points of a doorway half typed."""
    for index, texts, name in ((PRESSURE, TYPED, "typed"), (VELOCITY, (POINTS,), "points")):
        page.tabs.choose(index)
        matrix = page.shown_matrix
        places = [row.cells[0].location for row in matrix.stairs[0].rows] if matrix and matrix.stairs else []
        typed = {at: Typed(one) for at, one in zip(places, texts, strict=False)}
        page.desk.put(typed, "a picture")
        if typed:
            page.matrix.choose(list(typed)[-1])
        yield name
    page.desk.stack.setIndex(0)
    page.desk.stack.clear()


@contextmanager
def _workbooks(page: BaselinesPage) -> Iterator[tuple[Path, Path, Path]]:
    """Three files about the building: a sheet of its own that leaves things open, one that tells them, and the pilot's
    workbook with what people get wrong."""
    with TemporaryDirectory() as folder:
        doubtful, telling, wrong = (Path(folder) / name for name in ("site.xlsx", "tower.xlsx", "baselines.xlsx"))
        _site(page, doubtful, "Date of test", "03/04/2024", known=False)
        _site(page, telling, "Date", "3 April 2024", known=True)
        _mistaken(wrong)
        yield doubtful, telling, wrong


def _site(page: BaselinesPage, target: Path, day: str, said: str, *, known: bool) -> None:
    """Levels down and cases across, a sheet for each stair; ``known``: the sheets have the names of the stairs."""
    from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    stairs = page.baselines.matrices[BaselineKind.PRESSURE].stairs if page.baselines is not None else ()
    for at, stair in enumerate(stairs):
        sheet = book.create_sheet(stair.name if known else f"Core {at + 1}")
        for line in (["Commissioning readings"], [day, said], ["Tested by", "Plant room crew"], []):
            sheet.append(line)
        sheet.append(["Level", "Doors closed (Pa)", "Evac doors open (Pa)", "Remarks"])
        for down, row in enumerate(stair.rows):
            sheet.append([row.level, 44.5 - down / 5, 31.5 - down / 5, "door sticks" if down == 3 else None])
        sheet.append(["Average", 43, 30])
    book.create_sheet("Notes").append(["Manometer, calibrated in March"])
    book.save(target)


def _mistaken(target: Path) -> None:
    """The pilot's workbook with words, units and floors that cannot be read as they stand."""
    from openpyxl import load_workbook

    book: Any = load_workbook(resources() / "pilot-baseline.xlsx")
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in (4, 6, 8, 10):
        sheet.cell(row, columns["door_configuration"]).value = "shut"
    sheet.cell(5, columns["pressure_pa"]).value = "0.18 inwg"
    sheet.cell(7, columns["pressure_pa"]).value = 444
    sheet.cell(9, columns["floor"]).value = "Level-99"
    sheet.cell(11, columns["pressure_pa"]).value = 38.5
    book.save(target)

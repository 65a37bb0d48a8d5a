"""An import that was closed by one key too many is taken up again with what was told and corrected."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from firemode_desktop.imports.mappings.mapping import Fixed
from firemode_desktop.paths import resources
from firemode_desktop.ui.baselines.page import EMPTY, IMPORTING
from firemode_desktop.ui.importing.flow import Step
from tests.ui_baselines.conftest import Sitting
from tests.ui_baselines.sites import KEY, press, roles, unknown

PILOT = resources() / "pilot-baseline.xlsx"


def again(sitting: Sitting) -> None:
    """Take what was said last at its word."""
    ((words, run),) = sitting.said[-1].actions
    assert words == "Take it up again"
    run()
    sitting.rest()
    sitting.qtbot.waitUntil(lambda: not sitting.page.panel.mapping.trying.pending)


def test_that_what_was_told_of_columns_survives_escape(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(unknown(tmp_path))
    step = sitting.page.panel.mapping
    step.grid.setFocus()
    step.tell("commissioned_by", Fixed("Plant room crew"))
    sitting.qtbot.waitUntil(lambda: not step.trying.pending)
    told, shown = step.mapping, roles(step)
    press(KEY.Key_Escape)
    sitting.rest()
    assert sitting.page._stack.currentIndex() == EMPTY
    assert (
        sitting.said[-1].text
        == "site.xlsx was closed; nothing was written. What you told and corrected is kept for now."
    )
    again(sitting)
    assert sitting.page._stack.currentIndex() == IMPORTING
    assert sitting.page.panel.step is Step.MAPPING
    assert (step.mapping, roles(step)) == (told, shown)
    step.history.undo()
    assert step.mapping != told


def test_that_corrected_cells_survive_close(sitting: Sitting) -> None:
    sitting.read(PILOT)
    panel = sitting.page.panel
    panel.preview.grid.edited.emit((((3, 3), "40.5"),))
    sitting.rest()
    panel.close_button.click()
    sitting.rest()
    again(sitting)
    assert panel.step is Step.PREVIEW
    assert panel.preview.grid.preview.entered(0, 3) == "40.5"
    panel.write_all()
    sitting.rest()
    assert sitting.counts() == (60, 30, 60, 1)
    where = "source_ref LIKE '%Pressure!D3'"
    ((pressure,),) = sitting.ask(f"SELECT pressure_pa FROM baseline_pressure_differentials WHERE {where}")
    assert pressure == Decimal("40.5")


def test_that_nothing_is_offered_where_nothing_was_told_or_the_import_is_written(sitting: Sitting) -> None:
    panel = sitting.page.panel
    sitting.read(PILOT)
    panel.close_button.click()
    assert not sitting.said
    sitting.read(PILOT)
    panel.preview.grid.edited.emit((((3, 3), "40.5"),))
    sitting.rest()
    panel.write_all()
    sitting.rest()
    assert [words for words, _ in sitting.said[-1].actions] == ["Take back…"]

"""Confirming an import: progress, cancelling, a file or a building that is another by now, files that hold nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import create_engine, text

from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.notices import Kind
from tests.ui_baselines.conftest import Sitting
from tests.ui_baselines.test_importing import ALL, NONE, SHIPPED, altered


@contextmanager
def somebody_holding(sitting: Sitting) -> Iterator[None]:
    """Another import of the building is being written meanwhile."""
    engine = create_engine(sitting.database.url)
    with engine.begin() as connection:
        connection.execute(text("SELECT id FROM buildings FOR UPDATE"))
        yield
    engine.dispose()


def test_that_an_import_under_way_says_what_it_does_and_is_cancelled_without_a_trace(sitting: Sitting) -> None:
    sitting.read(SHIPPED)
    panel = sitting.page.panel
    with somebody_holding(sitting):
        panel.confirm.click()
        sitting.qtbot.waitUntil(lambda: panel.foot.doing.step.text() == "Waiting for its turn…", timeout=5_000)
        assert panel.foot.doing.isVisible()
        assert not panel.confirm.isVisible()
        assert not panel.close_button.isEnabled()
        panel.foot.doing.cancel.click()
        sitting.rest()
    assert sitting.said[-1].text == "Cancelled. Nothing was written."
    assert (panel.step, sitting.counts()) == (Step.PREVIEW, NONE)
    panel.confirm.click()
    sitting.rest()
    assert sitting.counts() == ALL


def test_that_nothing_is_edited_and_no_other_file_read_while_an_import_is_written(
    sitting: Sitting, tmp_path: Path
) -> None:
    sitting.read(SHIPPED)
    panel = sitting.page.panel
    with somebody_holding(sitting):
        panel.confirm.click()
        panel.preview.grid.jump(10, 3)
        panel.preview.grid.clear_cells()
        sitting.page.import_file(altered(tmp_path, {"D10": 40}))
        assert not panel.history.count()
        assert sitting.said[-1].text == "site.xlsx was not read: an import is still being written."
    sitting.rest()
    assert sitting.counts() == ALL


def test_that_escape_stops_an_import_that_is_being_written(sitting: Sitting) -> None:
    sitting.read(SHIPPED)
    panel = sitting.page.panel
    with somebody_holding(sitting):
        panel.confirm.click()
        QTest.keyClick(panel, Qt.Key.Key_Escape)
        sitting.rest()
    assert (panel.step, panel.isVisible(), sitting.counts()) == (Step.PREVIEW, True, NONE)


def test_that_cancelling_leaves_no_workbook_of_rows_left_out(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D10": 444}))
    panel, target = sitting.page.panel, tmp_path / "left-out.xlsx"
    target.write_bytes(b"of an earlier import")
    with somebody_holding(sitting):
        panel.write_good(target)
        sitting.qtbot.waitUntil(lambda: panel.foot.doing.step.text() == "Waiting for its turn…", timeout=5_000)
        assert len(list(tmp_path.glob(".*.part"))) == 1
        panel.foot.doing.cancel.click()
        sitting.rest()
    assert target.read_bytes() == b"of an earlier import"
    assert not list(tmp_path.glob(".*.part"))
    assert sitting.counts() == NONE


def test_that_rows_left_out_are_not_written_over_the_file_they_come_from(sitting: Sitting, tmp_path: Path) -> None:
    file = altered(tmp_path, {"D10": 444})
    before = file.read_bytes()
    sitting.read(file)
    sitting.page.panel.write_good(file)
    sitting.rest()
    assert sitting.said[-1].text == "site.xlsx is the file that is read; write to one of another name."
    assert file.read_bytes() == before
    assert sitting.counts() == NONE


@pytest.mark.parametrize("gone", [True, False])
def test_that_a_file_that_is_another_by_now_is_asked_about(sitting: Sitting, tmp_path: Path, gone: bool) -> None:
    file = altered(tmp_path, {"D10": 31.5})
    sitting.read(file)
    panel = sitting.page.panel
    if gone:
        file.unlink()
    else:
        altered(tmp_path, {"D10": 32.5})
    panel.confirm.click()
    sitting.rest()
    assert panel.foot.reread.isVisible()
    assert "nothing was written" in panel.foot.stale_words.text()
    assert sitting.counts() == NONE
    panel.foot.as_read.click()
    sitting.rest()
    assert sitting.counts() == ALL
    values = sitting.ask("SELECT pressure_pa FROM baseline_pressure_differentials WHERE source_ref LIKE '%!D10'")
    assert [str(value) for (value,) in values] == ["31.50"]


def test_that_a_file_that_is_another_by_now_can_be_read_again(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D10": 31.5}))
    panel = sitting.page.panel
    altered(tmp_path, {"D10": 444})
    panel.confirm.click()
    sitting.rest()
    panel.foot.reread.click()
    sitting.rest()
    assert (panel.step, panel.verdict.text()[:6]) == (Step.PREVIEW, "1 row ")


def test_that_a_building_changed_meanwhile_is_said_row_by_row(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(SHIPPED)
    panel = sitting.page.panel
    held, choices = panel.checked, panel.choices
    assert held is not None
    sitting.read(altered(tmp_path, {"D3": 41.9}))
    panel.confirm.click()
    sitting.rest()
    sitting.page.start_import()
    panel.choices = choices
    panel._on_checked(held)
    panel._show(Step.PREVIEW)
    panel.confirm.click()
    sitting.rest()
    [notice] = [one for one in sitting.said if "read differently" in one.text]
    assert notice.details[0] == "Pressure, row 3: new → changed"
    assert panel.foot.particulars.text().startswith("1 baseline of 15 Jan 2024 ends · provenance: commissioned")


def test_that_two_files_dropped_together_are_refused_in_words(sitting: Sitting, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.xlsx", "b.xlsx", "c.csv")])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(50, 50), *how)
    QApplication.sendEvent(sitting.page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(sitting.page, QDropEvent(QPointF(50, 50), *how))
    assert sitting.said[-1].kind is Kind.WARNING
    assert sitting.said[-1].text.startswith("One file is imported at a time: drop a.xlsx, b.xlsx and 1 more")
    assert sitting.page.panel.checked is None


def test_that_a_file_without_rows_says_so_and_offers_nothing(sitting: Sitting, tmp_path: Path) -> None:
    heading = "stair,floor,door_configuration,pressure_pa,commissioned_date,commissioned_by\n"
    (tmp_path / "rows.csv").write_text(heading)
    sitting.read(tmp_path / "rows.csv")
    panel = sitting.page.panel
    assert panel.verdict.text() == "Nothing to write: no row of this file is filled in."
    assert not panel.confirm.isVisible()
    assert not panel.good_only.isVisible()


def test_that_a_file_in_which_nothing_stands_is_said_where_another_is_chosen(sitting: Sitting, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "blank.xlsx")
    sitting.read(tmp_path / "blank.xlsx")
    panel = sitting.page.panel
    assert (panel.step, panel.failure.text()) == (Step.CHOOSE, "blank.xlsx: nothing stands in this file.")
    assert sitting.page.unsaved() is None


def test_that_more_rows_than_can_be_read_are_refused_in_one_sentence(sitting: Sitting, tmp_path: Path) -> None:
    heading = "stair,floor,door_configuration,pressure_pa,commissioned_date,commissioned_by\n"
    (tmp_path / "many.csv").write_text(heading + "Stair-A,Level-1,all_closed,45,2024-01-15,ABC\n" * 100_001)
    sitting.read(tmp_path / "many.csv")
    panel = sitting.page.panel
    assert panel.step is Step.CHOOSE
    assert panel.failure.isVisible()
    assert panel.failure.text().count(".") <= 3


def test_that_another_building_stops_an_import_that_is_being_written(sitting: Sitting) -> None:
    def build(session: Any) -> Any:
        return session.scalar(text("INSERT INTO buildings (name) VALUES ('Other tower') RETURNING id"))

    other = sitting.database.run(build)
    sitting.read(SHIPPED)
    panel = sitting.page.panel
    with somebody_holding(sitting):
        panel.confirm.click()
        sitting.qtbot.waitUntil(lambda: panel.foot.doing.step.text() == "Waiting for its turn…", timeout=5_000)
        sitting.page.open(other)
        assert (panel.step, panel.isVisible(), panel.checked) == (Step.CHOOSE, False, None)
        sitting.rest()
    assert sitting.said[-1].text == "Cancelled. Nothing was written."
    assert sitting.counts() == NONE
    sitting.page.import_file(SHIPPED)
    sitting.rest()
    assert panel.checked is not None
    assert panel.preview.grid.preview.locked is False

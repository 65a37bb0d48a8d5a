"""The chart on screen as a file, and all readings of the building as one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.services import trends
from firemode_desktop.services.trends import Series
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import inline, term, tr
from firemode_desktop.ui.trends.room import Room
from firemode_desktop.ui.workspace import Tools

FILTERS = tr("Document (*.pdf);;Picture (*.png);;Drawing (*.svg);;Workbook (*.xlsx);;Table (*.csv);;Data (*.json)")
ALL = tr("Workbook (*.xlsx);;Table (*.csv);;Data (*.json);;Document (*.pdf)")


class Saving:
    """What ``Save as…`` does on the page."""

    def __init__(self, tools: Tools, page: QWidget, room: Room) -> None:
        self._tools, self._page, self._room = tools, page, room
        self.button = room.add_deed(tr("Save as…"), self.save_chart)
        self.button.setEnabled(False)
        room.shown.connect(self.button.setEnabled)
        room.chart.offer((tr("Copy data"), room.table.copy), (tr("Save as…"), self.save_chart))

    def save_chart(self) -> None:
        """The chart as it is on screen, the days in sight included."""
        asked, data = self._room.asked, self._room.data
        if asked is None or data is None:
            self._tools.notices.say(tr("There is no chart to save."))
            return
        path = self._ask(f"{inline(term(asked.kind.label))}.pdf", FILTERS)
        if path is not None:
            view = self._room.chart.view
            self._write(path, lambda _work: trends.write_chart(asked, data, _form(path), view))

    def save_all(self) -> None:
        """Every reading of the building, and what the statistics make of them."""
        building_id = self._room.building_id
        path = None if building_id is None else self._ask("trends.xlsx", ALL)
        if path is not None and building_id is not None:
            self._write(path, lambda work: trends.write_trend(work.read(partial(_series, building_id)), _form(path)))

    def _ask(self, name: str, filters: str) -> Path | None:
        folder = str(self._tools.settings.value("trends/folder") or Path.home())
        chosen, _ = QFileDialog.getSaveFileName(self._page, tr("Save as"), str(Path(folder) / name), filters)
        if not chosen:
            return None
        self._tools.settings.setValue("trends/folder", str(Path(chosen).parent))
        return Path(chosen)

    def _write(self, path: Path, content: Any) -> None:
        def job(work: Work) -> None:
            write_whole(path, content(work))

        self._tools.background.work(
            self._page,
            job,
            lambda _done: self._tools.notices.say(tr("Saved {path}.", path=path.name)),
            self._tools.notices.show_error,
            text=tr("Writing {path}", path=path.name),
        )


def _form(path: Path) -> str:
    return path.suffix.lstrip(".").lower()


def _series(building_id: UUID, session: Any) -> tuple[Series, ...]:
    return trends.trend(session, building_id)

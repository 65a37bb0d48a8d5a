"""Taking a fire panel's log into the test that is shown: chosen, read off the window's thread, put into its field."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.entry import Entry, Shape
from firemode_desktop.domain.event_log import Answers
from firemode_desktop.domain.reading import Reading
from firemode_desktop.domain.running import RunTest
from firemode_desktop.imports.files.opening import bytes_of
from firemode_desktop.imports.files.workbook import MAX_FILE
from firemode_desktop.services import event_logs
from firemode_desktop.services.event_logs import LogPlan
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.testing.event_log import LogPanel
from firemode_desktop.ui.testing.sequence_field import StepsField
from firemode_desktop.ui.undo import UndoStack

if TYPE_CHECKING:
    from firemode_desktop.ui.testing.run import RunView


class LogDesk(QObject):
    """Of one run view."""

    def __init__(self, view: RunView) -> None:
        super().__init__(view)
        self._view, self.tools = view, view.tools
        self.panel = LogPanel(self.tools.settings)
        self._one: RunTest | None = None
        self._path = Path()
        self._before: QWidget = view.room
        self._undo: UndoStack | None = None
        view.modes.addWidget(self.panel)
        self.panel.answered.connect(self._ask)
        self.panel.taken.connect(self._take)
        self.panel.left.connect(self._close)
        field = view.side.fields[Shape.EFFECTS]
        assert isinstance(field, StepsField)
        field.log_wanted.connect(self.open)

    def open(self, path: Path | None) -> None:
        """Look at a log for the test that is shown; without a path it is asked for."""
        one, chosen = self._view.side.one, path or self._view.files.panel_log()
        if one is None or chosen is None:
            return
        self._one, self._path = one, chosen
        self.panel.begin()
        self._ask(self.panel.said)

    def _ask(self, said: Answers) -> None:
        if self._one is not None:
            job = partial(_survey, self._one.instance_id, self._path, said)
            self.tools.background.ask(self, job, self._show, about="log")

    def _show(self, plan: LogPlan) -> None:
        modes = self._view.modes
        if modes.currentWidget() is not self.panel:
            self._before = modes.currentWidget() or self._view.room
            self._undo = self.tools.undo.active
            modes.setCurrentWidget(self.panel)
            self.tools.undo.setActiveStack(self.panel.stack)
        self.panel.show_plan(plan)

    def _close(self) -> None:
        self._view.modes.setCurrentWidget(self._before)
        self.tools.undo.setActiveStack(self._undo)
        self._view.side.begin()

    def _take(self, plan: LogPlan) -> None:
        """The times into the field, the file into the store; what was said of points is remembered."""
        side, one = self._view.side, self._one
        self._close()
        if one is None or side.one is None or side.one.instance_id != plan.instance_id or side.field is None:
            return
        reading = Reading(day=self.tools.clock().date(), observed=plan.reading.recorded)
        side.field.show_entry(Entry.of(reading, one.test), one.test)
        side.field.changed()
        self._view.evidence.add(one, (self._path,), None)
        job = partial(_remember, plan, self.tools.person.id)
        self.tools.background.do(self, job, lambda _none: None, text=tr("Remembering the panel’s points"))
        side.go.setFocus()


def _survey(instance_id: UUID, path: Path, said: Answers, session: Any) -> LogPlan:
    return event_logs.survey_log(session, instance_id, bytes_of(path, MAX_FILE), path.name, said)


def _remember(plan: LogPlan, by: UUID, session: Any) -> None:
    event_logs.remember(session, plan.building_id, plan.said, plan.log.file_name, by=by)

"""The guided first session: a bar above the page that leads from a building to its first report.

It is never in the way: no step is forced, each can be skipped, the bar can be closed and taken up again. It asks the
database after every change how far one is, and goes on by itself. What is remembered lies under ``guide/`` in the
settings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import shiboken6
from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from firemode_desktop.domain.guiding import Progress
from firemode_desktop.ui.guide_steps import STEPS, Find, Seen, Step
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, column, label, row
from firemode_desktop.ui.theme import GRID, colours

if TYPE_CHECKING:
    from firemode_desktop.ui.background import Work
    from firemode_desktop.ui.window import Window

TABLES = frozenset(
    {
        "baseline_pressure_differentials",
        "evidence_records",
        "evidence_waivers",
        "faults",
        "import_batches",
        "issued_reports",
        "result_amendments",
        "stairs",
        "test_instance_templates",
        "test_instances",
        "test_sessions",
        "users",
    }
)
LOOK_MS, LOOKS = 100, 80
"""How often, and how many times, the control to point at is looked for while its page is being made."""
POINT_MS = 6_000
"""For so long it is pointed at."""
FOLDER = "guided-session"
END = (
    tr("That was a whole round"),
    tr("From the registers to a sealed report. New building… (Ctrl+N) begins one of your own; Help (F1) tells more."),
)


class Pointer(QWidget):
    """A frame around a control, through which one clicks."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._left = 0
        self._following = QTimer(self, interval=LOOK_MS)
        self._following.timeout.connect(self._follow)
        self.hide()

    def point_at(self, target: QWidget) -> None:
        """Put the frame around it for a while."""
        self.target, self._left = target, POINT_MS // LOOK_MS
        self._follow()
        self.show()
        self.raise_()
        self._following.start()

    def _follow(self) -> None:
        """Stay around the control where it moves; go where it goes."""
        over, target = self.parentWidget(), self.target
        self._left -= 1
        if self._left < 0 or over is None or target is None or not shiboken6.isValid(target) or not target.isVisible():
            self._following.stop()
            self.hide()
        elif over.isAncestorOf(target):
            box = QRect(target.mapTo(over, QPoint(0, 0)), target.size())
            self.setGeometry(box.adjusted(-5, -5, 5, 5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours(self).colour("accent"), 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)
        painter.end()


class GuideBar(QFrame):
    """What is to be done now, why, and the buttons. Escape closes it."""

    def __init__(self, show: Callable[[], object], skip: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Guided first session"))
        self._leave = leave
        self.count = button("", role="link")
        self.count.setToolTip(tr("All steps"))
        self.title = label("", "strong")
        self.what = label("", wrap=True)
        self.why = label("", "quiet", wrap=True)
        self.show_me = button(tr("Show me"), show)
        self.show_me.setToolTip(tr("Go to the place (Ctrl+F1)"))
        self.skip = button(tr("Skip"), skip, role="flat")
        close = button("", leave, role="flat", icon="close")
        close.setAccessibleName(tr("Close the guide"))
        close.setToolTip(tr("Close; Help › Guided first session takes it up again"))
        close.setFixedWidth(34)
        words = column(row(self.title, GRID, self.count, None, gap=GRID), self.what, self.why, gap=1)
        whole = row(words, self.show_me, self.skip, close)
        whole.setStretch(0, 1)
        whole.setContentsMargins(2 * GRID + 4, GRID, GRID, GRID)
        self.setLayout(whole)
        self.hide()

    def show_step(self, title: str, count: str, what: str, why: str, *, last: bool, looked: bool = False) -> None:
        """Say a step, or that all is done; ``looked``: nothing is left but to go on."""
        self.title.setText(title)
        self.count.setText(count)
        self.what.setText(what)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.show_me.setVisible(not last)
        self.skip.setVisible(not last)
        self.skip.setText(tr("Next") if looked else tr("Skip"))
        self.setAccessibleDescription(f"{title}. {what} {why}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self._leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = colours(self)
        painter.fillRect(self.rect(), palette.colour("surface"))
        painter.fillRect(QRectF(0, 0, 4, self.height()), palette.colour("accent"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class Guide(QWidget):
    """Follows one building; owns the bar and the pointer. ``step`` is the one that is shown, None at the end."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.hide()
        self._window = window
        self.bar = GuideBar(self.show_place, self.skip, self.leave)
        self.bar.count.clicked.connect(self._show_menu)
        self.pointer = Pointer(window)
        self.progress = Progress()
        self.seen = Seen()
        self._building: UUID | None = None
        self._heard: QWidget | None = None
        self._page = ""
        self._chosen: str | None = None
        self._find: Find | None = None
        self._looks = 0
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        window.background.changed.connect(self._on_changed)
        window.stack.currentChanged.connect(lambda _index: self.note_page())

    # --- begun, left, taken up again -----------------------------------------------------------------------------

    @property
    def on(self) -> bool:
        """Whether the guide is being followed."""
        return self._kept("on") == "true"

    def _kept(self, name: str) -> str:
        return str(self._window.settings.value(f"guide/{name}") or "")

    def _keep(self, name: str, value: str) -> None:
        self._window.settings.setValue(f"guide/{name}", value)

    def begin(self) -> None:
        """Begin, or take up again where it was left; without a building the start page says how to get one."""
        window = self._window
        if window.tools is None:
            return
        self._keep("on", "true")
        if window.building_id is None:
            window.show_start()
            window.notices.say(tr("Choose Pilot building to begin with; the guide follows."))
            return
        if self._kept("building") == str(window.building_id) and self._kept("since"):
            self.follow()
        else:
            self._begin_anew()

    def _begin_anew(self) -> None:
        """From the first step: what was begun in this building before now does not count."""
        window = self._window
        self._keep("building", str(window.building_id))
        for name in ("since", "skipped", "pages", "verified"):
            self._keep(name, "")
        window.background.ask(self, _now, self._on_now, about="now")

    def _on_now(self, now: datetime) -> None:
        self._keep("since", now.isoformat())
        self.follow()

    def follow(self) -> None:
        """Ask how far the building is; called whenever a building is opened."""
        window = self._window
        if not self.on or window.tools is None or window.building_id is None or not self._kept("since"):
            return
        if self._kept("building") != str(window.building_id):
            self.bar.hide()
            return
        self.seen = Seen(frozenset(filter(None, self._kept("pages").split(","))), self._kept("verified") == "true")
        self.note_page()
        job = partial(
            _progress, window.building_id, datetime.fromisoformat(self._kept("since")), window.tools.person.id
        )
        window.background.ask(self, job, self._show, about="progress")

    def leave(self) -> None:
        """Close the bar; what was done is remembered."""
        self._keep("on", "")
        self._looking.stop()
        self.pointer.hide()
        self.bar.hide()

    def note_page(self) -> None:
        """Another page is shown: the one before was looked at, which is a step of its own."""
        page = self._window.page_shown()
        before, self._page = self._page, page.key if page is not None else ""
        if page is not None and page.key == "reports" and page is not self._heard:
            self._heard = page
            page.verified.shown.connect(self._on_verified)  # type: ignore[attr-defined]
        if self.on and before != self._page:
            self._see(before)
            self._show(self.progress)

    def _see(self, key: str) -> None:
        """Remember that a page was looked at."""
        if key and key not in self.seen.pages:
            self.seen = replace(self.seen, pages=self.seen.pages | {key})
            self._keep("pages", ",".join(sorted(self.seen.pages)))

    def _on_verified(self, genuine: bool) -> None:
        if self.on and genuine:
            self.seen = replace(self.seen, verified=True)
            self._keep("verified", "true")
            self._show(self.progress)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self.follow()

    # --- steps ---------------------------------------------------------------------------------------------------

    @property
    def skipped(self) -> frozenset[str]:
        return frozenset(filter(None, self._kept("skipped").split(",")))

    def done(self, step: Step) -> bool:
        """Whether a step needs no more."""
        return step.done(self.progress, self.seen)

    @property
    def step(self) -> Step | None:
        """The one chosen while it is not done, else the first that is neither done nor skipped."""
        open_ = [step for step in STEPS if not self.done(step)]
        chosen = next((step for step in open_ if step.key == self._chosen), None)
        return chosen or next((step for step in open_ if step.key not in self.skipped), None)

    def _show(self, progress: Progress) -> None:
        before, self.progress = self.progress, progress
        if not self.on or self._window.building_id is None:
            return
        step = self.step
        if step is None:
            self.bar.show_step(*_end(self.count_done()), last=True)
        else:
            mine = step.otherwise if step.otherwise and not progress.may_approve else step.what
            self.bar.show_step(step.title, self._count(step), mine, step.why, last=False, looked=self._looked(step))
        if before != progress:
            self.pointer.hide()
        self.bar.show()

    def count_done(self) -> str:
        """How many of the steps are done."""
        return tr("{done} of {steps} steps done", done=sum(map(self.done, STEPS)), steps=len(STEPS))

    def _count(self, step: Step) -> str:
        return tr("Guided first session, step {step} of {steps}", step=STEPS.index(step) + 1, steps=len(STEPS))

    def _looked(self, step: Step) -> bool:
        """Whether the step is done once its page, which is shown, has been looked at."""
        return step.done(self.progress, replace(self.seen, pages=self.seen.pages | {self._page}))

    def skip(self) -> None:
        """Go on: the page was looked at, or the step is left out. It can be chosen again from the list of steps."""
        if (step := self.step) is not None:
            self._chosen = None
            if self._looked(step):
                self._see(self._page)
            else:
                self._keep("skipped", ",".join(sorted(self.skipped | {step.key})))
            self._show(self.progress)

    def choose(self, step: Step) -> None:
        """Show this step, out of turn."""
        self._chosen = step.key
        self._show(self.progress)

    def menu(self) -> QMenu:
        """All steps, those that are done ticked; below them to begin anew."""
        made = QMenu(self.bar)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for step in STEPS:
            action = made.addAction(step.title, partial(self.choose, step))
            action.setCheckable(True)
            action.setChecked(self.done(step))
            action.setEnabled(not self.done(step))
        made.addSeparator()
        made.addAction(tr("Begin anew in this building"), self._begin_anew)
        return made

    def _show_menu(self) -> None:
        self.menu().popup(self.bar.count.mapToGlobal(QPoint(0, self.bar.count.height())))

    # --- show me -------------------------------------------------------------------------------------------------

    def show_place(self) -> None:
        """Go where the step is done and point at the control; example readings are written first, where needed."""
        window, step = self._window, self.step
        if step is None or window.tools is None or not self.on:
            return
        session_id = self.progress.session_id
        if not step.example:
            self._go(step)
        elif session_id is None:
            window.notices.say(tr("Begin a session first."))
        else:
            folder = self.folder(session_id)
            job = partial(_example, session_id, folder)
            window.background.work(self, job, partial(self._on_example, step), text=tr("Writing the example readings"))

    def folder(self, session_id: UUID) -> Path:
        """Where the example readings of a session lie: beside the evidence, a folder for each session."""
        assert self._window.tools is not None
        return self._window.tools.evidence_dir.parent / FOLDER / str(session_id)[:8]

    def _on_example(self, step: Step, workbook: Path) -> None:
        self._window.settings.setValue("sessions/folder", str(workbook.parent))
        self._window.notices.say(
            tr("The example readings and photographs lie in {folder}.", folder=str(workbook.parent))
        )
        self._go(step)
        if step.key == "rest":
            self._find = partial(_with_workbook, self._window.page("sessions"), workbook, self._find)

    def _go(self, step: Step) -> None:
        self._find, self._looks = step.show(self._window, self.progress), 0
        self._looking.start()

    def _look(self) -> None:
        """Look for the control until its page has it."""
        self._looks += 1
        if self._window.background.running and self._looks < LOOKS:
            return
        found = self._find() if self._find is not None else None
        if found is not None and found.isVisible():
            self.pointer.point_at(found)
        if (found is not None and found.isVisible()) or self._looks >= LOOKS:
            self._looking.stop()


def _end(count: str) -> tuple[str, str, str, str]:
    title, what = END
    return title, count, what, ""


def _with_workbook(page: Any, workbook: Path, find: Find | None) -> QWidget | None:
    """Read the workbook into the import of results once the session is there; then what ``find`` finds."""
    if page.run.sheet is None:
        return None
    if page.views.currentWidget() is not page.run and "importing" in vars(page) and page.importing.checked is not None:
        return find() if find is not None else None
    if page.views.currentWidget() is page.run:
        page.take_workbook()
        page.importing.read(workbook)
    return None


def _now(session: Any) -> datetime:
    from firemode_desktop.services import guiding

    return guiding.now(session)


def _progress(building_id: UUID, since: datetime, by: UUID, session: Any) -> Progress:
    from firemode_desktop.services import guiding

    return guiding.progress(session, building_id, since, by=by)


def _example(session_id: UUID, folder: Path, work: Work) -> Path:
    from firemode_desktop.services import guiding

    return guiding.write_example(work.run(partial(_seen, session_id)), folder)


def _seen(session_id: UUID, session: Any) -> Any:
    from firemode_desktop.services import guiding

    return guiding.example_visit(session, session_id)

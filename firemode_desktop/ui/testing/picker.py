"""Which instrument was used, what it covers, and why it would not be fit for this reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QIconEngine, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from firemode_desktop.domain.calibration import RANGE, instrument_checks
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.reading import Instrument, Reading, Test
from firemode_desktop.domain.running import Tool, brief
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import CheckResult
from firemode_desktop.ui import status
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.parts import column, label, link, row, set_role
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.testing.edits import ENTER
from firemode_desktop.ui.theme import colours


class StatusIcon(QIconEngine):
    """A status shape as an icon; follows light and dark."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self._standing = standing

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        status.paint(
            painter, QPointF(QRect(rect).center()), 9, self._standing, status.colour(self._standing, colours())
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return StatusIcon(self._standing)


def fitness(instrument: Instrument, test: Test, taken: Reading) -> tuple[Standing, str]:
    """Whether an instrument may be used for a test on the day of ``taken`` and for what was read, in words."""
    wanted = test.required_instrument_type
    if wanted is not None and instrument.instrument_type != wanted:
        has = (instrument.instrument_type or tr("no recorded type")).replace("_", " ")
        return Standing.FAIL, tr("{has}; a {wanted} is needed", has=has, wanted=wanted.replace("_", " "))
    unfit = [c for c in instrument_checks(test, taken, instrument) if c.code == RANGE and c.result is CheckResult.FAIL]
    if unfit:
        return Standing.FAIL, unfit[0].message
    certificate = instrument.certificate_on(taken.day)
    if certificate is not None:
        until = tr(
            "certificate {cert_number}, valid until {expiry_date}",
            cert_number=certificate.cert_number,
            expiry_date=show_date(certificate.expiry_date),
        )
        return Standing.PASS, " · ".join(part for part in (reach(instrument, test.unit), until) if part)
    ended = max((one.expiry_date for one in instrument.certificates if one.expiry_date <= taken.day), default=None)
    if ended is None:
        return Standing.FAIL, tr("no certificate that is valid on {day}", day=show_date(taken.day))
    return Standing.FAIL, tr(
        "calibration ended on {ended}; a supervisor has to accept the reading", ended=show_date(ended)
    )


def reach(instrument: Instrument, unit: str | None) -> str:
    """``0–500 Pa``; empty where the range is not recorded."""
    try:
        return brief(instrument.range_in(unit))
    except Invalid:
        return brief(instrument.range_in(None))


class InstrumentPicker(QWidget):
    """The instruments in service, those that fit the test first; below it what its certificate says."""

    picked = Signal(object)
    entered = Signal()
    """Enter: the choice is made, the reading goes on."""
    register_wanted = Signal()
    """None that fits is in the register: one has to be entered there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setAccessibleName(tr("Instrument"))
        self.box.setIconSize(QSize(12, 12))
        self.mark = StatusMark(Standing.NOT_TESTED, 9)
        self.words = label("", "small", wrap=True)
        self._tools: dict[UUID, Tool] = {}
        self._test: Test | None = None
        self._taken: Reading | None = None
        self.box.currentIndexChanged.connect(self._on_index)
        self.note = QWidget()
        line = row(gap=6)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.note.setLayout(line)
        self.missing = link(tr("Enter an instrument in the register…"), self.register_wanted.emit)
        self.missing.hide()
        self.setLayout(column(self.box, self.note, row(self.missing, None), gap=4))

    @property
    def chosen(self) -> UUID | None:
        """The instrument that is chosen."""
        value = self.box.currentData()
        return value if isinstance(value, UUID) else None

    def show_tools(self, tools: Sequence[Tool], test: Test, day: date, chosen: UUID | None) -> None:
        """Offer ``tools`` for ``test`` on ``day``."""
        self._tools, self._test, self._taken = {tool.instrument_id: tool for tool in tools}, test, Reading(day)
        wanted = test.required_instrument_type
        fitting = [tool for tool in tools if tool.instrument.instrument_type == wanted]
        others = [tool for tool in tools if tool.instrument.instrument_type != wanted]
        self.box.blockSignals(True)
        self.box.clear()
        name = (wanted or tr("instrument")).replace("_", " ")
        asks = tr("Choose the {wanted}…", wanted=name) if fitting else tr("No {wanted} in the register", wanted=name)
        self.box.addItem(asks, None)
        self.missing.setHidden(bool(fitting))
        for tool in (*fitting, *others):
            self._offer(tool, test, self._taken)
        place = next((i for i in range(self.box.count()) if self.box.itemData(i) == chosen), 0)
        self.box.setCurrentIndex(place if chosen is not None else 0)
        self.box.blockSignals(False)
        self._say()

    def _offer(self, tool: Tool, test: Test, taken: Reading) -> None:
        standing, words = fitness(tool.instrument, test, taken)
        text = " · ".join(part for part in (tool.instrument.serial_number, tool.name) if part)
        self.box.addItem(QIcon(StatusIcon(standing)), text, tool.instrument_id)
        self.box.setItemData(self.box.count() - 1, words, Qt.ItemDataRole.ToolTipRole)

    def show_reading(self, taken: Reading | None) -> None:
        """Hold the chosen instrument against what is being typed."""
        if taken is not None:
            self._taken = taken
            self._say()

    def _on_index(self, _index: int) -> None:
        self._say()
        self.picked.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        tool = self._tools.get(self.chosen) if self.chosen is not None else None
        self.note.setVisible(tool is not None)
        if tool is not None and self._test is not None and self._taken is not None:
            standing, words = fitness(tool.instrument, self._test, self._taken)
            self.mark.show_standing(standing)
            self.words.setText(words)
            set_role(self.words, "bad" if standing is Standing.FAIL else "small")

"""Which instrument was used, and whether its certificate holds on the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.reading import Instrument
from firemode_desktop.domain.running import Tool
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.parts import column, label, row, set_role
from firemode_desktop.ui.status import StatusMark
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


def fitness(instrument: Instrument, wanted: str | None, day: date) -> tuple[Standing, str]:
    """Whether an instrument may be used on ``day``, in words."""
    if wanted is not None and instrument.instrument_type != wanted:
        has = (instrument.instrument_type or "no recorded type").replace("_", " ")
        return Standing.FAIL, f"{has}; a {wanted.replace('_', ' ')} is needed"
    certificate = instrument.certificate_on(day)
    if certificate is not None:
        return Standing.PASS, f"certificate {certificate.cert_number}, valid until {show_date(certificate.expiry_date)}"
    ended = max((one.expiry_date for one in instrument.certificates if one.expiry_date <= day), default=None)
    if ended is None:
        return Standing.FAIL, f"no certificate that is valid on {show_date(day)}"
    return Standing.FAIL, f"calibration ended on {show_date(ended)}; a supervisor has to accept the reading"


class InstrumentPicker(QWidget):
    """The instruments in service, those that fit the test first; below it what its certificate says."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setAccessibleName("Instrument")
        self.box.setIconSize(QSize(12, 12))
        self.mark = StatusMark(Standing.NOT_TESTED, 9)
        self.words = label("", "small", wrap=True)
        self._tools: dict[UUID, Tool] = {}
        self._wanted: str | None = None
        self._day: date | None = None
        self.box.currentIndexChanged.connect(self._on_index)
        self.note = QWidget()
        line = row(gap=6)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.note.setLayout(line)
        self.setLayout(column(self.box, self.note, gap=4))

    @property
    def chosen(self) -> UUID | None:
        """The instrument that is chosen."""
        value = self.box.currentData()
        return value if isinstance(value, UUID) else None

    def show_tools(self, tools: Sequence[Tool], wanted: str | None, day: date, chosen: UUID | None) -> None:
        """Offer ``tools`` for a test that needs an instrument of type ``wanted`` on ``day``."""
        self._tools, self._wanted, self._day = {tool.instrument_id: tool for tool in tools}, wanted, day
        fitting = [tool for tool in tools if tool.instrument.instrument_type == wanted]
        others = [tool for tool in tools if tool.instrument.instrument_type != wanted]
        self.box.blockSignals(True)
        self.box.clear()
        name = (wanted or "instrument").replace("_", " ")
        self.box.addItem(f"Choose the {name}…", None)
        for tool in (*fitting, *others):
            standing, words = fitness(tool.instrument, wanted, day)
            text = " · ".join(part for part in (tool.instrument.serial_number, tool.name) if part)
            self.box.addItem(QIcon(StatusIcon(standing)), text, tool.instrument_id)
            self.box.setItemData(self.box.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        place = next((i for i in range(self.box.count()) if self.box.itemData(i) == chosen), 0)
        self.box.setCurrentIndex(place if chosen is not None else 0)
        self.box.blockSignals(False)
        self._say()

    def _on_index(self, _index: int) -> None:
        self._say()
        self.picked.emit(self.chosen)

    def _say(self) -> None:
        tool = self._tools.get(self.chosen) if self.chosen is not None else None
        self.note.setVisible(tool is not None)
        if tool is not None and self._day is not None:
            standing, words = fitness(tool.instrument, self._wanted, self._day)
            self.mark.show_standing(standing)
            self.words.setText(words)
            set_role(self.words, "bad" if standing is Standing.FAIL else "small")

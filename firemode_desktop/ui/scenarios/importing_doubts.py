"""What only a person can tell of a foreign matrix, as questions with fields: nothing of it is guessed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from firemode_desktop.imports.scenarios.rows import Doubt
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, label, primary, row
from firemode_desktop.ui.theme import GRID

_HIGHEST, _LINE, _FIELD = 232, 44, 220


class Doubts(Card):
    """``answered`` with (doubt, answer) pairs when *Use these answers* is pressed, or Enter in the last field."""

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.title = label(tr("The file does not say all that a scenario needs"), "strong")
        self.hint = label("", "quiet", wrap=True)
        self.fields: list[tuple[Doubt, QComboBox]] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setContentsMargins(0, 0, 0, GRID)
        inside = QWidget()
        inside.setLayout(self._grid)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inside)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        inside.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self.use = primary(tr("Use these answers"), self.send)
        super().__init__(self.title, self.hint, self._scroll, row(None, self.use))
        self.setAccessibleName(tr("Questions about the file"))

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Ask these questions; hidden where there are none."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = [(doubt, _field(doubt)) for doubt in doubts]
        for at, (doubt, field) in enumerate(self.fields):
            where = f"{doubt.sheet}!{doubt.cell}" if doubt.cell else doubt.sheet
            times = tr(", {count} times", count=doubt.count) if doubt.count > 1 else ""
            self._grid.addWidget(label(f"{doubt.question}  ({where}{times})", wrap=True), at, 0)
            self._grid.addWidget(field, at, 1)
            field.show()
        self._scroll.setFixedHeight(min(_HIGHEST, _LINE * len(self.fields) + GRID))
        self.hint.setText(tr("Answer once: what you save is remembered for the next matrix with such headings."))
        self.setVisible(bool(doubts))

    def send(self) -> None:
        """Read the file with the answers; a word that is left blank means no effect."""
        told = [(doubt, field.currentText().strip()) for doubt, field in self.fields]
        given = [(doubt, text) for doubt, text in told if text or doubt.about.startswith("word:")]
        if given:
            self.answered.emit(given)


def _field(doubt: Doubt) -> QComboBox:
    """A field with the choices; text may be typed unless only the choices can be."""
    field = QComboBox()
    field.setEditable(not doubt.only)
    field.addItems(["", *doubt.choices])
    field.setCurrentIndex(field.findText(doubt.proposed) if doubt.only else 0)
    if not doubt.only:
        field.setEditText(doubt.proposed)
    field.setAccessibleName(doubt.question)
    field.setFixedWidth(_FIELD)
    return field

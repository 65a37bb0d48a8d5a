"""Cause and effect as a matrix: causes down, effects across, in each cell when it must happen, or that it must not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from firemode_desktop.domain.matrix import Effect
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.usual import Trade, trade_of, usual_step
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.parts import button, column, label, row, set_tone
from firemode_desktop.ui.scenarios.matrix_adding import AddEffect
from firemode_desktop.ui.scenarios.matrix_grid import MatrixGrid
from firemode_desktop.ui.scenarios.matrix_model import Filter
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.theme import GRID

ALL, OF_THE_CAUSE = tr("All trades"), tr("Effects of this cause")
HINT = tr("Type 3±2 for 3 s ± 2 s, ! for what must not happen; F2 opens all that a cell says.")
NOTHING = tr("Nothing fits what is looked for.")
NO_COLUMNS = tr("No effects yet: press Ins in the matrix, use “Effect…”, or drag a component here.")


class MatrixView(QWidget):
    """The scenarios of the stair that is looked at, as one table to read and to type in."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.grid = MatrixGrid(studio)
        self.words, self.trades = QLineEdit(), QComboBox()
        self.count, self.line = label("", "small"), label("", "small")
        self.adding = AddEffect(studio)
        self.add_button = button(tr("Effect…"), self.begin_adding, icon="plus")
        self._shown_for: object = None
        self._make()
        self._connect()
        self.refresh()

    def _make(self) -> None:
        self.words.setPlaceholderText(tr("Find a cause or effect"))
        self.words.setAccessibleName(tr("Find a cause or an effect in the matrix"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(96)
        self.words.setMaximumWidth(216)
        self.trades.addItems([ALL, *Trade, OF_THE_CAUSE])
        self.trades.setAccessibleName(tr("Which effects are shown"))
        self.add_button.setToolTip(tr("One more column (Ins)"))
        self.line.setMinimumWidth(0)
        self.line.setAccessibleName(tr("What the cell says"))
        above = row(self.words, self.trades, self.count, None, self.add_button)
        above.setContentsMargins(GRID, GRID - 2, GRID, 0)
        above.setStretch(0, 3)
        asked = row(self.adding)
        asked.setContentsMargins(GRID, 0, GRID, 0)
        below = row(self.line)
        below.setContentsMargins(GRID + 6, 0, GRID, GRID - 3)
        whole = column(above, asked, self.grid, below, gap=GRID - 2)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.studio.changed.connect(self.refresh)
        self.studio.chosen.connect(self._on_chosen)
        self.words.textChanged.connect(lambda _text: self._filter())
        self.words.returnPressed.connect(self.grid.setFocus)
        self.trades.currentIndexChanged.connect(lambda _index: self._filter())
        self.grid.said.connect(self.say)
        self.grid.wanted.connect(self.begin_adding)
        self.grid.dropped.connect(self._on_dropped)
        self.adding.added.connect(self.add_effect)
        self.adding.closed.connect(self.grid.setFocus)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.words.setFocus)

    # --- what is shown -------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the design as it is now."""
        self.add_button.setEnabled(not self.studio.read_only)
        self.grid.model_.refresh()
        self._show_count()
        self.grid.follow()

    def _on_chosen(self) -> None:
        if self.studio.stair_id != self.grid.model_.stair_id:
            self.refresh()
        if self.trades.currentText() == OF_THE_CAUSE and self._shown_for != self.studio.key:
            self._filter()
        self.grid.follow()

    def _filter(self) -> None:
        self.grid.model_.show_filter(Filter(self.words.text(), self._shows()))
        self._show_count()
        self.grid.follow()

    def _shows(self) -> Callable[[Effect], bool]:
        chosen = self.trades.currentText()
        self._shown_for = self.studio.key
        if chosen == OF_THE_CAUSE:
            ours = {Effect.of(step) for step in self.studio.sequence}
            return lambda effect: effect in ours
        return lambda effect: chosen == ALL or trade_of(effect.component_type) == chosen

    def _show_count(self) -> None:
        model = self.grid.model_
        causes = _some(len(model.rows), len(model.all_rows), tr("cause"), tr("causes"))
        self.count.setText(
            tr(
                "{causes} × {some}",
                causes=causes,
                some=_some(len(model.columns), len(model.all_columns), tr("effect"), tr("effects")),
            )
        )
        if not model.all_columns:
            self.say(NO_COLUMNS)
        elif not model.columns or not model.rows:
            self.say(NOTHING)
        elif self.line.text() in ("", NO_COLUMNS, NOTHING):
            self.say("")

    def say(self, text: str, tone: str = "") -> None:
        """A sentence below the matrix: what the cell says, or why it cannot be read."""
        self.line.setText(text or HINT)
        self.line.setToolTip(text)
        set_tone(self.line, tone)

    # --- one more effect -----------------------------------------------------------------------------------------

    def begin_adding(self) -> None:
        """Ask which component does what."""
        if not self.studio.read_only:
            self.adding.begin()

    def add_effect(self, effect: Effect) -> None:
        """A column for an effect, behind the one stood in, and the cell of the chosen cause ready for typing."""
        model, at = self.grid.model_, self.grid.currentIndex()
        self.words.clear()
        self.trades.setCurrentIndex(0)
        before = model.all_columns.index(model.columns[at.column()]) + 1 if at.isValid() and model.columns else None
        model.add_column(effect, before)
        self._show_count()
        row_ = model.row_of(self.studio.key)
        if row_ is not None:
            self.grid.setCurrentIndex(model.index(row_, model.columns.index(effect)))
        self.grid.setFocus()

    def _on_dropped(self, components: tuple[tuple[str, str], ...], at: int | None) -> None:
        """Components of the shelf: on a cause their usual step, elsewhere a column."""
        steps = [self._usual(name, kind) for name, kind in components]
        if at is not None:
            self.studio.choose(self.grid.model_.rows[at].scenario.key)
            self.grid.edits.add(at, steps)
        for step in steps:
            self.add_effect(Effect.of(step))

    def _usual(self, name: str, kind: str) -> Step:
        return usual_step(name, kind, (step for one in self.studio.design for step in one.sequence))


def _some(shown: int, there: int, one: str, more: str) -> str:
    whole = many(there, one, more)
    return whole if shown == there else tr("{shown} of {whole}", shown=shown, whole=whole)

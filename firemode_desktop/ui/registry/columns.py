"""The columns of a grid: which are shown, in which order and how wide; as somebody left them, or as they need it."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from firemode_desktop.domain.fields import Kind
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.registry.delegate import PAD
from firemode_desktop.ui.registry.headers import Headings
from firemode_desktop.ui.registry.model import SheetModel
from firemode_desktop.ui.theme import BODY, font

NARROWEST, WIDEST = 64, 260
ROOM = {Kind.TEXT: 88, Kind.DATE: 92, Kind.LONG_TEXT: 180, Kind.REFERENCES: 160, Kind.FACTS: 200}
"""The least width of a column by what it holds, so that there is room to type while it is still empty."""
LOOKED_AT = 80
"""So many rows are measured."""


class Columns(QObject):
    """Arranges the sections of ``headings`` and remembers how they were left."""

    def __init__(self, sheet: SheetModel, headings: Headings, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet, self.headings = sheet, headings
        self._settings, self._key = settings, f"registers/{sheet.register.name}/columns"
        self._arranging = False
        self._unseen = not sheet.rows
        self.restore()
        sheet.modelReset.connect(self._fit_to_first_rows)
        for change in (headings.sectionResized, headings.sectionMoved):
            change.connect(self._remember)

    def shown(self, first: int | None = None) -> list[int]:
        """The columns in view as they stand on the screen, from ``first`` on."""
        shown = [column for column in self._ordered() if not self.headings.isSectionHidden(column)]
        return shown if first is None else shown[shown.index(first) :] if first in shown else []

    def _ordered(self) -> list[int]:
        return [self.headings.logicalIndex(place) for place in range(self.headings.count())]

    def menu(self, parent: QWidget) -> QMenu:
        """Every column with a tick, to show and hide it."""
        menu = QMenu(tr("Columns"), parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self._ordered():
            action = menu.addAction(self.sheet.field(column).heading)
            action.setCheckable(True)
            action.setChecked(not self.headings.isSectionHidden(column))
            action.setEnabled(len(self.shown()) > 1 or not action.isChecked())
            action.toggled.connect(lambda on, column=column: self.show_column(column, on))
        menu.addSeparator()
        menu.addAction(tr("Fit widths to contents"), self.fit)
        return menu

    def show_column(self, column: int, shown: bool) -> None:
        """Show a column, or hide it."""
        self.headings.setSectionHidden(column, not shown)
        self.headings.place_filters()
        self._remember()

    def _remember(self, *_changes: object) -> None:
        if self._arranging:
            return
        columns = [
            {
                "name": self.sheet.field(column).name,
                "width": self.headings.sectionSize(column),
                "hidden": self.headings.isSectionHidden(column),
            }
            for column in self._ordered()
        ]
        self._settings.setValue(self._key, json.dumps(columns))

    def restore(self) -> None:
        """Order, widths and hidden columns as they were left; fitted to what they hold at the first time."""
        self._arranging = True
        self.fit()
        for column, field in enumerate(self.sheet.register.fields):
            if field.aside or field.name == self.sheet.register.retires:
                self.headings.setSectionHidden(column, True)
        try:
            kept = json.loads(str(self._settings.value(self._key) or "[]"))
            for place, each in enumerate(kept):
                column = self.sheet.register.columns[each["name"]]
                self.headings.moveSection(self.headings.visualIndex(column), place)
                self.headings.setSectionHidden(column, False)
                self.headings.resizeSection(column, max(NARROWEST // 2, int(each["width"]) or NARROWEST))
                self.headings.setSectionHidden(column, bool(each["hidden"]))
        except (ValueError, KeyError, TypeError):
            self._settings.remove(self._key)
        self._arranging = False

    def _fit_to_first_rows(self) -> None:
        """Widths that nobody chose follow the first rows that come into an empty register."""
        if self._unseen and self.sheet.rows:
            self._unseen = False
            self.restore()

    def fit(self) -> None:
        """Widths that show the heading, what the first rows hold, and any word that can be chosen."""
        body, bold = QFontMetrics(font(BODY)), QFontMetrics(font(12, strong=True))
        for column, field in enumerate(self.sheet.register.fields):
            rows = range(min(self.sheet.rows, LOOKED_AT))
            texts = [self.sheet.text(row, column).partition("\n")[0] for row in rows]
            texts += [words for _, words in field.choices]
            widest = max((body.horizontalAdvance(text) for text in texts), default=0)
            wanted = max(widest + 2 * PAD + 6, bold.horizontalAdvance(field.heading) + 28)
            least = ROOM.get(field.kind, NARROWEST)
            self.headings.resizeSection(column, max(least, min(WIDEST, wanted)))

"""What stands beside every reading of a sheet: from a column, a cell, the sheet's name, or typed. One line for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QScrollArea, QSizePolicy, QWidget

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration, MeasurementPosition, Provenance
from firemode_desktop.imports.files.cells import Sheet, a1, as_read, letters
from firemode_desktop.imports.mappings.mapping import Fixed, InCell, InColumn, OfSheet, Source
from firemode_desktop.ui.importing.mapping_leaves import About
from firemode_desktop.ui.importing.mapping_words import BESIDE, FAN, case_in_words, wanted_beside
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.parts import column, label, set_tone
from firemode_desktop.ui.theme import GRID

COLUMNS = 60
"""So many columns of a sheet are offered."""
_FILLED = frozenset({"stair", "floor", "doorway", "door", "door_scenario", "door_configuration", "commissioned_date"})
"""Columns that sites write once and leave blank below."""
_NAMED = frozenset({"stair", "door_scenario", "door_configuration", "commissioned_date", "doorway", "floor"})
"""What a sheet may be named after."""
_EXAMPLES = {"commissioned_date": "2024-01-15", "commissioned_by": tr("who measured"), "stair": "Stair-A"}


def known_values(name: str, survey: Survey) -> Mapping[str, str]:
    """What can be the same for every row, as it is written in a cell → in words; empty where anything may be typed."""
    fixed: Mapping[str, Mapping[str, str]] = {
        "door_configuration": {one: case_in_words(BaselineKind.PRESSURE, one) for one in DoorConfiguration.values()},
        "pressurization_active": FAN,
        "measurement_position": {one.value: term(one.label) for one in MeasurementPosition},
        "provenance": {one.value: term(one.label) for one in Provenance},
    }
    if name == "stair":
        return {place.name: place.name for place in survey.stairs}
    if name == "door_scenario":
        return {one: case_in_words(BaselineKind.VELOCITY, one) for one in survey.door_scenarios}
    return fixed.get(name, {})


class Choice(QComboBox):
    """A list to choose from that the wheel does not change while one scrolls past it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class SourceLine(QWidget):
    """One line: what, from where, and why. ``told(name, source)`` by the person; ``pick(name)`` wants a cell."""

    told = Signal(str, object)
    pick = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._sources: list[Source | str | None] = []
        self._now: Source | None = None
        self.lacking = False
        words = BESIDE.get(name, name)
        self.title = label(words[:1].upper() + words[1:], "small")
        self.box = Choice()
        self.box.setAccessibleName(tr("{words}, for every row", words=words))
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.activated.connect(self._on_chosen)
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("{words}, typed for every row", words=words))
        self.field.setPlaceholderText(_EXAMPLES.get(name, ""))
        self.field.editingFinished.connect(self._on_typed)
        self.fill = QCheckBox(tr("blank cells as above"))
        self.fill.setAccessibleName(tr("{words}: blank cells say the same as the one above", words=words))
        self.fill.clicked.connect(self._on_fill)
        self.why = label("", "small", wrap=True)
        whole = column(self.title, self.box, self.field, self.fill, self.why, gap=2)
        whole.setContentsMargins(0, 0, 0, GRID)
        self.setLayout(whole)

    def show_source(self, about: About) -> None:
        """Show where it comes from now."""
        self._now = about.table.columns.get(self.name)
        self._offer(about)
        typed = isinstance(self._now, Fixed) and self._now not in self._sources
        self.field.setVisible(typed)
        if isinstance(self._now, Fixed) and typed:
            self.field.setText(self._now.text)
        self.fill.setVisible(isinstance(self._now, InColumn) and self.name in _FILLED)
        self.fill.setChecked(isinstance(self._now, InColumn) and self._now.fill)
        lacking = about.lacking.get(self.name, "")
        self.lacking = bool(lacking)
        self.why.setText(lacking or about.reasons.get(self.name, ""))
        self.why.setVisible(bool(self.why.text()))
        set_tone(self.why, "near" if lacking else "")
        set_tone(self.title, "near" if lacking else "")
        self.box.setAccessibleDescription(self.why.text())

    def _offer(self, about: About) -> None:
        entries = list(self._entries(about))
        self._sources = [source for source, _ in entries]
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems([text for _, text in entries])
        bare = InColumn(self._now.place) if isinstance(self._now, InColumn) else self._now
        typed = isinstance(bare, Fixed) and bare not in self._sources
        self.box.setCurrentIndex(self._sources.index("type" if typed else bare))
        self.box.blockSignals(False)

    def _entries(self, about: About) -> Iterable[tuple[Source | str | None, str]]:
        yield None, tr("Not told")
        if isinstance(self._now, InCell):
            yield (
                self._now,
                tr(
                    "Cell {a1}{quoted}",
                    a1=a1(self._now.row, self._now.column),
                    quoted=_quoted(_cell(about.sheet, self._now)),
                ),
            )
        if isinstance(self._now, OfSheet) or self.name in _NAMED:
            yield OfSheet(), tr("The sheet’s name: {sheet}", sheet=about.sheet.name)
        for value, words in known_values(self.name, about.survey).items():
            yield Fixed(value), tr("All: {words}", words=words)
        yield from _columns(about, self._now)
        yield "pick", tr("Pick a cell…")
        yield "type", tr("Type it…")

    def _on_chosen(self, index: int) -> None:
        chosen = self._sources[index]
        if chosen == "pick":
            self.pick.emit(self.name)
        elif chosen == "type":
            self.field.clear()
            self.field.show()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not isinstance(chosen, str) and chosen != self._now:
            self.told.emit(self.name, chosen)

    def _on_typed(self) -> None:
        text = self.field.text().strip()
        if (Fixed(text) if text else None) != self._now and (text or isinstance(self._now, Fixed)):
            self.told.emit(self.name, Fixed(text) if text else None)

    def _on_fill(self, fill: bool) -> None:
        if isinstance(self._now, InColumn):
            self.told.emit(self.name, InColumn(self._now.place, fill))


def _columns(about: About, now: Source | None) -> Iterable[tuple[Source, str]]:
    """The columns of the sheet that have a heading, and the one that is taken now."""
    line = about.table.heading[1]
    wide = min(COLUMNS, about.wide)
    mine = now.place if isinstance(now, InColumn) else -1
    for place in dict.fromkeys((*range(wide), *((mine,) if mine >= wide else ()))):
        titles = (as_read(about.sheet.at(at, place)) for at in range(about.table.heading[0], line + 1))
        title = " ".join(" ".join(titles).split())
        if title or place == mine:
            yield InColumn(place), tr("Column {place}{quoted}", place=letters(place), quoted=_quoted(title))


def _cell(sheet: Sheet, source: InCell) -> str:
    text = as_read(sheet.at(source.row, source.column))
    return text[len(source.after) :].strip() if source.after and text.startswith(source.after) else text


def _quoted(text: str) -> str:
    return f" · {text[:40]}" if text else ""


class SourcesPanel(QScrollArea):
    """The lines of one sheet. ``told(name, source)`` and ``pick(name)`` are those of its lines."""

    told = Signal(str, object)
    pick = Signal(str)

    def __init__(self, before: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = before
        """Tab leads from there to the first line."""
        self.lines: dict[str, SourceLine] = {}
        self._more: set[str] = set()
        self._about: About | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("For every row of this sheet"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._add = Choice()
        self._add.setAccessibleName(tr("Tell something else for every row"))
        self._add.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._add.activated.connect(self._on_add)
        canvas = QWidget()
        canvas.setProperty("role", "canvas")
        self._body = column(self._add, None, gap=0)
        self._body.setContentsMargins(0, 0, GRID, 0)
        canvas.setLayout(self._body)
        self.setWidget(canvas)

    def show_about(self, about: About) -> None:
        """Show the lines of a sheet; a line that is there stays, with the keyboard in it."""
        if self._about is None or about.table.sheet != self._about.table.sheet:
            self._more.clear()
        self._about = about
        wanted = wanted_beside(about.table)
        names = [name for name in BESIDE if name in {*wanted, *self._more, *about.lacking}]
        for name in names:
            self._line(name).show_source(about)
        for name, line in self.lines.items():
            line.setVisible(name in names)
        self._offer_more([name for name in BESIDE if name not in names and not name.endswith("_id")])

    def _line(self, name: str) -> SourceLine:
        if name not in self.lines:
            line = self.lines[name] = SourceLine(name)
            line.told.connect(self.told)
            line.pick.connect(self.pick)
            order = list(BESIDE)
            place = sum(order.index(other) < order.index(name) for other in self.lines if other != name)
            self._body.insertWidget(place, line)
            self._keep_tab_order()
        return self.lines[name]

    def _keep_tab_order(self) -> None:
        lines = [self.lines[name] for name in BESIDE if name in self.lines]
        parts: list[QWidget] = [part for line in lines for part in (line.box, line.field, line.fill)]
        for one, other in pairwise([self._before, *parts, self._add]):
            QWidget.setTabOrder(one, other)

    def _offer_more(self, names: Sequence[str]) -> None:
        self._others = names
        self._add.clear()
        self._add.addItems([tr("Tell more of every row…"), *(BESIDE[name] for name in names)])
        self._add.setVisible(bool(names))

    def _on_add(self, index: int) -> None:
        if index > 0 and self._about is not None:
            name = self._others[index - 1]
            self._more.add(name)
            self.show_about(self._about)
            self.lines[name].box.setFocus(Qt.FocusReason.OtherFocusReason)

"""Files of sites, and keys, for the tests of the map step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from firemode_desktop.ui.importing.mapping import MapStep

KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LEVELS = ("Level-3", "Level-2", "Level-1")
Rows = Sequence[Sequence[Any]]


def site_file(folder: Path, sheets: Mapping[str, Rows], name: str = "site.xlsx") -> Path:
    """A workbook of these sheets."""
    book = openpyxl.Workbook()
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    del book["Sheet"]
    book.save(folder / name)
    return folder / name


def unknown(folder: Path) -> Path:
    """A sheet whose headings say nothing to the program, with the day in a cell above."""
    rows: list[list[Any]] = [["Tower", None, date(2024, 1, 15)], [], ["Where", "Alpha", "Beta"]]
    rows += [[level, 41 + at, 21 + at] for at, level in enumerate(LEVELS)]
    return site_file(folder, {"Readings": rows})


def tower(folder: Path, day: str = "15 Jan 2024") -> Path:
    """A site sheet for each of two stairs, and a sheet of notes."""
    head: list[list[Any]] = [["Tower One"], [f"Date: {day}"], []]
    rows = [*head, ["Level", "Doors closed (Pa)", "Evac doors open (Pa)"]]
    rows += [[level, 41 + at, 21 + at] for at, level in enumerate(LEVELS)]
    return site_file(folder, {"Stair-A": rows, "Stair-B": rows, "Notes": [["Manometer", "calibrated"]]}, "tower.xlsx")


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press a key in whatever has the keyboard."""
    for _ in range(times):
        QTest.keyClick(with_keyboard(), key, held)


def type_text(text: str) -> None:
    """Type into whatever has the keyboard, which may be another widget after each letter."""
    for letter in text:
        QTest.keyClicks(with_keyboard(), letter)


def with_keyboard() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def roles(step: MapStep) -> list[str]:
    """What the strip says of each column."""
    shown = step.grid.model_.shown
    return [shown.read_as(column).label for column in range(shown.wide)]

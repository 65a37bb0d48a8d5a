"""One table ``Kind → editor``, for the grid and for the form alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.fields import Kind
from firemode_desktop.ui.registry.editors import LineEditor, LongEditor, NumberEditor, Setting
from firemode_desktop.ui.registry.factsheet import FactsEditor
from firemode_desktop.ui.registry.floors import FloorsEditor, FloorsLine
from firemode_desktop.ui.registry.pickers import ChoiceEditor, DateEditor

CellEditor = LineEditor | LongEditor
Editor = CellEditor | FloorsEditor | FactsEditor


class Editors(NamedTuple):
    """What a kind is edited with: in a cell, and in the form where there is more room."""

    in_grid: Callable[[Setting, QWidget], CellEditor]
    in_form: Callable[[Setting], Editor]
    wide: bool = False
    """Whether it takes the whole width of the form."""


EDITORS: Mapping[Kind, Editors] = {
    Kind.TEXT: Editors(LineEditor, LineEditor),
    Kind.LONG_TEXT: Editors(LongEditor, LongEditor, wide=True),
    Kind.WHOLE: Editors(NumberEditor, NumberEditor),
    Kind.DECIMAL: Editors(NumberEditor, NumberEditor),
    Kind.DATE: Editors(DateEditor, DateEditor),
    Kind.FLAG: Editors(ChoiceEditor, ChoiceEditor),
    Kind.CHOICE: Editors(ChoiceEditor, ChoiceEditor),
    Kind.REFERENCE: Editors(ChoiceEditor, ChoiceEditor),
    Kind.REFERENCES: Editors(FloorsLine, FloorsEditor, wide=True),
    Kind.FACTS: Editors(LineEditor, FactsEditor, wide=True),
}

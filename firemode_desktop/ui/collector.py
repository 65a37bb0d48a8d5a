"""Python's cycle collector, on the GUI thread alone.

It runs in whichever thread happens to allocate, and frees there what it finds: a model or an action of a page that is
gone, freed by a worker, takes C++ objects from under the window (decision 11). So it is switched off, and the window
asks for it between two events instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Collector(QObject):
    """Collects from the GUI thread what Python would have collected by itself; ``close`` hands it back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        pairs = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        due = [generation for generation, (count, most) in pairs if count > most]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """Python collects again wherever it allocates."""
        self._timer.stop()
        gc.enable()

"""The window as it is seen, in a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from firemode_desktop.ui.screenshots.looks import SCHEMES, Look
from firemode_desktop.ui.screenshots.scenes import settle
from firemode_desktop.ui.window import Window


def dress(window: Window, look: Look) -> None:
    """Give the window the size and the scheme of a look."""
    window.resize(look.logical)
    window.theme.choose(SCHEMES[look.scheme])


def draw(qt: QApplication, window: Window, look: Look, scenes: Iterable[str], folder: Path) -> list[Path]:
    """Write a picture of every scene in one look; the files that were written."""
    folder.mkdir(parents=True, exist_ok=True)
    dress(window, look)
    written = []
    for name in scenes:
        settle(qt, window)
        file = folder / look.file(name)
        save(window, look, file)
        written.append(file)
    return written


def save(window: Window, look: Look, file: Path) -> None:
    """Write what is seen now into a file."""
    image = seen(window).toImage()
    image.setDevicePixelRatio(1)
    (image.convertToFormat(QImage.Format.Format_Grayscale8) if look.grey else image).save(str(file))


def seen(window: Window) -> QPixmap:
    """The window with the menus that are dropped over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for each in QApplication.topLevelWidgets():
        if each.isVisible() and each.windowType() == Qt.WindowType.Popup:
            painter.drawPixmap(window.mapFromGlobal(each.mapToGlobal(QPoint(0, 0))), each.grab())
    painter.end()
    return picture

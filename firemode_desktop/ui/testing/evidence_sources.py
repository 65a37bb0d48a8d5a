"""What can be dropped or pasted as evidence: files, and a picture that is in no file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter


@dataclass(frozen=True)
class Pasted:
    """A picture from the clipboard, as it will be encoded when it is kept."""

    image: QImage
    name: str

    def png(self) -> bytes:
        """The picture as PNG; takes its time, so not on the thread of the window."""
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(self.image)
        buffer.close()
        return bytes(content.data())


Source = Path | Pasted


def holds_sources(carried: QMimeData) -> bool:
    """Whether something of it can be evidence."""
    return any(url.isLocalFile() for url in carried.urls()) or carried.hasImage()


def sources(carried: QMimeData, name: str) -> tuple[Source, ...]:
    """The files that are carried, or else the picture, to be called ``name``."""
    paths = tuple(Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile())
    if paths or not carried.hasImage():
        return paths
    image = carried.imageData()
    return (Pasted(image, name),) if isinstance(image, QImage) and not image.isNull() else ()


def clipboard() -> QMimeData:
    """What was copied last."""
    return QGuiApplication.clipboard().mimeData()


def clipboard_is_evidence() -> bool:
    """Whether what was copied is files or a picture, and no text that a field would want."""
    carried = clipboard()
    if any(url.isLocalFile() for url in carried.urls()):
        return True
    return carried.hasImage() and not carried.hasText()

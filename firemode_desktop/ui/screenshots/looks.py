"""In which looks and sizes the pictures are drawn. Everything in every size would be too much to look through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.ui.theme import Scheme

SMALL, MIDDLE, LARGE = QSize(1280, 800), QSize(1920, 1080), QSize(3840, 2160)
SCHEMES = {"light": Scheme.LIGHT, "dark": Scheme.DARK, "contrast": Scheme.CONTRAST}
_NAME = re.compile(r"(?P<scene>.+)-(?P<look>light|dark|contrast)(?P<grey>-grey)?-(?P<size>\d+x\d+)(@(?P<scale>\d+))?$")


@dataclass(frozen=True)
class Look:
    """One way to draw: ``size`` in pixels of the screen, ``scale`` in per cent, ``whole`` with what is in the pages."""

    scheme: str
    size: QSize
    scale: int = 100
    grey: bool = False
    whole: bool = True

    @property
    def logical(self) -> QSize:
        """The size of the window as Qt counts it."""
        return self.size * 100 / self.scale

    @property
    def words(self) -> str:
        """E.g. ``light, grey, 1280x800, 150 %``."""
        scale = f"{self.scale} %" if self.scale != 100 else ""
        return ", ".join(filter(None, (self.scheme, "grey" if self.grey else "", written(self.size), scale)))

    def file(self, scene: str) -> str:
        """The name of the picture of a scene."""
        grey, scale = "-grey" if self.grey else "", f"@{self.scale}" if self.scale != 100 else ""
        return f"{scene}-{self.scheme}{grey}-{written(self.size)}{scale}.png"


PLAN: tuple[Look, ...] = (
    Look("light", SMALL),
    Look("dark", SMALL),
    Look("contrast", SMALL),
    Look("light", MIDDLE),
    Look("dark", MIDDLE, whole=False),
    Look("light", LARGE, whole=False),
    Look("light", SMALL, grey=True, whole=False),
    Look("dark", SMALL, grey=True, whole=False),
    Look("light", SMALL, 125, whole=False),
    Look("light", SMALL, 150, whole=False),
    Look("light", SMALL, 200, whole=False),
    Look("dark", LARGE, 200, whole=False),
)


def chosen(scheme: str | None, size: str | None, scale: int | None, *, grey: bool) -> tuple[Look, ...]:
    """The plan, or the one look that was asked for; what was not said is light, 1280x800, 100 %.

    Raises:
        Invalid: the size is not written as ``1280x800``.
    """
    if not (scheme or size or scale or grey):
        return PLAN
    return (Look(scheme or "light", read(size) if size else SMALL, scale or 100, grey),)


def read(size: str) -> QSize:
    """``1280x800`` as a size. Raises Invalid."""
    wide, _, high = size.partition("x")
    if not (wide.isdecimal() and high.isdecimal()):
        raise Invalid(f"A size is written as 1280x800, not {size!r}.")
    return QSize(int(wide), int(high))


def written(size: QSize) -> str:
    """A size as ``1280x800``."""
    return f"{size.width()}x{size.height()}"


def told(file: Path) -> tuple[str, Look] | None:
    """The scene and the look that the name of a picture tells; None of another file."""
    found = _NAME.match(file.stem)
    if found is None:
        return None
    look = Look(found["look"], read(found["size"]), int(found["scale"] or 100), bool(found["grey"]))
    return found["scene"], look


def at_scale(looks: Sequence[Look], scale: int) -> tuple[Look, ...]:
    """Those that one process can draw: Qt reads its scale once."""
    return tuple(look for look in looks if look.scale == scale)

"""How large everything is written: 100 to 200 % of its size, on top of the system's own scale.

It is Qt's scale, so that rows, paddings, icons and columns follow the letters. Qt reads it once, before there is an
application: what is chosen holds when the window is opened again (``Window.open_again``, decision 47).
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping

from PySide6.QtCore import QSettings

SIZES = (100, 110, 125, 150, 175, 200)
"""Per cent."""
KEY = "text_size"
FACTOR = "QT_SCALE_FACTOR"
OPEN_AGAIN = 75
"""What Qt's loop ends with where the window is to be opened again."""


def remembered(settings: QSettings) -> int:
    """The size that was chosen, in per cent; 100 where none was."""
    kept = str(settings.value(KEY) or "")
    return int(kept) if kept in map(str, SIZES) else SIZES[0]


def beside(size: int, step: int) -> int:
    """The size ``step`` places larger or smaller; the last one stays."""
    return SIZES[min(max(0, SIZES.index(size) + step), len(SIZES) - 1)]


def put_into(environ: MutableMapping[str, str], size: int) -> None:
    """Let Qt draw at ``size`` per cent of what the environment asks for already."""
    if size != SIZES[0]:
        environ[FACTOR] = f"{float(environ.get(FACTOR) or 1) * size / 100:g}"


def start_again(before: str | None) -> None:
    """Let this process be the program anew, by the words it was called with; ``before`` was the scale of the system."""
    os.environ.pop(FACTOR, None)
    if before is not None:
        os.environ[FACTOR] = before
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])

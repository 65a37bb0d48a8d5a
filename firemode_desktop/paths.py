"""Where the files that come along are: from a checkout, or from a PyInstaller bundle."""

from __future__ import annotations

import sys
from pathlib import Path


def is_bundle() -> bool:
    """Whether this is the packed program rather than a checkout."""
    return bool(getattr(sys, "frozen", False))


def root() -> Path:
    """The folder that holds ``resources`` and ``alembic``: the checkout, or what the bundle unpacked."""
    unpacked = getattr(sys, "_MEIPASS", None)
    return Path(unpacked) if unpacked else Path(__file__).resolve().parent.parent


def resources() -> Path:
    """Archetypes, fonts, icons, the pilot's workbook."""
    return root() / "resources"


def migrations() -> Path:
    """Alembic's script directory (``env.py`` and ``versions``)."""
    return root() / "alembic"

"""What the page of administration may ask of the sitting: to put the database away and to bring it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from firemode_desktop.services.backups import Written
    from firemode_desktop.services.building_desk import BuildingDesk
    from firemode_desktop.services.log_desk import LogDesk
    from firemode_desktop.ui.backup_rounds import BackupRounds

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Keeping:
    """``backup`` is run by a worker; ``restore`` leaves the page, shows how far it is, and opens what came back."""

    where: str
    """``This computer``, or the server and the database."""
    data_dir: Path
    backup: Callable[[Path, Tell], Written]
    restore: Callable[[Path], object]
    connect: Callable[[str], object]
    """Leave the page and work on the server at that address."""
    log: LogDesk
    """The log of every write, for a worker."""
    buildings: BuildingDesk
    """Whole buildings: their files, and archiving them; for a worker."""
    diagnose: Callable[[Path, datetime, Mapping[str, str]], object]
    """Write a file for whoever helps, with further parts; run by a worker."""
    url: str | None = None
    """By what the database is opened; None for the embedded one. It may hold a password: it is never shown."""
    rounds: BackupRounds | None = None
    """Backups that are made by themselves; None where the database is an office server's."""

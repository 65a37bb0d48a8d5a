"""Which database, which folders, and who sits here: from the arguments, the environment, or the system's custom."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APPLICATION = "FireMode"


@dataclass(frozen=True)
class Settings:
    """What one run of the program works with. ``database_url`` is None where the embedded server is meant."""

    data_dir: Path
    evidence_dir: Path
    database_url: str | None = None
    user: str | None = None
    read_database_url: str | None = None
    """A replica of the database, which may answer what only reads (trends, reports)."""
    database_name: str = "firemode"
    """The database of the embedded server; one that is named by its URL is used as it is."""

    @property
    def embedded(self) -> bool:
        """Whether the database is the one that comes along."""
        return self.database_url is None


def find(
    data_dir: Path | str | None = None,
    database_url: str | None = None,
    user: str | None = None,
    read_database_url: str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Settings:
    """The settings in force: an argument wins over ``FIREMODE_…``, that over the system's custom.

    A URL and a data directory go together: the records are then on that server, evidence and drafts in the directory.
    """
    chosen = str(data_dir or "") or environ.get("FIREMODE_DATA_DIR") or _customary()
    folder = Path(chosen).expanduser().absolute()
    evidence = environ.get("FIREMODE_EVIDENCE_DIR")
    return Settings(
        data_dir=folder,
        evidence_dir=Path(evidence).expanduser().absolute() if evidence else folder / "evidence",
        database_url=(database_url or environ.get("FIREMODE_DATABASE_URL") or "").strip() or None,
        user=(user or environ.get("FIREMODE_USER") or "").strip() or None,
        read_database_url=(read_database_url or environ.get("FIREMODE_READ_DATABASE_URL") or "").strip() or None,
    )


def _customary() -> str:
    """Where this system keeps a person's application data."""
    import platformdirs  # at first need: a run that names its folder does without it

    return platformdirs.user_data_dir(APPLICATION, appauthor=False)

"""What is backed up by itself: where to, how often, and what is kept. A small file in the data directory holds it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.retention import Retention
from firemode_desktop.services.files import beside

FILE = "backup-plan.json"
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Plan:
    """Backups of this computer's database: their folder, every how many days, how many, and whether with evidence."""

    folder: Path
    every_days: int = 1
    keep: Retention = field(default_factory=Retention)
    evidence: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.every_days <= MOST_DAYS:
            raise Invalid(f"A backup is made every 1 to {MOST_DAYS} days, not every {self.every_days:,}.")

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "folder": str(self.folder),
            "every_days": self.every_days,
            "keep": asdict(self.keep),
            "evidence": self.evidence,
        }


def load(data_dir: Path) -> Plan | None:
    """The plan of this computer; None where nobody made one.

    Raises:
        Refused: the file of the plan cannot be read, or says nothing that can be followed.
    """
    path = data_dir / FILE
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        keep = Retention(**said["keep"])
        return Plan(Path(said["folder"]), int(said["every_days"]), keep, bool(said["evidence"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, RecursionError, Invalid) as error:
        raise Refused(
            f"The plan of backups in {path} cannot be followed: no backup is made by itself until it is made anew.",
            (str(error),),
        ) from error


def save(data_dir: Path, plan: Plan | None) -> None:
    """Follow this plan from now on; None: make no backups by itself any more.

    Raises:
        Refused: the data directory cannot be written.
    """
    path = data_dir / FILE
    try:
        if plan is None:
            path.unlink(missing_ok=True)
            return
        data_dir.mkdir(parents=True, exist_ok=True)
        with beside(path) as place:
            place.write_text(json.dumps(plan.to_dict(), indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise Refused(f"The plan of backups cannot be written to {path}: {error.strerror}.") from error

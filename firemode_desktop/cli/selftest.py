"""``firemode selftest``: whether this installation can do its work, tried on a database that is gone afterwards."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from firemode_desktop.cli.desk import LONG_S, Answer, Desk
from firemode_desktop.domain.errors import FiremodeError, Refused

FAILED = 1


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``selftest``."""
    test = groups.add_parser(
        "selftest", parents=[common], help="try this installation on a database that is gone afterwards"
    )
    test.set_defaults(command=run_selftest)


@dataclass
class Trial:
    """An installation in a folder of its own; each part needs those before it."""

    desk: Desk
    folder: Path
    report: Path = field(init=False)

    def server(self) -> str:
        """PostgreSQL is set up, started, and brought to the current schema."""
        state = self.desk.database.schema_state()
        return f"PostgreSQL {state.server_version}, schema {state.revision}"

    def main_job(self) -> str:
        """The main job from the import to the report."""
        from firemode_desktop.cli.demo import whole

        document = whole(self.desk, self.folder / "papers").document
        self.report = Path(document["files"]["report"])
        return (
            f"{sum(document['baselines'].values())} baselines imported, "
            f"{document['session']['completed']} tests recorded, report issued"
        )

    def record(self) -> str:
        """The report is told to be genuine, in the process that reads foreign files, and the log holds together."""
        from firemode_desktop.services import auditing, verifying

        found = verifying.verify(self.desk.read, self.report.read_bytes(), self.report.name)
        if found.result is not verifying.Standing.GENUINE:
            raise Refused(f"The report that was just issued counts as {found.result.value}.", found.details)
        proof = self.desk.read(lambda session: auditing.verify(session, lambda *_: None), deadline_s=LONG_S)
        if proof.findings:
            raise Refused("The log of what was just written does not hold together.", [proof.findings[0].sentence])
        return f"report genuine, {proof.entries} entries of the log hold together"

    def backup(self) -> str:
        """A backup is written and comes back as what went in."""
        from firemode_desktop.services import backups

        file = self.folder / "selftest.fmbackup"
        backups.backup(self.desk.database, file)
        backups.prove(self.desk.database, file)
        return "a backup comes back as what went in"

    def shipped(self) -> str:
        """What comes along is there: every page of the help, every language, and Qt's own words for it."""
        import importlib

        pages = importlib.import_module("firemode_desktop.ui.help_pages")
        language = importlib.import_module("firemode_desktop.ui.language")
        told = [page for page in pages.pages() if page.sections]
        silent = [code for code in language.shipped() if not language.speaks(code)]
        if len(told) < 10 or silent:
            raise Refused("Files of the installation are missing.", [f"{len(told)} pages of help", f"silent: {silent}"])
        return f"{len(told)} pages of help, languages {', '.join(language.shipped())}"

    def window(self) -> str:
        """The window is drawn, seen by nobody."""
        import importlib

        from firemode_desktop.services.demo import SUPERVISOR

        settings = replace(self.desk.settings, user=SUPERVISOR)
        return str(importlib.import_module("firemode_desktop.app").drawn_unseen(settings))


def run_selftest(desk: Desk, _: argparse.Namespace) -> Answer:
    """Try each part; the first that fails ends the trial. Exit code 0, or 1 with what failed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    checks: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="firemode-selftest-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        desk.settings = replace(
            desk.settings, data_dir=folder / "data", evidence_dir=folder / "evidence", database_url=None,
            read_database_url=None, user=None,
        )  # fmt: skip
        with desk:
            trial = Trial(desk, folder)
            for name, part in (
                ("server", trial.server),
                ("main job", trial.main_job),
                ("record", trial.record),
                ("backup", trial.backup),
                ("shipped", trial.shipped),
                ("window", trial.window),
            ):
                checks.append(_tried(name, part))
                desk.tell(_line(checks[-1]))
                if not checks[-1]["ok"]:
                    break
    good = all(check["ok"] for check in checks)
    text = "This installation works." if good else "This installation does not work; see above."
    return Answer({"checks": checks}, text, 0 if good else FAILED)


def _tried(name: str, part: Callable[[], str]) -> dict[str, Any]:
    began = time.monotonic()
    try:
        ok, found = True, part()
    except FiremodeError as error:
        ok, found = False, " ".join([error.message, *map(str, error.details)])
    except Exception as error:  # a part that is missing from a packed program shows itself in any way there is
        ok, found = False, f"{type(error).__name__}: {error}"
    return {"name": name, "ok": ok, "found": found, "seconds": round(time.monotonic() - began, 1)}


def _line(check: dict[str, Any]) -> str:
    return f"{'works ' if check['ok'] else 'FAILED'}  {check['name']:<9} {check['found']} ({check['seconds']} s)"

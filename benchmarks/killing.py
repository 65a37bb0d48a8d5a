"""Imports that are killed: whatever the moment, all of an import is there afterwards, or none of it.

A real process runs ``firemode baseline import`` against a real server and ends by SIGKILL (``dying.py``). What it
leaves is looked at once its backend has gone: a batch is whole, or absent, and what the process reported as written is
there. Every location has one current baseline at most (the schema sees to that), and nothing but batches adds rows.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.services.importing.tables import KEPT

TABLES = tuple(kept.table for kept in KEPT.values())
MOMENTS = (
    *(f"{side}:{number}" for number in range(8) for side in ("before", "after")),
    "copy",
    "commit",
    "committed",
)
"""Each side of the first statements, and the two sides of the end."""


@dataclass(frozen=True)
class Killed:
    """What became of one import. ``acknowledged``: what the process lived to report as written."""

    moment: str
    died: bool
    acknowledged: UUID | None
    batches: frozenset[UUID]
    partial: tuple[str, ...]

    @property
    def written(self) -> bool:
        """Whether it is there."""
        return bool(self.batches)

    @property
    def lost(self) -> bool:
        """Whether something was reported as written that is not there."""
        return self.acknowledged is not None and self.acknowledged not in self.batches

    @property
    def good(self) -> bool:
        """Nothing half-done, nothing lost."""
        return not self.partial and not self.lost


class Mortals:
    """Processes that run ``firemode WORDS --json`` against a database, one after the other, and die."""

    def __init__(self, database: Database, words: list[str], environment: Mapping[str, str]) -> None:
        self._database = database
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.dying", *words, "--json"],
            cwd=Path(__file__).resolve().parent.parent,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.communicate()

    def die(self, moment: str) -> Killed:
        """One import that dies at this moment (or ends, when the moment never comes), and what it leaves."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        before = state_of(self._database)
        self._parent.stdin.write(f"{moment}\n")
        self._parent.stdin.flush()
        end = json.loads(self._parent.stdout.readline())
        until_alone(self._database)
        after = state_of(self._database)
        said = json.loads(end["out"])["batch_id"] if end["exit_code"] == 0 else None
        acknowledged = UUID(said) if said else None
        written = after.batches - before.batches
        partial = half_done(before, after)
        return Killed(moment, end["exit_code"] == -signal.SIGKILL, acknowledged, written, partial)


@dataclass(frozen=True)
class State:
    """What is on record of baselines."""

    batches: frozenset[UUID]
    announced: int
    rows: int
    ended: int
    setpoints: str


_STATE = f"""
    SELECT coalesce((SELECT array_agg(batch_id) FROM import_batches), '{{}}'),
           coalesce((SELECT sum(rows_new + rows_changed) FROM import_batches), 0),
           ({" + ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)}),
           ({" + ".join(f"(SELECT count(*) FROM {table} WHERE superseded_date IS NOT NULL)" for table in TABLES)}),
           (SELECT md5(coalesce(string_agg(setpoint::text, ',' ORDER BY setpoint_id), '')) FROM design_setpoints)"""


def state_of(database: Database) -> State:
    """What is on record: batches, rows they announce, rows there are, rows that were ended, the setpoints."""

    def job(session: Session) -> State:
        batches, announced, rows, ended, setpoints = session.execute(text(_STATE)).one()
        return State(frozenset(batches), int(announced), rows, ended, setpoints)

    return database.run(job)


def half_done(before: State, after: State) -> tuple[str, ...]:
    """What is neither a whole import nor none, in words."""
    found = []
    if after.rows - before.rows != after.announced - before.announced:
        found.append(f"{after.rows - before.rows} rows of {after.announced - before.announced} announced")
    if after.batches == before.batches and after != before:
        found.append(f"no import, but not as it was: {before} → {after}")
    return tuple(found)


def until_alone(database: Database, patience_s: float = 30) -> None:
    """Wait until the server has noticed that the dead process is gone."""
    others = text("""
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()""")
    until = time.monotonic() + patience_s
    while True:
        with suppress(Unreachable):  # a backend that is killed takes the others with it, a moment later
            if not database.run(lambda session: session.scalar(others)):
                return
        if time.monotonic() > until:
            raise TimeoutError("the server still works for a process that is gone")
        time.sleep(0.02)

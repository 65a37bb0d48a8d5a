"""Runs whose computer dies: whatever the moment, what was acknowledged is on record afterwards, once.

A person keys in a session (``keying.py``); the process dies, another goes on from what is in the journal, until one
lives to the end. Each ``taken`` was an acknowledgement. Nothing else than the reading being typed may be missing.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database

MOMENTS = tuple(f"{how}:{number}" for number in (1, 2, 4, 7) for how in ("commit", "committed", "fsync", "synced"))
"""Both sides of a COMMIT and of a flush to the disk."""
LATEST_MS = 350


@dataclass
class Run:
    """What became of one session: ``taken`` is what some life of the program acknowledged, by test."""

    deaths: int = 0
    lives: int = 0
    taken: dict[str, str] = field(default_factory=dict)
    typing_lost: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def failures(self) -> list[str]:
        """Every broken promise."""
        return [
            *(f"lost: {name}" for name in self.lost),
            *(f"doubled: {name}" for name in self.doubled),
            *(f"wrong: {name}" for name in self.wrong),
        ]


def moments(many: int, seed: str = "firemode cuts") -> list[str]:
    """So many moments: those there are, then by chance."""
    chance = random.Random(seed)
    named = list(MOMENTS[: many // 2])
    return [*named, *(f"ms:{chance.randrange(60, LATEST_MS)}" for _ in range(many - len(named)))]


def cut(url: str, folder: Path, session_id: UUID, person: UUID, deaths: Iterable[str]) -> Run:
    """Key in a session through these deaths, then to the end."""
    run = Run()
    arguments = [url, str(folder), str(session_id), str(person)]
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.keying", *arguments],
        cwd=Path(__file__).resolve().parent.parent,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as lives:
        assert lives.stdin is not None
        assert lives.stdout is not None
        for moment in (*deaths, "end"):
            lives.stdin.write(f"{moment}\n")
            lives.stdin.flush()
            _note(run, json.loads(lives.stdout.readline()))
        lives.stdin.close()
    return run


def _note(run: Run, life: dict[str, object]) -> None:
    run.lives += 1
    run.deaths += life["exit_code"] == -signal.SIGKILL
    if life["exit_code"] not in (0, -signal.SIGKILL):
        run.wrong.append(f"life {run.lives} ended by itself: {life['exit_code']}")
    said = [str(each).split(" ", 2) for each in life["said"]]  # type: ignore[attr-defined]  # lines
    typing = ""
    for words in said:
        if words[0] == "typing":
            typing = words[1]
        elif words[0] == "taken":
            if run.taken.get(words[1], words[2]) != words[2]:
                run.wrong.append(f"{words[1]} was taken twice")
            run.taken[words[1]], typing = words[2], ""
        elif words[0] == "refused":
            run.wrong.append(" ".join(words))
    run.typing_lost += bool(typing)


_STANDS = """
    SELECT i.scoped_identifier, i.measured_value_numeric, i.status,
           (SELECT count(*) FROM faults f WHERE f.instance_id = i.instance_id),
           (SELECT count(*) FROM test_instances r WHERE r.retest_of = i.instance_id), i.is_compliant
    FROM test_instances i WHERE i.session_id = :session"""


def judge(database: Database, session_id: UUID, run: Run) -> Run:
    """Hold what is on record against what was acknowledged."""

    def job(session: Session) -> dict[str, tuple[object, ...]]:
        found = session.execute(text(_STANDS), {"session": session_id})
        return {row[0]: tuple(row[1:]) for row in found}

    stands = database.run(job)
    for name, value in run.taken.items():
        number, status, faults, retests, compliant = stands.get(name, (None, "missing", 0, 0, None))
        if status != "completed":
            run.lost.append(name)
        elif number != Decimal(value):
            run.wrong.append(f"{name}: {value} was taken, {number} is on record")
        if retests or faults != (1 if compliant is False else 0):
            run.doubled.append(f"{name}: {faults} faults, {retests} retests")
    return run

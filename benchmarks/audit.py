"""What the log costs (page 4, P7): the same writes with it and without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.frame import Bound, Result, compare, in_turn, seconds
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database

ROUNDS = 9
STAIRS, LEVELS = 20, 100
TRIGGERS = ("audit_insert", "audit_update", "audit_delete")
SETTLE = f"""
    WITH building AS (INSERT INTO buildings (name) VALUES ('Log') RETURNING id),
    stair AS (INSERT INTO stairs (building_id, stair_name)
        SELECT id, 'Stair-' || n FROM building, generate_series(1, {STAIRS}) AS n RETURNING building_id, stair_id)
    INSERT INTO floors (building_id, stair_id, floor_level, floor_number)
    SELECT building_id, stair_id, 'Level-' || n, n FROM stair, generate_series(1, {LEVELS}) AS n
"""
CHOSEN = "(SELECT floor_id FROM floors ORDER BY floor_id LIMIT :rows)"
INSERT = f"""
    INSERT INTO baseline_pressure_differentials (building_id, stair_id, floor_id, door_configuration, pressure_pa,
        commissioned_date)
    SELECT building_id, stair_id, floor_id, 'all_closed', 45, DATE '2024-01-15' FROM floors
    WHERE floor_id IN {CHOSEN}
"""
UPDATE = f"UPDATE floors SET height_m = coalesce(height_m, 0) + 0.01 WHERE floor_id IN {CHOSEN}"


@dataclass(frozen=True, slots=True)
class Write:
    """A statement on a table for so many rows, in so many transactions; what it adds is taken out afterwards."""

    database: Database
    statement: str
    table: str
    rows: int
    turns: int

    def written(self) -> float:
        """Seconds that it takes."""
        spent = seconds(self._turns)
        if self.statement == INSERT:
            self._asleep(("guard_no_delete", *TRIGGERS), lambda: self._job(f"DELETE FROM {self.table}"))
        return spent

    def bare(self) -> float:
        """The same while the log of the table sleeps."""
        return self._asleep(TRIGGERS, lambda: seconds(self._turns))

    def bare_and_clean(self) -> float:
        """As ``bare``, and what was added is taken out."""
        spent = self.bare()
        if self.statement == INSERT:
            self._asleep(("guard_no_delete", *TRIGGERS), lambda: self._job(f"DELETE FROM {self.table}"))
        return spent

    def _turns(self) -> None:
        for _ in range(self.turns):
            self.database.run(self._write)

    def _write(self, session: Session) -> None:
        session.execute(text(self.statement), {"rows": self.rows})

    def _job(self, statement: str) -> float:
        self.database.run(lambda session: session.execute(text(statement)))
        return 0.0

    def _asleep(self, triggers: tuple[str, ...], part: Callable[[], float]) -> float:
        for name in triggers:
            self._job(f"ALTER TABLE {self.table} DISABLE TRIGGER {name}")
        try:
            return part()
        finally:
            for name in triggers:
                self._job(f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {name}")


def audit(server: Scratch) -> Iterator[Result]:
    """Inserts of baselines and updates of floors, many in a statement, and one row a transaction."""
    database = server.database()
    database.run(lambda session: session.execute(text(SETTLE)))
    many = STAIRS * LEVELS
    write = partial(Write, database)
    for what, one in (
        (f"insert {many:,} baselines in one statement", write(INSERT, "baseline_pressure_differentials", many, 1)),
        (f"update {many:,} floors in one statement", write(UPDATE, "floors", many, 1)),
        ("update one floor a transaction, 20 times", write(UPDATE, "floors", 1, 20)),
    ):
        times = in_turn({"ours": one.written, "bare": one.bare_and_clean}, ROUNDS)
        yield compare(what, "the same without the log", times["ours"], times["bare"], Bound(2.5))
    database.close()

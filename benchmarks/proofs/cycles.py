"""P13: the schema goes down and up over populated tables, and its connection is ended at any statement."""

from __future__ import annotations

import random
import time
from typing import Any

from sqlalchemy.exc import DBAPIError

from benchmarks.proofs import Proved
from benchmarks.scratch import Scratch
from tests.migrations.awkward import Awkward
from tests.migrations.cut_off import counted, down, state, up
from tests.migrations.population import populate
from tests.migrations.schema import HEAD, Schema

MANY = 60
CYCLES = 24


def prove(server: Scratch, many: int = MANY, minutes: float = 4) -> Proved:
    """Down and up, with ends at statements by chance before each move, until the time is over."""
    began = time.monotonic()
    chance, broken, ends, cycles = random.Random("firemode cycles"), list[str](), 0, 0
    database = server.database()
    database.close()
    schema = Schema(database.url)
    populate(schema.engine)
    populate(schema.engine, Awkward(words="x", document={}, reading=None, deviation=None, note=""))
    whole, rows = _kept(schema), sum(map(len, schema.contents().values()))
    statements: dict[Any, int] = {}
    while cycles < CYCLES and (not cycles or time.monotonic() < began + 60 * minutes):
        for move in (down, up):
            before = state(schema)
            for _ in range(-(-many // (2 * CYCLES)) if move in statements else 0):
                at = chance.randrange(statements[move])
                try:
                    counted(schema, move, at)
                except DBAPIError:
                    ends += 1
                if state(schema) != before:
                    broken.append(f"{move.__name__}, ended before statement {at}: not as it was")
            statements[move] = counted(schema, move, None)
        cycles += 1
        if schema.revision() != HEAD or _kept(schema) != whole:
            broken.append(f"cycle {cycles}: a row or a value is another one")
    schema.close()
    return Proved(
        "P13",
        f"{cycles} times down to 004 and up to {HEAD[:3]} again over {rows} awkward rows; the connection ended at "
        f"{ends} statements by chance",
        f"{len(broken)} rows or values lost",
        tuple(broken),
        about="After each end the schema, every value and every archived copy is as it was; after each cycle every row "
        "of every table but the log, which tells of the way, has every digit it had.",
    )


def _kept(schema: Schema) -> dict[str, Any]:
    return {name: rows for name, rows in schema.contents().items() if not name.startswith("audit_")}

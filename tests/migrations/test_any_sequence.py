"""Any way down and up again, over rows that are hard to carry, loses no row and changes no value."""

from __future__ import annotations

import uuid
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firemode_desktop.database import Database
from firemode_desktop.services.auditing import verify
from tests.migrations.awkward import Awkward
from tests.migrations.population import insert, populate
from tests.migrations.schema import HEAD, REVISIONS, Rows, Schema, scratch

#: Text that PostgreSQL can hold: everything but NUL and lone surrogates.
words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
numbers = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=None).map(str)
documents: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
).filter(lambda document: document is not None)
awkward = st.builds(
    Awkward,
    words=words,
    document=st.dictionaries(words, documents, max_size=3),
    reading=numbers,
    deviation=numbers,
    note=st.none() | words,
)

WRITE = "write"
steps = st.lists(st.sampled_from([*REVISIONS, WRITE, WRITE, WRITE]), min_size=1, max_size=5)


def _write(schema: Schema) -> dict[str, tuple[str, str]]:
    """Write what the schema of the moment can hold: table → key and name of the new row."""
    here = REVISIONS.index(schema.revision())
    ids = {name: uuid.uuid4() for name in ("building", "stair", "floor")}
    made = [
        ("buildings", {"id": ids["building"], "name": f"Written {ids['building']}"}),
        ("stairs", {"stair_id": ids["stair"], "building_id": ids["building"], "stair_name": "Stair-Ω"}),
        (
            "floors",
            {
                "floor_id": ids["floor"],
                "building_id": ids["building"],
                "stair_id": ids["stair"],
                "floor_level": "Level-1",
                "floor_number": 1,
            },
        ),
    ]
    with schema.engine.begin() as connection:
        for table, row in made[: max(here, 0)]:
            insert(connection, table, row)
    return {table: (str(next(iter(row.values()))), list(row)[-1]) for table, row in made[: max(here, 0)]}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(values=awkward, way=steps)
def test_that_any_way_down_and_up_loses_no_row_and_changes_no_value(
    server_url: str, template_database: str, values: Awkward, way: list[str]
) -> None:
    with scratch(server_url, template_database) as schema:
        populate(schema.engine, values)
        populate(schema.engine)
        before, shape = schema.contents(), schema.shape()
        written: list[dict[str, tuple[str, str]]] = []
        for step in way:
            if step == WRITE:
                written.append(_write(schema))
            else:
                schema.move(step)
        schema.move(HEAD)
        after = schema.contents()
        assert schema.shape() == shape
        assert schema.run("SELECT * FROM firemode_archive.left_out") == []
        for row in written:
            for table, (key, _) in row.items():
                assert after[table].pop(key), f"a row written to {table} on the way"
        for table in ("audit_entries", "audit_chain"):
            _forget_what_was_told_on_the_way(before[table], after[table])
        assert len(before.pop("audit_head")) == len(after.pop("audit_head")) == 1
        assert after == before
        database = Database(schema.url)
        assert database.read(lambda session: verify(session, lambda *_: None)).findings == ()
        database.close()


def _forget_what_was_told_on_the_way(before: Rows, after: Rows) -> None:
    """What was written on the way at head is told after everything that was told before, and never in its place."""
    last = max(int(entry) for entry in before)
    for entry in [entry for entry in after if entry not in before]:
        assert int(entry) > last
        del after[entry]

"""Revision 026 on a database whose rows would be refused today: they stay as they are, new ones are refused."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from alembic import command
from tests.migrations.schema import Schema, config
from tests.migrations.site import Site

BEFORE = "024_rights"


def test_that_rows_from_before_stay_and_new_ones_are_refused(fresh: Schema) -> None:
    command.downgrade(config(fresh.url), BEFORE)
    site = Site(fresh)
    fresh.run("UPDATE floors SET height_m = 'NaN'")
    instance = site.add("test_instances", **site.completed(validation_result="[]"))["instance_id"]
    fresh.run("UPDATE buildings SET timezone = 'Mars/Olympus'")
    rows = "SELECT to_jsonb(i) - 'updated_at' FROM test_instances AS i WHERE instance_id = %s"
    before = fresh.one(rows, str(instance))
    command.upgrade(config(fresh.url), "head")
    assert fresh.one(rows, str(instance)) == before
    unproved = fresh.run("SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1")
    assert [name for (name,) in unproved] == [
        "ck_buildings_timezone", "ck_floors_finite", "ck_test_instances_shapes",
    ]  # fmt: skip
    with pytest.raises(IntegrityError, match="ck_test_instances_shapes"):
        site.add("test_instances", **site.completed(validation_result="[]", scoped_identifier="ANOTHER"))

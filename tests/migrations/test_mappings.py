"""Remembered mappings: what the database lets happen to them, and that they survive the way down and up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from tests.migrations.schema import Schema
from tests.migrations.site import Site
from tests.migrations.test_guards import _refused

BEFORE = "017_external_identifiers"


def _mapping(schema: Schema, fingerprint: str = "0123456789abcdef", **more: object) -> Site:
    site = Site(schema)
    site.add("import_mappings", fingerprint=fingerprint, name="site.xlsx", mapping={"tables": [1.50, None]}, **more)
    return site


def test_that_a_remembered_mapping_is_neither_changed_nor_deleted(head: Schema) -> None:
    _mapping(head)
    for change in ("name = 'other.xlsx'", "mapping = '{}'", "fingerprint = repeat('a', 16)"):
        assert "stays on record" in _refused(head, f"UPDATE import_mappings SET {change}")
    assert "Forget it instead" in _refused(head, "DELETE FROM import_mappings")
    assert "Forget it instead" in _refused(head, "TRUNCATE import_mappings")


def test_that_a_mapping_is_forgotten_once_and_for_good(head: Schema) -> None:
    site = _mapping(head)
    head.run(
        "UPDATE import_mappings SET forgotten_at = '2026-01-01T00:00:00Z', forgotten_by = %s", site.ids["engineer"]
    )
    for change in ("forgotten_at = NULL", "forgotten_at = '2026-01-02T00:00:00Z'", "forgotten_by = NULL"):
        assert "stays on record" in _refused(head, f"UPDATE import_mappings SET {change}")
    assert head.one("SELECT forgotten_at FROM import_mappings") == datetime(2026, 1, 1, tzinfo=UTC)


def test_that_nobody_can_set_when_a_mapping_was_recorded(head: Schema) -> None:
    _mapping(head, recorded_at="2001-01-01T00:00:00Z")
    recorded = head.one("SELECT recorded_at FROM import_mappings")
    assert abs((datetime.now(UTC) - recorded).total_seconds()) < 3600
    assert "stays on record" in _refused(head, "UPDATE import_mappings SET recorded_at = '2001-01-01T00:00:00Z'")


@pytest.mark.parametrize("fingerprint", ["0123456789abcde", "0123456789abcdeg", "0123456789ABCDEF", ""])
def test_that_headings_are_recognised_by_sixteen_hexadecimal_digits(head: Schema, fingerprint: str) -> None:
    with pytest.raises(IntegrityError, match="ck_import_mappings_fingerprint"):
        _mapping(head, fingerprint)


def test_that_mappings_come_back_after_the_way_down_even_forgotten_ones(fresh: Schema) -> None:
    _mapping(fresh)
    _mapping(fresh, "fedcba9876543210", forgotten_at="2026-01-01T00:00:00Z")
    before = fresh.contents()["import_mappings"]
    fresh.down(BEFORE)
    assert "import_mappings" not in fresh.tables()
    assert fresh.run("SELECT 1 FROM pg_proc WHERE proname = 'guard_mapping'") == []
    fresh.up()
    assert len(before) == 2
    assert fresh.contents()["import_mappings"] == before

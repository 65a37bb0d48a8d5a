"""Headings that a person has read before: kept, replayed in the right building, and forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Missing, Refused
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.mappings.mapping import FileMapping, InColumn, ReadingColumn, TableMapping
from firemode_desktop.models import Building, ImportMapping
from firemode_desktop.services import people
from firemode_desktop.services.importing import mappings
from tests.services.conftest import NOW

SEEN, OTHER = "0123456789abcdef", "fedcba9876543210"
CLOSED = ReadingColumn(2, BaselineKind.PRESSURE, "pressure_pa", {"door_configuration": "all_closed"})
TABLE = TableMapping("North", (5, 5), {"floor": InColumn(0)}, (CLOSED,), fingerprint=SEEN)
PLAIN = FileMapping((TABLE,), words={"door_configuration": {"shut": "all_closed"}})
WITH_A_ROOF = PLAIN.with_word("floor", "Roof", "Level-14")


@pytest.fixture
def elsewhere(session: Session) -> UUID:
    """Another building."""
    building = Building(name="Elsewhere")
    session.add(building)
    session.flush()
    return building.id


def _remember(session: Session, mapping: FileMapping, building: UUID, by: UUID | None = None) -> int:
    """As an import does it: the server's clock stands still within the one transaction of a test, so it is moved."""
    kept = mappings.remember(session, mapping, "site.xlsx", building_id=building, by=by)
    session.execute(text("ALTER TABLE import_mappings DISABLE TRIGGER guard_mapping"))
    session.execute(text("UPDATE import_mappings SET recorded_at = recorded_at - interval '1 day'"))
    session.execute(text("ALTER TABLE import_mappings ENABLE ALWAYS TRIGGER guard_mapping"))
    session.expire_all()
    return kept


def _words(found: Mapping[str, FileMapping]) -> Mapping[str, Mapping[str, str]]:
    return found[SEEN].words


def test_that_a_mapping_made_in_one_building_holds_in_every_building(
    session: Session, building_id: UUID, elsewhere: UUID
) -> None:
    assert _remember(session, PLAIN, building_id) == 1
    assert mappings.remembered(session, building_id) == {SEEN: PLAIN}
    assert mappings.remembered(session, elsewhere) == {SEEN: PLAIN}
    assert mappings.remembered(session) == {SEEN: PLAIN}


def test_that_names_of_a_building_are_remembered_for_that_building_alone(
    session: Session, building_id: UUID, elsewhere: UUID
) -> None:
    assert _remember(session, WITH_A_ROOF, building_id) == 2
    assert _words(mappings.remembered(session, building_id)) == WITH_A_ROOF.words
    assert _words(mappings.remembered(session, elsewhere)) == PLAIN.words


def test_that_what_is_known_is_not_kept_again(session: Session, building_id: UUID) -> None:
    _remember(session, WITH_A_ROOF, building_id)
    moved = WITH_A_ROOF.with_table(0, replace(TABLE, sheet="South", heading=(8, 8)))
    assert _remember(session, moved, building_id) == 0
    assert session.query(ImportMapping).count() == 2


def test_that_the_newest_reading_of_the_same_headings_holds(
    session: Session, building_id: UUID, elsewhere: UUID
) -> None:
    _remember(session, WITH_A_ROOF, building_id)
    newer = PLAIN.with_table(0, TABLE.with_source("floor", InColumn(1)))
    assert _remember(session, newer, building_id) == 2
    assert mappings.remembered(session, building_id) == mappings.remembered(session, elsewhere) == {SEEN: newer}
    assert _remember(session, PLAIN, elsewhere) == 1
    assert mappings.remembered(session, elsewhere) == {SEEN: PLAIN}
    assert mappings.remembered(session, building_id) == {SEEN: newer}


def test_that_a_forgotten_mapping_does_not_come_back_and_stays_on_record(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    _remember(session, PLAIN, building_id)
    _remember(session, WITH_A_ROOF, building_id)
    _remember(session, replace(PLAIN, tables=(replace(TABLE, fingerprint=OTHER),)), building_id)
    assert mappings.forget(session, SEEN, by=engineer, at=NOW) == 2
    assert set(mappings.remembered(session, building_id)) == {OTHER}
    kept = session.query(ImportMapping).filter_by(fingerprint=SEEN).all()
    assert [(one.forgotten_at, one.forgotten_by) for one in kept] == [(NOW, engineer)] * 2
    with pytest.raises(Missing, match=SEEN):
        mappings.forget(session, SEEN, by=engineer, at=NOW)
    assert _remember(session, PLAIN, building_id) == 1
    assert mappings.remembered(session)[SEEN] == PLAIN


def test_that_a_viewer_forgets_nothing(session: Session, building_id: UUID) -> None:
    viewer = people.add_user(session, "viewer", "Viewer One", "viewer")
    _remember(session, PLAIN, building_id)
    with pytest.raises(Refused, match="Only an engineer or supervisor may forget how a file is read"):
        mappings.forget(session, SEEN, by=viewer, at=NOW)
    assert SEEN in mappings.remembered(session)


def test_that_a_mapping_of_a_later_version_does_not_hold_and_hinders_nothing(
    session: Session, building_id: UUID
) -> None:
    later = {**PLAIN.to_dict(), "firemode_mapping": 99}
    for document in (later, {"firemode_mapping": 1, "tables": []}):
        session.add(ImportMapping(fingerprint=OTHER, name="later.xlsx", mapping=document))
    _remember(session, PLAIN, building_id)
    assert set(mappings.remembered(session, building_id)) == {SEEN}


@pytest.mark.parametrize(
    "document", ["[[1, 2]]", "[1]", '"text"', "7", "null", "{}", '{"firemode_mapping": 1, "tables": 3}']
)
def test_that_a_mapping_that_is_none_hinders_no_import(session: Session, building_id: UUID, document: str) -> None:
    """Revision 026 refuses what is no object, and leaves alone what was there before."""
    session.execute(text("ALTER TABLE import_mappings DROP CONSTRAINT ck_import_mappings_shapes"))
    session.execute(
        text("INSERT INTO import_mappings (fingerprint, name, mapping) VALUES (:mark, 'odd', CAST(:it AS jsonb))"),
        {"mark": "0123456789abcdef", "it": document},
    )
    assert mappings.remembered(session, building_id) == {}


def test_that_the_list_says_who_read_which_file_so(session: Session, building_id: UUID, engineer: UUID) -> None:
    _remember(session, PLAIN, building_id, engineer)
    (found,) = mappings.holding(session)
    assert found.sentence.startswith("site.xlsx, sheet North, by Engineer One on 20")
    assert found.to_dict()["mapping"] == PLAIN.to_dict()

"""An import that a person explained is understood the next time; one that needed no word leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from firemode_desktop import paths
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read, read_file
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.services import importing
from firemode_desktop.services.importing import mappings
from tests.imports.books import book
from tests.services.conftest import NOW

ROWS = (
    ("Stair", "Level", "Date", "Doors", "Pa"),
    ("Stair-A", "Level-1", "2024-01-15", "shut", 45.1),
    ("Stair-A", "Level-2", "2024-01-15", "shut", 46.2),
)


@pytest.fixture
def plan_of(session: Session, building_id: UUID) -> Any:
    """A function: rows → what an import of them would do, with what is remembered."""

    def make(*rows: Any, mapping: FileMapping | None = None) -> Plan:
        survey = importing.survey(session, building_id, NOW.date())
        known = mappings.remembered(session, building_id)
        return plan_import(read(book({"Sheet1": rows}), "site.xlsx"), survey, mapping=mapping, remembered=known)

    return make


def _explained(plan_of: Any) -> Plan:
    first = plan_of(*ROWS)
    assert {problem.value for problem in first.errors} == {"shut"}
    explained: Plan = plan_of(*ROWS, mapping=first.mapping.with_word("door_configuration", "shut", "all_closed"))
    assert explained.errors == ()
    return explained


def test_that_a_word_explained_once_is_understood_in_the_next_file(
    session: Session, plan_of: Any, engineer: UUID
) -> None:
    importing.apply(session, _explained(plan_of), batch_id=uuid4(), by=engineer)
    again = plan_of(ROWS[0], ("Stair-B", "Level-3", "2024-02-01", "shut", 44))
    assert (again.errors, [row.where for row in again.rows]) == ((), ["Stair-B, Level-3, all doors closed"])
    assert again.proposal.remembered
    (kept,) = mappings.holding(session)
    assert (kept.name, kept.made_by) == ("site.xlsx, sheet Sheet1", "Engineer One")


def test_that_an_import_that_is_taken_back_leaves_what_was_explained(
    session: Session, plan_of: Any, engineer: UUID
) -> None:
    batch = uuid4()
    importing.apply(session, _explained(plan_of), batch_id=batch, by=engineer)
    importing.undo(session, batch, by=engineer, reason="Wrong day.", at=NOW)
    assert plan_of(*ROWS).errors == ()


def test_that_an_import_that_is_refused_leaves_nothing_remembered(
    session: Session, plan_of: Any, engineer: UUID
) -> None:
    plan = _explained(plan_of)
    bad = plan_of(*ROWS, ("Stair-A", "Level-99", "2024-01-15", "shut", 45), mapping=plan.mapping)
    with pytest.raises(Invalid):
        importing.apply(session, bad, batch_id=uuid4(), by=engineer)
    assert mappings.remembered(session) == {}


def test_that_a_file_that_needed_no_word_leaves_nothing_remembered(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    survey = importing.survey(session, building_id, NOW.date())
    plan = plan_import(read_file(paths.resources() / "pilot-baseline.xlsx"), survey)
    importing.apply(session, plan, batch_id=uuid4(), by=engineer)
    assert mappings.remembered(session, building_id) == {}


def test_that_the_same_mapping_used_again_is_kept_once(session: Session, plan_of: Any, engineer: UUID) -> None:
    plan = _explained(plan_of)
    importing.apply(session, plan, batch_id=uuid4(), by=engineer)
    later = plan_of(ROWS[0], ("Stair-B", "Level-3", "2024-02-01", "shut", 44), mapping=plan.mapping)
    importing.apply(session, replace(later, sha256="0" * 64), batch_id=uuid4(), by=engineer)
    assert len(mappings.holding(session)) == 1

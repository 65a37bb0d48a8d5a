"""A fixed set of files that went wrong: refused in words, or written exactly as announced (page 4, P11).

``./run prove`` tries ten thousand; ``python -m benchmarks.prove --only NUMBER`` brings one of them back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.grids import as_csv
from benchmarks.judging import Judge, Verdict, unsound
from benchmarks.materials import NOW, honest_files, pilot_building
from benchmarks.mutations import Material, Mutant, mutated
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.services import importing
from tests.conftest import _database, _url_of

FIXED = range(60)


class Bench:
    """A building with a past, and the honest files for it."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.building, self.by = pilot_building(self.database)
        self.materials = honest_files(self.database, self.building)

    def judge(self, apply: Any = importing.apply) -> Judge:
        return Judge(self.database, self.building, self.by, NOW.date(), apply)

    def honest(self, name: str) -> Mutant:
        """One of the files as it is; its even number says that invalid rows are not left out."""
        (found,) = (material for material in self.materials if material.name == name)
        return Mutant(0, found.name, found.data, "as it is")


@pytest.fixture(scope="module")
def bench(server_url: str, template_database: str) -> Iterator[Bench]:
    with _database(server_url, "mutated", template_database) as name:
        bench = Bench(_url_of(server_url, name))
        yield bench
        bench.database.close()


@pytest.mark.timeout(120)
def test_that_a_fixed_set_of_mutants_is_refused_in_words_or_written_as_announced(bench: Bench) -> None:
    judge = bench.judge()
    verdicts = [judge.judge(mutated(bench.materials, number)) for number in FIXED]
    assert [f"{one.number} {one.how}: {one.failures}" for one in verdicts if one.failures] == []
    outcomes = Counter(one.outcome for one in verdicts)
    assert min(outcomes[word] for word in ("unreadable", "refused", "written", "written in part")) >= 3, outcomes


def test_that_a_number_brings_the_same_mutant_back(bench: Bench) -> None:
    assert [mutated(bench.materials, number) for number in range(20)] == [
        mutated(bench.materials, number) for number in range(20)
    ]
    assert len({mutated(bench.materials, number).data for number in range(20)}) > 15


@pytest.mark.parametrize("name", ["record.xlsx", "stairs.xlsx", "pressure.csv", "velocity.csv", "force.csv"])
def test_that_an_honest_file_is_written_as_announced(bench: Bench, name: str) -> None:
    verdict = bench.judge().judge(bench.honest(name))
    assert (verdict.outcome, verdict.failures) == ("written", ())
    assert verdict.rows >= 5


# --- the checks can fail ---------------------------------------------------------------------------------------------


def caught(bench: Bench, afterwards: str) -> tuple[str, ...]:
    """What the judge says of an import that does something more."""

    def twin(session: Session, plan: Plan, **how: Any) -> object:
        outcome = importing.apply(session, plan, **how)
        session.execute(text(afterwards), {"batch": how["batch_id"]})
        return outcome

    return bench.judge(twin).judge(bench.honest("pressure.csv")).failures


ROW = "building_id, stair_id, floor_id, door_configuration, commissioned_date, provenance, batch_id"
DUPLICATE = f"""
    INSERT INTO baseline_pressure_differentials ({ROW}, superseded_date, pressure_pa)
    SELECT building_id, stair_id, floor_id, door_configuration, commissioned_date - 9000, provenance, batch_id,
        commissioned_date - 8999, 45
    FROM baseline_pressure_differentials WHERE batch_id = :batch LIMIT 1"""


@pytest.mark.parametrize(
    ("afterwards", "said"),
    [
        (DUPLICATE, "11 rows written, 10 announced"),
        (
            """UPDATE baseline_pressure_differentials SET withdrawn_at = now(), withdrawn_reason = 'x'
               WHERE baseline_id = (SELECT baseline_id FROM baseline_pressure_differentials
                                    WHERE batch_id = :batch LIMIT 1)""",
            "announced",
        ),
        (
            """UPDATE baseline_air_velocities SET superseded_date = commissioned_date + 400
               WHERE superseded_date IS NULL""",
            "a baseline that was on record changed",
        ),
        (
            """INSERT INTO import_batches (batch_id, building_id, kind)
               SELECT gen_random_uuid(), id, 'baseline' FROM buildings""",
            "2 imports noted",
        ),
        ("UPDATE floors SET height_m = 99 WHERE floor_number = 3", "a table changed that no import touches"),
    ],
)
def test_that_an_import_that_does_anything_else_is_found_out(bench: Bench, afterwards: str, said: str) -> None:
    failures = caught(bench, afterwards)
    assert any(said in words for words in failures), failures


def test_that_an_import_that_writes_another_value_than_announced_is_found_out(bench: Bench) -> None:
    def twin(session: Session, plan: Plan, **how: Any) -> object:
        rows = tuple(
            replace(row, facts=replace(row.facts, value=row.facts.value + Decimal("0.01"))) if row.facts else row
            for row in plan.rows
        )
        return importing.apply(session, replace(plan, rows=rows), **how)

    failures = bench.judge(twin).judge(bench.honest("force.csv")).failures
    assert any("announced" in words and "written" in words for words in failures), failures


@pytest.mark.parametrize("error", [ValueError("a defect"), Invalid("Not this one.")])
def test_that_a_crash_and_a_refusal_without_cause_are_found_out(bench: Bench, error: Exception) -> None:
    def twin(session: Session, plan: Plan, **how: Any) -> object:
        raise error

    verdict: Verdict = bench.judge(twin).judge(bench.honest("force.csv"))
    assert any(str(error) in words for words in verdict.failures)


def test_that_a_plan_at_odds_with_itself_is_found_out(bench: Bench) -> None:
    plan = planned(bench, bench.materials[2])
    assert list(unsound(plan)) == []
    (first, *others) = plan.rows
    bad = replace(plan, rows=(replace(first, status=RowStatus.ERROR, facts=None), *others))
    assert list(unsound(bad)) == ["Pressure, row 2 is refused without a reason"]
    twice = replace(plan, rows=(first, *plan.rows))
    assert list(unsound(twice)) == ["a location is written twice"]


def planned(bench: Bench, material: Material) -> Plan:
    survey = bench.database.run(lambda session: importing.survey(session, bench.building, NOW.date()))
    return plan_import(read(material.data, material.name), survey)


def test_that_a_sentence_repeats_no_more_of_a_cell_than_can_be_read(bench: Bench) -> None:
    text = bench.honest("pressure.csv").data.replace(b"2024-01-15", b"2024-" + b"1" * 6000, 1)
    (problem,) = planned(bench, Material("pressure.csv", text)).errors
    assert len(problem.message) < 400
    assert "1111…” is" in problem.message


@pytest.mark.parametrize(("heading", "stray"), [(1, 1), (4, 4), (10, 10)])
def test_that_rows_that_came_to_stand_above_their_heading_are_not_lost_in_silence(
    bench: Bench, heading: int, stray: int
) -> None:
    (grid,) = next(material for material in bench.materials if material.name == "force.csv").grids
    rows = (*grid.rows[1 : heading + 1], grid.rows[0], *grid.rows[heading + 1 :])
    plan = planned(bench, Material("force.csv", as_csv(replace(grid, rows=rows))))
    (problem,) = plan.errors
    assert (problem.code, problem.row) == ("rows_above_heading", 1)
    assert (f"{stray} rows" if stray > 1 else "Row 1 stands") in problem.message
    assert plan.whole_file_errors, "leaving rows out does not help"

"""Each judge of the long proofs finds what a broken client does, and little of the honest one's work suffices here."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.materials import NOW, pilot_building, pilot_workbook
from benchmarks.proofs import PROMISES, Proved, backing, ended, resets, silence, writers
from benchmarks.proofs.imports import Tell
from benchmarks.prove import as_page
from firemode_desktop.database import Database
from firemode_desktop.database import deadline as deadlines
from firemode_desktop.domain.errors import InDoubt, Unreachable
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.services import backups, importing

HOUR_S = 3600.0


def soon() -> float:
    return time.monotonic() + HOUR_S


def _broken(found: Any) -> str:
    return "\n".join(words for one in found for words in one.broken)


# --- P2


def test_that_the_program_passes_a_few_resets(database_url: str) -> None:
    found = list(resets.attempts(database_url, 8, soon()))
    assert _broken(found) == ""
    assert any(one.doubted and one.known for one in found)


def test_that_a_client_that_commits_piecemeal_is_found(database_url: str) -> None:
    def batch_first(database: Database, plan: Plan, batch_id: UUID, by: UUID, tell: Tell) -> None:
        database.run(lambda session: importing.writing._write_batch(session, plan, batch_id, by, False))
        database.run(lambda session: session.execute(text("SELECT 'the rows'")))

    assert "partial" in _broken(resets.attempts(database_url, 6, soon(), batch_first))


def test_that_a_client_that_says_written_before_the_commit_is_found(database_url: str) -> None:
    def hopeful(database: Database, plan: Plan, batch_id: UUID, by: UUID, tell: Tell) -> None:
        with suppress(Unreachable):
            database.run(lambda session: importing.apply(session, plan, batch_id=batch_id, by=by))

    assert "lost: reported as written" in _broken(resets.attempts(database_url, 4, soon(), hopeful))


def test_that_a_client_with_a_new_number_each_time_is_found(database_url: str) -> None:
    def forgetful(database: Database, plan: Plan, batch_id: UUID, by: UUID, tell: Tell) -> None:
        def job(session: Session) -> None:
            session.execute(
                text("""INSERT INTO import_batches (batch_id, building_id, kind, file_name, file_sha256, rows_read,
                    rows_new, rows_changed, rows_unchanged, rows_skipped, mapping, imported_by)
                    VALUES (:batch, :building, 'baseline', 'x', :sha256, 0, 0, 0, 0, 0, '{}', :by)"""),
                {"batch": uuid4(), "building": plan.building_id, "sha256": plan.sha256, "by": by},
            )

        for _ in range(2):  # as if the first answer had got lost
            with suppress(InDoubt):
                database.run(job)

    assert "doubled: 2" in _broken(resets.attempts(database_url, 2, soon(), forgetful))


# --- P3


def test_that_a_job_in_two_transactions_is_found(database_url: str) -> None:
    def halved(database: Database, job: ended.Job) -> None:
        database.run(lambda session: session.execute(text("UPDATE users SET full_name = full_name || '.'")))
        database.run(job)

    judge = Database(database_url)
    building, by = pilot_building(judge)
    survey = judge.run(lambda session: importing.survey(session, building, NOW.date()))
    plan = plan_import(read(pilot_workbook(1), "pilot.xlsx"), survey)
    job = partial(importing.apply, plan=plan, batch_id=uuid4(), by=by)
    for run, broken in ((halved, "not rolled back"), (ended.as_the_program_does, "")):
        moment = ended.Moment("before:12", ended.ended_by(database_url))
        one, _ = ended._attempt(judge, "import, before statement 12", moment, job, run)
        assert broken in _broken([one]) if broken else _broken([one]) == ""
    judge.close()


# --- P4


def test_that_a_program_without_the_question_keeps_a_person_waiting(database_url: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(deadlines, "SILENT_S", HOUR_S)
    monkeypatch.setattr(deadlines, "GRACE_S", 1.0)
    waited = silence.silent_for(database_url, silence.JOBS["statement"], lambda url: Database(url, deadline_s=10))
    assert waited > silence.PROMISED_S


def test_that_a_program_that_takes_work_for_silence_is_found(database_url: str) -> None:
    assert silence.works_on(database_url, 1)
    assert not silence.works_on(database_url, 3, lambda url: Database(url, deadline_s=0.5))


# --- P6


def test_that_writers_of_one_row_lose_nothing(database_url: str) -> None:
    tally, stands = writers.attempts(database_url, 6, 2, soon())
    assert (tally.acknowledged, stands, tally.defects) == (12, 12, [])
    assert tally.conflicts


def test_that_the_last_one_to_write_wins_is_found(database_url: str) -> None:
    def last_wins(database: Database, row: writers.Row) -> None:
        before = database.run(lambda session: writers.counted(session, row))
        statement = text("UPDATE doorways SET adjacent_space = :words WHERE doorway_id = :key")
        time.sleep(0.05)
        database.run(lambda session: session.execute(statement, {"words": str(before + 1), "key": row.key}))

    tally, stands = writers.attempts(database_url, 6, 3, soon(), last_wins)
    assert stands < tally.acknowledged


def test_that_few_attempts_are_shared_by_every_job(database_url: str) -> None:
    found = ended.attempts(database_url, 1, soon())
    assert _broken(found) == ""
    assert [one.struck for one in found] == [True, True, False] * (len(found) // 3)
    jobs = dict.fromkeys(one.where.partition(",")[0] for one in found)
    assert {"import baselines", "generator", "session", "accept", "annual session", "review"} <= set(jobs)


# --- P12


def test_that_a_restore_that_takes_what_is_damaged_is_found(database_url: str, tmp_path: Path) -> None:
    database = Database(database_url)
    backups.backup(database, tmp_path / "one.fmbackup")
    held = (tmp_path / "one.fmbackup").read_bytes()
    assert set(backing.attempts(database, held, 8, soon(), backups.restore)) == {""}

    def trusting(into: Database, _: Path) -> None:
        into.run(lambda session: session.execute(text("INSERT INTO buildings (name) VALUES ('Another')")))

    taken, replaced = backing.attempts(database, held, 1, soon(), trusting)
    assert taken.endswith("was taken")
    assert replaced == "something was replaced by a damaged backup"
    database.close()


# --- the page


def test_that_the_page_has_a_row_for_every_promise_and_says_what_was_skipped() -> None:
    from datetime import date

    page = as_page([Proved("P5", "tried", "figure", skipped="no mount")], date(2026, 11, 23), "a machine")
    assert [line for line in page.splitlines() if line.startswith("| P")].__len__() == len(PROMISES)
    assert "| no mount |" in page

"""An import of the pilot building's baselines through the program's service, and what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4

from benchmarks.killing import State, half_done, state_of, until_alone
from benchmarks.materials import NOW, pilot_workbook
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Conflict, FiremodeError, InDoubt
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.services import importing
from firemode_desktop.services.settling import settled

Tell = Callable[[str], None]
Write = Callable[[Database, Plan, UUID, UUID, Tell], object]
"""Writes a plan under a number for a person: what a client does, and what a broken twin does in its place."""


def as_the_program_does(database: Database, plan: Plan, batch_id: UUID, by: UUID, tell: Tell) -> object:
    """One transaction, and where its answer gets lost the number is asked for."""
    job = partial(importing.apply, plan=plan, batch_id=batch_id, by=by)
    return settled(lambda: database.run(lambda session: job(session)), batch_id, tell, (0.0, 0.05, 0.5))


@dataclass(frozen=True)
class Tried:
    """One import under a fault."""

    where: str
    said: str
    """``written``, or the error's sentence."""
    doubted: bool
    known: bool
    """Whether the client was told for certain what became of it."""
    new: int
    partial: tuple[str, ...]
    defect: str = ""

    @property
    def broken(self) -> tuple[str, ...]:
        """Every promise broken, in words."""
        found = [f"partial: {words}" for words in self.partial]
        if self.said == "written" and not self.new:
            found.append("lost: reported as written and not there")
        if self.new > 1:
            found.append(f"doubled: {self.new} imports of one")
        if self.said != "written" and self.known and self.new:
            found.append(f"there, and reported otherwise: {self.said}")
        if self.defect:
            found.append(f"a defect, not one of the five errors: {self.defect}")
        return tuple(f"{self.where}: {words}" for words in found)


class Imports:
    """Files of one building, a new one whenever one got through. ``judge`` is a way to the database without faults."""

    def __init__(self, judge: Database, building: UUID, by: UUID) -> None:
        self._judge, self._building, self.by = judge, building, by
        self._number = 0
        self.plan = self._next()

    def attempt(
        self,
        where: str,
        through: Database,
        write: Write = as_the_program_does,
        afterwards: Callable[[], object] = lambda: None,
    ) -> Tried:
        """One import through a connection that may fail; it is closed behind it, and ``afterwards`` is done."""
        before = state_of(self._judge)
        doubts: list[str] = []
        said, known, defect = "written", True, ""
        try:
            write(through, self.plan, uuid4(), self.by, doubts.append)
        except InDoubt as error:
            said, known = error.message, False
        except FiremodeError as error:
            said = error.message
            defect = f"conflict with itself: {said}" if isinstance(error, Conflict) else ""
        except Exception as error:
            said = defect = f"{type(error).__name__}: {error}"
        through.close()
        afterwards()
        until_alone(self._judge)
        return self._judged(where, said, bool(doubts), known, before, defect)

    def _judged(self, where: str, said: str, doubted: bool, known: bool, before: State, defect: str) -> Tried:
        after = state_of(self._judge)
        tried = Tried(
            where, said, doubted, known, len(after.batches - before.batches), half_done(before, after), defect
        )
        if tried.new:
            self.plan = self._next()
        return tried

    def _next(self) -> Plan:
        self._number += 1
        survey = self._judge.run(lambda session: importing.survey(session, self._building, NOW.date()))
        return plan_import(read(pilot_workbook(self._number % 40), f"{self._number}.xlsx"), survey)

"""The long proofs, ``./run prove``: files that went wrong, imports that are killed, sessions whose computer dies.

    python -m benchmarks.prove [--mutants 10000] [--kills 200] [--cuts 100] [--first 0] [--minutes 30] [--only NUMBER]
                               [--page FILE]

Ends with exit code 1 and the number of each mutant that was not refused in words or written as announced.
``--only`` tries one mutant, says what became of it and leaves it in the working directory. ``--page`` writes the
figures as a page of the documentation.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy.orm import Session

from benchmarks import cutting
from benchmarks.judging import Judge, Verdict
from benchmarks.killing import MOMENTS, Killed, Mortals
from benchmarks.materials import NOW, honest_files, pilot_building, pilot_workbook
from benchmarks.mutations import mutated
from benchmarks.scratch import Scratch, scratch
from firemode_desktop.database import Database
from firemode_desktop.services import generating, testing
from firemode_desktop.services.pilot import NAME

PROCESSES = 2
CHUNK = 25
DEATHS_A_SESSION = 20
LATEST_MS = 60
"""Milliseconds from the first statement of an import within which one of the kills falls."""


@dataclass
class Proof:
    """What was found."""

    verdicts: list[Verdict] = field(default_factory=list)
    killed: list[Killed] = field(default_factory=list)
    runs: list[cutting.Run] = field(default_factory=list)
    minutes: float = 0.0

    @property
    def failures(self) -> list[str]:
        """Every broken promise, in words."""
        bad = [f"mutant {one.number} ({one.how}): {words}" for one in self.verdicts for words in one.failures]
        bad += [f"killed at {one.moment}: {one}" for one in self.killed if not one.good]
        return bad + [words for run in self.runs for words in run.failures]


# --- files that went wrong -------------------------------------------------------------------------------------------

_judge: Judge
_materials: Sequence[object]


def _settle(url: str, building: str, by: str) -> None:
    """Each process has a building, a judge and the honest files of its own."""
    global _judge, _materials
    database = Database(url)
    _judge = Judge(database, UUID(building), UUID(by), NOW.date())
    _materials = honest_files(database, UUID(building))


def _try(numbers: Sequence[int]) -> list[Verdict]:
    return [_judge.judge(mutated(_materials, number)) for number in numbers]  # type: ignore[arg-type]


def try_mutants(server: Scratch, first: int, many: int) -> Iterator[Verdict]:
    """The verdicts on so many mutants, by two processes."""
    database = server.database()
    building, by = pilot_building(database)
    database.close()
    chunks = (range(at, min(at + CHUNK, first + many)) for at in range(first, first + many, CHUNK))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, context, _settle, (database.url, str(building), str(by))) as pool:
        waiting = deque(pool.submit(_try, chunk) for chunk in islice(chunks, 2 * PROCESSES))
        while waiting:
            verdicts = waiting.popleft().result()
            waiting.extend(pool.submit(_try, chunk) for chunk in islice(chunks, 1))
            yield from verdicts


# --- imports that are killed -----------------------------------------------------------------------------------------


def kill_imports(server: Scratch, many: int) -> Iterator[Killed]:
    """Kills at every moment there is, and at so many by chance; a new file whenever one got through."""
    database = server.database()
    pilot_building(database)
    chance = random.Random("firemode kills")
    moments = [MOMENTS[at] if at < len(MOMENTS) else _by_chance(chance) for at in range(many)]
    with TemporaryDirectory(prefix="firemode-kill-") as folder:
        environment = {**os.environ, "FIREMODE_DATABASE_URL": database.url, "FIREMODE_DATA_DIR": folder}
        number = 0
        while moments:
            number += 1
            file = Path(folder) / f"{number}.xlsx"
            file.write_bytes(pilot_workbook(number % 40))
            words = ["baseline", "import", str(file), "--building", NAME, "--as", "eve"]
            with Mortals(database, words, environment) as mortals:
                yield from _until_written(mortals, moments)
    database.close()


def _until_written(mortals: Mortals, moments: list[str]) -> Iterator[Killed]:
    while moments:
        killed = mortals.die(moments.pop(0))
        yield killed
        if killed.written:
            return


def _by_chance(chance: random.Random) -> str:
    return chance.choice([f"ms:{chance.randrange(LATEST_MS)}"] * 4 + list(MOMENTS))


# --- sessions whose computer dies ------------------------------------------------------------------------------------


def cut_sessions(server: Scratch, many: int) -> Iterator[cutting.Run]:
    """Deaths while sessions are keyed in, twenty a session."""
    deaths = cutting.moments(many)
    while deaths:
        database = server.database()
        building, by = pilot_building(database)
        session_id = database.run(partial(_session_to_key, building, by))
        with TemporaryDirectory(prefix="firemode-cut-") as folder:
            run = cutting.cut(database.url, Path(folder), session_id, by, deaths[:DEATHS_A_SESSION])
        yield cutting.judge(database, session_id, run)
        database.close()
        del deaths[:DEATHS_A_SESSION]


def _session_to_key(building: UUID, by: UUID, session: Session) -> UUID:
    generating.generate(session, building, "annual", today=NOW.date(), at=NOW)
    return testing.create_session(session, building, "annual", scheduled_for=NOW.date(), by=by)


# --- saying it -------------------------------------------------------------------------------------------------------


def as_words(proof: Proof) -> str:
    """The figures in a few lines."""
    outcomes = Counter(one.outcome for one in proof.verdicts)
    lines = []
    if proof.verdicts:
        lines += [
            f"{len(proof.verdicts):,} files that went wrong: "
            + ", ".join(f"{many:,} {outcome}" for outcome, many in outcomes.most_common()),
            f"rows announced and written: {sum(v.rows for v in proof.verdicts if v.outcome.startswith('written')):,}",
            f"most processor time for one: {max(v.cpu_s for v in proof.verdicts):.2f} s",
            f"most memory of a process: {max(v.memory for v in proof.verdicts) >> 20} MiB",
        ]
    if proof.killed:
        died, there = sum(one.died for one in proof.killed), sum(one.written for one in proof.killed)
        partial, lost = sum(bool(one.partial) for one in proof.killed), sum(one.lost for one in proof.killed)
        lines += [f"{len(proof.killed)} imports, {died} of them killed: {there} whole, {partial} partial, {lost} lost"]
    if proof.runs:
        deaths, taken = sum(run.deaths for run in proof.runs), sum(len(run.taken) for run in proof.runs)
        lost, doubled = sum(len(run.lost) for run in proof.runs), sum(len(run.doubled) for run in proof.runs)
        lines += [
            f"{len(proof.runs)} sessions keyed in through {deaths} deaths of the computer: "
            f"{taken} readings acknowledged, {lost} lost, {doubled} doubled"
        ]
    return "\n".join([*lines, f"{len(proof.failures)} promises broken, in {proof.minutes:.1f} minutes"])


def as_page(proof: Proof, day: date) -> str:
    """The same as a page of the documentation."""
    figures = "\n".join(f"- {line}" for line in as_words(proof).splitlines())
    return f"""# What was proved about files that come in

Made by `./run prove` on {day.day} {day:%B %Y}, on a machine with two processor cores, PostgreSQL 18 beside it.

{figures}

**Files that went wrong.** The filled-in template, the workbook and CSVs in the canonical form, a site sheet and files
of other programs are changed by chance, always the same for the same number: bytes, members of the archive, XML
(references, types, styles, repeats, numbers, tags), the text of CSVs (separators, quotes, encodings, digits) and cells
(numbers as text, NaN, 1e999, exchanged columns, rows twice, merged cells). Each is read, held against a building with
a past and written into a real database, every second one leaving invalid rows out. It counts as a failure when
anything but one of the five errors comes back, when reading takes more than 2 s of processor time or 500 MB, when a row
is written that was not announced or not as it was announced, and when anything else in the database differs afterwards.
`./run prove --only NUMBER` brings one of them back.

**Imports that are killed.** Processes that run `firemode baseline import` end by SIGKILL before and after each
statement, while rows are sent, on both sides of the COMMIT, and at moments by chance. Afterwards an import is there
whole or not at all, and one that was reported as written is there.

**Sessions whose computer dies.** A process keys in pressures and forces with the journal and the outbox of the window
and ends by SIGKILL on both sides of a COMMIT, on both sides of a flush to the disk, and at moments by chance; the next
one goes on. Afterwards each reading that was shown as taken is on record with every digit, once, with one fault where
it fails.
"""


def _tell(proof: Proof, done: int, of: int, began: float) -> None:
    if done % 500 == 0:
        sys.stderr.write(f"{done:,} of {of:,}, {len(proof.failures)} failures, {time.monotonic() - began:.0f} s\n")


def try_one(server: Scratch, number: int) -> int:
    """Say what becomes of one mutant, and leave it for looking at."""
    database = server.database()
    building, by = pilot_building(database)
    mutant = mutated(honest_files(database, building), number)
    place = Path(f"mutant-{number}-{mutant.name}")
    place.write_bytes(mutant.data)
    verdict = Judge(database, building, by, NOW.date()).judge(mutant)
    database.close()
    sys.stdout.write(f"{place}\n{verdict}\n")
    return 1 if verdict.failures else 0


def prove(server: Scratch, chosen: argparse.Namespace) -> Proof:
    """All that was asked for."""
    proof, began = Proof(), time.monotonic()
    for verdict in try_mutants(server, chosen.first, chosen.mutants) if chosen.mutants else ():
        proof.verdicts.append(verdict)
        _tell(proof, len(proof.verdicts), chosen.mutants, began)
        if time.monotonic() - began > 60 * chosen.minutes:
            sys.stderr.write(f"{chosen.minutes:g} minutes are over; the other mutants were not tried.\n")
            break
    proof.killed += kill_imports(server, chosen.kills)
    proof.runs += cut_sessions(server, chosen.cuts)
    proof.minutes = (time.monotonic() - began) / 60
    return proof


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--mutants", type=int, default=10_000)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--cuts", type=int, default=100, help="deaths of the computer while sessions are keyed in")
    asked.add_argument("--first", type=int, default=0, help="number of the first mutant")
    asked.add_argument("--minutes", type=float, default=30, help="after which no more mutants are tried")
    asked.add_argument("--only", type=int, help="try this one alone, and leave it in the working directory")
    asked.add_argument("--page", type=Path, help="write the figures there as well")
    chosen = asked.parse_args()
    with scratch() as server:
        if chosen.only is not None:
            return try_one(server, chosen.only)
        proof = prove(server, chosen)
    sys.stdout.write("\n".join([*proof.failures, as_words(proof), ""]))
    if chosen.page:
        chosen.page.write_text(as_page(proof, datetime.now(UTC).date()), encoding="utf-8")
    return 1 if proof.failures else 0


if __name__ == "__main__":
    sys.exit(main())

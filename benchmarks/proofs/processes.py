"""The proofs with processes of their own: files that went wrong (P11), clients that are killed (P1), sessions whose
computer dies (P10)."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
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
from benchmarks.proofs import Proved
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.services import generating, testing
from firemode_desktop.services.pilot import NAME

PROCESSES = 2
CHUNK = 25
DEATHS_A_SESSION = 20
LATEST_MS = 60
"""Milliseconds from the first statement of an import within which one of the kills falls."""
MUTANTS, KILLS, CUTS = 10_000, 200, 100


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


def prove_files(server: Scratch, many: int = MUTANTS, minutes: float = 15, first: int = 0) -> Proved:
    """P11: so many mutants, or as many as the minutes allow."""
    until, verdicts = time.monotonic() + 60 * minutes, list[Verdict]()
    for verdict in try_mutants(server, first, many):
        verdicts.append(verdict)
        if time.monotonic() > until:
            break
    outcomes = Counter(one.outcome for one in verdicts)
    cpu, memory = max(one.cpu_s for one in verdicts), max(one.memory for one in verdicts) >> 20
    rows = sum(one.rows for one in verdicts if one.outcome.startswith("written"))
    broken = tuple(f"mutant {one.number} ({one.how}): {words}" for one in verdicts for words in one.failures)
    return Proved(
        "P11",
        f"files that went wrong, numbers {first} to {first + len(verdicts) - 1:,} of those made by chance",
        ", ".join(f"{count:,} {outcome}" for outcome, count in outcomes.most_common())
        + f"; {rows:,} rows announced and written; at most {cpu:.2f} s of processor time and {memory} MiB; "
        f"{len(broken)} promises broken",
        broken,
        about=ABOUT_FILES,
    )


def prove_clients(server: Scratch, many: int = KILLS, minutes: float = 5) -> Proved:
    """P1: clients that are killed."""
    until, found = time.monotonic() + 60 * minutes, list[Killed]()
    for one in kill_imports(server, many):
        found.append(one)
        if time.monotonic() > until:
            break
    died, there = sum(one.died for one in found), sum(one.written for one in found)
    half, lost = sum(bool(one.partial) for one in found), sum(one.lost for one in found)
    return Proved(
        "P1",
        f"{len(found)} processes of `firemode baseline import`, {died} of them ended by SIGKILL",
        f"{there} whole, {half} partial, {lost} lost",
        tuple(f"killed at {one.moment}: {one}" for one in found if not one.good),
        about=ABOUT_CLIENTS,
    )


def prove_sessions(server: Scratch, many: int = CUTS, minutes: float = 5) -> Proved:
    """P10: what was acknowledged while a session is keyed in."""
    until, runs = time.monotonic() + 60 * minutes, list[cutting.Run]()
    for run in cut_sessions(server, many):
        runs.append(run)
        if time.monotonic() > until:
            break
    deaths, taken = sum(run.deaths for run in runs), sum(len(run.taken) for run in runs)
    lost, doubled = sum(len(run.lost) for run in runs), sum(len(run.doubled) for run in runs)
    return Proved(
        "P10",
        f"{len(runs)} sessions keyed in through {deaths} deaths of the computer",
        f"{taken} readings acknowledged, {lost} lost, {doubled} doubled",
        tuple(words for run in runs for words in run.failures),
        about=ABOUT_SESSIONS,
    )


ABOUT_FILES = """\
The filled-in template, the workbook and CSVs in the canonical form, a site sheet and files
of other programs are changed by chance, always the same for the same number: bytes, members of the archive, XML
(references, types, styles, repeats, numbers, tags), the text of CSVs (separators, quotes, encodings, digits) and cells
(numbers as text, NaN, 1e999, exchanged columns, rows twice, merged cells). Each is read, held against a building with
a past and written into a real database, every second one leaving invalid rows out. It counts as a failure when
anything but one of the five errors comes back, when reading takes more than 2 s of processor time or 500 MB, when a row
is written that was not announced or not as it was announced, and when anything else in the database differs afterwards.
`./run prove --only NUMBER` brings one of them back."""
ABOUT_CLIENTS = """\
Processes that run `firemode baseline import` end by SIGKILL before and after each
statement, while rows are sent, on both sides of the COMMIT, and at moments by chance. Afterwards an import is there
whole or not at all, and one that was reported as written is there."""
ABOUT_SESSIONS = """\
A process keys in pressures and forces with the journal and the outbox of the window
and ends by SIGKILL on both sides of a COMMIT, on both sides of a flush to the disk, and at moments by chance; the next
one goes on. Afterwards each reading that was shown as taken is on record with every digit, once, with one fault where
it fails; what was being typed at the moment of a death is all that may be missing."""

"""The long proofs, ``./run prove``: every promise of trust with its figure.

    python -m benchmarks.prove [P1 P2 …] [--many N] [--minutes 40] [--first 0] [--only NUMBER] [--page docs/trust.md]

Without names every proof there is. ``--many`` takes the place of each proof's own number of attempts, ``--minutes`` is
what all of them together may take; each stops at its share. Ends with exit code 1 and every broken promise in words.
``--only`` tries one mutant, says what became of it and leaves it in the working directory. ``--page`` writes the
figures as a page of the documentation.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from benchmarks.judging import Judge
from benchmarks.materials import NOW, honest_files, pilot_building
from benchmarks.mutations import mutated
from benchmarks.proofs import (
    PROMISES,
    Prove,
    Proved,
    backing,
    cycles,
    ended,
    fulldisk,
    kills,
    processes,
    resets,
    silence,
    tested,
    writers,
)
from benchmarks.scratch import Scratch, scratch

PROOFS: Mapping[str, Sequence[tuple[Prove, int, float]]] = {
    "P1": ((processes.prove_clients, processes.KILLS, 4), (kills.prove, kills.MANY, 12)),
    "P2": ((resets.prove, resets.MANY, 8),),
    "P3": ((ended.prove, ended.MANY, 7),),
    "P4": ((silence.prove, silence.MANY, 12),),
    "P5": ((fulldisk.prove, fulldisk.MANY, 10),),
    "P6": ((writers.prove, writers.EACH, 8),),
    "P7": ((tested.writes, 1, 6), (tested.prove_price, 1, 5)),
    "P8": ((tested.tampering, 1, 9),),
    "P9": ((tested.rights, 1, 9),),
    "P10": ((processes.prove_sessions, processes.CUTS, 6), (tested.records, 1, 4)),
    "P11": ((processes.prove_files, processes.MUTANTS, 12),),
    "P12": ((backing.prove, backing.MANY, 6),),
    "P13": ((cycles.prove, cycles.MANY, 10),),
    "P14": ((tested.starts, 1, 8),),
}
"""Promise → its proofs, how many attempts each makes and its share of the time beside the others'."""


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


def prove(server: Scratch, chosen: argparse.Namespace) -> list[Proved]:
    """All that was asked for."""
    found: list[Proved] = []
    asked = [(name, *one) for name in chosen.promises or PROOFS for one in PROOFS[name]]
    until = time.monotonic() + 60 * chosen.minutes
    for at, (_, proof, many, share) in enumerate(asked):
        run = partial(processes.prove_files, first=chosen.first) if proof is processes.prove_files else proof
        began = time.monotonic()
        rest = max(until - began, 1.0) / 60  # what earlier ones left over is the later ones'
        one = run(server, chosen.many or many, rest * share / sum(others for *_, others in asked[at:]))
        found.append(replace(one, minutes=(time.monotonic() - began) / 60))
        sys.stderr.write(f"{as_words(found[-1])}\n")
        if chosen.page:  # a run that is stopped leaves what it found
            page = as_page(found, datetime.now(UTC).date(), server.version())
            chosen.page.write_text(page, encoding="utf-8")
    return found


def as_words(one: Proved) -> str:
    """One proof in a line."""
    said = f"skipped: {one.skipped}" if one.skipped else f"{one.tried}: {one.figure}"
    return f"{one.promise} ({one.minutes:.1f} min): {said}"


def as_page(found: Sequence[Proved], day: date, server: str = "PostgreSQL 18") -> str:
    """All of it as a page of the documentation; a promise that was not tried stands in the table too."""
    rows = []
    for name, words in PROMISES.items():
        own = [one for one in found if one.promise == name]
        rows += [(name, words, one.tried, one.skipped or one.figure, _day(day)) for one in own]
        if not own:
            rows.append((name, words, "not in this run", "–", "–"))
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    breaches = "".join(f"- {words}\n" for one in found for words in one.broken)
    about = "\n\n".join(f"**{one.promise} – {PROMISES[one.promise]}.** {one.about}" for one in found if one.about)
    broken = [words for one in found for words in one.broken]
    took = sum(one.minutes for one in found)
    return f"""# What was proved about trust

Made by `./run prove --page docs/trust.md` on {_day(day)}, on a machine with {os.cpu_count()} processor cores and
{server}: {len(broken)} breaches found, in {took:.1f} minutes. What is promised are 200 attempts of each kind and 10,000
files; a run that is given fewer minutes makes fewer, and the table says how many. That the judges can fail is shown by
broken twins in `tests/trust` and `tests/imports`.

| | promise | how it was tried | figure | on |
|---|---|---|---|---|
{table}

{breaches and f"**Broken:**{chr(10) * 2}{breaches}{chr(10)}"}{about}

{EARLIER}"""


EARLIER = """# Earlier runs

On 22 November 2026, on such a machine, in two runs (numbers 0 to 3,875 and 3,876 to 9,999; 12.4 and 5.7 minutes, the
first beside another): 10,000 files that went wrong, of them 4,578 unreadable, 2,242 written, 1,601 refused, 1,102
written in part, 477 nothing to write; 100,475 rows announced and written; at most 0.26 s of processor time for one and
180 MiB for a process; 200 imports, 198 of them killed: 18 whole, 0 partial, 0 lost; 0 promises broken.

The same day five sessions were keyed in through 100 deaths of the process (SIGKILL while entries are written, flushed,
sent and answered): 292 readings acknowledged, 0 lost, 0 doubled. `firemode session results import`, `session submit`
and `session approve` were each killed 20 times at moments by chance: each is there whole or not at all, and what was
reported as done is there.

On 24 November 2026, a run of P1 to P12 with nothing beside it, in 12 minutes: SIGKILL of 49 clients, 174 times of the
backend and 132 times of the server, 342 ended connections, 100 imports and 60 readings on a full disk, 299 changes of
fifty writers, 598 readings keyed in through 100 deaths, 200 damaged backups: nothing lost, doubled or taken. Of 5,526
files that went wrong one was refused without a reason (a point of a grid with nothing but blanks in it), and a restored
database was said to have other guards than one that was made; both are mended.
"""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("promises", nargs="*", metavar="P1", help=f"which promises, of {', '.join(PROOFS)}")
    asked.add_argument("--many", type=int, help="attempts of each proof")
    asked.add_argument("--first", type=int, default=0, help="number of the first mutant")
    asked.add_argument("--minutes", type=float, default=40, help="what all proofs together may take")
    asked.add_argument("--only", type=int, help="try this mutant alone, and leave it in the working directory")
    asked.add_argument("--page", type=Path, help="write the figures there as well")
    chosen = asked.parse_args()
    if unknown := [name for name in chosen.promises if name not in PROOFS]:
        asked.error(f"there is no proof of {', '.join(unknown)} here; there are {', '.join(PROOFS)}")
    with scratch() as server:
        if chosen.only is not None:
            return try_one(server, chosen.only)
        found = prove(server, chosen)
    broken = [words for one in found for words in one.broken]
    sys.stdout.write("\n".join([*broken, *map(as_words, found), f"{len(broken)} promises broken", ""]))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

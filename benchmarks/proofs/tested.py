"""Promises that tests prove whole: they run here against the same server, and are counted."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.audit import audit
from benchmarks.proofs import Proved
from benchmarks.scratch import Scratch

ROOT = Path(__file__).resolve().parents[2]
AT_LEAST_S = 75.0
"""Half of the tests prove nothing: however short the run is, they have this long; others have less then."""


@dataclass(frozen=True)
class Tested:
    """Test files, and which tests of them."""

    promise: str
    places: tuple[str, ...]
    chosen: str
    about: str

    def __call__(self, server: Scratch, _many: int, minutes: float) -> Proved:
        """Run them; one that fails is a promise broken, and one that is skipped is named with its reason."""
        tried = f"the tests of {', '.join(f'`{place}`' for place in self.places)}"
        with tempfile.TemporaryDirectory(prefix="firemode-tested-") as folder:
            said = Path(folder) / "said.xml"
            words = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", f"--junitxml={said}"]
            environment = {**os.environ, "FIREMODE_TEST_SERVER": server.url, "QT_QPA_PLATFORM": "offscreen"}
            process = subprocess.Popen(
                [*words, *self.places, "-k", self.chosen] if self.chosen else [*words, *self.places],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                process.wait(max(60 * minutes, AT_LEAST_S))
            except subprocess.TimeoutExpired:
                process.terminate()
                process.wait()
                late = "not done in its share of the time; they are in every `./run test`"
                return Proved(self.promise, tried, "–", skipped=late, about=self.about)
            cases = list(ElementTree.parse(said).iter("testcase"))
        failed = [
            str(case.get("name"))
            for case in cases
            if case.find("failure") is not None or case.find("error") is not None
        ]
        reasons = sorted({str(one.get("message")) for case in cases for one in case.findall("skipped")})
        skipped = sum(case.find("skipped") is not None for case in cases)
        figure = f"{len(cases) - len(failed) - skipped} hold, {len(failed)} do not"
        if skipped:
            figure += f", {skipped} skipped ({'; '.join(reasons)})"
        broken = tuple(failed) or (() if cases else ("no test was found",))
        return Proved(self.promise, f"{tried}, {len(cases)} attempts", figure, broken, about=self.about)


writes = Tested(
    "P7",
    ("tests/trust/test_chain.py",),
    "every_write or whole or hashes or taken_back or deadlock or many_writers or older_moment or every_table or waits",
    "Writes of every kind by a raw client are held against the chain; every table of the models is in the log or named "
    "with a reason; six writers at once make one chain of 300 entries without a deadlock.",
)
tampering = Tested(
    "P8",
    ("tests/trust/test_chain.py",),
    "found or altered or nobody_writes or clock or spoilt",
    "An owner of the database puts the guards to sleep and alters, takes out, slips in, cuts, edits and removes. A "
    "tail that was cut by somebody who mends the end is found by who remembers it.",
)
rights = Tested(
    "P9",
    ("tests/office/test_rights_attempts.py", "tests/office/test_rights_buildings.py"),
    "",
    "A raw client in every role tries what it may not, and the server is asked for every column of every table.",
)
records = Tested(
    "P10",
    ("tests/migrations/test_guards.py",),
    "",
    "Raw SQL tries to overwrite what is on record.",
)
starts = Tested(
    "P14",
    ("tests/embedded/test_server.py",),
    "killed or power_cut or held or two_processes",
    "An application that is killed leaves no server after 5 s unless another process or `firemode db start` holds it. "
    "A power cut is the SIGKILL of the server and its keeper; what was committed is there after the next start, which "
    "says that it recovers.",
)


def prove_price(server: Scratch, _many: int, _minutes: float) -> Proved:
    """P7: what the chain costs over the bare write."""
    found = list(audit(server))
    figures = ", ".join(f"{one.name} {one.ratio:.2f} ×{' (noisy)' if one.too_noisy else ''}" for one in found)
    broken = tuple(f"{one.name}: {one.ratio:.2f} × of the bare write" for one in found if not one.good)
    return Proved("P7", "the same writes with the log and without it (`./run bench audit`)", figures, broken)

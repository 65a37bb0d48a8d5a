"""``firemode report sign``: a person's digital signature on an issued report."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli.desk import LONG_S, Answer, Desk, written_after
from firemode_desktop.domain.errors import Invalid, Missing

if TYPE_CHECKING:
    from firemode_desktop.services.signing import Wanted

Issue = Callable[[Desk, UUID], object]
LONGEST = 4096


def add(verbs: Any, common: argparse.ArgumentParser, issue: Issue) -> None:
    """Add the verb; ``issue`` writes the report of a session once."""
    sign = verbs.add_parser("sign", parents=[common], help="sign an issued report with a PKCS#12 file (extra “sign”)")
    sign.add_argument("report", metavar="SESSION|FILE.pdf", help="the session, or a copy signed before")
    sign.add_argument("--with", dest="key", type=Path, required=True, metavar="KEY.p12")
    sign.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="its first line; otherwise it is asked for, or read from standard input",
    )
    sign.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    sign.set_defaults(command=partial(write_signed, issue))


def write_signed(issue: Issue, desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Sign, put the copy on record, write it: all of it or nothing."""
    from firemode_desktop.services import files, signing

    report = _wanted(issue, desk, chosen.report)
    files.keep_apart(chosen.output, chosen.key, Path(chosen.report))
    key = signing.read_key(chosen.key, _passphrase(chosen.passphrase_file, chosen.key.name))
    signed = signing.sign(report, key, desk.now())
    with written_after(chosen.output, signed.file):
        desk.act(lambda session, by: signing.keep(session, report, signed, by=by))
    document = {
        "file": str(chosen.output),
        "bytes": len(signed.file),
        "sha256": signed.sha256,
        "report_number": report.number,
        "revision": report.revision,
        "signer": signed.signer,
    }
    return Answer(document, f"Wrote {chosen.output}: {report.reason}, signed by {signed.signer}.")


def _wanted(issue: Issue, desk: Desk, named: str) -> Wanted:
    """What is to be signed: a session's report, issued first where it was not, or a file that is found genuine."""
    from firemode_desktop.services import signing, verifying

    session_id = _session(named)
    if session_id is not None:
        desk.act(lambda session, by: signing.check(session, session_id, by=by))
        issue(desk, session_id)
        return desk.act(lambda session, by: signing.wanted(session, session_id, by=by), deadline_s=LONG_S)
    path = Path(named)
    content = verifying.content_of(path)
    found = verifying.verify(lambda job: desk.run(job, deadline_s=LONG_S), content, path.name)
    return desk.act(lambda session, by: signing.wanted_copy(session, found, content, by=by), deadline_s=LONG_S)


def _session(named: str) -> UUID | None:
    try:
        return UUID(named)
    except ValueError:
        return None


def _passphrase(file: Path | None, key: str) -> str:
    """From a file, the keyboard without an echo, or the first line of standard input; never an argument."""
    if file is None:
        asked = f"Passphrase of {key}: "
        return getpass.getpass(asked) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    try:
        with file.open(encoding="utf-8") as lines:
            return lines.readline(LONGEST).rstrip("\r\n")
    except FileNotFoundError as error:
        raise Missing(f"There is no file {file}.") from error
    except (OSError, ValueError) as error:
        raise Invalid(f"{file} cannot be read as the file of a passphrase.") from error

"""``firemode report``: the papers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli import report_batch, report_papers, report_sign
from firemode_desktop.cli.arguments import identity
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, Outcome, write_beside

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from firemode_desktop.domain.signatures import Signature
    from firemode_desktop.services.issuing import Report
    from firemode_desktop.services.verifying import Verified


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add all verbs of ``report``."""
    verbs = groups.add_parser("report", parents=[common], help="reports").add_subparsers(metavar="VERB", required=True)
    for verb, command, words, file in (
        ("compliance", write_compliance, "the compliance report of a session, as a PDF", "FILE.pdf"),
        ("data", write_data, "what the report says as a workbook, in rows", "FILE.xlsx"),
        ("bundle", write_bundle, "the same as JSON with every hash, to be checked without this program", "FILE.json"),
    ):
        paper = verbs.add_parser(verb, parents=[common], help=words)
        paper.add_argument("--session", required=True, metavar="ID", type=identity)
        paper.add_argument("-o", "--output", type=Path, required=True, metavar=file)
        paper.set_defaults(command=command)
    revise = verbs.add_parser("revise", parents=[common], help="begin a new revision of an approved report")
    revise.add_argument("--session", required=True, metavar="ID", type=identity)
    revise.add_argument("--reason", required=True)
    revise.set_defaults(command=begin_revision)
    check = verbs.add_parser("verify", parents=[common], help="tell whether a PDF is a report of this database")
    check.add_argument("file", type=Path, metavar="FILE.pdf")
    check.add_argument("--trust", type=Path, metavar="CA.pem", help="the certificates that signers' are to come from")
    check.set_defaults(command=verify)
    report_sign.add(verbs, common, issue)
    report_batch.add(verbs, common)
    report_papers.add(verbs, common)


def write_compliance(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the compliance report; an approved one is issued once a revision, and is the same file ever after."""
    report = issue(desk, chosen.session)
    write_beside(chosen.output, report.file)
    draft = "" if report.seal else ", a draft without a seal"
    document = {
        "file": str(chosen.output),
        "bytes": len(report.file),
        "pages": report.pages,
        "report_number": report.number,
        "revision": report.revision,
        "seal": report.seal,
        "issued_at": report.issued_at,
    }
    return Answer(document, f"Wrote {chosen.output}: {report.number}, {report.pages} pages{draft}.")


def issue(desk: Desk, session_id: UUID) -> Report:
    """The report of a session: read in one transaction, drawn outside any, kept in another."""
    from firemode_desktop.services import issuing

    def read(job: Callable[[Session], Outcome]) -> Outcome:
        return desk.read(job, deadline_s=LONG_S)

    return issuing.issue(read, partial(desk.act_if_known, deadline_s=LONG_S), session_id, store=desk.evidence)


def write_bundle(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the JSON bundle of a report, which is issued first where it was not."""
    from firemode_desktop.services import bundling

    report = issue(desk, chosen.session)
    content = desk.run(lambda session: bundling.bundle(session, chosen.session), deadline_s=LONG_S)
    write_beside(chosen.output, content)
    document = {"file": str(chosen.output), "bytes": len(content), "report_number": report.number, "seal": report.seal}
    return Answer(document, f"Wrote {chosen.output}.")


def write_data(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the data of a report as a workbook."""
    from firemode_desktop.services import report_tables, reporting

    seal = issue(desk, chosen.session).seal
    data = desk.read(lambda session: reporting.gather(session, chosen.session, desk.evidence), deadline_s=LONG_S)
    content = report_tables.data_workbook(data, seal)
    write_beside(chosen.output, content)
    return Answer({"file": str(chosen.output), "bytes": len(content)}, f"Wrote {chosen.output}.")


def begin_revision(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Begin a new revision."""
    from firemode_desktop.services import issuing

    number = desk.act(lambda session, by: issuing.revise(session, chosen.session, chosen.reason, by=by))
    return Answer({"id": str(chosen.session), "revision": number}, f"The report stands at revision {number} now.")


def verify(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Hold a file against what was issued; anything but genuine exits 3."""
    from firemode_desktop.services import verifying

    trust = verifying.trusted_in(chosen.trust) if chosen.trust else None
    content = verifying.content_of(chosen.file)
    found = verifying.verify(lambda job: desk.run(job, deadline_s=LONG_S), content, chosen.file.name, trust)
    document = {
        "success": found.result is verifying.Standing.GENUINE,
        "result": found.result.value,
        "report_number": found.report_number,
        "building": found.building,
        "session": found.session_name,
        "session_id": found.session_id,
        "revision": found.revision,
        "present_revision": found.present,
        "seal": found.seal,
        "issued_at": found.issued_at,
        "signatures": [_signature(each) for each in found.signatures],
        "details": list(found.details),
    }
    return Answer(document, _said(chosen.file.name, found), 0 if document["success"] else 3)


def _signature(one: Signature) -> dict[str, Any]:
    return {
        "signer": one.holder.name,
        "issuer": one.holder.issuer,
        "serial": one.holder.serial,
        "signed_at": one.signed_at,
        "intact": one.intact,
        "trusted": one.trusted,
    }


def _said(name: str, found: Verified) -> str:
    lines = [f"{name}: {found.result.label.lower()}"]
    if found.report_number:
        lines.append(f"  {found.report_number}, {found.building}, {found.session_name}")
    return "\n".join([*lines, *(f"  {each}" for each in found.details)])

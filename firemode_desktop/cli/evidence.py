"""``firemode evidence``: files that prove a reading, and the bucket they are sent to."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli.arguments import identity
from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain.errors import FiremodeError, Invalid, Missing, Refused

if TYPE_CHECKING:
    from firemode_desktop.evidence.bucket import Bucket
    from firemode_desktop.services import testing

MB = 1 << 20


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add all verbs of ``evidence``."""
    verbs = groups.add_parser("evidence", parents=[common], help="evidence files").add_subparsers(
        metavar="VERB", required=True
    )
    _add_verb(verbs, common)
    for verb, command, words in (
        ("list", list_files, "files of a session: size, time, place, whether they are sent"),
        ("verify", verify, "read all files again and compare their hashes"),
    ):
        other = verbs.add_parser(verb, parents=[common], help=words)
        other.add_argument("--session", metavar="ID", type=identity, required=verb == "list")
        other.set_defaults(command=command)
    export = verbs.add_parser("export", parents=[common], help="copy the files of a session, in a folder for each test")
    export.add_argument("session", metavar="SESSION", type=identity)
    export.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    export.set_defaults(command=export_files)
    _bucket_verbs(verbs, common)


def _add_verb(verbs: Any, common: argparse.ArgumentParser) -> None:
    new = verbs.add_parser(
        "add",
        parents=[common],
        help="add files to a test",
        usage="firemode evidence add (INSTANCE | SESSION IDENTIFIER) FILE… [--prompt N]",
    )
    new.add_argument("instance", metavar="INSTANCE", type=identity, help="id of the test, or of its session")
    new.add_argument("words", metavar="FILE", nargs="+", help="files; after a session the identifier of the test first")
    new.add_argument("--prompt", type=int, help="number of the prompt they answer, from 1")
    new.set_defaults(command=add_files)


def _bucket_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:
    sync = verbs.add_parser("sync", parents=[common], help="send to the bucket what is not there yet")
    sync.add_argument("--all", action="store_true", help="ask the bucket about every file, also those sent before")
    sync.set_defaults(command=sync_files)
    link = verbs.add_parser("link", parents=[common], help="a link to a file in the bucket, for a while")
    link.add_argument("evidence", metavar="ID", type=identity)
    link.add_argument("--seconds", type=int, default=3600, help="how long it works (3600)")
    link.set_defaults(command=link_file)
    bucket = verbs.add_parser("bucket", parents=[common], help="where files are sent to; shows it, or sets it up")
    bucket.add_argument("--endpoint", metavar="URL", help="address of the S3-compatible service")
    bucket.add_argument("--name", help="the bucket")
    bucket.add_argument("--prefix", default="", help="what stands before every name in it")
    bucket.add_argument("--region", default="")
    bucket.add_argument("--key", help="access key; its secret is asked for, or read from standard input")
    bucket.add_argument("--forget", action="store_true", help="send nothing any more; what was sent stays there")
    bucket.set_defaults(command=set_bucket)


def add_files(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Add files, all of them or none."""
    from firemode_desktop.services import evidence

    instance_id, words = _test_of(desk, chosen.instance, chosen.words)
    prompt = None if chosen.prompt is None else chosen.prompt - 1
    taken = _taken(desk, [Path(word) for word in words])

    def job(session: Any, by: UUID) -> list[UUID]:
        return [evidence.add(session, instance_id, file, prompt=prompt, by=by) for file in taken]

    ids = desk.act(job)
    kept: list[dict[str, Any]] = [
        {
            "id": key,
            "file": file.original_name,
            "sha256": file.stored.sha256,
            "remarks": list(file.stored.details.remarks),
        }
        for key, file in zip(ids, taken, strict=True)
    ]
    lines = [" ".join([f"{each['file']}: kept as {each['sha256']}.", *each["remarks"]]) for each in kept]
    return Answer({"id": ids[0], "sha256": taken[0].stored.sha256, "evidence": kept}, "\n".join(lines))


def _test_of(desk: Desk, key: UUID, words: list[str]) -> tuple[UUID, list[str]]:
    """The test, and which of the words are files: the first word is the identifier where ``key`` is a session."""
    from firemode_desktop.services import evidence

    try:
        return desk.run(lambda session: evidence.instance_named(session, str(key))), words
    except Missing:
        found = desk.run(lambda session: evidence.instance_named(session, words[0], key))
    if len(words) < 2:
        raise Invalid(f"Which file belongs to {words[0]}? Name it after the identifier.")
    return found, words[1:]


def _taken(desk: Desk, paths: list[Path]) -> list[testing.EvidenceFile]:
    """The files in the store; where one cannot be kept, all reasons at once."""
    from firemode_desktop.services import testing

    taken, problems = [], []
    for path in paths:
        try:
            taken.append(testing.EvidenceFile(desk.evidence.add(path), path.name, desk.now()))
        except FiremodeError as error:
            problems.append(error)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        message = f"{len(problems)} of {len(paths)} files cannot be kept; nothing was recorded."
        raise Invalid(message, [error.message for error in problems])
    return taken


def list_files(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List files."""
    from firemode_desktop.services import evidence

    found = desk.run(lambda session: evidence.files(session, chosen.session))
    waived = desk.run(lambda session: evidence.waivers(session, chosen.session))
    waiting = sum(not each["synced"] for each in found)
    heads = ("test", "file", "size", "captured", "place", "sent", "SHA-256")
    lines = [table([_row(each) for each in found], heads) if found else "No evidence yet."]
    lines += [f"{each['identifier']}, prompt {each['prompt']} waived: {each['reason']}" for each in waived]
    lines += [
        f"{each['identifier']}, {each['original_name']}: {each_said}" for each in found for each_said in each["remarks"]
    ]
    if waiting:
        lines.append(f"{waiting} of {len(found)} wait to be sent to the bucket.")
    return Answer({"evidence": found, "waived": waived, "unsynced": waiting}, "\n".join(lines))


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    place = one["position"] or {}
    return (
        str(one["identifier"]),
        str(one["original_name"] or ""),
        _size(one["size_bytes"] or 0),
        f"{one['captured_at']:%Y-%m-%d %H:%M}",
        f"{place['lat']}, {place['lng']}" if "lat" in place and "lng" in place else "",
        "yes" if one["synced"] else "no",
        str(one["sha256"] or ""),
    )


def _size(size: int) -> str:
    return f"{size / MB:.1f} MB" if size >= MB else f"{max(size / 1024, 0.1):.1f} kB"


def verify(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Read every file again and compare its hash."""
    from firemode_desktop.services import evidence, evidence_files

    found = desk.run(lambda session: evidence.files(session, chosen.session))
    wrong = evidence_files.altered(desk.evidence, found)
    text = f"{len(found)} files read again; {len(wrong)} missing or altered."
    document = {"checked": len(found), "altered": wrong}
    if not wrong:
        return Answer(document, text)
    lines = [f"{entry['identifier']}: {entry['file']} is {entry['reason']}." for entry in wrong]
    return _failed(document, text, wrong, lines)


def export_files(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Copy the files of a session out of the store."""
    from firemode_desktop.services import evidence, evidence_files

    found = desk.run(lambda session: evidence.files(session, chosen.session))
    bucket = evidence_files.bucket_of(desk.evidence)
    written, problems = evidence_files.export(desk.evidence, bucket, found, chosen.output)
    text = f"{len(written)} of {len(found)} files written to {chosen.output}."
    document = {"written": [str(path) for path in written], "problems": problems}
    if not problems:
        return Answer(document, text)
    lines = [f"{each['identifier']}: {each['file']} was left out: {each['message']}" for each in problems]
    return _failed(document, text, problems, lines)


def sync_files(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Send to the bucket what is not there yet."""
    from firemode_desktop.services import evidence_files, people

    def tell(done: int, of: int, text: str) -> None:
        if desk.verbose:
            desk.tell(f"{done + 1} of {of}: {text}")

    bucket = _bucket(desk)
    desk.act(lambda session, by: people.require(session, by, people.TESTERS, "send evidence"))
    done = evidence_files.sync(desk.run, desk.evidence, bucket, everything=chosen.all, tell=tell)
    document = {"sent": done.sent, "there": done.there, "waiting": done.waiting, "problems": done.problems}
    if not done.problems:
        return Answer(document, done.sentence)
    lines = [f"{each['file']}: {each['message']}" for each in done.problems]
    return _failed(document, done.sentence, done.problems, lines)


def link_file(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """A link to a file in the bucket that works for a while."""
    from firemode_desktop.services import evidence

    bucket = _bucket(desk)
    link = desk.run(lambda session: evidence.link(session, chosen.evidence, bucket, chosen.seconds))
    return Answer({"link": link, "seconds": chosen.seconds}, link)


def set_bucket(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Show where files are sent to, set it up, or forget it."""
    from firemode_desktop.evidence import access

    root = desk.settings.evidence_dir
    if chosen.forget:
        text = "Files are sent nowhere any more." if access.forget(root) else "No bucket was set up."
        return Answer({"bucket": None}, text)
    if chosen.endpoint or chosen.name or chosen.key:
        told = {"endpoint": chosen.endpoint, "bucket": chosen.name, "prefix": chosen.prefix, "region": chosen.region}
        told |= {"key": chosen.key, "secret": _secret()}
        access.keep(root, access.checked({name: value or "" for name, value in told.items()}, "this command"))
    found = access.find(root)
    if found is None:
        return Answer({"bucket": None}, "No bucket is set up; evidence lies in the folder of this computer.")
    document = {"endpoint": found.endpoint, "bucket": found.bucket, "prefix": found.prefix, "key": found.key}
    return Answer({"bucket": document}, f"Evidence is sent to {found.where} with the key {found.key}.")


def _secret() -> str:
    """From the environment, the keyboard without an echo, or the first line of standard input; never an argument."""
    from firemode_desktop.evidence.access import VARIABLES

    given = os.environ.get(VARIABLES["secret"])
    if given:
        return given
    return getpass.getpass("Secret of the key: ") if sys.stdin.isatty() else sys.stdin.readline().strip()


def _bucket(desk: Desk) -> Bucket:
    from firemode_desktop.services import evidence_files

    found = evidence_files.bucket_of(desk.evidence)
    if found is None:
        raise Refused("No bucket is set up; see “firemode evidence bucket --help”.")
    return found


def _failed(document: dict[str, Any], text: str, details: Any, lines: list[str]) -> Answer:
    error = {"code": "invalid", "message": text, "details": list(details)}
    return Answer({**document, "error": error}, "\n".join([text, *lines]), 3)

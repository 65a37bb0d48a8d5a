"""An issued report is signed by those who stand for it; a signed copy that comes back is known for what it is."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import re
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

pytest.importorskip("pyhanko_certvalidator", reason="The extra “sign” is not installed.")

from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pypdf import PdfReader, PdfWriter
from sqlalchemy import exc, select, text
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Conflict, FiremodeError, Invalid, Missing, Refused
from firemode_desktop.imports.papers import signature_reader, signatures
from firemode_desktop.reports import signature
from firemode_desktop.reports.signature import Key
from firemode_desktop.services import issuing, people, signing, verifying
from firemode_desktop.services.issuing import Report
from firemode_desktop.services.signing import Wanted
from firemode_desktop.services.verifying import Standing, Verified
from tests.reports.keys import (
    AT,
    BEGINS,
    ENDS,
    PASSPHRASE,
    certificate,
    curve,
    from_authority,
    p12,
    rsa_key,
    self_made,
)

SECOND = timedelta(seconds=1)
GENUINE_WORDS = "Signed by Engineer One on 4 May 2026, 02:00 UTC by the signer's clock."


def verify(session: Session, content: bytes, trust: str | None = None) -> Verified:
    return verifying.verify(lambda job: job(session), content, "report.pdf", trust)


def key(content: bytes | None = None) -> Key:
    return signature.read_key(content or self_made(), PASSPHRASE, "key.p12")


@pytest.fixture
def wanted(session: Session, report: Report, engineer: UUID) -> Wanted:
    """The issued report, to be signed by the engineer."""
    return signing.wanted(session, report.session_id, by=engineer)


@pytest.fixture
def copy(session: Session, wanted: Wanted, engineer: UUID) -> bytes:
    """The report with the engineer's signature, on record."""
    signed = signing.sign(wanted, key(), AT)
    signing.keep(session, wanted, signed, by=engineer)
    return signed.file


# --- signing ----------------------------------------------------------------------------------------------------------


def test_that_a_signed_copy_begins_with_the_issued_file_and_names_signer_and_report(
    session: Session, report: Report, copy: bytes, engineer: UUID
) -> None:
    assert copy.startswith(report.file)
    before, after = PdfReader(io.BytesIO(report.file)), PdfReader(io.BytesIO(copy))
    assert after.metadata == before.metadata
    (field,) = (after.get_fields() or {}).values()
    said = field["/V"]
    assert (said["/Name"], said["/SubFilter"]) == ("Engineer One", "/ETSI.CAdES.detached")
    assert said["/Reason"] == f"Report {report.number}, revision 1"
    assert said["/M"] == "D:20260504020000Z"
    signed = cms.ContentInfo.load(said["/Contents"])["content"]
    assert signed["signer_infos"][0]["digest_algorithm"]["algorithm"].native == "sha256"
    kept = session.scalars(select(models.SignedCopy)).one()
    assert (kept.file_sha256, kept.signed_by) == (hashlib.sha256(copy).hexdigest(), engineer)
    assert kept.signer == "Engineer One (certificate 1A2B made by its holder, valid 3 May 2026 to 5 May 2026)"


def test_that_a_signed_copy_is_genuine_and_says_who_signed(session: Session, copy: bytes) -> None:
    found = verify(session, copy)
    assert (found.result, found.revision) == (Standing.GENUINE, 1)
    assert found.details == (
        f"{GENUINE_WORDS} The signature is intact; its certificate is self-made, so nobody vouches for the name.",
        "This copy is on record as signed by Engineer One (certificate 1A2B made by its holder, valid 3 May 2026 to "
        "5 May 2026).",
    )
    (one,) = found.signatures
    assert (one.holder.name, one.signed_at, one.intact, one.trusted) == ("Engineer One", AT, True, None)


def test_that_a_supervisor_signs_the_copy_that_the_engineer_signed(
    session: Session, copy: bytes, supervisor: UUID
) -> None:
    second = signing.wanted_copy(session, verify(session, copy), copy, by=supervisor)
    signed = signing.sign(second, key(self_made("Supervisor One")), AT + timedelta(hours=1))
    signing.keep(session, second, signed, by=supervisor)
    assert signed.file.startswith(copy)
    found = verify(session, signed.file)
    assert found.result is Standing.GENUINE
    assert [(one.holder.name, one.intact) for one in found.signatures] == [
        ("Engineer One", True),
        ("Supervisor One", True),
    ]
    assert "on record as signed by Supervisor One" in found.details[-1]


def test_that_a_draft_and_a_report_that_was_not_issued_are_not_signed(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    with pytest.raises(Refused, match="Only an issued report is signed; this one is a draft"):
        signing.wanted(session, session_id, by=engineer)
    with pytest.raises(Missing):
        signing.check(session, UUID(int=0), by=engineer)


def test_that_an_approved_report_is_issued_before_it_is_signed(
    session: Session, approved: UUID, engineer: UUID
) -> None:
    with pytest.raises(Refused, match="not issued yet"):
        signing.wanted(session, approved, by=engineer)


@pytest.mark.parametrize("role", ["viewer", "administrator"])
def test_that_only_those_who_test_or_review_sign(session: Session, report: Report, role: str) -> None:
    by = people.add_user(session, role, "Somebody", role)
    with pytest.raises(Refused, match="Only an engineer or supervisor may sign a report"):
        signing.wanted(session, report.session_id, by=by)


def test_that_what_is_altered_or_superseded_is_not_signed(
    session: Session, report: Report, copy: bytes, engineer: UUID, supervisor: UUID
) -> None:
    altered = report.file + b"\n"
    with pytest.raises(Refused, match="this file is altered"):
        signing.wanted_copy(session, verify(session, altered), altered, by=engineer)
    issuing.revise(session, report.session_id, "A photograph was missing.", by=supervisor)
    with pytest.raises(Refused, match="this file is superseded"):
        signing.wanted_copy(session, verify(session, copy), copy, by=engineer)
    found = verify(session, copy)
    assert found.details[0].startswith(GENUINE_WORDS)
    assert found.details[-1].startswith("Revision 1 is superseded")


def test_that_a_revision_that_began_while_signing_is_a_conflict(
    session: Session, wanted: Wanted, engineer: UUID, supervisor: UUID
) -> None:
    signed = signing.sign(wanted, key(), AT)
    issuing.revise(session, wanted.session_id, "A photograph was missing.", by=supervisor)
    with pytest.raises(Conflict, match="What was signed is revision 1; the report stands at revision 2"):
        signing.keep(session, wanted, signed, by=engineer)
    assert session.scalars(select(models.SignedCopy)).all() == []


@pytest.mark.parametrize("statement", ["UPDATE signed_copies SET signer = 'Nobody'", "DELETE FROM signed_copies"])
def test_that_a_signed_copy_stays_on_record(session: Session, copy: bytes, statement: str) -> None:
    with pytest.raises(exc.DBAPIError, match="stays on record"), session.begin_nested():
        session.execute(text(statement))


def test_that_signing_and_verifying_ask_no_network(wanted: Wanted, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("A connection was asked for.")

    content, authority = from_authority()
    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    signed = signing.sign(wanted, key(content), AT)
    asked = json.dumps({"issued": len(wanted.file), "trust": authority}).encode()
    told = json.loads(signature_reader._answer(asked + b"\n" + signed.file))
    assert (told["signatures"][0]["trusted"], told["more"]) == (True, None)


# --- keys -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (BEGINS - SECOND, "The certificate of Engineer One is not valid before 3 May 2026, 02:00 UTC."),
        (BEGINS, ""),
        (ENDS, ""),
        (ENDS + SECOND, "The certificate of Engineer One expired on 5 May 2026, 02:00 UTC."),
    ],
)
def test_that_a_certificate_signs_from_its_first_to_its_last_second(at: datetime, words: str) -> None:
    holder = key().holder
    if not words:
        holder.check(at)
        return
    with pytest.raises(Refused) as refused:
        holder.check(at)
    assert refused.value.message == words


def test_that_an_expired_certificate_signs_nothing(wanted: Wanted) -> None:
    with pytest.raises(Refused, match="expired"):
        signing.sign(wanted, key(), ENDS + SECOND)


def only_certificate() -> bytes:
    return p12(None, certificate("Engineer One", rsa_key()))


def of_key(private: Any, usage: str = "content_commitment") -> bytes:
    return p12(private, certificate("Engineer One", private, usage=usage))


@pytest.mark.parametrize(
    ("content", "passphrase", "kind", "words"),
    [
        (self_made, "wrong horse", Invalid, "The passphrase does not open key.p12."),
        (self_made, "", Invalid, "The passphrase does not open key.p12."),
        (lambda: b"", "", Invalid, "key.p12 is no PKCS#12 file"),
        (lambda: b"%PDF-1.7", PASSPHRASE, Invalid, "key.p12 is no PKCS#12 file"),
        (lambda: self_made()[:-9], PASSPHRASE, Invalid, "key.p12 is no PKCS#12 file"),
        (only_certificate, PASSPHRASE, Invalid, "key.p12 holds no private key"),
        (lambda: p12(rsa_key(), None), PASSPHRASE, Invalid, "key.p12 holds no certificate that belongs to its key"),
        (lambda: of_key(rsa_key(1024)), PASSPHRASE, Refused, "too weak: RSA of 1024 bits. 2048 bits are needed"),
        (lambda: of_key(curve(ec.SECP224R1())), PASSPHRASE, Refused, "too weak: a curve of 224 bits"),
        (lambda: of_key(ed25519.Ed25519PrivateKey.generate()), PASSPHRASE, Refused, "RSA or a curve is needed"),
        (lambda: of_key(rsa_key(), "key_encipherment"), PASSPHRASE, Refused, "is not meant for signatures"),
    ],
)
def test_that_a_key_that_cannot_sign_is_refused_in_words(
    content: Callable[[], bytes], passphrase: str, kind: type[FiremodeError], words: str, tmp_path: Path
) -> None:
    file = tmp_path / "key.p12"
    file.write_bytes(content())
    with pytest.raises(kind) as refused:
        signing.read_key(file, passphrase)
    assert words in refused.value.message
    assert passphrase not in refused.value.message or not passphrase


def test_that_files_that_are_none_are_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="There is no file"):
        signing.read_key(tmp_path / "gone.p12", PASSPHRASE)
    with pytest.raises(Invalid, match="cannot be read: Is a directory"):
        signing.read_key(tmp_path, PASSPHRASE)
    (tmp_path / "large.p12").write_bytes(bytes(signing.MAX_KEY + 1))
    with pytest.raises(Invalid, match=r"large\.p12 is no PKCS#12 file: it is larger than 1 MB"):
        signing.read_key(tmp_path / "large.p12", PASSPHRASE)


def test_that_a_key_tells_no_secret() -> None:
    assert repr(key()) == "Key('Engineer One')"


def test_that_curves_and_accented_names_sign(session: Session, wanted: Wanted, engineer: UUID) -> None:
    private = curve(ec.SECP256R1())
    signed = signing.sign(wanted, key(p12(private, certificate("Zoë\tÖsterreich", private))), AT)
    signing.keep(session, wanted, signed, by=engineer)
    (one,) = verify(session, signed.file).signatures
    assert (one.holder.name, one.intact) == ("Zoë Österreich", True)


# --- who is trusted ---------------------------------------------------------------------------------------------------


def test_that_a_certificate_is_held_against_those_who_are_trusted(
    session: Session, wanted: Wanted, engineer: UUID
) -> None:
    content, authority = from_authority()
    signed = signing.sign(wanted, key(content), AT)
    signing.keep(session, wanted, signed, by=engineer)
    unasked = verify(session, signed.file).details[0]
    assert unasked.endswith("who issued the certificate (Board of Engineers) was not checked.")
    trusted = verify(session, signed.file, authority)
    assert trusted.signatures[0].trusted is True
    assert "leads to one you trust, through Board of Engineers" in trusted.details[0]
    someone = certificate("Somebody", rsa_key(number=2), usage="key_cert_sign")
    from cryptography.hazmat.primitives.serialization import Encoding

    other = verify(session, signed.file, someone.public_bytes(Encoding.PEM).decode())
    assert (other.result, other.signatures[0].trusted) == (Standing.GENUINE, False)
    assert "comes from nobody you named as trusted" in other.details[0]
    broken = authority.replace("MII", "AAA", 1)
    for nonsense in ("nonsense", broken):
        with pytest.raises(Invalid, match="holds no certificates in PEM"):
            verify(session, signed.file, nonsense)
        with pytest.raises(Invalid, match="holds no certificates in PEM"):
            verify(session, signed_elsewhere(wanted.file), nonsense)


# --- copies that come back changed ------------------------------------------------------------------------------------


def test_that_any_altered_byte_of_a_signed_copy_is_found(session: Session, report: Report, copy: bytes) -> None:
    begun = len(report.file)
    filled = copy.index(b"00000000>", begun)
    places = [begun // 2, *(copy.index(word, begun) + 9 for word in (b"/Annots", b"/Reason", b"xref\n", b"startxref"))]
    for place in [*places, filled, filled - 2000, len(copy) - 3]:
        content = bytearray(copy)
        content[place] ^= 0x01
        assert verify(session, bytes(content)).result is Standing.ALTERED, place


def test_that_what_fills_the_room_of_a_signature_is_no_hiding_place(report: Report, copy: bytes) -> None:
    place = copy.index(b"00000000>", len(report.file))
    hidden = copy[:place] + b"DEADBEEF" + copy[place + 8 :]
    assert signatures.read_signatures(hidden, len(report.file)).broken


def test_that_a_copy_signed_elsewhere_is_genuine_and_not_on_record(session: Session, report: Report) -> None:
    content = signed_elsewhere(report.file)
    assert content.startswith(report.file)
    found = verify(session, content)
    assert found.result is Standing.GENUINE
    assert found.details[0].startswith("Signed by Engineer One on 4 May 2026")
    assert found.details[1] == verifying.ELSEWHERE


def signed_elsewhere(
    file: bytes, edit: Callable[[IncrementalPdfFileWriter], Any] | None = None, box: Any = None
) -> bytes:
    """What another program makes of a file: whatever it adds, it signs, and changes the producer."""
    writer = IncrementalPdfFileWriter(io.BytesIO(file))
    if edit is not None:
        edit(writer)
    spec = fields.SigFieldSpec("Approval", box=box)
    about = signers.PdfSignatureMetadata(field_name="Approval", md_algorithm="sha256")
    signer = signature._SignerAt(about, key().signer, AT)
    signer.new_field_spec = spec
    done: bytes = asyncio.run(signer.async_sign_pdf(writer)).getvalue()
    return done


def appended(file: bytes, edit: Callable[[IncrementalPdfFileWriter], Any]) -> bytes:
    """An update behind a file, without a signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(file))
    edit(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def new_words(writer: IncrementalPdfFileWriter) -> None:
    """Page 2 shows something else."""
    reference = writer.find_page_for_modification(1)[0]
    drawn = generic.StreamObject(stream_data=b"q 0.9 0.9 0.9 rg 60 500 300 90 re f Q")
    page = reference.get_object()
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(drawn)])
    writer.mark_update(reference)


def note(writer: IncrementalPdfFileWriter, flags: int = 4) -> None:
    """A note on page 2."""
    page = writer.find_page_for_modification(1)[0].get_object()
    name = generic.pdf_name
    box = generic.ArrayObject([generic.NumberObject(each) for each in (60, 60, 200, 90)])
    added = generic.DictionaryObject({name("/Type"): name("/Annot"), name("/Subtype"): name("/Square")})
    added[name("/Rect")], added[name("/F")] = box, generic.NumberObject(flags)
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(added)])
    writer.update_container(page)


def unseen_note(writer: IncrementalPdfFileWriter) -> None:
    """A note that shows in print alone (flags: print, no view)."""
    note(writer, 4 | 32)


def action(writer: IncrementalPdfFileWriter) -> None:
    """Something that runs when the file is opened."""
    name = generic.pdf_name
    run = generic.DictionaryObject({name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string("app.alert(1)")})
    writer.root[name("/OpenAction")] = run
    writer.update_root()


def attachment(writer: IncrementalPdfFileWriter) -> None:
    """A file inside."""
    name = generic.pdf_name
    writer.root[name("/Names")] = generic.DictionaryObject({name("/EmbeddedFiles"): generic.DictionaryObject()})
    writer.update_root()


ATTACKS = [new_words, note, unseen_note, action, attachment]


@pytest.mark.parametrize("attack", ATTACKS)
def test_that_what_is_added_to_an_issued_file_alters_it_even_where_it_is_signed(
    session: Session, report: Report, attack: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    content = signed_elsewhere(report.file, attack)
    assert content.startswith(report.file)
    assert verify(session, content).result is Standing.ALTERED


@pytest.mark.parametrize("attack", ATTACKS)
def test_that_what_is_added_behind_a_signature_alters_the_copy(
    session: Session, copy: bytes, attack: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    content = appended(copy, attack)
    assert content.startswith(copy)
    found = verify(session, content)
    assert found.result is Standing.ALTERED
    if attack is new_words:
        assert found.details[0].startswith("Page 2 (1 Verdict): a drawing")


def test_that_junk_behind_the_last_signature_alters_the_copy(session: Session, copy: bytes) -> None:
    found = verify(session, copy + b"\n% all is well\n")
    assert (found.result, found.details) == (Standing.ALTERED, ("Something was added behind the last signature.",))


def test_that_a_signature_with_a_place_on_a_page_alters_it(session: Session, report: Report) -> None:
    assert verify(session, signed_elsewhere(report.file, box=(60, 500, 360, 590))).result is Standing.ALTERED


def test_that_a_file_of_its_own_behind_the_issued_one_is_altered(session: Session, report: Report) -> None:
    """The bytes begin as they were issued, but no reader comes to see them; all of it is signed."""
    writer = PdfWriter(clone_from=io.BytesIO(report.file))
    target = io.BytesIO()
    writer.write(target)
    content = signed_elsewhere(report.file + shifted(target.getvalue(), len(report.file)))
    found = verify(session, content)
    assert (found.result, found.details) == (Standing.ALTERED, (signatures.MORE["other"],))
    assert not signatures.read_signatures(content).broken


def shifted(content: bytes, by: int) -> bytes:
    """A PDF file of one revision that is to stand behind others: every place in its tables moved on."""
    rows = re.sub(rb"(\d{10}) (\d{5}) n", lambda row: b"%010d %b n" % (int(row[1]) + by, row[2]), content)
    return re.sub(rb"startxref\n(\d+)", lambda one: b"startxref\n%d" % (int(one[1]) + by), rows)


# --- without the extra ------------------------------------------------------------------------------------------------


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without pyHanko."""
    monkeypatch.setattr(signatures, "_PACKAGE", "no_such_package")


def test_that_without_the_extra_a_copy_on_record_is_genuine_and_its_signatures_unchecked(
    session: Session, copy: bytes, without_extra: None
) -> None:
    found = verify(session, copy)
    assert (found.result, found.signatures) == (Standing.GENUINE, ())
    assert found.details[0].startswith("The copy is known by its hash; its signatures were not checked")
    assert found.details[1].startswith("This copy is on record as signed by Engineer One")


@pytest.mark.parametrize("attack", ATTACKS)
def test_that_without_the_extra_what_was_added_is_altered(
    session: Session, copy: bytes, attack: Callable[[IncrementalPdfFileWriter], None], without_extra: None
) -> None:
    found = verify(session, appended(copy, attack))
    assert found.result is Standing.ALTERED
    if attack is new_words:
        assert found.details[0].startswith("Page 2 (1 Verdict): a drawing")


def test_that_without_the_extra_nothing_unknown_is_called_genuine(
    session: Session, report: Report, without_extra: None
) -> None:
    content = signed_elsewhere(report.file)
    found = verify(session, content)
    assert found.result is Standing.ALTERED
    assert "Whether only by a signature is not known – its signatures were not checked" in found.details[0]


def test_that_without_the_extra_nothing_is_signed(
    session: Session, report: Report, engineer: UUID, tmp_path: Path, without_extra: None
) -> None:
    with pytest.raises(Refused, match="install it with the extra “sign”"):
        signing.wanted(session, report.session_id, by=engineer)
    with pytest.raises(Refused, match="install it with the extra “sign”"):
        signing.read_key(tmp_path / "key.p12", PASSPHRASE)

"""The reader of signatures, in a process of its own (``imports.child``): who signed a PDF file, and what was added.

It needs pyHanko and asks no network. Its input is a line of JSON – ``issued``: how many bytes at the beginning are the
file before anything was added, or null; ``trust``: certificates in PEM – and then the file.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

MEMORY = 1 << 30


def main(arguments: list[str]) -> int:
    """Read the signatures of a PDF file as ``imports.child.answered`` says; the answer is JSON.

    ``arguments``: folders to find the program and its packages in (none in a bundle).
    """
    sys.path.extend(arguments)
    from firemode_desktop.imports.child import answered

    return answered(_answer, MEMORY)


def _answer(data: bytes) -> bytes:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    from firemode_desktop.domain.errors import Invalid

    head, _, content = data.partition(b"\n")
    asked = json.loads(head)
    try:
        trust = _certificates(asked["trust"])
    except (ValueError, TypeError, KeyError):
        return json.dumps({"trust": "none"}).encode()
    try:
        reader = PdfFileReader(io.BytesIO(content))
        signatures = list(reader.embedded_regular_signatures)
        found = [_read(each, trust) for each in signatures]
        more = None if asked["issued"] is None else _more(reader, signatures, content[: asked["issued"]])
    except (PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Invalid("The signatures of this file are damaged and cannot be read.") from error
    return json.dumps({"signatures": found, "more": more}).encode()


def _certificates(pem: str | None) -> list[Any] | None:
    """Those that are trusted; None where none were named. Raises ``ValueError`` where they are no certificates."""
    from asn1crypto import pem as armour
    from asn1crypto import x509

    if pem is None:
        return None
    found = [x509.Certificate.load(der, strict=True) for _, _, der in armour.unarmor(pem.encode(), multiple=True)]
    if not all(each.subject.native for each in found):
        raise ValueError("A certificate of nobody.")
    return found


def _read(signature: Any, trust: list[Any] | None) -> dict[str, Any]:
    """One signature: whose, when, whether it holds, and whether its certificate leads to one that is trusted."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    signature.compute_integrity_info(skip_diff=True)
    at = signature.self_reported_timestamp
    status = validate_pdf_signature(
        signature,
        ValidationContext(trust_roots=trust or [], allow_fetching=False, moment=at),
        key_usage_settings=KeyUsageConstraints({"digital_signature", "non_repudiation"}, match_all_key_usages=False),
        skip_diff=True,
    )
    certificate = signature.signer_cert
    return {
        "name": _called(certificate.subject),
        "issuer": _called(certificate.issuer),
        "serial": f"{certificate.serial_number:X}",
        "begins": certificate.not_valid_before.isoformat(),
        "ends": certificate.not_valid_after.isoformat(),
        "self_made": certificate.self_issued,
        "signed_at": at.isoformat() if at else None,
        "intact": status.intact and status.valid and _only_zeros_behind(signature),
        "trusted": None if trust is None else status.trusted,
    }


def _called(name: Any) -> str:
    """The common name, else the whole name as it is written."""
    said = str(name.native.get("common_name") or name.human_friendly)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in said).split()) or "nobody"


def _only_zeros_behind(signature: Any) -> bool:
    """Whether nothing lies behind the signature in its own room, which it does not cover."""
    from asn1crypto.parser import peek

    content = signature.pkcs7_content
    return not content[peek(content) :].strip(b"\0")


def _more(reader: Any, signatures: list[Any], issued: bytes) -> str | None:
    """What stands behind the issued file besides signatures that nobody sees on a page: a word, or None.

    ``other``: the file does not grow from the issued one, or more than signatures was added; ``after``: something
    was added behind the last signature; ``visible``: a signature has a place on a page.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import SuspiciousModification
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    begun = PdfFileReader(io.BytesIO(issued))
    if reader.xrefs.get_startxref_for_revision(0) != begun.last_startxref or begun.xrefs.total_revisions != 1:
        return "other"
    if isinstance(_policy().review_file(reader, 0), SuspiciousModification):
        return "other"
    if not any(each.coverage is SignatureCoverageLevel.ENTIRE_FILE for each in signatures):
        return "after"
    return "visible" if _seen(reader) else None


def _policy() -> Any:
    """What may change from one revision of a file to the next: signature fields are added, pages and all else stay.

    pyHanko's own rules compare forms; that the issued file has none and the first signature brings one is added here.
    """
    from pyhanko.pdf_utils.generic import ArrayObject, IndirectObject
    from pyhanko.pdf_utils.reader import RawPdfPath
    from pyhanko.sign import diff_analysis as diff
    from pyhanko.sign.diff_analysis.form_rules_api import _list_fields

    class FirstForm(diff.FormUpdatingRule):
        def apply(self, old: Any, new: Any) -> Any:
            if "/AcroForm" in old.root or "/AcroForm" not in new.root:
                yield from super().apply(old, new)
                return
            form = new.root["/AcroForm"]
            if set(form) - {"/Fields", "/SigFlags"}:
                raise diff.SuspiciousModification("A form that is more than signatures.")
            for raw in (new.root.raw_get("/AcroForm"), form.raw_get("/Fields")):
                if isinstance(raw, IndirectObject):
                    yield diff.ModificationLevel.LTA_UPDATES, diff.FormUpdate(raw.reference, field_name=None)
            path = RawPdfPath("/Root", "/AcroForm", "/Fields")
            specs = dict(_list_fields(ArrayObject(), form["/Fields"], old_path=path))
            for rule in self.field_rules:
                yield from rule.apply(diff.FieldComparisonContext(specs, old, new))

    usual = diff.DEFAULT_DIFF_POLICY
    assert usual.form_rule is not None
    return diff.StandardDiffPolicy(usual.global_rules, FirstForm(usual.form_rule.field_rules))


def _seen(reader: Any) -> bool:
    """Whether a signature field takes room on a page, whatever it may show there on screen or in print."""
    from pyhanko.sign.fields import enumerate_sig_fields

    for _, _, reference in enumerate_sig_fields(reader):
        field = reference.get_object()
        for widget in [field, *(kid.get_object() for kid in field.get("/Kids", ()))]:
            left, bottom, right, top = (float(side) for side in widget.get("/Rect", (0, 0, 0, 0)))
            if left != right and bottom != top:
                return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

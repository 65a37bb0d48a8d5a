"""A signature from a PKCS#12 file, appended to a PDF: PAdES B-B with SHA-256, invisible, without a network.

The only module that writes signatures; it needs pyHanko (extra ``sign``; docs/decisions/0033) and is imported at the
first need.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto.pkcs12 import Pfx
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import Certificate, ExtensionNotFound, KeyUsage, Name
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError

from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.signatures import SHORTEST_CURVE, SHORTEST_RSA, Holder


@dataclass(frozen=True, slots=True)
class Key:
    """A private key with its certificate; ``repr`` says no secret."""

    holder: Holder
    signer: signers.SimpleSigner

    def __repr__(self) -> str:
        return f"Key({self.holder.name!r})"


def read_key(content: bytes, passphrase: str, name: str) -> Key:
    """The key of a PKCS#12 file called ``name``.

    Raises:
        Invalid: it is no such file, the passphrase is wrong, or it holds no private key with its certificate.
        Refused: its key is too weak or is not meant for signatures.
    """
    _structure(content, name)
    secret = passphrase.encode() or None
    try:
        private, certificate, _others = pkcs12.load_key_and_certificates(content, secret)
    except UnsupportedAlgorithm as error:
        raise Invalid(f"{name} is locked in a way that is no longer safe; export it anew, with AES.") from error
    except ValueError as error:
        raise Invalid(f"The passphrase does not open {name}.") from error
    if private is None:
        raise Invalid(f"{name} holds no private key; export the certificate together with its key.")
    if certificate is None:
        raise Invalid(f"{name} holds no certificate that belongs to its key.")
    holder = holder_of(certificate)
    _check_key(certificate, holder)
    return Key(holder, signers.SimpleSigner.load_pkcs12_data(content, [], secret))


def _structure(content: bytes, name: str) -> None:
    try:
        Pfx.load(content, strict=True)["auth_safe"]["content_type"].native  # noqa: B018 – read, to see whether it can be
    except (ValueError, TypeError, KeyError) as error:
        raise Invalid(f"{name} is no PKCS#12 file (.p12 or .pfx), or it is damaged.") from error


def _check_key(certificate: Certificate, holder: Holder) -> None:
    public = certificate.public_key()
    if isinstance(public, rsa.RSAPublicKey) and public.key_size < SHORTEST_RSA:
        raise Refused(
            f"The key of {holder.name} is too weak: RSA of {public.key_size} bits. {SHORTEST_RSA} bits are needed."
        )
    if isinstance(public, ec.EllipticCurvePublicKey) and public.key_size < SHORTEST_CURVE:
        raise Refused(
            f"The key of {holder.name} is too weak: a curve of {public.key_size} bits. {SHORTEST_CURVE} are needed."
        )
    if not isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise Refused(f"The key of {holder.name} is of a kind that PDF readers do not check; RSA or a curve is needed.")
    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise Refused(f"The certificate of {holder.name} is not meant for signatures.")


def holder_of(certificate: Certificate) -> Holder:
    """Whose certificate it is."""
    return Holder(
        _called(certificate.subject),
        _called(certificate.issuer),
        f"{certificate.serial_number:X}",
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
        certificate.subject == certificate.issuer,
    )


def _called(name: Name) -> str:
    """The common name, else the whole name as it is written."""
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    said = str(common[0].value) if common else name.rfc4514_string()
    return " ".join("".join(sign if sign.isprintable() else " " for sign in said).split()) or "nobody"


def signed(file: bytes, key: Key, reason: str, at: datetime) -> bytes:
    """The same file with a signature behind it; its bytes up to there are as they were.

    Raises:
        Invalid: the file is damaged, or takes no more signatures.
    """
    try:
        writer = _Appended(io.BytesIO(file))
        names = [name for name, _, _ in fields.enumerate_sig_fields(writer.prev)]
        about = signers.PdfSignatureMetadata(
            field_name=_free(names),
            md_algorithm="sha256",
            name=key.holder.name,
            reason=reason,
            subfilter=fields.SigSeedSubFilter.PADES,
        )
        written: bytes = _SignerAt(about, key.signer, at).sign_pdf(writer).getvalue()
    except (PdfError, SigningError) as error:
        raise Invalid(f"This file cannot be signed: {error}") from error
    return written


def _free(names: list[str]) -> str:
    number = 1
    while f"Signature{number}" in names:
        number += 1
    return f"Signature{number}"


class _Appended(IncrementalPdfFileWriter):
    """Appends to a file and leaves its properties – producer, day of change – as they were issued."""

    def _update_meta(self) -> None:
        return


class _SignerAt(signers.PdfSigner):
    """Signs at a moment that is handed in."""

    def __init__(self, about: signers.PdfSignatureMetadata, signer: signers.SimpleSigner, at: datetime) -> None:
        super().__init__(about, signer)
        self._at = at

    def init_signing_session(self, *given: Any, **named: Any) -> Any:
        session = super().init_signing_session(*given, **named)
        session.system_time = self._at
        return session

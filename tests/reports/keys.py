"""Keys and certificates as offices have them, made for a test: self-made, from an authority, weak, expired."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

pytest.importorskip("pyhanko_certvalidator", reason="The extra “sign” is not installed.")

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

AT = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
BEGINS, ENDS = AT - timedelta(days=1), AT + timedelta(days=1)
PASSPHRASE = "correct horse"


@cache
def rsa_key(bits: int = 2048, number: int = 0) -> rsa.RSAPrivateKey:
    """A private key, made once a run for each number."""
    return rsa.generate_private_key(65537, bits)


def certificate(
    name: str, key: Any, issuer: str | None = None, by: Any = None, *, usage: str = "content_commitment"
) -> x509.Certificate:
    """A certificate for this name; self-made where no issuer is told."""
    may = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"), False
    )
    may |= dict.fromkeys(("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False)
    made = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer or name))
        .public_key(key.public_key())
        .serial_number(0x1A2B)
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
        .add_extension(x509.BasicConstraints(usage == "key_cert_sign", None), critical=True)
        .add_extension(x509.KeyUsage(**(may | {usage: True})), critical=True)
    )
    return made.sign(by or key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def p12(key: Any, one: x509.Certificate | None, *others: x509.Certificate, passphrase: str = PASSPHRASE) -> bytes:
    """A PKCS#12 file."""
    lock = BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"key", key, one, list(others), lock)


def self_made(name: str = "Engineer One", key: Any = None) -> bytes:
    """A PKCS#12 file with a certificate that its holder made."""
    key = key or rsa_key()
    return p12(key, certificate(name, key))


def from_authority(name: str = "Engineer One") -> tuple[bytes, str]:
    """A PKCS#12 file from an authority, and the authority's certificate in PEM."""
    root, key = rsa_key(number=1), rsa_key()
    authority = certificate("Board of Engineers", root, usage="key_cert_sign")
    one = certificate(name, key, "Board of Engineers", root)
    return p12(key, one), authority.public_bytes(Encoding.PEM).decode()


def curve(kind: Any) -> Any:
    return ec.generate_private_key(kind)

"""Where the office's bucket is and the key to it: from the environment, or from a file only this person can read.

``FIREMODE_EVIDENCE_ENDPOINT``, ``…_BUCKET``, ``…_PREFIX``, ``…_REGION``, ``…_KEY`` and ``…_SECRET``; otherwise
``bucket.json`` in the evidence folder, mode 0600. The secret is in no log, no message and no ``repr``.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from firemode_desktop.domain.errors import Invalid, Refused

FILE = "bucket.json"
VARIABLES = {
    "endpoint": "FIREMODE_EVIDENCE_ENDPOINT",
    "bucket": "FIREMODE_EVIDENCE_BUCKET",
    "prefix": "FIREMODE_EVIDENCE_PREFIX",
    "region": "FIREMODE_EVIDENCE_REGION",
    "key": "FIREMODE_EVIDENCE_KEY",
    "secret": "FIREMODE_EVIDENCE_SECRET",
}
_NEEDED = ("endpoint", "bucket", "key", "secret")


@dataclass(frozen=True, slots=True)
class BucketAccess:
    """An S3-compatible service, a bucket of it, and the key. ``prefix`` stands before every name in the bucket."""

    endpoint: str
    bucket: str
    key: str
    secret: str = field(repr=False)
    prefix: str = ""
    region: str = "us-east-1"

    @property
    def where(self) -> str:
        """In words, without the key."""
        return f"{self.bucket} at {urlsplit(self.endpoint).netloc}"


def is_set_up(root: Path, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether files of this folder are to be sent to a bucket; nothing is read for it."""
    return bool(environ.get(VARIABLES["endpoint"])) or (root / FILE).is_file()


def find(root: Path, environ: Mapping[str, str] = os.environ) -> BucketAccess | None:
    """The bucket of this evidence folder, or None where none is set up.

    Raises:
        Invalid: something of it is missing or no address.
        Refused: other people can read the file with the key.
    """
    if environ.get(VARIABLES["endpoint"]):
        return checked({name: environ.get(variable, "") for name, variable in VARIABLES.items()}, "the environment")
    path = root / FILE
    if not path.is_file():
        return None
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise Refused(f"{path} holds a key and can be read by others; run: chmod 600 {path}")
    try:
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Invalid(f"{path} cannot be read; set the bucket up anew with “firemode evidence bucket”.") from error
    if not isinstance(document, dict):
        raise Invalid(f"{path} is not the description of a bucket.")
    return checked({name: str(document.get(name) or "") for name in VARIABLES}, str(path))


def checked(told: Mapping[str, str], source: str) -> BucketAccess:
    """The access that ``told`` describes.

    Raises:
        Invalid: something is missing, or the endpoint is no address of a service.
    """
    missing = [name for name in _NEEDED if not told.get(name, "").strip()]
    if missing:
        raise Invalid(f"The evidence bucket of {source} lacks: {', '.join(missing)}.")
    if not _is_address(told["endpoint"].strip()):
        raise Invalid("The endpoint of the evidence bucket is an address such as https://s3.example.com.")
    prefix = told.get("prefix", "").strip().strip("/")
    return BucketAccess(
        told["endpoint"].strip().rstrip("/"),
        told["bucket"].strip(),
        told["key"].strip(),
        told["secret"].strip(),
        f"{prefix}/" if prefix else "",
        told.get("region", "").strip() or "us-east-1",
    )


def _is_address(endpoint: str) -> bool:
    """Whether that is the address of a service, without a user's name in it."""
    try:
        parts = urlsplit(endpoint)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # half a bracket, or a port that is none
        return False
    return known and not parts.username


def keep(root: Path, access: BucketAccess) -> Path:
    """Write the access into the evidence folder, 0600, whole or not at all."""
    root.mkdir(parents=True, exist_ok=True)
    beside = root / f".bucket-{secrets.token_hex(8)}"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(access), file, indent=1)
    os.replace(beside, root / FILE)
    return root / FILE


def forget(root: Path) -> bool:
    """Take the access away again; whether there was one. What is in the bucket stays there."""
    there = (root / FILE).is_file()
    (root / FILE).unlink(missing_ok=True)
    return there

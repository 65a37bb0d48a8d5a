"""The office's bucket, S3-compatible: what lies in it has the names of the folder, behind a prefix of its own.

A file is sent whole or, above 8 MB, in parts; parts that arrived before a connection broke are not sent again. After
sending, the bucket is read and the hash compared. What lies there already under the same name is compared and never
overwritten. The client is boto3 (extra ``s3``; docs/decisions/0016), loaded at the first need.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from firemode_desktop.domain.errors import FiremodeError, Invalid, Missing, Refused, Unreachable
from firemode_desktop.evidence.access import BucketAccess
from firemode_desktop.evidence.progress import Tell, in_silence

PART = 8 << 20
LONGEST_LINK_S = 7 * 24 * 3600
_ABSENT = ("404", "NoSuchKey", "NotFound")
_KEY = ("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "403", "ExpiredToken", "InvalidToken")


def _client(access: BucketAccess) -> Any:
    """A client that signs with version 4, tries four times, and gives up on a silent line after 20 seconds."""
    try:
        import boto3
        from botocore.config import Config
    except ImportError as error:
        raise Refused("This installation cannot talk to a bucket; install it with the extra “s3”.") from error
    how = Config(
        signature_version="s3v4",
        connect_timeout=5,
        read_timeout=20,
        retries={"mode": "standard", "total_max_attempts": 4},
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.session.Session().client(
        "s3",
        endpoint_url=access.endpoint,
        region_name=access.region,
        aws_access_key_id=access.key,
        aws_secret_access_key=access.secret,
        config=how,
    )


class Bucket:
    """A bucket as an evidence store. Every call may raise ``Unreachable`` (no answer) or ``Refused`` (wrong key)."""

    def __init__(self, access: BucketAccess, client: Callable[[BucketAccess], Any] = _client) -> None:
        self.access = access
        self._s3 = client(access)

    def _place(self, name: str) -> dict[str, str]:
        return {"Bucket": self.access.bucket, "Key": f"{self.access.prefix}{name}"}

    def holds(self, name: str) -> bool:
        """Whether there is a file of that name in the bucket."""
        return self._size(name) is not None

    def _size(self, name: str) -> int | None:
        try:
            with self._in_words(name):
                return int(self._s3.head_object(**self._place(name))["ContentLength"])
        except Missing:
            return None

    def fetch(self, name: str, target: Path, tell: Tell = in_silence) -> None:
        """Write the file of that name to ``target``; ``Missing`` where there is none."""
        with target.open("wb") as file:
            for piece in self._read(name, tell):
                file.write(piece)

    def verify(self, name: str, sha256: str) -> bool:
        """Whether the file in the bucket has the content whose hash was recorded; ``Missing`` where there is none."""
        digest = hashlib.sha256()
        for piece in self._read(name, in_silence):
            digest.update(piece)
        return digest.hexdigest() == sha256

    def _read(self, name: str, tell: Tell) -> Iterator[bytes]:
        with self._in_words(name):
            answer, done = self._s3.get_object(**self._place(name)), 0
            for piece in answer["Body"].iter_chunks(1 << 20):
                done += len(piece)
                tell(done, int(answer["ContentLength"]))
                yield piece

    def send(self, source: Path, name: str, sha256: str, mime_type: str, tell: Tell = in_silence) -> bool:
        """Have the file in the bucket under ``name``, proven by its hash; False where it lay there already.

        Raises:
            Refused: something else lies there under that name; it is left as it is.
            Invalid: what arrived is not what was sent, or the file of this computer has changed.
        """
        size = source.stat().st_size
        if (there := self._size(name)) is not None:
            if there != size or not self.verify(name, sha256):
                raise Refused(f"Something else lies in {self.access.where} under {name}; it is left as it is.")
            return False
        with self._in_words(name):
            (self._send_whole if size <= PART else self._send_parts)(source, name, sha256, mime_type, tell)
        if not self.verify(name, sha256):
            raise Invalid(f"What arrived in {self.access.where} as {name} is not what was sent.")
        tell(size, size)
        return True

    def _send_whole(self, source: Path, name: str, sha256: str, mime_type: str, tell: Tell) -> None:
        content = source.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise _changed(name)
        self._s3.put_object(Body=content, ContentType=mime_type, IfNoneMatch="*", **self._place(name))

    def _send_parts(self, source: Path, name: str, sha256: str, mime_type: str, tell: Tell) -> None:
        """Part by part; those that an earlier attempt brought over are recognised by their MD5 and left out."""
        upload = self._begun(name) or str(
            self._s3.create_multipart_upload(ContentType=mime_type, **self._place(name))["UploadId"]
        )
        there = self._parts(name, upload)
        digest, done, of, parts = hashlib.sha256(), 0, source.stat().st_size, []
        with source.open("rb") as file:
            for number, piece in enumerate(iter(lambda: file.read(PART), b""), start=1):
                digest.update(piece)
                etag = hashlib.md5(piece, usedforsecurity=False).hexdigest()
                if there.get(number) != (len(piece), etag):
                    sent = self._s3.upload_part(UploadId=upload, PartNumber=number, Body=piece, **self._place(name))
                    etag = sent["ETag"].strip('"')
                parts.append({"PartNumber": number, "ETag": f'"{etag}"'})
                done += len(piece)
                tell(done, of)
        if digest.hexdigest() != sha256:
            raise _changed(name)
        self._s3.complete_multipart_upload(
            UploadId=upload, MultipartUpload={"Parts": parts}, IfNoneMatch="*", **self._place(name)
        )

    def _begun(self, name: str) -> str | None:
        """The latest attempt at this file that was never completed."""
        place = self._place(name)
        answer = self._s3.list_multipart_uploads(Bucket=place["Bucket"], Prefix=place["Key"])
        ours = [each for each in answer.get("Uploads", ()) if each["Key"] == place["Key"]]
        return str(max(ours, key=lambda each: each["Initiated"])["UploadId"]) if ours else None

    def _parts(self, name: str, upload: str) -> dict[int, tuple[int, str]]:
        """Size and MD5 of the parts that are there; 100 MB are 13 parts, one answer."""
        answer = self._s3.list_parts(UploadId=upload, **self._place(name))
        return {each["PartNumber"]: (each["Size"], each["ETag"].strip('"')) for each in answer.get("Parts", ())}

    def link(self, name: str, expiry_seconds: int) -> str:
        """A pre-signed link to the file that works for ``expiry_seconds``, a week at most."""
        if not 1 <= expiry_seconds <= LONGEST_LINK_S:
            raise Invalid("A link works for 1 second to 7 days.")
        return str(
            self._s3.generate_presigned_url("get_object", Params=self._place(name), ExpiresIn=int(expiry_seconds))
        )

    @contextmanager
    def _in_words(self, name: str) -> Iterator[None]:
        """Errors of the service and of the line as one of the five."""
        from botocore.exceptions import BotoCoreError, ClientError, ReadTimeoutError

        try:
            yield
        except ClientError as error:
            raise self._said(name, error.response) from error
        except (BotoCoreError, ReadTimeoutError, OSError) as error:
            raise Unreachable(f"{self.access.where} does not answer; the files wait on this computer.") from error

    def _said(self, name: str, response: Any) -> FiremodeError:
        code = str(response.get("Error", {}).get("Code", ""))
        status = int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        if code == "NoSuchBucket":
            return Refused(f"There is no bucket {self.access.where}.")
        if code in _ABSENT:
            return Missing(f"The evidence file {name} is not in {self.access.where}.", [name])
        if code in _KEY or status in (401, 403):
            return Refused(f"{self.access.where} does not accept the key {self.access.key}.")
        if status >= 500 or code == "SlowDown":
            return Unreachable(f"{self.access.where} is out of order ({code or status}); the files wait here.")
        return Refused(f"{self.access.where} does not take {name} ({code or status}).")


def _changed(name: str) -> Invalid:
    return Invalid(f"The evidence file {name} of this computer is no longer what was recorded; it is not sent.")

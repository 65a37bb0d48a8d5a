"""An S3-compatible service on the loopback: real HTTP, real signatures (AWS Signature Version 4), files in memory.

It knows what the program asks of a bucket: head, get, put, multipart uploads and their lists, and pre-signed links with
an expiry. ``failing`` is how many of the next requests end in 503, ``cutting`` how many break off in the middle of what
is sent, and ``spoil`` keeps something else than what came.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

KEY, SECRET, REGION, BUCKET = "AKTEST", "a secret that is never shown", "ap-southeast-2", "evidence"
ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass
class Kept:
    """What the service holds: objects by name, and multipart uploads by id."""

    objects: dict[str, bytes] = field(default_factory=dict)
    uploads: dict[str, tuple[str, dict[int, bytes]]] = field(default_factory=dict)
    asked: list[tuple[str, str, int]] = field(default_factory=list)
    """Method, path with its query, and bytes sent, of every request."""
    failing: int = 0
    cutting: int = 0
    spoil: Callable[[bytes], bytes] = bytes
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))


class S3(ThreadingHTTPServer):
    """The service; ``with S3() as service`` runs it on a free port."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.kept = Kept()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def __enter__(self) -> S3:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that a test broke."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: S3

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._serve()

    def do_GET(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        kept = self.server.kept
        length = int(self.headers.get("Content-Length") or 0)
        if kept.cutting and self.command == "PUT":
            kept.cutting -= 1
            self.rfile.read(length // 2)
            self.close_connection = True
            self.connection.close()
            return
        body = self.rfile.read(length)
        kept.asked.append((self.command, self.path, len(body)))
        if kept.failing:
            kept.failing -= 1
            self._error(503, "SlowDown")
        elif (problem := self._signed(body)) is not None:
            self._error(403, problem)
        else:
            self._answer(body)

    # --- signatures ----------------------------------------------------------------------------------------------

    def _signed(self, body: bytes) -> str | None:
        """What is wrong with the signature, by the code S3 has for it."""
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        if "X-Amz-Signature" in query:
            made = datetime.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            if self.server.kept.now() > made + timedelta(seconds=int(query["X-Amz-Expires"])):
                return "AccessDenied"
            credential, signed = query["X-Amz-Credential"], query["X-Amz-SignedHeaders"]
            found, hashed = query.pop("X-Amz-Signature"), "UNSIGNED-PAYLOAD"
            stamp = query["X-Amz-Date"]
        else:
            told = self.headers.get("Authorization", "")
            if not told.startswith(ALGORITHM):
                return "AccessDenied"
            parts = dict(part.strip().split("=", 1) for part in told[len(ALGORITHM) :].split(","))
            credential, signed, found = parts["Credential"], parts["SignedHeaders"], parts["Signature"]
            stamp, hashed = self.headers["X-Amz-Date"], self.headers["X-Amz-Content-SHA256"]
            if hashed != "UNSIGNED-PAYLOAD" and hashlib.sha256(body).hexdigest() != hashed:
                return "XAmzContentSHA256Mismatch"
        key, day, region, service, _ = credential.split("/")
        if key != KEY:
            return "InvalidAccessKeyId"
        canonical = self._canonical(query, signed, hashed)
        text = "\n".join(
            [ALGORITHM, stamp, f"{day}/{region}/{service}/aws4_request", hashlib.sha256(canonical.encode()).hexdigest()]
        )
        secret = f"AWS4{SECRET}".encode()
        for word in (day, region, service, "aws4_request"):
            secret = hmac.digest(secret, word.encode(), "sha256")
        right = hmac.digest(secret, text.encode(), "sha256").hex()
        return None if hmac.compare_digest(right, found) else "SignatureDoesNotMatch"

    def _canonical(self, query: dict[str, str], signed: str, hashed: str) -> str:
        path = quote(unquote(urlsplit(self.path).path), safe="/-_.~")
        pairs = "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in sorted(query.items()))
        headers = "".join(f"{name}:{' '.join(self.headers[name].split())}\n" for name in signed.split(";"))
        return "\n".join([self.command, path, pairs, headers, signed, hashed])

    # --- what a bucket does --------------------------------------------------------------------------------------

    def _answer(self, body: bytes) -> None:
        kept, parts = self.server.kept, urlsplit(self.path)
        bucket, _, name = unquote(parts.path).lstrip("/").partition("/")
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if bucket != BUCKET:
            self._error(404, "NoSuchBucket")
        elif self.command == "GET" and "uploads" in query:
            self._say(_uploads(kept, query.get("prefix", "")))
        elif self.command == "GET" and "uploadId" in query:
            self._say(_parts(kept.uploads[query["uploadId"]][1]))
        elif self.command in ("GET", "HEAD"):
            self._object(kept.objects.get(name))
        elif self.command == "PUT" and "uploadId" in query:
            kept.uploads[query["uploadId"]][1][int(query["partNumber"])] = body
            self._say(b"", {"ETag": f'"{_md5(body)}"'})
        elif self.command == "PUT":
            self._keep(name, body)
        elif "uploads" in query:
            upload = f"upload-{len(kept.uploads) + 1}"
            kept.uploads[upload] = (name, {})
            self._say(f"<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>")
        else:
            _, sent = kept.uploads.pop(query["uploadId"])
            self._keep(name, b"".join(sent[number] for number in sorted(sent)))

    def _keep(self, name: str, body: bytes) -> None:
        kept = self.server.kept
        if self.headers.get("If-None-Match") == "*" and name in kept.objects:
            self._error(412, "PreconditionFailed")
            return
        kept.objects[name] = kept.spoil(body)
        said = "<CompleteMultipartUploadResult/>" if self.command == "POST" else b""
        self._say(said, {"ETag": f'"{_md5(body)}"'})

    def _object(self, content: bytes | None) -> None:
        if content is None:
            self._error(404, "NoSuchKey")
        else:
            self._say(content, {"ETag": f'"{_md5(content)}"', "Last-Modified": "Mon, 04 May 2026 02:00:00 GMT"})

    def _say(self, content: bytes | str, headers: dict[str, str] | None = None, status: int = 200) -> None:
        sent = content.encode() if isinstance(content, str) else content
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(sent)

    def _error(self, status: int, code: str) -> None:
        self._say(f"<Error><Code>{code}</Code><Message>{code}</Message></Error>", status=status)


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _uploads(kept: Kept, prefix: str) -> str:
    rows = "".join(
        f"<Upload><Key>{name}</Key><UploadId>{upload}</UploadId><Initiated>2026-05-04T02:00:00.000Z</Initiated></Upload>"
        for upload, (name, _) in kept.uploads.items()
        if name.startswith(prefix)
    )
    return f"<ListMultipartUploadsResult>{rows}</ListMultipartUploadsResult>"


def _parts(parts: dict[int, bytes]) -> str:
    rows = "".join(
        f"<Part><PartNumber>{number}</PartNumber><ETag>&quot;{_md5(part)}&quot;</ETag><Size>{len(part)}</Size></Part>"
        for number, part in sorted(parts.items())
    )
    return f"<ListPartsResult>{rows}</ListPartsResult>"

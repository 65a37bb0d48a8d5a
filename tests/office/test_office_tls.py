"""The connection to an office server: a real one with TLS, and servers that are not what they say."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import text

from firemode_desktop.database import Database
from firemode_desktop.database.urls import STRICT, demanded
from firemode_desktop.domain.errors import Refused, Unreachable
from firemode_desktop.embedded import account, cluster

HOST = "office.test"
PASSWORD = "a long enough secret"
READY_S = 30
ENCRYPTED = "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"


@dataclass(frozen=True)
class Signed:
    """A key and its certificate as files."""

    key: Path
    certificate: Path


def _over(folder: Path, authority: tuple[x509.Certificate, ec.EllipticCurvePrivateKey]) -> None:
    """The certificate of an authority as it was last year: the same name and key, out of date by now."""
    whole, key = authority
    made = (
        x509.CertificateBuilder(whole.issuer, whole.subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=400))
        .not_valid_after(datetime.now(UTC) - timedelta(days=35))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "Last year.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _certificate(folder: Path, name: str, authority: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None = None
                 ) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey, Signed]:  # fmt: skip
    """A certificate for ``name``, its own authority where none is given."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(authority[0].subject if authority else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=authority is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(authority[1] if authority else key, hashes.SHA256())
    )
    files = Signed(folder / f"{name}.key", folder / f"{name}.crt")
    files.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    files.key.chmod(0o600)
    return made, key, files


@dataclass(frozen=True)
class Server:
    """A server of the office, reached over the loopback under the name of another host."""

    port: int
    trusted: Path
    foreign: Path

    @property
    def over(self) -> Path:
        """The authority's certificate, out of date."""
        return self.foreign.with_name("Last year.crt")

    def url(self, user: str = "boss", host: str = HOST, root: Path | None = None, **more: str) -> str:
        query = {"hostaddr": "127.0.0.1", "sslrootcert": str(root or self.trusted), **more}
        said = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
        return f"postgresql://{user}:{quote(PASSWORD)}@{host}:{self.port}/postgres?{said}"


def _with_tls() -> Path:
    """A stock server's programs; the embedded ones are built without TLS, which they never need."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not folders:
        pytest.skip("There is no PostgreSQL of the system here, and the embedded one is built without TLS.")
    return folders[-1].parent


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A cluster with TLS and SCRAM on the loopback; ``clear`` signs in by a clear-text password, ``md5`` by MD5."""
    folder = tmp_path_factory.mktemp("tls")
    authority = _certificate(folder, "Authority of the office")
    _certificate(folder, HOST, authority[:2])
    _certificate(folder, "Somebody else")
    _over(folder, authority[:2])
    found, port = _with_tls(), _free_port()
    data = folder / "cluster"
    who = account.for_server(folder, found / "postgres")
    files = [folder, *folder.iterdir()]
    (folder / "password").write_text(PASSWORD)
    for path in (*files, folder / "password"):
        if who:
            who.own(path)
    how = {"env": cluster.environment(), "preexec_fn": cluster.as_account(who), "cwd": "/"}
    subprocess.run([str(found / "initdb"), "-D", str(data), "-U", "boss", "-A", "scram-sha-256", "--no-sync",
                    "--pwfile", str(folder / "password")], check=True, capture_output=True, **how)  # type: ignore[call-overload]  # fmt: skip
    (data / "pg_hba.conf").write_text(
        "local all all scram-sha-256\nhostssl all clear 127.0.0.1/32 password\nhostssl all md5 127.0.0.1/32 md5\n"
        "hostssl all all 127.0.0.1/32 scram-sha-256\nhostnossl all all 127.0.0.1/32 scram-sha-256\n"
    )
    options = {
        "port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off",
        "ssl": "on", "ssl_cert_file": str(folder / f"{HOST}.crt"), "ssl_key_file": str(folder / f"{HOST}.key"),
    }  # fmt: skip
    said = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    process = subprocess.Popen([str(found / "postgres"), "-D", str(data), *said], stderr=subprocess.DEVNULL,
                               **how)  # type: ignore[call-overload]  # fmt: skip
    server = Server(port, authority[2].certificate, folder / "Somebody else.crt")
    try:
        _wait(server)
        with psycopg2.connect(server.url()) as client:
            client.cursor().execute(
                f"CREATE ROLE clear LOGIN PASSWORD '{PASSWORD}'; CREATE ROLE gone NOLOGIN PASSWORD '{PASSWORD}'; "
                f"SET password_encryption = md5; CREATE ROLE md5 LOGIN PASSWORD '{PASSWORD}'"
            )
        client.close()
        yield server
    finally:
        process.terminate()
        process.wait(READY_S)


def _wait(server: Server) -> None:
    until = time.monotonic() + READY_S
    while True:
        try:
            psycopg2.connect(server.url()).close()
            return
        except psycopg2.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _signed_in(url: str) -> tuple[bool, str]:
    database = Database(url)
    try:
        encrypted, version = database.read(lambda session: session.execute(text(ENCRYPTED)).one())
        return encrypted, version
    finally:
        database.close()


def test_that_the_true_server_is_reached_by_tls_without_saying_so(servers: Server) -> None:
    assert _signed_in(servers.url()) == (True, "TLSv1.3")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ({"host": "other.test"}, "another name"),
        ({"root": "foreign"}, "not from an authority"),
        ({"root": "over"}, "its time is over"),
        ({"sslrootcert": "/nowhere/root.crt"}, "which authority to trust"),
        ({"user": "clear"}, "give it away"),
        ({"user": "md5"}, "give it away"),
        ({"user": "gone"}, "revoked"),
    ],
)
def test_that_a_server_that_is_not_what_it_says_is_told_in_words(
    servers: Server, url: dict[str, str], words: str
) -> None:
    given = {**url, "root": getattr(servers, url["root"])} if "root" in url else url
    with pytest.raises(Unreachable, match=words) as told:
        _signed_in(servers.url(**given))  # type: ignore[arg-type]
    assert PASSWORD not in str(told.value)


def test_that_a_server_without_tls_gets_nothing() -> None:
    """Something that listens and says that it does not encrypt: it is told no user and no password."""
    heard = b""
    with socket.create_server(("127.0.0.1", 0)) as plain:
        plain.settimeout(READY_S)
        port = plain.getsockname()[1]
        child = os.fork() if hasattr(os, "fork") else 0
        if child == 0:
            try:
                _signed_in(f"postgresql://boss:{quote(PASSWORD)}@{HOST}:{port}/postgres?hostaddr=127.0.0.1"
                           "&sslrootcert=system")  # fmt: skip
            except Unreachable as told:
                os._exit(0 if "does not encrypt" in str(told) else 1)
            os._exit(2)
        client, _ = plain.accept()
        with client:
            client.settimeout(READY_S)
            client.recv(8)
            client.sendall(b"N")
            while piece := client.recv(4096):
                heard += piece
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert PASSWORD.encode() not in heard
    assert b"boss" not in heard


@pytest.mark.parametrize("name", list(STRICT))
def test_that_a_weaker_setting_is_refused_with_the_reason(name: str) -> None:
    weaker = {"sslmode": "require", "channel_binding": "prefer", "require_auth": "password"}[name]
    with pytest.raises(Refused, match=f"{name}={weaker}") as refused:
        Database(f"postgresql://someone@{HOST}/firemode?{name}={weaker}")
    assert any(STRICT[name] in str(detail) for detail in refused.value.details)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("postgresql://u@localhost/d", True),
        ("postgresql://u@127.0.0.1/d?sslmode=disable", True),
        ("postgresql://u@[::1]/d", True),
        ("postgresql://u@/d?host=/run/postgresql", True),
        ("postgresql://u@10.0.0.5/d", False),
        ("postgresql://u@localhost.office.test/d", False),
        ("postgresql://u@localhost/d?hostaddr=10.0.0.5", False),
        ("postgresql://u@/d?host=localhost,db.office.test", False),
        ("postgresql://u@127.0.0.1.office.test/d", False),
    ],
)
def test_which_servers_are_this_computers_own(url: str, here: bool) -> None:
    assert demanded(url.split("?sslmode")[0]) == ({} if here else dict(STRICT))


def test_that_a_service_of_libpq_is_refused() -> None:
    with pytest.raises(Refused, match="service"):
        Database("postgresql:///d?service=office")

"""The embedded server in the cases that break others: every one against a real server."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
from sqlalchemy import create_engine, make_url, text

from firemode_desktop.domain.errors import Refused, Unreachable
from firemode_desktop.embedded import EmbeddedServer
from firemode_desktop.embedded.account import NAMES
from firemode_desktop.embedded.home import Home, Status
from firemode_desktop.embedded.process import LONGEST_SOCKET_FOLDER

from .conftest import FAST, OtherProcess, gone_within, runs

IS_ROOT = os.geteuid() == 0


def ask(url: str, question: str) -> str:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return str(connection.scalar(text(question)))
    finally:
        engine.dispose()


def write(url: str, *statements: str) -> None:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
    finally:
        engine.dispose()


def pid_of(server: EmbeddedServer) -> int:
    pid = server.status().pid
    assert pid is not None
    return pid


def keeper_of(server: EmbeddedServer) -> int:
    said = Status.read(server.home)
    assert said is not None
    return said.keeper


def test_that_the_first_start_gives_a_url_of_an_empty_utf8_database_that_later_starts_find_again(
    first: EmbeddedServer,
) -> None:
    told: list[str] = []
    url = first.start(told.append)
    assert make_url(url).drivername == "postgresql+psycopg2"
    assert ask(url, "SELECT current_database()") == "firemode"
    assert ask(url, "SHOW server_encoding") == "UTF8"
    assert ask(url, "SHOW timezone") == "UTC"
    assert ask(url, "SHOW data_checksums") == "on"
    assert ask(url, "SELECT datlocprovider FROM pg_database WHERE datname = 'firemode'") == "b"
    assert told[0].startswith(("Creating the database", "Starting the database"))
    assert told[-1].startswith("Starting the database")
    write(url, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('still here')")
    first.stop()
    assert ask(first.start(), "SELECT word FROM kept") == "still here"


def test_that_a_database_of_another_name_is_made_beside_the_usual_one(first: EmbeddedServer) -> None:
    url = first.start(database="firemode demo")
    assert ask(url, "SELECT current_database()") == "firemode demo"
    with pytest.raises(psycopg2.OperationalError, match="does not exist"):
        psycopg2.connect(first.url("firemode").replace("+psycopg2", ""))


@pytest.mark.parametrize("name", ["with a space", "Übung 消防 é", "comma, 'quote' and \"more\" = 50%", "l" * 120])
def test_that_spaces_foreign_letters_and_length_in_the_path_do_not_matter(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "data"
    with EmbeddedServer(folder, FAST) as server:
        assert ask(server.url(), "SELECT 1") == "1"
        socket = Path(ask(server.url(), "SHOW unix_socket_directories").strip('"'))
        assert len(os.fsencode(socket)) <= LONGEST_SOCKET_FOLDER
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert socket.is_relative_to(folder) or not socket.exists()


def test_that_two_processes_at_once_share_one_server_and_the_last_one_out_stops_it(
    data_dir: Path, start_other: Callable[[Path], OtherProcess]
) -> None:
    others = [start_other(data_dir) for _ in range(3)]
    pids = {other.server_pid() for other in others}
    assert len(pids) == 1
    (pid,) = pids
    others[0].leave()
    others[1].leave()
    assert not gone_within(pid, 1)
    others[2].leave()
    assert gone_within(pid, 5)


def test_that_the_server_of_a_killed_application_is_gone_within_five_seconds(
    data_dir: Path, start_other: Callable[[Path], OtherProcess]
) -> None:
    other = start_other(data_dir)
    pid = other.server_pid()
    other.kill()
    assert gone_within(pid, 5)


def test_that_a_killed_application_takes_no_server_from_the_others(
    server: EmbeddedServer, data_dir: Path, start_other: Callable[[Path], OtherProcess]
) -> None:
    other = start_other(data_dir)
    pid = other.server_pid()
    url = server.start()
    other.kill()
    assert not gone_within(pid, 1)
    assert ask(url, "SELECT 1") == "1"


def test_that_a_held_server_stays_up_without_users_until_it_is_released(server: EmbeddedServer) -> None:
    server.start()
    server.hold()
    pid = pid_of(server)
    server.stop()
    assert server.status().running
    assert server.status().held
    assert not gone_within(pid, 1)
    server.release()
    server.stop()
    assert gone_within(pid, 5)
    assert not server.status().running


def test_that_a_hold_from_before_a_power_cut_means_nothing(server: EmbeddedServer) -> None:
    server.home.make()
    server.home.held.write_text("another run")
    server.start()
    pid = pid_of(server)
    assert not server.status().held
    server.stop()
    assert gone_within(pid, 5)


def test_that_a_killed_server_comes_back_with_what_was_committed(server: EmbeddedServer) -> None:
    url = server.start()
    write(url, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('committed')")
    killed = pid_of(server)
    os.kill(killed, signal.SIGKILL)
    told: list[str] = []
    assert ask(server.start(told.append), "SELECT word FROM kept") == "committed"
    assert pid_of(server) != killed


def test_that_a_killed_keeper_is_noticed_and_its_server_taken_over(server: EmbeddedServer) -> None:
    url = server.start()
    write(url, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('committed')")
    pid = pid_of(server)
    os.kill(keeper_of(server), signal.SIGKILL)
    if sys.platform == "linux":
        assert gone_within(pid, 5)
    assert ask(server.start(), "SELECT word FROM kept") == "committed"
    assert pid_of(server) != pid
    server.stop()
    assert not server.status().running


def test_that_after_a_power_cut_the_next_start_recovers_and_says_so(server: EmbeddedServer) -> None:
    url = server.start()
    write(url, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    pid, keeper = pid_of(server), keeper_of(server)
    os.kill(keeper, signal.SIGSTOP)  # so that it cannot bring the server back
    os.kill(pid, signal.SIGKILL)
    os.kill(keeper, signal.SIGKILL)
    told: list[str] = []
    assert ask(server.start(told.append), "SELECT count(*) FROM kept") == "1000"
    assert any("Recovering after an unclean stop" in words for words in told)


@contextlib.contextmanager
def a_process_of_the_server_account(home: Home) -> Iterator[int]:
    """Some process that is no server, under the same account as the server's, so that PostgreSQL may not ignore it."""
    owner = home.cluster.stat()
    code = "import sys; print('here', flush=True); sys.stdin.read()"
    identity = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if IS_ROOT else {}
    base = getattr(sys, "_base_executable", sys.executable)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [base, "-c", code] if not IS_ROOT else ["/bin/sh", "-c", "echo here; read line"]
    process = subprocess.Popen(command, cwd="/", **pipes, **identity)
    try:
        assert process.stdout.readline() == "here\n"
        yield process.pid
    finally:
        process.communicate("\n")


def test_that_a_stale_pid_file_whose_pid_was_reused_does_not_stop_the_start(server: EmbeddedServer) -> None:
    server.start()
    home = server.home
    server.stop()
    with a_process_of_the_server_account(home) as stranger:
        left_over = f"{stranger}\n{home.cluster}\n1700000000\n5432\n{home.folder}\n\n  5432001   32768\nready   \n"
        (home.cluster / "postmaster.pid").write_text(left_over)
        assert ask(server.start(), "SELECT 1") == "1"
        assert runs(stranger)
        assert pid_of(server) != stranger


def test_that_the_socket_demands_the_password(first: EmbeddedServer) -> None:
    url = make_url(first.start())
    socket = url.query["host"]
    for password in ("wrong", "", None):
        with pytest.raises(psycopg2.OperationalError, match=r"password authentication failed|no password supplied"):
            psycopg2.connect(
                host=socket, user="firemode", password=password, dbname="firemode", passfile="/dev/null", port=5432
            )
    rules = ask(first.url(), "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules")
    assert rules == "scram-sha-256"
    stored = ask(first.url(), "SELECT rolpassword FROM pg_authid WHERE rolname = 'firemode'")
    assert stored.startswith("SCRAM-SHA-256$")


def test_that_nothing_listens_on_tcp_and_nobody_else_reads_the_files(first: EmbeddedServer) -> None:
    url = first.start()
    assert ask(url, "SHOW listen_addresses") == ""
    home = first.home
    for file in (home.password_file, home.log, home.status_file, home.marker, home.users_lock, home.keeper_lock):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    assert stat.S_IMODE(home.cluster.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.folder.stat().st_mode) & 0o066 == 0
    assert make_url(url).password not in home.log.read_text()
    assert make_url(url).password not in home.status_file.read_text()


def parents(folder: Path) -> list[Path]:
    return [parent for parent in folder.parents if parent.exists()]


def nature(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_mode, found.st_uid, found.st_gid


@pytest.mark.skipif(not IS_ROOT, reason="concerns root alone")
def test_that_roots_server_runs_unprivileged_below_a_closed_folder_and_touches_no_parent(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    folder = closed / "data"
    before = {parent: nature(parent) for parent in parents(folder)}
    accounts = Path("/etc/passwd").read_bytes()
    with EmbeddedServer(folder, FAST) as server:
        assert ask(server.url(), "SELECT 1") == "1"
        status = Path(f"/proc/{pid_of(server)}/status").read_text()
        words = {line.split(":")[0]: line.split(":")[1].split() for line in status.splitlines()}
        assert pwd.getpwuid(int(words["Uid"][0])).pw_name in NAMES
        assert set(words["Uid"]) == {words["Uid"][0]}
        assert words["Groups"] == []
        effective = int(words["CapEff"][0], 16)
        assert effective.bit_count() == 1  # it may search directories, and nothing else
    assert {parent: nature(parent) for parent in before} == before
    assert Path("/etc/passwd").read_bytes() == accounts


@pytest.mark.skipif(not IS_ROOT, reason="concerns root alone")
def test_that_roots_server_has_no_capability_where_it_needs_none() -> None:
    folder = Path("/var/lib/firemode-test") / str(os.getpid())
    try:
        with EmbeddedServer(folder, FAST) as server:
            status = Path(f"/proc/{pid_of(server)}/status").read_text()
            reached = subprocess.run(["/bin/sh", "-c", "test -x $0", sys.executable], user=NAMES[0], extra_groups=[])
            if reached.returncode == 0:
                assert "CapEff:\t0000000000000000" in status
    finally:
        shutil.rmtree(folder.parent)


@pytest.mark.skipif(not IS_ROOT, reason="concerns root alone")
def test_that_root_without_the_right_to_change_accounts_is_told_so(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from firemode_desktop.embedded import EmbeddedServer;"
        "EmbeddedServer(pathlib.Path(sys.argv[1])).start()"
    )
    alone = ["unshare", "--user", "--map-root-user", sys.executable, "-c", code, str(tmp_path / "data")]
    if subprocess.run(["unshare", "--user", "--map-root-user", "true"], capture_output=True).returncode != 0:
        pytest.skip("this machine has no user namespaces")
    done = subprocess.run(alone, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[2])
    assert "Start the program as an ordinary user" in done.stderr


def test_that_a_known_cluster_that_is_missing_is_not_replaced_by_an_empty_one(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    kept = server.home.folder.with_name("kept")
    shutil.move(server.home.cluster, kept)
    with pytest.raises(Refused, match="not there any more"):
        server.start()
    assert not server.home.cluster.exists()
    shutil.rmtree(server.home.folder)
    with pytest.raises(Refused, match="not there any more"):
        server.start()
    assert not server.home.cluster.exists()
    assert not server.status().running


def test_that_another_cluster_in_the_place_of_the_known_one_is_refused(tmp_path: Path, server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    with EmbeddedServer(tmp_path / "other", FAST) as other:
        stranger = other.home
    shutil.rmtree(server.home.folder)
    shutil.move(stranger.folder, server.home.folder)
    with pytest.raises(Refused, match="not the one that was kept here"):
        server.start()


def test_that_a_cluster_of_another_major_version_is_refused_with_the_way_out(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    version = server.home.cluster / "PG_VERSION"
    for made_by, way_out in (("17", "firemode db restore FILE"), ("99", "install that one here")):
        version.write_text(f"{made_by}\n")
        with pytest.raises(
            Refused, match=f"made by PostgreSQL {made_by}; this program comes with PostgreSQL 18"
        ) as said:
            server.start()
        assert way_out in said.value.message
    version.write_text("18\n")
    assert ask(server.start(), "SELECT 1") == "1"


def test_that_a_first_start_that_was_killed_leaves_nothing_in_the_way(first: EmbeddedServer) -> None:
    first.home.make()
    half = first.home.folder / "making-0badcafe" / "cluster"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert ask(first.start(), "SELECT 1") == "1"
    assert list(first.home.folder.glob("making-*")) == []


@pytest.mark.parametrize("after_s", [0.1, 0.3, 0.6, 0.9, 1.3])
def test_that_a_first_start_killed_at_any_moment_leaves_a_database_the_next_start_uses(
    first: EmbeddedServer, data_dir: Path, start_other: Callable[[Path], OtherProcess], after_s: float
) -> None:
    other = start_other(data_dir)
    time.sleep(after_s)
    other.kill()
    assert ask(first.start(), "SELECT current_database()") == "firemode"


def test_that_a_missing_or_changed_password_is_said_in_words(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    password = server.home.password_file.read_text()
    server.home.password_file.write_text("something else")
    with pytest.raises(Refused, match="does not take the password"):
        server.start()
    server.home.password_file.unlink()
    with pytest.raises(Refused, match="password of the database is missing"):
        server.start()
    server.home.password_file.write_text(password)
    assert ask(server.start(), "SELECT 1") == "1"


def test_that_a_server_that_cannot_start_says_why(data_dir: Path) -> None:
    server = EmbeddedServer(data_dir, {**FAST, "shared_buffers": "nonsense"})
    with pytest.raises(Unreachable, match="shared_buffers"):
        server.start()


def test_that_a_folder_that_cannot_be_used_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refused, match=r"file.*--data-dir"):
        EmbeddedServer(tmp_path / "file" / "data").start()


def test_that_wrong_binaries_are_refused_by_name(
    first: EmbeddedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIREMODE_PG_BIN", str(tmp_path / "nowhere"))
    with pytest.raises(Refused, match=r"No PostgreSQL was found in .*nowhere"):
        first.start()
    old = tmp_path / "old"
    old.mkdir()
    (old / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 16.4'\n")
    (old / "postgres").chmod(0o755)
    monkeypatch.setenv("FIREMODE_PG_BIN", str(old))
    with pytest.raises(Refused, match="version 17 or later"):
        first.start()


def test_that_a_url_of_a_server_that_is_not_started_is_not_made_up(first: EmbeddedServer) -> None:
    with pytest.raises(Unreachable, match="not running"):
        first.url()

"""Administration › Connections in a real window: how one is connected, and servers that are tried before use."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import keyring
import pytest
from keyring.backend import KeyringBackend
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url

from firemode_desktop.database import Database
from firemode_desktop.services import connecting, sitting
from firemode_desktop.ui.admin.connections import ConnectionsSection
from firemode_desktop.ui.admin.page import AdminPage
from tests.office.test_office_tls import HOST, PASSWORD, Server, servers
from tests.ui_admin.conftest import Rest, window_of
from tests.ui_admin.keys import ALT, KEY, press

__all__ = ["servers"]


class _Ring(KeyringBackend):
    """A keyring that lasts as long as the test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username))


@pytest.fixture
def ring() -> Iterator[_Ring]:
    """The keyring of this computer, for now."""
    before, made = keyring.get_keyring(), _Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def section(admin: AdminPage, ring: _Ring, rest: Rest) -> ConnectionsSection:
    """The section, asked for by its key."""
    press(KEY.Key_5, ALT)
    rest(window_of(admin))
    return admin.connections


def test_that_it_says_how_one_is_connected_and_who_else_is(
    section: ConnectionsSection, database: Database, admin: AdminPage, rest: Rest
) -> None:
    facts = section.facts
    assert facts.text("Server").startswith("PostgreSQL ")
    assert facts.text("Login") == make_url(database.url).username
    assert facts.text("Rights") == "as the list of people says"
    database.run(lambda _: (section.load(), rest(window_of(admin))))
    assert section.others.count() == 1
    assert not section.told.isVisible()


def test_that_a_server_is_tried_kept_chosen_again_and_forgotten(
    section: ConnectionsSection, database: Database, admin: AdminPage, rest: Rest, ring: _Ring
) -> None:
    bare, password = sitting.bare(database.url), str(make_url(database.url).password or "")
    assert section.empty.isVisible()
    assert not section.go.isEnabled()
    section.address.setText(bare)
    section.password.setText(password)
    section.password.setFocus()
    press(KEY.Key_Return)
    rest(window_of(admin))
    assert "its schema fits. You sign in as" in section.answer.text()
    section.keep.click()
    rest(window_of(admin))
    assert section.kept == [bare]
    assert password not in str([section.tools.settings.value(key) for key in section.tools.settings.allKeys()])
    assert list(ring.kept.values()) == ([password] if password else [])
    assert section.password.text() == ""
    section.test()
    rest(window_of(admin))
    assert "its schema fits" in section.answer.text(), "with the password of the keyring"
    section.forget.click()
    rest(window_of(admin))
    assert (section.kept, ring.kept) == ([], {})


def test_that_what_is_wrong_with_a_server_is_said(
    section: ConnectionsSection, database: Database, admin: AdminPage, rest: Rest
) -> None:
    url = make_url(database.url).set(drivername="postgresql")
    for address, words in (
        ("nonsense", "looks like postgresql://"),
        (url.set(password="wrong").render_as_string(hide_password=False), "does not accept this user and password"),
        (url.set(database="no_such_base").render_as_string(hide_password=False), "no such database"),
        ("postgresql://someone@127.0.0.1:1/firemode", "cannot be reached"),
        ("postgresql://someone@office.invalid/firemode?sslmode=disable", "not safe enough"),
        (url.set(database="postgres").render_as_string(hide_password=False), "nothing of this program is there"),
    ):
        section.address.setText(address)
        section.test()
        rest(window_of(admin))
        assert words in section.answer.text(), address
        assert "wrong" not in section.answer.text()
        assert section.try_.isEnabled()


def test_that_a_server_of_the_office_that_is_not_what_it_says_is_told(
    section: ConnectionsSection, servers: Server, admin: AdminPage, rest: Rest
) -> None:
    """A real server with TLS: the true one, another name, another authority, one out of date, a login that is gone."""
    for user, host, authority, words in (
        ("boss", HOST, servers.trusted, "nothing of this program is there"),
        ("boss", "other.test", servers.trusted, "another name"),
        ("boss", HOST, servers.foreign, "not from an authority"),
        ("boss", HOST, servers.over, "its time is over"),
        ("gone", HOST, servers.trusted, "This login was revoked"),
        ("nobody", HOST, servers.trusted, "does not accept this user and password"),
        ("clear", HOST, servers.trusted, "would give it away"),
    ):
        section.address.setText(f"postgresql://{user}@{host}:{servers.port}/postgres?hostaddr=127.0.0.1")
        section.password.setText(PASSWORD)
        section.authority.setText(str(authority))
        section.test()
        rest(window_of(admin))
        assert words in section.answer.text(), words
        assert PASSWORD not in section.answer.text()


def test_that_a_server_which_does_not_encrypt_is_told(
    section: ConnectionsSection, admin: AdminPage, rest: Rest
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain, ThreadPoolExecutor(1) as beside:
        answered = beside.submit(_without_tls, plain)
        section.address.setText(f"postgresql://boss@{HOST}:{plain.getsockname()[1]}/x?hostaddr=127.0.0.1"
                                "&sslrootcert=system")  # fmt: skip
        section.password.setText(PASSWORD)
        section.test()
        rest(window_of(admin))
        assert "does not encrypt" in section.answer.text()
        answered.result()


def _without_tls(plain: socket.socket) -> None:
    """Say once that there is no encryption."""
    plain.settimeout(30)
    client, _ = plain.accept()
    with client:
        client.settimeout(30)
        client.recv(8)
        client.sendall(b"N")


def test_that_a_schema_that_is_older_or_newer_is_told(database: Database) -> None:
    for revision, words in (
        ("025_rights_of_the_list", "its schema is older (025_rights_of_the_list)"),
        ("999_later", "newer (999_later)"),
    ):
        database.run(lambda s, revision=revision: s.connection().exec_driver_sql(
            f"UPDATE alembic_version SET version_num = '{revision}'"))  # fmt: skip
        found = connecting.test(database.url)
        assert (found.ready, words in found.words) == (False, True), found.words


def test_that_a_password_is_taken_out_of_an_address_wherever_it_stands() -> None:
    for url in ("postgresql://me:secret@db/x", "postgresql://me@db/x?password=secret"):
        assert sitting.bare(url) == "postgresql://me@db/x"
        assert "secret" not in connecting.shown(url)
    whole = connecting.composed("postgresql://me@db/x", "a b@c", "/etc/ca.pem")
    assert sitting.bare(whole) == "postgresql://me@db/x?sslrootcert=%2Fetc%2Fca.pem"


def test_that_one_goes_to_work_on_another_server(
    section: ConnectionsSection, database: Database, admin: AdminPage, rest: Rest, qtbot: QtBot
) -> None:
    window = window_of(admin)
    section.address.setText(make_url(database.url).set(drivername="postgresql").render_as_string(hide_password=False))
    section.go.click()
    qtbot.waitUntil(lambda: window.page_shown() is not None or window.start.step == "who", timeout=30_000)
    assert "password" not in str(section.tools.settings.value("server"))

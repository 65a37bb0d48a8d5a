"""Nothing that was entered is lost: networks that go, servers that stop, windows that die, other people's readings."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select, text

from benchmarks.cutting import cut, judge, moments
from benchmarks.network import Network, Weather
from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.database import deadline as deadlines
from firemode_desktop.domain.entry import Entry
from firemode_desktop.services import testing
from firemode_desktop.services.journal import Draft, Entered, Journal, Kind, Owner, folder_for
from firemode_desktop.services.sitting import address_of
from firemode_desktop.services.testing.delivering import to_dict
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.notices import Kind as Sort
from firemode_desktop.ui.testing import outbox as sending
from firemode_desktop.ui.testing.outbox import Outbox
from firemode_desktop.ui.testing.outbox_bar import banner
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import NOW, Open, open_named, session_named, user_named, window_of
from tests.ui_testing.keys import KEY, press, type_
from tests.ui_testing.test_run import NEXT, PRESSURE, VELOCITY, at, record, stored

Calm = Callable[[Window], None]
BLOCKED_S = 0.1
DISPLAY = b"\x89PNG\r\n\x1a\n" + bytes(64)


class Client:
    """The outbox with its journal at a database behind a network, without a window around it."""

    def __init__(self, url: str, folder: Path, database: Database, by: str = "engineer") -> None:
        self.database = Database(url, deadline_s=0.6)
        self.background = Background(self.database.run)
        self.session_id = database.run(lambda session: session_named(session, "Annual"))
        person = database.run(lambda session: session.get_one(models.User, user_named(session, by)))
        self.outbox = Outbox(self.background, folder_for(folder, "office"), "office", person, lambda: NOW)
        self.said: list[tuple[str, str]] = []
        for name in ("taken", "delivered", "refused"):
            getattr(self.outbox, name).connect(lambda one, *_, name=name: self.said.append((name, one.words)))
        self.saved: list[str] = []
        self.outbox.saved.connect(self.saved.append)
        self.told: list[str] = []
        self.outbox.told.connect(self.told.append)
        self.outbox.open()

    def post(self, one: testing.ShownTest, value: str, status: str = "", **result: Any) -> Entered:
        """Enter a reading, or leave the test out."""
        content = testing.Result(
            one.identifier, Decimal(value) if not status else None, measured_at=NOW, status=status, **result
        )
        kind = Kind.LEFT_OUT if status else Kind.RESULT
        entered = self.outbox.entered(
            kind,
            self.session_id,
            one.instance_id,
            one.identifier,
            status or value,
            to_dict(content),
            None if status else to_dict(Entry((value,))),
        )
        self.outbox.post(entered)
        return entered

    def close(self) -> None:
        self.outbox.close()
        self.background.close()
        self.database.close()


@pytest.fixture
def network(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    monkeypatch.setattr(deadlines, "GRACE_S", 0.2)
    monkeypatch.setattr(sending, "PAUSES_S", (0, 0.2))
    with Network(database_url) as made:
        yield made


@pytest.fixture
def client(network: Network, tmp_path: Path, database: Database, qapp: object) -> Iterator[Client]:
    made = Client(f"{network.url}?connect_timeout=2", tmp_path, database)
    yield made
    made.close()


@pytest.fixture
def tests(database: Database) -> list[testing.ShownTest]:
    """Pressures of the annual session."""
    shown = database.run(lambda session: testing.show(session, session_named(session, "Annual")))
    return [one for one in shown.tests if one.identifier.startswith("PRESSURE")]


def count(database: Database, what: type) -> int:
    return database.run(lambda session: session.scalar(select(func.count()).select_from(what)) or 0)


# --- networks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("weather", [Weather.CUT, Weather.SILENT, Weather.BEFORE_COMMIT, Weather.AFTER_COMMIT])
def test_that_everything_entered_arrives_once_when_the_network_is_back_and_the_window_never_waits(
    client: Client, network: Network, database: Database, tests: list[testing.ShownTest], qtbot: QtBot, weather: Weather
) -> None:
    client.post(tests[0], "44.1")
    qtbot.waitUntil(lambda: ("delivered", "44.1") in client.said, timeout=10_000)
    network.turn(weather)
    longest = 0.0
    for one, value in zip(tests[1:6], ("10", "45.1", "45.2", "45.3", "45.4"), strict=True):
        began = time.monotonic()
        client.post(one, value)
        longest = max(longest, time.monotonic() - began)
        qtbot.waitUntil(lambda value=value: ("taken", value) in client.said, timeout=5_000)
    if weather in (Weather.CUT, Weather.SILENT):
        qtbot.waitUntil(lambda: bool(client.outbox.away), timeout=10_000)
        found = banner(client.outbox, lambda: None)
        assert found is not None
        assert found.text == (
            "5 readings are not saved yet: the database cannot be reached. "
            "They are kept on this computer and will be saved when it is back."
        )
        assert [name for name, _act in found.actions] == ["Try now", "Show"]
    network.turn(Weather.FAIR)
    client.outbox.try_now()
    qtbot.waitUntil(lambda: client.outbox.kept.idle, timeout=20_000)
    assert longest < BLOCKED_S
    assert [words for name, words in client.said if name == "delivered"][1:] == ["10", "45.1", "45.2", "45.3", "45.4"]
    values = {stored(database, one.identifier).measured_value for one in tests[1:6]}
    assert values == {Decimal(value) for value in ("10", "45.1", "45.2", "45.3", "45.4")}
    assert count(database, models.Fault) == 1
    assert banner(client.outbox, lambda: None) is None


def test_that_a_backend_that_is_ended_in_the_middle_loses_nothing(
    client: Client, database: Database, tests: list[testing.ShownTest], qtbot: QtBot
) -> None:
    end = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    for number, one in enumerate(tests[:8]):
        client.post(one, f"45.{number}")
        qtbot.wait(15)
        if number % 2:
            database.run(lambda session: session.execute(end).all())
    qtbot.waitUntil(lambda: client.outbox.kept.idle, timeout=20_000)
    assert [stored(database, one.identifier).measured_value for one in tests[:8]] == [
        Decimal(f"45.{number}") for number in range(8)
    ]


def test_that_a_session_submitted_after_a_lost_commit_refuses_nothing_that_is_in_it(
    client: Client, network: Network, database: Database, tests: list[testing.ShownTest], qtbot: QtBot
) -> None:
    network.turn(Weather.AFTER_COMMIT)
    client.outbox._pause.timeout.disconnect()
    client.post(tests[0], "44.1")
    qtbot.waitUntil(lambda: bool(client.outbox.away), timeout=10_000)
    assert stored(database, tests[0].identifier).measured_value == Decimal("44.1")
    database.run(lambda session: testing.cancel(session, client.session_id, by=user_named(session, "engineer")))
    client.outbox.try_now()
    qtbot.waitUntil(lambda: client.outbox.kept.idle, timeout=10_000)
    assert client.said[-1] == ("delivered", "44.1")


def test_that_a_test_left_out_without_a_network_is_left_out_when_it_is_back(
    client: Client, network: Network, database: Database, tests: list[testing.ShownTest], qtbot: QtBot
) -> None:
    network.turn(Weather.CUT)
    client.post(tests[0], "", "skipped", notes="Locked.")
    client.post(tests[1], "", "failed", notes="No key.")
    client.post(tests[1], "44.5")
    qtbot.waitUntil(lambda: bool(client.outbox.away), timeout=10_000)
    network.turn(Weather.FAIR)
    qtbot.waitUntil(lambda: client.outbox.kept.idle, timeout=10_000)
    assert (stored(database, tests[0].identifier).status, stored(database, tests[0].identifier).status_reason) == (
        "skipped",
        "Locked.",
    )
    assert (stored(database, tests[1].identifier).status, stored(database, tests[1].identifier).attempt) == (
        "completed",
        2,
    )


# --- windows that die -------------------------------------------------------------------------------------------------


def test_that_what_a_dead_window_left_is_saved_by_the_next_and_said(
    tmp_path: Path, database_url: str, database: Database, tests: list[testing.ShownTest], qtbot: QtBot
) -> None:
    with Network(database_url) as network:
        network.turn(Weather.CUT)
        first = Client(network.url, tmp_path, database)
        for one, value in zip(tests[:2], ("44.1", "45.2"), strict=True):
            first.post(one, value)
        qtbot.waitUntil(lambda: len([1 for name, _ in first.said if name == "taken"]) == 2, timeout=10_000)
        first.background.close()
        assert first.outbox._journal is not None
        first.outbox._journal._lock.release()  # as the system does when a process dies
        first.database.close()
    second = Client(database_url, tmp_path, database)
    qtbot.waitUntil(lambda: bool(second.saved), timeout=10_000)
    assert second.saved == ["2 readings of 4 May 2026, 02:00 were saved now."]
    assert stored(database, tests[1].identifier).measured_value == Decimal("45.2")
    second.close()


def test_that_what_somebody_else_left_waits_until_that_person_signs_in(
    tmp_path: Path, database_url: str, database: Database, tests: list[testing.ShownTest], qtbot: QtBot
) -> None:
    with Network(database_url) as network:
        network.turn(Weather.CUT)
        first = Client(network.url, tmp_path, database)
        first.post(tests[0], "44.1")
        qtbot.waitUntil(lambda: ("taken", "44.1") in first.said, timeout=10_000)
        first.close()
    other = Client(database_url, tmp_path, database, by="supervisor")
    qtbot.waitUntil(lambda: bool(other.outbox.others), timeout=10_000)
    found = banner(other.outbox, lambda: None)
    assert found is not None
    assert found.text == (
        "1 reading of Engineer One (4 May 2026, 02:00) is kept on this computer and not saved yet; "
        "it will be when Engineer One signs in."
    )
    assert stored(database, tests[0].identifier).status == "pending"
    other.close()
    again = Client(database_url, tmp_path, database)
    qtbot.waitUntil(lambda: bool(again.saved), timeout=10_000)
    assert stored(database, tests[0].identifier).measured_value == Decimal("44.1")
    again.close()


def test_that_twenty_deaths_lose_and_double_nothing(tmp_path: Path, database_url: str, database: Database) -> None:
    session_id, person = database.run(
        lambda session: (session_named(session, "Annual"), user_named(session, "engineer"))
    )
    database.close()
    run = judge(database, session_id, cut(database_url, tmp_path, session_id, person, moments(20)))
    assert run.failures == []
    assert (run.lives, run.deaths) == (21, 20)
    assert len(run.taken) >= 20, "a reading a life even on a slow computer"
    assert not list(tmp_path.rglob("*.jsonl"))


# --- the window -------------------------------------------------------------------------------------------------------


@pytest.fixture
def away(network: Network, open_window: Open, calm: Calm) -> tuple[SessionsPage, Network]:
    """The annual session in a window whose network can go."""
    window = open_window(url=network.url)
    page = window.page("sessions")
    assert isinstance(page, SessionsPage)
    open_named(page, "Annual")
    calm(window)
    return page, network


def taken(qtbot: QtBot, page: SessionsPage, many: int) -> None:
    """Wait until so many entries wait, and it is known that they cannot be sent."""
    outbox = page.tools.outbox
    assert outbox is not None
    qtbot.waitUntil(lambda: len(outbox.mine) == many and bool(outbox.away), timeout=15_000)


def test_that_a_session_goes_on_without_a_network_and_the_banner_says_what_is_not_saved(
    away: tuple[SessionsPage, Network], database: Database, qtbot: QtBot, calm: Calm
) -> None:
    page, network = away
    window = window_of(page)
    network.turn(Weather.CUT)
    at(page.run, PRESSURE, "SN-12345")
    for reading in ("18.2", "44.1"):
        type_(reading)
        press(KEY.Key_Return)
    taken(qtbot, page, 2)
    assert page.run.sheet is not None
    first, second = page.run.sheet.find(PRESSURE), page.run.sheet.find(NEXT)
    assert first is not None
    assert second is not None
    assert (first.reading, first.word) == ("18.2 Pa", "fail, not saved yet")
    assert second.word == "pass, not saved yet"
    assert window.unsent.isVisible()
    assert window.unsent.shown is not None
    assert window.unsent.shown.text.startswith("2 readings are not saved yet: the database cannot be reached.")
    assert page.unsaved() == "2 readings are not saved yet; they are kept on this computer until the next start."
    page.run.deeds.submit()
    assert "not saved yet; submit it once they are" in page.tools.notices.history[-1].text
    network.turn(Weather.FAIR)
    page.tools.outbox.try_now()  # type: ignore[union-attr]  # every window has one
    qtbot.waitUntil(lambda: not window.unsent.isVisible(), timeout=15_000)
    calm(window)
    assert stored(database, PRESSURE).is_compliant is False
    row = next(one for one in page.run.model.rows if one.identifier == PRESSURE)
    assert row.word == "fail"
    assert row.recorded.fault is not None


def test_that_a_photo_added_without_a_network_is_evidence_when_it_is_back(
    away: tuple[SessionsPage, Network], database: Database, qtbot: QtBot, calm: Calm, tmp_path: Path
) -> None:
    page, network = away
    network.turn(Weather.CUT)
    (tmp_path / "display.png").write_bytes(DISPLAY)
    page.run.show_test(PRESSURE)
    page.run.deeds.add_evidence(page.run.list.current, [tmp_path / "display.png"], None)
    taken(qtbot, page, 1)
    network.turn(Weather.AFTER_COMMIT)
    page.tools.outbox.try_now()  # type: ignore[union-attr]  # every window has one
    qtbot.waitUntil(lambda: page.tools.outbox.kept.idle, timeout=15_000)  # type: ignore[union-attr]
    calm(window_of(page))
    assert count(database, models.EvidenceRecord) == 1


def test_that_another_reading_recorded_meanwhile_is_shown_beside_ours_and_a_person_chooses(
    away: tuple[SessionsPage, Network], database: Database, qtbot: QtBot, calm: Calm
) -> None:
    page, network = away
    window = window_of(page)
    network.turn(Weather.CUT)
    at(page.run, PRESSURE, "SN-12345")
    for reading in ("43", "44.1"):
        type_(reading)
        press(KEY.Key_Return)
    taken(qtbot, page, 2)
    record(
        database,
        testing.Result(PRESSURE, value=Decimal("44.5")),
        testing.Result(NEXT, value=Decimal(31)),
        by="supervisor",
    )
    network.turn(Weather.FAIR)
    outbox = page.tools.outbox
    assert outbox is not None
    outbox.try_now()
    qtbot.waitUntil(lambda: len(outbox.contests) == 2, timeout=15_000)
    assert window.unsent.shown is not None
    assert "Supervisor One has recorded 44.5 Pa meanwhile; you entered 43.0 Pa, pass." in window.unsent.shown.text
    assert [name for name, _act in window.unsent.shown.actions] == ["Keep 44.5 Pa", "Add a retest with mine"]
    window.unsent.shown.actions[1][1]()
    qtbot.waitUntil(lambda: len(outbox.contests) == 1 and len(outbox.mine) == 1, timeout=15_000)
    window.unsent.shown.actions[0][1]()
    qtbot.waitUntil(lambda: outbox.kept.idle and not window.unsent.isVisible(), timeout=15_000)
    calm(window)
    assert stored(database, f"{PRESSURE}_R2").measured_value == Decimal(43)
    assert stored(database, PRESSURE).measured_value == Decimal("44.5")
    assert stored(database, NEXT).measured_value == Decimal(31)


def test_that_what_was_typed_stands_in_its_fields_after_the_window_died(
    open_window: Open, database_url: str, tmp_path: Path, qtbot: QtBot, calm: Calm, database: Database
) -> None:
    entry = Entry(("1.1", "1.2", "1.3", "1.", "", "", "", "", ""))
    where = address_of(database_url)
    journal = Journal.open(folder_for(tmp_path, where), Owner(where, "Engineer One", 1, "laptop", NOW))
    session_id, person, test = database.run(
        lambda session: (
            session_named(session, "Annual"),
            user_named(session, "engineer"),
            session.scalars(
                select(models.TestInstance.instance_id).where(models.TestInstance.scoped_identifier == VELOCITY)
            ).one(),
        )
    )
    journal.write(Draft(session_id, test, person, NOW, to_dict(entry)))
    journal._shut()
    journal._lock.release()
    page = open_window().page("sessions")
    assert isinstance(page, SessionsPage)
    open_named(page, "Annual")
    calm(window_of(page))
    page.run.show_test(VELOCITY)
    assert page.run.side.field is not None
    assert page.run.side.field.texts()[:4] == ("1.1", "1.2", "1.3", "1.")
    assert page.unsaved() == "Sessions holds 1 reading typed and not recorded."


def test_that_a_full_disk_leaves_the_reading_in_its_field_and_says_so(
    annual: SessionsPage, calm: Calm, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(annual.run, PRESSURE, "SN-12345")
    type_("44.1")
    calm(window_of(annual))

    def full(*_: object) -> int:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        press(KEY.Key_Return)
        calm(window_of(annual))
    assert stored(database, PRESSURE).status == "pending"
    last = annual.tools.notices.history[-1]
    assert (last.kind, "could not keep what was entered" in last.text) == (Sort.PROBLEM, True)
    annual.run.show_test(PRESSURE)
    assert annual.run.side.field is not None
    assert annual.run.side.field.texts() == ("44.1",)
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert stored(database, PRESSURE).measured_value == Decimal("44.1")

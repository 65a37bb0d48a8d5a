"""Evidence in the run view: dropped, pasted, looked at, opened, read again, and sent to a bucket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import create_engine, make_url, select, text

from firemode_desktop.database import Database
from firemode_desktop.evidence import EvidenceFolder, access
from firemode_desktop.evidence.access import BucketAccess
from firemode_desktop.models import EvidenceRecord
from firemode_desktop.services import testing
from firemode_desktop.ui.testing.evidence import DropPlace
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.services.s3 import BUCKET, KEY, REGION, S3, SECRET
from tests.services.test_evidence_files import photo, video
from tests.ui_testing.conftest import Open, open_named, window_of
from tests.ui_testing.keys import CTRL, focus, press
from tests.ui_testing.test_run import record

PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
Calm = Callable[[Window], None]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def run(annual: SessionsPage, calm: Calm) -> SessionsPage:
    """The annual session at the pressure of level 8."""
    annual.run.show_test(PRESSURE)
    calm(window_of(annual))
    return annual


@pytest.fixture
def clipboard() -> Iterator[None]:
    """Whatever is copied is gone after the test."""
    yield
    QGuiApplication.clipboard().clear()


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def drop(widget: QWidget, *paths: Path) -> bool:
    """Carry files over a widget and let them fall; whether it takes them."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, carried, LEFT, NONE)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, carried, LEFT, NONE))
    return enter.isAccepted()


def records(database: Database) -> list[EvidenceRecord]:
    """All evidence on record, in the order in which it was added."""

    def read(session: object) -> list[EvidenceRecord]:
        found = list(session.scalars(select(EvidenceRecord).order_by(EvidenceRecord.created_at)))  # type: ignore[attr-defined]
        session.expunge_all()  # type: ignore[attr-defined]
        return found

    return database.run(read)


def prompts(run: SessionsPage) -> list[DropPlace]:
    """The prompts of the strip, in their order."""
    strip = run.run.evidence.strip
    return [each for each in strip.findChildren(DropPlace) if each is not strip and each.isVisibleTo(strip)]


def test_that_a_file_dropped_on_a_prompt_answers_that_prompt(
    run: SessionsPage, database: Database, calm: Calm, tmp_path: Path
) -> None:
    picture = written(tmp_path, "sign.jpg", photo(taken="2026:05:04 11:30:05", place=(-33.8688, 151.2093)))
    assert drop(prompts(run)[1], picture)
    calm(window_of(run))
    (stored,) = records(database)
    assert (stored.prompt_index, stored.original_name) == (1, "sign.jpg")
    assert stored.captured_at.isoformat() == "2026-05-04T01:30:05+00:00"
    assert stored.gps_coordinates == {
        "lat": Decimal("-33.8688"),
        "lng": Decimal("151.2093"),
        "altitude": Decimal("25.5"),
    }
    assert stored.evidence_metadata is not None
    assert stored.evidence_metadata["camera_model"] == "Model 5"
    (tile,) = run.run.evidence.strip.tiles
    assert tile.said[1].startswith("4 May 2026, 11:30 · ")
    assert tile.picture is not None
    assert not tile.picture.isNull()


def test_that_files_dropped_anywhere_answer_what_asks_for_their_kind_and_the_others_are_kept_beside(
    run: SessionsPage, database: Database, calm: Calm, tmp_path: Path
) -> None:
    first, second = written(tmp_path, "a.jpg", photo()), written(tmp_path, "b.jpg", photo((320, 200)))
    third, log = written(tmp_path, "c.jpg", photo((100, 90))), written(tmp_path, "log.txt", b"44.1")
    assert drop(run.run.side, first, second, third, log)
    calm(window_of(run))
    found = {each.original_name: each.prompt_index for each in records(database)}
    assert found == {"a.jpg": 0, "b.jpg": 1, "c.jpg": None, "log.txt": None}
    row = next(one for one in run.run.model.rows if one.identifier == PRESSURE)
    assert (row.evidence, row.evidence_wanting) == (4, 0)


def test_that_a_refused_file_says_why_and_the_others_are_kept(
    run: SessionsPage, database: Database, calm: Calm, tmp_path: Path
) -> None:
    program, picture = written(tmp_path, "a.exe", b"MZ\0\1" * 40), written(tmp_path, "b.jpg", photo())
    blank = written(tmp_path, "c.txt", b"")
    assert drop(run.run.side, program, picture, blank)
    calm(window_of(run))
    assert [each.original_name for each in records(database)] == ["b.jpg"]
    notice = run.tools.notices.history[-1]
    assert "a.exe" in notice.text
    assert "1 byte to 100 MB" in notice.details[0]
    assert notice.details[1].endswith("1 file kept as evidence.")


def test_that_a_file_of_another_kind_does_not_answer_the_prompt_it_is_dropped_on(
    run: SessionsPage, database: Database, calm: Calm, tmp_path: Path
) -> None:
    assert drop(prompts(run)[0], written(tmp_path, "walk.mp4", video()))
    calm(window_of(run))
    assert "“walk.mp4” is a video; a photo is asked for there." in run.tools.notices.history[-1].text
    assert not records(database)


def test_that_a_picture_pasted_into_a_field_becomes_a_png(
    run: SessionsPage, database: Database, calm: Calm, clipboard: None
) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#E4572E"))
    QGuiApplication.clipboard().setImage(image)
    run.run.side.begin()
    press(Qt.Key.Key_V, CTRL)
    calm(window_of(run))
    (stored,) = records(database)
    assert (stored.mime_type, stored.original_name, stored.prompt_index) == ("image/png", "pasted picture.png", 0)
    assert run.run.side.entry().blank


def test_that_files_pasted_beside_the_fields_are_evidence_and_text_is_not(
    run: SessionsPage, database: Database, calm: Calm, tmp_path: Path, clipboard: None
) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "sign.jpg", photo())))])
    QGuiApplication.clipboard().setMimeData(carried)
    run.run.list.setFocus()
    run.run.evidence.paste()
    calm(window_of(run))
    assert [each.original_name for each in records(database)] == ["sign.jpg"]
    QGuiApplication.clipboard().setText("44.1")
    run.run.side.begin()
    press(Qt.Key.Key_V, CTRL)
    calm(window_of(run))
    assert run.run.side.entry().texts[0] == "44.1"
    assert len(records(database)) == 1
    run.run.evidence.paste()
    assert "neither a file nor a picture" in run.tools.notices.history[-1].text


class Opened(QObject):
    """Stands in for the system's programs."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def opened() -> Iterator[Opened]:
    """What the system was asked to open."""
    program = Opened()
    QDesktopServices.setUrlHandler("file", program, "take")  # type: ignore[call-overload]
    yield program
    QDesktopServices.unsetUrlHandler("file")


def test_that_evidence_is_looked_at_and_opened_from_the_keyboard(
    run: SessionsPage, calm: Calm, tmp_path: Path, opened: Opened
) -> None:
    pictures = [written(tmp_path, name, photo(size)) for name, size in (("a.jpg", (640, 480)), ("b.jpg", (300, 400)))]
    drop(run.run.side, *pictures, written(tmp_path, "log.txt", b"44.1"))
    calm(window_of(run))
    desk = run.run.evidence
    desk.strip.tiles[0].setFocus()
    press(Qt.Key.Key_Space)
    calm(window_of(run))
    assert desk.view.isVisible()
    assert desk.view.picture is not None
    assert (desk.view.picture.width(), desk.view.picture.height()) == (640, 480)
    press(Qt.Key.Key_Right)
    calm(window_of(run))
    assert desk.view.name.text() == "b.jpg"
    press(Qt.Key.Key_Right)
    calm(window_of(run))
    assert desk.view.words.text().startswith("There is no picture")
    press(Qt.Key.Key_Escape)
    assert not desk.view.isVisible()
    assert focus() is desk.strip.tiles[2]
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    calm(window_of(run))
    (url,) = opened.urls
    assert Path(url.toLocalFile()).name == "b.jpg"
    assert Path(url.toLocalFile()).read_bytes() == pictures[1].read_bytes()
    assert not Path(url.toLocalFile()).is_relative_to(desk.store.root)


def test_that_reading_again_finds_what_was_altered_and_what_is_missing(
    run: SessionsPage, database: Database, calm: Calm, tmp_path: Path
) -> None:
    for number in range(3):
        drop(run.run.side, written(tmp_path, f"{number}.txt", b"44.%d" % number))
        calm(window_of(run))
    strip, store = run.run.evidence.strip, run.run.evidence.store
    _, second, third = records(database)
    store.path(str(second.file_path)).write_bytes(b"54.1")
    store.path(str(third.file_path)).unlink()
    QTest.mouseClick(strip.check, LEFT)
    calm(window_of(run))
    assert {tile.file.name: tile.state for tile in strip.tiles} == {
        "0.txt": "unchanged",
        "1.txt": "altered",
        "2.txt": "missing",
    }
    assert "2 of 3 files are not what was recorded" in run.tools.notices.history[-1].text


def test_that_a_session_that_takes_no_results_takes_no_evidence(
    run: SessionsPage, database: Database, calm: Calm, tmp_path: Path
) -> None:
    run.run.deeds.cancel("Rain.")
    calm(window_of(run))
    strip = run.run.evidence.strip
    assert not strip.may_add
    assert not drop(strip, written(tmp_path, "a.jpg", photo()))
    assert not drop(run.run.side, tmp_path / "a.jpg")
    run.run.choose_evidence()
    calm(window_of(run))
    assert not records(database)


def test_that_a_supervisor_sees_what_is_needed_to_submit_and_may_waive_it(
    open_window: Open, database: Database, calm: Calm
) -> None:
    record(database, testing.Result(PRESSURE, value=Decimal("44")))
    page = open_window("supervisor").page("sessions")
    assert isinstance(page, SessionsPage)
    open_named(page, "Annual")
    calm(window_of(page))
    page.run.show_test(PRESSURE)
    calm(window_of(page))
    strip = page.run.evidence.strip
    asked = strip.asked
    assert [each.answered for each in asked] == [False, False]
    strip.waive_wanted.emit(strip.prompts[0])
    question = page.run.side.question
    question.field.setText("The camera failed.")
    question.go.click()
    calm(window_of(page))
    assert [each.answered for each in strip.asked] == [True, False]


def test_that_evidence_goes_to_the_bucket_by_itself_and_waits_while_that_is_out_of_order(
    run: SessionsPage, database: Database, calm: Calm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    desk = run.run.evidence
    with S3() as service:
        access.keep(desk.store.root, BucketAccess(service.endpoint, BUCKET, KEY, SECRET, "", REGION))
        service.kept.failing = 99
        drop(run.run.side, written(tmp_path, "sign.jpg", photo()))
        calm(window_of(run))
        assert not service.kept.objects
        assert desk.strip.unsent.text() == "1 file of this session not sent yet"
        assert desk.strip.tiles[0].said[1].endswith("not sent yet")
        service.kept.failing = 0
        QTest.mouseClick(desk.strip.send, LEFT)
        calm(window_of(run))
        (stored,) = records(database)
        assert list(service.kept.objects) == [stored.file_path]
        assert stored.is_synced()
        assert not desk.strip.sending.isVisible()
        office = EvidenceFolder(tmp_path / "office")
        access.keep(office.root, BucketAccess(service.endpoint, BUCKET, KEY, SECRET, "", REGION))
        desk.store.path(str(stored.file_path)).unlink()  # another computer has the record, not yet the file
        desk.look(desk.strip.files[0])
        calm(window_of(run))
        assert desk.view.picture is not None
        assert desk.store.verify(str(stored.file_path), str(stored.file_hash_sha256))


@pytest.fixture
def network(server_url: str, database_url: str) -> Iterator[Callable[[bool], None]]:
    """Cuts this window's database off, or lets it be reached again."""
    name = make_url(database_url).database
    admin = create_engine(server_url, isolation_level="AUTOCOMMIT")

    def reachable(there: bool) -> None:
        with admin.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {there}"))
            if not there:
                connection.execute(
                    text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"), {"name": name}
                )

    yield reachable
    reachable(True)
    admin.dispose()


def test_that_evidence_added_without_a_network_is_kept_and_saved_once_there_is_one(
    run: SessionsPage,
    database: Database,
    calm: Calm,
    tmp_path: Path,
    network: Callable[[bool], None],
    qtbot: QtBot,
) -> None:
    strip, outbox = run.run.evidence.strip, run.run.outbox
    network(False)
    drop(prompts(run)[0], written(tmp_path, "sign.jpg", photo()))
    qtbot.waitUntil(lambda: bool(outbox.away) and bool(strip.tiles), timeout=20_000)
    (tile,) = strip.tiles
    assert tile.said[1] == "kept here, not saved yet"
    assert run.run.evidence.store.verify(str(tile.file.file), str(tile.file.sha256))
    network(True)
    outbox.try_now()
    qtbot.waitUntil(lambda: not outbox.waiting_of(run.run.session_id), timeout=20_000)
    calm(window_of(run))
    assert [each.original_name for each in records(database)] == ["sign.jpg"]
    assert [tile.on_its_way for tile in strip.tiles] == [False]


def test_that_no_statement_about_evidence_runs_on_the_thread_of_the_window(
    run: SessionsPage, asked_on_gui_thread: list[str], calm: Calm, tmp_path: Path
) -> None:
    drop(run.run.side, written(tmp_path, "a.jpg", photo()))
    calm(window_of(run))
    run.run.evidence.check()
    run.run.evidence.look(run.run.evidence.strip.files[0])
    calm(window_of(run))
    assert not asked_on_gui_thread

"""A report signed in the window, by keyboard, with a real key and a real database."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

pytest.importorskip("pyhanko_certvalidator", reason="The extra “sign” is not installed.")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.imports.papers import signatures
from firemode_desktop.services import testing
from firemode_desktop.ui.reporting.page import ReportsPage
from firemode_desktop.ui.reporting.signing import READ, SIGN, SigningPanel
from firemode_desktop.ui.workspace import Place, Tools
from tests.reports.keys import PASSPHRASE, from_authority, self_made
from tests.ui_papers.conftest import NOW


@pytest.fixture
def page(qtbot: QtBot, tools: Tools, seeded: tuple[UUID, UUID]) -> ReportsPage:
    """The page with the report of an approved session."""
    shown = ReportsPage(tools)
    qtbot.addWidget(shown)
    shown.resize(1200, 800)
    shown.show()
    shown.open(seeded[0])
    shown.show_location(Place(session_id=seeded[1]))
    qtbot.waitUntil(shown.save.isEnabled, timeout=60_000)
    return shown


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key of these days."""
    path = tmp_path / "key.p12"
    path.write_bytes(self_made("Supervisor One"))
    return path


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the signed copy is saved."""
    path = tmp_path / "signed.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def opened(page: ReportsPage, key: Path) -> SigningPanel:
    """The panel, with the file of the key typed in."""
    page.to_sign.trigger()
    panel = page.signing
    assert panel.key.hasFocus()
    page.signing.key.setFocus()
    panel.key.setText(str(key))
    return panel


def read(qtbot: QtBot, panel: SigningPanel, passphrase: str = PASSPHRASE) -> None:
    panel.passphrase.clear()
    qtbot.keyClicks(panel.passphrase, passphrase)
    qtbot.keyClick(panel.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.go.isEnabled(), timeout=10_000)


def test_that_a_report_is_signed_by_keyboard_and_then_told_to_be_genuine(
    qtbot: QtBot, page: ReportsPage, key: Path, target: Path, database: Database
) -> None:
    panel = opened(page, key)
    assert panel.passphrase.echoMode() == QLineEdit.EchoMode.Password
    assert panel.go.text() == READ
    read(qtbot, panel)
    assert panel.go.text() == SIGN
    assert panel.signer.text().startswith("Signs: Supervisor One (certificate 1A2B made by its holder, valid ")
    with qtbot.waitSignal(page.tools.notices.said, timeout=30_000):
        qtbot.keyClick(panel.passphrase, Qt.Key.Key_Return)
    assert page.tools.notices.history[-1].text == f"Signed by Supervisor One: {target}."
    assert page._paper is not None
    assert target.read_bytes().startswith(page._paper[0].file)
    assert database.run(lambda session: session.scalar(select(func.count()).select_from(models.SignedCopy))) == 1
    assert (page.room.currentWidget(), panel.passphrase.text()) == (page.preview, "")
    page.verify(target)
    qtbot.waitUntil(page.verified.isVisible, timeout=20_000)
    said = page.verified.details.text()
    assert page.verified.heading.text() == "signed.pdf: genuine"
    assert "byte for byte, with signatures behind it." in said
    assert "• Signed by Supervisor One on 4 May 2026, 02:00 UTC by the signer's clock. The signature is intact" in said


def test_that_a_signature_is_held_against_trusted_certificates_and_they_are_remembered(
    qtbot: QtBot, page: ReportsPage, key: Path, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, authority = from_authority("Supervisor One")
    key.write_bytes(content)
    (tmp_path / "board.pem").write_text(authority)
    (tmp_path / "none.pem").write_text("no certificates")
    panel = opened(page, key)
    read(qtbot, panel)
    with qtbot.waitSignal(page.tools.notices.said, timeout=30_000):
        qtbot.keyClick(panel.passphrase, Qt.Key.Key_Return)
    page.verify(target)
    qtbot.waitUntil(page.verified.isVisible, timeout=20_000)
    assert "was not checked" in page.verified.details.text()
    assert page.verified.trust.isVisible()
    for name, words in (("none.pem", "holds no certificates in PEM"), ("board.pem", "")):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, name=name: (str(tmp_path / name), ""))
        if words:
            with qtbot.waitSignal(page.tools.notices.said, timeout=20_000):
                page.verified.trust.click()
            assert words in page.tools.notices.history[-1].text
            assert page.tools.settings.value("reports/trust") is None
        else:
            page.verified.trust.click()
            qtbot.waitUntil(lambda: "held against board.pem" in page.verified.details.text(), timeout=20_000)
    assert "was not checked" not in page.verified.details.text()
    page.verify(target)
    qtbot.waitUntil(lambda: not page.tools.background.running, timeout=20_000)
    assert "held against board.pem" in page.verified.details.text()


def test_that_a_second_person_signs_the_copy(
    qtbot: QtBot, page: ReportsPage, key: Path, target: Path, tmp_path: Path
) -> None:
    first = tmp_path / "first.pdf"
    for copy, saved in ((None, target), (first, target)):
        panel = page.signing
        page.to_sign.trigger()
        panel.key.setText(str(key))
        panel.copy.setText(str(copy) if copy else "")
        read(qtbot, panel)
        with qtbot.waitSignal(page.tools.notices.said, timeout=30_000):
            qtbot.keyClick(panel.passphrase, Qt.Key.Key_Return)
        if copy is None:
            saved.rename(first)
    assert target.read_bytes().startswith(first.read_bytes())
    assert page.tools.settings.value("reports/key") == str(key)


def test_that_a_wrong_passphrase_is_said_and_leaves_the_keyboard_in_its_field(
    qtbot: QtBot, page: ReportsPage, key: Path
) -> None:
    panel = opened(page, key)
    read(qtbot, panel, "wrong horse")
    assert panel.problem.text() == "The passphrase does not open key.p12."
    assert panel.passphrase.hasFocus()
    read(qtbot, panel)
    assert panel.go.text() == SIGN
    qtbot.keyClicks(panel.passphrase, "x")
    assert (panel.go.text(), panel.signer.isVisible()) == (READ, False)
    qtbot.keyClick(panel.passphrase, Qt.Key.Key_Escape)
    assert page.room.currentWidget() is page.preview
    assert panel.passphrase.text() == ""


def test_that_what_cannot_be_signed_is_said_in_the_panel(
    qtbot: QtBot, page: ReportsPage, key: Path, target: Path, tmp_path: Path
) -> None:
    panel = opened(page, key)
    panel.key.clear()
    qtbot.keyClick(panel.key, Qt.Key.Key_Return)
    assert panel.problem.text() == "A signature needs a key: choose your PKCS#12 file."
    panel.key.setText(str(key))
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.7 nothing")
    panel.copy.setText(str(tmp_path / "other.pdf"))
    read(qtbot, panel)
    qtbot.keyClick(panel.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Only a genuine report is signed" in panel.problem.text(), timeout=20_000)
    target.mkdir()
    panel.copy.clear()
    qtbot.keyClick(panel.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "cannot be written" in panel.problem.text(), timeout=20_000)
    assert panel.go.isEnabled()


def test_that_a_draft_offers_no_signature_and_says_why(
    qtbot: QtBot, page: ReportsPage, database: Database, seeded: tuple[UUID, UUID]
) -> None:
    by = page.tools.person.id
    draft = database.run(
        lambda session: testing.create_session(session, seeded[0], "six_monthly", scheduled_for=NOW.date(), by=by)
    )
    page.show_location(Place(session_id=draft))
    qtbot.waitUntil(lambda: page.list.current is not None and page.list.current.session_id == draft, timeout=20_000)
    assert (page.to_sign.text(), page.to_sign.isEnabled()) == ("Sign… (once its session is approved)", False)
    page._ask_to_sign()
    assert page.tools.notices.history[-1].text == "The report cannot be signed: once its session is approved."


def test_that_an_installation_without_the_extra_says_so(
    qtbot: QtBot, page: ReportsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "_PACKAGE", "no_such_package")
    one = page.list.current
    page._making = None
    page._make(one)
    assert page.to_sign.text() == "Sign… (this installation lacks the extra “sign”)"
    assert not page.to_sign.isEnabled()
    qtbot.waitUntil(page.save.isEnabled, timeout=60_000)

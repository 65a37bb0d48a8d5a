"""Whole buildings in the window: exported, checked, archived, taken up again."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QFileDialog

from firemode_desktop.database import Database
from firemode_desktop.services import archiving, building_checks
from firemode_desktop.ui.admin.page import AdminPage
from tests.ui_admin.conftest import Open, Rest, last_said, window_of
from tests.ui_admin.keys import ALT, KEY, focus, press, type_

WHY = "It was sold."


def test_that_a_building_is_archived_and_taken_up_again_by_keyboard(
    admin: AdminPage, database: Database, rest: Rest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, section = tmp_path / "handed over.zip", admin.buildings
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press(KEY.Key_6, ALT)
    rest(window_of(admin))
    assert focus() is section.list
    assert section.archives.out_since.text() == "4 May 2026"
    assert not section.archives.go.isEnabled()
    press(KEY.Key_Return)
    assert focus() is section.archives.reason
    type_(WHY)
    section.archives.out_since.setText("30 Feb 2026")
    press(KEY.Key_Return)
    assert section.archives.problem.isVisible()
    assert focus() is section.archives.out_since
    section.archives.out_since.setText("4 May 2026")
    press(KEY.Key_Return)
    rest(window_of(admin))
    assert last_said(admin).startswith("Pilot Building 123 is archived.")
    assert building_checks.check(path, lambda *_: None).whole
    assert section.panel is section.archived
    assert window_of(admin).top.building.text() == "Pilot Building 123 · archived"
    assert section.archived.facts.text("Why") == WHY
    assert section.archived.facts.text("File") == path.name
    press(KEY.Key_Return)
    type_("It was bought back.")
    press(KEY.Key_Return)
    rest(window_of(admin))
    assert section.panel is section.archives
    assert section.archives.out_since.isReadOnly()
    stands = database.run(archiving.standings)[0]
    assert (stands.archived, stands.words) == (False, "out of service since 4 May 2026")


def test_that_a_file_is_written_checked_and_what_is_wrong_is_said(admin: AdminPage, rest: Rest, tmp_path: Path) -> None:
    section, path = admin.buildings, tmp_path / "b.zip"
    admin.show_section(5)
    rest(window_of(admin))
    one = section.panel.building
    assert one is not None
    section.export(one, path)
    rest(window_of(admin))
    assert last_said(admin).startswith("Wrote ")
    section.check_file(path)
    rest(window_of(admin))
    assert "b.zip is whole: Pilot Building 123" in last_said(admin)
    with ZipFile(path, "a") as packed:
        packed.writestr("evidence/more.png", b"x")
    section.check_file(path)
    rest(window_of(admin))
    assert last_said(admin) == "b.zip is not whole."
    assert "its manifest does not name it" in admin.tools.notices.history[-1].details[0]
    path.write_bytes(b"")
    section.check_file(path)
    rest(window_of(admin))
    assert last_said(admin).startswith("b.zip is damaged")
    section.export(one, tmp_path / "none" / "b.zip")
    rest(window_of(admin))
    assert "cannot be written" in last_said(admin)


def test_that_an_engineer_exports_and_archives_nothing(open_window: Open, rest: Rest) -> None:
    page = open_window("admin", "engineer").page("admin")
    assert isinstance(page, AdminPage)
    page.show_section(5)
    rest(window_of(page))
    panel = page.buildings.panel
    assert "Only a supervisor or an administrator" in panel.note.text()
    assert not panel.go.isVisible()
    assert not panel.reason.isVisible()
    assert panel.back.isVisible()

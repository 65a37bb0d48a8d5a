"""Diagnostics saved from the window."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

from firemode_desktop.ui.admin.page import AdminPage
from tests.ui_admin.conftest import Rest, last_said, window_of
from tests.ui_admin.keys import ALT, KEY, press


def test_that_what_was_said_and_the_screens_are_in_it(admin: AdminPage, rest: Rest, tmp_path: Path) -> None:
    press(KEY.Key_8, ALT)
    rest(window_of(admin))
    admin.tools.notices.warn("Something was odd.")
    admin.about.save_diagnostics(tmp_path / "d.zip")
    rest(window_of(admin))
    assert last_said(admin).startswith(f"Wrote {tmp_path / 'd.zip'}.")
    with ZipFile(tmp_path / "d.zip") as packed:
        assert "Something was odd." in packed.read("said.txt").decode()
        window = json.loads(packed.read("window.json"))
        assert window["window"] == [1280, 800]
        assert json.loads(packed.read("database.json"))["guards_off"] == []
    admin.about.save_diagnostics(tmp_path / "none" / "d.zip")
    rest(window_of(admin))
    assert "cannot be written" in last_said(admin)

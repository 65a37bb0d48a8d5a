"""The log in the window: followed, exported, and said when it is not the one that was seen."""

from __future__ import annotations

from pathlib import Path

from firemode_desktop.database import Database
from firemode_desktop.queries import audit_chain
from firemode_desktop.services import auditing
from firemode_desktop.ui.admin.page import AdminPage
from tests.trust.conftest import as_owner
from tests.ui_admin.conftest import Open, Rest, last_said, window_of
from tests.ui_admin.keys import ALT, KEY, focus, press


def test_that_the_log_is_followed_by_keyboard(admin: AdminPage, database: Database, rest: Rest) -> None:
    press(KEY.Key_4, ALT)
    rest(window_of(admin))
    assert focus() is admin.integrity.verify
    head = database.read(audit_chain.head)
    assert admin.integrity.facts.text("Hash") == head.hash.hex()
    assert admin.integrity.facts.text("Entries") == f"{head.seq:,}"
    press(KEY.Key_Space)
    rest(window_of(admin))
    assert admin.integrity.told.text().startswith("Whole on 4 May 2026")
    assert f"{head.seq:,} entries in one chain" in admin.integrity.told.text()
    assert not admin.integrity.list.isVisible()


def test_that_what_is_wrong_is_named(admin: AdminPage, database: Database, rest: Rest) -> None:
    as_owner(database, "stairs", "UPDATE stairs SET stair_name = stair_name || ' B'")
    admin.show_section(3)
    admin.integrity.follow()
    rest(window_of(admin))
    assert "things are wrong" in admin.integrity.told.text()
    assert "This row is not as the log last told it: stairs" in admin.integrity.list.toPlainText()
    assert admin.integrity.verify.isEnabled()


def test_that_the_log_is_written_to_a_file_and_a_folder_that_takes_none_is_said(
    admin: AdminPage, tmp_path: Path, rest: Rest
) -> None:
    admin.show_section(3)
    admin.integrity.write(tmp_path / "log.jsonl")
    rest(window_of(admin))
    assert last_said(admin).startswith("Wrote ")
    assert auditing.check(tmp_path / "log.jsonl").whole
    admin.integrity.write(tmp_path / "missing" / "log.jsonl")
    rest(window_of(admin))
    assert "cannot be written" in last_said(admin)


def test_that_a_history_that_got_shorter_is_said_at_the_next_start_until_it_is_accepted(
    open_window: Open, database: Database, rest: Rest
) -> None:
    rest(open_window("admin"))
    last = database.read(audit_chain.head).seq
    as_owner(database, "audit_entries", "DELETE FROM audit_entries AS e USING audit_chain AS c "
             f"WHERE c.entry_id = e.entry_id AND c.seq = {last}")  # fmt: skip
    as_owner(database, "audit_chain", f"DELETE FROM audit_chain WHERE seq = {last}")
    as_owner(database, "audit_head", "UPDATE audit_head SET seq = c.seq, hash = c.hash FROM audit_chain AS c "
             f"WHERE c.seq = {last - 1}")  # fmt: skip
    window = open_window("admin")
    rest(window)
    page = window.page("admin")
    assert isinstance(page, AdminPage)
    assert "shorter than this computer has seen it" in last_said(page)
    page.integrity.accept_log()
    rest(window)
    assert "goes by the log as it is" in last_said(page)
    again = open_window("admin")
    rest(again)
    shown = again.page("admin")
    assert isinstance(shown, AdminPage)
    assert not any("shorter" in notice.text for notice in shown.tools.notices.history)

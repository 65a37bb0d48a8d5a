"""What was typed into the baselines is kept: a lost connection, a lost reply, an import meanwhile, a save under way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from sqlalchemy import create_engine, text

from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.ui.notices import Kind
from tests.ui_baselines.conftest import Sitting
from tests.ui_baselines.test_entry import commissioned, go, keys, rest, save, shown, typed
from tests.ui_baselines.test_importing import altered, imported

KEY = Qt.Key


def cut_off(sitting: Sitting, server_url: str, allowed: bool) -> None:
    """The server lets nobody into the database and ends who is in it; or lets everybody in again."""
    name = sitting.database.engine.url.database
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}"))
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"))
    engine.dispose()


def begin(sitting: Sitting, value: str = "45") -> None:
    sitting.page.entering.begin()
    go(sitting, 0, 1)
    keys(sitting, value, KEY.Key_Return)
    commissioned(sitting)


def test_that_a_lost_connection_keeps_the_draft_until_it_is_back(sitting: Sitting, server_url: str) -> None:
    begin(sitting)
    cut_off(sitting, server_url, allowed=False)
    save(sitting)
    assert sitting.said[-1].kind is Kind.PROBLEM
    assert sitting.said[-1].text.endswith("What you typed is kept.")
    assert typed(sitting) == ["45"]
    assert sitting.page.unsaved() == "One baseline that was typed is not saved."
    cut_off(sitting, server_url, allowed=True)
    save(sitting)
    assert sitting.counts() == (1, 0, 0, 1)
    assert sitting.page.unsaved() is None


def test_that_a_lost_reply_is_settled_by_saving_again(sitting: Sitting) -> None:
    """It was written, but the answer never came: the second save writes nothing twice."""
    begin(sitting)
    lost: list[Any] = []

    def losing(job: Any) -> Any:
        answer: Any = sitting.database.run(job)
        if not lost:
            lost.append(answer)
            raise Unreachable("The database does not answer.")
        return answer

    sitting.background._run = losing
    save(sitting)
    assert typed(sitting) == ["45"]
    save(sitting)
    assert typed(sitting) == []
    assert sitting.counts() == (1, 0, 0, 1)


def test_that_an_import_meanwhile_leaves_the_draft_and_its_counts_follow(sitting: Sitting, tmp_path: Path) -> None:
    begin(sitting, "46")
    assert sitting.page.bar.counts.text() == "1 new"
    imported(sitting)
    rest(sitting)
    assert typed(sitting) == ["46"]
    assert sitting.page.bar.counts.text() == "1 changed"
    before = shown(sitting, 0, 2)
    sitting.read(altered(tmp_path, {"D3": 41.9}))
    assert sitting.page.unsaved() is not None
    sitting.page.panel.close_panel()
    assert (typed(sitting), shown(sitting, 0, 2)) == (["46"], before)


def test_that_what_is_typed_while_it_saves_is_not_lost(sitting: Sitting) -> None:
    begin(sitting)
    assert sitting.page.desk.save()
    assert sitting.page.desk.saving
    go(sitting, 1, 1)
    keys(sitting, "46", KEY.Key_Return)
    rest(sitting)
    assert sitting.counts() == (1, 0, 0, 1)
    assert typed(sitting) == ["46"]
    assert sitting.page.unsaved() == "One baseline that was typed is not saved."


def test_that_what_is_on_record_to_the_letter_is_said_and_let_go(sitting: Sitting) -> None:
    begin(sitting)
    save(sitting)
    begin(sitting)
    assert sitting.page.bar.reason.text() == "Everything typed is on record already."
    save(sitting)
    assert (typed(sitting), sitting.counts()) == ([], (1, 0, 0, 1))


def test_that_a_value_that_disagrees_with_its_neighbours_is_pointed_out_and_saved_all_the_same(
    sitting: Sitting,
) -> None:
    imported(sitting)
    go(sitting, 5, 1)
    keys(sitting, "25", KEY.Key_Return)
    commissioned(sitting, "1 Mar 2025")
    go(sitting, 5, 1)
    assert "Level-9 reads 25 Pa where its neighbours say" in sitting.page.entering.look.warning.text()
    assert "Level-9 reads 25 Pa" in sitting.page.bar.reason.text()
    save(sitting)
    assert shown(sitting, 5, 1) == "25.0"


def test_that_delete_in_the_foot_leaves_the_cells_alone(sitting: Sitting) -> None:
    begin(sitting)
    go(sitting, 0, 1)
    sitting.page.bar.fields["provenance"].setFocus()
    keys(sitting, KEY.Key_Delete)
    assert typed(sitting) == ["45"]

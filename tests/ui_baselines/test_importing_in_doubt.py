"""The connection goes around the COMMIT of an import: the window finds out, and nothing is written twice (P2)."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, text

from benchmarks.network import Network, Weather
from firemode_desktop.services import settling
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.notices import Kind
from tests.conftest import _database, _url_of
from tests.ui_baselines.conftest import Sitting
from tests.ui_baselines.test_importing import ALL, SHIPPED


@pytest.fixture
def direct_url(server_url: str, piloted_template: str) -> Iterator[str]:
    """A database with the pilot building."""
    with _database(server_url, "doubt", piloted_template) as name:
        yield _url_of(server_url, name)


@pytest.fixture
def network(direct_url: str) -> Iterator[Network]:
    """The window's way to it."""
    with Network(direct_url) as made:
        yield made


@pytest.fixture
def database_url(network: Network) -> str:
    return network.url


def confirm(sitting: Sitting, network: Network, direct_url: str, weather: Weather) -> None:
    """Confirm an import; the weather changes while it waits for its turn."""
    panel = sitting.page.panel
    other = create_engine(direct_url)
    with other.begin() as connection:
        connection.execute(text("SELECT id FROM buildings FOR UPDATE"))
        panel.confirm.click()
        sitting.qtbot.waitUntil(lambda: panel.foot.doing.step.text() == "Waiting for its turn…", timeout=10_000)
        network.turn(weather)
    other.dispose()
    sitting.rest()


@pytest.mark.parametrize("weather", [Weather.BEFORE_COMMIT, Weather.AFTER_COMMIT])
def test_that_an_import_in_doubt_is_asked_about_and_written_once(
    sitting: Sitting, network: Network, direct_url: str, weather: Weather
) -> None:
    sitting.read(SHIPPED)
    confirm(sitting, network, direct_url, weather)
    assert [notice.kind for notice in sitting.said] == [Kind.DONE], sitting.said
    assert sitting.counts() == ALL


def test_that_one_that_stays_in_doubt_is_said_to_be_and_found_out_by_confirming_again(
    sitting: Sitting, network: Network, direct_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = SimpleNamespace(sleep=lambda _: network.turn(Weather.CUT))
    monkeypatch.setattr(settling, "time", waiting)
    sitting.read(SHIPPED)
    panel = sitting.page.panel
    confirm(sitting, network, direct_url, Weather.AFTER_COMMIT)
    assert "all of it was written, or nothing" in sitting.said[-1].text
    assert (panel.step, panel.isVisible()) == (Step.PREVIEW, True)
    network.turn(Weather.FAIR)
    panel.confirm.click()
    sitting.rest()
    assert sitting.counts() == ALL
    assert sitting.said[-1].kind is Kind.DONE

"""The timeline saved as a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from firemode_desktop.services.timelines import timeline_file
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.scenarios.timeline_file import save_timeline
from firemode_desktop.ui.window import Window


def test_that_the_timeline_is_saved_where_it_is_wanted_and_a_wrong_ending_is_told(
    studio: Studio, open_window: Callable[..., Window], calm: Callable[[Window], None],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = open_window(page="scenarios")
    tools, one = window.tools, studio.scenario
    assert tools is not None
    assert one is not None
    proposed: list[str] = []
    for name in ("fire.svg", "fire.docx"):
        path = tmp_path / name

        def chosen(*asked: str, path: Path = path) -> tuple[str, str]:
            proposed.append(Path(asked[2]).name)
            return str(path), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
        save_timeline(window, tools, studio)
        calm(window)
    assert proposed == ["fire-in-zone-1.pdf"] * 2
    assert (tmp_path / "fire.svg").read_bytes() == timeline_file(one, None, "svg")
    assert not (tmp_path / "fire.docx").exists()

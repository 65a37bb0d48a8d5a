"""The log of this computer: what goes wrong is in it, passwords are not."""

from __future__ import annotations

import logging
from pathlib import Path

from firemode_desktop.services.log_file import LOG, keep_log
from firemode_desktop.settings import Settings


def test_that_a_defect_is_written_whole_and_without_the_password(tmp_path: Path) -> None:
    url = "postgresql://engineer:t0p-Secret@office.example/firemode"
    handler = keep_log(Settings(tmp_path, tmp_path / "evidence", url))
    try:
        logging.getLogger("firemode.ui").info("nothing to see")
        try:
            raise ValueError(f"could not open {url}")
        except ValueError:
            logging.getLogger("firemode.ui").exception("a defect, with t0p-Secret in it")
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    written = (tmp_path / LOG).read_text("utf-8")
    assert "nothing to see" not in written
    assert "ERROR firemode.ui: a defect" in written
    assert "ValueError: could not open" in written
    assert "t0p-Secret" not in written

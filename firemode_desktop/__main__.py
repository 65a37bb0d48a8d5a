"""``python -m firemode_desktop`` is ``firemode``; in a bundle this is also how its other processes start."""

from __future__ import annotations

import sys


def main() -> int:
    """Run a command, or be a child process: one that reads a foreign file, or the keeper of the embedded server."""
    if getattr(sys, "frozen", False):
        from firemode_desktop.embedded import keeper
        from firemode_desktop.imports.files import reader as workbooks
        from firemode_desktop.imports.files.workbook import READER_FLAG as WORKBOOK
        from firemode_desktop.imports.papers import reader as papers
        from firemode_desktop.imports.papers import signature_reader as signatures
        from firemode_desktop.imports.papers.paper import READER_FLAG as PAPER
        from firemode_desktop.imports.papers.signatures import READER_FLAG as SIGNATURES
        from firemode_desktop.imports.scans import reader as scans
        from firemode_desktop.imports.scans.scan import READER_FLAG as SCAN

        for flag, read in (
            (WORKBOOK, workbooks.main),
            (PAPER, papers.main),
            (SCAN, scans.main),
            (SIGNATURES, signatures.main),
            (keeper.ARGUMENT, keeper.main),
        ):
            if sys.argv[1:2] == [flag]:
                return read(sys.argv[2:])
    from firemode_desktop.cli import main as firemode

    return firemode()


if __name__ == "__main__":
    raise SystemExit(main())

"""``python -m firemode_desktop`` is ``firemode``; in a bundle this is also how a workbook's reader starts."""

from __future__ import annotations

import sys


def main() -> int:
    """Run a command, or be the child process that reads a foreign workbook."""
    if getattr(sys, "frozen", False):
        from firemode_desktop.imports.files.workbook import READER_FLAG

        if sys.argv[1:2] == [READER_FLAG]:
            from firemode_desktop.imports.files import reader

            return reader.main(sys.argv[2:])
    from firemode_desktop.cli import main as firemode

    return firemode()


if __name__ == "__main__":
    raise SystemExit(main())

"""``python -m firemode_desktop`` is the same as ``firemode``."""

from firemode_desktop.cli import main

if __name__ == "__main__":
    raise SystemExit(main())

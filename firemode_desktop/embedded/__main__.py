"""``python -m firemode_desktop.embedded ORDER`` is the keeper; ``keeper.spawn`` starts it."""

from __future__ import annotations

import sys

from firemode_desktop.embedded.keeper import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

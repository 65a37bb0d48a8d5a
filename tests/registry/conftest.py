"""Widgets under test are drawn offscreen; a slow machine is no failure of a property."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

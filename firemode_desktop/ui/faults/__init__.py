"""Faults: what was found, how bad it is, who says so, and what became of it."""

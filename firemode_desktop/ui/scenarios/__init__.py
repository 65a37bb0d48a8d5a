"""Cause and effect: what must happen after a trigger, and what did."""

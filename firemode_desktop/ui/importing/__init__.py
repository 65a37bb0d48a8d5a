"""Bringing a foreign file in, as a panel of the page it belongs to: choose, check, look, confirm."""

"""Instruments: whether they may be believed, and the certificates that say so."""

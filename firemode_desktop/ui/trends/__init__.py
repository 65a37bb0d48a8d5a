"""Trends: every location through the approved sessions, with what the statistics make of it."""

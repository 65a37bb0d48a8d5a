"""The event log of a fire panel, in any spreadsheet or CSV file → rows in time; every problem at once, with its row."""

from firemode_desktop.imports.event_logs.reading import EventLog, open_event_log, read_event_log
from firemode_desktop.imports.event_logs.words import event_words

__all__ = ["EventLog", "event_words", "open_event_log", "read_event_log"]

"""Reports: the compliance report of a session, previewed as the very PDF that is written."""

"""What is true without a database or a screen: vocabularies, limits, verdicts, tests, drift."""
